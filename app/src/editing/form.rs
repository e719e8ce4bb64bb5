//! A form whose text is kept while it is typed.

mod judge;
mod start;
mod way;

use super::{
    beside,
    control::{Field, fields},
    device::Device,
    kept::{Kept, place},
    outbox::{Outbox, Save},
    standing::{Standing, Trouble},
};
use crate::map::listener::Listener;
use judge::Judge;
use leptos::prelude::{TimeoutHandle, document, window};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsCast;
use way::Way;
use web_sys::{Element, Event, HtmlElement, StorageEvent};

/// How long what is typed waits for more, in milliseconds.
const SOON: f64 = 1_000.0;

/// The form on the page. Dropping it sends what still waits and listens no longer.
pub struct DraftForm {
    form: Rc<Form>,
    _listeners: Vec<Listener>,
}

struct Form {
    element: Element,
    account: String,
    draft: String,
    entry: String,
    /// Names this open page, so that the server tells its texts from those of the same person on another device.
    writer: String,
    device: Device,
    judge: Rc<Judge>,
    outbox: RefCell<Outbox>,
    /// Fields that the device had no room for.
    unkept: RefCell<Vec<String>>,
    trouble: Cell<Option<Trouble>>,
    /// When the server last took something, in its milliseconds.
    saved: Cell<f64>,
    timer: Cell<Option<TimeoutHandle>>,
    /// A link or button that was pressed before everything had arrived.
    held: RefCell<Option<HtmlElement>>,
    /// Whether it is being let go.
    letting_go: Cell<bool>,
    /// Whether a press was stopped because the text is in this page alone.
    warned: Cell<bool>,
    /// Buttons that put another text into a field.
    offers: RefCell<Vec<Listener>>,
    /// Whether another page stands there: nothing may be said on it.
    gone: Cell<bool>,
}

impl DraftForm {
    /// Attaches to a form; puts back and sends what the device has and the server has not.
    pub fn attach(element: Element) -> Self {
        let data = |name| element.get_attribute(name).unwrap_or_default();
        let form = Rc::new(Form {
            account: data("data-account"),
            draft: data("data-draft"),
            entry: data("data-entry"),
            writer: random(),
            judge: Judge::of(&element, &data("data-entry")),
            element,
            device: Device::open(),
            outbox: RefCell::default(),
            unkept: RefCell::default(),
            trouble: Cell::new(None),
            saved: Cell::new(0.0),
            timer: Cell::new(None),
            held: RefCell::default(),
            letting_go: Cell::new(false),
            warned: Cell::new(false),
            offers: RefCell::default(),
            gone: Cell::new(false),
        });
        form.gather();
        let on = |target: &web_sys::EventTarget, kind, act: fn(&Rc<Form>, Event)| {
            let form = form.clone();
            Listener::new(target, kind, move |event| act(&form, event))
        };
        let (window, document) = (window(), document());
        let listeners = vec![
            on(&form.element, "input", |form, event| {
                if let Some(field) = form.typed(&event) {
                    form.judge.typed(&field.name);
                }
            }),
            // The field is left: no need to wait for more.
            on(&form.element, "change", |form, event| {
                if let Some(field) = form.typed(&event) {
                    form.judge.settled(&field.name);
                }
                form.send_next();
            }),
            on(&window, "online", |form, _| form.send_next()),
            on(&window, "focus", |form, _| form.send_next()),
            on(&window, "storage", |form, event| form.heard_of(event.unchecked_ref())),
            on(&window, "pagehide", |form, _| form.hurry(Way::Leaving)),
            on(&window, "beforeunload", |form, event| {
                if form.is_nowhere_else() {
                    event.prevent_default();
                }
            }),
            on(&document, "click", |form, event| form.hold(&event)),
        ];
        Self { form, _listeners: listeners }
    }
}

impl Drop for DraftForm {
    fn drop(&mut self) {
        self.form.gone.set(true);
        self.form.held.take();
        self.form.judge.stop();
        self.form.hurry(Way::Beside);
    }
}

/// A name that nothing else has.
fn random() -> String {
    let half = || (js_sys::Math::random() * 9e15) as u64;
    format!("{:x}-{:x}", half(), half())
}

impl Form {
    fn place(&self, field: &str) -> String {
        place(&self.account, &self.draft, &self.entry, field)
    }

    fn field(&self, name: &str) -> Option<Field> {
        fields(&self.element).into_iter().find(|field| field.name == name)
    }

    /// Keeps what was typed; the field in which it was.
    fn typed(self: &Rc<Self>, event: &Event) -> Option<Field> {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok())?;
        let field = self.field(&target.get_attribute("name")?)?;
        self.keep(&field);
        Some(field)
    }

    /// Keeps the text of a field on the device, and has it sent soon.
    fn keep(self: &Rc<Self>, field: &Field) {
        let (place, raw) = (self.place(&field.name), field.raw());
        let before = self.device.get(&place);
        // Kept here before is not yet sent, and what was sent may not be what stands there since.
        let known = |kept: Kept| {
            let arrived = kept.sent.is_some() && kept.sent == field.saved();
            kept.raw == raw && (arrived || self.outbox.borrow().knows(&field.name, &raw))
        };
        if before.is_some_and(known) {
            return;
        }
        let (at, key) = (js_sys::Date::now() as i64, random());
        let kept = Kept { at, seen: field.saved(), sent: None, key: key.clone(), raw: raw.clone() };
        let mut unkept = self.unkept.borrow_mut();
        unkept.retain(|name| *name != field.name);
        if !self.device.put(&place, &kept) {
            unkept.push(field.name.clone());
        }
        drop(unkept);
        self.outbox.borrow_mut().put(Save { field: field.name.clone(), raw, key });
        self.say();
        self.send_after(SOON);
    }

    /// The same for a text that the device may have already: it is typed anew all the same.
    fn keep_anew(self: &Rc<Self>, field: &Field) {
        self.device.forget(&self.place(&field.name));
        self.keep(field);
    }

    /// Another tab has kept a text of this form.
    fn heard_of(&self, event: &StorageEvent) {
        let (Some(place), Some(written)) = (event.key(), event.new_value()) else { return };
        let name = place.strip_prefix(&self.place("")).map(str::to_owned);
        let (Some(name), Some(kept)) = (name, Kept::read(&written)) else { return };
        let Some(field) = self.field(&name) else { return };
        if field.raw() != kept.raw {
            field.put(&kept.raw);
            self.outbox.borrow_mut().forget(&name);
            self.judge.settled(&name);
        }
        if let Some(at) = kept.sent {
            field.set_saved(at);
        }
    }

    fn say(&self) {
        if self.gone.get() {
            return;
        }
        let outbox = self.outbox.borrow();
        let trouble = if outbox.holds_refused() { Some(Trouble::Refused) } else { self.trouble.get() };
        let standing = Standing::of(self.unkept.borrow().is_empty(), outbox.is_empty(), trouble);
        beside::say(standing, self.saved.get());
    }
}
