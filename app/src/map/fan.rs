//! Where the sites stand that share the seat of a township because nobody knows their exact place.

use std::f64::consts::PI;

/// Distance between the middles of two neighbouring pins, in CSS pixels: pins are 28 wide.
const SPACING: f64 = 31.0;
/// The least radius of a row, in CSS pixels: it leaves the dot of the seat free.
const LEAST_RADIUS: f64 = 30.0;
/// The angle that a row may take up, symmetrical about straight up: what is below stays free for the name.
const SPREAD: f64 = PI * 150.0 / 180.0;
/// Slots of the innermost row when there are several.
const FIRST_ROW: f64 = 5.0;

/// Offset of a slot from the seat, in CSS pixels to the right and down.
///
/// The slots form a fan above the seat: rows from the inside out, each filled from the left, one row for up to five.
/// `slot` counts from 0 and is below `of`.
pub fn fan_offset(slot: u32, of: u32) -> (f64, f64) {
    let (mut slot, mut left) = (f64::from(slot), f64::from(of.max(1)));
    let mut radius = radius_for(left.min(FIRST_ROW));
    loop {
        // The angle between neighbours, so that the straight line between them is one spacing long.
        let step = 2.0 * (SPACING / 2.0 / radius).asin();
        let row = left.min((SPREAD / step + 1e-9).floor() + 1.0);
        if slot < row {
            let angle = (slot - (row - 1.0) / 2.0) * step;
            return (radius * angle.sin(), -radius * angle.cos());
        }
        slot -= row;
        left -= row;
        radius += SPACING;
    }
}

/// The radius at which so many slots fill the spread, at least the least.
fn radius_for(slots: f64) -> f64 {
    if slots < 2.0 { LEAST_RADIUS } else { (SPACING / 2.0 / (SPREAD / 2.0 / (slots - 1.0)).sin()).max(LEAST_RADIUS) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pins_of_a_fan_do_not_touch_each_other_the_seat_or_its_name() {
        for of in 1..=40 {
            let places: Vec<_> = (0..of).map(|slot| fan_offset(slot, of)).collect();
            for (index, a) in places.iter().enumerate() {
                assert!(a.0.hypot(a.1) >= 14.0 + 4.0, "slot {index} of {of} covers the seat");
                assert!(a.1 <= -7.0, "slot {index} of {of} hangs over the name");
                for b in &places[index + 1..] {
                    assert!((a.0 - b.0).hypot(a.1 - b.1) >= 28.0, "{a:?} and {b:?} of {of} overlap");
                }
            }
        }
    }

    #[test]
    fn one_site_stands_above_its_seat() {
        let (x, y) = fan_offset(0, 1);
        assert!(x.abs() < 1e-9 && y < -14.0);
    }

    #[test]
    fn slots_go_from_left_to_right() {
        let places: Vec<_> = (0..4).map(|slot| fan_offset(slot, 4).0).collect();
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
