//! Working groups: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    lists, parts,
    value::{Values, optional, read},
    writes::Writes,
};
use app::domain::working_group::WorkingGroup;

const SELECT: &str = "SELECT id, kind, lead, head_zh, head_en \
    FROM working_group";

const UPSERT: &str = "INSERT INTO working_group (id, kind, lead, head_zh, head_en) \
    VALUES ($1, $2, $3, $4, $5) \
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, lead = excluded.lead, head_zh = excluded.head_zh, \
    head_en = excluded.head_en";

const MEMBERS: lists::List = lists::List {
    delete: "DELETE FROM working_group_member WHERE working_group = $1",
    insert: "INSERT INTO working_group_member (working_group, position, member) VALUES ($1, $2, $3)",
};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    lead: Option<String>,
    head_zh: Option<String>,
    head_en: Option<String>,
}

/// Reads the published working groups.
pub(in crate::store) async fn load(
    connection: &mut Connection<'_>,
    heads: &mut Heads,
) -> StoreResult<Table<WorkingGroup>> {
    let mut members = lists::Slugs::load(
        connection,
        "SELECT working_group AS owner, member AS item FROM working_group_member ORDER BY working_group, position",
    )
    .await?;
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(WorkingGroup {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                kind: read(row.kind)?,
                lead: optional(row.lead)?,
                head: parts::phrase(row.head_zh, row.head_en)?,
                members: members.take(&row.id)?,
            })
        },
    )
}

/// Writes a working group in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, working_group: &WorkingGroup) {
    let values = Values::new()
        .put(&working_group.id)
        .put(&working_group.kind)
        .put(&working_group.lead)
        .phrase(&working_group.head);
    writes.put(UPSERT, values);
    MEMBERS.write(writes, &working_group.id, &working_group.members, |values, item| values.put(item));
}
