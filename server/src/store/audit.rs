//! The chain of hashes over everything that was ever changed. Whoever alters a change, one of its steps or a revision
//! afterwards breaks the chain at that place, and `atlas check` says where.

use super::{
    canonical,
    connection::{Connection, StoreResult},
    value::Values,
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

/// Adds the next row: a change with all that it did.
pub(super) async fn append(connection: &mut Connection<'_>, change: ChangeRow, edits: Vec<Value>) -> StoreResult<()> {
    let last: Option<(i64, String)> =
        connection.row("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", Values::new()).await?;
    let (seq, prev) = last.map_or((1, BEGINNING.to_owned()), |(seq, hash)| (seq + 1, hash));
    let link = Link {
        seq,
        version: change.version.unwrap_or_default(),
        made_at: change.made_at,
        content: of_change(&change, edits),
        actor: change.author,
        action: "commit".into(),
        target: target(change.id),
        reason: change.reason,
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
