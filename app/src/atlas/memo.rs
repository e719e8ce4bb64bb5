//! What those who draw an Atlas keep beside it, so that a row is drawn once and not for every answer. It goes with the Atlas.

use crate::domain::{language::Language, record::EntryId};
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

/// The most texts that are kept: what comes later is drawn each time.
const MOST: usize = 20_000;

/// Texts by record and language.
#[derive(Debug, Default)]
pub(super) struct Memo(RwLock<HashMap<(EntryId, Language), Arc<str>>>);

impl Memo {
    /// The text that is kept, or that is made now and kept from now on.
    pub(super) fn get(&self, entry: &EntryId, language: Language, make: impl FnOnce() -> String) -> Arc<str> {
        let key = (entry.clone(), language);
        if let Some(kept) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Arc::clone(kept);
        }
        let made: Arc<str> = make().into();
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if all.len() < MOST {
            all.insert(key, Arc::clone(&made));
        }
        made
    }
}
