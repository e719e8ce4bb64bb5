//! Sources: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    parts,
    value::{Values, optional, read},
    writes::Writes,
};
use app::domain::source::Source;

const SELECT: &str = "SELECT id, kind, file, author_zh, author_en, date, language, translated_from, licence, note \
    FROM source";

const UPSERT: &str = "INSERT INTO source (id, kind, file, author_zh, author_en, date, language, translated_from, licence, \
    note) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, file = excluded.file, \
    author_zh = excluded.author_zh, author_en = excluded.author_en, date = excluded.date, \
    language = excluded.language, translated_from = excluded.translated_from, licence = excluded.licence, \
    note = excluded.note";

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    file: Option<String>,
    author_zh: Option<String>,
    author_en: Option<String>,
    date: Option<String>,
    language: Option<String>,
    translated_from: Option<String>,
    licence: Option<String>,
    note: Option<String>,
}

/// Reads the published sources.
pub(in crate::store) async fn load(connection: &mut Connection<'_>, heads: &mut Heads) -> StoreResult<Table<Source>> {
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(Source {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                kind: read(row.kind)?,
                file: optional(row.file)?,
                author: parts::phrase(row.author_zh, row.author_en)?,
                date: optional(row.date)?,
                language: optional(row.language)?,
                translated_from: optional(row.translated_from)?,
                licence: optional(row.licence)?,
                note: optional(row.note)?,
            })
        },
    )
}

/// Writes a source in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, source: &Source) {
    let values = Values::new()
        .put(&source.id)
        .put(&source.kind)
        .put(&source.file)
        .phrase(&source.author)
        .put(&source.date)
        .put(&source.language)
        .put(&source.translated_from)
        .put(&source.licence)
        .put(&source.note);
    writes.put(UPSERT, values);
}
