//! What people do on the map: pointer, focus and keys. Listeners stand on the container, not on each pin.

use super::{listener::Listener, pin::Pin, stage::Stage};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};

/// How far an arrow key moves the map, in CSS pixels.
const ARROW: f64 = 90.0;
/// Further than this (in CSS pixels) a press with the pointer is a drag and no click.
const SLACK: i32 = 5;

/// What happens upon an event.
type Act = Box<dyn Fn(&Stage, Event)>;

/// Listens to everything on the map.
pub fn listen(stage: &Rc<Stage>) -> Vec<Listener> {
    let pressed_at = Rc::new(Cell::new((0, 0)));
    let opened = RefCell::new(None::<Pin>);
    let on = |kind, act: Act| {
        let stage = stage.clone();
        Listener::new(&stage.container.clone(), kind, move |event| act(&stage, event))
    };
    let press = pressed_at.clone();
    let print = |kind, paper| {
        let stage = stage.clone();
        Listener::new(&leptos::prelude::window(), kind, move |_| stage.lie_on_paper(paper))
    };
    vec![
        print("beforeprint", true),
        print("afterprint", false),
        on(
            "mousedown",
            Box::new(move |_, event| {
                if let Some(event) = event.dyn_ref::<MouseEvent>() {
                    press.set((event.client_x(), event.client_y()));
                }
            }),
        ),
        on(
            "click",
            Box::new(move |stage, event| {
                let (Some(link), Some(click)) = (link_of(&event), event.dyn_ref::<MouseEvent>()) else { return };
                let (x, y) = pressed_at.get();
                // A key makes a click too, one with no press before it: its count is 0.
                let dragged = click.detail() > 0
                    && ((click.client_x() - x).abs() > SLACK || (click.client_y() - y).abs() > SLACK);
                let elsewhere =
                    click.button() != 0 || click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
                if dragged {
                    event.prevent_default();
                } else if !elsewhere
                    && let Some(pin) = stage.pins.pin_of(&link)
                    && activate(stage, &pin, &opened)
                {
                    event.prevent_default();
                }
            }),
        ),
        on("mouseover", Box::new(hover)),
        on("focusin", Box::new(hover)),
        on("mouseout", Box::new(leave)),
        on("focusout", Box::new(leave)),
        on(
            "keydown",
            Box::new(|stage, event| {
                if let Some(key) = event.dyn_ref::<KeyboardEvent>()
                    && !(key.ctrl_key() || key.meta_key() || key.alt_key())
                    && press_key(stage, &key.key())
                {
                    event.prevent_default();
                }
            }),
        ),
    ]
}

/// The pin that an event happened on.
fn link_of(event: &Event) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(".pin").ok()?
}

/// The first press selects a site or brings a township or cluster nearer; the second follows the link. Whether the link
/// shall not be followed.
fn activate(stage: &Stage, pin: &Pin, opened: &RefCell<Option<Pin>>) -> bool {
    use leptos::prelude::{GetUntracked, Set};
    if let Some(site) = pin.site() {
        if stage.ties.selected.get_untracked().as_ref() == Some(&site) {
            return false;
        }
        stage.ties.selected.set(Some(site));
    } else if let Some(bounds) = pin.bounds() {
        stage.zoom_to(&bounds);
    } else {
        if opened.replace(Some(pin.clone())).as_ref() == Some(pin) {
            return false;
        }
        if let Some(at) = pin.at() {
            stage.approach(at);
        }
    }
    true
}

fn hover(stage: &Stage, event: Event) {
    use leptos::prelude::Set;
    if let Some(site) = link_of(&event).and_then(|link| stage.pins.pin_of(&link)?.site()) {
        stage.ties.hovered.set(Some(site));
    }
}

fn leave(stage: &Stage, event: Event) {
    use leptos::prelude::Set;
    if link_of(&event).is_some() {
        stage.ties.hovered.set(None);
    }
}

/// Whether the key meant the map.
fn press_key(stage: &Stage, key: &str) -> bool {
    match key {
        "ArrowLeft" => stage.pan_by(-ARROW, 0.0),
        "ArrowRight" => stage.pan_by(ARROW, 0.0),
        "ArrowUp" => stage.pan_by(0.0, -ARROW),
        "ArrowDown" => stage.pan_by(0.0, ARROW),
        "+" | "=" => stage.zoom_by(1.0),
        "-" | "_" => stage.zoom_by(-1.0),
        "Escape" => {
            use leptos::prelude::Set;
            stage.ties.selected.set(None);
        }
        _ => return false,
    }
    true
}
