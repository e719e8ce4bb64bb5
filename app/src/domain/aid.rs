//! Aid given to people.

use super::{
    money::Amount,
    period::{PartialDate, Period},
    slug::Slug,
    text::{Phrase, Text},
};
use crate::entry;

entry! {
    /// Aid in money or in kind.
    Aid {
        /// Whether in money, in kind or both, in words.
        pub kind: Text,
        /// What was given.
        pub goods: Vec<Phrase>,
        /// Who gave.
        pub donors: Vec<Slug>,
        /// Who received.
        pub recipients: Phrase,
        /// The divisions it went to.
        pub divisions: Vec<Slug>,
        /// The sites it belongs to.
        pub sites: Vec<Slug>,
        /// Households reached.
        pub households: Option<u32>,
        /// People reached.
        pub people: Option<u32>,
        /// Students among them.
        pub students: Option<u32>,
        /// Village committees reached.
        pub village_committees: Option<u32>,
        /// What it was worth.
        pub value: Option<Amount>,
        /// The span of time.
        pub period: Option<Period>,
        /// Day, month or year.
        pub date: Option<PartialDate>,
    }
}
