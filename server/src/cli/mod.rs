//! The verbs of the binary, one file each.

pub mod check;
pub mod generate;
mod say;
pub mod seed;
pub mod serve;

use crate::{
    problem::Problem,
    store::{CommitError, StoreError},
};
use clap::{Args, Parser, Subcommand};
use std::{error::Error, path::PathBuf};

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
        self.database.clone().unwrap_or_else(|| format!("sqlite:{}", self.data_dir.join("atlas.db").display()))
    }
}

/// What the binary can do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Answer the browsers: the map and its pages
    Serve(serve::Arguments),
    /// Load a data set into the database, the Huaning data without a file
    Seed(seed::Arguments),
    /// Write a made-up programme of any size as a data set
    Generate(generate::GenerateArgs),
    /// Look whether the database is sound; changes nothing
    Check,
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
    /// Serving did not begin.
    #[error(transparent)]
    Serve(#[from] serve::ServeError),
    /// A made-up programme could not be written.
    #[error(transparent)]
    Generate(#[from] generate::GenerateError),
    /// A file could not be read.
    #[error("{} cannot be read: {cause}", .file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        cause: std::io::Error,
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

/// Does what the arguments ask for. `now_ms`: milliseconds since 1970, UTC.
///
/// # Errors
/// Why it could not be done; nothing is half done then.
pub async fn run(arguments: Arguments, now_ms: i64) -> Result<(), Failure> {
    match arguments.verb {
        Verb::Serve(serve) => Ok(serve::run(serve, &arguments.place.url(), now_ms).await?),
        Verb::Seed(seed) => seed::run(&arguments.place, &seed, now_ms).await,
        Verb::Generate(generate) => Ok(generate::run(&generate)?),
        Verb::Check => check::run(&arguments.place).await,
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
