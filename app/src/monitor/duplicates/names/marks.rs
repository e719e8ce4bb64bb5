//! Marks: what in a name tells things apart wherever it stands. Numbers, however they are written, heavenly stems, and
//! capitals that stand alone.

use pinyin::ToPinyin;

/// The heavenly stems, with which things are lettered.
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";

/// The marks in a name, in order.
pub(super) fn marks(name: &[char]) -> Vec<String> {
    let (mut marks, mut at) = (Vec::new(), 0);
    for run in name.chunk_by(|one, other| sort(*one) == sort(*other)) {
        match run.first().map(|first| sort(*first)) {
            Some(Sort::Digit) => marks.push(plain_number(run.iter().collect())),
            Some(Sort::Numeral) => marks.push(numeral(run)),
            Some(Sort::Stem) => marks.extend(run.iter().map(char::to_string)),
            Some(Sort::Latin) => marks.extend(word_mark(run, at == 0)),
            _ => {}
        }
        at += run.len();
    }
    marks
}

/// What a character is, as far as marks are read from it.
#[derive(PartialEq, Eq)]
pub(super) enum Sort {
    Digit,
    Numeral,
    Stem,
    Latin,
    Other,
}

pub(super) fn sort(c: char) -> Sort {
    match c {
        _ if c.is_ascii_digit() => Sort::Digit,
        _ if digit(c).is_some() || unit(c).is_some() => Sort::Numeral,
        _ if STEMS.contains(c) => Sort::Stem,
        _ if c.is_alphabetic() && c.to_pinyin().is_none() => Sort::Latin,
        _ => Sort::Other,
    }
}

/// The digit that a Chinese numeral stands for.
fn digit(c: char) -> Option<u64> {
    let of = |digits: &str| digits.chars().position(|one| one == c).map(|at| at as u64);
    of("零一二三四五六七八九").or(match c {
        '〇' => Some(0),
        '两' => Some(2),
        _ => None,
    })
}

/// What a Chinese numeral multiplies the digit before it by.
const fn unit(c: char) -> Option<u64> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        _ => None,
    }
}

/// A number in Chinese numerals: 十二 and 一二 are both 12, 二〇一八 is 2018.
pub(super) fn numeral(run: &[char]) -> String {
    if !run.iter().any(|c| unit(*c).is_some()) {
        return plain_number(run.iter().filter_map(|c| digit(*c)).map(|digit| digit.to_string()).collect());
    }
    let (mut sum, mut before) = (0_u64, None);
    for c in run {
        match unit(*c) {
            Some(unit) => sum = sum.saturating_add(before.take().unwrap_or(1) * unit),
            None => before = digit(*c),
        }
    }
    sum.saturating_add(before.unwrap_or(0)).to_string()
}

pub(super) fn plain_number(digits: String) -> String {
    let plain = digits.trim_start_matches('0');
    if plain.is_empty() { "0".to_owned() } else { plain.to_owned() }
}

/// What a Latin word marks: a number that is written out, in words or in Roman numerals, or a capital that stands alone.
/// At the beginning of a name that is an article.
fn word_mark(word: &[char], begins: bool) -> Option<String> {
    const ORDINALS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    const CARDINALS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    const ROMAN: [&str; 8] = ["II", "III", "IV", "VI", "VII", "VIII", "IX", "XI"];
    const ROMAN_VALUES: [usize; 8] = [2, 3, 4, 6, 7, 8, 9, 11];
    let written: String = word.iter().collect();
    let lower = written.to_lowercase();
    let among = |words: &[&str]| words.iter().position(|one| *one == lower).map(|at| at + 1);
    let roman = || ROMAN.iter().position(|one| *one == written).map(|at| ROMAN_VALUES[at]);
    if let Some(number) = among(&ORDINALS).or_else(|| among(&CARDINALS)).or_else(roman) {
        return Some(number.to_string());
    }
    let alone = matches!(word, [letter] if letter.is_uppercase());
    (alone && !begins).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_however_they_are_written() {
        for (name, expected) in [
            ("第十二小学", "12"),
            ("一百零三号", "103"),
            ("二〇一八年", "2018"),
            ("２０１８年", "2018"),
            ("007 号", "7"),
            ("两岸", "2"),
            ("甲乙组", "甲 乙"),
            ("A Square of Party B", "B"),
            ("A Square A", "A"),
            ("Third Group IV", "3 4"),
            ("Ten Mile Road", "10"),
            ("盘溪广场", ""),
        ] {
            let name: Vec<char> = name.chars().map(super::super::half_width).collect();
            assert_eq!(marks(&name).join(" "), expected, "{name:?}");
        }
    }
}
