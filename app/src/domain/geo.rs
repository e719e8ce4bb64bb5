//! Positions on the earth. Every stored coordinate is WGS-84 in degrees.

use super::{rule::Broken, slug::Slug, text::Text};
use serde::{Deserialize, Serialize};

macro_rules! degrees {
    ($(#[$meta:meta])* $name:ident, $limit:literal, $en:literal, $zh:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
        #[serde(try_from = "f64", into = "f64")]
        pub struct $name(f64);

        impl $name {
            /// Checks a number of degrees.
            ///
            /// # Errors
            /// When it is no finite number or outside the range.
            pub fn new(degrees: f64) -> Result<Self, Broken> {
                if degrees.is_finite() && degrees.abs() <= $limit {
                    Ok(Self(degrees))
                } else {
                    Err(Broken::new(format!(concat!($en, ", not {}."), degrees), format!(concat!($zh, "，不能是 {}。"), degrees)))
                }
            }

            /// The number of degrees.
            pub const fn degrees(self) -> f64 {
                self.0
            }
        }

        impl TryFrom<f64> for $name {
            type Error = Broken;
            fn try_from(degrees: f64) -> Result<Self, Broken> {
                Self::new(degrees)
            }
        }

        impl From<$name> for f64 {
            fn from(value: $name) -> f64 {
                value.0
            }
        }
    };
}

degrees!(
    /// Degrees north of the equator.
    Latitude, 90.0, "A latitude lies between -90 and 90 degrees", "纬度应在-90至90度之间"
);
degrees!(
    /// Degrees east of Greenwich.
    Longitude, 180.0, "A longitude lies between -180 and 180 degrees", "经度应在-180至180度之间"
);

/// A point in WGS-84.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LatLng {
    /// Degrees north.
    pub lat: Latitude,
    /// Degrees east.
    pub lng: Longitude,
}

impl LatLng {
    /// A point from plain degrees.
    ///
    /// # Errors
    /// When either is outside its range.
    pub fn new(lat: f64, lng: f64) -> Result<Self, Broken> {
        Ok(Self { lat: Latitude::new(lat)?, lng: Longitude::new(lng)? })
    }

    /// The distance to another point along the ground, in metres, on a sphere: right to half a percent.
    pub fn distance_m(self, other: Self) -> f64 {
        const EARTH_M: f64 = 6_371_008.8;
        let (lat, other_lat) = (self.lat.degrees().to_radians(), other.lat.degrees().to_radians());
        let turn = (other.lng.degrees() - self.lng.degrees()).to_radians();
        let half = ((other_lat - lat) / 2.0).sin().powi(2) + lat.cos() * other_lat.cos() * (turn / 2.0).sin().powi(2);
        2.0 * EARTH_M * half.sqrt().min(1.0).asin()
    }
}

/// A box between two parallels and two meridians, its edges included. It does not cross the antimeridian.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// Southern edge, degrees.
    pub south: f64,
    /// Western edge, degrees.
    pub west: f64,
    /// Northern edge, degrees.
    pub north: f64,
    /// Eastern edge, degrees.
    pub east: f64,
}

impl Bounds {
    /// The smallest box around some points; `None` when there are none.
    pub fn around(points: impl IntoIterator<Item = LatLng>) -> Option<Self> {
        points.into_iter().fold(None, |bounds: Option<Self>, point| {
            let (lat, lng) = (point.lat.degrees(), point.lng.degrees());
            Some(match bounds {
                None => Self { south: lat, west: lng, north: lat, east: lng },
                Some(b) => Self {
                    south: b.south.min(lat),
                    west: b.west.min(lng),
                    north: b.north.max(lat),
                    east: b.east.max(lng),
                },
            })
        })
    }

    /// Whether a point lies inside or on an edge.
    pub fn contains(&self, point: LatLng) -> bool {
        let (lat, lng) = (point.lat.degrees(), point.lng.degrees());
        (self.south..=self.north).contains(&lat) && (self.west..=self.east).contains(&lng)
    }
}

crate::code_list! {
    /// How exactly a place is known.
    Precision {
        /// The thing itself.
        Exact = "exact",
        /// Somewhere in this village.
        Village = "village",
        /// The seat of the township stands in; the place lies somewhere in the township.
        TownshipSeat = "township-seat",
        /// Somewhere in this township.
        Township = "township",
        /// Somewhere in this county.
        County = "county",
    }
}

impl Precision {
    /// Whether the pin stands for the thing itself.
    pub const fn is_exact(self) -> bool {
        matches!(self, Self::Exact)
    }
}

crate::code_list! {
    /// The datum in which a coordinate was given. Chinese web maps shift theirs by some hundred metres.
    Datum {
        /// World Geodetic System 1984; CGCS2000 agrees with it far below the width of a line.
        Wgs84 = "WGS-84",
        /// China Geodetic Coordinate System 2000.
        Cgcs2000 = "CGCS2000",
        /// Used by Amap and Tencent.
        Gcj02 = "GCJ-02",
        /// Used by Baidu.
        Bd09 = "BD-09",
    }
}

/// The coordinate as it was given, kept beside the converted one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entered {
    /// Datum of the given coordinate.
    pub datum: Datum,
    /// Degrees north as given.
    pub lat: Latitude,
    /// Degrees east as given.
    pub lng: Longitude,
}

/// A second source's position of the same place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CrossCheck {
    /// The second source.
    pub source: Slug,
    /// Its identifier of the place, such as a GeoNames id.
    pub identifier: Option<Text>,
    /// Its name of the place.
    pub name: Text,
    /// Degrees north.
    pub lat: Latitude,
    /// Degrees east.
    pub lng: Longitude,
    /// Distance from the position used, in metres.
    pub distance_m: u32,
}

/// Where something stands, how exactly that is known and from where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Location {
    /// Degrees north, WGS-84.
    pub lat: Latitude,
    /// Degrees east, WGS-84.
    pub lng: Longitude,
    /// How exactly the place is known.
    pub precision: Precision,
    /// How the position was found, in words.
    pub method: Text,
    /// Source of the position.
    pub source: Slug,
    /// The coordinate as it was given, where it was not given in WGS-84.
    pub entered: Option<Entered>,
    /// A second source's position.
    pub cross_check: Option<CrossCheck>,
}

impl Location {
    /// The position as a point.
    pub const fn point(&self) -> LatLng {
        LatLng { lat: self.lat, lng: self.lng }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_the_ground() {
        let at = |lat, lng| LatLng::new(lat, lng).expect("a point");
        // A degree of a meridian, Kunming to Beijing, and half way round.
        for (one, other, metres) in [
            (at(24.0, 103.0), at(25.0, 103.0), 111_195.0),
            (at(25.04, 102.71), at(39.9, 116.4), 2_091_000.0),
            (at(0.0, 0.0), at(0.0, 180.0), 20_015_100.0),
            (at(24.0, 103.0), at(24.0, 103.0), 0.0),
        ] {
            let found = one.distance_m(other);
            assert!((found - metres).abs() <= metres * 0.005, "{found} for {metres}");
            assert!((found - other.distance_m(one)).abs() < 1e-6);
        }
    }
}
