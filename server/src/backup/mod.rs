//! The format of backups, version 1: every row of a database, for either engine.
//!
//! A backup is a gzip file of lines, each a JSON value that ends with a line feed, in UTF-8 without a mark:
//!
//! ```text
//! {"format":"tongxin-atlas-backup","version":1,"schema":3,"published":7,"made_at":1700000000000,"program":"0.1.0"}
//! {"table":"entry","columns":["kind","id","revision", … ]}
//! ["site","square",2, … ]
//! {"rows":1,"sha256":"5f2c…"}
//! {"table":"entry_pillar","columns":["kind","id","position","pillar"]}
//! {"rows":0,"sha256":"91d0…"}
//! {"tables":2,"rows":1,"sha256":"c77a…"}
//! ```
//!
//! | line | what it says |
//! |---|---|
//! | the first | `schema`: number of the last migration of the database; `published`: its version; `made_at`: milliseconds since 1970, UTC; `program`: the program that made the backup |
//! | a table | its name and its columns, in their order. The tables are those that the migrations up to `schema` make, all of them, in their order; how far the migrations have come is said by `schema` |
//! | a row | one value for each column: a whole number, a number, a text, true or false; null where there is none |
//! | the end of a table | how many rows it has, and the SHA-256 of every byte before this line, uncompressed |
//! | the last | how many tables and rows there are, and the SHA-256 of every byte before this line |
//!
//! After the last line nothing follows. So a backup that was cut off, altered, put together from two, or that is none, is
//! told from a good one before anything is restored, and the place of the damage is named. It can be looked at with
//! `gzip --decompress --stdout`.

mod reader;
mod writer;

pub use reader::{Event, Reader, verify};
pub use writer::Writer;

use serde::{Deserialize, Serialize};

/// The value of the field `format`.
pub const FORMAT: &str = "tongxin-atlas-backup";
/// The value of the field `version`.
pub const VERSION: u32 = 1;

/// The first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// The number of the last migration of the database.
    pub schema: i64,
    /// The version of its published records.
    pub published: i64,
    /// When it was made: milliseconds since 1970, UTC.
    pub made_at: i64,
    /// The version of the program that made it.
    pub program: String,
}

/// The line before the rows of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableHead {
    /// Its name.
    pub table: String,
    /// The names of its columns.
    pub columns: Vec<String>,
}

/// The line after the rows of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TableEnd {
    rows: u64,
    sha256: String,
}

/// The last line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    tables: u64,
    rows: u64,
    sha256: String,
}

/// What a whole backup holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Its first line.
    pub head: Head,
    /// How many tables it has.
    pub tables: u64,
    /// How many rows they have together.
    pub rows: u64,
    /// The hash that its last line says.
    pub sha256: String,
}

/// Why a file cannot be restored. `Display` completes the sentence that begins with the name of the file.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// It is something else.
    #[error("is no backup of Tongxin Atlas: {0}")]
    Foreign(String),
    /// A newer program made it.
    #[error(
        "was made by a newer version of Tongxin Atlas ({what} {found}, this program knows {known}). Use that version."
    )]
    Newer {
        /// What is newer.
        what: &'static str,
        /// Its number there.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// It ends too early.
    #[error("is cut off: it ends after line {line}, {place}.")]
    Truncated {
        /// The last whole line.
        line: u64,
        /// Where that is.
        place: String,
    },
    /// Something in it is not as it was written.
    #[error("is damaged in line {line}, {place}: {what}.")]
    Damaged {
        /// The line, counted from 1.
        line: u64,
        /// Where that is.
        place: String,
        /// What is wrong.
        what: String,
    },
    /// It cannot be read.
    #[error("cannot be read: {0}")]
    Read(std::io::Error),
}
