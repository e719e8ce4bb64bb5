//! `atlas seed`: loads the data set of Huaning County, which the program brings along, or that of a file.

use super::{Failure, Place, import};
use std::path::PathBuf;

/// The data set.
const HUANING: &str = include_str!("../../seed/huaning.json");

/// The flags of `atlas seed`.
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// A data set to load instead, as `atlas import` does
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Do nothing when the database holds records already
    #[arg(long)]
    pub if_empty: bool,
}

/// Loads the data set. `now_ms`: milliseconds since 1970, UTC.
///
/// # Errors
/// Every problem of the file, or why the database could not be used. Nothing is written then.
pub async fn run(place: &Place, arguments: &Arguments, now_ms: i64) -> Result<(), Failure> {
    match &arguments.file {
        None => import::load(place, "huaning.json", HUANING, arguments.if_empty, now_ms).await,
        Some(file) => {
            let import = import::Arguments { file: file.clone(), if_empty: arguments.if_empty };
            import::run(place, &import, now_ms).await
        }
    }
}
