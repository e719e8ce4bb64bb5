//! `atlas generate`: writes a made-up programme of any size as a data set.

use crate::{
    generate::{Plan, programme, write},
    whole_file::{Existing, FileError, PUBLIC, WholeFile},
};
use app::domain::rule::Broken;
use clap::Args;
use std::{
    io::{self, BufWriter, ErrorKind, Write},
    path::PathBuf,
};

/// Writes a made-up programme, marked as fictional, as a data set for `atlas import`.
#[derive(Args, Clone, Debug)]
pub struct GenerateArgs {
    /// How many sites it has; projects, people and money follow from them.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(Plan::MOST_SITES)))]
    pub sites: u32,
    /// Where the random numbers begin; the same seed gives the same programme.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// The file to write; without it the data set goes to standard output.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Put it in the place of a file that is there already.
    #[arg(long, requires = "output")]
    pub overwrite: bool,
}

/// Why no data set was written.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// The plan asks for what cannot be made.
    #[error(transparent)]
    Plan(#[from] Broken),
    /// The file could not be written.
    #[error(transparent)]
    File(#[from] FileError),
    /// Standard output could not be written.
    #[error("could not write the data set to standard output: {0}")]
    StandardOutput(#[source] io::Error),
}

/// Makes the programme and writes it; to a file only when it is complete.
///
/// # Errors
/// When the plan cannot be made or its target not be written.
pub fn run(args: &GenerateArgs) -> Result<(), GenerateError> {
    let plan = Plan { sites: args.sites, seed: args.seed };
    let records = programme(plan)?;
    let note = format!("Made up, nothing in it is real: {} sites, seed {}.", plan.sites, plan.seed);
    let fill = |out: &mut dyn Write| {
        let mut out = BufWriter::with_capacity(1 << 18, out);
        write(&records, &note, &mut out)?;
        out.flush()
    };
    match &args.output {
        Some(path) => {
            let mut file = WholeFile::begin(path, Existing::allowed(args.overwrite), PUBLIC)?;
            fill(&mut file).map_err(|cause| file.failed(cause))?;
            file.finish()?;
            Ok(())
        }
        // A reader that has seen enough, such as `head`, is no failure.
        None => match fill(&mut io::stdout().lock()) {
            Err(cause) if cause.kind() != ErrorKind::BrokenPipe => Err(GenerateError::StandardOutput(cause)),
            _ => Ok(()),
        },
    }
}
