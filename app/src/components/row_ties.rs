//! Ties the rows of the list to the pins of the map: hovering, focusing or selecting one marks the other.

use crate::domain::slug::Slug;
use leptos::{ev, html::Div, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Around drawn rows, of which those of sites have the attribute `data-site`.
#[component]
pub fn RowTies(
    /// The site under the pointer or the focus.
    hovered: RwSignal<Option<Slug>>,
    /// The selected site.
    selected: RwSignal<Option<Slug>>,
    /// Changes whenever rows have been put in anew.
    #[prop(into)]
    answers: Signal<u32>,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let frame = NodeRef::<Div>::new();
    Effect::new(move |_| {
        answers.track();
        let marks = [("selected", selected.get()), ("hovered", hovered.get())];
        if let Some(frame) = frame.get() {
            mark(&frame, &marks);
        }
    });
    let enter = move |event: &ev::Event| hovered.set(site_of(event));
    let leave = move |event: &ev::Event| {
        if site_of(event).is_some() {
            hovered.set(None);
        }
    };
    view! {
        <div node_ref=frame
            on:pointerover=move |event| enter(&event)
            on:pointerout=move |event| leave(&event)
            on:focusin=move |event| enter(&event)
            on:focusout=move |event| leave(&event)
        >{children()}</div>
    }
}

/// The site whose row an event happened on.
fn site_of(event: &ev::Event) -> Option<Slug> {
    let row = event.target()?.dyn_into::<Element>().ok()?.closest("[data-site]").ok()??;
    Slug::new(row.get_attribute("data-site")?).ok()
}

/// Gives each class to the row of its site and takes it from all others.
fn mark(frame: &Element, marks: &[(&str, Option<Slug>); 2]) {
    for (class, site) in marks {
        for row in elements(frame, &[".", class].concat()) {
            let _ = row.class_list().remove_1(class);
        }
        // A slug has no character that means something in a selector.
        if let Some(site) = site {
            for row in elements(frame, &["[data-site=\"", site.as_str(), "\"]"].concat()) {
                let _ = row.class_list().add_1(class);
            }
        }
    }
}

fn elements(frame: &Element, selector: &str) -> impl Iterator<Item = Element> {
    let found = frame.query_selector_all(selector).ok();
    let count = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..count).filter_map(move |index| found.as_ref()?.get(index)?.dyn_into().ok())
}
