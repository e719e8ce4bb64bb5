//! The binary `atlas`.

use server::{cli, clock::Clock};
use std::{
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};

/// Answers are many short texts that live for a moment: this allocator hands them out twice as quickly as the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match cli::run(cli::Arguments::read(), Clock::reading(now_ms)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}", cli::explain(&failure));
            ExitCode::FAILURE
        }
    }
}

/// Milliseconds since 1970, UTC.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock; from here on it is passed in")]
fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
