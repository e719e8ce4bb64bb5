//! Programmes: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    parts,
    value::{Values, optional, read},
    writes::Writes,
};
use app::domain::programme::Programme;

const SELECT: &str = "SELECT id, division, fictional, map_approval, map_credit_zh, map_credit_en \
    FROM programme";

const UPSERT: &str = "INSERT INTO programme (id, division, fictional, map_approval, map_credit_zh, map_credit_en) \
    VALUES ($1, $2, $3, $4, $5, $6) \
    ON CONFLICT (id) DO UPDATE SET division = excluded.division, fictional = excluded.fictional, \
    map_approval = excluded.map_approval, map_credit_zh = excluded.map_credit_zh, \
    map_credit_en = excluded.map_credit_en";

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    division: String,
    fictional: bool,
    map_approval: Option<String>,
    map_credit_zh: Option<String>,
    map_credit_en: Option<String>,
}

/// Reads the published programmes.
pub(in crate::store) async fn load(
    connection: &mut Connection<'_>,
    heads: &mut Heads,
) -> StoreResult<Table<Programme>> {
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(Programme {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                division: read(row.division)?,
                fictional: row.fictional,
                map_approval: optional(row.map_approval)?,
                map_credit: parts::phrase(row.map_credit_zh, row.map_credit_en)?,
            })
        },
    )
}

/// Writes a programme in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, programme: &Programme) {
    let values = Values::new()
        .put(&programme.id)
        .put(&programme.division)
        .put(&programme.fictional)
        .put(&programme.map_approval)
        .phrase(&programme.map_credit);
    writes.put(UPSERT, values);
}
