//! The pins on the live map.

use super::{
    bindings::{div_icon, element_of, marker_pane, object},
    layers::{Step, plan},
    pin::{Pin, escape},
};
use crate::domain::{
    geo::{Bounds, LatLng},
    language::Language,
    slug::Slug,
};
use leaflet::{Map, Marker, MarkerOptions};
use leptos::prelude::document;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, Node};

/// What stands on the map, in the order in which Tab goes through it.
pub struct Pins {
    language: Language,
    frames: RefCell<Frames>,
}

/// Leaflet's markers, which are the frames around pins. Making one costs a browser more than filling it, so that those
/// without a pin stay on the map, hidden.
#[derive(Default)]
struct Frames {
    /// Without a pin. In the document they stand before all others, in this order.
    spare: Vec<Marker>,
    /// With a pin, in the order of the document.
    filled: Vec<Filled>,
}

/// A frame with its pin.
struct Filled {
    pin: Pin,
    marker: Marker,
}

impl Pins {
    /// None yet. The language is that of the pages that they will lead to.
    pub fn new(language: Language) -> Self {
        Self { language, frames: RefCell::default() }
    }

    /// Changes what stands on the map into the pins of another answer.
    pub fn show(&self, map: &Map, wanted: &[Pin]) {
        let focused = self.focused();
        self.frames.borrow_mut().show(map, wanted, self.language);
        if let Some(key) = focused
            && self.focused().is_none()
        {
            self.focus(|filled| filled.pin.key == key);
        }
    }

    /// The pin of a link within the map.
    pub fn pin_of(&self, link: &Element) -> Option<Pin> {
        let key = link.get_attribute("data-key")?;
        self.frames.borrow().filled.iter().map(|filled| &filled.pin).find(|pin| pin.key == key).cloned()
    }

    /// Where a site stands, if it has a pin of its own.
    pub fn position_of(&self, site: &Slug) -> Option<LatLng> {
        self.frames.borrow().filled.iter().map(|filled| &filled.pin).find(|pin| pin.is_site(site))?.at()
    }

    /// The box around all pins.
    pub fn bounds(&self) -> Option<Bounds> {
        Bounds::around(self.frames.borrow().filled.iter().filter_map(|filled| filled.pin.at()))
    }

    /// Marks the pins of the selected site and of the one under the pointer, and raises them above the others.
    pub fn highlight(&self, selected: Option<&Slug>, hovered: Option<&Slug>) {
        for filled in &self.frames.borrow().filled {
            let is = |site: Option<&Slug>| site.is_some_and(|site| filled.pin.is_site(site));
            let (selected, hovered) = (is(selected), is(hovered));
            let mark = |element: &HtmlElement, class: &str, marked: bool| {
                let _ = element.class_list().toggle_with_force(class, marked);
            };
            if let Some(frame) = element_of(&filled.marker) {
                mark(&frame, "raised", selected || hovered);
            }
            if let Some(link) = filled.link() {
                mark(&link, "selected", selected);
                mark(&link, "hovered", hovered);
            }
        }
    }

    /// Gives the focus to the pin that leads to an address.
    pub fn focus_address(&self, address: &str) {
        self.focus(|filled| filled.pin.href(self.language) == address);
    }

    fn focus(&self, is: impl Fn(&Filled) -> bool) {
        let link = self.frames.borrow().filled.iter().find(|filled| is(filled)).and_then(Filled::link);
        if let Some(link) = link {
            let _ = link.focus();
        }
    }

    /// The key of the pin that has the focus.
    fn focused(&self) -> Option<String> {
        let active = document().active_element()?;
        let frames = self.frames.borrow();
        let found = frames.filled.iter().find(|filled| filled.link().is_some_and(|link| *link == active))?;
        Some(found.pin.key.clone())
    }
}

