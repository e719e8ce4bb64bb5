//! Where a fact comes from.

use super::{
    period::PartialDate,
    slug::Slug,
    text::{Phrase, Text},
};
use crate::entry;
use serde::{Deserialize, Serialize};

/// The place in a source that states a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The source.
    pub source: Slug,
    /// Paragraph of the source, counted from 1.
    pub paragraph: Option<u16>,
    /// A few words that lead to the place.
    pub locator: Text,
}

entry! {
    /// A document or data set that facts were taken from.
    Source {
        /// What sort of source it is, in words.
        pub kind: Text,
        /// File or address under which it was read.
        pub file: Option<Text>,
        /// Author, as far as known.
        pub author: Phrase,
        /// Day, month or year of the source.
        pub date: Option<PartialDate>,
        /// Language of the text that was read (BCP 47).
        pub language: Option<Text>,
        /// Language it was translated from (BCP 47).
        pub translated_from: Option<Text>,
        /// Licence as found.
        pub licence: Option<Text>,
        /// How far it can be relied on.
        pub note: Option<Text>,
    }
}
