//! The tables: numbered pairs of migrations, one for each engine, inside the binary.

use super::{
    connection::{Connection, Pools, StoreResult},
    error::StoreError,
    own,
    value::Values,
};
use sqlx::migrate::Migrator;

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// What has to be so with the tables of a database that is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// They are brought up to date, and made if there are none.
    Made,
    /// They are there, and are brought up to date.
    Upgraded,
    /// They are there and up to date.
    Current,
    /// They are there, up to date or older.
    Known,
    /// They may be as they like, newer ones included.
    Any,
}

/// Looks at the tables, and brings them up to date where that is wanted.
///
/// # Errors
/// [`StoreError::NewerSchema`] when a newer program was here, [`StoreError::OlderSchema`], [`StoreError::NoTables`]:
/// nothing is touched then.
pub(super) async fn require(pools: &Pools, wanted: Wanted) -> StoreResult<()> {
    if wanted == Wanted::Any {
        return Ok(());
    }
    let found = applied(&mut pools.read().await?.connection()).await?;
    match (found, wanted) {
        (Some(found), _) if found > newest() => Err(StoreError::NewerSchema { found, known: newest() }),
        (Some(found), _) if found == newest() => Ok(()),
        (None, Wanted::Upgraded | Wanted::Current | Wanted::Known) => Err(StoreError::NoTables),
        (_, Wanted::Current) => Err(StoreError::OlderSchema),
        (_, Wanted::Known | Wanted::Any) => Ok(()),
        (_, Wanted::Made | Wanted::Upgraded) => {
            own::write_down_first(pools).await?;
            match pools {
                Pools::Sqlite { writer, .. } => SQLITE.run(writer).await?,
                Pools::Postgres(pool) => POSTGRES.run(pool).await?,
            }
            Ok(())
        }
    }
}

/// The newest schema that this program knows: the number of its last migration.
pub(super) fn newest() -> i64 {
    // Both engines have the same numbers.
    SQLITE.iter().map(|migration| migration.version).max().unwrap_or_default()
}

/// Runs the migrations up to a number that have not been run yet, inside the transaction that is open.
pub(super) async fn migrate(connection: &mut Connection<'_>, schema: i64) -> StoreResult<()> {
    match connection {
        Connection::Sqlite(inner) => SQLITE.run_to(schema, &mut **inner).await?,
        Connection::Postgres(inner) => POSTGRES.run_to(schema, &mut **inner).await?,
    }
    Ok(())
}

/// The newest migration that the database has; `None` when it never had one.
///
/// # Errors
/// [`StoreError::NotOurs`] when another program made the database.
pub(super) async fn applied(connection: &mut Connection<'_>) -> StoreResult<Option<i64>> {
    // The questions for which the engines keep their answers in different places.
    let (migrations, others, ours, migrator) = match connection {
        Connection::Sqlite(_) => (
            "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '_sqlx_migrations'",
            // A file is one program's.
            Some("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name <> 'atlas_table'"),
            "SELECT count(*) FROM _sqlx_migrations WHERE version = $1 AND hex(checksum) = $2",
            &SQLITE,
        ),
        Connection::Postgres(_) => (
            // Not of the information schema, which hides what one may not read: the tables would seem not to be there.
            "SELECT count(*) FROM pg_catalog.pg_class JOIN pg_catalog.pg_namespace \
             ON pg_namespace.oid = pg_class.relnamespace WHERE pg_namespace.nspname = current_schema() \
             AND pg_class.relname = '_sqlx_migrations' AND pg_class.relkind IN ('r', 'p')",
            // Extensions and other programs may have theirs beside ours.
            None,
            "SELECT count(*) FROM _sqlx_migrations WHERE version = $1 AND upper(encode(checksum, 'hex')) = $2",
            &POSTGRES,
        ),
    };
    if connection.number(migrations, Values::new()).await? == Some(0) {
        if let Some(others) = others
            && connection.number(others, Values::new()).await? != Some(0)
        {
            return Err(StoreError::NotOurs);
        }
        return Ok(None);
    }
    let newest: Option<(Option<i64>,)> =
        connection.row("SELECT max(version) FROM _sqlx_migrations", Values::new()).await?;
    let Some(newest) = newest.and_then(|(version,)| version) else { return Ok(None) };
    // Other programs number their migrations in a table of the same name. The first of ours is the same for ever.
    if let Some(first) = migrator.iter().next() {
        let checksum: String = first.checksum.iter().map(|byte| format!("{byte:02X}")).collect();
        let values = Values::new().put(&first.version).put(&*checksum);
        if connection.number(ours, values).await? != Some(1) {
            return Err(StoreError::NotOurs);
        }
    }
    Ok(Some(newest))
}