impl Frames {
    fn show(&mut self, map: &Map, wanted: &[Pin], language: Language) {
        let plan = plan(&self.filled.iter().map(|filled| &filled.pin).collect::<Vec<_>>(), wanted);
        let mut before: Vec<Option<Filled>> = self.filled.drain(..).map(Some).collect();
        // Each with its place in the document: those to spare come first.
        let first = self.spare.len();
        let mut free: Vec<(usize, Marker)> = self.spare.drain(..).enumerate().collect();
        let removed = plan.removed.iter().filter_map(|index| Some((first + index, before[*index].take()?.marker)));
        free.extend(removed);
        let added = plan.steps.iter().filter(|step| **step == Step::Add).count();
        let end = first + before.len();
        free.extend((free.len()..added).map(|number| (end + number, frame(map))));

        let drawn = plan.steps.iter().zip(wanted).filter(|(step, _)| !matches!(step, Step::Keep(_)));
        let mut links = links(drawn.map(|(_, pin)| pin), language);
        // From the last to the first, each in the last free frame before the one that follows, so that few have to move.
        let mut next = usize::MAX;
        for (step, pin) in plan.steps.into_iter().zip(wanted).rev() {
            let filled = match step {
                Step::Keep(index) => {
                    next = first + index;
                    before[index].take()
                }
                Step::Change(index) => {
                    next = first + index;
                    before[index].take().zip(links.pop()).map(|(old, link)| Filled::fill(old.marker, pin, &link))
                }
                Step::Add => {
                    let at = free.iter().rposition(|(place, _)| *place < next).or_else(|| free.len().checked_sub(1));
                    at.map(|at| free.remove(at)).zip(links.pop()).map(|((place, marker), link)| {
                        next = place;
                        Filled::fill(marker, pin, &link)
                    })
                }
            };
            self.filled.extend(filled);
        }
        self.filled.reverse();
        self.spare = free.into_iter().map(|(_, marker)| marker).collect();
        self.spare.iter().for_each(clear);
        self.bring_in_order(map);
    }

    /// Puts the frames of pins behind the others and into the order of the list, moving only those that stand wrongly.
    fn bring_in_order(&self, map: &Map) {
        let Some(pane) = marker_pane(map) else { return };
        let mut next: Option<Node> = None;
        for filled in self.filled.iter().rev() {
            let Some(element) = element_of(&filled.marker) else { continue };
            if element.next_sibling() != next {
                let _ = pane.insert_before(&element, next.as_ref());
            }
            next = Some(element.into());
        }
    }
}

impl Filled {
    /// Puts a pin, drawn as a link, into a frame and the frame in its place.
    fn fill(marker: Marker, pin: &Pin, link: &Element) -> Self {
        marker.set_lat_lng(&leaflet::LatLng::new(pin.lat, pin.lng));
        if let Some(frame) = element_of(&marker) {
            let (left, top) = pin.corner();
            let style = frame.style();
            let _ = style.set_property("margin-left", &pixels(left));
            let _ = style.set_property("margin-top", &pixels(top));
            frame.replace_children_with_node_1(link);
            frame.set_hidden(false);
        }
        Self { pin: pin.clone(), marker }
    }

    fn link(&self) -> Option<HtmlElement> {
        element_of(&self.marker)?.first_element_child()?.dyn_into().ok()
    }
}

fn pixels(number: f64) -> String {
    [&number.to_string(), "px"].concat()
}

/// A frame without a pin.
fn frame(map: &Map) -> Marker {
    // As large as what it holds, not of Leaflet's own size.
    let look = object(&[("className", "pin-frame".into()), ("iconSize", JsValue::NULL)]);
    let options = MarkerOptions::new();
    options.set_icon(div_icon(look.unchecked_ref()));
    // The link inside is what is pressed and has the focus; Leaflet would make a button of the frame around it.
    options.set_interactive(false);
    options.set_keyboard(false);
    let marker = Marker::new_with_options(&leaflet::LatLng::new(0.0, 0.0), &options);
    marker.add_to(map);
    marker
}

/// Takes the pin out of a frame.
fn clear(marker: &Marker) {
    if let Some(frame) = element_of(marker).filter(|frame| !frame.hidden()) {
        frame.replace_children_with_node_0();
        frame.set_hidden(true);
    }
}

/// Links with glyphs, the same as in the server's drawing: one for each pin. All of them are read by the browser at once,
/// which takes it a third of the time.
fn links<'a>(pins: impl Iterator<Item = &'a Pin>, language: Language) -> Vec<Element> {
    let html: String = pins.map(|pin| link_html(pin, language)).collect();
    let Ok(frame) = document().create_element("div") else { return Vec::new() };
    frame.set_inner_html(&html);
    std::iter::successors(frame.first_element_child(), Element::next_element_sibling).collect()
}

fn link_html(pin: &Pin, language: Language) -> String {
    let label = escape(&pin.label);
    [
        "<a class=\"pin\" draggable=\"false\" href=\"",
        &escape(&pin.href(language)),
        "\" data-key=\"",
        &pin.key,
        "\" aria-label=\"",
        &label,
        "\" title=\"",
        &label,
        "\">",
        &pin.drawing().svg((0.0, 0.0)),
        "</a>",
    ]
    .concat()
}
