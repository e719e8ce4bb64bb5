//! What is read of the audit: who did what to which entry, and why.

use super::{
    Database,
    approvals::approvers,
    connection::{Connection, StoreResult, places, rounded},
    error::StoreError,
    parts,
    value::{Column, Unreadable, Values, read},
};
use app::domain::{audit::Action, record::EntryId, text::Text};
use std::collections::{BTreeSet, HashMap};

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

/// An entry that a deed touched.
#[derive(sqlx::FromRow)]
struct TouchedRow {
    target: String,
    kind: String,
    id: String,
}

/// The rows of the audit that are asked for, the newest first; `$and` is a further condition.
macro_rules! asked {
    ($and:literal) => {
        concat!(
            "SELECT seq, made_at, actor, action, target, reason FROM audit \
            WHERE seq < $1 AND ($2 IS NULL OR actor = $2) AND ($3 IS NULL OR action = $3) \
            AND ($4 IS NULL OR made_at >= $4) AND ($5 IS NULL OR made_at < $5) ",
            $and,
            " ORDER BY seq DESC LIMIT $6"
        )
    };
}

impl Database {
    /// Rows of the audit before a place in the chain, the newest first, at most `most`.
    ///
    /// # Errors
    /// Those of the database; [`StoreError::Damaged`] when a row breaks a rule of the domain.
    pub async fn noted(&self, question: &AuditQuestion, before: Option<i64>, most: u32) -> StoreResult<Vec<Noted>> {
        const ALL: &str = asked!("");
        // A query of its own: the few targets are found by their index, which a condition that may be left out prevents.
        const OF_ENTRY: &str = asked!(
            "AND target IN (SELECT $7 || '/' || $8 \
             UNION ALL SELECT 'change/' || change_id FROM revision WHERE kind = $7 AND id = $8 \
             UNION ALL SELECT 'draft/' || draft FROM draft_entry WHERE kind = $7 AND id = $8)"
        );
        let AuditQuestion { actor, action, entry, from_ms, until_ms } = question;
        let values = Values::new()
            .put(&before.unwrap_or(i64::MAX))
            .put(actor)
            .put(&action.map(|action| action.code().to_owned()))
            .put(from_ms)
            .put(until_ms)
            .put(&most);
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let rows = match entry {
            Some(entry) => connection.rows::<Row>(OF_ENTRY, values.entry(entry)).await?,
            None => connection.rows::<Row>(ALL, values).await?,
        };
        let made: Vec<(i64, i64)> = rows.iter().filter_map(|row| Some((row.seq, change_of(&row.target)?))).collect();
        let mut approvers = approvers(&mut connection, &made).await?;
        let touched = touched(&mut connection, &rows).await?;
        let mut noted = Vec::with_capacity(rows.len());
        for row in rows {
            let seq = row.seq;
            let approver = change_of(&row.target).and_then(|change| approvers.remove(&change));
            // Several deeds may be done to one draft or entry.
            let mut entries = touched.get(&row.target).cloned().unwrap_or_default();
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

/// The entries that deeds touched, by the targets of these: those of a change or a draft, or the entry itself. One more than
/// are named shows that there are more.
async fn touched(connection: &mut Connection<'_>, rows: &[Row]) -> StoreResult<HashMap<String, Vec<EntryId>>> {
    let targets: BTreeSet<&str> = rows.iter().map(|row| &*row.target).collect();
    let changes = targets.iter().filter_map(|target| change_of(target)).collect();
    let drafts = targets.iter().filter_map(|target| target.strip_prefix("draft/").map(str::to_owned)).collect();
    // What is not called like an entry is none: an account, a change.
    let itself = |target: &str| {
        let (kind, name) = target.split_once('/')?;
        Some((target.to_owned(), vec![parts::entry(kind.to_owned(), name.to_owned()).ok()?]))
    };
    let mut touched: HashMap<String, Vec<EntryId>> = targets.iter().filter_map(|target| itself(target)).collect();
    let changed = named::<i64>(connection, ("'change/' || change_id", "change_edit", "change_id"), changes).await?;
    let drafted = named::<String>(connection, ("'draft/' || draft", "draft_entry", "draft"), drafts).await?;
    for row in changed.into_iter().chain(drafted) {
        let entry = parts::entry(row.kind, row.id)
            .map_err(|what: Unreadable| StoreError::Damaged(format!("{}: {what}", row.target)))?;
        touched.entry(row.target).or_default().push(entry);
    }
    Ok(touched)
}

/// The first entries of several changes or drafts, in their order: the expression of the target, the table and its column
/// that says in which one an entry is. Positions are counted from 0 without a gap.
async fn named<T: Column + Clone>(
    connection: &mut Connection<'_>,
    (target, table, of): (&str, &str, &str),
    names: Vec<T>,
) -> StoreResult<Vec<TouchedRow>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let names = rounded(names);
    let query = format!(
        "SELECT {target} AS target, kind, id FROM {table} WHERE position <= {MOST_ENTRIES} AND {of} IN {} \
        ORDER BY {of}, position",
        places(1, names.len())
    );
    let values = names.iter().fold(Values::new(), |values, name| values.put(name));
    connection.rows_assembled(query, values).await
}

impl Row {
    fn read(self, entries: Vec<EntryId>, more: bool, approver: Option<String>) -> Result<Noted, Unreadable> {
        let Self { seq, made_at, actor, action, target, reason } = self;
        let reason = if reason.is_empty() { None } else { Some(read(reason)?) };
        Ok(Noted { seq, made_at, actor, approver, action: read(action)?, target, reason, entries, more })
    }
}
