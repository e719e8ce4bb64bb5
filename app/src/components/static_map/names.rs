//! The names on the map: where they stand, and in which order they give way to one another and to the marks.

use super::{
    free_spot::free_spot,
    name::{BELOW_SEAT, Name, push_name, two_lines},
    push_number,
    room::Room,
};
use crate::{
    atlas::view::Mark,
    domain::{
        language::Language,
        map_feature::{FeatureKind, MapFeature},
        record::Records,
        slug::Slug,
    },
    map::viewport::{HEIGHT, Viewport, WIDTH, round_length},
};

/// The longest scale bar, in units of the view box.
const LONGEST_BAR: f64 = 120.0;
/// Height of a line of a town's name in CSS pixels: its size in `style/map.css` times the distance of two lines.
const TOWN_LINE: f64 = 11.0 * 1.15;
/// Units of the view box for each CSS pixel, from a small map or one from far away to one that has been brought near: a
/// name appears at the first of them at which it does not lie on another. `style/map.css` has a rule for each but the first.
const SCALES: [f64; 11] = [2.6, 2.2, 1.8, 1.4, 1.1, 0.8, 0.55, 0.4, 0.28, 0.2, 0.14];

/// Appends the names of neighbours, water, towns and township seats, beside the marks that stand on the map.
pub fn push(
    svg: &mut String,
    records: &Records,
    programme: Option<&Slug>,
    language: Language,
    viewport: &Viewport,
    marks: &[Mark],
) {
    let of = |kind: FeatureKind| records.map_features.values().filter(move |feature| feature.kind == kind);
    let project = |line: &Vec<[f64; 2]>| line.iter().map(|[lng, lat]| viewport.project(*lng, *lat)).collect::<Vec<_>>();
    let name = |feature: &MapFeature| feature.name.as_ref().map(|name| name.get(language).to_owned());
    let towns: Vec<_> = of(FeatureKind::Place)
        .filter_map(|place| Some((place, *project(place.lines.get().first()?).first()?)))
        .collect();
    let mut taken: Vec<_> = towns.iter().map(|(_, at)| *at).collect();
    let seats = records.divisions.values().filter(|one| one.parent.is_some() && one.parent.as_ref() == programme);

    // In the order in which they give way to one another: the programme's own places come first.
    let mut names: Vec<Name> = Vec::new();
    for seat in seats {
        if let (Some(location), Some(text)) = (&seat.location, &seat.name) {
            let at = viewport.project(location.lng.degrees(), location.lat.degrees());
            let name =
                Name { dot: Some(3.0), below: BELOW_SEAT, ..Name::new("seat", at, text.get(language).to_owned()) };
            names.push(name.beside(&names, viewport, marks));
        }
    }
    names.extend(towns.iter().filter_map(|(place, at)| {
        let text = name(place)?;
        Some(Name { dot: Some(2.0), below: above_dot(&text), ..Name::new("town", *at, text) })
    }));
    // Water is the smaller, so it chooses first.
    for (kind, group) in [(FeatureKind::Lake, "water"), (FeatureKind::Neighbour, "neighbour")] {
        for feature in of(kind) {
            let rings: Vec<_> = feature.lines.get().iter().map(project).collect();
            if let (Some(text), Some(at)) = (name(feature), free_spot(&rings, &taken)) {
                taken.push(at);
                names.push(Name::new(group, at, text));
            }
        }
    }
    for river in of(FeatureKind::River).filter(|river| river.rank <= 2) {
        let points = river.lines.get().iter().flat_map(project).filter(|at| on_the_screen(*at)).collect::<Vec<_>>();
        if let (Some(text), Some(at)) = (name(river), points.get(points.len() / 3)) {
            names.push(Name { below: -5.0, ..Name::new("water", *at, text) });
        }
    }

    let steps = first_steps(&names, viewport, marks);
    svg.push_str("<g class=\"names\" aria-hidden=\"true\">");
    // Those that give way lie below the others.
    for group in ["neighbour", "water", "town", "seat"] {
        let members: Vec<_> = names.iter().zip(&steps).filter(|(name, _)| name.group == group).collect();
        if members.is_empty() {
            continue;
        }
        svg.push_str("<g class=\"");
        svg.push_str(group);
        svg.push_str("\">");
        for (name, step) in members {
            push_name(svg, name, *step);
        }
        svg.push_str("</g>");
    }
    svg.push_str("</g>");
}

