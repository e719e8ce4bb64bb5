//! The parameters of the overview's address that the page itself reads and writes: where the map stands, what is
//! selected, which page of the list. Filters pass through as they are; the Atlas understands them.

use crate::{
    atlas::{
        Atlas,
        query::{Notice, Query},
    },
    domain::{
        geo::{Bounds, LatLng},
        slug::Slug,
    },
    map::viewport::Viewport,
};
use form_urlencoded::{Serializer, parse};

/// The address of the overview, taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parameters {
    /// Filters, sort and whatever else the Atlas understands or complains about, in their order.
    filters: Vec<(String, String)>,
    /// Centre and zoom of the map.
    pub camera: Option<(LatLng, f64)>,
    /// The selected site.
    pub selected: Option<Slug>,
    /// Page of the list, counted from 1.
    page: Option<String>,
}

impl Parameters {
    /// Takes the part of an address behind the question mark apart. What cannot be read is left to the Atlas, which
    /// says so.
    pub fn read(search: &str) -> Self {
        let mut read = Self::default();
        let (mut lat, mut lng, mut zoom) = (None, None, None);
        for (key, value) in parse(search.trim_start_matches('?').as_bytes()) {
            match &*key {
                "lat" => lat = value.parse::<f64>().ok(),
                "lng" => lng = value.parse::<f64>().ok(),
                "z" => zoom = value.parse::<f64>().ok().filter(|zoom| (0.0..=18.0).contains(zoom)),
                "sel" => read.selected = Slug::new(&*value).ok(),
                "page" => read.page = Some(value.into_owned()),
                _ => read.filters.push((key.into_owned(), value.into_owned())),
            }
        }
        read.camera = match (lat, lng, zoom) {
            (Some(lat), Some(lng), Some(zoom)) => LatLng::new(lat, lng).ok().map(|at| (at, zoom)),
            _ => None,
        };
        read
    }

    /// What is asked, wherever the map stands: filters, sort, page of the list.
    pub fn filters(&self) -> String {
        self.serialised().finish()
    }

    /// Whether these are the filters, whatever their page of the list.
    pub fn has_filters(&self, filters: &str) -> bool {
        parse(filters.as_bytes()).eq(self.filters.iter().map(|(key, value)| (key.into(), value.into())))
    }

    /// The text that is searched for.
    pub fn text(&self) -> &str {
        self.filters.iter().find(|(key, _)| key == "q").map_or("", |(_, text)| text)
    }

    /// The address with other filters; the list begins anew, nothing is selected.
    pub fn with_filters(&self, filters: &str) -> String {
        let filters = parse(filters.as_bytes()).into_owned().collect();
        Self { filters, camera: self.camera, ..Self::default() }.address()
    }

    /// The address with the map elsewhere; the list begins anew.
    pub fn with_camera(&self, centre: LatLng, zoom: f64) -> String {
        Self { camera: Some((centre, zoom)), page: None, ..self.clone() }.address()
    }

    /// The address with another site selected, or none.
    pub fn with_selected(&self, site: Option<&Slug>) -> String {
        Self { selected: site.cloned(), ..self.clone() }.address()
    }

    /// The address of another page of the list.
    pub fn with_page(&self, page: u32) -> String {
        Self { page: (page > 1).then(|| page.to_string()), ..self.clone() }.address()
    }

    /// What is seen where the map is said to stand, in the drawing there: the size of the map on the screen is not known.
    pub fn bounds(&self) -> Option<Bounds> {
        self.camera.map(|(centre, zoom)| Viewport::at(centre, zoom).bounds())
    }

    fn serialised(&self) -> Serializer<'static, String> {
        let mut text = Serializer::new(String::new());
        text.extend_pairs(&self.filters);
        if let Some(page) = &self.page {
            text.append_pair("page", page);
        }
        text
    }

    /// The address, put together again.
    pub fn address(&self) -> String {
        let mut text = self.serialised();
        if let Some((at, zoom)) = self.camera {
            text.append_pair("lat", &format!("{:.5}", at.lat.degrees()));
            text.append_pair("lng", &format!("{:.5}", at.lng.degrees()));
            text.append_pair("z", &format!("{zoom:.2}"));
        }
        if let Some(site) = &self.selected {
            text.append_pair("sel", site.as_str());
        }
        text.finish()
    }
}

/// The question of an overview's address, and what was not understood in it. Where the address says where the map stands
/// and gives no bounds, they are those of the drawing there.
pub fn question(atlas: &Atlas, search: &str) -> (Query, Vec<Notice>) {
    let (mut query, notices) = atlas.question(search);
    query.bounds = query.bounds.or_else(|| Parameters::read(search).bounds());
    (query, notices)
}

/// Bounds as `west,south,east,north` (the order of the OGC's `bbox`), rounded outwards to a thousandth of a degree.
pub fn bbox(bounds: &Bounds) -> String {
    let down = |degrees: f64| (degrees * 1000.0).floor() / 1000.0;
    let up = |degrees: f64| (degrees * 1000.0).ceil() / 1000.0;
    format!("{},{},{},{}", down(bounds.west), down(bounds.south), up(bounds.east), up(bounds.north))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_survives_being_taken_apart() {
        let address = "in=panxi-town&q=%E5%90%8C%E5%BF%83&lat=24.22000&lng=103.10000&z=11.25&sel=afa-road";
        assert_eq!(Parameters::read(address).address(), address);
    }

    #[test]
    fn nonsense_is_left_to_the_atlas() {
        let read = Parameters::read("?lat=abc&lng=1&z=999&foo=bar");
        assert_eq!((read.camera, read.address()), (None, "foo=bar".into()));
    }

    #[test]
    fn filters_begin_the_list_anew() {
        let read = Parameters::read("in=a&page=3&sel=x");
        assert_eq!(read.with_filters("in=b"), "in=b");
        assert_eq!(read.with_page(1), "in=a&sel=x");
        assert!(read.has_filters("in=a") && !read.has_filters("in=b") && !read.has_filters(""));
        assert_eq!((read.text(), Parameters::read("in=a&q=x+y").text()), ("", "x y"));
    }
}
