//! A time as readers of these pages read it: Beijing time, to the minute.

use crate::{domain::period::PartialDate, i18n::Locale};
use leptos::prelude::*;
use std::time::{Duration, UNIX_EPOCH};

/// How far Beijing is ahead of UTC, in milliseconds. All of China has this time.
pub const BEIJING_MS: i64 = 8 * 3_600_000;

/// A time that has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The time itself (RFC 3339).
    pub iso: String,
    /// The day in Beijing.
    pub day: PartialDate,
    /// Hours and minutes in Beijing, such as `10:42`.
    pub clock: String,
}

impl Moment {
    /// A time in milliseconds since 1970, UTC; `None` for one that no calendar of ours holds.
    pub fn at(ms: i64) -> Option<Self> {
        let written = |ms: i64| {
            let since = Duration::from_millis(u64::try_from(ms).ok()?);
            Some(humantime::format_rfc3339_seconds(UNIX_EPOCH.checked_add(since)?).to_string())
        };
        let there = written(ms.checked_add(BEIJING_MS)?)?;
        Some(Self {
            iso: written(ms)?,
            day: PartialDate::new(there.get(..10)?).ok()?,
            clock: there.get(11..16)?.to_owned(),
        })
    }

    /// The time as it is in Beijing, for files (RFC 3339): `2026-05-03T10:42:07+08:00`. Its day is that of the pages.
    pub fn in_beijing(&self) -> String {
        let seconds = self.iso.get(17..19).unwrap_or("00");
        format!("{}T{}:{seconds}+08:00", self.day.as_str(), self.clock)
    }

    /// The day and the time in words.
    pub fn words(&self, locale: Locale) -> String {
        format!("{} {}", locale.date(&self.day), self.clock)
    }

    /// The same, with the time itself for programs.
    pub(super) fn view(&self, locale: Locale) -> impl IntoView + use<> {
        view! { <time datetime=self.iso.clone()>{self.words(locale)}</time> }
    }
}

/// A time in words; a dash for one that no calendar of ours holds.
pub(super) fn words_of(locale: Locale, moment: Option<&Moment>) -> String {
    moment.map_or_else(|| "—".into(), |moment| moment.words(locale))
}
