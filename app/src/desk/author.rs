//! Who did something, as far as it is told.

use crate::{
    domain::text::Text,
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
