//! What became of a draft when it was decided on.

use super::DraftError;
use crate::store::{
    Database,
    error::StoreError,
    parts,
    value::{Unreadable, Values},
};
use app::domain::{draft::Draft, record::EntryId, slug::Slug};

/// The stable name of the change that an approval of a draft makes; each round that it was sent in has its own.
pub(super) fn change_key(id: &Slug, round: u32) -> String {
    format!("draft/{id}/{round}")
}

impl Database {
    /// The entries that were published when the present round of a draft was approved, in the order of the change; none
    /// where it was not, and where nothing differed any more.
    ///
    /// # Errors
    /// Those of the database; [`StoreError::Damaged`] when a row breaks a rule of the domain.
    pub async fn published_of(&self, draft: &Draft) -> Result<Vec<EntryId>, DraftError> {
        const QUERY: &str = "SELECT change_edit.kind, change_edit.id FROM change_edit \
            JOIN change ON change.id = change_edit.change_id WHERE change.idempotency_key = $1 ORDER BY position";
        let values = Values::new().put(&change_key(&draft.id, draft.round));
        let mut transaction = self.pools.read().await?;
        let rows = transaction.connection().rows::<(String, String)>(QUERY, values).await?;
        let read: Result<Vec<EntryId>, Unreadable> =
            rows.into_iter().map(|(kind, id)| parts::entry(kind, id)).collect();
        Ok(read.map_err(|what| StoreError::Damaged(format!("the change of draft {}: {what}", draft.id)))?)
    }
}
