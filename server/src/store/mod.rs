//! The database. SQL lives here and nowhere else.
//!
//! Two engines, SQLite and PostgreSQL, read the same constant statements ([`connection`]). Rows are private to the file
//! that reads them; domain values leave. Reading is of one state: [`Database::published`]. Writing has one door:
//! [`Database::commit`].
//!
//! Adding a field to a record: a migration for each engine with the same number, the column in the file of its kind
//! under `kinds/`, and the field in the domain. The compiler names what is missing; the store story runs it on both
//! engines.

mod accounts;
mod approvals;
mod audit;
mod audit_read;
mod backup;
mod canonical;
mod check;
mod check_chain;
mod commit;
mod connection;
mod drafts;
mod error;
mod handover;
mod head;
mod history;
mod history_read;
mod kinds;
mod layout;
mod links;
mod lists;
mod open;
mod own;
mod parts;
mod queue;
mod renewals;
mod reports;
mod restore;
mod schema;
mod sessions;
mod sessions_together;
mod value;
mod writes;

pub use accounts::{AccountError, NewLink, Person, fold};
pub use audit_read::{AuditQuestion, MOST_ENTRIES, Noted};
pub use backup::BackUpError;
pub use commit::Committed;
pub use drafts::{
    Approval, Beside, Conflicts, Decided, DraftError, DraftWriter, Drafts, EntryChoice, Frozen, NotTaken, OpenChange,
    Opened, Reviewed, Save, Saved, Unpublished,
};
pub use error::{CommitError, StoreError};
pub use history_read::Past;
pub use open::named;
pub use renewals::{EntryTimes, Renewed};
pub use reports::Received;
pub use restore::{Occupied, RestoreError, Restored};
pub use sessions::{NewSession, Session};

use app::{
    atlas::{Delta, Published},
    domain::{
        change::{RevisionNo, Version},
        record::{EntryId, Record},
    },
};
use connection::Pools;
use std::{collections::BTreeMap, sync::Arc};

/// One open database. Cloning shares its connections.
#[derive(Clone, Debug)]
pub struct Database {
    pools: Pools,
    /// Who is about to wait for the lock of writers waits here instead, in order and without holding a connection.
    deciding: Arc<tokio::sync::Mutex<()>>,
    questions: Arc<queue::Queue<sessions_together::Question>>,
}

/// How an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryState {
    /// How often it has been changed.
    pub revision: RevisionNo,
    /// Whether it was taken out of what is published.
    pub archived: bool,
}

impl Database {
    /// The version of the published records.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn version(&self) -> Result<Version, StoreError> {
        history::version(&mut self.pools.read().await?.connection()).await
    }

    /// Whether the database can be read.
    ///
    /// # Errors
    /// Why it cannot.
    pub async fn ready(&self) -> Result<(), StoreError> {
        self.version().await.map(|_| ())
    }

    /// Everything published, at one version.
    ///
    /// # Errors
    /// Those of the database; [`StoreError::Damaged`] when a row breaks a rule of the domain.
    pub async fn published(&self) -> Result<Published, StoreError> {
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let version = history::version(&mut connection).await?;
        let mark = history::mark(&mut connection, version).await?;
        Ok(Published { version, mark, records: kinds::load(&mut connection).await? })
    }

    /// What has changed since a version; `None` when the database never had that version, so that everything has to be
    /// read anew.
    ///
    /// # Errors
    /// Those of the database; [`StoreError::Damaged`] when a revision cannot be read.
    pub async fn changes_since(&self, version: Version) -> Result<Option<Delta>, StoreError> {
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let present = history::version(&mut connection).await?;
        if version > present || version.0 < 0 {
            return Ok(None);
        }
        let mark = history::mark(&mut connection, present).await?;
        let mut delta = Delta { version: present, mark, ..Delta::default() };
        for (entry, body) in history::latest_since(&mut connection, version).await? {
            if body.is_null() {
                delta.removed.push(entry);
                continue;
            }
            let record = Record::from_json(entry.kind, &body)
                .map_err(|what| StoreError::Damaged(format!("revision of {entry}: {what}")))?;
            delta.changed.push(record);
        }
        Ok(Some(delta))
    }

    /// How every entry stands, archived ones included.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn entries(&self) -> Result<BTreeMap<EntryId, EntryState>, StoreError> {
        history::entries(&mut self.pools.read().await?.connection()).await
    }

    /// Closes the connections, once they are given back.
    pub async fn close(&self) {
        self.pools.close().await;
    }
}
