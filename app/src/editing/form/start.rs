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
use web_sys::PerformanceNavigation;

impl Form {
    /// Compares what the page came with to what the device has.
    pub(super) fn gather(self: &Rc<Self>) {
        for field in fields(&self.element) {
            beside::listen_for_problems(&field);
            let (raw, stands) = (field.came_with(), field.raw());
            let kept = self.device.get(&self.place(&field.name));
            let is_other = stands != raw && kept.as_ref().is_none_or(|kept| kept.raw != stands);
            if is_other && !opened_again() {
                // Somebody has typed before this part of the program had come.
                self.keep(&field);
                self.judge.settled(&field.name);
                if let Some(kept) = kept.filter(|kept| kept.sent.is_none()) {
                    self.offer(&field, kept.raw);
                }
                continue;
            }
            let Some(kept) = kept else {
                if is_other {
                    field.put(&raw);
                    self.offer(&field, stands);
                }
                continue;
            };
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
    fn offer(self: &Rc<Self>, field: &Field, text: String) {
        let (form, name) = (Rc::downgrade(self), field.name.clone());
        if let Some(button) = beside::offer(field, &text) {
            self.offers.borrow_mut().push(Listener::new(&button, "click", move |_| {
                if let Some(form) = form.upgrade()
                    && let Some(field) = form.field(&name)
                {
                    field.put(&text);
                    // It may be the one that the device has: it is typed anew all the same.
                    form.device.forget(&form.place(&name));
                    form.keep(&field);
                    form.judge.settled(&name);
                }
            }));
        }
    }
}

/// Whether the browser has opened the page again. Then it may have put in what stood in the fields before, which is no
/// newer than what the page came with.
fn opened_again() -> bool {
    let performance = window().performance();
    performance.is_some_and(|performance| performance.navigation().type_() != PerformanceNavigation::TYPE_NAVIGATE)
}
