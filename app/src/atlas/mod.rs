//! The read model: a pure, in-memory, read-only index of everything published.
//!
//! [`Atlas::view`] answers every public question; the same function runs on the server and could run in the browser.

pub mod query;
pub mod view;

use crate::domain::{change::Version, record::{Record, EntryId, Records}};
use query::{Notice, Query, Want};
use std::sync::Arc;
use view::{PillarSummary, View};

/// What was published: only a store makes this, from rows that everybody may see.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// The state that the records are of.
    pub version: Version,
    /// The records.
    pub records: Records,
}

/// What changed between two versions.
#[derive(Clone, Debug, Default)]
pub struct Delta {
    /// The state after it.
    pub version: Version,
    /// Records that are new or replaced.
    pub changed: Vec<Record>,
    /// Records that are no longer published.
    pub removed: Vec<EntryId>,
}

/// The index of everything published at one version.
#[derive(Debug)]
pub struct Atlas {
    version: Version,
    records: Arc<Records>,
}
