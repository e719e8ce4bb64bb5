//! The pins on the live map.

use super::{
    bindings::{div_icon, element_of, marker_pane},
    layers::{Step, plan},
    pin,
};
use crate::{
    atlas::view::{Mark, MarkKind},
    components::glyph::Drawing,
    domain::{
        geo::{Bounds, LatLng},
        slug::Slug,
    },
    i18n::Locale,
    routes::Page,
};
use leaflet::{DivIconOptions, Icon, Map, Marker, MarkerOptions, Point};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

/// What stands on the map, in the order in which Tab goes through it.
#[derive(Default)]
pub struct Pins(RefCell<Vec<Pin>>);

struct Pin {
    mark: Mark,
    marker: Marker,
}

impl Pins {
    /// Changes what stands on the map into the marks of another answer.
    pub fn show(&self, map: &Map, wanted: &[Mark], locale: Locale) {
        let focused = self.focused();
        let mut pins = self.0.borrow_mut();
        let old: Vec<Mark> = pins.iter().map(|pin| pin.mark.clone()).collect();
        let plan = plan(&old, wanted);
        let mut before: Vec<Option<Pin>> = pins.drain(..).map(Some).collect();
        for index in plan.removed {
            if let Some(pin) = before[index].take() {
                pin.marker.remove();
            }
        }
        for (step, mark) in plan.steps.into_iter().zip(wanted) {
            let pin = match step {
                Step::Keep(index) => before[index].take(),
                Step::Change(index) => before[index].take().map(|pin| pin.changed(mark, locale)),
                Step::Add => None,
            };
            pins.push(pin.unwrap_or_else(|| Pin::new(map, mark, locale)));
        }
        bring_in_order(map, &pins);
        drop(pins);
        if let Some(key) = focused
            && self.focused().is_none()
        {
            self.focus(|pin| pin::key(&pin.mark) == key);
        }
    }

    /// The mark of a link within the map.
    pub fn mark_of(&self, link: &Element) -> Option<Mark> {
        let key = link.get_attribute("data-key")?;
        self.0.borrow().iter().map(|pin| &pin.mark).find(|mark| pin::key(mark) == key).cloned()
    }

    /// Where a site stands, if it has a pin of its own.
    pub fn position_of(&self, site: &Slug) -> Option<LatLng> {
        self.0.borrow().iter().map(|pin| &pin.mark).find(|mark| site_of(mark) == Some(site)).map(|mark| mark.at)
    }

    /// The box around all pins.
    pub fn bounds(&self) -> Option<Bounds> {
        Bounds::around(self.0.borrow().iter().map(|pin| pin.mark.at))
    }

    /// Marks the pins of the selected site and of the one under the pointer.
    pub fn highlight(&self, selected: Option<&Slug>, hovered: Option<&Slug>) {
        for pin in self.0.borrow().iter() {
            let site = site_of(&pin.mark);
            if let Some(link) = pin.link() {
                for (class, chosen) in [("selected", selected), ("hovered", hovered)] {
                    let _ = link.class_list().toggle_with_force(class, site.is_some() && site == chosen);
                }
            }
        }
    }

    /// Gives the focus to the pin that leads to an address.
    pub fn focus_address(&self, address: &str) {
        self.focus(|pin| pin.link().and_then(|link| link.get_attribute("href")).as_deref() == Some(address));
    }

    fn focus(&self, is: impl Fn(&Pin) -> bool) {
        let link = self.0.borrow().iter().find(|pin| is(pin)).and_then(Pin::link);
        if let Some(link) = link {
            let _ = link.focus();
        }
    }

    /// The key of the pin that has the focus.
    fn focused(&self) -> Option<String> {
        let active = leptos::prelude::document().active_element()?;
        self.0.borrow().iter().find(|pin| pin.link().is_some_and(|link| *link == active)).map(|pin| pin::key(&pin.mark))
    }
}

impl Pin {
    fn new(map: &Map, mark: &Mark, locale: Locale) -> Self {
        let options = MarkerOptions::new();
        options.set_icon(icon(mark, locale));
        // The link inside is what is pressed and has the focus; Leaflet would make a button of the frame around it.
        options.set_interactive(false);
        options.set_keyboard(false);
        let marker = Marker::new_with_options(&position(mark), &options);
        marker.add_to(map);
        Self { mark: mark.clone(), marker }
    }

    fn changed(self, mark: &Mark, locale: Locale) -> Self {
        self.marker.set_lat_lng(&position(mark));
        self.marker.set_icon(&icon(mark, locale));
        Self { mark: mark.clone(), ..self }
    }

    fn link(&self) -> Option<HtmlElement> {
        element_of(&self.marker)?.first_element_child()?.dyn_into().ok()
    }
}

/// The site that a mark stands for, if it is one.
pub fn site_of(mark: &Mark) -> Option<&Slug> {
    match &mark.what {
        MarkKind::Site { id, .. } => Some(id),
        MarkKind::Place { .. } | MarkKind::Cluster { .. } => None,
    }
}

fn position(mark: &Mark) -> leaflet::LatLng {
    leaflet::LatLng::new(mark.at.lat.degrees(), mark.at.lng.degrees())
}

/// The same link with the same glyph as in the server's drawing.
fn icon(mark: &Mark, locale: Locale) -> Icon {
    let drawing = Drawing::of_mark(&mark.what, mark.rings);
    let (left, top) = pin::corner(mark, &drawing);
    let label = pin::escape(&pin::label(&mark.what, locale));
    let address = pin::escape(&Page::of_mark(&mark.what).path(locale.language));
    let html = [
        "<a class=\"pin\" draggable=\"false\" href=\"",
        &address,
        "\" data-key=\"",
        &pin::key(mark),
        "\" aria-label=\"",
        &label,
        "\" title=\"",
        &label,
        "\">",
        &drawing.svg((0.0, 0.0)),
        "</a>",
    ]
    .concat();
    let options = DivIconOptions::new();
    options.set_html(html);
    options.set_class_name("pin-frame".into());
    options.set_icon_size(Point::new(f64::from(drawing.size), f64::from(drawing.size)));
    options.set_icon_anchor(Point::new(-left, -top));
    div_icon(&options)
}

/// Puts the elements of the pins into the order of the list, moving only those that stand wrongly.
fn bring_in_order(map: &Map, pins: &[Pin]) {
    let Some(pane) = marker_pane(map) else { return };
    let mut next: Option<Node> = None;
    for pin in pins.iter().rev() {
        let Some(element) = element_of(&pin.marker) else { continue };
        if element.next_sibling() != next {
            let _ = pane.insert_before(&element, next.as_ref());
        }
        next = Some(element.into());
    }
}
