//! The pins on the live map.

use super::{
    bindings::{element_of, icon_around, marker_pane},
    layers::{Step, plan},
    pin::{Pin, escape},
};
use crate::domain::{
    geo::{Bounds, LatLng},
    language::Language,
    slug::Slug,
};
use leaflet::{DivIconOptions, Icon, Map, Marker, MarkerOptions, Point};
use leptos::prelude::document;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

/// What stands on the map, in the order in which Tab goes through it.
pub struct Pins {
    language: Language,
    standing: RefCell<Vec<Standing>>,
}

/// A pin with its marker.
struct Standing {
    pin: Pin,
    marker: Marker,
}

impl Pins {
    /// None yet. The language is that of the pages that they will lead to.
    pub const fn new(language: Language) -> Self {
        Self { language, standing: RefCell::new(Vec::new()) }
    }

    /// Changes what stands on the map into the pins of another answer.
    pub fn show(&self, map: &Map, wanted: &[Pin]) {
        let focused = self.focused();
        let mut pins = self.standing.borrow_mut();
        let plan = plan(&pins.iter().map(|standing| &standing.pin).collect::<Vec<_>>(), wanted);
        let mut before: Vec<Option<Standing>> = pins.drain(..).map(Some).collect();
        for index in plan.removed {
            if let Some(standing) = before[index].take() {
                standing.marker.remove();
            }
        }
        let drawn = plan.steps.iter().zip(wanted).filter(|(step, _)| !matches!(step, Step::Keep(_)));
        let mut links = links(drawn.map(|(_, pin)| pin), self.language).into_iter();
        for (step, pin) in plan.steps.into_iter().zip(wanted) {
            let standing = match step {
                Step::Keep(index) => before[index].take(),
                Step::Change(index) => {
                    before[index].take().zip(links.next()).map(|(old, link)| old.changed(pin, &link))
                }
                Step::Add => links.next().map(|link| Standing::new(map, pin, &link)),
            };
            pins.extend(standing);
        }
        bring_in_order(map, &pins);
        drop(pins);
        if let Some(key) = focused
            && self.focused().is_none()
        {
            self.focus(|standing| standing.pin.key == key);
        }
    }

    /// The pin of a link within the map.
    pub fn pin_of(&self, link: &Element) -> Option<Pin> {
        let key = link.get_attribute("data-key")?;
        self.standing.borrow().iter().map(|standing| &standing.pin).find(|pin| pin.key == key).cloned()
    }

    /// Where a site stands, if it has a pin of its own.
    pub fn position_of(&self, site: &Slug) -> Option<LatLng> {
        self.standing.borrow().iter().map(|standing| &standing.pin).find(|pin| pin.is_site(site))?.at()
    }

    /// The box around all pins.
    pub fn bounds(&self) -> Option<Bounds> {
        Bounds::around(self.standing.borrow().iter().filter_map(|standing| standing.pin.at()))
    }

    /// Marks the pins of the selected site and of the one under the pointer.
    pub fn highlight(&self, selected: Option<&Slug>, hovered: Option<&Slug>) {
        for standing in self.standing.borrow().iter() {
            if let Some(link) = standing.link() {
                for (class, chosen) in [("selected", selected), ("hovered", hovered)] {
                    let marked = chosen.is_some_and(|site| standing.pin.is_site(site));
                    let _ = link.class_list().toggle_with_force(class, marked);
                }
            }
        }
    }

    /// Gives the focus to the pin that leads to an address.
    pub fn focus_address(&self, address: &str) {
        self.focus(|standing| standing.pin.href(self.language) == address);
    }

    fn focus(&self, is: impl Fn(&Standing) -> bool) {
        let link = self.standing.borrow().iter().find(|standing| is(standing)).and_then(Standing::link);
        if let Some(link) = link {
            let _ = link.focus();
        }
    }

    /// The key of the pin that has the focus.
    fn focused(&self) -> Option<String> {
        let active = document().active_element()?;
        let pins = self.standing.borrow();
        let found = pins.iter().find(|standing| standing.link().is_some_and(|link| *link == active))?;
        Some(found.pin.key.clone())
    }
}

impl Standing {
    fn new(map: &Map, pin: &Pin, link: &Element) -> Self {
        let options = MarkerOptions::new();
        options.set_icon(icon(pin, link));
        // The link inside is what is pressed and has the focus; Leaflet would make a button of the frame around it.
        options.set_interactive(false);
        options.set_keyboard(false);
        let marker = Marker::new_with_options(&leaflet::LatLng::new(pin.lat, pin.lng), &options);
        marker.add_to(map);
        Self { pin: pin.clone(), marker }
    }

    fn changed(self, pin: &Pin, link: &Element) -> Self {
        self.marker.set_lat_lng(&leaflet::LatLng::new(pin.lat, pin.lng));
        self.marker.set_icon(&icon(pin, link));
        Self { pin: pin.clone(), ..self }
    }

    fn link(&self) -> Option<HtmlElement> {
        element_of(&self.marker)?.first_element_child()?.dyn_into().ok()
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

/// The frame that Leaflet moves, around a link.
fn icon(pin: &Pin, link: &Element) -> Icon {
    let size = f64::from(pin.drawing().size);
    let (left, top) = pin.corner();
    let options = DivIconOptions::new();
    options.set_class_name("pin-frame".into());
    options.set_icon_size(Point::new(size, size));
    options.set_icon_anchor(Point::new(-left, -top));
    icon_around(&options, link)
}

/// Puts the elements of the pins into the order of the list, moving only those that stand wrongly.
fn bring_in_order(map: &Map, pins: &[Standing]) {
    let Some(pane) = marker_pane(map) else { return };
    let mut next: Option<Node> = None;
    for standing in pins.iter().rev() {
        let Some(element) = element_of(&standing.marker) else { continue };
        if element.next_sibling() != next {
            let _ = pane.insert_before(&element, next.as_ref());
        }
        next = Some(element.into());
    }
}
