//! Something that is wrong at a place: in a data set, a change or a database.

use app::domain::rule::Broken;

/// A place and a sentence about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where: the JSON path in a data set, or an entry and its field.
    pub place: String,
    /// What is wrong there, as a sentence.
    pub sentence: String,
    /// The same in Chinese; `None` where only operators read it.
    pub zh: Option<String>,
}

impl Problem {
    /// A problem.
    pub fn new(place: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self { place: place.into(), sentence: sentence.into(), zh: None }
    }

    /// A rule that is broken at a place, in both languages.
    pub fn broken(place: impl Into<String>, Broken { en, zh }: Broken) -> Self {
        Self { place: place.into(), sentence: en, zh: Some(zh) }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.sentence)
    }
}
