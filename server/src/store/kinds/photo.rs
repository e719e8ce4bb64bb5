//! Photos: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    parts,
    value::{Values, optional, read},
    writes::Writes,
};
use app::domain::photo::Photo;

const SELECT: &str = "SELECT id, of_kind, of_id, content_hash, media_type, width, height, description_zh, description_en, \
    credit, taken \
    FROM photo";

const UPSERT: &str = "INSERT INTO photo (id, of_kind, of_id, content_hash, media_type, width, height, description_zh, \
    description_en, credit, taken) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
    ON CONFLICT (id) DO UPDATE SET of_kind = excluded.of_kind, of_id = excluded.of_id, \
    content_hash = excluded.content_hash, media_type = excluded.media_type, width = excluded.width, \
    height = excluded.height, description_zh = excluded.description_zh, \
    description_en = excluded.description_en, credit = excluded.credit, taken = excluded.taken";

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    of_kind: String,
    of_id: String,
    content_hash: String,
    media_type: String,
    width: i64,
    height: i64,
    description_zh: Option<String>,
    description_en: Option<String>,
    credit: Option<String>,
    taken: Option<String>,
}

/// Reads the published photos.
pub(in crate::store) async fn load(connection: &mut Connection<'_>, heads: &mut Heads) -> StoreResult<Table<Photo>> {
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(Photo {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                of: parts::entry(row.of_kind, row.of_id)?,
                content_hash: read(row.content_hash)?,
                media_type: read(row.media_type)?,
                width: read(row.width)?,
                height: read(row.height)?,
                description: parts::phrase(row.description_zh, row.description_en)?,
                credit: optional(row.credit)?,
                taken: optional(row.taken)?,
            })
        },
    )
}

/// Writes a photo in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, photo: &Photo) {
    let values = Values::new()
        .put(&photo.id)
        .entry(&photo.of)
        .put(&photo.content_hash)
        .put(&photo.media_type)
        .put(&photo.width)
        .put(&photo.height)
        .phrase(&photo.description)
        .put(&photo.credit)
        .put(&photo.taken);
    writes.put(UPSERT, values);
}
