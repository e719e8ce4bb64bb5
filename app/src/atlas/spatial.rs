//! Where the sites are: a linear quadtree.
//!
//! Sites stand in the order of a space-filling curve (Morton, over Web Mercator). A cell of the map is then one run of
//! them at every zoom: what lies in a box is a few runs found by binary search, and clustering is one pass without a
//! hash table or a sort. There is nothing to keep but the order itself.

use super::places::Places;
use crate::domain::{
    division::Level,
    geo::{Bounds, LatLng, Precision},
    map_feature::FeatureKind,
    record::Records,
    site::Site,
};
use std::{collections::HashMap, ops::Range, sync::Arc};

/// Bits of a coordinate: at 64 pixels a cell this is far finer than the greatest zoom.
pub(super) const BITS: u32 = 30;

/// A site that has a place.
#[derive(Debug)]
pub(super) struct Placed {
    /// Position on the curve.
    pub(super) code: u64,
    /// Row in the table of sites.
    pub(super) row: u32,
    /// Where it stands.
    pub(super) at: LatLng,
    /// The group it stands in when its place is approximate.
    pub(super) group: Option<u32>,
}

/// Approximate sites around one point.
#[derive(Debug)]
pub(super) struct Group {
    /// The smallest division that is known to hold all of them, where their divisions are known.
    pub(super) division: Option<u32>,
}

/// All sites by place.
#[derive(Debug, Default)]
pub(super) struct Spatial {
    /// The sites by row.
    pub(super) sites: Vec<Arc<Site>>,
    /// Rows of the sites whose place is not stated.
    pub(super) unplaced: Vec<u32>,
    /// The zoom at which the whole area fits into the first view; `None` when nothing has a place.
    pub(super) first_zoom: Option<u8>,
    placed: Vec<Placed>,
    groups: Vec<Group>,
}

impl Spatial {
    /// Puts all sites in order.
    pub(super) fn build(records: &Records, places: &Places) -> Self {
        let sites: Vec<_> = records.sites.values().cloned().collect();
        let mut groups: Vec<Group> = Vec::new();
        let mut at_point: HashMap<(u64, u64), u32> = HashMap::new();
        let (mut placed, mut unplaced) = (Vec::new(), Vec::new());
        for (site, row) in sites.iter().zip(0..) {
            let Some(location) = &site.location else {
                unplaced.push(row);
                continue;
            };
            let at = location.point();
            let division = places.number(&site.division).map(|d| places.at_level(d, level(location.precision)));
            let group = (!location.precision.is_exact()).then(|| {
                let point = (at.lat.degrees().to_bits(), at.lng.degrees().to_bits());
                let group = *at_point.entry(point).or_insert_with(|| {
                    groups.push(Group { division });
                    groups.len() as u32 - 1
                });
                let known = &mut groups[group as usize].division;
                *known = known.zip(division).and_then(|(one, other)| places.shared(one, other));
                group
            });
            placed.push(Placed { code: code(at), row, at, group });
        }
        placed.sort_by_key(|site| (site.code, site.group, site.row));
        let first_zoom = first_zoom(records, &placed);
        Self { sites, unplaced, first_zoom, placed, groups }
    }

    /// A group by its number.
    pub(super) fn group(&self, group: u32) -> &Group {
        &self.groups[group as usize]
    }

    /// The placed sites within bounds, in the order of the curve.
    pub(super) fn within(&self, bounds: Option<Bounds>) -> impl Iterator<Item = &Placed> {
        let runs = match bounds {
            None => std::iter::once(0..self.placed.len()).collect(),
            Some(bounds) => self.runs(bounds),
        };
        let all = runs.into_iter().flat_map(|run| &self.placed[run]);
        all.filter(move |site| bounds.is_none_or(|bounds| bounds.contains(site.at)))
    }

