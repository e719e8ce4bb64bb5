//! The verbs of the binary, one file each.

pub mod serve;
