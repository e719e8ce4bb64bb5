//! The names on the map: where they stand, and in which order they give way.

use super::{push_number, push_placed};
use crate::{
    domain::{
        language::Language,
        map_feature::{FeatureKind, MapFeature},
        record::Records,
        slug::Slug,
    },
    map::{
        pin::escape,
        viewport::{HEIGHT, Viewport, WIDTH, round_length},
    },
};

/// The longest scale bar, in units of the view box.
const LONGEST_BAR: f64 = 120.0;
/// The longest name of several words that stands on one line, in bytes. Chinese names have no spaces and stay whole.
const LONGEST_LINE: usize = 16;
/// Distance of the sample points when a free spot for a name is sought, in units of the view box.
const STEP: f64 = 20.0;
/// Least distance of a name's middle from the next line, in units of the view box.
const LEAST_ROOM: f64 = 16.0;
/// A name is wider than high: distances to the side count for less.
const FLATTENED: f64 = 0.5;

/// Appends the names of neighbours, water, towns and township seats.
pub fn push(svg: &mut String, records: &Records, programme: Option<&Slug>, language: Language, viewport: &Viewport) {
    let of = |kind: FeatureKind| records.map_features.values().filter(move |feature| feature.kind == kind);
    let project = |line: &Vec<[f64; 2]>| line.iter().map(|[lng, lat]| viewport.project(*lng, *lat)).collect::<Vec<_>>();
    let towns: Vec<_> = of(FeatureKind::Place)
        .filter_map(|place| Some((place, *project(place.lines.get().first()?).first()?)))
        .collect();
    let mut taken: Vec<_> = towns.iter().map(|(_, at)| *at).collect();
    let name = |feature: &MapFeature| feature.name.as_ref().map(|name| name.get(language).to_owned());

    svg.push_str("<g class=\"names\" aria-hidden=\"true\">");
    // Water is the smaller, so it chooses first.
    for (kind, class) in [(FeatureKind::Lake, "water"), (FeatureKind::Neighbour, "neighbour")] {
        group(svg, class, |svg| {
            for feature in of(kind) {
                let rings: Vec<_> = feature.lines.get().iter().map(project).collect();
                if let (Some(name), Some(at)) = (name(feature), free_spot(&rings, &taken)) {
                    taken.push(at);
                    push_name(svg, at, None, 0.0, &name);
                }
            }
        });
    }
    group(svg, "water", |svg| {
        for river in of(FeatureKind::River).filter(|river| river.rank <= 2) {
            let points = river.lines.get().iter().flat_map(project).filter(|at| on_the_screen(*at)).collect::<Vec<_>>();
            if let (Some(name), Some(at)) = (name(river), points.get(points.len() / 3)) {
                push_name(svg, *at, None, -5.0, &name);
            }
        }
    });
    group(svg, "town", |svg| {
        for (place, at) in &towns {
            if let Some(name) = name(place) {
                push_name(svg, *at, Some(2.0), -6.0, &name);
            }
        }
    });
    let mut written: Vec<Extent> = Vec::new();
    group(svg, "seat", |svg| {
        for seat in records
            .divisions
            .values()
            .filter(|division| division.parent.is_some() && division.parent.as_ref() == programme)
        {
            if let (Some(location), Some(name)) = (&seat.location, &seat.name) {
                let at = viewport.project(location.lng.degrees(), location.lat.degrees());
                let extent = Extent::of(at, 18.0, name.get(language));
                // A name that would lie on another waits until the map has been brought nearer; its dot stays.
                let crowded = written.iter().any(|other| other.meets(&extent));
                svg.push_str(if crowded { "<g class=\"crowded\">" } else { "<g>" });
                push_name(svg, at, Some(3.0), 18.0, name.get(language));
                svg.push_str("</g>");
                if !crowded {
                    written.push(extent);
                }
            }
        }
    });
    svg.push_str("</g>");
}

/// Appends the scale bar; its length is a length on the ground, so it is right in a container of any size.
pub fn push_scale_bar(svg: &mut String, viewport: &Viewport) {
    let metres = round_length(LONGEST_BAR * viewport.metres_per_unit());
    let length = metres / viewport.metres_per_unit();
    let text =
        if metres < 1000.0 { (metres as i64).to_string() + " m" } else { (metres as i64 / 1000).to_string() + " km" };
    svg.push_str("<g class=\"bar\" aria-hidden=\"true\"><path d=\"M0-5V0H");
    push_number(svg, length);
    svg.push_str("V-5\"/><text class=\"px\" x=\"4\" y=\"-5\">");
    svg.push_str(&text);
    svg.push_str("</text></g>");
}

