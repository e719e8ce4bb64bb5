//! The two languages of the interface.
//!
//! Every text is a field of [`Texts`]; each language is one constant of that type in `app/locales`. A missing or
//! superfluous key therefore does not compile. The words of the data (kinds, themes, levels) are looked up with
//! [`Locale::word`]; a test walks through the data set and fails on one without a translation.

mod account_texts;
mod draft_texts;
mod editing_texts;
mod field_texts;
mod format;
mod monitor_texts;
mod page_texts;
mod texts;

#[path = "../../locales/en.rs"]
mod en;
#[path = "../../locales/en_accounts.rs"]
mod en_accounts;
#[path = "../../locales/en_drafts.rs"]
mod en_drafts;
#[path = "../../locales/en_editing.rs"]
mod en_editing;
#[path = "../../locales/en_fields.rs"]
mod en_fields;
#[path = "../../locales/en_monitor.rs"]
mod en_monitor;
#[path = "../../locales/en_pages.rs"]
mod en_pages;
#[path = "../../locales/zh_hans.rs"]
mod zh_hans;
#[path = "../../locales/zh_hans_accounts.rs"]
mod zh_hans_accounts;
#[path = "../../locales/zh_hans_drafts.rs"]
mod zh_hans_drafts;
#[path = "../../locales/zh_hans_editing.rs"]
mod zh_hans_editing;
#[path = "../../locales/zh_hans_fields.rs"]
mod zh_hans_fields;
#[path = "../../locales/zh_hans_monitor.rs"]
mod zh_hans_monitor;
#[path = "../../locales/zh_hans_pages.rs"]
mod zh_hans_pages;

pub use crate::domain::language::Language;
use crate::domain::text::{Name, Phrase};
pub use account_texts::AccountTexts;
pub use draft_texts::DraftTexts;
pub use editing_texts::EditingTexts;
pub use field_texts::FieldTexts;
pub use format::MoneyUnit;
use leptos::prelude::*;
pub use monitor_texts::MonitorTexts;
pub use page_texts::PageTexts;
use std::borrow::Cow;
pub use texts::{LiveTexts, Texts};

/// A language with its texts; cheap to copy.
#[derive(Clone, Copy)]
pub struct Locale {
    /// The language.
    pub language: Language,
    /// The texts that the browser itself writes; the others are reached through the locale, on the server.
    pub live: &'static LiveTexts,
}

impl std::ops::Deref for Locale {
    type Target = Texts;
    fn deref(&self) -> &Texts {
        self.texts()
    }
}

impl Locale {
    /// The texts of a language.
    pub const fn of(language: Language) -> Self {
        let live = match language {
            Language::Chinese => &zh_hans::LIVE,
            Language::English => &en::LIVE,
        };
        Self { language, live }
    }

    /// All other texts.
    pub const fn texts(self) -> &'static Texts {
        match self.language {
            Language::Chinese => &zh_hans::TEXTS,
            Language::English => &en::TEXTS,
        }
    }

    /// The texts of the pages that the server writes.
    pub const fn pages(self) -> &'static PageTexts {
        match self.language {
            Language::Chinese => &zh_hans_pages::TEXTS,
            Language::English => &en_pages::TEXTS,
        }
    }

    /// What the fields of records are called.
    pub const fn fields(self) -> &'static FieldTexts {
        match self.language {
            Language::Chinese => &zh_hans_fields::TEXTS,
            Language::English => &en_fields::TEXTS,
        }
    }

    /// The texts of histories, of the monitor and of the audit.
    pub const fn monitor(self) -> &'static MonitorTexts {
        match self.language {
            Language::Chinese => &zh_hans_monitor::TEXTS,
            Language::English => &en_monitor::TEXTS,
        }
    }

    /// The texts of signing in and of accounts.
    pub const fn accounts(self) -> &'static AccountTexts {
        match self.language {
            Language::Chinese => &zh_hans_accounts::TEXTS,
            Language::English => &en_accounts::TEXTS,
        }
    }

    /// The texts of drafts, forms and reviews.
    pub const fn drafts(self) -> &'static DraftTexts {
        match self.language {
            Language::Chinese => &zh_hans_drafts::TEXTS,
            Language::English => &en_drafts::TEXTS,
        }
    }

    /// The texts that keep a person informed while editing.
    pub const fn editing(self) -> &'static EditingTexts {
        match self.language {
            Language::Chinese => &zh_hans_editing::TEXTS,
            Language::English => &en_editing::TEXTS,
        }
    }

    /// Whether this is Chinese.
    pub fn is_chinese(self) -> bool {
        self.language == Language::Chinese
    }

    /// A word of the data (a kind, a theme, a level) in this language, or as it stands when it is not known.
    pub fn word(self, code: &str) -> String {
        match self.language {
            Language::Chinese => chinese_word(code).unwrap_or(code).into(),
            Language::English => english_word(code).into_owned(),
        }
    }

    /// Such a word where it begins a cell, a line or a heading.
    pub fn label(self, code: &str) -> String {
        sentence_case(&self.word(code))
    }

    /// Whether a word of the data has a Chinese translation.
    pub fn has_word(code: &str) -> bool {
        chinese_word(code).is_some()
    }

    /// A name in this language.
    pub fn name(self, name: &Name) -> String {
        name.get(self.language).into()
    }

    /// A phrase in this language, or in the other where this one is missing.
    pub fn phrase(self, phrase: &Phrase) -> Option<String> {
        phrase.get(self.language).map(|(text, _)| text.into())
    }
}

