//! The mark of the programme: concentric rings, one per pillar, in a fixed order from the centre outwards.
//!
//! One function draws it for the server's SVG, for lists and for the legend; Leaflet's pins are boxes with the same rings,
//! which a style sheet draws and a test compares, so that a place looks the same wherever it stands. Colours come from
//! classes (`style/glyph.css`): the markup has no `style` attribute, which the content security policy forbids, and no `id`,
//! so that it can be repeated.

use crate::{
    atlas::view::{MarkKind, Rings},
    domain::pillar::Pillar,
};
use leptos::prelude::*;

/// Width and height of the glyphs on the map, in CSS pixels: of a site, a place, a cluster.
pub const SITE_SIZE: u32 = 28;
/// Of a township or county.
pub const PLACE_SIZE: u32 = 42;
/// Of a cluster.
pub const CLUSTER_SIZE: u32 = 40;

/// What a glyph shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Records per pillar; a ring is drawn for every number above 0.
    pub rings: Rings,
    /// Width and height in CSS pixels.
    pub size: u32,
    /// A number for the middle: how many sites the glyph stands for.
    pub count: Option<u32>,
    /// Whether the outer edge is dashed, because the true place is somewhere near.
    pub approximate: bool,
}

impl Drawing {
    /// The drawing of a mark on the map.
    pub fn of_mark(what: &MarkKind, rings: Rings) -> Self {
        let (size, count, approximate) = match what {
            MarkKind::Site { approximate, .. } => (SITE_SIZE, None, *approximate),
            MarkKind::Place { sites, .. } => (PLACE_SIZE, Some(*sites), false),
            MarkKind::Cluster { sites, .. } => (CLUSTER_SIZE, Some(*sites), false),
        };
        Self { rings, size, count, approximate }
    }

    /// The glyph as an `<svg>` element, its upper left corner at `(x, y)` when it stands inside another SVG.
    pub fn svg(&self, (x, y): (f64, f64)) -> String {
        let mut markup = String::with_capacity(480);
        markup.push_str("<svg class=\"glyph\" aria-hidden=\"true\"");
        attribute(&mut markup, "x", x);
        attribute(&mut markup, "y", y);
        let size = f64::from(self.size);
        attribute(&mut markup, "width", size);
        attribute(&mut markup, "height", size);
        markup.push_str(" viewBox=\"");
        markup.push_str(&self.view_box());
        markup.push_str("\">");
        self.push_shapes(&mut markup);
        markup.push_str("</svg>");
        markup
    }

    /// The coordinate system: one unit per CSS pixel, its origin in the middle, so that no circle has to say where it is.
    pub fn view_box(&self) -> String {
        let mut markup = String::with_capacity(16);
        let size = f64::from(self.size);
        for (number, after) in [(-size / 2.0, " "), (-size / 2.0, " "), (size, " "), (size, "")] {
            push_number(&mut markup, number);
            markup.push_str(after);
        }
        markup
    }

    /// What stands inside the `<svg>` element, in the coordinates of [`Drawing::view_box`].
    pub fn shapes(&self) -> String {
        let mut markup = String::with_capacity(360);
        self.push_shapes(&mut markup);
        markup
    }

    fn push_shapes(&self, markup: &mut String) {
        let outer = f64::from(self.size) / 2.0;
        let rim = if self.size >= 20 { 1.0 } else { 0.7 };
        // The disc keeps the rings readable on water and lines; its edge gives the eye the full size, so that the
        // radius of a single ring tells which one it is.
        let rim_class = if self.approximate { "rim approximate" } else { "rim" };
        circle(markup, rim_class, outer - rim / 2.0, Some(rim * if self.approximate { 1.5 } else { 1.0 }));

        let Bands { middle, band, number, dot } = self.bands(outer, rim);
        for ring in self.shown() {
            match dot {
                Some(radius) if ring == 0 => circle(markup, RINGS[ring], radius, None),
                _ => {
                    let place = ring as f64 - f64::from(5 - number);
                    circle(markup, RINGS[ring], middle + band * (place + 0.5), Some(band * 0.84));
                }
            }
        }
        if let Some(count) = self.count {
            push_count(markup, &number_of(count), middle);
        }
    }

    /// The rings that are drawn, from the centre outwards.
    fn shown(&self) -> impl Iterator<Item = usize> {
        Pillar::ALL.iter().map(|pillar| pillar.ring()).filter(|ring| self.rings[*ring] > 0)
    }

