//! Where a name stands best within an area.

use crate::map::viewport::{HEIGHT, WIDTH};

/// Distance of the sample points when a free spot for a name is sought, in units of the view box.
const STEP: f64 = 20.0;
/// Least distance of a name's middle from the next line, in units of the view box.
const LEAST_ROOM: f64 = 16.0;
/// A name is wider than high: distances to the side count for less.
const FLATTENED: f64 = 0.5;

type Point = (f64, f64);

/// The spot inside an area, within the view box, that is farthest from borders, from the edges and from what is taken.
/// `None` when only a sliver of the area can be seen.
pub(super) fn free_spot(rings: &[Vec<Point>], taken: &[Point]) -> Option<Point> {
    let samples = |most: f64| (1..).map(|n| f64::from(n) * STEP).take_while(move |at| *at < most);
    let borders: Vec<(Point, Point)> =
        rings.iter().flat_map(|ring| ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))).collect();
    let mut best = None;
    let mut least = LEAST_ROOM;
    for at in samples(WIDTH).flat_map(|x| samples(HEIGHT).map(move |y| (x, y))) {
        if let Some(room) = room(at, &borders, taken, least) {
            (best, least) = (Some(at), room);
        }
    }
    best
}

/// How far a spot is from the nearest line, edge or taken spot; `None` when that is less than `least` or when it lies
/// outside. What is asked first is what takes least, since nearly all spots are turned away.
fn room(at: Point, borders: &[(Point, Point)], taken: &[Point], least: f64) -> Option<f64> {
    let edges = (at.0.min(WIDTH - at.0) * FLATTENED).min(at.1).min(HEIGHT - at.1);
    let before = taken.iter().map(|other| distance(at, (*other, *other))).fold(edges, f64::min);
    if before < least || !contains(borders, at) {
        return None;
    }
    borders.iter().try_fold(before, |room, line| Some(room.min(distance(at, *line))).filter(|room| *room >= least))
}

/// Even–odd rule.
fn contains(borders: &[(Point, Point)], (x, y): Point) -> bool {
    let crosses = |(from, to): &(Point, Point)| {
        (from.1 > y) != (to.1 > y) && x < from.0 + (y - from.1) / (to.1 - from.1) * (to.0 - from.0)
    };
    borders.iter().fold(false, |inside, line| inside != crosses(line))
}

/// Distance of a point from a segment, with horizontal distances flattened.
fn distance(at: Point, (from, to): (Point, Point)) -> f64 {
    let flat = |(x, y): Point| (x * FLATTENED, y);
    let (at, from, to) = (flat(at), flat(from), flat(to));
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx * dx + dy * dy;
    let along =
        if length == 0.0 { 0.0 } else { (((at.0 - from.0) * dx + (at.1 - from.1) * dy) / length).clamp(0.0, 1.0) };
    let (x, y) = (at.0 - from.0 - along * dx, at.1 - from.1 - along * dy);
    (x * x + y * y).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Inside a convex ring: on the same side of all its lines.
    fn inside(rings: &[Vec<Point>], at: Point) -> bool {
        let ring = &rings[0];
        let turn = |(a, b): (&Point, &Point)| (b.0 - a.0) * (at.1 - a.1) - (b.1 - a.1) * (at.0 - a.0) > 0.0;
        ring.iter().zip(ring.iter().cycle().skip(1)).all(turn)
    }

    #[test]
    fn a_name_stands_inside_its_area_and_clear_of_a_town() {
        let square = vec![vec![(100.0, 100.0), (400.0, 100.0), (400.0, 400.0), (100.0, 400.0)]];
        let alone = free_spot(&square, &[]).expect("a spot");
        assert!(inside(&square, alone));
        let beside = free_spot(&square, &[alone]).expect("another spot");
        assert!(inside(&square, beside) && distance(beside, (alone, alone)) >= LEAST_ROOM);
    }

    #[test]
    fn a_sliver_gets_no_name() {
        assert_eq!(free_spot(&[vec![(0.0, 0.0), (10.0, 0.0), (10.0, 700.0), (0.0, 700.0)]], &[]), None);
        assert_eq!(free_spot(&[vec![(-90.0, -90.0), (-10.0, -90.0), (-10.0, -10.0)]], &[]), None);
    }
}
