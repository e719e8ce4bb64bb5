//! Sites: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    lists,
    parts::LocationColumns,
    value::{Values, optional, read},
    writes::Writes,
};
use app::domain::site::Site;

const SELECT: &str = "SELECT id, kind, division, brand, location_lat, location_lng, location_precision, location_method, \
    location_source, entered_datum, entered_lat, entered_lng, cross_check_source, cross_check_identifier, \
    cross_check_name, cross_check_lat, cross_check_lng, cross_check_distance_m \
    FROM site";

const UPSERT: &str = "INSERT INTO site (id, kind, division, brand, location_lat, location_lng, location_precision, \
    location_method, location_source, entered_datum, entered_lat, entered_lng, cross_check_source, \
    cross_check_identifier, cross_check_name, cross_check_lat, cross_check_lng, cross_check_distance_m) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) \
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, division = excluded.division, \
    brand = excluded.brand, location_lat = excluded.location_lat, location_lng = excluded.location_lng, \
    location_precision = excluded.location_precision, location_method = excluded.location_method, \
    location_source = excluded.location_source, entered_datum = excluded.entered_datum, \
    entered_lat = excluded.entered_lat, entered_lng = excluded.entered_lng, \
    cross_check_source = excluded.cross_check_source, \
    cross_check_identifier = excluded.cross_check_identifier, cross_check_name = excluded.cross_check_name, \
    cross_check_lat = excluded.cross_check_lat, cross_check_lng = excluded.cross_check_lng, \
    cross_check_distance_m = excluded.cross_check_distance_m";

const CANDIDATE_DIVISIONS: lists::List = lists::List {
    delete: "DELETE FROM site_candidate_division WHERE site = $1",
    insert: "INSERT INTO site_candidate_division (site, position, division) VALUES ($1, $2, $3)",
};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    division: String,
    brand: Option<String>,
    #[sqlx(flatten)]
    location: LocationColumns,
}

/// Reads the published sites.
pub(in crate::store) async fn load(connection: &mut Connection<'_>, heads: &mut Heads) -> StoreResult<Table<Site>> {
    let mut candidate_divisions = lists::Slugs::load(
        connection,
        "SELECT site AS owner, division AS item FROM site_candidate_division ORDER BY site, position",
    )
    .await?;
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(Site {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                kind: read(row.kind)?,
                division: read(row.division)?,
                candidate_divisions: candidate_divisions.take(&row.id)?,
                brand: optional(row.brand)?,
                location: row.location.read()?,
            })
        },
    )
}

/// Writes a site in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, site: &Site) {
    let values = Values::new()
        .put(&site.id)
        .put(&site.kind)
        .put(&site.division)
        .put(&site.brand)
        .location(site.location.as_ref());
    writes.put(UPSERT, values);
    CANDIDATE_DIVISIONS.write(writes, &site.id, &site.candidate_divisions, |values, item| values.put(item));
}
