//! Owns the live map, its listeners and its layers. Dropping the handle removes them all.

use super::{
    input,
    listener::Listener,
    pin::Pin,
    script,
    stage::{Stage, Ties},
};
use crate::domain::{
    geo::{Bounds, LatLng},
    slug::Slug,
};
use leaflet::{Event, Evented, EventedHandle};
use std::rc::Rc;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{Coordinates, HtmlElement, Position, ResizeObserver};

/// How often it is asked whether a press has ended, in milliseconds.
const PRESSED_MS: i32 = 50;

/// The live map of a page.
pub struct MapHandle {
    stage: Rc<Stage>,
    // Dropped in this order, before the last owner of the stage removes the map.
    _input: Vec<Listener>,
    _map_events: Vec<EventedHandle<Event>>,
    _size: SizeWatch,
}

impl MapHandle {
    /// Puts a live map in the place of the server's drawing, without a change on the screen: view, base map, pins and
    /// focus stay. Everything happens within one task of the browser.
    ///
    /// # Errors
    /// When Leaflet refuses; then the drawing stays what it was.
    pub fn start(
        container: HtmlElement,
        camera: Option<(LatLng, f64)>,
        pins: &[Pin],
        ties: Ties,
    ) -> Result<Self, JsValue> {
        let focused = Stage::focused_address(&container);
        let stage = Rc::new(Stage::raise(container, camera, ties)?);
        stage.pins.show(&stage.map, pins);
        if let Some(address) = focused {
            stage.pins.focus_address(&address);
        }
        let on = |kind: &'static str, act: fn(&Stage)| {
            let stage = stage.clone();
            Evented::on_leaflet_event(&&stage.clone().map, kind, move |_: Event| act(&stage))
        };
        // Tab reaches the map itself from now on: before, its keys would have done nothing.
        let _ = stage.container.set_attribute("tabindex", "0");
        Ok(Self {
            _input: input::listen(&stage),
            _map_events: vec![on("zoom", Stage::after_zoom), on("moveend", Stage::after_move)],
            _size: SizeWatch::new(&stage)?,
            stage,
        })
    }

    /// The part of the earth that is on the screen.
    pub fn seen(&self) -> Bounds {
        self.stage.seen()
    }

    /// Shows the pins of another answer.
    pub fn show(&self, pins: &[Pin]) {
        self.stage.pins.show(&self.stage.map, pins);
    }

    /// Marks the pins of the selected site and of the one under the pointer.
    pub fn highlight(&self, selected: Option<&Slug>, hovered: Option<&Slug>) {
        self.stage.pins.highlight(selected, hovered);
    }

    /// Moves the map just as far as is needed to see the pin of a site.
    pub fn reveal(&self, site: &Slug) {
        self.stage.reveal(site);
    }

    /// Zooms by some levels.
    pub fn zoom_by(&self, levels: f64) {
        self.stage.zoom_by(levels);
    }

    /// Stands where a camera stands, or shows the whole area, without telling of a move; what is on the screen then.
    pub fn turn_to(&self, camera: Option<(LatLng, f64)>) -> Bounds {
        self.stage.turn_to(camera);
        self.seen()
    }

    /// Shows the whole area.
    pub fn go_home(&self) {
        self.stage.go_home();
    }

    /// Asks the browser where its person is, and shows it. The browser asks the person.
    pub fn locate(&self) {
        use leptos::prelude::Set;
        let message = self.stage.ties.message;
        let denied = self.stage.ties.texts.map_position_denied;
        // The answer may come after the map has gone: it is then of no interest.
        let stage = Rc::downgrade(&self.stage);
        let found = Closure::once_into_js(move |position: Position| {
            let coordinates: Coordinates = position.coords();
            let at = LatLng::new(coordinates.latitude(), coordinates.longitude());
            if let (Some(stage), Ok(at)) = (stage.upgrade(), at) {
                stage.show_position(at);
            }
        });
        let failed = Closure::once_into_js(move || {
            message.try_set(denied);
        });
        let asked = leptos::prelude::window().navigator().geolocation().and_then(|geolocation| {
            geolocation.get_current_position_with_error_callback(found.unchecked_ref(), Some(failed.unchecked_ref()))
        });
        if asked.is_err() {
            message.set(denied);
        }
    }
}

/// Watches the size of the container.
struct SizeWatch {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

impl SizeWatch {
    fn new(stage: &Rc<Stage>) -> Result<Self, JsValue> {
        let watched = stage.clone();
        let callback = Closure::<dyn FnMut()>::new(move || watched.after_resize());
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref())?;
        observer.observe(&stage.container);
        Ok(Self { observer, _callback: callback })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Gets everything that a live map needs: Leaflet, and the base map where the container has none. Waits while a pin of the
/// drawing is pressed: it would be gone before it is let go, and the click with it.
///
/// # Errors
/// When Leaflet cannot be fetched. A base map that cannot be fetched is no error: the pins stand without it.
pub async fn prepare(container: &HtmlElement, base_map: &str) -> Result<(), JsValue> {
    script::load().await?;
    if container.query_selector("svg.base")?.is_none()
        && let Ok(svg) = script::fetch_text(base_map).await
    {
        container.insert_adjacent_html("afterbegin", &svg)?;
    }
    while container.query_selector(":active")?.is_some() {
        script::pause(PRESSED_MS).await;
    }
    Ok(())
}
