//! Organisations: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    lists,
    value::{Values, optional, read},
    writes::Writes,
};
use app::domain::organisation::Organisation;

const SELECT: &str = "SELECT id, kind, level, credit_code, as_printed \
    FROM organisation";

const UPSERT: &str = "INSERT INTO organisation (id, kind, level, credit_code, as_printed) \
    VALUES ($1, $2, $3, $4, $5) \
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, level = excluded.level, \
    credit_code = excluded.credit_code, as_printed = excluded.as_printed";

const MEMBERS: lists::List = lists::List {
    delete: "DELETE FROM organisation_member WHERE organisation = $1",
    insert: "INSERT INTO organisation_member (organisation, position, member) VALUES ($1, $2, $3)",
};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    level: Option<String>,
    credit_code: Option<String>,
    as_printed: Option<String>,
}

/// Reads the published organisations.
pub(in crate::store) async fn load(
    connection: &mut Connection<'_>,
    heads: &mut Heads,
) -> StoreResult<Table<Organisation>> {
    let mut members = lists::Slugs::load(
        connection,
        "SELECT organisation AS owner, member AS item FROM organisation_member ORDER BY organisation, position",
    )
    .await?;
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(Organisation {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                kind: read(row.kind)?,
                level: optional(row.level)?,
                credit_code: optional(row.credit_code)?,
                members: members.take(&row.id)?,
                as_printed: optional(row.as_printed)?,
            })
        },
    )
}

/// Writes an organisation in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, organisation: &Organisation) {
    let values = Values::new()
        .put(&organisation.id)
        .put(&organisation.kind)
        .put(&organisation.level)
        .put(&organisation.credit_code)
        .put(&organisation.as_printed);
    writes.put(UPSERT, values);
    MEMBERS.write(writes, &organisation.id, &organisation.members, |values, item| values.put(item));
}
