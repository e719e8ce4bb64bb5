//! What is read of the audit: who did what to which entry, and why.

use super::{
    Database,
    approvals::approvers,
    connection::{Connection, StoreResult},
    error::StoreError,
    parts,
    value::{Unreadable, Values, read},
};
use app::domain::{audit::Action, record::EntryId, text::Text};

/// How many entries of one change are named at most; what touches more concerns the whole programme.
pub const MOST_ENTRIES: usize = 100;

/// Which rows of the audit are asked for. Everything that is set must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditQuestion {
    /// Done by: the stable name of an account, or of a part of the program.
    pub actor: Option<String>,
    /// What was done.
    pub action: Option<Action>,
    /// Done to this entry, by a change or otherwise.
    pub entry: Option<EntryId>,
    /// Done at this time or later: milliseconds since 1970, UTC.
    pub from_ms: Option<i64>,
    /// Done before this time: milliseconds since 1970, UTC.
    pub until_ms: Option<i64>,
}

/// A row of the audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Its place in the chain.
    pub seq: i64,
    /// When: milliseconds since 1970, UTC.
    pub made_at: i64,
    /// Who: the stable name of an account, or of a part of the program.
    pub actor: String,
    /// Who approved it, where it is a change that was reviewed: the stable name of the official's account.
    pub approver: Option<String>,
    /// What.
    pub action: Action,
    /// To what, as `kind/name`.
    pub target: String,
    /// Why, where a person said so.
    pub reason: Option<Text>,
    /// The entries that it touched, at most [`MOST_ENTRIES`].
    pub entries: Vec<EntryId>,
    /// Whether it touched more than those.
    pub more: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    seq: i64,
    made_at: i64,
    actor: String,
    action: String,
    target: String,
    reason: String,
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    kind: String,
    id: String,
}

impl Database {
    /// Rows of the audit before a place in the chain, the newest first, at most `most`.
    ///
    /// # Errors
    /// Those of the database; [`StoreError::Damaged`] when a row breaks a rule of the domain.
    pub async fn noted(&self, question: &AuditQuestion, before: Option<i64>, most: u32) -> StoreResult<Vec<Noted>> {
        const SELECT: &str = "SELECT seq, made_at, actor, action, target, reason FROM audit \
            WHERE seq < $1 AND ($2 IS NULL OR actor = $2) AND ($3 IS NULL OR action = $3) \
            AND ($4 IS NULL OR made_at >= $4) AND ($5 IS NULL OR made_at < $5) \
            AND ($6 IS NULL OR target = $6 || '/' || $7 \
                 OR target IN (SELECT 'change/' || change_id FROM revision WHERE kind = $6 AND id = $7) \
                 OR target IN (SELECT 'draft/' || draft FROM draft_entry WHERE kind = $6 AND id = $7)) \
            ORDER BY seq DESC LIMIT $8";
        let AuditQuestion { actor, action, entry, from_ms, until_ms } = question;
        let values = Values::new()
            .put(&before.unwrap_or(i64::MAX))
            .put(actor)
            .put(&action.map(|action| action.code().to_owned()))
            .put(from_ms)
            .put(until_ms)
            .put_optional(entry.as_ref().map(|entry| &entry.kind))
            .put_optional(entry.as_ref().map(|entry| &entry.id))
            .put(&most);
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let rows = connection.rows::<Row>(SELECT, values).await?;
        let made: Vec<(i64, i64)> = rows.iter().filter_map(|row| Some((row.seq, change_of(&row.target)?))).collect();
        let mut approvers = approvers(&mut connection, &made).await?;
        let mut noted = Vec::new();
        for row in rows {
            let seq = row.seq;
            let approver = change_of(&row.target).and_then(|change| approvers.remove(&change));
            let mut entries = touched(&mut connection, &row.target).await?;
            let more = entries.len() > MOST_ENTRIES;
            entries.truncate(MOST_ENTRIES);
            let row = row
                .read(entries, more, approver)
                .map_err(|what| StoreError::Damaged(format!("audit {seq}: {what}")))?;
            noted.push(row);
        }
        Ok(noted)
    }
}

/// The number of the change that a target names.
fn change_of(target: &str) -> Option<i64> {
    target.strip_prefix("change/")?.parse().ok()
}

/// The entries that a deed touched: those of a change, or the entry itself. One more than are named shows that there are
/// more.
async fn touched(connection: &mut Connection<'_>, target: &str) -> StoreResult<Vec<EntryId>> {
    const CHANGED: &str = "SELECT kind, id FROM change_edit WHERE change_id = $1 ORDER BY position LIMIT $2";
    if let Some(change) = change_of(target) {
        let values = Values::new().put(&change).put(&(MOST_ENTRIES as i64 + 1));
        return entries(connection.rows::<EntryRow>(CHANGED, values).await?, target);
    }
    let Some((kind, name)) = target.split_once('/') else { return Ok(Vec::new()) };
    if kind == "draft" {
        const DRAFTED: &str = "SELECT kind, id FROM draft_entry WHERE draft = $1 ORDER BY position LIMIT $2";
        let values = Values::new().put(name).put(&(MOST_ENTRIES as i64 + 1));
        return entries(connection.rows::<EntryRow>(DRAFTED, values).await?, target);
    }
    // What is not called like an entry is none: an account, a draft.
    Ok(parts::entry(kind.to_owned(), name.to_owned()).into_iter().collect())
}

fn entries(rows: Vec<EntryRow>, target: &str) -> StoreResult<Vec<EntryId>> {
    let read = |row: EntryRow| parts::entry(row.kind, row.id);
    let entries: Result<Vec<_>, Unreadable> = rows.into_iter().map(read).collect();
    entries.map_err(|what| StoreError::Damaged(format!("{target}: {what}")))
}

impl Row {
    fn read(self, entries: Vec<EntryId>, more: bool, approver: Option<String>) -> Result<Noted, Unreadable> {
        let Self { seq, made_at, actor, action, target, reason } = self;
        let reason = if reason.is_empty() { None } else { Some(read(reason)?) };
        Ok(Noted { seq, made_at, actor, approver, action: read(action)?, target, reason, entries, more })
    }
}
