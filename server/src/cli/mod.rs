//! The verbs of the binary, one file each.

pub mod backup;
pub mod check;
pub mod export;
pub mod generate;
pub mod import;
pub mod reports;
pub mod restore;
mod say;
pub mod seed;
pub mod serve;
pub mod user;

use crate::{
    backup::BackupError,
    clock::Clock,
    desk::secret::NoRandomness,
    problem::Problem,
    store::{self, AccountError, CommitError, StoreError},
    whole_file::FileError,
};
use clap::{Args, Command, CommandFactory, FromArgMatches, Parser, Subcommand};
use percent_encoding::{AsciiSet, CONTROLS, percent_encode};
use std::{
    env,
    error::Error,
    ffi::OsStr,
    path::{Path, PathBuf},
};

/// Tongxin Atlas 同心图: what was done where, by whom, with what.
#[derive(Debug, Parser)]
#[command(name = "atlas", version)]
pub struct Arguments {
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

impl Arguments {
    /// What the program was called with; says it to the person and ends the program where that cannot be understood.
    pub fn read() -> Self {
        let matches = without_empty(Self::command()).get_matches();
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }
}

/// A variable of the environment that is there and empty says as little as one that is not: files of settings have lines such
/// as `ATLAS_METRICS_LISTEN=`.
fn without_empty(command: Command) -> Command {
    let is_empty = |name: &OsStr| env::var_os(name).is_some_and(|value| value.is_empty());
    let command = command.mut_args(|arg| match arg.get_env().is_some_and(is_empty) {
        true => arg.env(None::<&str>),
        false => arg,
    });
    command.mut_subcommands(without_empty)
}

/// Where the data are.
#[derive(Args, Clone, Debug)]
pub struct Place {
    /// The database: sqlite:FILE or postgres://USER@HOST/DATABASE [default: sqlite:DATA_DIR/atlas.db]
    #[arg(long, env = "ATLAS_DATABASE_URL", hide_env_values = true, value_name = "URL", global = true)]
    pub database: Option<String>,
    /// The folder of the program's own files
    #[arg(long, env = "ATLAS_DATA_DIR", value_name = "FOLDER", default_value = "data", global = true)]
    pub data_dir: PathBuf,
}

impl Place {
    /// The URL of the database.
    pub fn url(&self) -> String {
        self.database.clone().unwrap_or_else(|| sqlite(&self.data_dir.join("atlas.db")))
    }

    /// The database as a person is told of it.
    pub fn named(&self) -> String {
        store::named(&self.url())
    }
}

/// The URL of a file. What in its name would mean something in a URL is written so that it stands for itself.
fn sqlite(file: &Path) -> String {
    const MEANING: AsciiSet = CONTROLS.add(b'%').add(b'?').add(b'#');
    format!("sqlite:{}", percent_encode(file.as_os_str().as_encoded_bytes(), &MEANING))
}

/// What the binary can do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Answer the browsers: the map and its pages
    Serve(serve::Arguments),
    /// Load the Huaning data, which the program brings along
    Seed(seed::Arguments),
    /// Load a data set
    Import(import::Arguments),
    /// Write everything published as a data set
    Export(export::Arguments),
    /// Write a made-up programme of any size as a data set
    Generate(generate::GenerateArgs),
    /// Write everything that the database holds into a file, also while a server is running
    Backup(backup::Arguments),
    /// Make the database what a backup says
    Restore(restore::Arguments),
    /// Look whether the database and the site's files are sound; changes nothing
    Check(check::Arguments),
    /// List what readers reported as wrong
    Reports(reports::Arguments),
    /// The people who can sign in: add, list, link, role, deactivate, erase
    User(user::Arguments),
}

