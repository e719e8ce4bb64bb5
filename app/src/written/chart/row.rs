//! A bar and what it is called, as far as a drawing has room for it.

use crate::{domain::text::Name, i18n::Locale};

/// The longest name above a bar.
const LONGEST_ABOVE: usize = 64;

/// Marks a back-translation in a drawing, where there is no room for its words.
pub const BACK_TRANSLATED: &str = "*";

/// A bar with its parts, one per series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its words.
    pub name: String,
    /// Its parts, 0 or more each.
    pub values: Vec<i64>,
    /// Whether the name is a back-translation.
    pub back_translated: bool,
}

impl Row {
    /// A bar that has a word of the data for its name.
    pub fn new(name: String, values: Vec<i64>) -> Self {
        Self { name, values, back_translated: false }
    }

    /// The bar of what a record is called.
    pub fn of(name: &Name, locale: Locale, values: Vec<i64>) -> Self {
        Self { name: locale.name(name), values, back_translated: name.is_back_translation(locale.language) }
    }

    /// All parts together.
    pub fn sum(&self) -> i64 {
        self.values.iter().sum()
    }

    /// The name, and all parts together.
    pub fn named_sum(&self) -> (String, i64) {
        (self.name.clone(), self.sum())
    }

    /// The name as the drawing has room for it, with the sign of a back-translation.
    pub fn drawn(&self) -> String {
        let sign = if self.back_translated { BACK_TRANSLATED } else { "" };
        format!("{}{sign}", short(&self.name))
    }
}

/// The width of a text, in halves of a Chinese sign.
pub fn width(text: &str) -> usize {
    text.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum()
}

/// The beginning of a name that fits above its bar.
fn short(name: &str) -> String {
    if width(name) <= LONGEST_ABOVE {
        return name.to_owned();
    }
    let mut used = 0;
    let fits = |sign: &char| {
        used += if sign.is_ascii() { 1 } else { 2 };
        used < LONGEST_ABOVE
    };
    let mut short: String = name.chars().take_while(fits).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_beyond_the_drawing_are_cut() {
        assert_eq!(short("short"), "short");
        let cut = short(&"示".repeat(40));
        assert!(cut.ends_with('…') && width(&cut) <= LONGEST_ABOVE, "{cut}");
    }
}
