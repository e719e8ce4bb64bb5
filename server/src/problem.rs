//! Something that is wrong at a place: in a data set, a change or a database.

use app::domain::{record::EntryId, rule::Broken};

/// A place and a sentence about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where: the JSON path in a data set, or an entry and its field.
    pub place: String,
    /// What is wrong there, as a sentence.
    pub sentence: String,
    /// The same in Chinese; `None` where only operators read it.
    pub zh: Option<String>,
    /// The entry that is named there and is not published, where that is what is wrong: a page calls it by its name.
    pub target: Option<EntryId>,
}

impl Problem {
    /// A problem.
    pub fn new(place: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self { place: place.into(), sentence: sentence.into(), zh: None, target: None }
    }

    /// A rule that is broken at a place, in both languages.
    pub fn broken(place: impl Into<String>, Broken { en, zh }: Broken) -> Self {
        Self { place: place.into(), sentence: en, zh: Some(zh), target: None }
    }

    /// The same about an entry that is named there and is not published.
    #[must_use]
    pub fn naming(self, target: Option<EntryId>) -> Self {
        Self { target, ..self }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.sentence)
    }
}
