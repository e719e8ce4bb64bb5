//! Sites that are drawn as one. Only their sums are kept, so that a look at the whole province is one pass over its sites.

use crate::{
    atlas::{
        spatial::{Placed, x, y},
        view::{Mark, MarkKind, Rings},
    },
    domain::geo::{Bounds, LatLng},
};

/// Some sites, and how many marks they would be by themselves.
#[derive(Clone, Copy)]
pub(super) struct Crowd<'a> {
    /// The first of them on the curve.
    pub(super) first: &'a Placed,
    /// How many sites.
    pub(super) sites: u32,
    /// How many marks they would be: sites of one group stand as one.
    pub(super) stands: u32,
    bounds: Bounds,
    /// Sums of the degrees north and east.
    sums: (f64, f64),
    /// A record of two of the sites counts at each.
    rings: Rings,
    /// The middle on the grid of the map, from [`apart`] on: finding it takes longer than all the rest.
    middle: (f64, f64),
}

impl<'a> Crowd<'a> {
    /// The sites of one stand; `None` where there are none. `rings` are those of all sites, by row.
    pub(super) fn of(stand: &[&'a Placed], rings: &[Rings]) -> Option<Self> {
        let (first, rest) = stand.split_first()?;
        let mut crowd = Self::alone(first, rings);
        rest.iter().for_each(|site| crowd.add(&Self::alone(site, rings)));
        Some(crowd)
    }

    fn alone(site: &'a Placed, rings: &[Rings]) -> Self {
        let (lat, lng) = (site.at.lat.degrees(), site.at.lng.degrees());
        Self {
            first: site,
            sites: 1,
            stands: 1,
            bounds: Bounds { south: lat, west: lng, north: lat, east: lng },
            sums: (lat, lng),
            rings: rings[site.row as usize],
            middle: (0.0, 0.0),
        }
    }

    /// Takes another one in.
    pub(super) fn join(&mut self, other: &Self) {
        self.add(other);
        self.stands += other.stands;
    }

    fn add(&mut self, other: &Self) {
        self.sites += other.sites;
        let (own, others) = (&mut self.bounds, &other.bounds);
        (own.south, own.north) = (own.south.min(others.south), own.north.max(others.north));
        (own.west, own.east) = (own.west.min(others.west), own.east.max(others.east));
        self.sums.0 += other.sums.0;
        self.sums.1 += other.sums.1;
        self.rings.iter_mut().zip(other.rings).for_each(|(sum, ring)| *sum += ring);
    }

    /// The mean of the positions, in degrees north and east. Rounding may carry a mean of equal numbers past them.
    fn mean(&self) -> (f64, f64) {
        let (count, Bounds { south, west, north, east }) = (f64::from(self.sites), self.bounds);
        ((self.sums.0 / count).clamp(south, north), (self.sums.1 / count).clamp(west, east))
    }

    fn find_middle(&mut self) {
        let (lat, lng) = self.mean();
        self.middle = (f64::from(x(lng)), f64::from(y(lat)));
    }

    /// How far its middle lies to the right of and below a point; all on the grid of the map. From [`apart`] on.
    pub(super) fn offset_from(&self, (across, down): (f64, f64)) -> (f64, f64) {
        (self.middle.0 - across, self.middle.1 - down)
    }

    fn touches(&self, other: &Self, least: f64) -> bool {
        let (across, down) = (self.middle.0 - other.middle.0, self.middle.1 - other.middle.1);
        across * across + down * down < least * least
    }

    /// One mark for all of them, in their middle.
    pub(super) fn mark(&self) -> Option<Mark> {
        let (lat, lng) = self.mean();
        let what = MarkKind::Cluster { sites: self.sites, bounds: self.bounds };
        Some(Mark { at: LatLng::new(lat, lng).ok()?, rings: self.rings, what, fan: None })
    }
}

/// Joins crowds whose middles are nearer than `least` (in units of the grid). A joined one has another middle, so it is
/// done again until all are apart.
pub(super) fn apart(mut crowds: Vec<Crowd<'_>>, least: f64) -> Vec<Crowd<'_>> {
    crowds.iter_mut().for_each(Crowd::find_middle);
    loop {
        crowds.sort_by(|one, other| one.middle.1.total_cmp(&other.middle.1));
        let before = crowds.len();
        let mut joined: Vec<Crowd<'_>> = Vec::with_capacity(before);
        for crowd in crowds {
            // They come from north to south, and joining moves a middle by less than the distance: further up is none.
            let mut above = joined.iter_mut().rev().take_while(|above| crowd.middle.1 - above.middle.1 < 2.0 * least);
            match above.find(|above| above.touches(&crowd, least)) {
                Some(near) => {
                    near.join(&crowd);
                    near.find_middle();
                }
                None => joined.push(crowd),
            }
        }
        if joined.len() == before {
            return joined;
        }
        crowds = joined;
    }
}
