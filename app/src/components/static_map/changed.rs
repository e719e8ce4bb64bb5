//! The map of a change that is not published: how marks stood and how they would stand. Words beside each mark say which is
//! which, a mark that goes is struck out and one that comes has an edge of its own, so that no colour has to be seen.

use super::{area, draw, programme_division, push_placed, seen};
use crate::{
    atlas::{
        Atlas,
        differences::{MarkChange, Stand},
    },
    components::glyph::{Drawing, PLACE_SIZE, SITE_SIZE, push_number},
    domain::{
        geo::{Bounds, LatLng},
        language::Language,
        record::Kind,
    },
    map::{
        fan::fan_offset,
        pin::escape,
        viewport::{HEIGHT, PADDING, Viewport, WIDTH, mercator, metres_per_pixel},
    },
};

/// Units of the view box that stay free around the marks.
const FREE: f64 = 130.0;
/// How near the map comes when nothing moves: some villages around a place are seen.
const NEAR: f64 = 12.0;
/// How near it comes at most.
const NEAREST: f64 = 17.0;
/// Units of the view box over which a move is to be seen.
const MOVE: f64 = 150.0;
/// How much farther away a map is that says where another one lies.
const FARTHER: f64 = 2.0;

/// What is said beside a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Where it stood before it moves.
    Was,
    /// Where it stands after it moved.
    Now,
    /// A mark that was not there.
    New,
    /// A mark that goes.
    Gone,
    /// A mark that stays where it is and looks otherwise.
    Changed,
}

/// The map of some changes; `label` gives the words beside a mark of the change with a number. Empty when nothing in the
/// records has a position.
pub fn changed_map(
    atlas: &Atlas,
    changes: &[MarkChange],
    language: Language,
    label: &dyn Fn(usize, Side) -> String,
) -> String {
    let seen = seen(camera(changes));
    draw(atlas.records(), programme_division(atlas), language, &seen, &[], |svg, viewport| {
        let marks: Vec<_> = (0..).zip(changes).flat_map(|(number, change)| marks(number, change)).collect();
        svg.push_str("<g class=\"changed\">");
        for change in changes {
            push_way(svg, viewport, change);
        }
        for mark in &marks {
            let point = marks.iter().filter(|other| other.stand.at == mark.stand.at);
            let slot = point.clone().position(|other| other.is(mark)).unwrap_or_default();
            push_mark(svg, viewport, mark, (slot, point.count()), &label(mark.number, mark.side));
        }
        svg.push_str("</g>");
    })
}

/// Where the map of some changes lies: the programme's whole area with its borders and names, as far as a change leads out
/// of it too, and each mark with the number of its change. `None` where the map of the changes itself shows about as much.
pub fn map_around(atlas: &Atlas, changes: &[MarkChange], language: Language) -> Option<String> {
    let area = area(atlas.records())?;
    let corners = [(area.south, area.west), (area.north, area.east)];
    let corners = corners.into_iter().filter_map(|(lat, lng)| LatLng::new(lat, lng).ok());
    let whole = Viewport::around(&Bounds::around(corners.chain(points(changes)))?, PADDING);
    let near = seen(camera(changes))(&area);
    if whole.metres_per_unit() < FARTHER * near.metres_per_unit() {
        return None;
    }
    let svg = draw(atlas.records(), programme_division(atlas), language, &|_| whole, &[], |svg, viewport| {
        svg.push_str("<g class=\"changed\">");
        for mark in (0..).zip(changes).flat_map(|(number, change)| marks(number, change)) {
            // Both marks of a short move lie on each other here; the number is said once.
            let label = if mark.side == Side::Was { String::new() } else { (mark.number + 1).to_string() };
            push_mark(svg, viewport, &mark, (0, 1), &label);
        }
        svg.push_str("</g>");
    });
    Some(svg)
}

/// A mark of the drawing.
struct Changed<'a> {
    number: usize,
    side: Side,
    place: bool,
    stand: &'a Stand,
}

impl Changed<'_> {
    fn is(&self, other: &Self) -> bool {
        self.number == other.number && self.side == other.side
    }
}

