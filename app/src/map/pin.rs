//! What a mark of the map is called, which glyph it has and how far it stands beside its point: the same for the server's
//! SVG and for Leaflet.

use super::fan::fan_offset;
use crate::{
    atlas::view::{Mark, MarkKind, Rings},
    components::glyph::Drawing,
    domain::{
        geo::{Bounds, LatLng},
        slug::Slug,
    },
    i18n::{Locale, fill},
    routes::Page,
};
use serde::{Deserialize, Serialize};

/// A mark in the words of a page: all that Leaflet needs to draw it, so that the browser need not know the records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pin {
    /// What distinguishes it from the others of an answer; see [`key`].
    pub key: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lng: f64,
    /// Records per pillar.
    pub rings: Rings,
    /// Width and height of the glyph in CSS pixels.
    pub size: u32,
    /// Where its upper left corner stands: CSS pixels to the right of the point.
    pub left: f64,
    /// And below the point.
    pub top: f64,
    /// How many sites it stands for, unless it is one.
    pub count: Option<u32>,
    /// Whether the true place is somewhere near.
    pub approximate: bool,
    /// Its name.
    pub label: String,
    /// The page that it leads to.
    pub href: String,
    /// Where the sites of a cluster are.
    pub bounds: Option<Bounds>,
}

impl Pin {
    /// Puts a mark into the words of a page.
    pub fn of(mark: &Mark, locale: Locale) -> Self {
        let drawing = Drawing::of_mark(&mark.what, mark.rings);
        let (left, top) = corner(mark, &drawing);
        let tenths = |pixels: f64| (pixels * 10.0).round() / 10.0;
        Self {
            key: key(mark),
            lat: mark.at.lat.degrees(),
            lng: mark.at.lng.degrees(),
            rings: drawing.rings,
            size: drawing.size,
            left: tenths(left),
            top: tenths(top),
            count: drawing.count,
            approximate: drawing.approximate,
            label: label(&mark.what, locale),
            href: Page::of_mark(&mark.what).path(locale.language),
            bounds: match &mark.what {
                MarkKind::Cluster { bounds, .. } => Some(*bounds),
                MarkKind::Site { .. } | MarkKind::Place { .. } => None,
            },
        }
    }

    /// Its glyph.
    pub const fn drawing(&self) -> Drawing {
        Drawing { rings: self.rings, size: self.size, count: self.count, approximate: self.approximate }
    }

    /// The site that it stands for, if it is one.
    pub fn site(&self) -> Option<Slug> {
        Slug::new(self.key.strip_prefix("s:")?).ok()
    }

    /// Whether it stands for this site.
    pub fn is_site(&self, site: &Slug) -> bool {
        self.key.strip_prefix("s:") == Some(site.as_str())
    }

    /// Where it stands.
    pub fn at(&self) -> Option<LatLng> {
        LatLng::new(self.lat, self.lng).ok()
    }
}

/// What distinguishes a mark from the others of an answer. Stays the same from answer to answer while the mark stands for
/// the same thing.
pub fn key(mark: &Mark) -> String {
    match &mark.what {
        MarkKind::Site { id, .. } => ["s:", id.as_str()].concat(),
        MarkKind::Place { id, .. } => ["p:", id.as_str()].concat(),
        MarkKind::Cluster { bounds, .. } => {
            let millionths = |degrees: f64| ((degrees * 1e6).round() as i64).to_string();
            [
                "c:",
                &millionths(bounds.south),
                ",",
                &millionths(bounds.west),
                ",",
                &millionths(bounds.north),
                ",",
                &millionths(bounds.east),
            ]
            .concat()
        }
    }
}

