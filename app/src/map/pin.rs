//! What a mark of the map is called, which glyph it has and how far it stands beside its point: the same for the server's
//! SVG and for Leaflet.

use super::fan::fan_offset;
use crate::{
    atlas::view::{Mark, MarkKind, Rings},
    components::glyph::{CLUSTER_SIZE, Drawing, PLACE_SIZE, SITE_SIZE},
    domain::{
        geo::{Bounds, LatLng},
        language::Language,
        slug::Slug,
    },
    i18n::{Locale, fill},
    routes::Page,
};
use serde::{Deserialize, Serialize};

/// A mark in the words of a page: all that Leaflet needs to draw it, so that the browser need not know the records.
///
/// Hundreds are sent with every move of the map, so what follows from the key is not among the fields, and a field that
/// says nothing is left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pin {
    /// What it stands for, which distinguishes it from the others of an answer; see [`key`].
    pub key: String,
    /// Degrees north, to a tenth of a metre.
    pub lat: f64,
    /// Degrees east.
    pub lng: f64,
    /// Records per pillar.
    pub rings: Rings,
    /// How far it stands beside its point: CSS pixels to the right and below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<(f64, f64)>,
    /// How many sites it stands for, unless it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// Whether the true place is somewhere near.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// Its name.
    pub label: String,
}

impl Pin {
    /// Puts a mark into the words of a page.
    pub fn of(mark: &Mark, locale: Locale) -> Self {
        let drawing = Drawing::of_mark(&mark.what, mark.rings);
        let tenths = |pixels: f64| (pixels * 10.0).round() / 10.0;
        let millionths = |degrees: f64| (degrees * 1e6).round() / 1e6;
        Self {
            key: key(mark),
            lat: millionths(mark.at.lat.degrees()),
            lng: millionths(mark.at.lng.degrees()),
            rings: drawing.rings,
            beside: mark.fan.map(|fan| fan_offset(fan.slot, fan.of)).map(|(x, y)| (tenths(x), tenths(y))),
            count: drawing.count,
            approximate: drawing.approximate,
            label: label(&mark.what, locale),
        }
    }

    /// Its glyph.
    pub fn drawing(&self) -> Drawing {
        let size = match self.key.as_bytes().first() {
            Some(b's') => SITE_SIZE,
            Some(b'c') => CLUSTER_SIZE,
            _ => PLACE_SIZE,
        };
        Drawing { rings: self.rings, size, count: self.count, approximate: self.approximate }
    }

    /// Where the upper left corner of its glyph stands, in CSS pixels to the right of and below its point.
    pub fn corner(&self) -> (f64, f64) {
        let place = self.key.starts_with([TOWNSHIP, COUNTY]);
        corner(place, self.beside, self.drawing().size)
    }

    /// The page that it leads to.
    pub fn href(&self, language: Language) -> String {
        let Some((sort, Ok(id))) = self.key.split_once(':').map(|(sort, id)| (sort, Slug::new(id))) else {
            return Page::Overview.path(language);
        };
        let page = match sort {
            "s" => Page::Site(id),
            "t" => Page::Township(id),
            _ => Page::County(id),
        };
        page.path(language)
    }

