//! What can go wrong with a database: a sentence for the person, the cause for the log.

use crate::problem::Problem;
use app::domain::{change::RevisionNo, record::EntryId, rule::Broken};
use std::path::PathBuf;

/// Why the database could not be used. `Display` is the sentence for a person, without SQL, path of a driver or secret;
/// `source()` is the cause for the log.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The URL names no engine that the program knows.
    #[error("“{0}” is not a database that can be used. Write sqlite:FILE or postgres://USER@HOST/DATABASE.")]
    UnknownUrl(String),
    /// The file is not there.
    #[error("There is no database at {}. “atlas seed” makes one.", .0.display())]
    Missing(PathBuf),
    /// The file or server cannot be reached.
    #[error("The database cannot be reached: the file cannot be opened, or the server does not answer.")]
    Unreachable(#[source] sqlx::Error),
    /// Another program holds the database.
    #[error("The database is in use by another program that holds its lock. Try again when it is done.")]
    Locked(#[source] sqlx::Error),
    /// The disk is full.
    #[error("The disk of the database is full. Nothing was written; make room and try again.")]
    DiskFull(#[source] sqlx::Error),
    /// The database may not be written, or its tables not even read.
    #[error("The database cannot be used: the file may not be written, or the user has no rights on the tables.")]
    ReadOnly(#[source] sqlx::Error),
    /// A newer version of the program made the tables.
    #[error(
        "The database was made by a newer version of Tongxin Atlas (its schema is {found}, this program knows {known}). Use that version, or go back with “atlas restore FILE --replace”."
    )]
    NewerSchema {
        /// The schema of the database.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// Another program made the tables.
    #[error("The database is another program’s: its tables are not those of Tongxin Atlas. It was left alone.")]
    NotOurs,
    /// The tables are older than the program, and were to be left alone.
    #[error(
        "The tables of the database are older than this program. “atlas serve” brings them up to date when it starts; make a backup first."
    )]
    OlderSchema,
    /// The database is there, and nothing in it.
    #[error("The database is empty. “atlas seed”, “atlas import” and “atlas restore” fill it.")]
    NoTables,
    /// A row says something that the program cannot have written.
    #[error(
        "The database holds a value that breaks a rule: {0}. Restore a backup, or ask “atlas check” for all of them."
    )]
    Damaged(String),
    /// The file of the database is none, or one whose pages are damaged.
    #[error(
        "{} is broken, or no SQLite database. Stop the service and move the file aside, and those beside it whose names end in -wal and -shm; then restore the last backup with “atlas restore FILE”, which makes a new one.",
        .file.as_deref().unwrap_or("The file of the database")
    )]
    Broken {
        /// Its name, where that is known.
        file: Option<String>,
        /// What the engine says.
        #[source]
        cause: sqlx::Error,
    },
    /// A row breaks a rule of the tables, which the domain should have refused before.
    #[error("The database refuses a value that breaks a rule of its tables. Nothing was written.")]
    Constraint(#[source] sqlx::Error),
    /// Anything else that the engine reports.
    #[error("The database reports an error that the program does not know.")]
    Engine(#[source] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("The tables of the database could not be brought up to date; they are as they were.")]
    Migration(#[source] sqlx::migrate::MigrateError),
}

impl StoreError {
    /// Whether it is no fault of what was asked for, so that the same may be done a moment later.
    pub fn passes(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Locked(_) | Self::DiskFull(_) | Self::ReadOnly(_))
    }

    /// The same for each of so many who asked at one moment, when it is no fault of what one of them asked: then none of them
    /// would fare better alone, and all of them would wait. The cause goes to the log here, for there is only one of it.
    pub(super) fn for_each(&self, of: usize) -> Option<Vec<Self>> {
        let kind: fn(sqlx::Error) -> Self = match self {
            Self::Unreachable(_) => Self::Unreachable,
            Self::Locked(_) => Self::Locked,
            Self::DiskFull(_) => Self::DiskFull,
            Self::ReadOnly(_) => Self::ReadOnly,
            _ => return None,
        };
        tracing::error!(error = ?self, of, "the database failed for all who asked at one moment");
        Some((0..of).map(|_| kind(sqlx::Error::WorkerCrashed)).collect())
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = match &error {
            sqlx::Error::Database(refusal) => refusal.code().map(std::borrow::Cow::into_owned).unwrap_or_default(),
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Tls(_) => {
                return Self::Unreachable(error);
            }
            _ => return Self::Engine(error),
        };
        // SQLite answers with numbers whose low byte is the primary code, PostgreSQL with five characters.
        let sqlite = if code.len() < 5 { code.parse::<u32>().ok().map(|number| number & 0xff) } else { None };
        match (sqlite, code.as_str()) {
            (Some(5 | 6), _) | (_, "55P03") => Self::Locked(error),
            (Some(8), _) | (_, "25006" | "42501") => Self::ReadOnly(error),
            (Some(13), _) | (_, "53100") => Self::DiskFull(error),
            (Some(14), _) | (_, "53300" | "57P01" | "57P02" | "57P03" | "3D000" | "28000" | "28P01") => {
                Self::Unreachable(error)
            }
            // The connection is lost, or was never there.
            (None, code) if code.starts_with("08") => Self::Unreachable(error),
            (Some(19), _) => Self::Constraint(error),
            (None, code) if code.starts_with("23") => Self::Constraint(error),
            (Some(11 | 26), _) => Self::Broken { file: None, cause: error },
            _ => Self::Engine(error),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::Execute(error) | sqlx::migrate::MigrateError::ExecuteMigration(error, _) => {
                match Self::from(error) {
                    Self::Engine(error) => Self::Migration(sqlx::migrate::MigrateError::Execute(error)),
                    known => known,
                }
            }
            other => Self::Migration(other),
        }
    }
}

/// Why a change was not made. Nothing of it was written.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Somebody else has changed an entry since the author saw it.
    #[error("The entry {entry} has changed since: the change was made against revision {}, it is at {} now.", .base.0, .current.0)]
    Stale {
        /// The entry.
        entry: EntryId,
        /// The revision that the author saw.
        base: RevisionNo,
        /// The revision that it has.
        current: RevisionNo,
    },
    /// The change breaks rules; each place with its sentence.
    #[error("The change breaks {} rule(s): {}", .0.len(), .0.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))]
    Refused(Vec<Problem>),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl CommitError {
    /// A step that does not fit its entry.
    pub(super) fn broken(entry: &EntryId, rule: Broken) -> Self {
        Self::Refused(vec![Problem::broken(entry.to_string(), rule)])
    }
}