/// The marks of a change: two for one that moves.
fn marks(number: usize, change: &MarkChange) -> Vec<Changed<'_>> {
    let place = change.entry.kind == Kind::Division;
    let mark = |side, stand| Changed { number, side, place, stand };
    match (&change.was, &change.now) {
        (Some(was), Some(now)) if was.at != now.at => vec![mark(Side::Was, was), mark(Side::Now, now)],
        (Some(_), Some(now)) => vec![mark(Side::Changed, now)],
        (Some(was), None) => vec![mark(Side::Gone, was)],
        (None, Some(now)) => vec![mark(Side::New, now)],
        (None, None) => Vec::new(),
    }
}

/// Every point at which a mark stands or stood.
fn points(changes: &[MarkChange]) -> impl Iterator<Item = LatLng> + '_ {
    changes.iter().flat_map(|change| [&change.was, &change.now]).flatten().map(|stand| stand.at)
}

/// Where the map stands so that all marks are seen, and the shortest move as one.
fn camera(changes: &[MarkChange]) -> Option<(LatLng, f64)> {
    let bounds = Bounds::around(points(changes))?;
    let middle = LatLng::new((bounds.south + bounds.north) / 2.0, (bounds.west + bounds.east) / 2.0).ok()?;
    let ((west, north), (east, south)) = (mercator(bounds.west, bounds.north), mercator(bounds.east, bounds.south));
    let across = f64::max((east - west) / (WIDTH - 2.0 * FREE), (south - north) / (HEIGHT - 2.0 * FREE));
    // The earth is 256 units wide at zoom 0.
    let whole = if across > 0.0 { -(across * 256.0).log2() } else { NEAREST };
    let shortest = changes
        .iter()
        .filter_map(|change| Some(change.was?.at.distance_m(change.now?.at)))
        .filter(|metres| *metres > 0.0)
        .fold(f64::INFINITY, f64::min);
    let seen = (metres_per_pixel(middle.lat.degrees(), 0.0) * MOVE / shortest).log2();
    Some((middle, whole.min(seen.max(NEAR)).min(NEAREST)))
}

/// Appends the line of a move, with the head of an arrow before the mark that it leads to.
fn push_way(svg: &mut String, viewport: &Viewport, change: &MarkChange) {
    let (Some(was), Some(now)) = (&change.was, &change.now) else { return };
    if was.at == now.at {
        return;
    }
    let project = |at: LatLng| viewport.project(at.lng.degrees(), at.lat.degrees());
    let (from, to) = (project(was.at), project(now.at));
    svg.push_str("<path class=\"way\" d=\"M");
    for number in [from.0, from.1, to.0, to.1] {
        push_number(svg, number);
        svg.push(' ');
    }
    svg.push_str("\"/>");
    push_placed(svg, "g", to);
    svg.push_str("<g class=\"px\"><path class=\"head\" d=\"M-17 0l-10-5v10z\" transform=\"rotate(");
    push_number(svg, (to.1 - from.1).atan2(to.0 - from.0).to_degrees());
    svg.push_str(")\"/></g></g>");
}

