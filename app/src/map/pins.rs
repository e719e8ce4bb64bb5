//! The pins on the live map.

use super::{
    bindings::{div_icon, element_of, object},
    layers::{Step, order, plan, seats},
    pin::Pin,
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

/// The frames around pins, in the order of the document. Making one costs a browser more than filling it, so that those
/// without a pin stay on the map, unseen, wherever they are.
#[derive(Default)]
struct Frames(Vec<Frame>);

impl Pins {
    /// None yet. The language is that of the pages that they will lead to.
    pub fn new(language: Language) -> Self {
        Self { language, frames: RefCell::default() }
    }

    /// Changes what stands on the map into the pins of another answer.
    pub fn show(&self, map: &Map, wanted: &[Pin]) {
        let focused = self.focused();
        self.frames.borrow_mut().show(map, wanted, self.language);
        let Some((link, key)) = focused else { return };
        // A frame that has to move loses the focus; one that is filled anew keeps it, for another pin.
        if self.focused().is_none_or(|(_, now)| now != key) {
            let _ = link.blur();
            self.focus(|pin| pin.key == key);
        }
    }

    /// The pin of a link within the map.
    pub fn pin_of(&self, link: &Element) -> Option<Pin> {
        let frames = self.frames.borrow();
        frames.shown().find(|(frame, _)| *frame.link == *link).map(|(_, pin)| pin.clone())
    }

    /// Where a site stands, if it has a pin of its own.
    pub fn position_of(&self, site: &Slug) -> Option<LatLng> {
        self.frames.borrow().shown().find(|(_, pin)| pin.is_site(site))?.1.at()
    }

    /// The box around all pins.
    pub fn bounds(&self) -> Option<Bounds> {
        Bounds::around(self.frames.borrow().shown().filter_map(|(_, pin)| pin.at()))
    }

    /// Marks the pins of the selected site and of the one under the pointer, and raises them above the others.
    pub fn highlight(&self, selected: Option<&Slug>, hovered: Option<&Slug>) {
        for frame in &mut self.frames.borrow_mut().0 {
            let pin = frame.pin.as_ref().filter(|_| frame.shown);
            let is = |site: Option<&Slug>| site.is_some_and(|site| pin.is_some_and(|pin| pin.is_site(site)));
            let marks = (is(selected), is(hovered));
            frame.mark(marks);
        }
    }

    /// Gives the focus to the pin that leads to an address.
    pub fn focus_address(&self, address: &str) {
        self.focus(|pin| pin.href(self.language) == address);
    }

    fn focus(&self, is: impl Fn(&Pin) -> bool) {
        let link = self.frames.borrow().shown().find(|(_, pin)| is(pin)).map(|(frame, _)| frame.link.clone());
        if let Some(link) = link {
            let _ = link.focus();
        }
    }

    /// The link of the pin that has the focus, and the pin's key.
    fn focused(&self) -> Option<(HtmlElement, String)> {
        let link = document().active_element()?;
        let key = self.pin_of(&link)?.key;
        Some((link.unchecked_into(), key))
    }
}

impl Frames {
    /// Those with a pin, in the order of the list.
    fn shown(&self) -> impl Iterator<Item = (&Frame, &Pin)> {
        self.0.iter().filter(|frame| frame.shown).filter_map(|frame| Some((frame, frame.pin.as_ref()?)))
    }

    fn show(&mut self, map: &Map, wanted: &[Pin], language: Language) {
        let missing = wanted.len().saturating_sub(self.0.len());
        self.0.extend((0..missing).filter_map(|_| Frame::new(map)));
        let wanted = &wanted[..wanted.len().min(self.0.len())];
        let steps = plan(&self.0.iter().map(|frame| frame.pin.as_ref()).collect::<Vec<_>>(), wanted);
        let seats = seats(self.0.len(), &steps);
        let mut seated = vec![false; self.0.len()];
        let mut next: Option<Node> = None;
        for ((seat, step), pin) in seats.iter().zip(&steps).zip(wanted).rev() {
            let frame = &mut self.0[seat.frame];
            if !matches!(step, Step::Keep(_)) {
                frame.fill(pin, language);
            }
            if seat.moves {
                frame.stand_before(next.as_ref());
            }
            seated[seat.frame] = true;
            next = Some(frame.element.clone().into());
        }
        let order = order(seated.len(), &seats);
        let mut frames: Vec<Option<Frame>> = self.0.drain(..).map(Some).collect();
        self.0.extend(order.iter().filter_map(|index| frames[*index].take()));
        for (frame, index) in self.0.iter_mut().zip(order) {
            frame.settle(seated[index]);
        }
    }
}

/// One of Leaflet's markers with a link in it, and what of its element is known already. A pin that goes and one that comes
/// share the link: writing other words on one costs a browser less than making one.
struct Frame {
    marker: Marker,
    element: HtmlElement,
    link: HtmlElement,
    /// The pin that it holds, or held last: one that comes back is found as it was.
    pin: Option<Pin>,
    /// Whether its pin is to be seen.
    shown: bool,
    /// Whether its site is selected, and whether it is under the pointer.
    marks: (bool, bool),
    /// Where it lies beside its point and how large it is, in CSS pixels: left, top, width and height. That it says so
    /// spares the browser to ask what it holds.
    place: (f64, f64, u32),
}

impl Frame {
    /// A frame without a pin, on a map. `None` only where Leaflet made no element of it.
    fn new(map: &Map) -> Option<Self> {
        // As large as it is told below, not of Leaflet's own size.
        let look = object(&[("className", "pin-frame".into()), ("iconSize", JsValue::NULL)]);
        let options = MarkerOptions::new();
        options.set_icon(div_icon(look.unchecked_ref()));
        // The link inside is what is pressed and has the focus; Leaflet would make a button of the frame around it.
        options.set_interactive(false);
        options.set_keyboard(false);
        let marker = Marker::new_with_options(&leaflet::LatLng::new(0.0, 0.0), &options);
        marker.add_to(map);
        let element = element_of(&marker)?;
        let link = document().create_element("a").ok()?.unchecked_into::<HtmlElement>();
        write(&link, "draggable", "false");
        element.replace_children_with_node_1(&link);
        let (pin, marks) = (None, (false, false));
        Some(Self { marker, element, link, pin, shown: true, marks, place: (0.0, 0.0, 0) })
    }

    /// Moves it in the document.
    fn stand_before(&self, next: Option<&Node>) {
        if let Some(pane) = self.element.parent_node() {
            let _ = pane.insert_before(&self.element, next);
        }
    }

    /// Puts a pin into it and the frame in its place.
    fn fill(&mut self, pin: &Pin, language: Language) {
        self.mark((false, false));
        self.marker.set_lat_lng(&leaflet::LatLng::new(pin.lat, pin.lng));
        let (left, top) = pin.corner();
        let drawing = pin.drawing();
        let place = (left, top, drawing.size);
        if self.place != place {
            let (style, size) = (self.element.style(), f64::from(place.2));
            for (property, length) in [("margin-left", left), ("margin-top", top), ("width", size), ("height", size)] {
                let _ = style.set_property(property, &pixels(length));
            }
            self.place = place;
        }
        for (attribute, words) in [
            ("class", &*["pin box", drawing.classes().as_str()].concat()),
            ("href", &pin.href(language)),
            ("aria-label", &pin.label),
            ("title", &pin.label),
        ] {
            write(&self.link, attribute, words);
        }
        self.link.set_text_content(drawing.number().as_deref());
        self.pin = Some(pin.clone());
    }

    /// Is seen, heard and found exactly when an answer wants it. It keeps its room, so that a browser need not lay out
    /// anything when a pin comes.
    fn settle(&mut self, wanted: bool) {
        if self.shown != wanted {
            self.mark((false, false));
            self.element.set_hidden(!wanted);
            self.shown = wanted;
        }
    }

    /// The classes of its marks, as far as they are others than before: asking a browser for what is so already takes it
    /// as long as a change.
    fn mark(&mut self, marks: (bool, bool)) {
        if self.marks == marks {
            return;
        }
        let mark = |element: &HtmlElement, class: &str, marked: bool| {
            let _ = element.class_list().toggle_with_force(class, marked);
        };
        self.marks = marks;
        let (selected, hovered) = marks;
        mark(&self.element, "raised", selected || hovered);
        mark(&self.link, "selected", selected);
        mark(&self.link, "hovered", hovered);
    }
}

/// Sets an attribute whose name is ours, which no browser refuses.
fn write(element: &Element, attribute: &str, words: &str) {
    let _ = element.set_attribute(attribute, words);
}

fn pixels(number: f64) -> String {
    [&number.to_string(), "px"].concat()
}
