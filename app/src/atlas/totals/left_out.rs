//! What a total leaves out, by reason.

use crate::atlas::view::Reason;
use std::collections::BTreeMap;

/// Counts of records, by why they were left out.
#[derive(Default)]
pub(super) struct LeftOut(BTreeMap<Reason, u32>);

impl LeftOut {
    /// Leaves one more out.
    pub(super) fn add(&mut self, reason: Reason) {
        *self.0.entry(reason).or_default() += 1;
    }

    /// Whether some of it would add to a sum if more were known. Parts of what was counted would not.
    pub(super) fn holds_more(&self) -> bool {
        self.0.keys().any(|reason| !matches!(reason, Reason::ChildOfCounted))
    }

    /// The counts, by reason.
    pub(super) fn done(self) -> Vec<(Reason, u32)> {
        self.0.into_iter().collect()
    }
}
