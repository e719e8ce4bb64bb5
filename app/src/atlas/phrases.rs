//! Free texts that can be asked for: each different one has a number.

use crate::domain::text::{Name, Phrase, Text};

/// Different phrases in the order of their keys; what is numbered is the place in this order.
#[derive(Debug, Default)]
pub(super) struct Phrases(Vec<(Text, Name)>);

impl Phrases {
    /// The different ones of some phrases. Of two with the same key, the first gives the words.
    pub(super) fn of<'a>(all: impl Iterator<Item = &'a Phrase>) -> Self {
        let mut known: Vec<(Text, Name)> =
            all.filter_map(|phrase| Some((phrase.key()?.clone(), phrase.name()?))).collect();
        known.sort_by(|one, other| one.0.cmp(&other.0));
        known.dedup_by(|one, other| one.0 == other.0);
        Self(known)
    }

    /// The number of a key.
    pub(super) fn number(&self, key: &Text) -> Option<u32> {
        self.0.binary_search_by(|(known, _)| known.cmp(key)).ok().map(|place| place as u32)
    }

    /// The words of a key, in both languages.
    pub(super) fn name(&self, key: &Text) -> Option<&Name> {
        self.number(key).map(|number| &self.0[number as usize].1)
    }

    /// All of them, in the order of their numbers.
    pub(super) fn iter(&self) -> std::slice::Iter<'_, (Text, Name)> {
        self.0.iter()
    }
}