    /// Where the rings are: the innermost one is closed to a dot, unless a number stands in its place: a hole would not be
    /// seen.
    fn bands(&self, outer: f64, rim: f64) -> Bands {
        let room = outer - rim * 1.6;
        let (middle, number, dot) =
            if self.count.is_some() { (outer * 0.46, 5, None) } else { (room * 0.28, 4, Some(room * 0.23)) };
        Bands { middle, band: (room - middle) / f64::from(number), number, dot }
    }

    /// The classes of the same glyph as a box of its size, which `style/glyph.css` draws, with a space before each: for the
    /// live map, where one element costs a browser a third of an SVG with its circles.
    pub fn classes(&self) -> String {
        let size = match self.size {
            SITE_SIZE => " site",
            CLUSTER_SIZE => " cluster",
            _ => " place",
        };
        let mut classes = String::from(size);
        if self.approximate {
            classes.push_str(" approximate");
        }
        for ring in self.shown() {
            classes.push(' ');
            classes.push_str(RINGS[ring]);
        }
        match self.number().map_or(0, |number| number.len()) {
            0..=2 => {}
            3 => classes.push_str(" long"),
            _ => classes.push_str(" longest"),
        }
        classes
    }

    /// The number in the middle, as it is written.
    pub fn number(&self) -> Option<String> {
        self.count.map(number_of)
    }
}

/// The classes of the rings, from the centre outwards.
const RINGS: [&str; 5] = ["ring-organisation", "ring-projects", "ring-training", "ring-proposals", "ring-livelihood"];

/// Where the rings of a glyph are, in CSS pixels from its centre.
struct Bands {
    /// Where the innermost band begins.
    middle: f64,
    /// How wide each is; its ring takes most of it.
    band: f64,
    /// How many there are.
    number: u8,
    /// The radius of the dot that stands for the first ring.
    dot: Option<f64>,
}

/// From 10,000 on in thousands.
fn number_of(count: u32) -> String {
    if count < 10_000 { count.to_string() } else { (count / 1000).to_string() + "k" }
}

/// The number in the middle, as large as the space inside the rings allows.
fn push_count(markup: &mut String, text: &str, radius: f64) {
    // A digit is about 0.58 em wide; a text is as high as it is wide at two digits.
    let size = (radius * 1.9 / (0.58 * text.len().max(2) as f64)).min(radius * 1.5);
    markup.push_str("<text class=\"count\"");
    attribute(markup, "y", size * 0.35);
    attribute(markup, "font-size", size);
    markup.push('>');
    markup.push_str(text);
    markup.push_str("</text>");
}

/// A circle around the middle: a ring of some width, or a disc.
fn circle(markup: &mut String, class: &str, radius: f64, width: Option<f64>) {
    markup.push_str("<circle class=\"");
    markup.push_str(class);
    markup.push('"');
    attribute(markup, "r", radius);
    match width {
        Some(width) => attribute(markup, "stroke-width", width),
        None => markup.push_str(" stroke-width=\"0\""),
    }
    markup.push_str("/>");
}

/// Appends ` name="value"`, or nothing for a position at 0.
fn attribute(markup: &mut String, name: &str, value: f64) {
    if value == 0.0 && matches!(name, "x" | "y") {
        return;
    }
    markup.push(' ');
    markup.push_str(name);
    markup.push_str("=\"");
    push_number(markup, value);
    markup.push('"');
}

/// Appends a number with at most two digits behind the point. The general formatting of floats would cost the browser
/// more bytes than the whole map module.
pub(crate) fn push_number(text: &mut String, value: f64) {
    let hundredths = (value * 100.0).round() as i64;
    if hundredths < 0 {
        text.push('-');
    }
    let hundredths = hundredths.unsigned_abs();
    text.push_str(&(hundredths / 100).to_string());
    let fraction = (hundredths % 100) as u8;
    if fraction > 0 {
        text.push('.');
        text.push(char::from(b'0' + fraction / 10));
        if !fraction.is_multiple_of(10) {
            text.push(char::from(b'0' + fraction % 10));
        }
    }
}

