//! Which tables are ours. Their names are written down in the database itself, so that a program which is older than the
//! tables can take out those that it does not know, and none of anybody else's in the same place.

use super::{
    connection::{Connection, Pools, StoreResult},
    layout::Layout,
    schema,
    value::Values,
};
use std::collections::BTreeSet;

/// Writes down the names of all tables that this program makes. Done before they are made, and never taken back: what is
/// written down and not there harms nobody.
pub(super) async fn write_down(connection: &mut Connection<'_>) -> StoreResult<()> {
    const MAKE: &str = "CREATE TABLE IF NOT EXISTS atlas_table (name TEXT NOT NULL PRIMARY KEY)";
    connection.execute(MAKE, Values::new()).await?;
    for table in Layout::of(schema::newest()).await?.0 {
        const PUT: &str = "INSERT INTO atlas_table (name) VALUES ($1) ON CONFLICT (name) DO NOTHING";
        connection.execute(PUT, Values::new().put(&*table.name)).await?;
    }
    Ok(())
}

/// The same, before migrations that are run outside of a transaction.
pub(super) async fn write_down_first(pools: &Pools) -> StoreResult<()> {
    let mut transaction = pools.write().await?;
    write_down(&mut transaction.connection()).await?;
    transaction.commit().await
}

/// The names of our tables that are there, this list and that of the migrations apart. `layout`: the tables of ours that
/// this program knows; a database that no program has brought up to date since there is a list has no others.
async fn present(connection: &mut Connection<'_>, layout: &Layout) -> StoreResult<Vec<String>> {
    let there = match connection {
        Connection::Sqlite(_) => "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid",
        Connection::Postgres(_) => {
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema() \
             AND table_type = 'BASE TABLE' ORDER BY table_name"
        }
    };
    let there: Vec<String> =
        connection.rows::<(String,)>(there, Values::new()).await?.into_iter().map(|(name,)| name).collect();
    let mut ours: BTreeSet<String> = layout.0.iter().map(|table| table.name.clone()).collect();
    if there.iter().any(|name| name == "atlas_table") {
        let listed = connection.rows::<(String,)>("SELECT name FROM atlas_table", Values::new()).await?;
        ours.extend(listed.into_iter().map(|(name,)| name));
    }
    // They are put into statements: a name that no migration can have given is nobody's of ours.
    let is_plain = |name: &str| name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
    Ok(there.into_iter().filter(|name| ours.contains(name) && is_plain(name)).collect())
}

/// Takes out our tables, those of a newer program too, and no others.
pub(super) async fn drop_all(connection: &mut Connection<'_>, layout: &Layout) -> StoreResult<()> {
    let mut names = present(connection, layout).await?;
    names.push("_sqlx_migrations".to_owned());
    match connection {
        Connection::Postgres(_) => {
            connection.execute_assembled(format!("DROP TABLE {}", names.join(", ")), Values::new()).await?;
        }
        Connection::Sqlite(_) => {
            // First the rows of all, so that no table goes while rows of another refer to it; and what was made later, which
            // refers to what was there before, goes first.
            for verb in ["DELETE FROM", "DROP TABLE"] {
                for name in names.iter().rev() {
                    connection.execute_assembled(format!("{verb} {name}"), Values::new()).await?;
                }
            }
        }
    }
    Ok(())
}
