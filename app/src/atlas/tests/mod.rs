//! Tests of the read model against an independent, naive reading of the same records.

mod answers;
mod apply;
mod huaning;
mod map;
mod naive;
pub(crate) mod programmes;
mod purity;
mod questions;
mod rows;
