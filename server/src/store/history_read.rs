//! What is read of the revisions of an entry: for its history, and to bring an old one back.

use super::{
    Database,
    connection::StoreResult,
    error::StoreError,
    history, parts,
    value::{Unreadable, Values, optional, read},
};
use app::domain::{
    change::{RevisionNo, Version},
    record::EntryId,
    slug::Slug,
    text::Text,
};
use serde_json::Value;
use std::collections::HashMap;

/// A revision of an entry, with the change that made it.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// Its number.
    pub number: RevisionNo,
    /// The state of the published records that it came with.
    pub version: Version,
    /// When: milliseconds since 1970, UTC.
    pub made_at: i64,
    /// Who made the change: an account's stable name, or a part of the program.
    pub author: Text,
    /// For which organisation.
    pub on_behalf_of: Option<Slug>,
    /// Why.
    pub reason: Text,
    /// The stable name of the change.
    pub key: Text,
    /// Its number.
    pub change: i64,
    /// The entry in its JSON form; null where it was archived.
    pub body: Value,
}

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    version: i64,
    made_at: i64,
    author: String,
    on_behalf_of: Option<String>,
    reason: String,
    idempotency_key: String,
    change_id: i64,
    body: String,
}

impl Database {
    /// The revisions of an entry up to a number, the newest first, at most `most`; empty when there is none.
    ///
    /// # Errors
    /// Those of the database; [`StoreError::Damaged`] when a row breaks a rule of the domain.
    pub async fn history(&self, entry: &EntryId, up_to: Option<RevisionNo>, most: u32) -> StoreResult<Vec<Past>> {
        const SELECT: &str = "SELECT revision.number, revision.version, change.made_at, change.author, \
            change.on_behalf_of, change.reason, change.idempotency_key, revision.change_id, revision.body FROM revision \
            JOIN change ON change.id = revision.change_id \
            WHERE revision.kind = $1 AND revision.id = $2 AND revision.number <= $3 \
            ORDER BY revision.number DESC LIMIT $4";
        let up_to = up_to.unwrap_or(RevisionNo(u32::MAX));
        let values = Values::new().entry(entry).put(&up_to).put(&most);
        let rows = self.pools.read().await?.connection().rows::<Row>(SELECT, values).await?;
        let read = |row: Row| {
            let number = row.number;
            row.read().map_err(|what| StoreError::Damaged(format!("revision {number} of {entry}: {what}")))
        };
        rows.into_iter().map(read).collect()
    }

    /// What was archived by the change that led to a version, each as it was before.
    ///
    /// # Errors
    /// Those of the database; [`StoreError::Damaged`] when a row breaks a rule of the domain.
    pub async fn archived_at(&self, version: Version) -> StoreResult<Vec<(EntryId, Value)>> {
        const SELECT: &str = "SELECT former.kind, former.id, former.body FROM revision \
            JOIN revision AS former ON former.kind = revision.kind AND former.id = revision.id \
            AND former.number = revision.number - 1 \
            WHERE revision.version = $1 AND revision.body = 'null' ORDER BY former.kind, former.id";
        let values = Values::new().put(&version);
        let rows = self.pools.read().await?.connection().rows::<(String, String, String)>(SELECT, values).await?;
        let read = |(kind, id, body): (String, String, String)| {
            let place = format!("a revision of {kind}/{id}");
            let read = || -> Result<_, Unreadable> { Ok((parts::entry(kind, id)?, parts::json(&body)?)) };
            read().map_err(|what| StoreError::Damaged(format!("{place}: {what}")))
        };
        rows.into_iter().map(read).collect()
    }

    /// The number of the present revision of an entry, archived or not; `None` when there never was one.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn revision_no(&self, entry: &EntryId) -> StoreResult<Option<RevisionNo>> {
        let state = history::state(&mut self.pools.read().await?.connection(), entry).await?;
        Ok(state.map(|state| state.revision))
    }

    /// The same of several entries; one that never was is not among them.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn revision_numbers(&self, entries: &[&EntryId]) -> StoreResult<HashMap<EntryId, RevisionNo>> {
        if entries.is_empty() {
            return Ok(HashMap::new());
        }
        let states = history::states(&mut self.pools.read().await?.connection(), entries).await?;
        Ok(states.into_iter().map(|(entry, state)| (entry, state.revision)).collect())
    }

    /// The body of one revision of an entry; null where it was archived, `None` when there is no such revision.
    ///
    /// # Errors
    /// Those of the database; [`StoreError::Damaged`] when it is no JSON.
    pub async fn revision(&self, entry: &EntryId, number: RevisionNo) -> StoreResult<Option<Value>> {
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let made = history::state(&mut connection, entry).await?.is_some_and(|state| state.revision >= number);
        if !made || number.0 == 0 {
            return Ok(None);
        }
        history::body(&mut connection, entry, number).await.map(Some)
    }
}

impl Row {
    fn read(self) -> Result<Past, Unreadable> {
        Ok(Past {
            number: RevisionNo(read(self.number)?),
            version: Version(self.version),
            made_at: self.made_at,
            author: read(self.author)?,
            on_behalf_of: optional(self.on_behalf_of)?,
            reason: read(self.reason)?,
            key: read(self.idempotency_key)?,
            change: self.change_id,
            body: parts::json(&self.body)?,
        })
    }
}
