//! `atlas check`: whether the database is what the program wrote. Changes nothing.

use super::{Failure, Place, say::say};
use crate::store::Database;
use app::domain::record::Kind;

/// Checks the database and prints what it holds.
///
/// # Errors
/// When the database cannot be read, or something is wrong in it.
pub async fn run(place: &Place) -> Result<(), Failure> {
    let database = Database::open_existing(&place.url()).await?;
    let checked = check(&database).await;
    database.close().await;
    checked
}

async fn check(database: &Database) -> Result<(), Failure> {
    let problems = database.check().await?;
    if !problems.is_empty() {
        let closing = format!("{} problem(s) found. Nothing was changed.", problems.len());
        return Err(Failure::Problems { problems, closing });
    }
    let published = database.published().await?;
    for kind in Kind::ALL {
        say(format_args!("{:<20}{:>8}", kind.collection(), published.records.count(*kind)));
    }
    let total = published.records.iter().count();
    say(format_args!("Sound: {total} records at version {}, no problem found.", published.version.0));
    Ok(())
}
