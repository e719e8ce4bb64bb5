//! Positions and readings that may be wrong.

use super::Flaw;
use crate::{
    atlas::Atlas,
    domain::{
        figure::FigureStatus,
        geo::Location,
        map_feature::{FeatureKind, Lines},
        record::{EntryId, Kind, Record},
        slug::Slug,
    },
};
use std::collections::BTreeMap;

/// How far from 0° N, 0° E a position is taken for an unknown one, in degrees. There is nothing but sea.
const NULL_ISLAND: f64 = 0.5;

/// What is in doubt about one record.
pub(super) fn flaws(atlas: &Atlas, record: &Record) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    if let Some((location, division)) = located(record) {
        let point = location.point();
        if point.lat.degrees().abs() < NULL_ISLAND && point.lng.degrees().abs() < NULL_ISLAND {
            flaws.push(Flaw::NullIsland);
        }
        if area(atlas, division).is_some_and(|area| !area.encloses(point)) {
            flaws.push(Flaw::OutsideDivision);
        }
    }
    let doubtful_figure = matches!(record, Record::Figure(figure) if figure.status == FigureStatus::DoubtfulReading);
    if record.head().garbled || doubtful_figure {
        flaws.push(Flaw::DoubtfulReading);
    }
    flaws
}

/// Pairs of sites at the same point, where both are said to stand exactly there. Every site is paired with the first one.
pub(super) fn identical_pins(atlas: &Atlas) -> Vec<(EntryId, EntryId)> {
    let mut first: BTreeMap<(u64, u64), &Slug> = BTreeMap::new();
    let mut pairs = Vec::new();
    for site in atlas.records().sites.values() {
        let Some(location) = site.location.as_ref().filter(|location| location.precision.is_exact()) else { continue };
        let at = (location.lat.degrees().to_bits(), location.lng.degrees().to_bits());
        let name = |id: &Slug| EntryId::new(Kind::Site, id.clone());
        match first.get(&at) {
            Some(other) => pairs.push((name(other), name(&site.id))),
            None => {
                first.insert(at, &site.id);
            }
        }
    }
    pairs
}

/// The position of a record, and the division that it is said to lie in.
fn located(record: &Record) -> Option<(&Location, &Slug)> {
    match record {
        Record::Site(site) => Some((site.location.as_ref()?, &site.division)),
        Record::Division(division) => Some((division.location.as_ref()?, &division.id)),
        _ => None,
    }
}

/// The area of a division, or of the smallest one above it whose area is known.
fn area<'a>(atlas: &'a Atlas, division: &Slug) -> Option<&'a Lines> {
    let areas = atlas.records().map_features.values().filter(|feature| feature.kind == FeatureKind::Area);
    let path = atlas.division_path(division);
    let level = |feature_division: &Slug| path.iter().position(|above| above.id == *feature_division);
    areas
        .filter_map(|feature| Some((level(feature.division.as_ref()?)?, &feature.lines)))
        .max_by_key(|(level, _)| *level)
        .map(|(_, lines)| lines)
}
