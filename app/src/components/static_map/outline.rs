//! Lines as SVG path data: tenths of a unit as whole numbers, each relative to the one before.

use crate::map::viewport::Viewport;
use std::collections::HashSet;

/// Tenths of a unit of the view box.
pub type Point = (i64, i64);

/// A line or ring on the grid, without points that fall on the one before.
pub fn on_grid(line: &[[f64; 2]], viewport: &Viewport) -> Vec<Point> {
    let mut points: Vec<Point> = line
        .iter()
        .map(|[lng, lat]| viewport.project(*lng, *lat))
        .map(|(x, y)| ((x * 10.0).round() as i64, (y * 10.0).round() as i64))
        .collect();
    points.dedup();
    points
}

/// Appends the data of one line; `closed` joins its end to its beginning.
pub fn push_line(data: &mut String, line: &[Point], closed: bool) {
    let line = if closed && line.len() > 1 && line.first() == line.last() { &line[..line.len() - 1] } else { line };
    let Some((first, rest)) = line.split_first() else { return };
    data.push('M');
    push_pair(data, *first, false);
    data.push('l');
    let mut last = *first;
    for (index, point) in rest.iter().enumerate() {
        push_pair(data, (point.0 - last.0, point.1 - last.1), index > 0);
        last = *point;
    }
    if closed {
        data.push('z');
    }
}

/// A minus sign parts two numbers as well as a space does.
fn push_pair(data: &mut String, (x, y): Point, after_number: bool) {
    if after_number && x >= 0 {
        data.push(' ');
    }
    data.push_str(&x.to_string());
    if y >= 0 {
        data.push(' ');
    }
    data.push_str(&y.to_string());
}

/// Borders of several areas, of which each part is drawn once: what two areas share, and what has been drawn already, is
/// left out the second time, and so are the edges along which the data set was cut out of a larger one.
#[derive(Debug, Default)]
pub struct Borders {
    drawn: HashSet<(Point, Point)>,
    cut: Option<(Point, Point)>,
}

impl Borders {
    /// For borders that were cut along the box around all of these rings.
    pub fn cut_along_edges_of<'a>(rings: impl IntoIterator<Item = &'a Vec<Point>>) -> Self {
        let cut = rings.into_iter().flatten().fold(None, |cut: Option<(Point, Point)>, point| {
            let (low, high) = cut.unwrap_or((*point, *point));
            Some(((low.0.min(point.0), low.1.min(point.1)), (high.0.max(point.0), high.1.max(point.1))))
        });
        Self { drawn: HashSet::new(), cut }
    }

    /// Takes a ring as drawn.
    pub fn skip(&mut self, ring: &[Point]) {
        self.drawn.extend(segments(ring).map(|(from, to)| (from.min(to), from.max(to))));
    }

    /// The lines of a ring that remain to be drawn.
    pub fn rest(&mut self, ring: &[Point]) -> Vec<Vec<Point>> {
        let mut lines: Vec<Vec<Point>> = Vec::new();
        for (from, to) in segments(ring) {
            if self.is_cut(from, to) || !self.drawn.insert((from.min(to), from.max(to))) {
                continue;
            }
            match lines.last_mut() {
                Some(line) if line.last() == Some(&from) => line.push(to),
                _ => lines.push(vec![from, to]),
            }
        }
        lines
    }

    /// Whether a segment lies on an edge of the box; a tenth of a unit may be lost to rounding.
    fn is_cut(&self, from: Point, to: Point) -> bool {
        let Some((low, high)) = self.cut else { return false };
        let both = |a: i64, b: i64, edge: i64| (a - edge).abs() <= 1 && (b - edge).abs() <= 1;
        both(from.0, to.0, low.0)
            || both(from.0, to.0, high.0)
            || both(from.1, to.1, low.1)
            || both(from.1, to.1, high.1)
    }
}

/// The segments of a ring, whether or not it repeats its first point at the end.
fn segments(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(from, to)| (*from, *to)).filter(|(from, to)| from != to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_data_is_relative_and_short() {
        let mut data = String::new();
        push_line(&mut data, &[(10, -20), (15, -20), (5, 30), (10, -20)], true);
        assert_eq!(data, "M10-20l5 0-10 50z");
        data.clear();
        push_line(&mut data, &[(0, 0), (-3, 4)], false);
        assert_eq!(data, "M0 0l-3 4");
    }

    #[test]
    fn a_shared_border_is_drawn_once() {
        let left = vec![(0, 0), (50, 0), (50, 100), (0, 100)];
        let right = vec![(50, 100), (50, 0), (90, 20), (90, 80)];
        let mut borders = Borders::default();
        assert_eq!(borders.rest(&left), [vec![(0, 0), (50, 0), (50, 100), (0, 100), (0, 0)]]);
        assert_eq!(borders.rest(&right), [vec![(50, 0), (90, 20), (90, 80), (50, 100)]]);
    }

    #[test]
    fn edges_of_the_cutting_are_no_borders() {
        let ring = vec![(0, 0), (100, 0), (100, 100), (60, 40), (0, 100)];
        let mut borders = Borders::cut_along_edges_of([&ring]);
        assert_eq!(borders.rest(&ring), [vec![(100, 100), (60, 40), (0, 100)]]);
    }
}