/// How far below its dot the first line of a town's name begins: so that the last one stands above it.
fn above_dot(name: &str) -> f64 {
    if two_lines(name).is_some() { -6.0 - TOWN_LINE } else { -6.0 }
}

/// Units of the view box for each CSS pixel of the largest map on which the marks stand as they are drawn here. Who comes
/// nearer sees other ones.
const STILL: f64 = 0.8;

/// The step of [`SCALES`] from which on each name is shown. One that is shown stays so when the map comes nearer, so it
/// comes before those that appear later, whatever their order; but no other takes the room of a seat's that still waits. All
/// wait for the marks, also for one that would lie on them only on a larger map; only the name of a seat may be touched by one.
fn first_steps(names: &[Name], viewport: &Viewport, marks: &[Mark]) -> Vec<usize> {
    let last = SCALES.len() - 1;
    let mut steps = vec![None; names.len()];
    let mut shown: Vec<&Name> = Vec::new();
    let marks: Vec<Vec<Room>> = SCALES
        .into_iter()
        .map(|scale| marks.iter().map(|mark| Room::of_mark(mark, viewport, scale)).collect())
        .collect();
    let free = |name: &Name, step: usize| {
        let (scale, seat) = (SCALES[step], name.group == "seat");
        let room = name.room(scale);
        let covered: f64 =
            marks[step].iter().map(|mark| if seat { mark.covers(&room) } else { mark.shared(&room) }).sum();
        // Names around the programme's area may leave the map; nearer, nobody sees all of it at once.
        let cut = if seat && scale >= STILL { room.cut_off(scale) } else { 0.0 };
        covered + cut <= if seat { Name::to_spare(scale) } else { 0.0 }
    };
    for (step, scale) in SCALES.into_iter().enumerate() {
        let mut waiting: Vec<Room> = Vec::new();
        for (name, first) in names.iter().zip(&mut steps).filter(|(_, first)| first.is_none()) {
            let (room, seat) = (name.room(scale), name.group == "seat");
            let taken = (step..=last).any(|at| (at == step || SCALES[at] >= STILL) && !free(name, at))
                || !seat && waiting.iter().any(|seat| seat.meets(&room))
                || shown.iter().any(|other| other.room(scale).meets(&room));
            if step == last || !taken {
                *first = Some(step);
                shown.push(name);
            } else if seat {
                waiting.push(room);
            }
        }
    }
    steps.into_iter().map(|step| step.unwrap_or(last)).collect()
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

fn on_the_screen((x, y): (f64, f64)) -> bool {
    (0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y)
}

#[cfg(test)]
mod tests {
    use super::super::{
        name::{
            Side,
            tests::{mark, seat, viewport},
        },
        room::USUAL,
    };
    use super::*;

    #[test]
    fn the_last_line_of_a_towns_name_stands_above_its_dot() {
        let last_line = |text: &str| above_dot(text) + if two_lines(text).is_some() { TOWN_LINE } else { 0.0 };
        assert_eq!(last_line("Yuxi"), last_line("Jiangchuan (Dajie)"));
        let css = include_str!("../../../../style/map.css");
        assert!(
            css.contains(".names .town text { font-size: 11px; }"),
            "the size that the height of a line is made of"
        );
    }

    #[test]
    fn a_name_appears_as_soon_as_it_lies_on_no_other_and_the_earlier_one_comes_first() {
        let names = [seat(300.0, 400.0, "盘溪镇"), seat(330.0, 400.0, "华溪镇"), seat(300.0, 700.0, "宁州街道")];
        let steps = first_steps(&names, &viewport(), &[]);
        assert_eq!((steps[0], steps[2]), (0, 0));
        assert!(steps[1] > 0);
        let meet = |scale| names[0].room(scale).meets(&names[1].room(scale));
        assert!(meet(SCALES[steps[1] - 1]) && !meet(SCALES[steps[1]]));
    }

    #[test]
    fn two_names_of_one_point_both_appear_in_the_end() {
        let names = [seat(300.0, 400.0, "盘溪镇"), seat(300.0, 400.0, "华溪镇")];
        assert_eq!(first_steps(&names, &viewport(), &[]), [0, SCALES.len() - 1]);
    }

    #[test]
    fn water_waits_for_the_mark_that_lies_on_its_name() {
        let (viewport, mark) = (viewport(), mark());
        let at = viewport.project(mark.at.lng.degrees(), mark.at.lat.degrees());
        let name = [Name::new("water", (at.0 + 10.0, at.1), "抚仙湖".into())];
        assert_eq!(first_steps(&name, &viewport, &[]), [0]);
        assert!(first_steps(&name, &viewport, &[mark])[0] > 0);
    }

    #[test]
    fn a_seats_name_waits_until_it_can_be_read() {
        let (viewport, mark) = (viewport(), mark());
        let at = viewport.project(mark.at.lng.degrees(), mark.at.lat.degrees());
        let step = |right: f64| {
            first_steps(&[seat(at.0 + right, at.1, "宁州街道")], &viewport, std::slice::from_ref(&mark))[0]
        };
        assert!(step(0.0) > 0, "the mark lies on it");
        assert_eq!(step(45.0 * SCALES[0]), 0, "only its end is touched");
    }

    #[test]
    fn a_name_waits_for_a_mark_that_lies_on_it_on_a_larger_map_only() {
        let (viewport, mark) = (viewport(), mark());
        let at = viewport.project(mark.at.lng.degrees(), mark.at.lat.degrees());
        let mark = std::slice::from_ref(&mark);
        let half = f64::from(super::super::Drawing::of_mark(&mark[0].what, mark[0].rings).size) / 2.0;
        let seat = seat(at.0, at.1 - 8.0, "Example Baize Town");
        let name = Name { side: Side::Middle, below: half + 14.0, parted: false, ..seat };
        let free = |scale: f64| {
            let covered = Room::of_mark(&mark[0], &viewport, scale).covers(&name.room(scale));
            covered <= Name::to_spare(scale)
        };
        assert!(free(SCALES[0]) && !free(USUAL), "the mark lies between seat and name");
        let step = first_steps(std::slice::from_ref(&name), &viewport, mark)[0];
        assert!(SCALES[step] < STILL, "{step}");
    }

    #[test]
    fn a_seats_name_waits_where_a_map_in_the_form_of_the_sheets_would_cut_it() {
        let name = |x: f64| Name { side: Side::Left, below: 4.5, ..seat(x, 400.0, "宁州街道") };
        assert_eq!(first_steps(&[name(300.0)], &viewport(), &[]), [0]);
        let step = first_steps(&[name(60.0)], &viewport(), &[])[0];
        assert!(step > 0 && name(60.0).room(SCALES[step]).cut_off(SCALES[step]) <= Name::to_spare(SCALES[step]));
    }

    #[test]
    fn the_style_sheet_has_a_rule_for_every_step() {
        let css = include_str!("../../../../style/map.css");
        for (step, scale) in SCALES.iter().enumerate().skip(1) {
            let rule = format!(".names .from-{step} text {{ opacity: calc(({scale} - var(--unit)) * 100); }}");
            assert!(css.contains(&rule), "{rule}");
        }
    }
}
