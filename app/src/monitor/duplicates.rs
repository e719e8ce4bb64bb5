//! Entries that may be the same one: their names are alike, they are near one another, and nothing says that they are two.
//!
//! Three things are asked, and all three must hold:
//!
//! - **Names**: alike in one language and told apart in none; how, stands in [`names`].
//! - **Place**: two exact positions lie near one another; where one is vague, one division is or holds the other; projects
//!   and trainings share a site or a division.
//! - **What the entries say themselves**: dates that cannot be the same are of two trainings; projects that stand side by
//!   side, one in the other, or a body and its member, are two by what is written down.
//!
//! To compare every entry with every other would take minutes in a large programme, so only those are looked at that the
//! place lets through; a test compares the result with the rule without any short cut.

mod names;

use super::Thresholds;
use crate::{
    atlas::Atlas,
    domain::{
        geo::LatLng,
        period::PartialDate,
        record::{EntryId, Kind, Record},
        slug::Slug,
    },
};
use names::Names;
use std::collections::{BTreeMap, BTreeSet};

/// Metres of a degree of latitude, at least.
const DEGREE_M: f64 = 111_000.0;

/// The pairs, each once.
pub(super) fn pairs(atlas: &Atlas, thresholds: &Thresholds) -> BTreeSet<(EntryId, EntryId)> {
    let mut pairs = BTreeSet::new();
    for kind in [Kind::Organisation, Kind::WorkingGroup, Kind::Site, Kind::Project, Kind::Training] {
        let of_kind = atlas.records().iter().filter(|record| record.kind() == kind);
        let named: Vec<Named> = of_kind.filter_map(|record| Named::of(atlas, record)).collect();
        let mut look = |one: &Named, other: &Named| {
            if one.entry != other.entry && one.may_be(other, thresholds) {
                let (one, other) = (one.entry.clone(), other.entry.clone());
                pairs.insert(if one < other { (one, other) } else { (other, one) });
            }
        };
        each_near(&named, thresholds.near_m, &mut look);
    }
    pairs
}

/// Whether two records may be the same one, for the tests: the rule without any short cut.
#[cfg(test)]
pub(super) fn may_be_same(atlas: &Atlas, one: &Record, other: &Record, thresholds: &Thresholds) -> bool {
    let named = |record: &Record| Named::of(atlas, record.clone());
    let (Some(one), Some(other)) = (named(one), named(other)) else { return false };
    one.entry != other.entry && one.entry.kind == other.entry.kind && one.may_be(&other, thresholds)
}

/// Shows all pairs of records of one kind that their places let through, and others; some more than once.
fn each_near(named: &[Named], near_m: f64, look: &mut impl FnMut(&Named, &Named)) {
    let mut exact: Vec<(f64, &Named)> = Vec::new();
    let mut bodies: Vec<&Named> = Vec::new();
    // Records by a place of theirs, sites by each division around them; and those that lie in no smaller one.
    let mut within: BTreeMap<&str, Vec<&Named>> = BTreeMap::new();
    let mut directly: BTreeMap<&str, Vec<&Named>> = BTreeMap::new();
    for one in named {
        match &one.place {
            Place::Nowhere => bodies.push(one),
            Place::Site { at, path } => {
                exact.extend(at.map(|at| (at.lat.degrees(), one)));
                path.iter().for_each(|division| within.entry(division.as_str()).or_default().push(one));
                directly.entry(path.last().map_or("", Slug::as_str)).or_default().push(one);
            }
            Place::In(places) if places.is_empty() => within.entry("").or_default().push(one),
            Place::In(places) => places.iter().for_each(|place| within.entry(place.as_str()).or_default().push(one)),
        }
    }
    each_pair(&bodies, look);
    // From south to north: what lies too far north of a site ends the look from there.
    exact.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    for (position, (lat, one)) in exact.iter().enumerate() {
        let near = exact[position + 1..].iter().take_while(|(other, _)| (other - lat) * DEGREE_M <= near_m);
        near.for_each(|(_, other)| look(one, other));
    }
    for vague in named {
        if let Place::Site { at: None, path } = &vague.place {
            let below = path.last().and_then(|division| within.get(division.as_str()));
            let above = path.iter().filter_map(|division| directly.get(division.as_str()));
            below.into_iter().chain(above).flatten().for_each(|other| look(vague, other));
        }
    }
    if named.iter().any(|one| matches!(one.place, Place::In(_))) {
        within.values().for_each(|beside| each_pair(beside, look));
    }
}

