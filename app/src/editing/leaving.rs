//! What stays on a device that several people use: nothing that the server has, and the rest only under its owner's account.

use super::{
    control::{Control, all},
    device::Device,
    kept::{PREFIX, owner},
};
use crate::map::listener::Listener;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Attaches to what the server has drawn for it: an element with `data-account`, the account that is signed in (empty for
/// none), around the form that signs out and around `.left-others` and `.left-own`. These two say that the device holds texts
/// that have not reached the server, with a button that clears them, and stand hidden until it is so. The same says an
/// element with `data-left`, the name of a change, in the form that sends that change.
pub fn attach(root: &Element) -> Vec<Listener> {
    let Ok(Some(frame)) = root.query_selector("[data-account]:not(form)") else { return Vec::new() };
    let account = Rc::new(frame.get_attribute("data-account").unwrap_or_default());
    let mut listeners = Vec::new();
    if left(|of| of != *account) {
        listeners.extend(show(&frame, ".left-others", account.clone(), false));
    }
    // The button that signs out stands in a form that says so in its value.
    let button = frame.query_selector("[value=sign-out]").ok().flatten();
    if let Some(form) = button.and_then(|button| button.closest("form").ok().flatten()) {
        let (told, shown) = (Cell::new(false), Cell::new(Vec::new()));
        let account = account.clone();
        listeners.push(Listener::new(&form, "submit", move |event| {
            // The second time, the text stays for the next time that its owner signs in here.
            if left(|of| of == *account) && !told.replace(true) {
                event.prevent_default();
                shown.set(show(&frame, ".left-own", account.clone(), true));
            }
        }));
    }
    if let Ok(Some(note)) = root.query_selector("[data-left]") {
        listeners.extend(tell_before_sending(note, &account));
    }
    listeners
}

/// Says that text of a change has not reached the server: when the page opens, and otherwise when the change is sent, which
/// then takes a second press.
fn tell_before_sending(note: Element, account: &str) -> Option<Listener> {
    let form = note.closest("form").ok()??;
    let all = [PREFIX, account, ":", &note.get_attribute("data-left")?, ":"].concat();
    let tell = move || {
        let device = Device::open();
        let waits = |place: &String| device.get(place).is_some_and(|kept| kept.sent.is_none());
        let told = !note.has_attribute("hidden");
        let any = device.places().iter().filter(|place| place.starts_with(&all)).any(waits);
        let _ = note.toggle_attribute_with_force("hidden", !any);
        any && !told
    };
    tell();
    Some(Listener::new(&form, "submit", move |event| {
        if tell() {
            event.prevent_default();
        }
    }))
}

/// Forgets what the server has, of the accounts that are meant. Whether there is more of them.
fn left(meant: impl Fn(&str) -> bool) -> bool {
    let device = Device::open();
    let mut more = false;
    for place in device.places().iter().filter(|place| owner(place).is_some_and(&meant)) {
        match device.get(place) {
            Some(kept) if kept.sent.is_none() => more = true,
            _ => device.forget(place),
        }
    }
    more
}

/// Shows a note; its button clears the texts of the account, or of all others, and hides it.
fn show(frame: &Element, selector: &str, account: Rc<String>, own: bool) -> Vec<Listener> {
    let clear = |note: Control| {
        note.set_hidden(false);
        let button = all(&note, "button").into_iter().next()?;
        let account = account.clone();
        Some(Listener::new(&button, "click", move |_| {
            let device = Device::open();
            let places = device.places();
            let meant = places.iter().filter(|place| owner(place).is_some_and(|of| (of == *account) == own));
            meant.for_each(|place| device.forget(place));
            note.set_hidden(true);
        }))
    };
    all(frame.unchecked_ref(), selector).into_iter().filter_map(clear).collect()
}
