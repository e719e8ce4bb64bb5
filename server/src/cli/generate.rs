//! `atlas generate`: writes a made-up programme of any size as a data set.

use crate::generate::{Plan, programme, write};
use app::domain::rule::Broken;
use clap::Args;
use std::{
    fs::File,
    io::{self, BufWriter, ErrorKind, Write},
    path::{Path, PathBuf},
};

/// Writes a made-up programme, marked as fictional, as a data set for `atlas seed --file`.
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
}

/// Why no data set was written.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// The plan asks for what cannot be made.
    #[error(transparent)]
    Plan(#[from] Broken),
    /// The file could not be written.
    #[error("could not write the data set to {}: {cause}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
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
        Some(path) => whole_file(path, fill).map_err(|cause| GenerateError::File { path: path.clone(), cause }),
        // A reader that has seen enough, such as `head`, is no failure.
        None => match fill(&mut io::stdout().lock()) {
            Err(cause) if cause.kind() != ErrorKind::BrokenPipe => Err(GenerateError::StandardOutput(cause)),
            _ => Ok(()),
        },
    }
}

/// Writes beside the target and puts it in place when it is complete, so that no half file is ever read.
fn whole_file(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let written =
        File::create(&beside).and_then(|mut file| fill(&mut file)).and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        // What is left of the attempt is of no use; that it cannot be removed does not change the answer.
        let _ = std::fs::remove_file(&beside);
    }
    written
}