fn each_pair(named: &[&Named], look: &mut impl FnMut(&Named, &Named)) {
    for (position, one) in named.iter().enumerate() {
        named[position + 1..].iter().for_each(|other| look(one, other));
    }
}

/// A record with what it is compared by.
struct Named {
    entry: EntryId,
    names: Names,
    place: Place,
    /// When it began and when it ended, as far as two of its kind are told apart by that.
    dates: [Option<PartialDate>; 2],
    /// Records of its kind that it names: they are others.
    others: Vec<Slug>,
}

/// Where a record is, as far as two of its kind can be told apart by that.
enum Place {
    /// It has none: a body.
    Nowhere,
    /// A site: where exactly, if that is known, and the divisions that it lies in, the smallest last.
    Site { at: Option<LatLng>, path: Vec<Slug> },
    /// Somewhere in these places.
    In(Vec<Slug>),
}

impl Named {
    fn of(atlas: &Atlas, record: Record) -> Option<Self> {
        let name = record.head().name?;
        let names = Names::new(&name.zh, &name.en);
        let (mut dates, mut others) = ([None, None], Vec::new());
        let place = match &record {
            Record::Site(site) => {
                let exact = site.location.as_ref().filter(|location| location.precision.is_exact());
                let mut path: Vec<Slug> = atlas.division_path(&site.division).iter().map(|d| d.id.clone()).collect();
                if path.is_empty() {
                    path.push(site.division.clone());
                }
                Place::Site { at: exact.map(|location| location.point()), path }
            }
            Record::Project(project) => {
                dates = [project.start.clone(), project.end.clone()];
                others.extend(project.grouped_with.iter().chain(&project.part_of).cloned());
                Place::In([project.sites.clone(), project.divisions.clone()].concat())
            }
            Record::Training(training) => {
                dates[0] = training.date.clone();
                Place::In(training.sites.iter().chain(&training.division).cloned().collect())
            }
            Record::Organisation(body) => {
                others.extend(body.members.iter().cloned());
                Place::Nowhere
            }
            _ => Place::Nowhere,
        };
        Some(Self { entry: record.entry_id(), names, place, dates, others })
    }

    /// Whether two records of a kind may be the same one. The names come last: to compare them takes longest.
    fn may_be(&self, other: &Self, thresholds: &Thresholds) -> bool {
        let dated = self.dates.iter().zip(&other.dates).all(|dates| match dates {
            (Some(one), Some(other)) => may_be_one_day(one, other),
            _ => true,
        });
        let named = self.others.contains(&other.entry.id) || other.others.contains(&self.entry.id);
        dated
            && !named
            && self.place.may_be(&other.place, thresholds)
            && self.names.may_be(&other.names, thresholds.alike)
    }
}

impl Place {
    fn may_be(&self, other: &Self, thresholds: &Thresholds) -> bool {
        match (self, other) {
            (Self::Site { at: Some(one), .. }, Self::Site { at: Some(other), .. }) => {
                one.distance_m(*other) <= thresholds.near_m
            }
            (Self::Site { path: one, .. }, Self::Site { path: other, .. }) => {
                let holds =
                    |path: &[Slug], other: &[Slug]| other.last().is_some_and(|division| path.contains(division));
                holds(one, other) || holds(other, one)
            }
            (Self::In(one), Self::In(other)) => {
                (one.is_empty() && other.is_empty()) || one.iter().any(|place| other.contains(place))
            }
            _ => true,
        }
    }
}

/// Whether two dates, each as exact as it is known, may be of one day.
fn may_be_one_day(one: &PartialDate, other: &PartialDate) -> bool {
    one.as_str().starts_with(other.as_str()) || other.as_str().starts_with(one.as_str())
}