fn group(svg: &mut String, class: &str, names: impl FnOnce(&mut String)) {
    let begin = svg.len();
    svg.push_str("<g class=\"");
    svg.push_str(class);
    svg.push_str("\">");
    let empty = svg.len();
    names(svg);
    if svg.len() == empty { svg.truncate(begin) } else { svg.push_str("</g>") }
}

/// Appends a name, `below` CSS pixels under a point, and the point's dot.
fn push_name(svg: &mut String, at: (f64, f64), dot: Option<f64>, below: f64, name: &str) {
    push_placed(svg, "g", at);
    svg.push_str("<g class=\"px\">");
    if let Some(radius) = dot {
        svg.push_str("<circle r=\"");
        push_number(svg, radius);
        svg.push_str("\"/>");
    }
    svg.push_str("<text");
    if below != 0.0 {
        svg.push_str(" y=\"");
        push_number(svg, below);
        svg.push('"');
    }
    svg.push('>');
    match two_lines(name) {
        None => svg.push_str(&escape(name)),
        Some((first, second)) => {
            svg.push_str(&escape(first));
            svg.push_str("<tspan x=\"0\" dy=\"1.15em\">");
            svg.push_str(&escape(second));
            svg.push_str("</tspan>");
        }
    }
    svg.push_str("</text></g></g>");
}

/// The room that a name takes up at a scale of one unit for each CSS pixel: about, and rather too much.
struct Extent {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Extent {
    /// Of a name whose first line stands so far below a point.
    fn of((x, y): (f64, f64), below: f64, name: &str) -> Self {
        let width = |line: &str| line.chars().map(|sign| if sign.is_ascii() { 7.5 } else { 13.5 }).sum::<f64>();
        let (half, lines) = match two_lines(name) {
            None => (width(name) / 2.0, 1.0),
            Some((first, second)) => (width(first).max(width(second)) / 2.0, 2.0),
        };
        let top = y + below - 12.0;
        Self { left: x - half, top, right: x + half, bottom: top + 15.0 * lines }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// A long name of several words, parted at the space next to its middle.
fn two_lines(name: &str) -> Option<(&str, &str)> {
    if name.len() <= LONGEST_LINE {
        return None;
    }
    let (at, _) = name.match_indices(' ').min_by_key(|(at, _)| at.abs_diff(name.len() / 2))?;
    Some((&name[..at], &name[at + 1..]))
}

fn on_the_screen((x, y): (f64, f64)) -> bool {
    (0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y)
}

/// The spot inside an area, within the view box, that is farthest from borders, from the edges and from what is taken.
/// `None` when only a sliver of the area can be seen.
fn free_spot(rings: &[Vec<(f64, f64)>], taken: &[(f64, f64)]) -> Option<(f64, f64)> {
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
    fn long_names_are_parted_between_words() {
        assert_eq!(two_lines("Tonghongdian Yi and Miao Township"), Some(("Tonghongdian Yi", "and Miao Township")));
        assert_eq!(two_lines("Panxi Town"), None);
        assert_eq!(two_lines("通红甸彝族苗族乡"), None);
    }

    #[test]
    fn names_meet_where_they_would_lie_on_each_other() {
        let at = |x, y| Extent::of((x, y), 18.0, "盘溪镇");
        assert!(at(100.0, 100.0).meets(&at(130.0, 110.0)));
        assert!(!at(100.0, 100.0).meets(&at(142.0, 100.0)) && !at(100.0, 100.0).meets(&at(100.0, 116.0)));
        assert!(Extent::of((0.0, 0.0), 18.0, "Tonghongdian Yi and Miao Township").meets(&at(0.0, 14.0)), "two lines");
    }

    #[test]
    fn a_sliver_gets_no_name() {
        assert_eq!(free_spot(&[vec![(0.0, 0.0), (10.0, 0.0), (10.0, 700.0), (0.0, 700.0)]], &[]), None);
        assert_eq!(free_spot(&[vec![(-90.0, -90.0), (-10.0, -90.0), (-10.0, -10.0)]], &[]), None);
    }
}
