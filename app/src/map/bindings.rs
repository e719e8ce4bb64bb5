//! The few parts of Leaflet 1.9 that the crate `leaflet` does not bind.

use leaflet::{DivIconOptions, Icon, LatLngBounds, Layer, Map, Marker};
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{Element, HtmlElement};

#[wasm_bindgen]
extern "C" {
    /// An SVG element that is tied to a part of the earth and moves and grows with the map.
    #[derive(Clone, Debug)]
    #[wasm_bindgen(extends = Layer, js_namespace = L, js_name = SVGOverlay)]
    pub type SvgOverlay;

    /// Ties an element, which must have a view box, to some bounds.
    #[wasm_bindgen(constructor, js_namespace = L, js_class = "SVGOverlay")]
    pub fn new(svg: &Element, bounds: &LatLngBounds) -> SvgOverlay;

    /// An icon of markup of one's own. (The crate's `DivIcon::new` makes a plain `L.Icon`, which wants an image.)
    #[wasm_bindgen(js_namespace = L, js_name = divIcon)]
    pub fn div_icon(options: &DivIconOptions) -> Icon;

    #[derive(Clone, Debug)]
    #[wasm_bindgen(js_name = Map, js_namespace = L)]
    type WholeMap;

    #[wasm_bindgen(method)]
    fn remove(this: &WholeMap);

    #[derive(Clone, Debug)]
    #[wasm_bindgen(js_name = Marker, js_namespace = L)]
    type WholeMarker;

    #[wasm_bindgen(method, js_name = getElement)]
    fn get_element(this: &WholeMarker) -> Option<HtmlElement>;
}

/// Takes a map apart: its layers, panes and listeners.
pub fn remove_map(map: &Map) {
    map.unchecked_ref::<WholeMap>().remove();
}

/// The element of a marker; `None` while it is on no map.
pub fn element_of(marker: &Marker) -> Option<HtmlElement> {
    marker.unchecked_ref::<WholeMarker>().get_element()
}

/// A JavaScript object with some properties, for options that the crate takes as an object.
pub fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in properties {
        // Setting a property of a new object cannot fail.
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}
