//! The verbs of the binary, one file each.

pub mod generate;
pub mod serve;
