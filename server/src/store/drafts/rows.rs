//! Drafts on their way out of the database.

use crate::store::{
    connection::{Connection, StoreResult, places, rounded},
    error::StoreError,
    parts,
    value::{Unreadable, Values, optional, read},
};
use app::domain::{
    change::RevisionNo,
    draft::{Draft, DraftEntry, Word},
};
use std::collections::HashMap;

#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct DraftRow {
    pub(super) id: String,
    pub(super) author: String,
    pub(super) on_behalf_of: Option<String>,
    pub(super) division: Option<String>,
    reason: Option<String>,
    pub(super) state: String,
    round: i64,
    pub(super) changed_at: i64,
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    draft: String,
    kind: String,
    id: String,
    base: i64,
    archive: Option<String>,
    ops: String,
    verdict: String,
    answer: Option<String>,
}

#[derive(sqlx::FromRow)]
struct FieldRow {
    draft: String,
    kind: String,
    id: String,
    path: String,
    raw: String,
    saved_at: i64,
    replaced: Option<String>,
}

#[derive(sqlx::FromRow)]
struct WordRow {
    draft: String,
    said_at: i64,
    author: String,
    state: String,
    text: String,
}

/// The row of a draft.
pub(super) async fn find(connection: &mut Connection<'_>, id: &str) -> StoreResult<Option<DraftRow>> {
    const QUERY: &str =
        "SELECT id, author, on_behalf_of, division, reason, state, round, changed_at FROM draft WHERE id = $1";
    connection.row(QUERY, Values::new().put(id)).await
}

/// A draft with everything in it.
pub(super) async fn whole(connection: &mut Connection<'_>, row: DraftRow) -> StoreResult<Draft> {
    let id = row.id.clone();
    let mut drafts = all(connection, vec![row]).await?;
    drafts.pop().ok_or_else(|| StoreError::Damaged(format!("draft {id}")))
}

/// Drafts with everything in them, in the order of their rows.
pub(super) async fn all(connection: &mut Connection<'_>, rows: Vec<DraftRow>) -> StoreResult<Vec<Draft>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let names = rounded(rows.iter().map(|row| row.id.clone()).collect());
    let ids = || names.iter().fold(Values::new(), |values, id| values.put(id));
    let these = places(1, names.len());
    let entries = format!(
        "SELECT draft, kind, id, base, archive, ops, verdict, answer FROM draft_entry WHERE draft IN {these} \
        ORDER BY draft, position"
    );
    let fields =
        format!("SELECT draft, kind, id, path, raw, saved_at, replaced FROM draft_field WHERE draft IN {these}");
    let words = format!(
        "SELECT draft, said_at, author, state, text FROM draft_word WHERE draft IN {these} ORDER BY draft, position"
    );
    let entries = connection.rows_assembled::<EntryRow>(entries, ids()).await?;
    let fields = connection.rows_assembled::<FieldRow>(fields, ids()).await?;
    let words = connection.rows_assembled::<WordRow>(words, ids()).await?;
    build(rows, entries, fields, words)
        .map_err(|(id, Unreadable(what))| StoreError::Damaged(format!("draft {id}: {what}")))
}

/// Puts rows together; the name of the draft in which something is wrong.
fn build(
    rows: Vec<DraftRow>,
    entries: Vec<EntryRow>,
    fields: Vec<FieldRow>,
    words: Vec<WordRow>,
) -> Result<Vec<Draft>, (String, Unreadable)> {
    let mut drafts = Vec::with_capacity(rows.len());
    let mut places = HashMap::with_capacity(rows.len());
    for row in rows {
        let id = row.id.clone();
        places.insert(id.clone(), drafts.len());
        drafts.push(row.read().map_err(|what| (id, what))?);
    }
    for row in entries {
        if let Some(draft) = places.get(&row.draft).map(|at| &mut drafts[*at]) {
            draft.entries.push(row.read().map_err(|what| (draft.id.to_string(), what))?);
        }
    }
    for row in fields {
        if let Some(draft) = places.get(&row.draft).map(|at| &mut drafts[*at]) {
            let entry = parts::entry(row.kind, row.id).map_err(|what| (draft.id.to_string(), what))?;
            if let Some(entry) = draft.entries.iter_mut().find(|one| one.entry == entry) {
                entry.saved_at.insert(row.path.clone(), row.saved_at);
                entry.replaced.extend(row.replaced.map(|replaced| (row.path.clone(), replaced)));
                entry.typed.insert(row.path, row.raw);
            }
        }
    }
    for row in words {
        if let Some(draft) = places.get(&row.draft).map(|at| &mut drafts[*at]) {
            draft.words.push(row.read().map_err(|what| (draft.id.to_string(), what))?);
        }
    }
    Ok(drafts)
}

impl DraftRow {
    fn read(self) -> Result<Draft, Unreadable> {
        Ok(Draft {
            id: read(self.id)?,
            author: read(self.author)?,
            on_behalf_of: optional(self.on_behalf_of)?,
            division: optional(self.division)?,
            reason: optional(self.reason)?,
            state: read(self.state)?,
            round: read(self.round)?,
            changed_at: self.changed_at,
            entries: Vec::new(),
            words: Vec::new(),
        })
    }
}

impl EntryRow {
    fn read(self) -> Result<DraftEntry, Unreadable> {
        Ok(DraftEntry {
            entry: parts::entry(self.kind, self.id)?,
            base: RevisionNo(read(self.base)?),
            archive: optional(self.archive)?,
            typed: Default::default(),
            saved_at: Default::default(),
            replaced: Default::default(),
            ops: parts::json(&self.ops)?,
            verdict: read(self.verdict)?,
            answer: optional(self.answer)?,
        })
    }
}

impl WordRow {
    fn read(self) -> Result<Word, Unreadable> {
        Ok(Word { at: self.said_at, who: read(self.author)?, state: read(self.state)?, text: read(self.text)? })
    }
}
