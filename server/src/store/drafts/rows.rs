//! Drafts on their way out of the database.

use crate::store::{
    connection::{Connection, StoreResult},
    error::StoreError,
    parts,
    value::{Unreadable, Values, optional, read},
};
use app::domain::draft::{Draft, DraftEntry, Word};

#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct DraftRow {
    pub(super) id: String,
    pub(super) author: String,
    pub(super) on_behalf_of: Option<String>,
    pub(super) division: Option<String>,
    reason: Option<String>,
    pub(super) state: String,
    round: i64,
    changed_at: i64,
}

#[derive(sqlx::FromRow)]
struct EntryRow {
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
    kind: String,
    id: String,
    path: String,
    raw: String,
    saved_at: i64,
}

#[derive(sqlx::FromRow)]
struct WordRow {
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
    const ENTRIES: &str = "SELECT kind, id, base, archive, ops, verdict, answer FROM draft_entry \
        WHERE draft = $1 ORDER BY position";
    const FIELDS: &str =
        "SELECT kind, id, path, raw, saved_at FROM draft_field WHERE draft = $1 ORDER BY kind, id, path";
    const WORDS: &str = "SELECT said_at, author, state, text FROM draft_word WHERE draft = $1 ORDER BY position";
    let id = row.id.clone();
    let of = || Values::new().put(&id);
    let entries = connection.rows::<EntryRow>(ENTRIES, of()).await?;
    let fields = connection.rows::<FieldRow>(FIELDS, of()).await?;
    let words = connection.rows::<WordRow>(WORDS, of()).await?;
    build(row, entries, fields, words).map_err(|what| StoreError::Damaged(format!("draft {id}: {what}")))
}

fn build(
    row: DraftRow,
    entries: Vec<EntryRow>,
    fields: Vec<FieldRow>,
    words: Vec<WordRow>,
) -> Result<Draft, Unreadable> {
    let mut draft = Draft {
        id: read(row.id)?,
        author: read(row.author)?,
        on_behalf_of: optional(row.on_behalf_of)?,
        division: optional(row.division)?,
        reason: optional(row.reason)?,
        state: read(row.state)?,
        round: read(row.round)?,
        changed_at: row.changed_at,
        entries: Vec::with_capacity(entries.len()),
        words: Vec::with_capacity(words.len()),
    };
    for entry in entries {
        draft.entries.push(DraftEntry {
            entry: parts::entry(entry.kind, entry.id)?,
            base: app::domain::change::RevisionNo(read(entry.base)?),
            archive: optional(entry.archive)?,
            typed: Default::default(),
            saved_at: Default::default(),
            ops: parts::json(&entry.ops)?,
            verdict: read(entry.verdict)?,
            answer: optional(entry.answer)?,
        });
    }
    for field in fields {
        let entry = parts::entry(field.kind, field.id)?;
        if let Some(entry) = draft.entries.iter_mut().find(|one| one.entry == entry) {
            entry.saved_at.insert(field.path.clone(), field.saved_at);
            entry.typed.insert(field.path, field.raw);
        }
    }
    for word in words {
        draft.words.push(Word {
            at: word.said_at,
            who: read(word.author)?,
            state: read(word.state)?,
            text: read(word.text)?,
        });
    }
    Ok(draft)
}
