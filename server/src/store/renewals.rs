//! Entries that somebody has looked at and found still true: no revision, but as good as one for the question how long
//! nobody has looked.

use super::{
    Database, audit,
    connection::{Connection, StoreResult},
    error::StoreError,
    history, parts,
    value::{Unreadable, Values},
};
use app::{
    domain::{
        account::Editor,
        audit::{Action, Deed},
        change::RevisionNo,
        record::EntryId,
    },
    monitor::Confirmed,
};
use std::collections::BTreeMap;

/// What became of a renewal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewed {
    /// The entry counts as looked at from now on.
    Done,
    /// The entry has changed since the person saw it, or is not published any more.
    Stale,
}

/// When every published entry was last looked at: milliseconds since 1970, UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryTimes {
    /// When it was last changed.
    pub changed: BTreeMap<EntryId, i64>,
    /// When it was last changed or found still true.
    pub confirmed: Confirmed,
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    id: String,
    at: i64,
}

/// When every published entry was last changed.
async fn changed(connection: &mut Connection<'_>) -> StoreResult<BTreeMap<EntryId, i64>> {
    const CHANGED: &str = "SELECT entry.kind, entry.id, change.made_at AS at FROM entry \
        JOIN change ON change.version = entry.version WHERE entry.archived_at IS NULL";
    connection.rows::<Row>(CHANGED, Values::new()).await?.into_iter().map(Row::read).collect()
}

/// Puts later times to those entries that somebody has found still true.
async fn add_renewals(connection: &mut Connection<'_>, times: &mut Confirmed) -> StoreResult<()> {
    const RENEWED: &str = "SELECT kind, id, renewed_at AS at FROM renewal";
    for row in connection.rows::<Row>(RENEWED, Values::new()).await? {
        let (entry, at) = row.read()?;
        if let Some(last) = times.get_mut(&entry) {
            *last = at.max(*last);
        }
    }
    Ok(())
}

impl Database {
    /// When every published entry was last changed, and last changed or found still true, at one moment.
    ///
    /// # Errors
    /// Those of the database; [`StoreError::Damaged`] when a row breaks a rule of the domain.
    pub async fn entry_times(&self) -> StoreResult<EntryTimes> {
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let changed = changed(&mut connection).await?;
        let mut confirmed = changed.clone();
        add_renewals(&mut connection, &mut confirmed).await?;
        Ok(EntryTimes { changed, confirmed })
    }

    /// When every published entry was last changed or found still true.
    ///
    /// # Errors
    /// As above.
    pub async fn confirmed(&self) -> StoreResult<Confirmed> {
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let mut confirmed = changed(&mut connection).await?;
        add_renewals(&mut connection, &mut confirmed).await?;
        Ok(confirmed)
    }

    /// Writes down that an entry is still true as it stands in a revision. Whether the person may change the entry was asked
    /// before. `now_ms`: milliseconds since 1970, UTC.
    ///
    /// # Errors
    /// Those of the database; nothing was written down then.
    pub async fn renew(&self, editor: &Editor, entry: &EntryId, seen: RevisionNo, now_ms: i64) -> StoreResult<Renewed> {
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        let target = entry.to_string();
        let actor = editor.author();
        // First, because it takes the lock that every change takes: the entry stands still from here on.
        let deed = Deed { actor: &actor, action: Action::Renew, target: &target, reason: None };
        audit::record(&mut connection, &deed, now_ms).await?;
        let state = history::state(&mut connection, entry).await?;
        if state.is_none_or(|state| state.archived || state.revision != seen) {
            return Ok(Renewed::Stale);
        }
        const UPSERT: &str = "INSERT INTO renewal (kind, id, revision, renewed_at, actor) VALUES ($1, $2, $3, $4, $5) \
            ON CONFLICT (kind, id) DO UPDATE SET revision = excluded.revision, renewed_at = excluded.renewed_at, \
            actor = excluded.actor";
        let values = Values::new().entry(entry).put(&seen).put(&now_ms).put(&actor);
        connection.execute(UPSERT, values).await?;
        transaction.commit().await?;
        Ok(Renewed::Done)
    }
}

impl Row {
    fn read(self) -> StoreResult<(EntryId, i64)> {
        let place = format!("{}/{}", self.kind, self.id);
        let entry = parts::entry(self.kind, self.id);
        let entry = entry.map_err(|what: Unreadable| StoreError::Damaged(format!("{place}: {what}")))?;
        Ok((entry, self.at))
    }
}
