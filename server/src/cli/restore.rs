//! `atlas restore`: makes a database what a backup says.

use super::{Failure, Place, say::say};
use crate::{
    backup::BackupError,
    clock::rfc3339,
    store::{Database, Occupied, RestoreError},
};
use clap::Args;
use std::{fs::File, io::BufReader, path::PathBuf};

/// The flags of `atlas restore`.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// The backup, made from either engine
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Put it in the place of all that the database holds; stop the servers that use it before
    #[arg(long)]
    pub replace: bool,
}

/// Restores. A backup that is not whole is found out before the database is touched.
///
/// # Errors
/// Why it could not be restored; the database is as it was then.
pub async fn run(place: &Place, arguments: &Arguments) -> Result<(), Failure> {
    let file = &arguments.file;
    let open = || File::open(file).map(BufReader::new).map_err(BackupError::Read);
    let occupied = if arguments.replace { Occupied::Replace } else { Occupied::Refuse };
    let summary = Database::restore(&place.url(), occupied, open).await.map_err(|error| match error {
        RestoreError::Store(error) => Failure::Store(error),
        RestoreError::Backup(error) => Failure::Backup { file: file.clone(), error },
        RestoreError::Unsound(problems) => {
            let closing = format!("{} holds no sound database. Nothing was restored.", file.display());
            Failure::Problems { problems, closing }
        }
        RestoreError::Occupied => Failure::Occupied,
    })?;
    let made_at = rfc3339(summary.head.made_at);
    say(format_args!(
        "Restored and sound: {} rows of {} tables, version {}, as of {made_at}.",
        summary.rows, summary.tables, summary.head.published
    ));
    Ok(())
}
