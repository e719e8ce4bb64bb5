//! The live map and what can be done with it.

use super::{
    bindings::{div_icon, object, remove_map},
    ground::{Ground, leaflet_bounds},
    pins::Pins,
    viewport::metres_per_pixel,
};
use crate::{
    domain::{
        geo::{Bounds, LatLng},
        language::Language,
        slug::Slug,
    },
    i18n::LiveTexts,
};
use leaflet::{DivIconOptions, Map, MapOptions, Marker, MarkerOptions, Point};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

/// The closest zoom: one level beyond the last at which sites are drawn together.
const CLOSEST_ZOOM: f64 = 17.0;
/// How far beyond the whole area one can zoom out.
const ZOOM_OUT_MARGIN: f64 = 0.75;
/// How near to the edge a revealed pin may stand, in CSS pixels.
const EDGE: f64 = 72.0;
/// Width of the card that covers the right side of a wide map, and from which width on the map is wide, in CSS pixels.
const CARD: f64 = 336.0;
const WITH_CARD_BESIDE: f64 = 760.0;
/// The zoom that shows a position with its surroundings.
const CLOSE_ZOOM: f64 = 13.5;

/// What map and page tell each other.
#[derive(Clone, Copy)]
pub struct Ties {
    /// The language of the page.
    pub language: Language,
    /// The texts of that language.
    pub texts: &'static LiveTexts,
    /// The selected site.
    pub selected: RwSignal<Option<Slug>>,
    /// The site under the pointer or with the focus, on the map or in the list.
    pub hovered: RwSignal<Option<Slug>>,
    /// Told after every move that a person made: centre, zoom, what is on the screen.
    pub on_move: Callback<(LatLng, f64, Bounds)>,
    /// Metres on the ground per CSS pixel, in the middle of the map; 0 before there is a live map.
    pub scale: RwSignal<f64>,
    /// A sentence on the map; empty for none.
    pub message: RwSignal<&'static str>,
}

/// The live map. Owned by [`super::handle::MapHandle`] and shared with its listeners.
pub struct Stage {
    /// Leaflet's map.
    pub map: Map,
    /// The element it lives in.
    pub container: HtmlElement,
    /// What stands on it.
    pub pins: Pins,
    /// What it tells and is told.
    pub ties: Ties,
    ground: Option<Ground>,
    here: RefCell<Option<Marker>>,
    animate: bool,
    /// Whether the map shows the whole area because nobody has moved it since; then it keeps doing so in any size.
    at_home: Cell<bool>,
    /// Whether the move under way leads home.
    going_home: Cell<bool>,
    /// Whether moves are the map's own doing and not told.
    quiet: Cell<bool>,
}

impl Stage {
    /// Makes the container a live map with the same view as before: that of the server's drawing, or that of a camera
    /// (centre and zoom).
    ///
    /// # Errors
    /// When Leaflet refuses, as it does for an element that is a map already.
    pub fn raise(container: HtmlElement, camera: Option<(LatLng, f64)>, ties: Ties) -> Result<Self, JsValue> {
        let calm = window()
            .match_media("(prefers-reduced-motion: reduce)")
            .ok()
            .flatten()
            .is_some_and(|query| query.matches());
        let ground = Ground::find(&container);
        let map = Map::new_with_element(&container, &options(!calm))?;
        let stage = Self {
            map,
            container,
            pins: Pins::new(ties.language),
            ties,
            ground,
            here: RefCell::default(),
            animate: !calm,
            at_home: Cell::new(camera.is_none()),
            going_home: Cell::new(false),
            quiet: Cell::new(true),
        };
        stage.turn_to(camera);
        stage.quiet.set(true);
        if let Some(ground) = &stage.ground {
            ground.lay_under(&stage.map);
            stage.limit_zoom();
            stage.map.set_max_bounds(&ground.limits());
        }
        stage.quiet.set(false);
        stage.after_zoom();
        Ok(stage)
    }

    /// The address of the server's pin that has the focus and is about to be replaced.
    pub fn focused_address(container: &HtmlElement) -> Option<String> {
        Ground::find(container)?.focused_address()
    }

