//! The harness of the tests.
//!
//! [`Engine`] is a place where fresh databases can be had: a folder for SQLite files, or a PostgreSQL server of its own
//! that goes when the value goes. A story takes an engine and runs the same on both.

pub mod full;
pub mod postgres;
pub mod program;

use app::domain::{change::Change, record::EntryId, slug::Slug, text::Text};
use sqlx::AssertSqlSafe;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What makes a database as the second version of the tables left it: whatever later migrations make is taken out again.
pub const AS_OF_THE_SECOND: &str = "DROP INDEX audit_by_target; DROP TABLE renewal; DROP TABLE draft_return; DROP TABLE draft_choice; \
    DROP TABLE draft_word; \
    DROP TABLE draft_save; DROP TABLE draft_field; DROP TABLE draft_entry; DROP TABLE draft; DROP TABLE session; \
    DROP TABLE account_link; DROP TABLE account_organisation; DROP TABLE account; DROP TABLE report; \
    DELETE FROM _sqlx_migrations WHERE version > 2";

/// A place for databases.
pub enum Engine {
    /// Files in a folder.
    Sqlite(tempfile::TempDir),
    /// A server of our own.
    Postgres(postgres::Cluster),
}

static NUMBER: AtomicUsize = AtomicUsize::new(0);

impl Engine {
    /// SQLite, in a temporary folder.
    pub fn sqlite() -> Self {
        Self::Sqlite(tempfile::tempdir().expect("a temporary folder"))
    }

    /// PostgreSQL, on a server that is started for this value.
    pub fn postgres() -> Self {
        Self::Postgres(postgres::Cluster::start())
    }

    /// The URL of a database that nobody has used yet.
    pub async fn fresh(&self) -> String {
        let name = format!("atlas_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        match self {
            Self::Sqlite(folder) => format!("sqlite:{}", folder.path().join(format!("{name}.db")).display()),
            Self::Postgres(cluster) => {
                tamper(&cluster.url("postgres"), &format!("CREATE DATABASE {name}")).await;
                cluster.url(&name)
            }
        }
    }
}

/// The heads of a story: a test of each engine, with fresh databases.
macro_rules! on_both_engines {
    ($story:path) => {
        #[tokio::test]
        async fn the_story_on_sqlite() {
            $story(&$crate::common::Engine::sqlite()).await;
        }

        #[tokio::test]
        async fn the_story_on_postgres() {
            $story(&$crate::common::Engine::postgres()).await;
        }
    };
}
pub(crate) use on_both_engines;

/// Runs statements behind the program's back.
pub async fn tamper(url: &str, statements: &str) {
    let statements = AssertSqlSafe(statements.to_owned());
    if url.starts_with("sqlite:") {
        let pool = sqlx::SqlitePool::connect(url).await.expect("a connection");
        sqlx::raw_sql(statements).execute(&pool).await.expect("statements that run");
        pool.close().await;
    } else {
        let pool = sqlx::PgPool::connect(url).await.expect("a connection");
        sqlx::raw_sql(statements).execute(&pool).await.expect("statements that run");
        pool.close().await;
    }
}

/// One number from a query behind the program's back.
pub async fn number(url: &str, query: &str) -> i64 {
    let query = AssertSqlSafe(query.to_owned());
    if url.starts_with("sqlite:") {
        let pool = sqlx::SqlitePool::connect(url).await.expect("a connection");
        let number = sqlx::query_scalar(query).fetch_one(&pool).await.expect("a number");
        pool.close().await;
        number
    } else {
        let pool = sqlx::PgPool::connect(url).await.expect("a connection");
        let number = sqlx::query_scalar(query).fetch_one(&pool).await.expect("a number");
        pool.close().await;
        number
    }
}

/// A text that is known to be one.
pub fn text(text: &str) -> Text {
    Text::new(text).expect("a text")
}

/// The name of an entry, written as `kind/slug`.
pub fn entry(name: &str) -> EntryId {
    let (kind, id) = name.split_once('/').expect("kind/slug");
    EntryId::new(app::domain::record::Kind::from_code(kind).expect("a kind"), Slug::new(id).expect("a slug"))
}

/// A change without edits, to be filled.
pub fn change(key: &str) -> Change {
    Change {
        idempotency_key: text(key),
        author: text("a test"),
        on_behalf_of: None,
        reason: text("Because the story goes on."),
        edits: Vec::new(),
    }
}
