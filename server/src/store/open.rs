//! Opening a database by its URL.

use super::{
    Database,
    connection::Pools,
    error::StoreError,
    schema::{self, Wanted},
};
use crate::whole_file::PRIVATE;
use sqlx::{
    Connection as _, SqliteConnection,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    fs::OpenOptions,
    io::ErrorKind,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

/// How long a writer waits for another program's lock on a SQLite file.
const LOCK_WAIT: Duration = Duration::from_secs(5);
/// How long to wait for a connection to a SQLite file: longer than for another program's lock on it.
const CONNECTION_WAIT: Duration = Duration::from_secs(10);
/// How long to wait for a connection to a PostgreSQL server: a person waits for the answer that it does not answer.
const SERVER_WAIT: Duration = Duration::from_secs(3);
/// How often so long is waited for the first connection: a server may be starting beside the program.
const FIRST_TRIES: usize = 4;
/// A connection that was used within this time is taken to be open still.
const STILL_THERE: Duration = Duration::from_secs(1);
/// How many connections read at once from a SQLite file.
const READERS: u32 = 4;
/// How many statements a connection keeps prepared: those for a number of rows are many.
const STATEMENTS: usize = 500;
/// How many connections a PostgreSQL server is asked for.
const CONNECTIONS: u32 = 8;

/// What to do about a file that is not there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Absent {
    /// Make it.
    Make,
    /// Refuse.
    Refuse,
}

impl Database {
    /// Opens `sqlite:FILE` or `postgres://…`; makes the file (and its folder) if it is missing, and brings the tables
    /// up to date.
    ///
    /// # Errors
    /// [`StoreError::UnknownUrl`], [`StoreError::Unreachable`], [`StoreError::Locked`], [`StoreError::NewerSchema`] and
    /// those of the engine.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Self::open_with(url, Absent::Make, Wanted::Made).await
    }

    /// Opens a database that must be there and brings its tables up to date: what a new version of the program does when
    /// it starts.
    ///
    /// # Errors
    /// As for [`Database::open`], and [`StoreError::Missing`] and [`StoreError::NoTables`].
    pub async fn open_and_upgrade(url: &str) -> Result<Self, StoreError> {
        Self::open_with(url, Absent::Refuse, Wanted::Upgraded).await
    }

    /// Opens a database that must be there and up to date; changes nothing.
    ///
    /// # Errors
    /// As for [`Database::open_and_upgrade`], and [`StoreError::OlderSchema`].
    pub async fn open_existing(url: &str) -> Result<Self, StoreError> {
        Self::open_with(url, Absent::Refuse, Wanted::Current).await
    }

    /// Opens a database that must be there and may be older than the program, to make a backup of it; changes nothing.
    ///
    /// # Errors
    /// As for [`Database::open_and_upgrade`].
    pub async fn open_to_back_up(url: &str) -> Result<Self, StoreError> {
        Self::open_with(url, Absent::Refuse, Wanted::Known).await
    }

    /// Opens a database, however its tables are, and answers the file that was made for it.
    pub(super) async fn open_to_restore(url: &str) -> Result<(Self, Option<PathBuf>), StoreError> {
        let file = SqliteConnectOptions::from_str(url).ok().map(|options| options.get_filename().to_path_buf());
        let made = file.filter(|file| url.starts_with("sqlite:") && !file.exists());
        Ok((Self::open_with(url, Absent::Make, Wanted::Any).await?, made))
    }

    async fn open_with(url: &str, absent: Absent, wanted: Wanted) -> Result<Self, StoreError> {
        let pools = match url.split(':').next() {
            Some("sqlite") => sqlite(url, absent).await?,
            Some("postgres" | "postgresql") => postgres(url).await?,
            _ => return Err(StoreError::UnknownUrl(shown(url))),
        };
        schema::require(&pools, wanted).await?;
        Ok(Self { pools, deciding: Default::default(), questions: Default::default() })
    }
}

