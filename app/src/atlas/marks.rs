//! What stands on the map: sites, places that stand for approximate sites, and clusters.

mod crowd;

use super::{
    lists::Bits,
    places::Places,
    query::Query,
    spatial::{BITS, Placed, Spatial, reading_order, x, y},
    view::{Fan, Mark, MarkKind, Rings},
};
use crate::domain::{geo::Bounds, record::Record};
use crowd::{Crowd, apart};

/// With more sites than this the first view is clustered.
const FIRST_VIEW_SITES: u32 = 100;
/// The most marks of any view: about the cells of a large screen.
const MARKS_MAX: u32 = 1_000;
/// The greatest zoom with clusters.
const CLUSTER_ZOOM: u8 = 16;
/// The most sites of a fan, and the least zoom at which a fan is drawn.
const FAN_SITES: usize = 12;
const FAN_ZOOM: u8 = 9;
/// Pixels that a mark other than a site's reaches from its middle.
const MARK_REACH: f64 = 20.0;
/// A cell has 64 pixels, so a tile of 256 has 4 by 4 of them: 2 bits more than the zoom.
const CELL_BITS: u8 = 2;
const CELL_PIXELS: f64 = 64.0;
/// Marks that would stand nearer than this share of a cell are drawn as one: a glyph is some 42 pixels wide.
const LEAST_APART: f64 = 0.7;

/// What marks are made from.
pub(super) struct Ground<'a> {
    pub(super) spatial: &'a Spatial,
    pub(super) places: &'a Places,
    /// Records per pillar of each site, by row.
    pub(super) site_rings: &'a [Rings],
    /// Records per pillar of each division, by number.
    pub(super) division_rings: &'a [Rings],
}

/// The marks of the passing sites within the query's bounds, from north to south. Their sites together are exactly the
/// passing sites that have a place within the bounds.
///
/// An exact site stands alone unless it shares a cell of 64 pixels with another, or would touch the mark of a neighbouring
/// cell, up to zoom 16. Approximate sites stand
/// in a fan around their point, or are one mark of their division where they are too many, the map is too small or the fan
/// would lie on another mark; that mark takes part in clusters as a site does. Without a zoom nothing is clustered that is not too much for one view or
/// would lie in a heap; otherwise it is as at the zoom at which the whole area fits.
pub(super) fn marks(query: &Query, passing: &Bits, ground: &Ground<'_>) -> Vec<Mark> {
    let chosen = || ground.spatial.within(query.bounds).filter(|site| passing.contains(site.row));
    let extent = Extent::of(chosen());
    let crowded = extent.sites > if query.zoom.is_some() { MARKS_MAX } else { FIRST_VIEW_SITES };
    let whole = ground.spatial.first_zoom.filter(|_| query.zoom.is_none());
    let zoom = query.zoom.or(whole.filter(|zoom| crowded || query.bounds.is_none() && is_heap(chosen(), *zoom)));
    let wanted = zoom.filter(|zoom| *zoom <= CLUSTER_ZOOM).map(|zoom| u32::from(zoom + CELL_BITS));
    let cell_bits = match wanted {
        _ if crowded => Some(extent.cell_bits(MARKS_MAX).min(wanted.unwrap_or(BITS))),
        wanted => wanted,
    };
    let mut cell = Cell {
        ground,
        fans: !crowded && zoom.is_none_or(|zoom| zoom >= FAN_ZOOM),
        clusters: cell_bits.is_some(),
        sites: Vec::new(),
        found: Vec::new(),
        crowds: Vec::new(),
        marks: Vec::new(),
    };
    let shift = 2 * (BITS - cell_bits.unwrap_or(BITS));
    let mut current = None;
    for site in chosen() {
        if current.replace(site.code >> shift).is_some_and(|before| before != site.code >> shift) {
            cell.close();
        }
        cell.sites.push(site);
    }
    cell.close();
    let cell_size = (1u64 << (BITS - cell_bits.unwrap_or(BITS))) as f64;
    let (fans, crowds) = cell.settle(cell_size);
    for fan in fans {
        let of = fan.len() as u32;
        cell.marks.extend(
            fan.iter().zip(0..).map(|(site, slot)| cell.site(site, Some(Fan { slot, of }))).collect::<Vec<_>>(),
        );
    }
    for crowd in crowds {
        let mark = if crowd.stands == 1 { cell.alone(&crowd) } else { crowd.mark() };
        cell.marks.extend(mark);
    }
    // Stable: a fan stays in the order of its slots.
    cell.marks.sort_by_cached_key(|mark| reading_order(mark.at));
    cell.marks
}

/// Whether exact sites, in the order of the curve, would lie on one another at a zoom rather than beside one another: where
/// every other cell that has one has two.
fn is_heap<'a>(sites: impl Iterator<Item = &'a Placed>, zoom: u8) -> bool {
    let shift = 2 * (BITS - u32::from(zoom + CELL_BITS).min(BITS));
    let (mut exact, mut cells, mut current) = (0, 0, None);
    for site in sites.filter(|site| site.group.is_none()) {
        exact += 1;
        cells += usize::from(current.replace(site.code >> shift) != Some(site.code >> shift));
    }
    2 * exact > 3 * cells
}

/// How many sites there are and over how much of the map they spread.
struct Extent {
    sites: u32,
    west: u32,
    east: u32,
    north: u32,
    south: u32,
}