/// Appends a mark; several at one point stand in a fan above it.
fn push_mark(svg: &mut String, viewport: &Viewport, mark: &Changed<'_>, (slot, of): (usize, usize), label: &str) {
    let Stand { at, precision, rings } = *mark.stand;
    let drawing = Drawing {
        rings,
        size: if mark.place { PLACE_SIZE } else { SITE_SIZE },
        count: None,
        approximate: !mark.place && !precision.is_exact(),
    };
    let (x, y) = if of > 1 { fan_offset(slot as u32, of as u32) } else { (0.0, 0.0) };
    let half = f64::from(drawing.size) / 2.0;
    let class = match mark.side {
        Side::Was => "was",
        Side::Gone => "gone",
        Side::Now | Side::New | Side::Changed => "now",
    };
    push_placed(svg, "g", viewport.project(at.lng.degrees(), at.lat.degrees()));
    svg.push_str("<g class=\"px\">");
    push_placed(svg, &format!("g class=\"{class}\""), (x, y));
    svg.push_str(&drawing.svg((-half, -half)));
    match mark.side {
        Side::Was => {}
        Side::Gone => {
            let reach = half * 0.95;
            svg.push_str(&format!("<path class=\"cross\" d=\"M-{reach:.1}-{reach:.1}L{reach:.1} {reach:.1}M{reach:.1}-{reach:.1}L-{reach:.1} {reach:.1}\"/>"));
        }
        _ => svg.push_str(&format!("<circle class=\"halo\" r=\"{:.1}\"/>", half + 3.0)),
    }
    if !label.is_empty() {
        svg.push_str(&format!("<text y=\"{:.1}\">{}</text>", -half - 7.0, escape(label)));
    }
    svg.push_str("</g></g></g>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        geo::Precision,
        record::EntryId,
        slug::Slug,
        text::{Name, NameStatus, Text},
    };

    fn stand(lat: f64, lng: f64) -> Stand {
        Stand { at: LatLng::new(lat, lng).expect("a point"), precision: Precision::Exact, rings: [1, 0, 0, 0, 0] }
    }

    fn change(was: Option<Stand>, now: Option<Stand>) -> MarkChange {
        let text = |text: &str| Text::new(text).expect("a text");
        let name = Name { zh: text("甲"), en: text("A"), zh_status: NameStatus::Established };
        let entry = EntryId::new(Kind::Site, Slug::new("a").expect("a slug"));
        MarkChange { entry, name, division: None, was, now }
    }

    #[test]
    fn all_marks_are_on_the_map_and_a_short_move_is_seen() {
        let short = change(Some(stand(24.0, 103.0)), Some(stand(24.0009, 103.0)));
        let far = change(None, Some(stand(24.4, 103.2)));
        for changes in [vec![short.clone()], vec![far.clone()], vec![short.clone(), far]] {
            let (middle, zoom) = camera(&changes).expect("a camera");
            let viewport = Viewport::at(middle, zoom);
            for stand in changes.iter().flat_map(|change| [&change.was, &change.now]).flatten() {
                let (x, y) = viewport.project(stand.at.lng.degrees(), stand.at.lat.degrees());
                assert!((FREE - 1.0..=WIDTH - FREE + 1.0).contains(&x), "{x}");
                assert!((FREE - 1.0..=HEIGHT - FREE + 1.0).contains(&y), "{y}");
            }
        }
        let (middle, zoom) = camera(&[short]).expect("a camera");
        let viewport = Viewport::at(middle, zoom);
        let apart = viewport.project(103.0, 24.0).1 - viewport.project(103.0, 24.0009).1;
        assert!(apart > 80.0, "a hundred metres are {apart} units");
        assert_eq!(camera(&[]), None);
    }

    #[test]
    fn a_near_map_is_shown_within_the_whole_one_with_its_borders_and_names() {
        let records = super::super::tests::huaning();
        let atlas = Atlas::build(crate::atlas::Published { records, ..Default::default() });
        let short = change(Some(stand(24.2247, 103.101)), Some(stand(24.2256, 103.101)));
        let around = map_around(&atlas, std::slice::from_ref(&short), Language::English).expect("a map around it");
        for part in ["class=\"border\"", "class=\"seat\"", ">Panxi Town<", ">1</text>"] {
            assert!(around.contains(part), "{part} in {around}");
        }
        // A pin that was far away by mistake is on the map of the change, and so is the area.
        let astray = change(Some(stand(2.4, 130.1)), Some(stand(24.2, 103.1)));
        assert_eq!(map_around(&atlas, std::slice::from_ref(&astray), Language::English), None);
        let near = changed_map(&atlas, &[astray], Language::English, &|_, _| String::new());
        assert!(near.contains("class=\"border\""), "{near}");
    }

    #[test]
    fn each_side_has_its_words_and_its_form() {
        let records = super::super::tests::huaning();
        let atlas = Atlas::build(crate::atlas::Published { records, ..Default::default() });
        let changes = [
            change(Some(stand(24.0, 103.0)), Some(stand(24.1, 103.0))),
            change(Some(stand(24.0, 103.1)), None),
            change(None, Some(stand(24.0, 103.2))),
        ];
        let svg = changed_map(&atlas, &changes, Language::English, &|number, side| format!("<{number} {side:?}>"));
        for label in ["&lt;0 Was&gt;", "&lt;0 Now&gt;", "&lt;1 Gone&gt;", "&lt;2 New&gt;"] {
            assert_eq!(svg.matches(label).count(), 1, "{label} in {svg}");
        }
        let count = |class: &str| svg.matches(&format!("class=\"{class}\"")).count();
        assert_eq!((count("way"), count("head"), count("cross"), count("halo"), count("was")), (1, 1, 1, 2, 1));
        assert!(!svg.contains("style=") && !svg.contains(" id=") && !svg.contains("href"));
    }
}
