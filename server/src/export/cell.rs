//! One value of a file, with its type.

use app::domain::{money::Fen, period::PartialDate};
use std::borrow::Cow;

/// A value of a row. What is unknown is [`Cell::Empty`]; zero is a number.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Unknown, or there is nothing to say.
    Empty,
    /// A text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Money; files show the unit of the currency, not its hundredths.
    Money(Fen),
    /// Degrees.
    Degrees(f64),
    /// A date as exact as it is known.
    Date(PartialDate),
    /// Yes or no.
    Flag(bool),
}

impl Cell {
    /// A text, or nothing where it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A count, where it is known.
    pub fn count(count: Option<u32>) -> Self {
        count.map_or(Self::Empty, |count| Self::Whole(count.into()))
    }

    /// A date, where it is known.
    pub fn date(date: Option<&PartialDate>) -> Self {
        date.map_or(Self::Empty, |date| Self::Date(date.clone()))
    }
}

/// An amount in the unit of its currency, exactly: `1234567.89`, `12.5`, `0`.
pub fn decimal(fen: Fen) -> String {
    let (whole, rest) = (fen.get() / 100, fen.get() % 100);
    match rest {
        0 => whole.to_string(),
        rest if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
        rest => format!("{whole}.{rest:02}"),
    }
}

/// A text that no spreadsheet runs as a formula when it opens it from a plain file: one that could be is led by an
/// apostrophe (OWASP, “CSV injection”). Programs skip quotation marks, spaces and marks of the byte order before they
/// look at the first character, so this does, too; full-width signs count as plain ones.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let first = text.trim_start_matches([' ', '"', '\u{a0}', '\u{200b}', '\u{3000}', '\u{feff}']).chars().next();
    match first {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => format!("'{text}").into(),
        _ => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact() {
        for (fen, text) in [(0, "0"), (5, "0.05"), (50, "0.5"), (123_456_789, "1234567.89"), (350_000_000, "3500000")] {
            assert_eq!(decimal(Fen::new(fen).expect("in range")), text);
        }
        assert_eq!(decimal(Fen::new(Fen::MAX).expect("in range")), "10000000000000");
    }

    #[test]
    fn what_could_run_is_led_by_an_apostrophe() {
        for text in [
            "=1+1",
            "+86 877",
            "-2",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "\u{feff}=1",
            "\"=1",
            "\" \u{feff}\"=cmd|' /C calc'!A0",
            " =1",
            "\u{3000}=1",
            "＝1",
            "＋1",
        ] {
            assert_eq!(harmless(text), format!("'{text}"), "{text:?}");
        }
        for text in ["", "a=1", "盘溪镇", "1-2", "'=1", "\"a\"=1", "(=1)"] {
            assert_eq!(harmless(text), text, "{text:?}");
        }
    }
}