impl Extent {
    fn of<'a>(sites: impl Iterator<Item = &'a Placed>) -> Self {
        let nothing = Self { sites: 0, west: u32::MAX, east: 0, north: u32::MAX, south: 0 };
        let mut bounds: Option<Bounds> = None;
        let mut count = 0;
        for site in sites {
            count += 1;
            let (lat, lng) = (site.at.lat.degrees(), site.at.lng.degrees());
            let b = bounds.get_or_insert(Bounds { south: lat, west: lng, north: lat, east: lng });
            (b.south, b.north) = (b.south.min(lat), b.north.max(lat));
            (b.west, b.east) = (b.west.min(lng), b.east.max(lng));
        }
        bounds.map_or(nothing, |b| Self {
            sites: count,
            west: x(b.west),
            east: x(b.east),
            north: y(b.north),
            south: y(b.south),
        })
    }

    /// The finest grid, as bits per coordinate, of which the extent touches at most so many cells.
    fn cell_bits(&self, most: u32) -> u32 {
        let cells = |bits: u32| {
            let shift = BITS - bits;
            let across = u64::from((self.east >> shift) - (self.west >> shift) + 1);
            let down = u64::from((self.south >> shift) - (self.north >> shift) + 1);
            across * down
        };
        (0..=BITS).rev().find(|bits| cells(*bits) <= u64::from(most)).unwrap_or(0)
    }
}

/// The sites of one cell, until all of them are known.
struct Cell<'a> {
    ground: &'a Ground<'a>,
    fans: bool,
    clusters: bool,
    sites: Vec<&'a Placed>,
    /// The sites of each fan that was found so far.
    found: Vec<Vec<&'a Placed>>,
    crowds: Vec<Crowd<'a>>,
    marks: Vec<Mark>,
}

impl<'a> Cell<'a> {
    /// Makes the marks of the cell's sites and empties it.
    fn close(&mut self) {
        let sites = std::mem::take(&mut self.sites);
        let mut together: Option<Crowd<'_>> = None;
        // Members of a group share a point, so they stand side by side in one cell.
        for stand in sites.chunk_by(|one, other| one.group.is_some() && one.group == other.group) {
            if self.is_fan(stand) {
                self.found.push(stand.to_vec());
                continue;
            }
            let Some(crowd) = Crowd::of(stand, self.ground.site_rings) else { continue };
            match &mut together {
                _ if !self.clusters => self.marks.extend(self.alone(&crowd)),
                Some(together) => together.join(&crowd),
                None => together = Some(crowd),
            }
        }
        self.crowds.extend(together);
        self.sites = sites;
        self.sites.clear();
    }

    /// Joins crowds that would touch and gives up fans that would lie on one of them: those sites are a crowd, too, which
    /// may touch others. `cell_size` is that of a cell on the grid.
    fn settle(&mut self, cell_size: f64) -> (Vec<Vec<&'a Placed>>, Vec<Crowd<'a>>) {
        let mut fans = std::mem::take(&mut self.found);
        let mut crowds = std::mem::take(&mut self.crowds);
        loop {
            crowds = apart(crowds, LEAST_APART * cell_size);
            let pressed: Vec<_> = fans.extract_if(.., |fan| !has_room(fan, &crowds, cell_size / CELL_PIXELS)).collect();
            if pressed.is_empty() {
                return (fans, crowds);
            }
            crowds.extend(pressed.iter().filter_map(|fan| Crowd::of(fan, self.ground.site_rings)));
        }
    }

    /// The mark of a site, or of a group that shares a point.
    fn alone(&self, stand: &Crowd<'_>) -> Option<Mark> {
        match stand.first.group {
            None => Some(self.site(stand.first, None)),
            Some(group) => self.place(stand, group).or_else(|| stand.mark()),
        }
    }

    fn is_fan(&self, stand: &[&Placed]) -> bool {
        self.fans && stand.len() <= FAN_SITES && stand.iter().all(|site| site.group.is_some())
    }

    fn site(&self, site: &Placed, fan: Option<Fan>) -> Mark {
        let record = &self.ground.spatial.sites[site.row as usize];
        Mark {
            at: site.at,
            rings: self.ground.site_rings[site.row as usize],
            what: MarkKind::Site {
                id: record.id.clone(),
                name: super::table::name(&Record::Site(record.clone())),
                approximate: site.group.is_some(),
            },
            fan,
        }
    }

    /// The mark of the division that holds a group; `None` when its divisions are not known.
    fn place(&self, stand: &Crowd<'_>, group: u32) -> Option<Mark> {
        let number = self.ground.spatial.group(group).division?;
        let division = self.ground.places.get(number);
        Some(Mark {
            at: stand.first.at,
            rings: self.ground.division_rings[number as usize],
            what: MarkKind::Place {
                id: division.id.clone(),
                name: super::table::name(&Record::Division(division.clone())),
                level: division.level,
                sites: stand.sites,
            },
            fan: None,
        })
    }
}

/// Whether no crowd lies where a fan would stand: above its point, up to its reach. `pixel` is the size of a pixel on the
/// grid.
fn has_room(fan: &[&Placed], crowds: &[Crowd<'_>], pixel: f64) -> bool {
    let Some(site) = fan.first() else { return true };
    let point = (f64::from(x(site.at.lng.degrees())), f64::from(y(site.at.lat.degrees())));
    let reach = fan_reach(fan.len()) + MARK_REACH;
    crowds.iter().all(|crowd| {
        let (right, below) = crowd.offset_from(point);
        below > MARK_REACH * pixel || right.hypot(below) > reach * pixel
    })
}

/// How far a fan of so many sites reaches from its point, in pixels: see [`crate::map::fan`].
pub(super) const fn fan_reach(sites: usize) -> f64 {
    match sites {
        0 | 1 => 44.0,
        2..=5 => 64.0,
        _ => 96.0,
    }
}
