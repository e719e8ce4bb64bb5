//! Coming to another page within the program: where its reader stands, and what has the focus. Between documents a browser
//! sees to both; here the page is another one, and to the browser it is the same document.

use crate::map::listener::Listener;
use leptos::prelude::{document, request_animation_frame, window};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// How far the document is scrolled, and the column beside a map.
type Place = (f64, i32);

thread_local! {
    /// Where pages were left for others, by their address; the last of an address counts.
    static LEFT: RefCell<Vec<(String, Place)>> = const { RefCell::new(Vec::new()) };
    /// Where the page is to stand that somebody goes back to.
    static WANTED: Cell<Option<Place>> = const { Cell::new(None) };
}

fn address() -> String {
    window().location().href().unwrap_or_default()
}

fn column() -> Option<Element> {
    document().query_selector(".panel").ok().flatten()
}

/// Begins to note where pages are left. Has to come before whatever follows links.
pub fn watch() {
    let left = Listener::new(&window(), "click", |_| {
        let place = (window().scroll_y().unwrap_or(0.0), column().map_or(0, |column| column.scroll_top()));
        WANTED.set(None);
        LEFT.with_borrow_mut(|left| {
            let address = address();
            left.retain(|(other, _)| *other != address);
            left.push((address, place));
        });
    });
    let back = Listener::new(&window(), "popstate", |_| {
        let address = address();
        WANTED.set(LEFT.with_borrow(|left| left.iter().find(|(other, _)| *other == address).map(|(_, place)| *place)));
    });
    // As long as the document.
    std::mem::forget((left, back));
}

/// A page has been put in: its heading gets the focus, so that readers of the screen begin there and Tab goes on from there,
/// and who has gone back stands where they were.
pub fn arrive() {
    let wanted = WANTED.take();
    request_animation_frame(move || {
        if let Some(heading) = document().query_selector("main h1").ok().flatten() {
            let _ = heading.set_attribute("tabindex", "-1");
            let quietly = FocusOptions::new();
            quietly.set_prevent_scroll(true);
            let _ = heading.unchecked_into::<HtmlElement>().focus_with_options(&quietly);
        }
        if let Some((document, panel)) = wanted {
            window().scroll_to_with_x_and_y(0.0, document);
            if let Some(column) = column() {
                column.set_scroll_top(panel);
            }
        }
    });
}
