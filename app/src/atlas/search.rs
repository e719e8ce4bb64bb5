//! Text search: every row's words stand in one long text, which is scanned.
//!
//! A scan needs no index to keep, finds parts of words (Chinese has no spaces), and is quick: the text of 100,000 rows
//! is some ten megabytes.

use super::lists::Bits;
use crate::{domain::text::Name, i18n::chinese_word};
use memchr::memmem;
use pinyin::ToPinyin;

/// Between parts of a row and between rows; no folded word holds it, so no word is found across it.
const SEPARATOR: char = '\n';

/// The folded texts of all rows of a table.
#[derive(Debug, Default)]
pub(super) struct Haystack {
    text: String,
    /// End of each row's text, in bytes.
    ends: Vec<usize>,
}

impl Haystack {
    /// Adds a part to the row that is being written.
    pub(super) fn add(&mut self, part: &str) {
        fold_onto(&mut self.text, part);
        self.text.push(SEPARATOR);
    }

    /// Adds a name: in both languages, in pinyin written as one word, and by the initials of its syllables.
    pub(super) fn add_name(&mut self, name: &Name) {
        self.add_in_both(&name.zh, &name.en);
    }

    fn add_in_both(&mut self, zh: &str, en: &str) {
        self.add(zh);
        self.add(en);
        for syllable in zh.chars().filter_map(|c| c.to_pinyin()) {
            fold_onto(&mut self.text, syllable.plain());
        }
        self.text.push(SEPARATOR);
        for syllable in zh.chars().filter_map(|c| c.to_pinyin()) {
            fold_onto(&mut self.text, syllable.first_letter());
        }
        self.text.push(SEPARATOR);
    }

    /// A word of the data as it is searched: the word itself, which pages print in English, and its Chinese as a name's.
    pub(super) fn folded_word(word: &str) -> String {
        let mut alone = Self::default();
        alone.add_in_both(chinese_word(word).unwrap_or(word), word);
        alone.text
    }

    /// Adds what is folded and separated already.
    pub(super) fn add_folded(&mut self, folded: &str) {
        self.text.push_str(folded);
    }

    /// A name as [`Haystack::add_name`] adds it.
    pub(super) fn folded_name(name: &Name) -> String {
        let mut alone = Self::default();
        alone.add_name(name);
        alone.text
    }

    /// Ends the row that is being written.
    pub(super) fn end_row(&mut self) {
        self.ends.push(self.text.len());
    }

    /// The rows in which all words of a text occur; `None` when the text has no words.
    pub(super) fn matching(&self, text: &str) -> Option<Bits> {
        let mut words = words(text);
        // The longest word is likely the rarest: it is looked for in the whole, the others only where it occurs.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let (first, others) = words.split_first()?;
        let first = memmem::Finder::new(first);
        let others: Vec<_> = others.iter().map(memmem::Finder::new).collect();
        let text = self.text.as_bytes();
        let mut found = Bits::new(self.ends.len());
        let (mut row, mut start) = (0, 0);
        while let Some(position) = first.find(&text[start..]).map(|offset| start + offset) {
            while self.ends[row] <= position {
                row += 1;
            }
            let row_start = if row == 0 { 0 } else { self.ends[row - 1] };
            if others.iter().all(|other| other.find(&text[row_start..self.ends[row]]).is_some()) {
                found.insert(row as u32);
            }
            start = self.ends[row];
        }
        Some(found)
    }
}

/// The positions of those names, each in Chinese and in English, in which all words of a text occur: also in pinyin, and by
/// initials. `None` when the text has no words.
pub fn named_like(names: impl IntoIterator<Item = (String, String)>, text: &str) -> Option<Vec<usize>> {
    let mut haystack = Haystack::default();
    for (zh, en) in names {
        haystack.add_in_both(&zh, &en);
        haystack.end_row();
    }
    haystack.matching(text).map(|found| found.iter().map(|row| row as usize).collect())
}

