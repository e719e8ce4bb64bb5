//! What a total leaves out, by reason.

use crate::atlas::view::Reason;
use std::collections::BTreeMap;

/// Numbers of what was left out, by why.
#[derive(Default)]
pub(in crate::atlas) struct LeftOut(BTreeMap<Reason, Vec<u32>>);

impl LeftOut {
    /// Leaves one more out.
    pub(super) fn add(&mut self, reason: Reason, one: u32) {
        self.0.entry(reason).or_default().push(one);
    }

    /// Whether some of it would add to a sum if more were known.
    pub(super) fn holds_more(&self) -> bool {
        self.0.keys().any(|reason| reason.would_add())
    }

    /// Whether nothing was left out.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same, as the numbers from one on.
    pub(super) fn counted_from(self, first: u32) -> Self {
        let from = |all: Vec<u32>| all.into_iter().map(|one| one - first).collect();
        Self(self.0.into_iter().map(|(reason, all)| (reason, from(all))).collect())
    }

    /// How many there are, by reason.
    pub(super) fn counts(&self) -> Vec<(Reason, u32)> {
        self.0.iter().map(|(reason, all)| (*reason, all.len() as u32)).collect()
    }

    /// What was left out for each reason.
    pub(in crate::atlas) fn done(self) -> impl Iterator<Item = (Reason, Vec<u32>)> {
        self.0.into_iter()
    }
}
