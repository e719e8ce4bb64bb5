//! Between the datums of Chinese web maps and WGS-84.
//!
//! GCJ-02 is published by nobody who made it; these are the formulas that the open libraries of the field share
//! (eviltransform, `googollee/eviltransform`, MIT; coordtransform, `wandergis/coordtransform`, MIT). Forward they agree with
//! the maps to about a metre. The way back has no formula and is found by iteration, to far below a centimetre.

use super::geo::Datum;
use std::f64::consts::PI;

/// Semi-major axis of the Krasovsky ellipsoid, metres, and its eccentricity squared.
const AXIS: f64 = 6_378_245.0;
const ECCENTRICITY: f64 = 0.006_693_421_622_965_943;
/// The circle that BD-09 turns by.
const TURN: f64 = PI * 3000.0 / 180.0;
/// The box in which the maps shift: south, north, west, east.
const CHINA: [f64; 4] = [0.8293, 55.8271, 72.004, 137.8347];

/// Latitude and longitude in degrees.
pub type Degrees = (f64, f64);

/// Brings a position to WGS-84.
pub fn to_wgs84(datum: Datum, at: Degrees) -> Degrees {
    match datum {
        Datum::Wgs84 | Datum::Cgcs2000 => at,
        Datum::Gcj02 => inverse(at, wgs84_to_gcj02),
        Datum::Bd09 => inverse(at, |at| gcj02_to_bd09(wgs84_to_gcj02(at))),
    }
}

/// Brings a WGS-84 position to another datum.
pub fn from_wgs84(datum: Datum, at: Degrees) -> Degrees {
    match datum {
        Datum::Wgs84 | Datum::Cgcs2000 => at,
        Datum::Gcj02 => wgs84_to_gcj02(at),
        Datum::Bd09 => gcj02_to_bd09(wgs84_to_gcj02(at)),
    }
}

fn wgs84_to_gcj02((lat, lng): Degrees) -> Degrees {
    let [south, north, west, east] = CHINA;
    if !(south..=north).contains(&lat) || !(west..=east).contains(&lng) {
        return (lat, lng);
    }
    let (x, y) = (lng - 105.0, lat - 35.0);
    let wave = |terms: &[(f64, f64)]| terms.iter().map(|(high, angle)| high * angle.sin()).sum::<f64>() * 2.0 / 3.0;
    let shared = wave(&[(20.0, 6.0 * x * PI), (20.0, 2.0 * x * PI)]);
    let north = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * x.abs().sqrt()
        + shared
        + wave(&[(20.0, y * PI), (40.0, y / 3.0 * PI)])
        + wave(&[(160.0, y / 12.0 * PI), (320.0, y * PI / 30.0)]);
    let east = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * x.abs().sqrt()
        + shared
        + wave(&[(20.0, x * PI), (40.0, x / 3.0 * PI)])
        + wave(&[(150.0, x / 12.0 * PI), (300.0, x / 30.0 * PI)]);
    let radians = lat.to_radians();
    let magic = 1.0 - ECCENTRICITY * radians.sin().powi(2);
    let metres_north = AXIS * (1.0 - ECCENTRICITY) / (magic * magic.sqrt());
    let metres_east = AXIS / magic.sqrt() * radians.cos();
    (lat + (north / metres_north).to_degrees(), lng + (east / metres_east).to_degrees())
}

fn gcj02_to_bd09((lat, lng): Degrees) -> Degrees {
    let far = lng.hypot(lat) + 0.00002 * (lat * TURN).sin();
    let angle = lat.atan2(lng) + 0.000_003 * (lng * TURN).cos();
    (far * angle.sin() + 0.006, far * angle.cos() + 0.0065)
}

/// Turns a shift of some hundred metres back: each round takes what is still missing.
fn inverse(at: Degrees, shift: impl Fn(Degrees) -> Degrees) -> Degrees {
    let mut guess = at;
    for _ in 0..30 {
        let shifted = shift(guess);
        let missing = (at.0 - shifted.0, at.1 - shifted.1);
        guess = (guess.0 + missing.0, guess.1 + missing.1);
        if missing.0.abs().max(missing.1.abs()) < 1e-12 {
            break;
        }
    }
    guess
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn near(got: Degrees, wanted: Degrees, within: f64) {
        assert!((got.0 - wanted.0).abs() < within && (got.1 - wanted.1).abs() < within, "{got:?} is not {wanted:?}");
    }

    /// The values that the two libraries publish in their tests and documentation.
    #[test]
    fn published_values_are_met() {
        near(from_wgs84(Datum::Gcj02, (31.177_427_6, 121.527_210_6)), (31.175_303_98, 121.531_541_86), 1e-7);
        near(from_wgs84(Datum::Gcj02, (39.915, 116.404)), (39.916_404_281_501_64, 116.410_244_499_169_38), 1e-9);
        near(gcj02_to_bd09((39.915, 116.404)), (39.921_336_993_510_22, 116.410_369_493_710_29), 1e-9);
    }

    #[test]
    fn what_is_not_shifted_stays() {
        let at = (24.19, 102.93);
        assert_eq!((to_wgs84(Datum::Wgs84, at), to_wgs84(Datum::Cgcs2000, at)), (at, at));
        let paris = (48.85, 2.35);
        assert_eq!(from_wgs84(Datum::Gcj02, paris), paris);
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same_place(lat in 3.5..53.5_f64, lng in 73.6..134.9_f64) {
            for datum in [Datum::Gcj02, Datum::Bd09] {
                let back = to_wgs84(datum, from_wgs84(datum, (lat, lng)));
                prop_assert!((back.0 - lat).abs() < 1e-8 && (back.1 - lng).abs() < 1e-8, "{:?}", back);
            }
        }
    }
}
