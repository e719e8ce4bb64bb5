//! The tables: numbered pairs of migrations, one for each engine, inside the binary.

use super::{
    connection::{Pools, StoreResult},
    error::StoreError,
};
use sqlx::migrate::Migrator;

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// How the tables stand to the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// As the program wants them.
    Same,
    /// Migrations are still to be run, or there are no tables.
    Older,
    /// A newer program was here.
    Newer(i64),
}

/// Brings the tables up to date.
///
/// # Errors
/// [`StoreError::NewerSchema`] when a newer program was here: nothing is touched then.
pub(super) async fn bring_up_to_date(pools: &Pools) -> StoreResult<()> {
    match standing(pools).await? {
        Standing::Same => Ok(()),
        Standing::Newer(found) => Err(newer(pools, found)),
        Standing::Older => {
            match pools {
                Pools::Sqlite { writer, .. } => SQLITE.run(writer).await?,
                Pools::Postgres(pool) => POSTGRES.run(pool).await?,
            }
            Ok(())
        }
    }
}

/// Refuses tables that are not exactly those that the program wants; changes nothing.
pub(super) async fn require_current(pools: &Pools) -> StoreResult<()> {
    match standing(pools).await? {
        Standing::Same => Ok(()),
        Standing::Older => Err(StoreError::OlderSchema),
        Standing::Newer(found) => Err(newer(pools, found)),
    }
}

fn newer(pools: &Pools, found: i64) -> StoreError {
    StoreError::NewerSchema { found, known: newest(migrator(pools)) }
}

fn migrator(pools: &Pools) -> &'static Migrator {
    match pools {
        Pools::Sqlite { .. } => &SQLITE,
        Pools::Postgres(_) => &POSTGRES,
    }
}

fn newest(migrator: &Migrator) -> i64 {
    migrator.iter().map(|migration| migration.version).max().unwrap_or_default()
}

async fn standing(pools: &Pools) -> StoreResult<Standing> {
    let found = applied(pools).await?;
    let known = newest(migrator(pools));
    Ok(match found {
        Some(found) if found > known => Standing::Newer(found),
        Some(found) if found == known => Standing::Same,
        _ => Standing::Older,
    })
}

/// The newest migration that the database has; `None` when it never had one.
async fn applied(pools: &Pools) -> StoreResult<Option<i64>> {
    // The one question for which the engines keep their answers in different places.
    const IN_SQLITE: &str = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '_sqlx_migrations'";
    const IN_POSTGRES: &str = "SELECT count(*) FROM information_schema.tables \
        WHERE table_schema = current_schema() AND table_name = '_sqlx_migrations'";
    const NEWEST: &str = "SELECT max(version) FROM _sqlx_migrations";
    let tables: i64 = match pools {
        Pools::Sqlite { writer, .. } => sqlx::query_scalar(IN_SQLITE).fetch_one(writer).await?,
        Pools::Postgres(pool) => sqlx::query_scalar(IN_POSTGRES).fetch_one(pool).await?,
    };
    if tables == 0 {
        return Ok(None);
    }
    Ok(match pools {
        Pools::Sqlite { writer, .. } => sqlx::query_scalar(NEWEST).fetch_one(writer).await?,
        Pools::Postgres(pool) => sqlx::query_scalar(NEWEST).fetch_one(pool).await?,
    })
}
