//! `atlas import`: loads a data set as one change. Nothing is written when anything in it is wrong, and nothing the second
//! time. `atlas seed` does the same with the data that the program brings along.

use super::{Failure, Place, say::say};
use crate::{
    dataset::Dataset,
    store::{Database, EntryState, StoreError},
};
use app::domain::{
    change::{Change, Edit, difference},
    record::{EntryId, Kind, Record, Records},
    rule::Broken,
    text::Text,
};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, path::PathBuf};

/// The flags of `atlas import`.
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// The data set, as “atlas export” or “atlas generate” writes it
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Do nothing when the database holds records already
    #[arg(long)]
    pub if_empty: bool,
}

/// Loads the data set of a file. `now_ms`: milliseconds since 1970, UTC.
///
/// # Errors
/// Every problem of the file, or why the database could not be used. Nothing is written then.
pub async fn run(place: &Place, arguments: &Arguments, now_ms: i64) -> Result<(), Failure> {
    let file = &arguments.file;
    let text = std::fs::read_to_string(file).map_err(|cause| Failure::File { file: file.clone(), cause })?;
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
    load(place, &name, text, arguments.if_empty, now_ms).await
}

/// Opens the database, loads a data set into it and says what came of it.
pub(super) async fn load(
    place: &Place,
    name: &str,
    text: impl AsRef<str> + Send,
    if_empty: bool,
    now_ms: i64,
) -> Result<(), Failure> {
    let url = place.url();
    let database = match Database::open_and_upgrade(&url).await {
        // What is wrong with the file is said before a database is made for it.
        Err(StoreError::Missing(_) | StoreError::NoTables) => {
            judged(name, text.as_ref(), &Records::default())?;
            Database::open(&url).await?
        }
        other => other?,
    };
    let imported = import(&database, name, text, if_empty, now_ms).await;
    database.close().await;
    say(imported?)
}

/// What happened to the records of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// New ones.
    pub added: usize,
    /// Ones that differ from the file's.
    pub changed: usize,
    /// Ones that are the same.
    pub unchanged: usize,
    /// Ones that the file has and somebody has archived; they are left alone.
    pub archived: usize,
    /// Ones that the file does not have; they are left alone.
    pub only_in_database: usize,
}

/// What an import did; `Display` is the table that is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Per kind, for kinds that have any records.
    pub counts: BTreeMap<Kind, Count>,
    /// The version of the published records afterwards.
    pub version: i64,
    /// Whether nothing was looked at because the database was not empty.
    pub skipped: bool,
}

/// Makes one change of everything in which the file differs from the database.
///
/// # Errors
/// As for [`run`].
pub async fn import(
    database: &Database,
    name: &str,
    text: impl AsRef<str> + Send,
    if_empty: bool,
    now_ms: i64,
) -> Result<Report, Failure> {
    let states = database.entries().await?;
    if if_empty && !states.is_empty() {
        return Ok(Report { version: database.version().await?.0, skipped: true, ..Report::default() });
    }
    let published = database.published().await?;
    let dataset = judged(name, text.as_ref(), &published.records)?;
    let change = Change {
        idempotency_key: words(&format!(
            "import {} after version {}",
            fingerprint(text.as_ref()),
            published.version.0
        ))?,
        author: words("import")?,
        on_behalf_of: None,
        reason: named(Text::both(&format!("从{name}载入。"), &format!("Loaded from {name}.")))?,
        edits: Vec::new(),
    };
    // What is not needed any more goes now: of a large file every form of its records takes much room.
    drop(text);
    let mut report = Report { version: published.version.0, ..Report::default() };
    for record in published.records.iter().filter(|record| dataset.records.get(&record.entry_id()).is_none()) {
        report.counts.entry(record.kind()).or_default().only_in_database += 1;
    }
    let (counts, present) = (&mut report.counts, &published.records);
    let mut edits =
        dataset.records.into_records().filter_map(|record| edit(&record, present, &states, counts)).peekable();
    if edits.peek().is_some() {
        report.version = database.commit_each(&change, edits, now_ms).await?.version.0;
    }
    Ok(report)
}

/// What a file holds, or everything that is wrong with it beside the records that are published.
fn judged(name: &str, text: &str, published: &Records) -> Result<Dataset, Failure> {
    Dataset::read(text, published).map_err(|problems| {
        let closing = format!("{} problem(s) in {name}. Nothing was written.", problems.len());
        Failure::Problems { problems, closing }
    })
}

/// What is to be done about a record of the file; counts it.
fn edit(
    wanted: &Record,
    present: &Records,
    states: &BTreeMap<EntryId, EntryState>,
    counts: &mut BTreeMap<Kind, Count>,
) -> Option<Edit> {
    let entry = wanted.entry_id();
    let count = counts.entry(entry.kind).or_default();
    let state = states.get(&entry);
    if state.is_some_and(|state| state.archived) {
        count.archived += 1;
        return None;
    }
    let now: Option<Record> = present.get(&entry);
    let edit = difference(now.as_ref().zip(state.map(|state| state.revision)), wanted);
    match (&edit, state) {
        (None, _) => count.unchanged += 1,
        (Some(_), None) => count.added += 1,
        (Some(_), Some(_)) => count.changed += 1,
    }
    edit
}

/// Whether a file is the same one, for the idempotency key.
fn fingerprint(text: &str) -> String {
    hex::encode(&Sha256::digest(text.as_bytes())[..16])
}

fn words(text: &str) -> Result<Text, Failure> {
    named(Text::new(text))
}

/// A text that the name of the file may have spoilt.
fn named(text: Result<Text, Broken>) -> Result<Text, Failure> {
    text.map_err(|rule| Failure::Problems {
        problems: vec![crate::problem::Problem::new("name of the file", rule.en)],
        closing: "Nothing was written.".into(),
    })
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.skipped {
            return write!(f, "The database holds records already (version {}). Nothing was changed.", self.version);
        }
        let kept = self.counts.values().any(|count| count.archived > 0);
        write!(f, "{:<20}{:>8}{:>9}{:>11}{:>18}", "", "added", "changed", "unchanged", "only in database")?;
        writeln!(f, "{}", if kept { "  archived" } else { "" })?;
        for (kind, count) in self.counts.iter().map(|(kind, count)| (kind.collection(), count)) {
            let Count { added, changed, unchanged, archived, only_in_database } = count;
            write!(f, "{kind:<20}{added:>8}{changed:>9}{unchanged:>11}{only_in_database:>18}")?;
            writeln!(f, "{}", if kept { format!("{archived:>10}") } else { String::new() })?;
        }
        let sum = |pick: fn(&Count) -> usize| self.counts.values().map(pick).sum::<usize>();
        let (added, changed) = (sum(|count| count.added), sum(|count| count.changed));
        if added + changed == 0 {
            write!(f, "Nothing to change; the database stays at version {}.", self.version)
        } else {
            write!(f, "{added} added, {changed} changed; the database is at version {}.", self.version)
        }
    }
}
