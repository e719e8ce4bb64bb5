//! `atlas export`: writes everything published as a data set, which `atlas import` reads.

use super::{Failure, Place, say::say};
use crate::{
    dataset,
    store::Database,
    whole_file::{Existing, PUBLIC, WholeFile},
};
use app::atlas::Published;
use clap::Args;
use std::{
    io::{self, BufWriter, ErrorKind, Write},
    path::PathBuf,
};

/// The flags of `atlas export`.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// The file to write; without it the data set goes to standard output
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Put it in the place of a file that is there already
    #[arg(long, requires = "file")]
    pub overwrite: bool,
}

/// Writes what is published, as of one moment.
///
/// # Errors
/// When the database cannot be read or the file not be written; then there is no file.
pub async fn run(place: &Place, arguments: &Arguments) -> Result<(), Failure> {
    let database = Database::open_existing(&place.url()).await?;
    let published = database.published().await;
    database.close().await;
    let published = published?;
    let Some(file) = &arguments.file else {
        // A reader that has seen enough, such as `head`, is no failure.
        return match write(&published, &mut io::stdout().lock()) {
            Err(cause) if cause.kind() != ErrorKind::BrokenPipe => Err(Failure::StandardOutput(cause)),
            _ => Ok(()),
        };
    };
    let mut out = WholeFile::begin(file, Existing::allowed(arguments.overwrite), PUBLIC)?;
    write(&published, &mut out).map_err(|cause| out.failed(cause))?;
    out.finish()?;
    let (number, version) = (published.records.iter().count(), published.version.0);
    say(format_args!("{number} records of version {version} written to {}.", file.display()))?;
    Ok(())
}

/// The note says of which version this is, and nothing that would make two exports of one state differ.
fn write(published: &Published, out: &mut dyn Write) -> io::Result<()> {
    let note = format!("Everything published at version {}.", published.version.0);
    let mut out = BufWriter::with_capacity(1 << 18, out);
    dataset::write(&published.records, &note, &mut out)?;
    out.flush()
}
