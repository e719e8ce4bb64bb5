//! Made-up names, texts, dates and amounts.

use app::domain::{
    money::{Amount, Bound, Currency, Fen},
    period::PartialDate,
    rule::Broken,
    text::{Name, NameStatus, Phrase, Text},
};
use rand::{Rng, rngs::StdRng};

/// The years in which everything happens.
pub const YEARS: std::ops::RangeInclusive<u16> = 2016..=2025;

/// Characters that names are put together from, with their sound.
const SYLLABLES: [(&str, &str); 32] = [
    ("云", "yun"),
    ("泽", "ze"),
    ("岚", "lan"),
    ("溪", "xi"),
    ("松", "song"),
    ("竹", "zhu"),
    ("霞", "xia"),
    ("石", "shi"),
    ("鹭", "lu"),
    ("梧", "wu"),
    ("桐", "tong"),
    ("禾", "he"),
    ("麦", "mai"),
    ("沙", "sha"),
    ("星", "xing"),
    ("月", "yue"),
    ("枫", "feng"),
    ("荷", "he"),
    ("泉", "quan"),
    ("桥", "qiao"),
    ("梅", "mei"),
    ("兰", "lan"),
    ("柏", "bai"),
    ("舟", "zhou"),
    ("帆", "fan"),
    ("波", "bo"),
    ("岛", "dao"),
    ("贝", "bei"),
    ("珊", "shan"),
    ("鲸", "jing"),
    ("潮", "chao"),
    ("汐", "xi"),
];

/// What stands at a site: theme, kind, and its name in both languages.
pub const WORKS: [(&str, &str, &str, &str); 14] = [
    ("public-space", "square", "广场", "Square"),
    ("transport", "road", "道路", "Road"),
    ("health", "clinic", "卫生室", "Clinic"),
    ("water", "water cellar", "水窖", "Water Cellar"),
    ("education", "school", "小学", "Primary School"),
    ("culture", "bookstore", "书屋", "Reading Room"),
    ("agriculture", "farmland", "果园", "Orchard"),
    ("water", "irrigation works", "灌溉工程", "Irrigation Works"),
    ("transport", "bridge", "桥梁", "Bridge"),
    ("ethnic-unity", "demonstration zone", "民族团结示范区", "Unity Demonstration Zone"),
    ("livelihood", "market", "集市", "Market"),
    ("health", "health centre", "卫生院", "Health Centre"),
    ("livelihood", "village group", "村组", "Village Group"),
    ("education", "training base", "培训基地", "Training Base"),
];

/// A made-up stem of two characters, and its sound with a capital.
pub fn stem(rng: &mut StdRng) -> (String, String) {
    let (first, second) =
        (SYLLABLES[rng.random_range(0..SYLLABLES.len())], SYLLABLES[rng.random_range(0..SYLLABLES.len())]);
    let sound = format!("{}{}", first.1, second.1);
    let (initial, rest) = sound.split_at(1);
    (format!("{}{}", first.0, second.0), format!("{}{rest}", initial.to_uppercase()))
}

/// A name; Chinese first.
pub fn name(zh: &str, en: &str) -> Result<Name, Broken> {
    Ok(Name { zh: Text::new(zh)?, en: Text::new(en)?, zh_status: NameStatus::Established })
}

/// A phrase in both languages; Chinese first.
pub fn phrase(zh: &str, en: &str) -> Result<Phrase, Broken> {
    Ok(Phrase { zh: Some(Text::new(zh)?), en: Some(Text::new(en)?) })
}

/// One of some things.
pub fn pick<'a, T>(rng: &mut StdRng, things: &'a [T]) -> &'a T {
    &things[rng.random_range(0..things.len())]
}

/// A value in a share of cases, else unknown.
pub fn sometimes<T>(rng: &mut StdRng, share: f64, value: impl FnOnce(&mut StdRng) -> T) -> Option<T> {
    rng.random_bool(share).then(|| value(rng))
}

/// A year in which things happen.
pub fn year(rng: &mut StdRng) -> u16 {
    rng.random_range(YEARS)
}

/// A date in a year: half to the day, the rest to the month or the year.
pub fn date(rng: &mut StdRng, year: u16) -> Result<PartialDate, Broken> {
    let (month, day) = (rng.random_range(1..=12), rng.random_range(1..=28));
    PartialDate::new(match rng.random_range(0..10) {
        0..5 => format!("{year}-{month:02}-{day:02}"),
        5..8 => format!("{year}-{month:02}"),
        _ => year.to_string(),
    })
}

/// First and last day of a year.
pub fn whole_year(year: u16) -> Result<(PartialDate, PartialDate), Broken> {
    Ok((PartialDate::new(format!("{year}-01-01"))?, PartialDate::new(format!("{year}-12-31"))?))
}

/// How a number bounds the true one: mostly it is the number itself.
pub fn bound(rng: &mut StdRng) -> Bound {
    match rng.random_range(0..20) {
        0..14 => Bound::Exact,
        14..17 => Bound::MoreThan,
        17 => Bound::AtLeast,
        18 => Bound::Nearly,
        _ => Bound::About,
    }
}

/// An amount of whole thousand yuan, of any size up to some million; small ones are more frequent.
pub fn amount(rng: &mut StdRng) -> Result<Amount, Broken> {
    let size: f64 = rng.random();
    let thousands = 5 + (size * size * size * 4_000.0) as i64;
    Ok(Amount { fen: Fen::new(thousands * 100_000)?, currency: Currency::Cny, bound: bound(rng) })
}

/// A share of an amount.
pub fn share(amount: Amount, percent: i64) -> Result<Amount, Broken> {
    Ok(Amount { fen: Fen::new(amount.fen.get() / 100 * percent)?, currency: amount.currency, bound: Bound::Exact })
}

/// A number as it is printed in English, with commas.
pub fn printed(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
