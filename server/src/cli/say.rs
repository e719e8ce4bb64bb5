//! The one place where the binary writes to standard output.

/// Prints a line.
#[expect(clippy::print_stdout, reason = "this is what the verbs of the command line answer with")]
pub(super) fn say(line: impl std::fmt::Display) {
    println!("{line}");
}
