//! Groups that lead or serve the programme.

use super::{
    slug::Slug,
    text::{Phrase, Text},
};
use crate::entry;

entry! {
    /// A working group.
    WorkingGroup {
        /// What sort of group it is, in words.
        pub kind: Text,
        /// The body that leads it.
        pub lead: Option<Slug>,
        /// The office of the person at its head.
        pub head: Phrase,
        /// The bodies in it.
        pub members: Vec<Slug>,
    }
}
