//! When a form is opened: what the device has and the server has not is put back.

use super::Form;
use crate::{
    editing::{
        beside,
        control::{Field, fields},
        outbox::Save,
        settle::{Settled, settle},
    },
    map::listener::Listener,
};
use leptos::prelude::window;
use std::rc::Rc;
use web_sys::{Element, PerformanceNavigation};

impl Form {
    /// Compares what the page came with to what the device has.
    pub(super) fn gather(self: &Rc<Self>) {
        for field in fields(&self.element) {
            beside::listen_for_problems(&field);
            for (text, item) in beside::offered(&field) {
                self.offer_with(&field, text, &item);
            }
            let (raw, stands) = (field.came_with(), field.raw());
            let kept = self.device.get(&self.place(&field.name));
            let is_other = stands != raw && kept.as_ref().is_none_or(|kept| kept.raw != stands);
            if is_other && (field.was_typed_in() || !opened_again()) {
                // Somebody has typed before this part of the program had come.
                self.keep_anew(&field);
                self.judge.settled(&field.name);
                if let Some(kept) = kept.filter(|kept| kept.sent.is_none()) {
                    self.offer(&field, kept.raw);
                }
                continue;
            }
            if is_other {
                // What the browser has put in again is no newer than what the page came with, but nobody knows where else it is.
                field.put(&raw);
                self.offer(&field, stands);
            }
            let Some(kept) = kept else { continue };
            match settle(&raw, field.saved(), &kept) {
                Settled::Arrived => {
                    self.device.forget(&self.place(&field.name));
                    field.put(&raw);
                }
                Settled::Offered => {
                    field.put(&raw);
                    self.offer(&field, kept.raw);
                }
                settled => {
                    if settled == Settled::PutBackOffering {
                        self.offer(&field, raw);
                        // Who typed it did not know what was saved since: the server keeps that one, too.
                        field.set_saved(kept.seen.unwrap_or(0));
                    }
                    field.put(&kept.raw);
                    self.judge.settled(&field.name);
                    self.outbox.borrow_mut().put(Save { field: field.name, raw: kept.raw, key: kept.key });
                }
            }
        }
        if !self.outbox.borrow().is_empty() {
            self.say();
            self.send_next();
        }
    }

    /// Offers a text that the field could have, too.
    pub(super) fn offer(self: &Rc<Self>, field: &Field, text: String) {
        if let Some(item) = beside::offer(field, &text) {
            self.offer_with(field, text, &item);
        }
    }

    /// Lets a text be put into the field, beside the words that offer it.
    fn offer_with(self: &Rc<Self>, field: &Field, text: String, item: &Element) {
        let (form, name) = (Rc::downgrade(self), field.name.clone());
        if let Some(button) = beside::add_button(item) {
            self.offers.borrow_mut().push(Listener::new(&button, "click", move |_| {
                if let Some(form) = form.upgrade()
                    && let Some(field) = form.field(&name)
                {
                    field.put(&text);
                    form.keep_anew(&field);
                    form.judge.settled(&name);
                }
            }));
        }
    }
}

/// Whether the browser has opened the page again. Then it may have put in what stood in the fields before.
fn opened_again() -> bool {
    let performance = window().performance();
    performance.is_some_and(|performance| performance.navigation().type_() != PerformanceNavigation::TYPE_NAVIGATE)
}
