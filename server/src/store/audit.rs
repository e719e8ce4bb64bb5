//! The chain of hashes over everything that was ever done: changes of what is published, and deeds of those who are signed
//! in. Whoever alters a row, a change, one of its steps or a revision afterwards breaks the chain at that place, and
//! `atlas check` says where.

use super::{
    Database, canonical,
    connection::{Connection, StoreResult},
    value::Values,
};
use app::domain::{
    audit::{Action, Deed},
    text::Text,
};
use serde_json::{Value, json};

/// What the first row of the chain is linked to.
pub(super) const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A row of the chain, its own hash apart.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Link {
    pub(super) seq: i64,
    pub(super) version: i64,
    pub(super) made_at: i64,
    pub(super) actor: String,
    pub(super) action: String,
    pub(super) target: String,
    pub(super) reason: String,
    /// The hash of a change with all that it did; empty for any other deed, which is told by the row alone.
    pub(super) content: String,
    pub(super) prev: String,
}

impl Link {
    /// The hash that stands beside it.
    pub(super) fn hash(&self) -> String {
        canonical::hash(&json!({
            "seq": self.seq, "version": self.version, "made_at": self.made_at, "actor": self.actor,
            "action": self.action, "target": self.target, "reason": self.reason, "content": self.content,
            "prev": self.prev,
        }))
    }
}

/// What a change did to one entry, as it is kept.
pub(super) fn of_edit(entry: (&str, &str), base: i64, steps: &str, number: i64, body: &str) -> Value {
    let (kind, id) = entry;
    canonical::hash(&json!({ "kind": kind, "id": id, "base": base, "steps": steps, "number": number, "body": body }))
        .into()
}

/// The hash of a whole change.
pub(super) fn of_change(change: &ChangeRow, edits: Vec<Value>) -> String {
    canonical::hash(&json!({
        "id": change.id, "idempotency_key": change.idempotency_key, "author": change.author,
        "on_behalf_of": change.on_behalf_of, "reason": change.reason, "state": change.state,
        "version": change.version, "made_at": change.made_at, "edits": edits,
    }))
}

/// A change, as it is kept.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct ChangeRow {
    pub(super) id: i64,
    pub(super) idempotency_key: String,
    pub(super) author: String,
    pub(super) on_behalf_of: Option<String>,
    pub(super) reason: String,
    pub(super) state: String,
    pub(super) version: Option<i64>,
    pub(super) made_at: i64,
}

/// Reads a change as it is kept.
pub(super) async fn change(connection: &mut Connection<'_>, id: i64) -> StoreResult<Option<ChangeRow>> {
    const QUERY: &str = "SELECT id, idempotency_key, author, on_behalf_of, reason, state, version, made_at \
        FROM change WHERE id = $1";
    connection.row(QUERY, Values::new().put(&id)).await
}

/// What an audit row calls a change.
pub(super) fn target(change: i64) -> String {
    format!("change/{change}")
}

impl Database {
    /// Writes down a deed that touches nothing else in the database. `now_ms`: milliseconds since 1970, UTC.
    ///
    /// # Errors
    /// Those of the database; nothing was written down then.
    pub async fn record(&self, deed: &Deed<'_>, now_ms: i64) -> StoreResult<()> {
        let mut transaction = self.pools.write().await?;
        record(&mut transaction.connection(), deed, now_ms).await?;
        transaction.commit().await
    }
}

/// Adds the next row: a change with all that it did. The caller has counted the version up, and so has the lock of writers.
pub(super) async fn append(connection: &mut Connection<'_>, change: ChangeRow, edits: Vec<Value>) -> StoreResult<()> {
    let content = of_change(&change, edits);
    let target = target(change.id);
    let deed = Deed { actor: &change.author, action: Action::Commit, target: &target, reason: None };
    let when = (change.version.unwrap_or_default(), change.made_at);
    add(connection, deed, &change.reason, content, when).await
}

/// Adds the next row: a deed that is no published change. Part of the transaction that does it, so that there is never one
/// without the other. `now_ms`: milliseconds since 1970, UTC.
///
/// It takes the lock that every change takes first. On PostgreSQL, whoever both makes a change and touches other rows in
/// one transaction should take it first, too: two transactions that take two locks in different order wait for each
/// other.
pub(super) async fn record(connection: &mut Connection<'_>, deed: &Deed<'_>, now_ms: i64) -> StoreResult<()> {
    const LOCK: &str = "UPDATE state SET version = version RETURNING version";
    let version = connection.number(LOCK, Values::new()).await?.unwrap_or_default();
    let reason = deed.reason.map_or("", Text::as_str);
    // The table has no version below 1: what was done before anything was published counts to the first one.
    add(connection, *deed, reason, String::new(), (version.max(1), now_ms)).await
}

async fn add(
    connection: &mut Connection<'_>,
    deed: Deed<'_>,
    reason: &str,
    content: String,
    (version, made_at): (i64, i64),
) -> StoreResult<()> {
    let last: Option<(i64, String)> =
        connection.row("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", Values::new()).await?;
    let (seq, prev) = last.map_or((1, BEGINNING.to_owned()), |(seq, hash)| (seq + 1, hash));
    let link = Link {
        seq,
        version,
        made_at,
        actor: deed.actor.to_owned(),
        action: deed.action.code().to_owned(),
        target: deed.target.to_owned(),
        reason: reason.to_owned(),
        content,
        prev,
    };
    const INSERT: &str = "INSERT INTO audit (seq, version, made_at, actor, action, target, reason, content, prev, hash) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let values = Values::new()
        .put(&link.seq)
        .put(&link.version)
        .put(&link.made_at)
        .put(&link.actor)
        .put(&link.action)
        .put(&link.target)
        .put(&link.reason)
        .put(&link.content)
        .put(&link.prev)
        .put(&link.hash());
    connection.execute(INSERT, values).await?;
    Ok(())
}
