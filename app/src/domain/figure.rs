//! Claimed numbers and statements without numbers, each with its source.

use super::{
    period::Period,
    quantity::Quantity,
    record::EntryId,
    slug::Slug,
    text::{Phrase, Text},
};
use crate::entry;

crate::code_list! {
    /// How far a figure can be relied on.
    FigureStatus {
        /// A source states it.
        Reported = "reported",
        /// It was checked against a second source.
        Checked = "checked",
        /// It was estimated.
        Estimated = "estimated",
        /// The reading of the source is in doubt.
        DoubtfulReading = "doubtful reading",
    }
}

entry! {
    /// Any number that is claimed.
    Figure {
        /// The record it belongs to.
        pub of: EntryId,
        /// The number.
        pub quantity: Quantity,
        /// The span of time it covers.
        pub period: Option<Period>,
        /// What it counts.
        pub counts: Phrase,
        /// How the source prints it.
        pub as_printed: Text,
        /// How far it can be relied on.
        pub status: FigureStatus,
        /// Figures that may contain this one, so that they must not be added.
        pub may_be_contained_in: Vec<Slug>,
    }
}

entry! {
    /// What a source says without a number.
    Statement {
        /// What it speaks of: background, approach, outcome, caveat …
        pub theme: Text,
        /// The record it belongs to.
        pub of: EntryId,
        /// Organisations it names.
        pub organisations: Vec<Slug>,
    }
}
