//! Projects: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    lists, parts,
    value::{Values, optional, read},
    writes::Writes,
};
use app::domain::project::Project;

const SELECT: &str = "SELECT id, kind, theme, brand, status, part_of, stated_amount_fen, stated_amount_currency, \
    stated_amount_bound, start_date, end_date \
    FROM project";

const UPSERT: &str = "INSERT INTO project (id, kind, theme, brand, status, part_of, stated_amount_fen, stated_amount_currency, \
    stated_amount_bound, start_date, end_date) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, theme = excluded.theme, brand = excluded.brand, \
    status = excluded.status, part_of = excluded.part_of, stated_amount_fen = excluded.stated_amount_fen, \
    stated_amount_currency = excluded.stated_amount_currency, \
    stated_amount_bound = excluded.stated_amount_bound, start_date = excluded.start_date, \
    end_date = excluded.end_date";

const SITES: lists::List = lists::List {
    delete: "DELETE FROM project_site WHERE project = $1",
    insert: "INSERT INTO project_site (project, position, site) VALUES ($1, $2, $3)",
};

const DIVISIONS: lists::List = lists::List {
    delete: "DELETE FROM project_division WHERE project = $1",
    insert: "INSERT INTO project_division (project, position, division) VALUES ($1, $2, $3)",
};

const GROUPED_WITH: lists::List = lists::List {
    delete: "DELETE FROM project_group WHERE project = $1",
    insert: "INSERT INTO project_group (project, position, grouped_with) VALUES ($1, $2, $3)",
};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    theme: String,
    brand: Option<String>,
    status: String,
    part_of: Option<String>,
    stated_amount_fen: Option<i64>,
    stated_amount_currency: Option<String>,
    stated_amount_bound: Option<String>,
    start_date: Option<String>,
    end_date: Option<String>,
}

/// Reads the published projects.
pub(in crate::store) async fn load(connection: &mut Connection<'_>, heads: &mut Heads) -> StoreResult<Table<Project>> {
    let mut sites = lists::Slugs::load(
        connection,
        "SELECT project AS owner, site AS item FROM project_site ORDER BY project, position",
    )
    .await?;
    let mut divisions = lists::Slugs::load(
        connection,
        "SELECT project AS owner, division AS item FROM project_division ORDER BY project, position",
    )
    .await?;
    let mut grouped_with = lists::Slugs::load(
        connection,
        "SELECT project AS owner, grouped_with AS item FROM project_group ORDER BY project, position",
    )
    .await?;
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(Project {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                kind: read(row.kind)?,
                theme: read(row.theme)?,
                brand: optional(row.brand)?,
                status: read(row.status)?,
                sites: sites.take(&row.id)?,
                divisions: divisions.take(&row.id)?,
                part_of: optional(row.part_of)?,
                grouped_with: grouped_with.take(&row.id)?,
                stated_amount: parts::optional_amount(
                    row.stated_amount_fen,
                    row.stated_amount_currency,
                    row.stated_amount_bound,
                )?,
                start: optional(row.start_date)?,
                end: optional(row.end_date)?,
            })
        },
    )
}

/// Writes a project in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, project: &Project) {
    let values = Values::new()
        .put(&project.id)
        .put(&project.kind)
        .put(&project.theme)
        .put(&project.brand)
        .put(&project.status)
        .put(&project.part_of)
        .amount(project.stated_amount.as_ref())
        .put(&project.start)
        .put(&project.end);
    writes.put(UPSERT, values);
    SITES.write(writes, &project.id, &project.sites, |values, item| values.put(item));
    DIVISIONS.write(writes, &project.id, &project.divisions, |values, item| values.put(item));
    GROUPED_WITH.write(writes, &project.id, &project.grouped_with, |values, item| values.put(item));
}
