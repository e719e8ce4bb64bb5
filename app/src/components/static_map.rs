//! The map before any script: an inline SVG whose pins are links. Server side; pure string building.
//!
//! The same nodes become the base layer of the Leaflet map (see [`crate::map`]): what differs between the two is only
//! who draws the pins. Lengths in the view box scale with the container; whatever must keep its size on the screen
//! (pins, names, the scale bar) stands in an element of the class `px`, whose unit is the CSS pixel (`style/map.css`).

mod base;
mod changed;
mod free_spot;
mod name;
mod names;
mod outline;
mod room;

pub use changed::{Side, changed_map, map_around};

use super::glyph::{Drawing, push_number};
use crate::{
    atlas::{
        Atlas,
        query::{Query, Want},
        view::{Mark, MarkKind, View},
    },
    domain::{
        geo::{Bounds, LatLng},
        language::Language,
        map_feature::FeatureKind,
        record::Records,
        slug::Slug,
    },
    i18n::Locale,
    map::{
        pin,
        viewport::{HEIGHT, PADDING, Viewport, WIDTH},
    },
};

/// How a map with pins is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look<'a> {
    /// A point and a zoom of Leaflet's, for an address that says where the map stands; else the programme's area is whole in
    /// the middle.
    pub camera: Option<(LatLng, f64)>,
    /// The selected site: its mark, where it has one of its own, stands out and above the others.
    pub selected: Option<&'a Slug>,
    /// Whether it stands in a frame on another site: its pins open a tab of their own then.
    pub framed: bool,
}

/// The map of an answer as an `<svg>` element. `href` gives the address that a mark leads to. Empty when nothing in the records
/// has a position.
pub fn static_map(
    atlas: &Atlas,
    view: &View,
    language: Language,
    Look { camera, selected, framed }: Look<'_>,
    href: &dyn Fn(&MarkKind) -> String,
) -> String {
    let opens = if framed { " target=\"_blank\" rel=\"noopener\"" } else { "" };
    draw(atlas.records(), programme_division(atlas), language, &seen(camera), &view.marks, |svg, viewport| {
        svg.push_str("<g class=\"pins\">");
        let is_selected = |mark: &&Mark| selected.is_some_and(|site| mark.is_of(site));
        let (raised, others): (Vec<&Mark>, Vec<&Mark>) = view.marks.iter().partition(is_selected);
        for (marks, class) in [(others, "pin"), (raised, "pin selected")] {
            for mark in marks {
                push_pin(svg, viewport, mark, Locale::of(language), (class, opens), href);
            }
        }
        svg.push_str("</g>");
    })
}

/// The map without pins, for a map that starts after a change of page within the application. Empty when nothing in the
/// records has a position.
pub fn base_map(atlas: &Atlas, language: Language) -> String {
    let marks = atlas.view(&Query::default(), Want { marks: true, ..Want::NOTHING }, language).marks;
    draw(atlas.records(), programme_division(atlas), language, &seen(None), &marks, |_, _| {})
}

fn programme_division(atlas: &Atlas) -> Option<&Slug> {
    atlas.programme().map(|programme| &programme.division)
}

/// What is seen: the surroundings of a point at a zoom of Leaflet's, or else the area whole.
fn seen(camera: Option<(LatLng, f64)>) -> impl Fn(&Bounds) -> Viewport {
    move |area| camera.map_or_else(|| Viewport::around(area, PADDING), |(at, zoom)| Viewport::at(at, zoom))
}

/// Draws the base map as far as `seen` makes it of the programme's area, its names beside the marks that will stand on it, and has the rest drawn over it.
fn draw(
    records: &Records,
    programme: Option<&Slug>,
    language: Language,
    seen: &dyn Fn(&Bounds) -> Viewport,
    marks: &[Mark],
    over: impl FnOnce(&mut String, &Viewport),
) -> String {
    let Some(area) = area(records) else { return String::new() };
    let viewport = seen(&area);
    let mut svg = String::with_capacity(24_000);
    svg.push_str("<svg class=\"base\" viewBox=\"0 0 ");
    push_number(&mut svg, WIDTH);
    svg.push(' ');
    push_number(&mut svg, HEIGHT);
    svg.push('"');
    push_bounds(&mut svg, "data-box", &viewport.bounds());
    push_bounds(&mut svg, "data-area", &area);
    svg.push('>');
    base::push(&mut svg, records, &viewport);
    names::push(&mut svg, records, programme, language, &viewport, marks);
    names::push_scale_bar(&mut svg, &viewport);
    over(&mut svg, &viewport);
    svg.push_str("</svg>");
    svg
}

/// The area that the programme covers; where no border is known, the box around all places that are.
fn area(records: &Records) -> Option<Bounds> {
    let border = records
        .map_features
        .values()
        .filter(|feature| feature.kind == FeatureKind::Area)
        .flat_map(|feature| feature.lines.get().iter().flatten())
        .filter_map(|[lng, lat]| LatLng::new(*lat, *lng).ok());
    let sites = records.sites.values().filter_map(|site| site.location.as_ref());
    let seats = records.divisions.values().filter_map(|division| division.location.as_ref());
    Bounds::around(border).or_else(|| Bounds::around(sites.chain(seats).map(|location| location.point())))
}

/// Appends ` name="west,south,east,north"`, in degrees with six digits behind the point (a tenth of a metre).
fn push_bounds(svg: &mut String, name: &str, bounds: &Bounds) {
    let Bounds { west, south, east, north } = bounds;
    svg.push_str(&format!(" {name}=\"{west:.6},{south:.6},{east:.6},{north:.6}\""));
}

/// Appends `<g transform="translate(x y)">`, or another element with that attribute.
fn push_placed(svg: &mut String, element: &str, (x, y): (f64, f64)) {
    svg.push('<');
    svg.push_str(element);
    svg.push_str(" transform=\"translate(");
    push_number(svg, (x * 10.0).round() / 10.0);
    svg.push(' ');
    push_number(svg, (y * 10.0).round() / 10.0);
    svg.push_str(")\">");
}

/// Appends the link of a mark, with its classes and the attributes that say where it opens.
fn push_pin(
    svg: &mut String,
    viewport: &Viewport,
    mark: &Mark,
    locale: Locale,
    (class, opens): (&str, &str),
    href: &dyn Fn(&MarkKind) -> String,
) {
    let label = pin::escape(&pin::label(&mark.what, locale));
    let drawing = Drawing::of_mark(&mark.what, mark.rings);
    push_placed(svg, "g", viewport.project(mark.at.lng.degrees(), mark.at.lat.degrees()));
    svg.push_str("<a class=\"");
    svg.push_str(class);
    svg.push_str(" px\" href=\"");
    svg.push_str(&pin::escape(&href(&mark.what)));
    svg.push('"');
    svg.push_str(opens);
    svg.push_str(" aria-label=\"");
    svg.push_str(&label);
    svg.push_str("\"><title>");
    svg.push_str(&label);
    svg.push_str("</title>");
    svg.push_str(&drawing.svg(pin::corner_of(mark, &drawing)));
    svg.push_str("</a></g>");
}

#[cfg(test)]
mod tests;