/// The Chinese of a word of the data, where it is known.
pub fn chinese_word(code: &str) -> Option<&'static str> {
    zh_hans::WORDS.iter().find(|(known, _)| *known == code).map(|(_, zh)| *zh)
}

/// The English of a word of the data.
pub fn english_word(code: &str) -> Cow<'_, str> {
    match code {
        "zh" => "Chinese".into(),
        "en" => "English".into(),
        word if word.contains('-') => word.replace('-', " ").into(),
        word => word.into(),
    }
}

/// The words of the data that are known, those that have a translation: each with its Chinese.
pub fn known_words() -> impl Iterator<Item = (&'static str, &'static str)> {
    // A unit is no kind or theme of anything.
    zh_hans::WORDS.iter().copied().filter(|(known, _)| !known.starts_with("unit:"))
}

/// The locale of the page that is being rendered.
pub fn use_locale() -> Locale {
    use_context::<Locale>().unwrap_or(const { Locale::of(Language::Chinese) })
}

/// A text as it begins a line: with a capital, where the script has any.
pub fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The same as it stands within a sentence.
pub fn within_sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Fills the `{}` places of a text, in order. `{one|more}` behind such a place is the word for what it counts: the first of
/// the two behind a 1. A value that stands in quotation marks has its own turned into the inner ones, in both languages.
pub fn fill(text: &str, values: &[&str]) -> String {
    let mut values = values.iter().copied();
    let (mut filled, mut rest, mut last) = (String::new(), text, "");
    while let Some((before, (place, behind))) =
        rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        filled.push_str(before);
        if let Some((one, more)) = place.split_once('|') {
            filled.push_str(if last == "1" { one } else { more });
        } else {
            last = values.next().unwrap_or_default();
            if filled.ends_with('“') && behind.starts_with('”') {
                filled.push_str(&inner_quotes(last));
            } else {
                filled.push_str(last);
            }
        }
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

/// A text that is to stand in quotation marks: its own become the inner ones.
pub fn inner_quotes(text: &str) -> String {
    text.replace('“', "‘").replace('”', "’")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_stands_in_the_right_number() {
        for (text, values, filled) in [
            ("{} {entry|entries}", vec!["1"], "1 entry"),
            ("{} {entry|entries}", vec!["0"], "0 entries"),
            ("{} of {} required {field|fields}", vec!["1", "21"], "1 of 21 required fields"),
            ("{} {entry|entries} of {}", vec!["1"], "1 entry of "),
            ("no place, {", vec!["1"], "no place, {"),
        ] {
            assert_eq!(fill(text, &values), filled);
        }
    }

    #[test]
    fn quotation_marks_within_quotation_marks_are_the_inner_ones() {
        assert_eq!(fill("“{}”的修订历史", &["盘溪“同心”广场"]), "“盘溪‘同心’广场”的修订历史");
        assert_eq!(fill("History of {}", &["the “Tongxin” square"]), "History of the “Tongxin” square");
        assert_eq!(fill("was “{}”, is now “{}”", &["a", "a “b”"]), "was “a”, is now “a ‘b’”");
    }

    #[test]
    fn a_value_is_never_taken_for_a_text_with_places() {
        assert_eq!(fill("{}: {} {site|sites}", &["{x|y} {}", "1"]), "{x|y} {}: 1 site");
    }
}