/// Why a verb failed. `Display` is what is printed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A change was not made.
    #[error(transparent)]
    Commit(#[from] CommitError),
    /// An account was not made or changed.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// The system has no random numbers.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    /// Serving did not begin.
    #[error(transparent)]
    Serve(#[from] serve::ServeError),
    /// A made-up programme could not be written.
    #[error(transparent)]
    Generate(#[from] generate::GenerateError),
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] FileError),
    /// Standard output could not be written.
    #[error("standard output cannot be written: {0}")]
    StandardOutput(std::io::Error),
    /// Somebody did not want to wait.
    #[error("Stopped. Nothing was written.")]
    Stopped,
    /// A file cannot be restored.
    #[error("{} {error} Nothing was restored.", .file.display())]
    Backup {
        /// The file.
        file: PathBuf,
        /// Why.
        error: BackupError,
    },
    /// There is no such report.
    #[error("There is no report {0}.")]
    NoReport(i64),
    /// A database that holds something was not to be replaced.
    #[error("The database holds something already. With --replace, the backup takes the place of all of it.")]
    Occupied,
    /// A file could not be read.
    #[error("{} cannot be read: {cause}", .file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// What is needed for a while cannot be kept where the system keeps such things.
    #[error("The temporary folder {} cannot be used: {why} TMPDIR names another one.", .folder.display())]
    Temporary {
        /// Where that is.
        folder: PathBuf,
        /// Why, as a sentence.
        why: String,
    },
    /// Something is wrong in a file or in the database: the places, and a closing sentence.
    #[error("{}\n{closing}", .problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Problems {
        /// Each place with its sentence.
        problems: Vec<Problem>,
        /// What follows from it.
        closing: String,
    },
}

impl Failure {
    /// The same, with the name of a file that is broken: what reads it does not know it.
    fn naming(mut self, place: &Place) -> Self {
        let error = match &mut self {
            Self::Store(error)
            | Self::Commit(CommitError::Store(error))
            | Self::Account(AccountError::Store(error))
            | Self::Serve(serve::ServeError::Store(error)) => Some(error),
            _ => None,
        };
        if let Some(StoreError::Broken { file, .. }) = error {
            file.get_or_insert_with(|| place.named());
        }
        self
    }
}

/// Does what the arguments ask for.
///
/// # Errors
/// Why it could not be done; nothing is half done then.
pub async fn run(arguments: Arguments, clock: Clock) -> Result<(), Failure> {
    let place = arguments.place.clone();
    act(arguments, clock).await.map_err(|failure| failure.naming(&place))
}

async fn act(arguments: Arguments, clock: Clock) -> Result<(), Failure> {
    let place = &arguments.place;
    match arguments.verb {
        Verb::Serve(serve) => Ok(serve::run(serve, &place.url(), clock).await?),
        Verb::Seed(seed) => seed::run(place, &seed, clock.now_ms()).await,
        Verb::Import(import) => import::run(place, &import, clock.now_ms()).await,
        Verb::Export(export) => export::run(place, &export).await,
        Verb::Generate(generate) => Ok(generate::run(&generate)?),
        Verb::Backup(backup) => backup::run(place, &backup, clock.now_ms()).await,
        Verb::Restore(restore) => restore::run(place, &restore).await,
        Verb::Check(check) => check::run(place, &check).await,
        Verb::Reports(reports) => reports::run(place, &reports, clock.now_ms()).await,
        Verb::User(user) => user::run(place, user, clock.now_ms()).await,
    }
}

/// The sentence for the person, and the chain of causes below it for whoever looks after the machine.
pub fn explain(failure: &Failure) -> String {
    let mut text = failure.to_string();
    let mut cause = failure.source();
    while let Some(error) = cause {
        text.push_str(&format!("\n  because: {error}"));
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_the_data_is_the_one_that_is_named() {
        for folder in ["data", "p%20a", "what?", "a#b", "带 空格", "/srv/100%"] {
            let place = Place { database: None, data_dir: folder.into() };
            assert_eq!(PathBuf::from(place.named()), PathBuf::from(folder).join("atlas.db"), "{}", place.url());
        }
    }
}
