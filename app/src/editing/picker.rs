//! A map on which a point is picked for the fields of a coordinate.

use super::control::{Control, all, fields};
use crate::{
    domain::language::Language,
    i18n::Locale,
    language_of,
    map::{
        base_map_address,
        bindings::div_icon,
        handle::prepare,
        input,
        listener::Listener,
        stage::{Stage, Ties},
    },
};
use leaflet::{DivIconOptions, Event, Evented, EventedHandle, LatLng, Marker, MarkerOptions, MouseEvent, Point};
use leptos::{prelude::*, task::spawn_local};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What marks a point.
const DOT: &str = "<svg width=\"20\" height=\"20\" aria-hidden=\"true\"><circle cx=\"10\" cy=\"10\" r=\"7\"/></svg>";

/// A picker on the page. The server draws it hidden, because it does nothing without script: an element with `data-picker`
/// that names the fields (`data-lat`, `data-lng`, and `data-datum` with the value `data-wgs84` for it), the button that opens
/// the map, the `.map-canvas`, a button with `.middle` for those who do not point, and, as far as there are any, candidates
/// with `data-at="LAT,LNG"`.
pub struct Picker {
    _open: Listener,
    _map: Rc<RefCell<Option<Live>>>,
}

/// The live map; what is first here goes first.
struct Live {
    _listeners: Vec<Listener>,
    _clicks: Vec<EventedHandle<MouseEvent>>,
    _zoom: EventedHandle<Event>,
    _stage: Rc<Stage>,
    _owner: Owner,
}

impl Picker {
    /// Attaches to a picker within a form.
    pub fn attach(picker: Control) -> Option<Self> {
        picker.set_hidden(false);
        let button = all(&picker, "button").into_iter().next()?;
        let canvas: HtmlElement = picker.query_selector(".map-canvas").ok()??.unchecked_into();
        let map = Rc::new(RefCell::new(None));
        let (into, opened) = (Rc::downgrade(&map), Cell::new(false));
        let open = Listener::new(&button, "click", move |_| {
            let frame = canvas.closest("[data-picker] > div").ok().flatten();
            let shown = frame.as_ref().is_some_and(|frame| !frame.has_attribute("hidden"));
            if let Some(frame) = frame {
                let _ = frame.toggle_attribute_with_force("hidden", shown);
            }
            let first = !opened.replace(true);
            // Not before: a page with a map has Leaflet fetched at once.
            if let Some(around) = canvas.parent_element().filter(|_| first) {
                around.set_class_name("map");
            }
            // What opens is seen: it may lie below what is on the screen.
            if !shown {
                picker.scroll_into_view();
            }
            if !first {
                return;
            }
            let (picker, canvas, into) = (picker.clone(), canvas.clone(), into.clone());
            spawn_local(async move {
                let path = window().location().pathname().unwrap_or_default();
                let language = language_of(&path).unwrap_or(Language::Chinese);
                // Without Leaflet the fields stay what they are: to be typed into.
                if prepare(&canvas, &base_map_address(language)).await.is_ok()
                    && let Some(map) = into.upgrade()
                {
                    map.replace(live(&picker, canvas, language));
                }
            });
        });
        Some(Self { _open: open, _map: map })
    }
}