/// The words of a search text, folded.
fn words(text: &str) -> Vec<String> {
    let mut folded = String::with_capacity(text.len());
    fold_onto(&mut folded, text);
    folded.split_whitespace().map(str::to_owned).collect()
}

/// Makes texts that a person takes for the same the same: case, full and half width, ü and the v that stands for it in
/// typed pinyin. Apostrophes go, line ends become spaces.
fn fold_onto(folded: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\u{3000}' | SEPARATOR => folded.push(' '),
            '\'' | '’' | '\u{FF07}' => {}
            'ü' | 'Ü' => folded.push('v'),
            '\u{FF01}'..='\u{FF5E}' => {
                let half = char::from_u32(c as u32 - 0xFEE0).unwrap_or(c);
                folded.push(half.to_ascii_lowercase());
            }
            _ if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            _ => folded.extend(c.to_lowercase()),
        }
    }
}

/// The key that sorts a Chinese name by pinyin, syllable by syllable. Other letters and digits stand for themselves;
/// quotation marks and the like do not count.
pub(super) fn pinyin_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len() * 2);
    for c in name.chars().filter(|c| c.is_alphanumeric()) {
        match c.to_pinyin() {
            Some(syllable) => {
                if !key.is_empty() {
                    key.push(' ');
                }
                key.push_str(syllable.plain());
            }
            None => fold_onto(&mut key, c.encode_utf8(&mut [0; 4])),
        }
    }
    key
}

/// The key that sorts a name in a Latin script: letters, digits and the spaces between words.
pub(super) fn latin_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    fold_onto(&mut key, name);
    key.retain(|c| c.is_alphanumeric() || c == ' ');
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::{NameStatus, Text};

    fn square() -> Haystack {
        let mut haystack = Haystack::default();
        for (zh, en) in
            [("盘溪同心广场", "Panxi Tongxin Square"), ("绿色小镇", "Green Town"), ("老年之家", "Elders’ Home")]
        {
            let name = Name {
                zh: Text::new(zh).expect("a text"),
                en: Text::new(en).expect("a text"),
                zh_status: NameStatus::Established,
            };
            haystack.add_name(&name);
            haystack.end_row();
        }
        haystack
    }

    fn rows(text: &str) -> Vec<u32> {
        square().matching(text).map(|bits| bits.iter().collect()).unwrap_or_default()
    }

    #[test]
    fn finds_every_way_of_writing() {
        for text in
            ["盘溪", "同心", "panxi", "PanXi", "pan xi", "px", "pxtx", "square", "ＳＱＵＡＲＥ", "tongxin　盘溪"]
        {
            assert_eq!(rows(text), [0], "{text}");
        }
        assert_eq!(rows("lv"), [1]);
        assert_eq!(rows("elders' home"), [2]);
    }

    #[test]
    fn names_are_found_without_a_table() {
        let names =
            || [("盘溪广场", "Panxi Square"), ("绿色小镇", "Green Town")].map(|(zh, en)| (zh.into(), en.into()));
        for text in ["绿色", "green", "lvse", "lsxz"] {
            assert_eq!(named_like(names(), text), Some(vec![1]), "{text}");
        }
        assert_eq!((named_like(names(), "nobody"), named_like(names(), " ")), (Some(vec![]), None));
        assert_eq!(named_like([], "a"), Some(vec![]));
    }

    #[test]
    fn all_words_must_occur_in_one_row() {
        assert!(rows("panxi green").is_empty());
        assert!(rows("场绿").is_empty(), "not across the end of a row");
        assert!(square().matching(" ' ").is_none(), "no word, no condition");
    }

    #[test]
    fn chinese_names_sort_by_syllables() {
        let mut names = ["西安", "先锋", "安宁", "Ａ区"];
        names.sort_by_key(|name| pinyin_key(name));
        assert_eq!(names, ["Ａ区", "安宁", "西安", "先锋"]);
    }
}