/// A database as a person is told of it: the file, or the name and host without user and password.
pub fn named(url: &str) -> String {
    if let Ok(options) = SqliteConnectOptions::from_str(url)
        && url.starts_with("sqlite:")
    {
        return options.get_filename().display().to_string();
    }
    match PgConnectOptions::from_str(url) {
        Ok(options) => {
            let database = options.get_database().unwrap_or(options.get_username()).to_owned();
            format!("postgres://{}:{}/{database}", options.get_host(), options.get_port())
        }
        Err(_) => shown(url),
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

async fn sqlite(url: &str, absent: Absent) -> Result<Pools, StoreError> {
    let options = SqliteConnectOptions::from_str(url).map_err(|_| StoreError::UnknownUrl(shown(url)))?;
    let file = options.get_filename().to_path_buf();
    // A database in memory would be another one for every connection.
    if file.as_os_str().is_empty() || url.contains(":memory:") || url.contains("mode=memory") {
        return Err(StoreError::UnknownUrl("sqlite::memory:".into()));
    }
    match absent {
        Absent::Refuse if !file.is_file() => return Err(StoreError::Missing(file)),
        Absent::Refuse => {}
        Absent::Make => {
            make_folder(&file)?;
            make_private(&file)?;
        }
    }
    // synchronous=FULL: what was answered as saved outlives a power cut. WAL: readers never wait for the writer.
    let options = options
        .create_if_missing(absent == Absent::Make)
        .foreign_keys(true)
        .busy_timeout(LOCK_WAIT)
        .statement_cache_capacity(STATEMENTS)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(CONNECTION_WAIT)
        // A file does not hang up.
        .test_before_acquire(false)
        .before_acquire(|connection, _| Box::pin(async { Ok(is_at_rest(connection)) }))
        .connect_with(options.clone())
        .await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(READERS)
        .acquire_timeout(CONNECTION_WAIT)
        .test_before_acquire(false)
        .before_acquire(|connection, _| Box::pin(async { Ok(is_at_rest(connection)) }))
        .connect_lazy_with(options.create_if_missing(false).pragma("query_only", "ON"));
    Ok(Pools::Sqlite { writer, readers })
}

/// Whether no transaction is open on a connection that lies idle. SQLite takes some transactions back by itself, such as when
/// the disk is full; the driver's own ROLLBACK then fails and it counts that transaction for ever, so that nothing more could
/// be written on this connection. One that is not at rest is closed, and another one takes its place.
fn is_at_rest(connection: &SqliteConnection) -> bool {
    !connection.is_in_transaction()
}

fn make_folder(file: &Path) -> Result<(), StoreError> {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => {
            std::fs::create_dir_all(folder).map_err(|error| StoreError::Unreachable(sqlx::Error::Io(error)))
        }
        _ => Ok(()),
    }
}

/// Makes the file of a new database, for its owner alone: it holds names and hashes of passwords. SQLite gives the files beside
/// it the same mode.
fn make_private(file: &Path) -> Result<(), StoreError> {
    match OpenOptions::new().write(true).create_new(true).mode(PRIVATE).open(file) {
        Err(cause) if cause.kind() != ErrorKind::AlreadyExists => Err(StoreError::Unreachable(sqlx::Error::Io(cause))),
        _ => Ok(()),
    }
}

async fn postgres(url: &str) -> Result<Pools, StoreError> {
    let options = PgConnectOptions::from_str(url).map_err(|_| StoreError::UnknownUrl(shown(url)))?;
    let options = options
        .statement_cache_capacity(STATEMENTS)
        // Every query finds its rows by a key, whatever the values: planning each anew would only cost time.
        .options([("plan_cache_mode", "force_generic_plan")]);
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(SERVER_WAIT)
        // Whether the server is still there is asked only of a connection that was not used for a while.
        .test_before_acquire(false)
        .before_acquire(|connection, about| {
            Box::pin(async move { Ok(about.idle_for < STILL_THERE || connection.ping().await.is_ok()) })
        })
        .connect_lazy_with(options);
    let mut tries = 1;
    loop {
        match pool.acquire().await {
            Ok(_) => return Ok(Pools::Postgres(pool)),
            Err(sqlx::Error::PoolTimedOut) if tries < FIRST_TRIES => tries += 1,
            Err(error) => return Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{connection::StoreResult, value::Values};

    /// Tells the connection that writes something.
    async fn tell(database: &Database, statement: &'static str) {
        let Pools::Sqlite { writer, .. } = &database.pools else { panic!("a file") };
        let mut connection = writer.acquire().await.expect("the writer");
        sqlx::query(statement).execute(&mut *connection).await.expect("a statement that runs");
    }

    async fn write(database: &Database) -> StoreResult<()> {
        let mut transaction = database.pools.write().await?;
        transaction.connection().execute("INSERT INTO filling VALUES (zeroblob(1000000))", Values::new()).await?;
        transaction.commit().await
    }

    #[tokio::test]
    async fn writing_goes_on_once_a_full_disk_has_room_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite:{}", folder.path().join("atlas.db").display());
        let database = Database::open(&url).await.expect("a database");
        tell(&database, "CREATE TABLE filling (bytes BLOB)").await;
        // The file may not grow, as on a full disk: the engine takes no smaller bound than its present size.
        tell(&database, "PRAGMA max_page_count = 1").await;
        let full = write(&database).await;
        assert!(matches!(full, Err(StoreError::DiskFull(_))), "{full:?}");
        tell(&database, "PRAGMA max_page_count = 1000000").await;
        for _ in 0..2 {
            write(&database).await.expect("there is room again");
        }
        database.close().await;
    }
}
