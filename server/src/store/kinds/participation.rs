//! Participations: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    parts,
    value::{Values, read},
    writes::Writes,
};
use app::domain::organisation::Participation;

const SELECT: &str = "SELECT id, of_kind, of_id, organisation, role, joint \
    FROM participation";

const UPSERT: &str = "INSERT INTO participation (id, of_kind, of_id, organisation, role, joint) \
    VALUES ($1, $2, $3, $4, $5, $6) \
    ON CONFLICT (id) DO UPDATE SET of_kind = excluded.of_kind, of_id = excluded.of_id, \
    organisation = excluded.organisation, role = excluded.role, joint = excluded.joint";

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    of_kind: String,
    of_id: String,
    organisation: String,
    role: String,
    joint: bool,
}

/// Reads the published participations.
pub(in crate::store) async fn load(
    connection: &mut Connection<'_>,
    heads: &mut Heads,
) -> StoreResult<Table<Participation>> {
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(Participation {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                of: parts::entry(row.of_kind, row.of_id)?,
                organisation: read(row.organisation)?,
                role: read(row.role)?,
                joint: row.joint,
            })
        },
    )
}

/// Writes a participation in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, participation: &Participation) {
    let values = Values::new()
        .put(&participation.id)
        .entry(&participation.of)
        .put(&participation.organisation)
        .put(&participation.role)
        .put(&participation.joint);
    writes.put(UPSERT, values);
}