    /// Where the sites of a cluster are.
    pub fn bounds(&self) -> Option<Bounds> {
        let mut sides =
            self.key.strip_prefix("c:")?.split(',').map(|side| side.parse::<i32>().map(|n| f64::from(n) / 1e6));
        let mut side = || sides.next()?.ok();
        Some(Bounds { south: side()?, west: side()?, north: side()?, east: side()? })
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

/// How the keys of places begin.
const TOWNSHIP: char = 't';
const COUNTY: char = 'd';

/// What distinguishes a mark from the others of an answer, and all that follows from what it stands for: `s:` and the
/// slug of a site, `t:` that of a township or village, `d:` that of a larger division, `c:` the sides of a cluster
/// (south, west, north, east) in millionths of a degree. Stays the same from answer to answer while the mark stands for
/// the same thing.
pub fn key(mark: &Mark) -> String {
    match &mark.what {
        MarkKind::Site { id, .. } => ["s:", id.as_str()].concat(),
        MarkKind::Place { id, level, .. } => {
            let sort = match Page::of_division(id.clone(), *level) {
                Page::Township(_) => TOWNSHIP,
                _ => COUNTY,
            };
            [sort.encode_utf8(&mut [0; 4]), ":", id.as_str()].concat()
        }
        MarkKind::Cluster { bounds, .. } => {
            let millionths = |degrees: f64| ((degrees * 1e6).round() as i64).to_string();
            let sides = [bounds.south, bounds.west, bounds.north, bounds.east].map(millionths);
            ["c:", &sides.join(",")].concat()
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
pub fn corner_of(mark: &Mark, drawing: &Drawing) -> (f64, f64) {
    let beside = mark.fan.map(|fan| fan_offset(fan.slot, fan.of));
    corner(matches!(mark.what, MarkKind::Place { .. }), beside, drawing.size)
}

/// Townships stand above their seat, whose dot and name stay free; so do the sites of a fan. All others stand on it.
fn corner(place: bool, beside: Option<(f64, f64)>, size: u32) -> (f64, f64) {
    let half = f64::from(size) / 2.0;
    let (x, y) = if place { (0.0, -half - 6.0) } else { beside.unwrap_or_default() };
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
            division::Level,
            geo::LatLng,
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
        assert_eq!(corner_of(&mark, &drawing), (-14.0, -14.0));
        assert_eq!(Pin::of(&mark, Locale::of(Language::English)).corner(), (-14.0, -14.0));
        mark.fan = Some(Fan { slot: 0, of: 1 });
        assert!(corner_of(&mark, &drawing).1 < -28.0);
        assert!(Pin::of(&mark, Locale::of(Language::English)).corner().1 < -28.0);
    }

    #[test]
    fn a_pin_says_what_its_mark_says() {
        let pin = Pin::of(&site(true), Locale::of(Language::English));
        assert_eq!((pin.key.as_str(), pin.href(Language::English).as_str()), ("s:clinic", "/en/site/clinic"));
        assert_eq!(pin.site().as_ref().map(Slug::as_str), Some("clinic"));
        assert_eq!(pin.drawing(), Drawing::of_mark(&site(true).what, site(true).rings));
        let cluster = MarkKind::Cluster { sites: 3, bounds: Bounds { south: 1.0, west: 2.0, north: 3.0, east: 4.0 } };
        let pin = Pin::of(&Mark { what: cluster, ..site(false) }, Locale::of(Language::Chinese));
        assert_eq!((pin.site(), pin.count), (None, Some(3)));
        assert_eq!(pin.bounds(), Some(Bounds { south: 1.0, west: 2.0, north: 3.0, east: 4.0 }));
        assert_eq!(pin.href(Language::Chinese), "/zh/");
    }

    #[test]
    fn a_place_leads_to_its_own_page() {
        let pin = |level| {
            let id = Slug::new("panxi").expect("a slug");
            let MarkKind::Site { name, .. } = site(false).what else { panic!("a site") };
            let mark = Mark { what: MarkKind::Place { id, name, level, sites: 2 }, ..site(false) };
            let pin = Pin::of(&mark, Locale::of(Language::English));
            assert_eq!(pin.corner(), corner_of(&mark, &Drawing::of_mark(&mark.what, mark.rings)));
            assert_eq!(pin.drawing(), Drawing::of_mark(&mark.what, mark.rings));
            pin.href(Language::English)
        };
        assert_eq!(pin(Level::Township), "/en/township/panxi");
        assert_eq!(pin(Level::County), "/en/county/panxi");
    }

    #[test]
    fn what_says_nothing_is_not_sent() {
        let sent = |mark: &Mark| serde_json::to_string(&Pin::of(mark, Locale::of(Language::Chinese))).expect("JSON");
        let plain = sent(&site(false));
        assert_eq!(plain, r#"{"key":"s:clinic","lat":24.0,"lng":103.0,"rings":[0,1,0,0,1],"label":"卫生院"}"#);
        for mark in [site(false), site(true), Mark { fan: Some(Fan { slot: 0, of: 2 }), ..site(true) }] {
            let pin: Pin = serde_json::from_str(&sent(&mark)).expect("a pin");
            assert_eq!(pin, Pin::of(&mark, Locale::of(Language::Chinese)));
        }
    }

    #[test]
    fn markup_in_names_stays_text() {
        assert_eq!(escape("a<b> & \"c\""), "a&lt;b&gt; &amp; &quot;c&quot;");
    }
}
