//! How names compare: whether two may be one name, written twice.
//!
//! Names of places and bodies are long and formal, so two that differ by a single character are mostly two different
//! things: 一组 and 二组, 甲党 and 乙党, 云泽公司 and 云岚公司. How many characters differ says little; *which* do says much:
//!
//! - A **mark** tells things apart wherever it stands: a number, however it is written (3, 三, third), a heavenly stem
//!   (甲, 乙, …), a capital that stands alone (“Party A”).
//! - A character that stands **in the place of another one** tells things apart, unless the two sound alike. Chinese is
//!   typed by its sound, so 磐溪 for 盘溪 is a slip; 东 for 西 is none.
//! - What is **left out or added** is how names are shortened: 云南省 and 云南, 有限责任公司 and 有限公司. It tells nothing
//!   apart.
//!
//! English names are spelt by whoever translates, so there only marks tell things apart; and an English name that is alike
//! says nothing when the Chinese ones are told apart.

mod marks;

use marks::{Sort, marks, numeral, plain_number, sort};
use pinyin::ToPinyin;

/// As far as this, names have enough in common for what differs to tell something.
const RELATED: f64 = 0.5;

/// How two names compare in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// They have little in common: a name in this language may be anybody's translation.
    Unlike,
    /// They are related, and what differs says that these are two.
    ToldApart,
    /// They may be one.
    Alike,
}

/// A name in both languages, made ready for comparing.
pub(super) struct Names {
    zh: Comparable,
    en: Comparable,
}

impl Names {
    pub(super) fn new(zh: &str, en: &str) -> Self {
        Self { zh: Comparable::new(zh), en: Comparable::new(en) }
    }

    /// Whether two names may be one: alike in one language, and told apart in none. `alike`: as in
    /// [`Thresholds`](crate::monitor::Thresholds).
    pub(super) fn may_be(&self, other: &Self, alike: f64) -> bool {
        let zh = self.zh.compare(&other.zh, alike, replaced_sounds);
        if zh == Likeness::ToldApart {
            return false;
        }
        let en = self.en.compare(&other.en, alike, |_, _| false);
        en != Likeness::ToldApart && (zh == Likeness::Alike || en == Likeness::Alike)
    }
}

struct Comparable {
    letters: Vec<char>,
    marks: Vec<String>,
}

impl Comparable {
    fn new(name: &str) -> Self {
        let halved: Vec<char> = name.chars().map(half_width).collect();
        Self { letters: letters(&halved), marks: marks(&halved) }
    }

    fn compare(&self, other: &Self, alike: f64, telling: fn(&[char], &[char]) -> bool) -> Likeness {
        let (one, two) = (&self.letters, &other.letters);
        let longest = one.len().max(two.len());
        if (one.len().min(two.len()) as f64) < RELATED.min(alike) * longest as f64 {
            return Likeness::Unlike;
        }
        let common =
            if one == two { 1.0 } else { 1.0 - strsim::generic_damerau_levenshtein(one, two) as f64 / longest as f64 };
        if common < RELATED.min(alike) {
            Likeness::Unlike
        } else if self.marks != other.marks || telling(one, two) {
            Likeness::ToldApart
        } else if common >= alike {
            Likeness::Alike
        } else {
            Likeness::Unlike
        }
    }
}

/// Letters and digits of full width as the others.
fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// What is left of a name for comparing: no case, no punctuation, numbers in digits.
fn letters(name: &[char]) -> Vec<char> {
    let mut letters = Vec::new();
    for run in name.chunk_by(|one, other| sort(*one) == sort(*other)) {
        match run.first().map(|first| sort(*first)) {
            Some(Sort::Digit) => letters.extend(plain_number(run.iter().collect()).chars()),
            Some(Sort::Numeral) => letters.extend(numeral(run).chars()),
            _ => letters.extend(run.iter().filter(|c| c.is_alphanumeric()).flat_map(|c| c.to_lowercase())),
        }
    }
    letters
}

/// Whether a character stands in the place of one that sounds otherwise, where as little as possible is changed.
fn replaced_sounds(one: &[char], other: &[char]) -> bool {
    // What is the same at both ends is no matter; names are short, and mostly little is left.
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[..one.len() - end], &other[..other.len() - end]);
    if one.len() == 2 && other.len() == 2 && one[0] == other[1] && one[1] == other[0] {
        return false; // Two that were swapped.
    }
    let cost = costs(one, other);
    let (mut row, mut column) = (one.len(), other.len());
    while row > 0 && column > 0 {
        let here = cost[row][column];
        // Leaving out and adding come first where they cost no more: they tell nothing apart.
        if one[row - 1] == other[column - 1] && here == cost[row - 1][column - 1] {
            (row, column) = (row - 1, column - 1);
        } else if here == cost[row - 1][column] + 1 {
            row -= 1;
        } else if here == cost[row][column - 1] + 1 {
            column -= 1;
        } else if sounds(one[row - 1], other[column - 1]) {
            (row, column) = (row - 1, column - 1);
        } else {
            return true;
        }
    }
    false
}

