//! `atlas restore`: makes a database what a backup says.

use super::{Failure, Place, say::say};
use crate::{
    backup::BackupError,
    clock::rfc3339,
    store::{Database, Occupied, RestoreError, Restored, StoreError},
};
use clap::Args;
use std::{
    fs::File,
    io::BufReader,
    path::{Path, PathBuf},
};

/// The flags of `atlas restore`.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// The backup, made from either engine
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Put it in the place of all that the database holds; stop the servers that use it before
    #[arg(long)]
    pub replace: bool,
    /// Only look whether it is whole and can be restored; changes nothing
    #[arg(long, conflicts_with = "replace")]
    pub check: bool,
}

/// Restores, or only looks whether that can be done. A backup that is not whole is found out before the database is touched.
///
/// # Errors
/// Why it could not be restored; the database is as it was then.
pub async fn run(place: &Place, arguments: &Arguments) -> Result<(), Failure> {
    let occupied = if arguments.replace { Occupied::Replace } else { Occupied::Refuse };
    if !arguments.check {
        let restored = restore(&place.url(), occupied, &arguments.file).await?;
        say(format_args!("Restored into {} and sound: {}", place.named(), holds(&restored)))?;
        return say(ended(&restored));
    }
    // In a folder that is its owner's alone, and that goes with everything in it.
    let temporary = |why: String| Failure::Temporary { folder: std::env::temp_dir(), why };
    let folder = tempfile::tempdir().map_err(|cause| temporary(format!("{cause}.")))?;
    let copy = super::sqlite(&folder.path().join("copy.db"));
    let restored = restore(&copy, Occupied::Refuse, &arguments.file).await.map_err(|failure| match failure {
        // The disk of the database is another one, and has nothing to do with it.
        Failure::Store(StoreError::DiskFull(_)) => temporary("its disk is full.".into()),
        Failure::Store(error) if error.passes() => temporary("it cannot be written.".into()),
        other => other,
    })?;
    say(format_args!("Sound, it can be restored: {} Nothing was changed.", holds(&restored)))
}

async fn restore(url: &str, occupied: Occupied, file: &Path) -> Result<Restored, Failure> {
    let open = || File::open(file).map(BufReader::new).map_err(BackupError::Read);
    Database::restore(url, occupied, open).await.map_err(|error| match error {
        RestoreError::Store(error) => Failure::Store(error),
        RestoreError::Backup(error) => Failure::Backup { file: file.to_path_buf(), error },
        RestoreError::Unsound(problems) => {
            let closing = format!("{} holds no sound database. Nothing was restored.", file.display());
            Failure::Problems { problems, closing }
        }
        RestoreError::Occupied => Failure::Occupied,
    })
}

fn holds(Restored { summary, .. }: &Restored) -> String {
    let made_at = rfc3339(summary.head.made_at);
    let (rows, tables, version) = (summary.rows, summary.tables, summary.head.published);
    format!("{rows} rows of {tables} tables, version {version}, as of {made_at}.")
}

/// What of the backup does not hold any more.
fn ended(Restored { sessions, links, .. }: &Restored) -> String {
    format!(
        "Nobody is signed in: {sessions} session(s) of the backup were ended, and {links} link(s) that nobody had used; \
         `atlas user link NAME` makes a new one."
    )
}
