//! `atlas check`: whether the database is what the program wrote, and the site's files are what the build made. Changes
//! nothing.

use super::{Failure, Place, say::say};
use crate::{config::Config, problem::Problem, site_files, store::Database};
use app::domain::record::Kind;
use clap::Args;
use std::path::PathBuf;

/// The flags of `atlas check`.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// Folder with the files of the site [default: target/site, else the folder "site" beside the program, if there]
    #[arg(long, env = "ATLAS_SITE_ROOT", value_name = "FOLDER")]
    pub site_root: Option<PathBuf>,
}

/// Checks the database and the files, and prints what they hold.
///
/// # Errors
/// When the database cannot be read, or something is wrong in it or in the files: every place, the first one first.
pub async fn run(place: &Place, arguments: &Arguments) -> Result<(), Failure> {
    let database = Database::open_existing(&place.url()).await?;
    let looked_at = look(&database, &place.named()).await;
    database.close().await;
    let (mut problems, counts) = looked_at?;
    let wanted = arguments.site_root.is_some();
    let config = Config::find(arguments.site_root.clone(), 0);
    let files = if wanted || config.site_root.is_dir() {
        let (found, number) = site_files::check(&config);
        problems.extend(found);
        format!("{number} files in {}", config.site_root.display())
    } else {
        format!("no site at {}, its files were not looked at", config.site_root.display())
    };
    if !problems.is_empty() {
        let closing = format!("{} problem(s) found. Nothing was changed.", problems.len());
        return Err(Failure::Problems { problems, closing });
    }
    say(format_args!("{counts}{files}, no problem found."))
}

/// What is wrong in the database, and what it holds.
async fn look(database: &Database, named: &str) -> Result<(Vec<Problem>, String), Failure> {
    let problems = database.check().await?;
    if !problems.is_empty() {
        return Ok((problems, String::new()));
    }
    let published = database.published().await?;
    let mut counts = String::new();
    for kind in Kind::ALL {
        counts.push_str(&format!("{:<20}{:>8}\n", kind.collection(), published.records.count(*kind)));
    }
    let total = published.records.iter().count();
    counts.push_str(&format!("Sound: {total} records at version {} in {named}; ", published.version.0));
    Ok((problems, counts))
}
