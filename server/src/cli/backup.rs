//! `atlas backup`: writes a backup, also while a server goes on writing.

use super::{Failure, Place, say::say, serve::told_to_stop};
use crate::{
    store::{BackUpError, Database},
    whole_file::{Existing, PRIVATE, WholeFile},
};
use clap::Args;
use std::path::PathBuf;

/// The flags of `atlas backup`.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// The file to write
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Put it in the place of a file that is there already
    #[arg(long)]
    pub overwrite: bool,
}

/// Writes everything that the database holds, as of one moment. `now_ms`: milliseconds since 1970, UTC.
///
/// # Errors
/// When the database cannot be read or the file not be written; then there is no file.
pub async fn run(place: &Place, arguments: &Arguments, now_ms: i64) -> Result<(), Failure> {
    let database = Database::open_to_back_up(&place.url()).await?;
    let named = place.named();
    // Whoever does not want to wait leaves nothing half-written behind.
    let written = tokio::select! {
        written = write(&database, &named, arguments, now_ms) => written,
        () = told_to_stop() => Err(Failure::Stopped),
    };
    database.close().await;
    say(written?)
}

async fn write(database: &Database, named: &str, arguments: &Arguments, now_ms: i64) -> Result<String, Failure> {
    let file = &arguments.file;
    // Only its owner may read it: reports in it may say how a visitor can be reached.
    let mut out = WholeFile::begin(file, Existing::allowed(arguments.overwrite), PRIVATE)?;
    let summary = match database.back_up(&mut out, now_ms).await {
        Ok((summary, _)) => summary,
        Err(BackUpError::Store(error)) => return Err(error.into()),
        Err(BackUpError::Write(cause)) => return Err(out.failed(cause).into()),
    };
    let bytes = out.finish()?;
    let (rows, tables, version) = (summary.rows, summary.tables, summary.head.published);
    let file = file.display();
    Ok(format!("{rows} rows of {tables} tables of {named}, version {version}, written to {file} ({bytes} bytes)."))
}
