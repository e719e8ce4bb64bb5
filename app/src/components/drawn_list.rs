//! Puts a list that the server drew into the document: what a screen can show of it first, the rest when that is drawn.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{DocumentFragment, Element, HtmlElement, HtmlTemplateElement};

/// What a row is high at least, in CSS pixels.
const LEAST_ROW: f64 = 52.0;
/// So many rows are put in at once in any case: a list that begins below the screen may be scrolled to.
const FIRST_ROWS: u32 = 6;

/// The rows of a list that wait for those before them to be drawn.
pub struct Rest {
    frame: HtmlElement,
    list: Element,
    rows: DocumentFragment,
}

impl Rest {
    /// Adds them to their list, which may have gone in the meantime.
    pub fn put(self) {
        let _ = self.list.append_child(&self.rows);
        if self.list.parent_element().is_some_and(|parent| parent == *self.frame) {
            let _ = self.frame.style().remove_property("min-height");
        }
    }
}

/// What the screen has of a frame. It is asked for before anything on the page changes: after that a browser would lay out
/// the page for the answer, and once more for the screen.
pub struct Room {
    frame: HtmlElement,
    /// How many rows of a list can be on the screen.
    rows: u32,
    /// How high it is, in CSS pixels.
    height: i32,
}

impl Room {
    /// That of a frame.
    pub fn of(frame: HtmlElement) -> Self {
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(f64::INFINITY);
        let below = height - frame.get_bounding_client_rect().top().max(0.0);
        let rows = ((below / LEAST_ROW).ceil().max(0.0) as u32).max(FIRST_ROWS);
        Self { rows, height: frame.offset_height(), frame }
    }
}

/// Puts drawn markup, which may begin with a list, into a frame. Until the rest has come the frame stays as high as it was, so that
/// what is scrolled does not jump. While somebody has the focus in it, the list comes as a whole.
pub fn begin(Room { frame, rows: first, height }: Room, html: &str) -> Option<Rest> {
    let focused = document().active_element().is_some_and(|element| frame.contains(Some(&element)));
    let template: HtmlTemplateElement = document().create_element("template").ok()?.dyn_into().ok()?;
    template.set_inner_html(html);
    let drawn = template.content();
    let list = drawn.first_element_child();
    let rows = document().create_document_fragment();
    if let (Some(list), false) = (&list, focused) {
        while let Some(row) = list.children().item(first) {
            let _ = rows.append_child(&row);
        }
    }
    frame.replace_children_with_node_1(&drawn);
    let list = list.filter(|_| rows.has_child_nodes());
    let _ = match &list {
        Some(_) => frame.style().set_property("min-height", &[&height.to_string(), "px"].concat()),
        None => frame.style().remove_property("min-height").map(drop),
    };
    Some(Rest { frame, list: list?, rows })
}
