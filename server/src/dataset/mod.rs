//! The data-set format of the program, version 1: one JSON object.
//!
//! ```json
//! { "format": "tongxin-atlas", "version": 1, "note": "…", "sources": [ … ], "divisions": [ … ], … }
//! ```
//!
//! The collections are those of [`Kind::collection`](app::domain::record::Kind::collection), each a list of records in
//! the serde form of the domain. A collection may be left out, and so may a field whose value is unknown.

mod reader;
mod repair;
mod sentence;
mod writer;

pub use writer::write;

use app::domain::record::Records;

/// The value of the field `format`.
pub const FORMAT: &str = "tongxin-atlas";
/// The value of the field `version`.
pub const VERSION: u64 = 1;

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dataset {
    /// What it is, in words.
    pub note: Option<String>,
    /// Its records.
    pub records: Records,
}
