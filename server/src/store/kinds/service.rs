//! Services: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    lists,
    value::{Values, optional, read},
    writes::Writes,
};
use app::domain::service::Service;

const SELECT: &str = "SELECT id, kind, organiser, working_group, date, beneficiaries \
    FROM service";

const UPSERT: &str = "INSERT INTO service (id, kind, organiser, working_group, date, beneficiaries) \
    VALUES ($1, $2, $3, $4, $5, $6) \
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, organiser = excluded.organiser, \
    working_group = excluded.working_group, date = excluded.date, beneficiaries = excluded.beneficiaries";

const DIVISIONS: lists::List = lists::List {
    delete: "DELETE FROM service_division WHERE service = $1",
    insert: "INSERT INTO service_division (service, position, division) VALUES ($1, $2, $3)",
};

const SITES: lists::List = lists::List {
    delete: "DELETE FROM service_site WHERE service = $1",
    insert: "INSERT INTO service_site (service, position, site) VALUES ($1, $2, $3)",
};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    organiser: Option<String>,
    working_group: Option<String>,
    date: Option<String>,
    beneficiaries: Option<i64>,
}

/// Reads the published services.
pub(in crate::store) async fn load(connection: &mut Connection<'_>, heads: &mut Heads) -> StoreResult<Table<Service>> {
    let mut divisions = lists::Slugs::load(
        connection,
        "SELECT service AS owner, division AS item FROM service_division ORDER BY service, position",
    )
    .await?;
    let mut sites = lists::Slugs::load(
        connection,
        "SELECT service AS owner, site AS item FROM service_site ORDER BY service, position",
    )
    .await?;
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(Service {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                kind: read(row.kind)?,
                organiser: optional(row.organiser)?,
                working_group: optional(row.working_group)?,
                divisions: divisions.take(&row.id)?,
                sites: sites.take(&row.id)?,
                date: optional(row.date)?,
                beneficiaries: optional(row.beneficiaries)?,
            })
        },
    )
}

/// Writes a service in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, service: &Service) {
    let values = Values::new()
        .put(&service.id)
        .put(&service.kind)
        .put(&service.organiser)
        .put(&service.working_group)
        .put(&service.date)
        .put(&service.beneficiaries);
    writes.put(UPSERT, values);
    DIVISIONS.write(writes, &service.id, &service.divisions, |values, item| values.put(item));
    SITES.write(writes, &service.id, &service.sites, |values, item| values.put(item));
}
