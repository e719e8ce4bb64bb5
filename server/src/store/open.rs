//! Opening a database by its URL.

use super::{Database, connection::Pools, error::StoreError, schema};
use sqlx::{
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, str::FromStr, time::Duration};

/// How long a writer waits for another program's lock on a SQLite file.
const LOCK_WAIT: Duration = Duration::from_secs(5);
/// How long to wait for a connection.
const CONNECTION_WAIT: Duration = Duration::from_secs(10);
/// How many connections read at once from a SQLite file.
const READERS: u32 = 4;
/// How many connections a PostgreSQL server is asked for.
const CONNECTIONS: u32 = 8;

/// What to do about a file that is not there, and about tables that are older than the program.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Make it, and bring them up to date.
    Make,
    /// Refuse, and change nothing.
    LeaveAlone,
}

impl Database {
    /// Opens `sqlite:FILE` or `postgres://…`; makes the file (and its folder) if it is missing, and brings the tables
    /// up to date.
    ///
    /// # Errors
    /// [`StoreError::UnknownUrl`], [`StoreError::Unreachable`], [`StoreError::Locked`], [`StoreError::NewerSchema`] and
    /// those of the engine.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Self::open_with(url, Manner::Make).await
    }

    /// Opens a database that must be there and up to date; changes nothing.
    ///
    /// # Errors
    /// As for [`Database::open`], and [`StoreError::Missing`] and [`StoreError::OlderSchema`].
    pub async fn open_existing(url: &str) -> Result<Self, StoreError> {
        Self::open_with(url, Manner::LeaveAlone).await
    }

    async fn open_with(url: &str, manner: Manner) -> Result<Self, StoreError> {
        let pools = match url.split(':').next() {
            Some("sqlite") => sqlite(url, manner).await?,
            Some("postgres" | "postgresql") => postgres(url).await?,
            _ => return Err(StoreError::UnknownUrl(shown(url))),
        };
        match manner {
            Manner::Make => schema::bring_up_to_date(&pools).await?,
            Manner::LeaveAlone => schema::require_current(&pools).await?,
        }
        Ok(Self { pools })
    }
}

/// The URL as far as it can be shown: what follows the scheme may hold a password.
fn shown(url: &str) -> String {
    let scheme = url.split(':').next().unwrap_or_default();
    if url.contains(':') { format!("{}:…", shorten(scheme)) } else { shorten(url) }
}

fn shorten(text: &str) -> String {
    text.chars().take(40).collect()
}

async fn sqlite(url: &str, manner: Manner) -> Result<Pools, StoreError> {
    let options = SqliteConnectOptions::from_str(url).map_err(|_| StoreError::UnknownUrl(shown(url)))?;
    let file = options.get_filename().to_path_buf();
    // A database in memory would be another one for every connection.
    if file.as_os_str().is_empty() || url.contains(":memory:") || url.contains("mode=memory") {
        return Err(StoreError::UnknownUrl("sqlite::memory:".into()));
    }
    match manner {
        Manner::LeaveAlone if !file.is_file() => return Err(StoreError::Missing(file)),
        Manner::LeaveAlone => {}
        Manner::Make => make_folder(&file)?,
    }
    // synchronous=FULL: what was answered as saved outlives a power cut. WAL: readers never wait for the writer.
    let options = options
        .create_if_missing(manner == Manner::Make)
        .foreign_keys(true)
        .busy_timeout(LOCK_WAIT)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(CONNECTION_WAIT)
        .connect_with(options.clone())
        .await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(READERS)
        .acquire_timeout(CONNECTION_WAIT)
        .connect_lazy_with(options.create_if_missing(false).pragma("query_only", "ON"));
    Ok(Pools::Sqlite { writer, readers })
}

fn make_folder(file: &Path) -> Result<(), StoreError> {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => {
            std::fs::create_dir_all(folder).map_err(|error| StoreError::Unreachable(sqlx::Error::Io(error)))
        }
        _ => Ok(()),
    }
}

async fn postgres(url: &str) -> Result<Pools, StoreError> {
    let options = PgConnectOptions::from_str(url).map_err(|_| StoreError::UnknownUrl(shown(url)))?;
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(CONNECTION_WAIT)
        .connect_with(options)
        .await?;
    Ok(Pools::Postgres(pool))
}
