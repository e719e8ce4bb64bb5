//! What those who draw an Atlas keep beside it, so that what depends on nothing else is drawn once and not for every answer.
//! It goes with the Atlas.

use crate::domain::{language::Language, record::EntryId};
use std::{
    borrow::Borrow,
    collections::HashMap,
    hash::Hash,
    sync::{Arc, PoisonError, RwLock},
};

/// The most rows that are kept; then it begins anew.
const MOST_ROWS: usize = 20_000;
/// The most questions of which the drawn parts are kept; some kilobytes each.
const MOST_QUESTIONS: usize = 500;

/// Parts of a page by name.
pub type DrawnParts = Arc<[(String, String)]>;

/// Drawn texts by what they show, in each language.
#[derive(Debug, Default)]
pub(super) struct Memo {
    pub(super) rows: Kept<EntryId, Arc<str>, MOST_ROWS>,
    pub(super) parts: Kept<String, DrawnParts, MOST_QUESTIONS>,
}

/// Things that are made once.
#[derive(Debug)]
pub(super) struct Kept<Key, Thing, const MOST: usize>(RwLock<HashMap<Key, [Option<Thing>; Language::ALL.len()]>>);

impl<Key, Thing, const MOST: usize> Default for Kept<Key, Thing, MOST> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<Key: Hash + Eq, Thing: Clone, const MOST: usize> Kept<Key, Thing, MOST> {
    /// The thing that is kept, or that is made now and kept from now on.
    pub(super) fn get<K>(&self, key: &K, language: Language, make: impl FnOnce() -> Thing) -> Thing
    where
        Key: Borrow<K>,
        K: Hash + Eq + ToOwned<Owned = Key> + ?Sized,
    {
        let side = language as usize;
        if let Some(kept) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(key).and_then(|k| k[side].clone())
        {
            return kept;
        }
        let made = make();
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = all.get_mut(key) {
            kept[side] = Some(made.clone());
        } else {
            // What is asked for again comes back soon; nobody can keep others out by asking for much that is odd.
            if all.len() >= MOST {
                all.clear();
            }
            let mut kept = [const { None }; Language::ALL.len()];
            kept[side] = Some(made.clone());
            all.insert(key.to_owned(), kept);
        }
        made
    }
}
