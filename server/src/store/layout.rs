//! Which tables a schema has. The migrations themselves are asked: they are run on a database in memory, which then tells
//! its tables. So a table that is added tomorrow is in the backup of tomorrow, and a backup of any earlier schema can be
//! read.

use super::{
    connection::{Connection, StoreResult, places},
    error::StoreError,
    schema,
    value::{Type, Values},
};
use sqlx::{Connection as _, SqliteConnection};

/// The tables of a schema, in the order in which the migrations made them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout(pub(super) Vec<Table>);

/// A table. Its names come from our own migrations and may be put into statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<(String, Type)>,
    key: Vec<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    in_table: String,
    name: String,
    r#type: String,
    key: i64,
}

impl Layout {
    /// The tables that the migrations up to a number make, the list of migrations apart.
    pub(super) async fn of(schema: i64) -> StoreResult<Self> {
        const COLUMNS: &str = "SELECT sqlite_master.name AS in_table, columns.name, columns.type, columns.pk AS key \
            FROM sqlite_master JOIN pragma_table_info(sqlite_master.name) AS columns \
            WHERE sqlite_master.type = 'table' AND sqlite_master.name NOT LIKE 'sqlite_%' \
            AND sqlite_master.name <> '_sqlx_migrations' ORDER BY sqlite_master.rowid, columns.cid";
        let mut memory = SqliteConnection::connect("sqlite::memory:").await?;
        let mut connection = Connection::Sqlite(&mut memory);
        schema::migrate(&mut connection, schema).await?;
        let mut tables: Vec<(Table, Vec<(i64, String)>)> = Vec::new();
        for row in connection.rows::<Row>(COLUMNS, Values::new()).await? {
            let column_type = Type::named(&row.r#type).ok_or_else(|| {
                StoreError::Damaged(format!("the column {} of {} has the type {}", row.name, row.in_table, row.r#type))
            })?;
            if tables.last().is_none_or(|(last, _)| last.name != row.in_table) {
                tables.push((Table { name: row.in_table, columns: Vec::new(), key: Vec::new() }, Vec::new()));
            }
            if let Some((table, key)) = tables.last_mut() {
                if row.key > 0 {
                    key.push((row.key, row.name.clone()));
                }
                table.columns.push((row.name, column_type));
            }
        }
        memory.close().await?;
        let finished = tables.into_iter().map(|(table, mut key)| {
            key.sort();
            Table { key: key.into_iter().map(|(_, name)| name).collect(), ..table }
        });
        Ok(Self(finished.collect()))
    }
}

impl Table {
    /// The names of its columns.
    pub(super) fn names(&self) -> Vec<String> {
        self.columns.iter().map(|(name, _)| name.clone()).collect()
    }

    /// The query for all of its rows, in the order of its key, so that one state is always written in the same way.
    pub(super) fn select(&self) -> String {
        format!("SELECT {} FROM {} ORDER BY {}", self.names().join(", "), self.name, self.key.join(", "))
    }

    /// The statement that puts in so many rows.
    pub(super) fn insert(&self, rows: usize) -> String {
        let places = places(rows, self.columns.len());
        format!("INSERT INTO {} ({}) VALUES {places}", self.name, self.names().join(", "))
    }
}
