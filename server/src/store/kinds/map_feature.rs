//! Features of the base map: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    parts,
    value::{Values, optional, read},
    writes::Writes,
};
use app::domain::map_feature::MapFeature;

const SELECT: &str = "SELECT id, kind, lines, rank, division \
    FROM map_feature";

const UPSERT: &str = "INSERT INTO map_feature (id, kind, lines, rank, division) \
    VALUES ($1, $2, $3, $4, $5) \
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, lines = excluded.lines, rank = excluded.rank, \
    division = excluded.division";

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    lines: String,
    rank: i64,
    division: Option<String>,
}

/// Reads the published features of the base map.
pub(in crate::store) async fn load(
    connection: &mut Connection<'_>,
    heads: &mut Heads,
) -> StoreResult<Table<MapFeature>> {
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(MapFeature {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                kind: read(row.kind)?,
                lines: parts::json(&row.lines)?,
                rank: read(row.rank)?,
                division: optional(row.division)?,
            })
        },
    )
}

/// Writes a feature of the base map in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, map_feature: &MapFeature) {
    let values = Values::new()
        .put(&map_feature.id)
        .put(&map_feature.kind)
        .json(&map_feature.lines)
        .put(&map_feature.rank)
        .put(&map_feature.division);
    writes.put(UPSERT, values);
}
