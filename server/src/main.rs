//! The binary `atlas`.

use clap::Parser;
use server::cli;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    match cli::run(cli::Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}", cli::explain(&failure));
            ExitCode::FAILURE
        }
    }
}