    /// Width and height of the map in CSS pixels.
    fn size(&self) -> (f64, f64) {
        (f64::from(self.container.client_width()), f64::from(self.container.client_height()))
    }

    /// The view of the whole area. Without a base map it is that of the marks, or else of the country.
    fn home(&self) -> ((f64, f64), f64) {
        let (width, height) = self.size();
        match (&self.ground, self.pins.bounds()) {
            (Some(ground), _) => ground.whole_area(width, height),
            (None, Some(bounds)) => Ground::whole(&bounds, width, height),
            (None, None) => ((35.0, 103.0), 4.0),
        }
    }

    fn stand_at(&self, lat: f64, lng: f64, zoom: f64, animate: bool) {
        let zoom = zoom.clamp(0.0, CLOSEST_ZOOM);
        self.map.set_view_with_options(&leaflet::LatLng::new(lat, lng), zoom, &animation(animate));
    }

    /// Stands where a camera stands, or shows the whole area, at once and untold.
    pub fn turn_to(&self, camera: Option<(LatLng, f64)>) {
        self.quiet.set(true);
        self.at_home.set(camera.is_none());
        match camera {
            Some((at, zoom)) => self.stand_at(at.lat.degrees(), at.lng.degrees(), zoom, false),
            None => self.stand_at_home(false),
        }
        self.quiet.set(false);
    }

    /// Lets one zoom out a little beyond the whole area, or as far as the map stands already.
    fn limit_zoom(&self) {
        if self.ground.is_some() {
            let (_, home_zoom) = self.home();
            self.map.set_min_zoom((home_zoom - ZOOM_OUT_MARGIN).min(self.map.get_zoom()));
        }
    }

    fn stand_at_home(&self, animate: bool) {
        let ((lat, lng), zoom) = self.home();
        self.stand_at(lat, lng, zoom, animate);
    }

    /// Shows the whole area.
    pub fn go_home(&self) {
        self.going_home.set(true);
        self.stand_at_home(self.animate);
    }

    /// Zooms by some levels around the middle.
    pub fn zoom_by(&self, levels: f64) {
        self.map.set_zoom_with_options(self.map.get_zoom() + levels, &animation(self.animate));
    }

    /// Moves the map by some CSS pixels.
    pub fn pan_by(&self, right: f64, down: f64) {
        self.map.pan_by_with_options(&Point::new(right, down), &animation(self.animate));
    }

    /// Zooms to bounds; to the surroundings of a point when they have no extent.
    pub fn zoom_to(&self, bounds: &Bounds) {
        let lat = f64::midpoint(bounds.south, bounds.north);
        let lng = f64::midpoint(bounds.west, bounds.east);
        if bounds.north - bounds.south < 1e-4 && bounds.east - bounds.west < 1e-4 {
            self.stand_at(lat, lng, self.map.get_zoom() + 2.0, self.animate);
        } else {
            let padding = object(&[("animate", self.animate.into()), ("padding", Point::new(56.0, 56.0).into())]);
            self.map.fit_bounds_with_options(&leaflet_bounds(bounds), &padding);
        }
    }

    /// Brings a place nearer.
    pub fn approach(&self, at: LatLng) {
        self.stand_at(at.lat.degrees(), at.lng.degrees(), (self.map.get_zoom() + 1.5).max(CLOSE_ZOOM), self.animate);
    }

    /// Moves the map just as far as is needed to see the pin of a site, if it has one.
    pub fn reveal(&self, site: &Slug) {
        if let Some(at) = self.pins.position_of(site) {
            // On a wide screen the card of the site covers the map's right side.
            let (width, _) = self.size();
            let right = if width >= WITH_CARD_BESIDE { CARD + EDGE } else { EDGE };
            let options = object(&[
                ("animate", self.animate.into()),
                ("paddingTopLeft", Point::new(EDGE, EDGE).into()),
                ("paddingBottomRight", Point::new(right, EDGE).into()),
            ]);
            self.map.pan_inside_with_options(&leaflet::LatLng::new(at.lat.degrees(), at.lng.degrees()), &options);
        }
    }