/// The name of a mark for those who hear it and for the pointer that rests on it.
pub fn label(what: &MarkKind, locale: Locale) -> String {
    let number = |count: &u32| locale.number(i64::from(*count));
    match what {
        MarkKind::Site { name, approximate: false, .. } => locale.name(name),
        MarkKind::Site { name, approximate: true, .. } => {
            let (open, close) = if locale.is_chinese() { ("（", "）") } else { (" (", ")") };
            [name.get(locale.language), open, locale.approximate, close].concat()
        }
        MarkKind::Place { name, sites, .. } => fill(locale.map_place, &[name.get(locale.language), &number(sites)]),
        MarkKind::Cluster { sites, .. } => fill(locale.map_cluster, &[&number(sites)]),
    }
}

/// Where the upper left corner of a mark's glyph stands, in CSS pixels to the right of and below the mark's point.
///
/// Townships stand above their seat, whose dot and name stay free; so do the sites of a fan. All others stand on it.
pub fn corner(mark: &Mark, drawing: &Drawing) -> (f64, f64) {
    let half = f64::from(drawing.size) / 2.0;
    let (x, y) = match (&mark.what, mark.fan) {
        (MarkKind::Place { .. }, _) => (0.0, -half - 6.0),
        (_, Some(fan)) => fan_offset(fan.slot, fan.of),
        (_, None) => (0.0, 0.0),
    };
    (x - half, y - half)
}

/// A text with the characters escaped that mean something in HTML, within elements and within quoted attributes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        atlas::view::Fan,
        domain::{
            geo::LatLng,
            language::Language,
            slug::Slug,
            text::{Name, NameStatus, Text},
        },
    };

    fn site(approximate: bool) -> Mark {
        let name = Name {
            zh: Text::new("卫生院").expect("a text"),
            en: Text::new("Clinic <A>").expect("a text"),
            zh_status: NameStatus::Established,
        };
        Mark {
            at: LatLng::new(24.0, 103.0).expect("a point"),
            rings: [0, 1, 0, 0, 1],
            what: MarkKind::Site { id: Slug::new("clinic").expect("a slug"), name, approximate },
            fan: None,
        }
    }

    #[test]
    fn approximate_places_are_named_so() {
        let (zh, en) = (Locale::of(Language::Chinese), Locale::of(Language::English));
        assert_eq!(label(&site(false).what, zh), "卫生院");
        assert_eq!(label(&site(true).what, en), format!("Clinic <A> ({})", en.approximate));
    }

    #[test]
    fn the_key_follows_the_thing_not_its_looks() {
        let (one, mut other) = (site(false), site(true));
        other.fan = Some(Fan { slot: 1, of: 3 });
        assert_eq!(key(&one), key(&other));
    }

    #[test]
    fn a_pin_stands_on_its_point_unless_it_is_in_a_fan() {
        let mut mark = site(true);
        let drawing = Drawing::of_mark(&mark.what, mark.rings);
        assert_eq!(corner(&mark, &drawing), (-14.0, -14.0));
        mark.fan = Some(Fan { slot: 0, of: 1 });
        assert!(corner(&mark, &drawing).1 < -28.0);
    }

    #[test]
    fn a_pin_says_what_its_mark_says() {
        let pin = Pin::of(&site(true), Locale::of(Language::English));
        assert_eq!((pin.key.as_str(), pin.href.as_str()), ("s:clinic", "/en/site/clinic"));
        assert_eq!(pin.site().as_ref().map(Slug::as_str), Some("clinic"));
        assert_eq!(pin.drawing(), Drawing::of_mark(&site(true).what, site(true).rings));
        let cluster = MarkKind::Cluster { sites: 3, bounds: Bounds { south: 1.0, west: 2.0, north: 3.0, east: 4.0 } };
        let pin = Pin::of(&Mark { what: cluster, ..site(false) }, Locale::of(Language::Chinese));
        assert_eq!((pin.site(), pin.count), (None, Some(3)));
        assert!(pin.bounds.is_some_and(|bounds| bounds.east == 4.0));
    }

    #[test]
    fn markup_in_names_stays_text() {
        assert_eq!(escape("a<b> & \"c\""), "a&lt;b&gt; &amp; &quot;c&quot;");
    }
}
