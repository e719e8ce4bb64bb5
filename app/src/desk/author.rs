//! Who did something, as far as it is told.

use super::names::organisation_name;
use crate::{
    atlas::Atlas,
    domain::{slug::Slug, text::Text},
    i18n::{Locale, fill},
};

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// Somebody with a name.
    Named(Text),
    /// Somebody whose personal details were erased.
    Erased,
    /// A part of the program, by its own name.
    Program(String),
}

impl Author {
    /// The name, or what stands for it.
    pub fn words(&self, locale: Locale) -> String {
        let texts = locale.monitor();
        match self {
            Self::Named(name) => name.to_string(),
            Self::Erased => texts.by_erased.to_owned(),
            Self::Program(name) => fill(texts.by_program, &[name]),
        }
    }
}

/// Who changes something, and for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The person.
    pub person: Author,
    /// The organisation that the person speaks for.
    pub organisation: Option<Slug>,
}

impl Speaker {
    /// The name of the person, and of the organisation where there is one.
    pub fn words(&self, locale: Locale, atlas: &Atlas) -> String {
        let person = self.person.words(locale);
        match &self.organisation {
            Some(organisation) => format!("{person} · {}", organisation_name(atlas, locale, organisation)),
            None => person,
        }
    }
}
