//! Everything that knows Leaflet.
//!
//! The server draws the map as an SVG whose pins are links ([`crate::components::static_map`]). In the browser [`SiteMap`]
//! fetches Leaflet and puts a live map in the drawing's place: it begins with exactly the same view ([`viewport`]), the
//! drawing's own nodes become its lowest layer ([`ground`]), and its pins have the same glyphs at the same places
//! ([`pin`], [`fan`]). When Leaflet cannot be had, the drawing stays.
//!
//! | module | what it holds | |
//! |---|---|---|
//! | [`viewport`], [`fan`], [`pin`], [`layers`] | where and how marks stand, what changes between two answers | pure |
//! | [`handle`] | owns the live map; dropping it removes everything | browser |
//! | [`stage`], [`pins`], [`ground`], [`input`] | what can be done with it, its pins, its base map, what people do | browser |
//! | [`script`], [`bindings`], [`listener`] | Leaflet's script, what its crate lacks, listeners that go with their owner | browser |
//! | [`controls`] | buttons and scale bar | both sides |
//!
//! The modules for the browser compile on the server too, but only an effect calls them, and effects do not run there.

pub mod bindings;
pub mod controls;
pub mod fan;
pub mod ground;
pub mod handle;
pub mod input;
pub mod layers;
pub mod listener;
pub mod pin;
pub mod pins;
pub mod script;
pub mod stage;
pub mod viewport;

use crate::{
    domain::{
        geo::{Bounds, LatLng},
        language::Language,
        slug::Slug,
    },
    i18n::Locale,
    parameters::Parameters,
};
use controls::{Command, MapControls, ScaleBar};
use handle::MapHandle;
use leptos::{html::Div, prelude::*, task::spawn_local};
use pin::Pin;
use send_wrapper::SendWrapper;
use stage::Ties;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The address of the base map without pins ([`crate::components::static_map::base_map`]), which a map asks for that
/// starts after a change of page within the application.
pub fn base_map_address(language: Language) -> String {
    ["/", language.code(), "/map.svg"].concat()
}

/// The map of an answer. It fills its parent's width; its height is the style sheet's (`.map`).
#[component]
pub fn SiteMap(
    /// The server's drawing; empty in the browser, where it stands in the document already.
    initial_svg: String,
    /// What stands on the map, in the order of the list.
    #[prop(into)]
    pins: Signal<Vec<Pin>>,
    /// The language of the page.
    language: Language,
    /// The selected site.
    selected: RwSignal<Option<Slug>>,
    /// The site under the pointer or with the focus, on the map or in the list.
    hovered: RwSignal<Option<Slug>>,
    /// Told after every move that a person made: centre, zoom, what is on the screen.
    on_move: Callback<(LatLng, f64, Bounds)>,
    /// Told what is on the screen when the map begins where a camera stands: how large it is nobody knew before.
    on_stand: Callback<Bounds>,
    /// What is asked: where the map stands at first, and after each of the `turns`.
    address: Signal<Parameters>,
    /// Counts how often somebody went back to another place.
    turns: RwSignal<u32>,
) -> impl IntoView {
    let texts = Locale::of(language).live;
    let ties =
        Ties { language, texts, selected, hovered, on_move, scale: RwSignal::new(0.0), message: RwSignal::new("") };
    let canvas = NodeRef::<Div>::new();
    // Stays empty on the server, which may take a page down in another thread than the one that made it.
    let handle = StoredValue::new(None::<SendWrapper<MapHandle>>);
    let live = RwSignal::new(false);

    Effect::new(move |_| {
        let Some(container) = canvas.get() else { return };
        let container: HtmlElement = container.unchecked_into();
        spawn_local(async move {
            // Without Leaflet the drawing and its links stay as they are.
            let ready = handle::prepare(&container, &base_map_address(language)).await;
            // The page may have gone in the meantime.
            if ready.is_err() || handle.is_disposed() || !container.is_connected() {
                return;
            }
            let Some(camera) = address.try_with_untracked(|asked| asked.camera) else { return };
            if let Ok(started) = pins.with_untracked(|pins| MapHandle::start(container, camera, pins, ties)) {
                let seen = camera.map(|_| started.seen());
                handle.set_value(Some(SendWrapper::new(started)));
                live.set(true);
                if let Some(seen) = seen {
                    on_stand.run(seen);
                }
            }
        });
    });
    let on_live = move |act: &dyn Fn(&MapHandle)| {
        handle.with_value(|handle| handle.as_deref().map(act));
    };
    Effect::new(move |_| {
        if live.get() {
            pins.with(|pins| on_live(&|handle| handle.show(pins)));
        }
    });
    Effect::new(move |_| {
        if live.get() {
            // New pins have no marks.
            pins.track();
            let (selected, hovered) = (selected.get(), hovered.get());
            on_live(&|handle| handle.highlight(selected.as_ref(), hovered.as_ref()));
        }
    });
    Effect::watch(
        move || selected.get(),
        move |site, _, _| {
            if let Some(site) = site {
                on_live(&|handle| handle.reveal(site));
            }
        },
        false,
    );
    Effect::new(move |ran: Option<()>| {
        turns.track();
        if ran.is_some() {
            let camera = address.with_untracked(|asked| asked.camera);
            on_live(&|handle| {
                let seen = handle.turn_to(camera);
                // Of the whole area all is asked, whatever the size of the map.
                if camera.is_some() {
                    on_stand.run(seen);
                }
            });
        }
    });
    let on_command = Callback::new(move |command| {
        ties.message.set("");
        on_live(&|handle| match command {
            Command::ZoomIn => handle.zoom_by(1.0),
            Command::ZoomOut => handle.zoom_by(-1.0),
            Command::WholeArea => handle.go_home(),
            Command::MyPosition => handle.locate(),
        });
    });
    on_cleanup(move || {
        handle.try_update_value(Option::take);
    });
    view! {
        <div class="map">
            <div
                class="map-canvas"
                node_ref=canvas
                role="region"
                aria-label=texts.map_label
                aria-describedby="map-instructions"
                inner_html=initial_svg
            ></div>
            <p id="map-instructions" hidden>{texts.map_instructions}</p>
            <Show when=move || live.get()>
                <MapControls on_command/>
                <ScaleBar scale=ties.scale/>
            </Show>
            <div role="status">
                {move || {
                    let message = ties.message.get();
                    (!message.is_empty()).then(|| view! { <p class="map-message">{message}</p> })
                }}
            </div>
        </div>
    }
}
