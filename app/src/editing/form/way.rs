//! The way of a text to the server and of its answer back.

use super::Form;
use crate::{
    domain::form::concerns,
    editing::{
        beside,
        outbox::Save,
        send::{Answer, send},
        standing::Trouble,
    },
};
use leptos::{
    prelude::{set_timeout, set_timeout_with_handle},
    task::spawn_local,
};
use std::{borrow::Cow, collections::BTreeMap, rc::Rc, time::Duration};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent};

/// The longest that a press waits for what was typed to arrive.
const HELD_AT_MOST: Duration = Duration::from_secs(3);

/// How a text is sent.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Way {
    /// The next one, after the one before.
    InTurn,
    /// Beside the one under way, because the form goes.
    Beside,
    /// Beside it, because the whole document goes.
    Leaving,
}

impl Form {
    /// Sends after a pause, unless that is going to happen anyway.
    pub(super) fn send_after(self: &Rc<Self>, pause: f64) {
        if self.timer.get().is_some() {
            return;
        }
        let form = Rc::downgrade(self);
        let send = move || {
            if let Some(form) = form.upgrade() {
                form.send_next();
            }
        };
        self.timer.set(set_timeout_with_handle(send, Duration::from_millis(pause as u64)).ok());
    }

    /// Sends the next text, if none is under way.
    pub(super) fn send_next(self: &Rc<Self>) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
        let next = self.outbox.borrow_mut().take();
        if let Some(save) = next {
            self.send(save, Way::InTurn);
        }
    }

    fn send(self: &Rc<Self>, save: Save, way: Way) {
        let form = self.clone();
        spawn_local(async move {
            let answer = send(&form.names(&save), way == Way::Leaving).await;
            match (way, &answer) {
                (Way::InTurn, _) => form.heard(&save, answer),
                // The page may come back from where the browser keeps pages.
                (_, Answer::Trouble(_)) => form.outbox.borrow_mut().put_back(save),
                _ => form.note(&save, answer),
            }
        });
    }

    /// Takes in what the server says to the text under way.
    fn heard(self: &Rc<Self>, save: &Save, answer: Answer) {
        let mut outbox = self.outbox.borrow_mut();
        let overtaken = outbox.is_overtaken() && matches!(answer, Answer::Saved { .. });
        self.trouble.set(None);
        match &answer {
            Answer::Saved { .. } => drop(outbox.answered()),
            Answer::Refused { .. } => outbox.refused(),
            Answer::Trouble(trouble) => {
                outbox.failed();
                self.trouble.set(Some(*trouble));
            }
        }
        let (pause, done) = (outbox.pause(js_sys::Math::random()), outbox.is_empty());
        drop(outbox);
        self.note(save, answer);
        if overtaken && let Some(field) = self.field(&save.field) {
            self.keep_anew(&field);
        }
        self.say();
        if done || self.trouble.get().is_some() {
            self.let_go();
        }
        if !done {
            self.send_after(pause);
        }
    }

    /// What goes along with a text.
    fn names<'a>(&'a self, save: &'a Save) -> Vec<(&'static str, Cow<'a, str>)> {
        // What is known now, not when it was typed: the answers to the texts before may have come since.
        let seen = self.field(&save.field).and_then(|field| field.saved()).unwrap_or(0).to_string();
        vec![
            ("account", (&*self.account).into()),
            ("draft", (&*self.draft).into()),
            ("entry", (&*self.entry).into()),
            ("field", (&*save.field).into()),
            ("raw", (&*save.raw).into()),
            ("key", (&*save.key).into()),
            ("writer", (&*self.writer).into()),
            ("seen", seen.into()),
        ]
    }

    /// Notes an answer beside its field, and on the device.
    fn note(self: &Rc<Self>, save: &Save, answer: Answer) {
        let place = self.place(&save.field);
        if let Answer::Saved { at, .. } = answer
            && let Some(kept) = self.device.get(&place)
        {
            self.device.put(&place, &kept.answered(&save.key, at));
        }
        let Some(field) = self.field(&save.field).filter(|_| !self.gone.get()) else { return };
        // Of a text that stands there no longer nothing is said: the answer to the newer one is still to come.
        let stands = field.raw() == save.raw;
        match answer {
            Answer::Saved { at, problem, elsewhere, replaced, others } => {
                self.saved.set(at as f64);
                field.set_saved(at);
                if stands {
                    self.judge.hear(&field, problem);
                    self.hear_elsewhere(&field.name, elsewhere);
                }
                if let Some(replaced) = replaced {
                    self.offer(&field, replaced);
                }
                beside::say_others(&field, &others);
            }
            Answer::Refused { problem: problem @ Some(_) } if stands => self.judge.hear(&field, problem),
            _ => {}
        }
    }

    /// Notes what the server says of other fields that a saved one has a say in: of those that it has judged by texts that still
    /// stand on the page.
    fn hear_elsewhere(&self, saved: &str, told: Option<BTreeMap<String, String>>) {
        let Some(told) = told else { return };
        let outbox = self.outbox.borrow();
        let is_known = |field: &str| !outbox.lacks(|typed| concerns(typed, field));
        self.judge.hear_elsewhere(saved, &told, is_known);
    }

    /// Sends all that can be sent before the form goes; what stays behind is on the device.
    pub(super) fn hurry(self: &Rc<Self>, way: Way) {
        let all = self.outbox.borrow_mut().hurry();
        all.into_iter().for_each(|save| self.send(save, way));
    }

    /// Whether a press does no good: of a button that sends the form, while single texts do not arrive either. The browser would
    /// say that it gets no answer, instead of the page with the text.
    fn is_in_vain(&self, pressed: &Element) -> bool {
        self.trouble.get() == Some(Trouble::NoConnection)
            && !pressed.has_attribute("href")
            && self.element.contains(Some(pressed))
    }

    /// Whether a press is stopped because the text would be lost with this page, as the line below the form says. Once: who
    /// presses again means it.
    fn is_warned(&self) -> bool {
        self.is_nowhere_else() && !self.warned.replace(true)
    }

    /// Whether text is in this page alone.
    pub(super) fn is_nowhere_else(&self) -> bool {
        self.trouble.get().is_some() && !self.unkept.borrow().is_empty()
    }

    /// Lets what was held go its way.
    fn let_go(&self) {
        if let Some(held) = self.held.take()
            && !self.is_in_vain(&held)
            && !self.is_warned()
        {
            self.letting_go.set(true);
            held.click();
            self.letting_go.set(false);
        }
    }

    /// Who presses a link or a button just after typing means a page that knows the text: the press waits for it.
    pub(super) fn hold(self: &Rc<Self>, event: &Event) {
        let Some(press) = event.dyn_ref::<MouseEvent>() else { return };
        let plain = !(press.ctrl_key() || press.meta_key() || press.shift_key());
        if !plain || self.letting_go.get() || self.outbox.borrow().is_empty() {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let target = target.and_then(|target| {
            target.closest("a[href]:not([target]),button:not([type=button]),input[type=submit]").ok().flatten()
        });
        let Some(target) = target else { return };
        let warned = self.is_warned();
        if self.trouble.get().is_some() && !warned && !self.is_in_vain(&target) {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        if !warned {
            self.held.replace(Some(target.unchecked_into()));
            // Over a bad line a person does not wait for ever; whatever has not gone by then is sent beside the way.
            let form = Rc::downgrade(self);
            let let_go = move || {
                if let Some(form) = form.upgrade() {
                    form.let_go();
                }
            };
            set_timeout(let_go, HELD_AT_MOST);
        }
        self.send_next();
    }
}