    /// Shows a person's position, or says that it lies outside the map.
    pub fn show_position(&self, at: LatLng) {
        let outside = self.ground.as_ref().is_some_and(|ground| !ground.area.contains(at));
        if outside {
            self.ties.message.set(self.ties.texts.map_position_outside);
            return;
        }
        self.ties.message.set(self.ties.texts.map_you_are_here);
        let icon = DivIconOptions::new();
        icon.set_html(
            "<svg width=\"20\" height=\"20\" aria-hidden=\"true\"><circle cx=\"10\" cy=\"10\" r=\"7\"/></svg>".into(),
        );
        icon.set_class_name("here".into());
        icon.set_icon_size(Point::new(20.0, 20.0));
        let options = MarkerOptions::new();
        options.set_icon(div_icon(&icon));
        options.set_interactive(false);
        options.set_keyboard(false);
        // A pane of its own, so that the order of the pins stays that of the list.
        options.set_pane("shadowPane".into());
        let marker = Marker::new_with_options(&leaflet::LatLng::new(at.lat.degrees(), at.lng.degrees()), &options);
        marker.add_to(&self.map);
        if let Some(before) = self.here.replace(Some(marker)) {
            before.remove();
        }
        self.approach(at);
    }

    /// After the zoom has changed, also while it does.
    pub fn after_zoom(&self) {
        if let Some(ground) = &self.ground {
            ground.follow_zoom(self.map.get_zoom());
        }
        self.ties.scale.set(metres_per_pixel(self.map.get_center().lat(), self.map.get_zoom()));
    }

    /// After a move has come to its end.
    pub fn after_move(&self) {
        if self.quiet.get() {
            return;
        }
        self.at_home.set(self.going_home.take());
        let (centre, zoom) = (self.map.get_center(), self.map.get_zoom());
        if let Ok(centre) = LatLng::new(centre.lat(), centre.lng()) {
            self.ties.on_move.run((centre, zoom, self.seen()));
        }
    }

    /// The part of the earth that is on the screen.
    pub fn seen(&self) -> Bounds {
        let seen = self.map.get_bounds();
        let (low, high) = (seen.get_south_west(), seen.get_north_east());
        Bounds {
            south: low.lat().max(-90.0),
            west: low.lng().max(-180.0),
            north: high.lat().min(90.0),
            east: high.lng().min(180.0),
        }
    }

    /// After the container has another size.
    pub fn after_resize(&self) {
        self.fit(self.at_home.get());
    }

    /// Takes the size that the map has on paper, or on the screen again. Nobody is told: what is asked stays the same.
    pub fn lie_on_paper(&self, paper: bool) {
        let _ = self.container.class_list().toggle_with_force("paper", paper);
        self.fit(true);
    }

    fn fit(&self, quiet: bool) {
        self.quiet.set(quiet);
        self.map.invalidate_size(false);
        if self.at_home.get() {
            // The whole area may be smaller now than the old limit allows.
            self.map.set_min_zoom(0.0);
            self.stand_at_home(false);
        }
        self.limit_zoom();
        self.quiet.set(false);
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        remove_map(&self.map);
    }
}

/// How Leaflet behaves: fractional zoom, so that it can begin exactly where the drawing was; keys and buttons are ours.
fn options(animate: bool) -> MapOptions {
    let options = MapOptions::new();
    options.set_attribution_control(false);
    options.set_zoom_control(false);
    options.set_keyboard(false);
    options.set_track_resize(false);
    options.set_zoom_snap(0.0);
    options.set_wheel_px_per_zoom_level(100.0);
    options.set_max_zoom(CLOSEST_ZOOM);
    options.set_max_bounds_viscosity(0.8);
    options.set_fade_animation(false);
    options.set_zoom_animation(animate);
    options.set_marker_zoom_animation(animate);
    options.set_inertia(animate);
    options
}

fn animation(animate: bool) -> JsValue {
    object(&[("animate", animate.into())])
}
