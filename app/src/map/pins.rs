//! The pins on the live map.

use super::{
    bindings::{div_icon, element_of, marker_pane, object},
    layers::{Step, plan},
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

/// The frames around pins. Making one costs a browser more than filling it, so that those without a pin stay on the map,
/// hidden.
#[derive(Default)]
struct Frames {
    /// Without a pin. In the document they stand before all others, in this order.
    spare: Vec<Frame>,
    /// With a pin, in the order of the document.
    filled: Vec<Filled>,
}

/// A frame with its pin.
struct Filled {
    pin: Pin,
    frame: Frame,
    /// Whether its site is selected, and whether it is under the pointer.
    marks: (bool, bool),
}

impl Pins {
    /// None yet. The language is that of the pages that they will lead to.
    pub fn new(language: Language) -> Self {
        Self { language, frames: RefCell::default() }
    }

    /// Changes what stands on the map into the pins of another answer.
    pub fn show(&self, map: &Map, wanted: &[Pin]) {
        let focused = Self::focused();
        self.frames.borrow_mut().show(map, wanted, self.language);
        let Some((link, key)) = focused else { return };
        // A frame that has to move loses the focus; one that is filled anew keeps it, for another pin.
        if Self::focused().is_none_or(|(_, now)| now != key) {
            let _ = link.blur();
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
        for filled in &mut self.frames.borrow_mut().filled {
            let is = |site: Option<&Slug>| site.is_some_and(|site| filled.pin.is_site(site));
            filled.mark((is(selected), is(hovered)));
        }
    }

    /// Gives the focus to the pin that leads to an address.
    pub fn focus_address(&self, address: &str) {
        self.focus(|filled| filled.pin.href(self.language) == address);
    }

    fn focus(&self, is: impl Fn(&Filled) -> bool) {
        let link = self.frames.borrow().filled.iter().find(|filled| is(filled)).map(|filled| filled.frame.link.clone());
        if let Some(link) = link {
            let _ = link.focus();
        }
    }

    /// The link of the pin that has the focus, and the pin's key; nothing else has a key.
    fn focused() -> Option<(HtmlElement, String)> {
        let element = document().active_element()?;
        let key = element.get_attribute("data-key")?;
        Some((element.unchecked_into(), key))
    }
}

impl Frames {
    fn show(&mut self, map: &Map, wanted: &[Pin], language: Language) {
        let plan = plan(&self.filled.iter().map(|filled| &filled.pin).collect::<Vec<_>>(), wanted);
        let mut before: Vec<Option<Filled>> = self.filled.drain(..).map(Some).collect();
        // Each with its place in the document: those to spare come first.
        let first = self.spare.len();
        let mut free: Vec<(usize, Frame)> = self.spare.drain(..).enumerate().collect();
        let removed = plan.removed.iter().filter_map(|index| Some((first + index, before[*index].take()?.empty())));
        free.extend(removed);
        let added = plan.steps.iter().filter(|step| **step == Step::Add).count();
        let end = first + before.len();
        free.extend((free.len()..added).filter_map(|number| Some((end + number, Frame::new(map)?))));

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
                    before[index].take().map(|old| old.empty().fill(pin, language))
                }
                Step::Add => {
                    let at = free.iter().rposition(|(place, _)| *place < next).or_else(|| free.len().checked_sub(1));
                    at.map(|at| free.remove(at)).map(|(place, frame)| {
                        next = place;
                        frame.fill(pin, language)
                    })
                }
            };
            self.filled.extend(filled);
        }
        self.filled.reverse();
        self.spare = free.into_iter().map(|(_, frame)| frame).collect();
        self.spare.iter_mut().for_each(Frame::clear);
        self.bring_in_order(map);
    }

    /// Puts the frames of pins behind the others and into the order of the list, moving only those that stand wrongly.
    fn bring_in_order(&self, map: &Map) {
        let Some(pane) = marker_pane(map) else { return };
        let mut next: Option<Node> = None;
        for filled in self.filled.iter().rev() {
            let element = &filled.frame.element;
            if element.next_sibling() != next {
                let _ = pane.insert_before(element, next.as_ref());
            }
            next = Some(element.clone().into());
        }
    }
}

impl Filled {
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
        mark(&self.frame.element, "raised", selected || hovered);
        mark(&self.frame.link, "selected", selected);
        mark(&self.frame.link, "hovered", hovered);
    }

    /// The frame for another pin.
    fn empty(mut self) -> Frame {
        self.mark((false, false));
        self.frame
    }
}

/// One of Leaflet's markers with a link in it, and what of its element is known already. A pin that goes and one that comes
/// share the link: writing other words on one costs a browser less than making one.
struct Frame {
    marker: Marker,
    element: HtmlElement,
    link: HtmlElement,
    shown: bool,
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
        let link = document().create_element("a").ok()?;
        write(&link, "draggable", "false");
        element.replace_children_with_node_1(&link);
        Some(Self { marker, element, link: link.unchecked_into(), shown: true, place: (0.0, 0.0, 0) })
    }

    /// Puts a pin into it and the frame in its place.
    fn fill(mut self, pin: &Pin, language: Language) -> Filled {
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
            ("data-key", &pin.key),
            ("aria-label", &pin.label),
            ("title", &pin.label),
        ] {
            write(&self.link, attribute, words);
        }
        self.link.set_text_content(drawing.number().as_deref());
        if !self.shown {
            self.element.set_hidden(false);
            self.shown = true;
        }
        Filled { pin: pin.clone(), frame: self, marks: (false, false) }
    }

    /// Takes the pin out: nobody sees, hears or finds it any more. The frame keeps its room, so that a browser need not lay
    /// out anything when the next pin comes.
    fn clear(&mut self) {
        if self.shown {
            write(&self.link, "class", "box");
            let _ = self.link.remove_attribute("data-key");
            self.element.set_hidden(true);
            self.shown = false;
        }
    }
}

/// Sets an attribute whose name is ours, which no browser refuses.
fn write(element: &Element, attribute: &str, words: &str) {
    let _ = element.set_attribute(attribute, words);
}

fn pixels(number: f64) -> String {
    [&number.to_string(), "px"].concat()
}
