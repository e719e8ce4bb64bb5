//! Divisions: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    parts::LocationColumns,
    value::{Values, optional, read},
    writes::Writes,
};
use app::domain::division::Division;

const SELECT: &str = "SELECT id, code, code_source, code_year, level, kind, parent, pinyin, named_in_source, location_lat, \
    location_lng, location_precision, location_method, location_source, entered_datum, entered_lat, \
    entered_lng, cross_check_source, cross_check_identifier, cross_check_name, cross_check_lat, \
    cross_check_lng, cross_check_distance_m, valid_from, valid_to \
    FROM division";

const UPSERT: &str = "INSERT INTO division (id, code, code_source, code_year, level, kind, parent, pinyin, named_in_source, \
    location_lat, location_lng, location_precision, location_method, location_source, entered_datum, \
    entered_lat, entered_lng, cross_check_source, cross_check_identifier, cross_check_name, cross_check_lat, \
    cross_check_lng, cross_check_distance_m, valid_from, valid_to) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, \
    $22, $23, $24, $25) \
    ON CONFLICT (id) DO UPDATE SET code = excluded.code, code_source = excluded.code_source, \
    code_year = excluded.code_year, level = excluded.level, kind = excluded.kind, parent = excluded.parent, \
    pinyin = excluded.pinyin, named_in_source = excluded.named_in_source, \
    location_lat = excluded.location_lat, location_lng = excluded.location_lng, \
    location_precision = excluded.location_precision, location_method = excluded.location_method, \
    location_source = excluded.location_source, entered_datum = excluded.entered_datum, \
    entered_lat = excluded.entered_lat, entered_lng = excluded.entered_lng, \
    cross_check_source = excluded.cross_check_source, \
    cross_check_identifier = excluded.cross_check_identifier, cross_check_name = excluded.cross_check_name, \
    cross_check_lat = excluded.cross_check_lat, cross_check_lng = excluded.cross_check_lng, \
    cross_check_distance_m = excluded.cross_check_distance_m, valid_from = excluded.valid_from, \
    valid_to = excluded.valid_to";

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    code: String,
    code_source: String,
    code_year: i64,
    level: String,
    kind: String,
    parent: Option<String>,
    pinyin: Option<String>,
    named_in_source: bool,
    #[sqlx(flatten)]
    location: LocationColumns,
    valid_from: Option<String>,
    valid_to: Option<String>,
}

/// Reads the published divisions.
pub(in crate::store) async fn load(connection: &mut Connection<'_>, heads: &mut Heads) -> StoreResult<Table<Division>> {
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(Division {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                code: read(row.code)?,
                code_source: read(row.code_source)?,
                code_year: read(row.code_year)?,
                level: read(row.level)?,
                kind: read(row.kind)?,
                parent: optional(row.parent)?,
                pinyin: optional(row.pinyin)?,
                named_in_source: row.named_in_source,
                location: row.location.read()?,
                valid_from: optional(row.valid_from)?,
                valid_to: optional(row.valid_to)?,
            })
        },
    )
}

/// Writes a division in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, division: &Division) {
    let values = Values::new()
        .put(&division.id)
        .put(&division.code)
        .put(&division.code_source)
        .put(&division.code_year)
        .put(&division.level)
        .put(&division.kind)
        .put(&division.parent)
        .put(&division.pinyin)
        .put(&division.named_in_source)
        .location(division.location.as_ref())
        .put(&division.valid_from)
        .put(&division.valid_to);
    writes.put(UPSERT, values);
}
