//! Where a name stands best within an area.

use crate::map::viewport::{HEIGHT, WIDTH};

/// Distance of the sample points when a free spot for a name is sought, in units of the view box.
const STEP: f64 = 20.0;
/// Least distance of a name's middle from the next line, in units of the view box.
const LEAST_ROOM: f64 = 16.0;
/// A name is wider than high: distances to the side count for less.
const FLATTENED: f64 = 0.5;

/// The spot inside an area, within the view box, that is farthest from borders, from the edges and from what is taken.
/// `None` when only a sliver of the area can be seen.
pub(super) fn free_spot(rings: &[Vec<(f64, f64)>], taken: &[(f64, f64)]) -> Option<(f64, f64)> {
    let samples = |most: f64| (1..).map(|n| f64::from(n) * STEP).take_while(move |at| *at < most);
    let room = |at: (f64, f64)| {
        let edges = (at.0.min(WIDTH - at.0) * FLATTENED).min(at.1).min(HEIGHT - at.1);
        let lines = rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
        let borders = lines.map(|(from, to)| distance(at, *from, *to));
        let others = taken.iter().map(|other| distance(at, *other, *other));
        borders.chain(others).fold(edges, f64::min)
    };
    samples(WIDTH)
        .flat_map(|x| samples(HEIGHT).map(move |y| (x, y)))
        .filter(|at| contains(rings, *at))
        .map(|at| (room(at), at))
        .filter(|(room, _)| *room >= LEAST_ROOM)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, at)| at)
}

/// Even–odd rule.
fn contains(rings: &[Vec<(f64, f64)>], (x, y): (f64, f64)) -> bool {
    let crossings = rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1))).filter(|(from, to)| {
        (from.1 > y) != (to.1 > y) && x < from.0 + (y - from.1) / (to.1 - from.1) * (to.0 - from.0)
    });
    crossings.count() % 2 == 1
}

/// Distance of a point from a segment, with horizontal distances flattened.
fn distance(at: (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let flat = |(x, y): (f64, f64)| (x * FLATTENED, y);
    let (at, from, to) = (flat(at), flat(from), flat(to));
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx * dx + dy * dy;
    let along =
        if length == 0.0 { 0.0 } else { (((at.0 - from.0) * dx + (at.1 - from.1) * dy) / length).clamp(0.0, 1.0) };
    (at.0 - from.0 - along * dx).hypot(at.1 - from.1 - along * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_inside_its_area_and_clear_of_a_town() {
        let square = vec![vec![(100.0, 100.0), (400.0, 100.0), (400.0, 400.0), (100.0, 400.0)]];
        let alone = free_spot(&square, &[]).expect("a spot");
        assert!(contains(&square, alone));
        let beside = free_spot(&square, &[alone]).expect("another spot");
        assert!(contains(&square, beside) && distance(beside, alone, alone) >= LEAST_ROOM);
    }

    #[test]
    fn a_sliver_gets_no_name() {
        assert_eq!(free_spot(&[vec![(0.0, 0.0), (10.0, 0.0), (10.0, 700.0), (0.0, 700.0)]], &[]), None);
        assert_eq!(free_spot(&[vec![(-90.0, -90.0), (-10.0, -90.0), (-10.0, -10.0)]], &[]), None);
    }
}
