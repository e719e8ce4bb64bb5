//! Advice put to government.

use super::{
    money::Bound,
    slug::Slug,
    text::{Phrase, Text},
};
use crate::entry;

entry! {
    /// Proposals, reports or suggestions, counted together or one by one.
    Proposal {
        /// What sort of advice it is, in words.
        pub kind: Text,
        /// How many.
        pub count: Option<u32>,
        /// How the count bounds the true one.
        pub bound: Option<Bound>,
        /// What the count counts.
        pub counts: Phrase,
        /// What it is about.
        pub topics: Vec<Phrase>,
        /// How it was worked out.
        pub methods: Vec<Phrase>,
        /// Whether it was taken up; `None` when the source does not say.
        pub adopted: Option<bool>,
        /// The divisions it is about; none means the whole programme.
        pub divisions: Vec<Slug>,
    }
}
