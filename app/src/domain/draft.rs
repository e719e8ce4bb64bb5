//! Drafts: changes that are being worked on. What is typed is kept as it was typed, valid or not; nothing of it is
//! published before it is approved.

use super::{
    change::{Op, RevisionNo},
    form::Raws,
    record::EntryId,
    slug::Slug,
    text::Text,
};
use std::collections::BTreeMap;

crate::code_list! {
    /// How far a draft has come.
    DraftState {
        /// Its author works on it.
        Draft = "draft",
        /// It waits for an official.
        Submitted = "submitted",
        /// An official asks for something; its author works on it.
        Returned = "returned",
        /// Its author took it back.
        Withdrawn = "withdrawn",
        /// All of it is published.
        Approved = "approved",
    }
}

impl DraftState {
    /// Whether its author may change what it says.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }
}

crate::code_list! {
    /// What an official made of an entry of a draft.
    Verdict {
        /// Nothing yet.
        Pending = "pending",
        /// It is published.
        Approved = "approved",
        /// It was sent back, with a reason.
        Returned = "returned",
    }
}

/// A change that is being worked on.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Its name, made at random.
    pub id: Slug,
    /// The stable name of its author, `account/…`.
    pub author: Text,
    /// The organisation that it speaks for.
    pub on_behalf_of: Option<Slug>,
    /// The division whose officials decide on it.
    pub division: Option<Slug>,
    /// Why, as the author says.
    pub reason: Option<Text>,
    /// How far it has come.
    pub state: DraftState,
    /// How often it was sent for review.
    pub round: u32,
    /// When it was last changed: milliseconds since 1970, UTC.
    pub changed_at: i64,
    /// Its entries, in the order in which they were added.
    pub entries: Vec<DraftEntry>,
    /// What was said about it, in order.
    pub words: Vec<Word>,
}

impl Draft {
    /// The entry of a name.
    pub fn entry(&self, entry: &EntryId) -> Option<&DraftEntry> {
        self.entries.iter().find(|one| one.entry == *entry)
    }
}

/// One entry of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftEntry {
    /// The entry.
    pub entry: EntryId,
    /// The revision that its author started from; 0 for a new one.
    pub base: RevisionNo,
    /// Why it is to be archived, if it is.
    pub archive: Option<Text>,
    /// What was typed, by the path of the control.
    pub typed: Raws,
    /// When each of these was saved: milliseconds since 1970, UTC.
    pub saved_at: BTreeMap<String, i64>,
    /// Texts that stood there when the same person, on another device, wrote these without knowing them.
    pub replaced: Raws,
    /// The steps that were sent for review.
    pub ops: Vec<Op>,
    /// What an official made of it.
    pub verdict: Verdict,
    /// What the official said to it.
    pub answer: Option<Text>,
}

/// Something that was said about a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// When: milliseconds since 1970, UTC.
    pub at: i64,
    /// Who: `account/…`.
    pub who: Text,
    /// On which occasion: the state that the draft came to.
    pub state: DraftState,
    /// What.
    pub text: Text,
}
