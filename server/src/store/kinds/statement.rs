//! Statements: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    lists, parts,
    value::{Values, read},
    writes::Writes,
};
use app::domain::figure::Statement;

const SELECT: &str = "SELECT id, theme, of_kind, of_id \
    FROM statement";

const UPSERT: &str = "INSERT INTO statement (id, theme, of_kind, of_id) \
    VALUES ($1, $2, $3, $4) \
    ON CONFLICT (id) DO UPDATE SET theme = excluded.theme, of_kind = excluded.of_kind, \
    of_id = excluded.of_id";

const ORGANISATIONS: lists::List = lists::List {
    delete: "DELETE FROM statement_organisation WHERE statement = $1",
    insert: "INSERT INTO statement_organisation (statement, position, organisation) VALUES ($1, $2, $3)",
};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    theme: String,
    of_kind: String,
    of_id: String,
}

/// Reads the published statements.
pub(in crate::store) async fn load(
    connection: &mut Connection<'_>,
    heads: &mut Heads,
) -> StoreResult<Table<Statement>> {
    let mut organisations = lists::Slugs::load(
        connection,
        "SELECT statement AS owner, organisation AS item FROM statement_organisation ORDER BY statement, position",
    )
    .await?;
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(Statement {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                theme: read(row.theme)?,
                of: parts::entry(row.of_kind, row.of_id)?,
                organisations: organisations.take(&row.id)?,
            })
        },
    )
}

/// Writes a statement in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, statement: &Statement) {
    let values = Values::new().put(&statement.id).put(&statement.theme).entry(&statement.of);
    writes.put(UPSERT, values);
    ORGANISATIONS.write(writes, &statement.id, &statement.organisations, |values, item| values.put(item));
}