/// How many steps lead from each beginning of one text to each of the other: a letter left out, added or replaced.
fn costs(one: &[char], other: &[char]) -> Vec<Vec<usize>> {
    let mut cost = vec![(0..=other.len()).collect::<Vec<_>>()];
    for (row, letter) in one.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, beside) in other.iter().enumerate() {
            let replaced = cost[row][column] + usize::from(letter != beside);
            next.push(replaced.min(cost[row][column + 1] + 1).min(next[column] + 1));
        }
        cost.push(next);
    }
    cost
}

/// Whether two characters are typed by the same syllable.
fn sounds(one: char, other: char) -> bool {
    let syllable = |c: char| c.to_pinyin().map(|syllable| syllable.plain());
    syllable(one).is_some() && syllable(one) == syllable(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may_be(one: (&str, &str), other: (&str, &str)) -> bool {
        let (one, other) = (Names::new(one.0, one.1), Names::new(other.0, other.1));
        let may_be = one.may_be(&other, 0.85);
        assert_eq!(may_be, other.may_be(&one, 0.85), "which of two names stands first makes no difference");
        may_be
    }

    #[test]
    fn what_is_shortened_or_mistyped_may_be_the_same() {
        for (one, other) in [
            ("云南致公建设有限公司", "云南省致公建设有限公司"),
            ("盘溪镇同心文化广场", "磐溪镇同心文化广场"),
            ("盘溪镇第十二小学教学楼", "盘溪镇第12小学教学楼"),
            ("盘溪镇第１２小学教学楼", "盘溪镇第12小学教学楼"),
            ("云南省华宁县致公建设有限责任公司", "云南省华宁县致公建设有限公司"),
            ("盘溪镇文化同心广场建设", "盘溪镇文化心同广场建设"),
        ] {
            assert!(may_be((one, "x"), (other, "y")), "{one} {other}");
        }
        for (one, other) in [
            ("Panxi Tongxin Culture Square", "Panxi Tongxin Cultural Square"),
            ("Panxi Second Primary School", "Panxi Primary School II"),
            ("Panxi Second Primary School", "Panxi 2nd Primary School"),
        ] {
            let alike = Names::new("甲", one).may_be(&Names::new("盘溪", other), 0.6);
            assert!(alike, "{one} {other}");
        }
    }

    #[test]
    fn what_a_mark_or_another_sound_tells_apart_is_not() {
        for (one, other) in [
            (
                ("盘溪镇大村第一村民小组", "Panxi Village Group One"),
                ("盘溪镇大村第二村民小组", "Panxi Village Group Two"),
            ),
            (("虚构甲党省委员会", "Example Party A Committee"), ("虚构乙党省委员会", "Example Party B Committee")),
            (
                ("虚构云泽实业有限公司", "Example Yunze Industrial Co., Ltd."),
                ("虚构云岚实业有限公司", "Example Yunlan Industrial Co., Ltd."),
            ),
            (("虚构云泽广场", "Example Yunze Square"), ("虚构云禾广场", "Example Yunhe Square")),
            (
                ("盘溪镇东门文化活动广场", "Panxi East Gate Square"),
                ("盘溪镇西门文化活动广场", "Panxi West Gate Square"),
            ),
            (("盘溪广场二〇一八年改造工程", "Renewal of 2018"), ("盘溪广场二〇一九年改造工程", "Renewal of 2019")),
            (("盘溪同心文化活动广场", "Panxi Square"), ("盘溪同心文化活动广场二", "Panxi Square 2")),
            (("盘溪镇同心文化活动广场", "Square A"), ("盘溪镇同心文化活动广场", "Square B")),
        ] {
            assert!(!may_be(one, other), "{one:?} {other:?}");
        }
        // Names that have nothing in common say nothing: one of them may be a translation of the other's.
        assert!(may_be(("甲", "Panxi Tongxin Culture Square"), ("盘溪同心文化广场", "Panxi Tongxin Culture-Square")));
        assert!(!may_be(
            ("盘溪村卫生室", "Panxi Village Clinic"),
            ("盘溪同心文化广场", "Panxi Tongxin Culture Square")
        ));
    }
}
