//! `atlas seed`: loads the data set of Huaning County, which the program brings along.

use super::{Failure, Place, import};

/// The data set.
const HUANING: &str = include_str!("../../seed/huaning.json");

/// The flags of `atlas seed`.
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// Do nothing when the database holds records already
    #[arg(long)]
    pub if_empty: bool,
}

/// Loads the data set. `now_ms`: milliseconds since 1970, UTC.
///
/// # Errors
/// Why the database could not be used. Nothing is written then.
pub async fn run(place: &Place, arguments: &Arguments, now_ms: i64) -> Result<(), Failure> {
    import::load(place, "huaning.json", HUANING, arguments.if_empty, now_ms).await
}