/// Brings the map to life, around the point that the fields have.
fn live(picker: &Control, canvas: HtmlElement, language: Language) -> Option<Live> {
    let owner = Owner::new();
    let ties = owner.with(|| Ties {
        language,
        texts: Locale::of(language).live,
        selected: RwSignal::new(None),
        hovered: RwSignal::new(None),
        on_move: Callback::new(|_| ()),
        scale: RwSignal::new(0.0),
        message: RwSignal::new(""),
    });
    let form = picker.closest("form").ok()??;
    let there = Field::of(picker, &form).point();
    let camera = there.and_then(|(lat, lng)| crate::domain::geo::LatLng::new(lat, lng).ok()).map(|at| (at, 14.0));
    let stage = Rc::new(Stage::raise(canvas, camera, ties).ok()?);
    for candidate in all(picker, "[data-at]") {
        let at = candidate.get_attribute("data-at").unwrap_or_default();
        if let Some((lat, lng)) = at.split_once(',').and_then(|(lat, lng)| lat.parse().ok().zip(lng.parse().ok())) {
            // Its name stands on the map already.
            pin("candidate", lat, lng).add_to(&stage.map);
        }
    }
    let picked = pin("here", 0.0, 0.0);
    if let Some((lat, lng)) = there {
        picked.set_lat_lng(&LatLng::new(lat, lng));
        picked.add_to(&stage.map);
    }
    let pick = {
        let (picker, stage) = (picker.clone(), Rc::downgrade(&stage));
        move |at: LatLng| {
            picked.set_lat_lng(&at);
            if let Some(stage) = stage.upgrade() {
                picked.add_to(&stage.map);
            }
            Field::of(&picker, &form).write(at.lat(), at.lng());
        }
    };
    let pick = Rc::new(pick);
    let mut listeners = input::listen(&stage);
    let (middle, of) = (pick.clone(), stage.clone());
    if let Some(button) = all(picker, ".middle").into_iter().next() {
        listeners.push(Listener::new(&button, "click", move |_| middle(of.map.get_center())));
    }
    let zoomed = stage.clone();
    let _ = stage.container.set_attribute("tabindex", "0");
    Some(Live {
        _listeners: listeners,
        _clicks: vec![Evented::on_leaflet_event(&&stage.map, "click", move |event: MouseEvent| pick(event.lat_lng()))],
        _zoom: Evented::on_leaflet_event(&&stage.map, "zoom", move |_: Event| zoomed.after_zoom()),
        _stage: stage,
        _owner: owner,
    })
}

/// The fields that a picker writes into.
struct Field {
    form: Element,
    lat: String,
    lng: String,
    datum: (String, String),
}

impl Field {
    fn of(picker: &Element, form: &Element) -> Self {
        let data = |name| picker.get_attribute(name).unwrap_or_default();
        Self {
            form: form.clone(),
            lat: data("data-lat"),
            lng: data("data-lng"),
            datum: (data("data-datum"), data("data-wgs84")),
        }
    }

    /// The point in the fields, as far as they hold plain degrees of the map's own datum.
    fn point(&self) -> Option<(f64, f64)> {
        let raw = |name: &str| fields(&self.form).into_iter().find(|field| field.name == name).map(|field| field.raw());
        if raw(&self.datum.0).is_some_and(|datum| datum != self.datum.1) {
            return None;
        }
        raw(&self.lat)?.trim().parse().ok().zip(raw(&self.lng)?.trim().parse().ok())
    }

    /// Writes a point, to about a tenth of a metre, and what it is measured in, as if it were typed.
    fn write(&self, lat: f64, lng: f64) {
        let degrees = |degrees: f64| ((degrees * 1e6).round() / 1e6).to_string();
        let parts = [(&self.lat, degrees(lat)), (&self.lng, degrees(lng)), (&self.datum.0, self.datum.1.clone())];
        for field in fields(&self.form) {
            if let Some((_, text)) = parts.iter().find(|(name, _)| **name == field.name) {
                field.put(text);
                let typed = web_sys::EventInit::new();
                typed.set_bubbles(true);
                if let Ok(event) = web_sys::Event::new_with_event_init_dict("change", &typed) {
                    let _ = field.controls[0].dispatch_event(&event);
                }
            }
        }
    }
}

/// A point on the map.
fn pin(class: &str, lat: f64, lng: f64) -> Marker {
    let icon = DivIconOptions::new();
    icon.set_html(DOT.to_owned());
    icon.set_class_name(class.into());
    icon.set_icon_size(Point::new(20.0, 20.0));
    let options = MarkerOptions::new();
    options.set_icon(div_icon(&icon));
    // A press goes through to the map: whoever means a candidate points at it.
    options.set_interactive(false);
    options.set_keyboard(false);
    Marker::new_with_options(&LatLng::new(lat, lng), &options)
}
