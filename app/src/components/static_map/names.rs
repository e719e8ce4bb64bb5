//! The names on the map: where they stand, and in which order they give way.

use super::{free_spot::free_spot, push_number, push_placed};
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
/// Height of a line of a town's name in CSS pixels: its size in `style/map.css` times the distance of two lines.
const TOWN_LINE: f64 = 11.0 * 1.15;
/// Units of the view box for each CSS pixel, from a small map or one from far away to one that has been brought near: a
/// name appears at the first of them at which it does not lie on another. `style/map.css` has a rule for each but the first.
const SCALES: [f64; 10] = [2.6, 2.0, 1.5, 1.1, 0.8, 0.55, 0.4, 0.28, 0.2, 0.14];

/// A name, where it may stand.
struct Name {
    /// The group that it is drawn in, which is a class of the style sheet.
    group: &'static str,
    at: (f64, f64),
    dot: Option<f64>,
    /// CSS pixels from the point down to its first line.
    below: f64,
    text: String,
}

/// Appends the names of neighbours, water, towns and township seats.
pub fn push(svg: &mut String, records: &Records, programme: Option<&Slug>, language: Language, viewport: &Viewport) {
    let of = |kind: FeatureKind| records.map_features.values().filter(move |feature| feature.kind == kind);
    let project = |line: &Vec<[f64; 2]>| line.iter().map(|[lng, lat]| viewport.project(*lng, *lat)).collect::<Vec<_>>();
    let name = |feature: &MapFeature| feature.name.as_ref().map(|name| name.get(language).to_owned());
    let towns: Vec<_> = of(FeatureKind::Place)
        .filter_map(|place| Some((place, *project(place.lines.get().first()?).first()?)))
        .collect();
    let mut taken: Vec<_> = towns.iter().map(|(_, at)| *at).collect();
    let seats = records.divisions.values().filter(|one| one.parent.is_some() && one.parent.as_ref() == programme);

    // In the order in which they give way to one another: the programme's own places come first.
    let mut names: Vec<Name> = seats
        .filter_map(|seat| {
            let location = seat.location.as_ref()?;
            let at = viewport.project(location.lng.degrees(), location.lat.degrees());
            let text = seat.name.as_ref()?.get(language).to_owned();
            Some(Name { group: "seat", at, dot: Some(3.0), below: 18.0, text })
        })
        .collect();
    names.extend(towns.iter().filter_map(|(place, at)| {
        let text = name(place)?;
        Some(Name { group: "town", at: *at, dot: Some(2.0), below: above_dot(&text), text })
    }));
    // Water is the smaller, so it chooses first.
    for (kind, group) in [(FeatureKind::Lake, "water"), (FeatureKind::Neighbour, "neighbour")] {
        for feature in of(kind) {
            let rings: Vec<_> = feature.lines.get().iter().map(project).collect();
            if let (Some(text), Some(at)) = (name(feature), free_spot(&rings, &taken)) {
                taken.push(at);
                names.push(Name { group, at, dot: None, below: 0.0, text });
            }
        }
    }
    for river in of(FeatureKind::River).filter(|river| river.rank <= 2) {
        let points = river.lines.get().iter().flat_map(project).filter(|at| on_the_screen(*at)).collect::<Vec<_>>();
        if let (Some(text), Some(at)) = (name(river), points.get(points.len() / 3)) {
            names.push(Name { group: "water", at: *at, dot: None, below: -5.0, text });
        }
    }

    let steps = first_steps(&names);
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

/// The step of [`SCALES`] from which on each name is shown. One that is shown stays so when the map comes nearer, so it
/// comes before those that appear later, whatever their order.
fn first_steps(names: &[Name]) -> Vec<usize> {
    let last = SCALES.len() - 1;
    let mut steps = vec![None; names.len()];
    let mut shown: Vec<&Name> = Vec::new();
    for (step, scale) in SCALES.into_iter().enumerate() {
        for (name, first) in names.iter().zip(&mut steps).filter(|(_, first)| first.is_none()) {
            let extent = Extent::of(name, scale);
            if step == last || !shown.iter().any(|other| Extent::of(other, scale).meets(&extent)) {
                *first = Some(step);
                shown.push(name);
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

/// Appends a name, and its point's dot, which is always seen.
fn push_name(svg: &mut String, name: &Name, step: usize) {
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
    svg.push_str("<text");
    if name.below != 0.0 {
        svg.push_str(" y=\"");
        push_number(svg, name.below);
        svg.push('"');
    }
    svg.push('>');
    match two_lines(&name.text) {
        None => svg.push_str(&escape(&name.text)),
        Some((first, second)) => {
            svg.push_str(&escape(first));
            svg.push_str("<tspan x=\"0\" dy=\"1.15em\">");
            svg.push_str(&escape(second));
            svg.push_str("</tspan>");
        }
    }
    svg.push_str("</text></g></g>");
}

/// The room that a name takes up, in units of the view box: about, and rather too much.
struct Extent {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Extent {
    /// At so many units for each CSS pixel.
    fn of(name: &Name, scale: f64) -> Self {
        let width = |line: &str| line.chars().map(|sign| if sign.is_ascii() { 7.5 } else { 13.5 }).sum::<f64>();
        let (half, lines) = match two_lines(&name.text) {
            None => (width(&name.text) / 2.0, 1.0),
            Some((first, second)) => (width(first).max(width(second)) / 2.0, 2.0),
        };
        let ((x, y), top) = (name.at, name.below - 12.0);
        Self {
            left: x - half * scale,
            top: y + top * scale,
            right: x + half * scale,
            bottom: y + (top + 15.0 * lines) * scale,
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_parted_between_words() {
        assert_eq!(two_lines("Tonghongdian Yi and Miao Township"), Some(("Tonghongdian Yi", "and Miao Township")));
        assert_eq!(two_lines("Panxi Town"), None);
        assert_eq!(two_lines("通红甸彝族苗族乡"), None);
    }

    fn seat(x: f64, y: f64, text: &str) -> Name {
        Name { group: "seat", at: (x, y), dot: Some(3.0), below: 18.0, text: text.into() }
    }

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
    fn names_meet_where_they_would_lie_on_each_other() {
        let at = |x, y| Extent::of(&seat(x, y, "盘溪镇"), 1.0);
        assert!(at(100.0, 100.0).meets(&at(130.0, 110.0)));
        assert!(!at(100.0, 100.0).meets(&at(142.0, 100.0)) && !at(100.0, 100.0).meets(&at(100.0, 116.0)));
        let two_lines = Extent::of(&seat(0.0, 0.0, "Tonghongdian Yi and Miao Township"), 1.0);
        assert!(two_lines.meets(&at(0.0, 14.0)));
    }

    #[test]
    fn a_name_appears_as_soon_as_it_lies_on_no_other_and_the_earlier_one_comes_first() {
        let names = [seat(300.0, 400.0, "盘溪镇"), seat(330.0, 400.0, "华溪镇"), seat(300.0, 700.0, "宁州街道")];
        let steps = first_steps(&names);
        assert_eq!((steps[0], steps[2]), (0, 0));
        assert!(steps[1] > 0);
        let meet = |scale| Extent::of(&names[0], scale).meets(&Extent::of(&names[1], scale));
        assert!(meet(SCALES[steps[1] - 1]) && !meet(SCALES[steps[1]]));
    }

    #[test]
    fn two_names_of_one_point_both_appear_in_the_end() {
        let names = [seat(300.0, 400.0, "盘溪镇"), seat(300.0, 400.0, "华溪镇")];
        assert_eq!(first_steps(&names), [0, SCALES.len() - 1]);
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
