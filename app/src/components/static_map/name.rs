//! A name on the map: its lines, its side, the room that it takes up.

use super::{
    push_number, push_placed,
    room::{Room, SMALL, USUAL},
};
use crate::{
    atlas::view::Mark,
    map::{pin::escape, viewport::Viewport},
};

/// The longest name of several words that stands on one line, in bytes. Chinese names have no spaces and stay whole.
const LONGEST_LINE: usize = 16;
/// Where a seat's name begins below the seat, where beside it, in CSS pixels: down to its first line, and to the side.
pub(super) const BELOW_SEAT: f64 = 18.0;
const BESIDE_SEAT: (f64, f64) = (4.5, 8.0);
/// Where its last line stands above the seat, and how high a line is: its size in `style/map.css` times the distance of two.
const ABOVE_SEAT: f64 = -8.0;
const SEAT_LINE: f64 = 13.0 * 1.15;

/// The room that a line takes up, and about the width of a Chinese character, in CSS pixels.
const LINE: f64 = 15.0;
const CHARACTER: f64 = 13.5;

/// A name, where it may stand.
#[derive(Clone)]
pub(super) struct Name {
    /// The group that it is drawn in, which is a class of the style sheet.
    pub(super) group: &'static str,
    pub(super) at: (f64, f64),
    pub(super) dot: Option<f64>,
    /// CSS pixels from the point down to its first line.
    pub(super) below: f64,
    pub(super) side: Side,
    /// Whether it may be parted into two lines.
    pub(super) parted: bool,
    pub(super) text: String,
}

/// On which side of its point a name stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Middle,
    Left,
    Right,
}

impl Name {
    /// A name without a dot in the middle of its point.
    pub(super) fn new(group: &'static str, at: (f64, f64), text: String) -> Self {
        Self { group, at, dot: None, below: 0.0, side: Side::Middle, parted: true, text }
    }

    /// Its one line, or its two.
    pub(super) fn lines(&self) -> (&str, Option<&str>) {
        match two_lines(&self.text).filter(|_| self.parted) {
            Some((first, second)) => (first, Some(second)),
            None => (&self.text, None),
        }
    }

    /// The same name below its point, beside it or above it, in two lines or in one: where marks and other names cover
    /// least of it, on a small map and on a usual one. Where several are as good, below and in two lines comes first.
    pub(super) fn beside(self, others: &[Self], viewport: &Viewport, marks: &[Mark]) -> Self {
        let obstacles: Vec<(f64, Vec<Room>)> = SMALL
            .into_iter()
            .chain([USUAL])
            .map(|scale| {
                let marks = marks.iter().map(|mark| Room::of_mark(mark, viewport, scale));
                (scale, marks.chain(others.iter().map(|other| other.room(scale))).collect())
            })
            .collect();
        let (down, _) = BESIDE_SEAT;
        let two = ABOVE_SEAT - if two_lines(&self.text).is_some() { SEAT_LINE } else { 0.0 };
        // With where its first line stands if it has two, and if it has one.
        let ways = [
            (Side::Middle, [self.below; 2]),
            (Side::Left, [down; 2]),
            (Side::Right, [down; 2]),
            (Side::Middle, [two, ABOVE_SEAT]),
        ];
        let ways = ways.into_iter().flat_map(|(side, [two, one])| [(side, two, true), (side, one, false)]);
        let names = ways.map(|(side, below, parted)| Self { side, below, parted, ..self.clone() });
        // Square CSS pixels of it that are covered or cut off.
        let lost = |name: &Self| -> f64 {
            let at = |(scale, obstacles): &(f64, Vec<Room>)| {
                let room = name.room(*scale);
                (room.cut_off(*scale) + obstacles.iter().map(|one| one.shared(&room)).sum::<f64>()) / (scale * scale)
            };
            obstacles.iter().map(at).sum()
        };
        names.min_by(|one, other| lost(one).total_cmp(&lost(other))).unwrap_or(self)
    }

    /// The room that it takes up at so many units for each CSS pixel: about, and rather too much.
    pub(super) fn room(&self, scale: f64) -> Room {
        let width = |line: &str| line.chars().map(|sign| self.width_of(sign)).sum::<f64>();
        let (first, second) = self.lines();
        let width = width(first).max(second.map_or(0.0, width));
        let (_, away) = BESIDE_SEAT;
        let left = match self.side {
            Side::Middle => -width / 2.0,
            Side::Left => -away - width,
            Side::Right => away,
        };
        let (top, lines) = (self.below - 12.0, if second.is_some() { 2.0 } else { 1.0 });
        Room::around(self.at, (left, top, width, LINE * lines), scale)
    }

    /// About the width of one of its characters, in CSS pixels.
    fn width_of(&self, sign: char) -> f64 {
        match sign {
            sign if !sign.is_ascii() => CHARACTER,
            _ if self.group == "seat" => 8.4,
            _ => 7.5,
        }
    }

    /// How much of a name may be covered or cut off so that it can still be read, in square units: two fifths of a Chinese
    /// character, which is less than two thirds of a letter.
    pub(super) fn to_spare(scale: f64) -> f64 {
        CHARACTER * LINE * 0.4 * scale * scale
    }
}

