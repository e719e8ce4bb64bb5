//! Dates known to the day, the month or the year, and spans of time.

use super::{rule::Broken, text::Phrase};
use serde::{Deserialize, Serialize};

/// A date as exact as it is known: `2021`, `2021-05` or `2021-05-03` (ISO 8601), from 1900 to 2199.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate(Box<str>);

impl PartialDate {
    /// Checks a date.
    ///
    /// # Errors
    /// When it is not of the form `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or there is no such day.
    pub fn new(raw: impl AsRef<str>) -> Result<Self, Broken> {
        let raw = raw.as_ref();
        if Self::parse(raw).is_some() {
            Ok(Self(raw.into()))
        } else {
            let shown: String = raw.chars().take(40).collect();
            Err(Broken::new(
                format!("“{shown}” is not a date: write 2021, 2021-05 or 2021-05-03."),
                format!("“{shown}”不是日期：请写 2021、2021-05 或 2021-05-03。"),
            ))
        }
    }

    fn parse(raw: &str) -> Option<(u16, Option<u8>, Option<u8>)> {
        let mut parts = raw.split('-');
        let number = |part: &str, width: usize| {
            (part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u16>().ok())
                .flatten()
        };
        let year = number(parts.next()?, 4).filter(|year| (1900..2200).contains(year))?;
        let Some(month) = parts.next() else { return Some((year, None, None)) };
        let month = number(month, 2).filter(|month| (1..=12).contains(month))?;
        let Some(day) = parts.next() else { return Some((year, Some(month as u8), None)) };
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let day = number(day, 2).filter(|day| (1..=days).contains(day))?;
        parts.next().is_none().then_some((year, Some(month as u8), Some(day as u8)))
    }

    /// Year, and month and day where they are known.
    pub fn parts(&self) -> (u16, Option<u8>, Option<u8>) {
        Self::parse(&self.0).unwrap_or((0, None, None))
    }

    /// The year.
    pub fn year(&self) -> u16 {
        self.parts().0
    }

    /// The date in ISO 8601.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for PartialDate {
    type Error = Broken;
    fn try_from(raw: String) -> Result<Self, Broken> {
        Self::new(raw)
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.0.into()
    }
}

/// Whether the end of a span comes no earlier than its beginning, as far as both are known: `2021` ends no earlier than
/// `2021-05`. Both are dates as [`PartialDate`] writes them.
///
/// # Errors
/// When it does.
pub fn in_order(from: &str, to: &str) -> Result<(), Broken> {
    let shared = from.len().min(to.len());
    if from[..shared] <= to[..shared] {
        return Ok(());
    }
    Err(Broken::new(format!("This is before {from}."), format!("不能早于 {from}。")))
}

/// A span of time, as exact as the source states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// What the source calls it, such as “four years”.
    pub label: Phrase,
    /// Its length in years, where stated.
    pub years: Option<u16>,
    /// Its first day, month or year, where stated.
    pub from: Option<PartialDate>,
    /// Its last day, month or year, where stated.
    pub to: Option<PartialDate>,
}
