//! A time as readers of these pages read it: Beijing time, to the minute.

use crate::{domain::period::PartialDate, i18n::Locale};
use leptos::prelude::*;

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
    /// The day and the time in words.
    pub fn words(&self, locale: Locale) -> String {
        format!("{} {}", locale.date(&self.day), self.clock)
    }

    /// The same, with the time itself for programs.
    pub(super) fn view(&self, locale: Locale) -> impl IntoView + use<> {
        view! { <time datetime=self.iso.clone()>{self.words(locale)}</time> }
    }
}