/// Appends a name, and its point's dot, which is always seen.
pub(super) fn push_name(svg: &mut String, name: &Name, step: usize) {
    push_placed(svg, "g", name.at);
    svg.push_str("<g class=\"px");
    if step > 0 {
        svg.push_str(" from-");
        svg.push_str(&step.to_string());
    }
    svg.push_str("\">");
    if let Some(radius) = name.dot {
        svg.push_str("<circle r=\"");
        push_number(svg, radius);
        svg.push_str("\"/>");
    }
    let (_, away) = BESIDE_SEAT;
    let (class, x) = match name.side {
        Side::Middle => ("", 0.0),
        Side::Left => (" class=\"left\"", -away),
        Side::Right => (" class=\"right\"", away),
    };
    svg.push_str("<text");
    svg.push_str(class);
    for (attribute, value) in [("x", x), ("y", name.below)].into_iter().filter(|(_, value)| *value != 0.0) {
        svg.push_str(&format!(" {attribute}=\""));
        push_number(svg, value);
        svg.push('"');
    }
    svg.push('>');
    let (first, second) = name.lines();
    svg.push_str(&escape(first));
    if let Some(second) = second {
        svg.push_str("<tspan x=\"");
        push_number(svg, x);
        svg.push_str("\" dy=\"1.15em\">");
        svg.push_str(&escape(second));
        svg.push_str("</tspan>");
    }
    svg.push_str("</text></g></g>");
}

/// A long name of several words, parted at the space next to its middle.
pub(super) fn two_lines(name: &str) -> Option<(&str, &str)> {
    if name.len() <= LONGEST_LINE {
        return None;
    }
    let (at, _) = name.match_indices(' ').min_by_key(|(at, _)| at.abs_diff(name.len() / 2))?;
    Some((&name[..at], &name[at + 1..]))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        atlas::view::MarkKind,
        domain::geo::{Bounds, LatLng},
    };

    pub fn viewport() -> Viewport {
        Viewport::around(&Bounds { south: 24.0, west: 102.8, north: 24.5, east: 103.2 }, 0.0)
    }

    pub fn mark() -> Mark {
        let bounds = Bounds { south: 24.2, west: 102.9, north: 24.3, east: 103.0 };
        let at = LatLng::new(24.25, 103.0).expect("a point");
        Mark { at, rings: [0; 5], what: MarkKind::Cluster { sites: 2, bounds }, fan: None }
    }

    pub fn seat(x: f64, y: f64, text: &str) -> Name {
        Name { dot: Some(3.0), below: BELOW_SEAT, ..Name::new("seat", (x, y), text.into()) }
    }

    #[test]
    fn long_names_are_parted_between_words() {
        assert_eq!(two_lines("Tonghongdian Yi and Miao Township"), Some(("Tonghongdian Yi", "and Miao Township")));
        assert_eq!(two_lines("Panxi Town"), None);
        assert_eq!(two_lines("通红甸彝族苗族乡"), None);
    }

    #[test]
    fn names_meet_where_they_would_lie_on_each_other() {
        let at = |x, y| seat(x, y, "盘溪镇").room(1.0);
        assert!(at(100.0, 100.0).meets(&at(130.0, 110.0)));
        assert!(!at(100.0, 100.0).meets(&at(142.0, 100.0)) && !at(100.0, 100.0).meets(&at(100.0, 116.0)));
        let two_lines = seat(0.0, 0.0, "Tonghongdian Yi and Miao Township").room(1.0);
        assert!(two_lines.meets(&at(0.0, 14.0)));
    }

    #[test]
    fn a_name_stands_above_where_all_else_is_covered() {
        let (viewport, mark) = (viewport(), mark());
        let (x, y) = viewport.project(mark.at.lng.degrees(), mark.at.lat.degrees());
        // On both sides and below there are names.
        let others =
            [(0.0, 0.0), (-60.0, -12.0), (60.0, -12.0)].map(|(right, down)| seat(x + right, y + down, "盘溪镇"));
        let name = seat(x, y, "Ningzhou Subdistrict").beside(&others, &viewport, &[]);
        assert!(name.side == Side::Middle && name.below < 0.0, "{}", name.below);
        let room = name.room(1.0);
        assert!(!room.meets(&Room::around((x, y), (-3.0, -3.0, 6.0, 6.0), 1.0)), "not on its dot");
        let css = include_str!("../../../../style/map.css");
        assert!(css.contains(".names .seat text { fill: var(--ink); font-size: 13px;"), "the size of a line");
    }

    #[test]
    fn a_name_keeps_away_from_marks_if_it_can() {
        let (viewport, mark) = (viewport(), mark());
        let (x, y) = viewport.project(mark.at.lng.degrees(), mark.at.lat.degrees());
        let name = || seat(x, y - 80.0, "Ningzhou Subdistrict");
        let meets = |name: &Name| {
            let at = |scale: &f64| name.room(*scale).meets(&Room::of_mark(&mark, &viewport, *scale));
            SMALL.iter().chain([&USUAL]).any(at)
        };
        let alone = name().beside(&[], &viewport, &[]);
        assert!(alone.side == Side::Middle && alone.lines().1.is_some(), "below and in two lines where nothing is");
        assert!(meets(&alone));
        let moved = name().beside(&[], &viewport, std::slice::from_ref(&mark));
        assert!(!meets(&moved));
        let mut svg = String::new();
        push_name(&mut svg, &moved, 0);
        assert!(svg.contains("<text class=\"left\" x=\"-8\" y=\"4.5\">Ningzhou Subdistrict</text>"), "{svg}");
    }
}
