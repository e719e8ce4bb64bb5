//! Entries that may be the same one: their names are alike, and nothing says that they are apart.

use super::Thresholds;
use crate::{
    atlas::Atlas,
    domain::{
        geo::LatLng,
        record::{EntryId, Kind, Record},
        slug::Slug,
        text::Name,
    },
};
use std::collections::BTreeSet;

/// The pairs, each once.
pub(super) fn pairs(atlas: &Atlas, thresholds: &Thresholds) -> BTreeSet<(EntryId, EntryId)> {
    let mut pairs = BTreeSet::new();
    for kind in [Kind::Organisation, Kind::WorkingGroup, Kind::Site, Kind::Project, Kind::Training] {
        let mut named: Vec<Named> = atlas.records().iter().filter(|r| r.kind() == kind).filter_map(Named::of).collect();
        for language in [|named: &Named| &named.zh, |named: &Named| &named.en] as [fn(&Named) -> &Comparable; 2] {
            // Two names are alike only if their lengths are: the walk over the sorted ones stops early.
            named.sort_by_key(|named| language(named).length);
            for (position, one) in named.iter().enumerate() {
                let shortest = language(one).length as f64;
                let candidates = named[position + 1..]
                    .iter()
                    .take_while(|other| shortest >= thresholds.alike * language(other).length as f64);
                for other in candidates {
                    if language(one).is_like(language(other), thresholds.alike) && one.may_be(other, thresholds) {
                        let (one, other) = (one.entry.clone(), other.entry.clone());
                        pairs.insert(if one < other { (one, other) } else { (other, one) });
                    }
                }
            }
        }
    }
    pairs
}

/// Whether two records may be the same one, for the tests: the rule without any short cut.
#[cfg(test)]
pub(super) fn may_be_same(one: &Record, other: &Record, thresholds: &Thresholds) -> bool {
    let (Some(one), Some(other)) = (Named::of(one.clone()), Named::of(other.clone())) else { return false };
    let alike = one.zh.is_like(&other.zh, thresholds.alike) || one.en.is_like(&other.en, thresholds.alike);
    one.entry != other.entry && one.entry.kind == other.entry.kind && alike && one.may_be(&other, thresholds)
}

/// A record with what it is compared by.
struct Named {
    entry: EntryId,
    zh: Comparable,
    en: Comparable,
    place: Place,
}

/// Where a record is, as far as two of its kind can be told apart by that.
enum Place {
    /// It has none: a body.
    Nowhere,
    /// Exactly here.
    At(LatLng),
    /// Somewhere in these places.
    In(Vec<Slug>),
}

impl Named {
    fn of(record: Record) -> Option<Self> {
        let Name { zh, en, .. } = record.head().name?.clone();
        let place = match &record {
            Record::Site(site) => match &site.location {
                Some(location) if location.precision.is_exact() => Place::At(location.point()),
                _ => Place::In(vec![site.division.clone()]),
            },
            Record::Project(project) => Place::In([project.sites.clone(), project.divisions.clone()].concat()),
            Record::Training(training) => Place::In(training.sites.iter().chain(&training.division).cloned().collect()),
            _ => Place::Nowhere,
        };
        Some(Self { entry: record.entry_id(), zh: Comparable::new(&zh), en: Comparable::new(&en), place })
    }

    /// Whether two records with like names are near enough to be the same one. Of an exact and a vague position nothing is
    /// known, so they may be.
    fn may_be(&self, other: &Self, thresholds: &Thresholds) -> bool {
        match (&self.place, &other.place) {
            (Place::At(one), Place::At(other)) => one.distance_m(*other) <= thresholds.near_m,
            (Place::In(one), Place::In(other)) => {
                (one.is_empty() && other.is_empty()) || one.iter().any(|place| other.contains(place))
            }
            _ => true,
        }
    }
}

/// A name, made ready for comparing.
struct Comparable {
    letters: String,
    length: usize,
    /// Numbers in it, in order: “No. 2 well” is not “No. 3 well”, however alike the names are.
    numbers: String,
}

impl Comparable {
    fn new(name: &str) -> Self {
        let is_number = |c: &char| c.is_numeric() || "一二三四五六七八九十百千".contains(*c);
        let letters: String = name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        Self { length: letters.chars().count(), numbers: letters.chars().filter(is_number).collect(), letters }
    }

    fn is_like(&self, other: &Self, alike: f64) -> bool {
        self.numbers == other.numbers && strsim::normalized_damerau_levenshtein(&self.letters, &other.letters) >= alike
    }
}