    /// Runs of the curve that together hold everything within bounds, and little else.
    fn runs(&self, bounds: Bounds) -> Vec<Range<usize>> {
        let (west, north) = (x(bounds.west), y(bounds.north));
        let (east, south) = (x(bounds.east), y(bounds.south));
        let mut runs = Vec::new();
        // Cells still to be looked at: their run, corner and bits.
        let mut waiting = vec![(0..self.placed.len(), 0u64, 0u32, 0u32, BITS)];
        while let Some((run, first, left, top, bits)) = waiting.pop() {
            let (right, bottom) = (left + (1 << bits) - 1, top + ((1 << bits) - 1));
            let apart = right < west || east < left || bottom < north || south < top;
            if run.is_empty() || apart {
                continue;
            }
            let inside = west <= left && right <= east && north <= top && bottom <= south;
            // Below some dozens it is quicker to look at each than to divide further.
            if inside || run.len() <= 32 || bits == 0 {
                runs.push(run);
                continue;
            }
            let half = bits - 1;
            let mut end = run.end;
            for quarter in (0..4u64).rev() {
                let corner = first + (quarter << (2 * half));
                let start = run.start + self.placed[run.start..end].partition_point(|site| site.code < corner);
                let (down, across) = ((quarter >> 1) as u32, (quarter & 1) as u32);
                waiting.push((start..end, corner, left + (across << half), top + (down << half), half));
                end = start;
            }
        }
        runs.sort_unstable_by_key(|run| run.start);
        runs
    }
}

/// The zoom at which the programme's area, or where no border is known all of its sites, fits into a map of 480 by 640
/// pixels: between a phone's and a wide screen's.
fn first_zoom(records: &Records, placed: &[Placed]) -> Option<u8> {
    let areas = records.map_features.values().filter(|feature| feature.kind == FeatureKind::Area);
    let border = areas.flat_map(|area| area.lines.get().iter().flatten());
    let area = Bounds::around(border.filter_map(|[lng, lat]| LatLng::new(*lat, *lng).ok()))
        .or_else(|| Bounds::around(placed.iter().map(|site| site.at)))?;
    let share = |cells: u32| f64::from(cells.max(1)) / f64::from(1u32 << BITS);
    let (across, down) = (share(x(area.east) - x(area.west)), share(y(area.south) - y(area.north)));
    // The earth is 256 pixels wide at zoom 0.
    let scale = f64::min(480.0 / across, 640.0 / down) / 256.0;
    Some(scale.log2().floor().clamp(0.0, 18.0) as u8)
}

/// The level of the division that a precision speaks of.
const fn level(precision: Precision) -> Level {
    match precision {
        Precision::Exact | Precision::Village => Level::Village,
        Precision::TownshipSeat | Precision::Township => Level::Township,
        Precision::County => Level::County,
    }
}

/// Column of a longitude in Web Mercator, from the west.
pub(super) fn x(lng: f64) -> u32 {
    grid((lng + 180.0) / 360.0)
}

/// Row of a latitude in Web Mercator, from the north; what lies beyond its square stands on its edge.
pub(super) fn y(lat: f64) -> u32 {
    let sine = lat.to_radians().sin().clamp(-0.999_999, 0.999_999);
    grid(0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * std::f64::consts::PI))
}

fn grid(share: f64) -> u32 {
    let size = f64::from(1u32 << BITS);
    (share * size).floor().clamp(0.0, size - 1.0) as u32
}

fn code(at: LatLng) -> u64 {
    spread(x(at.lng.degrees())) | spread(y(at.lat.degrees())) << 1
}

/// Puts a zero between any two bits.
const fn spread(coordinate: u32) -> u64 {
    let mut bits = coordinate as u64;
    bits = (bits | bits << 16) & 0x0000_FFFF_0000_FFFF;
    bits = (bits | bits << 8) & 0x00FF_00FF_00FF_00FF;
    bits = (bits | bits << 4) & 0x0F0F_0F0F_0F0F_0F0F;
    bits = (bits | bits << 2) & 0x3333_3333_3333_3333;
    (bits | bits << 1) & 0x5555_5555_5555_5555
}

/// The order in which marks are drawn and read: from north to south, then from west to east.
pub(super) fn reading_order(at: LatLng) -> (u32, u32) {
    (y(at.lat.degrees()), x(at.lng.degrees()))
}
