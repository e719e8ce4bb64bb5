//! The base map of a programme: borders, water and places, as rows of its own.

use super::{geo::LatLng, rule::Broken, slug::Slug};
use crate::entry;
use serde::{Deserialize, Serialize};

crate::code_list! {
    /// What a feature of the base map is.
    FeatureKind {
        /// The area that the programme covers.
        Area = "area",
        /// An area beside it.
        Neighbour = "neighbour",
        /// A lake.
        Lake = "lake",
        /// A river.
        River = "river",
        /// A town, for orientation.
        Place = "place",
    }
}

/// Lines, rings or one point, as longitude and latitude in WGS-84 degrees (the order of RFC 7946).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Vec<[f64; 2]>>", into = "Vec<Vec<[f64; 2]>>")]
pub struct Lines(Vec<Vec<[f64; 2]>>);

impl Lines {
    /// Checks lines.
    ///
    /// # Errors
    /// When there is no position, or one is outside the range of longitude and latitude.
    pub fn new(lines: Vec<Vec<[f64; 2]>>) -> Result<Self, Broken> {
        let good = !lines.is_empty()
            && lines
                .iter()
                .all(|line| !line.is_empty() && line.iter().all(|[lng, lat]| lng.abs() <= 180.0 && lat.abs() <= 90.0));
        if good {
            Ok(Self(lines))
        } else {
            Err(Broken::new(
                "The geometry needs positions of the form [longitude, latitude] within ±180 and ±90 degrees.",
                "几何数据须为 [经度, 纬度]，且在±180和±90度以内。",
            ))
        }
    }

    /// The lines, each a list of `[longitude, latitude]`.
    pub fn get(&self) -> &[Vec<[f64; 2]>] {
        &self.0
    }

    /// Whether a point lies inside the rings: a ring within a ring is a hole. The edge itself belongs to either side.
    pub fn encloses(&self, point: LatLng) -> bool {
        let (lat, lng) = (point.lat.degrees(), point.lng.degrees());
        let crosses = |[from, to]: [[f64; 2]; 2]| {
            (from[1] > lat) != (to[1] > lat) && lng < from[0] + (lat - from[1]) / (to[1] - from[1]) * (to[0] - from[0])
        };
        let sides = |ring: &Vec<[f64; 2]>| {
            let next = ring.iter().skip(1).chain(ring.first()).copied().collect::<Vec<_>>();
            ring.iter().copied().zip(next).filter(|(from, to)| crosses([*from, *to])).count()
        };
        self.0.iter().map(sides).sum::<usize>() % 2 == 1
    }
}

impl TryFrom<Vec<Vec<[f64; 2]>>> for Lines {
    type Error = Broken;
    fn try_from(lines: Vec<Vec<[f64; 2]>>) -> Result<Self, Broken> {
        Self::new(lines)
    }
}

impl From<Lines> for Vec<Vec<[f64; 2]>> {
    fn from(lines: Lines) -> Self {
        lines.0
    }
}

entry! {
    /// A border, a piece of water or a place of the base map.
    MapFeature {
        /// What it is.
        pub kind: FeatureKind,
        /// Rings of an area or lake, lines of a river, the one point of a place.
        pub lines: Lines,
        /// Importance for labels; 1 is the greatest.
        pub rank: u8,
        /// The division whose area it is.
        pub division: Option<Slug>,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_within_a_ring_is_a_hole() {
        let square = |from: f64, to: f64| vec![[from, from], [to, from], [to, to], [from, to]];
        let area = Lines::new(vec![square(0.0, 10.0), square(4.0, 6.0)]).expect("rings");
        for (lat, lng, inside) in
            [(1.0, 1.0, true), (5.0, 5.0, false), (5.0, 7.0, true), (5.0, 11.0, false), (-1.0, 5.0, false)]
        {
            assert_eq!(area.encloses(LatLng::new(lat, lng).expect("a point")), inside, "{lat} {lng}");
        }
    }
}
