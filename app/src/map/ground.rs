//! The base map in the document: the nodes that the server sent become Leaflet's lowest layer.

use super::{
    bindings::SvgOverlay,
    viewport::{PADDING, Viewport},
};
use crate::domain::geo::Bounds;
use leaflet::{LatLng, LatLngBounds, Map};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, SvgElement};

/// The base map and what it shows.
pub struct Ground {
    svg: SvgElement,
    /// What the view box shows.
    pub viewport: Viewport,
    /// The area that the programme covers.
    pub area: Bounds,
}

impl Ground {
    /// Finds the base map in the map's element; `None` when there is none or it does not say what it shows.
    pub fn find(container: &HtmlElement) -> Option<Self> {
        let svg = container.query_selector("svg.base").ok()??;
        let (shown, area) = (bounds(&svg, "data-box")?, bounds(&svg, "data-area")?);
        Some(Self { svg: svg.unchecked_into(), viewport: Viewport::of_bounds(&shown), area })
    }

    /// The address of the pin that has the focus, if one of the server's pins has it.
    pub fn focused_address(&self) -> Option<String> {
        self.svg.query_selector(".pin:focus").ok()??.get_attribute("href")
    }

    /// Moves the base map into a map and takes away what the live map draws itself.
    pub fn lay_under(&self, map: &Map) {
        for own in [".pins", ".bar"] {
            if let Ok(Some(element)) = self.svg.query_selector(own) {
                element.remove();
            }
        }
        SvgOverlay::new(&self.svg, &leaflet_bounds(&self.viewport.bounds())).add_to(map);
        self.follow_zoom(map.get_zoom());
    }

    /// Keeps names as large as they are: they count in CSS pixels.
    pub fn follow_zoom(&self, zoom: f64) {
        let unit = self.viewport.units_per_pixel(zoom);
        let _ = self.svg.style().set_property("--unit", &unit.to_string());
    }

    /// The view of the whole area in a container of this size in CSS pixels: latitude and longitude of the centre in
    /// degrees, and the zoom.
    pub fn whole_area(&self, width: f64, height: f64) -> ((f64, f64), f64) {
        Self::whole(&self.area, width, height)
    }

    /// The same for any bounds.
    pub fn whole(bounds: &Bounds, width: f64, height: f64) -> ((f64, f64), f64) {
        let viewport = Viewport::around(bounds, PADDING);
        (viewport.centre(), viewport.zoom(width, height))
    }

    /// How far the map may be pushed: a good way beyond the area, but not round the earth.
    pub fn limits(&self) -> LatLngBounds {
        let Bounds { south, west, north, east } = self.area;
        let (high, wide) = ((north - south) * 1.5, (east - west) * 2.0);
        leaflet_bounds(&Bounds { south: south - high, west: west - wide, north: north + high, east: east + wide })
    }
}

/// Reads `west,south,east,north` from an attribute.
fn bounds(svg: &Element, attribute: &str) -> Option<Bounds> {
    let text = svg.get_attribute(attribute)?;
    let mut numbers = text.split(',').map(|number| number.parse::<f64>().ok().filter(|number| number.is_finite()));
    let mut next = || numbers.next().flatten();
    let (west, south, east, north) = (next()?, next()?, next()?, next()?);
    (west < east && south < north).then_some(Bounds { south, west, north, east })
}

/// Bounds as Leaflet wants them.
pub fn leaflet_bounds(bounds: &Bounds) -> LatLngBounds {
    LatLngBounds::new(&LatLng::new(bounds.south, bounds.west), &LatLng::new(bounds.north, bounds.east))
}
