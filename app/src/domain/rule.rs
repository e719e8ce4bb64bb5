//! Rules and their wording, together: whoever breaks a rule is told so in both languages by the rule itself.

use super::language::Language;
use std::fmt;

/// A rule that a value breaks, as sentences for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The sentence in English.
    pub en: String,
    /// The sentence in Chinese.
    pub zh: String,
}

impl Broken {
    /// A rule with its two sentences.
    pub fn new(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self { en: en.into(), zh: zh.into() }
    }

    /// The sentence in a language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

impl std::error::Error for Broken {}
