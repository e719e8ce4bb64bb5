//! The one place where the binary writes to standard output, and notes beside that.

use super::Failure;
use std::io::{ErrorKind, Write, stdout};

/// Tells the person something that is no part of the answer, which another program may read.
pub(super) fn note(line: impl std::fmt::Display) {
    eprintln!("{line}");
}

/// Prints a line. A reader that has seen enough, such as `head`, is no failure.
///
/// # Errors
/// Standard output cannot be written: its disk is full, say.
pub(super) fn say(line: impl std::fmt::Display) -> Result<(), Failure> {
    match writeln!(stdout().lock(), "{line}") {
        Err(cause) if cause.kind() != ErrorKind::BrokenPipe => Err(Failure::StandardOutput(cause)),
        _ => Ok(()),
    }
}
