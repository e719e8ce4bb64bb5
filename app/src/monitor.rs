//! What officials look after: which entries miss something, have not been looked at for long, or are in doubt. Pure: it
//! reads what is published and the times that it is given; not in the browser's build.
//!
//! [`survey`] finds everything that is to be said ([`lasting`] as long as nothing changes, [`stale`] as time goes by), [`Owners`] says whom each entry concerns, and [`counts`] puts the two
//! into tables by organisation and by place. A count and the list behind it are the same findings, asked by the same
//! [`Filter`].

mod counts;
mod doubtful;
mod duplicates;
mod filter;
mod flaw;
mod missing;
mod owners;
#[cfg(test)]
mod tests;

pub use counts::{Counts, counts};
pub use filter::Filter;
pub use flaw::{Flaw, Group};
pub use owners::{Changed, Owners, divisions_of, is_over};

use crate::{
    atlas::Atlas,
    domain::record::{EntryId, Kind, Record},
};
use std::collections::{BTreeMap, BTreeSet};

/// From when on and within what distance something is worth a look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// Days after which an entry that nobody has changed or confirmed is stale.
    pub stale_after_days: u32,
    /// Metres within which two sites with like names may be the same one.
    pub near_m: f64,
    /// How like two names must be, from 0 (nothing in common) to 1 (the same), as a normalised Damerau-Levenshtein
    /// distance.
    pub alike: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { stale_after_days: 365, near_m: 500.0, alike: 0.85 }
    }
}

/// When entries were last changed or confirmed: milliseconds since 1970, UTC.
pub type Confirmed = BTreeMap<EntryId, i64>;

/// Something that is to be said of an entry. A finding about two entries stands with both.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The entry.
    pub entry: EntryId,
    /// What is to be said.
    pub flaw: Flaw,
    /// The other entry, where it is about two.
    pub with: Option<EntryId>,
}

/// Everything that is to be said, by entry. `now_ms`: milliseconds since 1970, UTC.
pub fn survey(atlas: &Atlas, confirmed: &Confirmed, now_ms: i64, thresholds: &Thresholds) -> Vec<Finding> {
    let mut found = lasting(atlas, thresholds);
    found.extend(stale(atlas, confirmed, now_ms, thresholds));
    found.sort();
    found
}

/// What is to be said of the entries that nobody has changed or confirmed for long, by entry. `now_ms`: milliseconds since
/// 1970, UTC.
pub fn stale(atlas: &Atlas, confirmed: &Confirmed, now_ms: i64, thresholds: &Thresholds) -> Vec<Finding> {
    let oldest = now_ms - i64::from(thresholds.stale_after_days) * 86_400_000;
    let old = confirmed.iter().filter(|(entry, at)| **at < oldest && goes_stale(entry.kind));
    let published = old.filter(|(entry, _)| atlas.records().get(entry).is_some());
    published.map(|(entry, _)| Finding { entry: entry.clone(), flaw: Flaw::Stale, with: None }).collect()
}

/// What is to be said as long as nothing changes, by entry. It takes a while: names are compared with one another.
pub fn lasting(atlas: &Atlas, thresholds: &Thresholds) -> Vec<Finding> {
    let mut found = BTreeSet::new();
    let mut say = |entry: &EntryId, flaw, with: Option<EntryId>| {
        found.insert(Finding { entry: entry.clone(), flaw, with });
    };
    for record in atlas.records().iter().filter(|record| is_looked_after(atlas, record)) {
        let entry = record.entry_id();
        missing::flaws(atlas, &record).into_iter().for_each(|flaw| say(&entry, flaw, None));
        doubtful::flaws(atlas, &record).into_iter().for_each(|flaw| say(&entry, flaw, None));
    }
    let pairs = doubtful::identical_pins(atlas).into_iter().map(|pair| (Flaw::IdenticalPin, pair));
    let alike = duplicates::pairs(atlas, thresholds).into_iter().map(|pair| (Flaw::NearDuplicate, pair));
    for (flaw, (one, other)) in pairs.chain(alike) {
        say(&one, flaw, Some(other.clone()));
        say(&other, flaw, Some(one));
    }
    found.into_iter().collect()
}

/// Whether officials look after a record: what partners make, and the places of the programme. The base map, sources and
/// divisions elsewhere are not.
fn is_looked_after(atlas: &Atlas, record: &Record) -> bool {
    match record {
        Record::Division(division) => {
            atlas.programme().is_some_and(|programme| atlas.within(&division.id, &programme.division))
        }
        _ => !matches!(record.kind(), Kind::Source | Kind::Programme | Kind::MapFeature | Kind::Photo),
    }
}

/// Whether a record can become untrue by itself: what goes on or stands somewhere, not what was once counted or paid.
pub const fn goes_stale(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Organisation
            | Kind::WorkingGroup
            | Kind::Site
            | Kind::Project
            | Kind::Training
            | Kind::Aid
            | Kind::Proposal
            | Kind::Service
            | Kind::Indicator
    )
}
