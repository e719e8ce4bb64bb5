//! Drafts: what is being worked on, sent for review and decided. Never in the published tables; what is approved is a
//! change like any other.
//!
//! Whoever has no permission for a draft gets the same answer as for one that does not exist: [`DraftError::NotFound`].
//! Every step that is more than typing takes the lock of writers first (the audit does), then the row of the draft.

mod beside;
mod decide;
mod decision;
mod load;
mod misplaced;
mod returns;
mod review;
mod rows;
mod save;
mod steps;
mod submit;
mod writer;

pub use beside::Beside;
pub use decide::{Approval, Conflicts, Decided, EntryChoice};
pub use load::{Drafts, OpenChange, Opened};
pub use returns::{NotTaken, Unpublished};
pub use review::Reviewed;
pub use save::{Save, Saved};
pub(super) use steps::is_left;
pub use submit::Frozen;
pub use writer::DraftWriter;

use super::error::{CommitError, StoreError};
use crate::problem::Problem;
use app::domain::record::EntryId;

/// Why a step with a draft was not made. Nothing of it was written.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// There is no such draft, or the person may not know of it.
    #[error("There is no such draft.")]
    NotFound,
    /// The draft is not in a state in which this can be done: it was sent, decided or taken back meanwhile.
    #[error("The draft is not open for this any more.")]
    Closed,
    /// It was sent, and taken back by its author. What it says is no official's to see any more.
    #[error("The draft was taken back.")]
    TakenBack,
    /// It was sent again since the person saw it, and may say something else now.
    #[error("The draft was sent again meanwhile.")]
    SentAgain,
    /// Another person types in it. Two people in one draft would take the place of each other's texts.
    #[error("Another person works on the draft.")]
    Others,
    /// The draft names no entry, or nothing in it differs from what is published.
    #[error("The draft says nothing.")]
    Empty,
    /// A name that is taken already.
    #[error("The entry {0} is in the draft already.")]
    Taken(EntryId),
    /// The change breaks rules; each place with its sentence.
    #[error("The change breaks {} rule(s).", .0.len())]
    Refused(Vec<Problem>),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<CommitError> for DraftError {
    fn from(error: CommitError) -> Self {
        match error {
            // Whoever calls merges anew; this is what is left when others are quicker every time.
            CommitError::Stale { .. } => Self::Closed,
            CommitError::Refused(problems) => Self::Refused(problems),
            CommitError::Store(error) => Self::Store(error),
        }
    }
}

/// What the audit calls a draft.
pub(super) fn target(draft: &str) -> String {
    format!("draft/{draft}")
}