/// The glyph of a place, for lists, legend and headings. It is decoration: the words beside it say the same.
#[component]
pub fn Glyph(
    /// Records per pillar.
    rings: Rings,
    /// Width and height in CSS pixels.
    size: u32,
    /// Whether the place is known only roughly.
    #[prop(optional)]
    approximate: bool,
    /// How many sites it stands for.
    #[prop(optional_no_strip)]
    count: Option<u32>,
) -> impl IntoView {
    let drawing = Drawing { rings, size, count, approximate };
    view! {
        <svg class="glyph" aria-hidden="true" width=size height=size viewBox=drawing.view_box() inner_html=drawing.shapes()></svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(rings: Rings) -> Drawing {
        Drawing { rings, size: 28, count: None, approximate: false }
    }

    /// The radius of every ring that is drawn, by class.
    fn radii(markup: &str) -> Vec<(String, f64)> {
        markup
            .split("<circle class=\"")
            .skip(1)
            .map(|circle| {
                let class = circle.split('"').next().expect("a class").to_owned();
                let radius = circle.split(" r=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a radius");
                (class, radius.parse().expect("a number"))
            })
            .collect()
    }

    #[test]
    fn every_pillar_has_its_own_radius_whoever_stands_beside_it() {
        let all = radii(&drawing([1; 5]).shapes());
        assert_eq!(all.len(), 6, "five rings and the edge");
        assert!(all[1..].windows(2).all(|pair| pair[0].1 < pair[1].1), "outwards in the order of the pillars: {all:?}");
        assert!(all[5].1 < all[0].1, "the edge lies outside");
        for ring in 0..5 {
            let mut rings = [0; 5];
            rings[ring] = 3;
            assert_eq!(
                radii(&drawing(rings).shapes())[1],
                all[ring + 1],
                "a ring does not move when others are missing"
            );
        }
    }

    #[test]
    fn rings_of_a_counted_glyph_leave_the_number_free() {
        let counted = Drawing { count: Some(128), size: 44, ..drawing([1; 5]) };
        let markup = counted.shapes();
        assert!(markup.contains(">128</text>"));
        assert!(radii(&markup)[1..].iter().all(|(_, radius)| *radius > 22.0 * 0.46));
    }

    #[test]
    fn the_style_sheet_draws_boxes_with_the_same_rings() {
        const SHEET: &str = include_str!("../../../style/glyph.css");
        for (class, size, count) in
            [("site", SITE_SIZE, None), ("cluster", CLUSTER_SIZE, Some(12)), ("place", PLACE_SIZE, Some(12))]
        {
            let drawing = Drawing { size, count, ..drawing([1; 5]) };
            assert!(drawing.classes().starts_with(&format!(" {class} ")), "{}", drawing.classes());
            let rule = format!(".box.{class} {{");
            let rule = SHEET.split(&rule).nth(1).and_then(|rest| rest.split('}').next()).expect(class);
            let Bands { middle, band, number, dot } = drawing.bands(f64::from(size) / 2.0, 1.0);
            // A ring fades to the bands' edges within half a pixel, as that of an SVG does.
            let mut stops: Vec<f64> = (0..number)
                .flat_map(|place| {
                    let inner = middle + band * f64::from(place);
                    [inner, inner + 0.45, inner + band - 0.45]
                })
                .collect();
            stops.push(middle + band * f64::from(number));
            if let Some(dot) = dot {
                stops.splice(0..0, [dot - 0.3, dot + 0.3]);
            }
            let written: Vec<f64> = rule
                .split(|c: char| !c.is_ascii_digit() && c != '.')
                .filter(|word| word.contains('.'))
                .map(|word| word.parse().expect("a number"))
                .collect();
            assert_eq!(written.len(), stops.len(), "{rule}");
            for (written, stop) in written.iter().zip(&stops) {
                assert!((written - stop).abs() < 0.006, "{written} instead of {stop} in {rule}");
            }
        }
    }

    #[test]
    fn markup_keeps_to_the_content_security_policy() {
        let markup = Drawing { approximate: true, count: Some(12_345), ..drawing([1, 0, 2, 0, 3]) }.svg((-14.0, 3.5));
        assert!(!markup.contains("style=") && !markup.contains(" id="));
        assert!(markup.contains("rim approximate") && markup.contains(">12k<"));
        assert!(markup.contains("x=\"-14\"") && markup.contains("y=\"3.5\""));
    }

    #[test]
    fn numbers_are_short() {
        for (value, text) in
            [(0.0, "0"), (1.005, "1"), (-0.25, "-0.25"), (13.5, "13.5"), (2.049, "2.05"), (-3.0, "-3"), (-0.001, "0")]
        {
            let mut written = String::new();
            push_number(&mut written, value);
            assert_eq!(written, text);
        }
    }
}
