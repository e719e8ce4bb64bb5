//! A form whose text is kept while it is typed.

use super::{
    beside,
    control::{Field, fields},
    device::Device,
    kept::{Kept, place},
    outbox::{Outbox, Save},
    send::{Answer, send},
    settle::{Settled, settle},
    standing::{Standing, Trouble},
};
use crate::map::listener::Listener;
use leptos::{
    prelude::{TimeoutHandle, document, set_timeout_with_handle, window},
    task::spawn_local,
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, MouseEvent, StorageEvent};

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
    device: Device,
    outbox: RefCell<Outbox>,
    /// Fields that the device had no room for.
    unkept: RefCell<Vec<String>>,
    trouble: Cell<Option<Trouble>>,
    /// When the server last took something, in its milliseconds.
    saved: Cell<f64>,
    timer: Cell<Option<TimeoutHandle>>,
    /// A link or button that was pressed before everything had arrived.
    held: RefCell<Option<HtmlElement>>,
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
            element,
            device: Device::open(),
            outbox: RefCell::default(),
            unkept: RefCell::default(),
            trouble: Cell::new(None),
            saved: Cell::new(0.0),
            timer: Cell::new(None),
            held: RefCell::default(),
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
            on(&form.element, "input", |form, event| form.typed(&event)),
            // The field is left: no need to wait for more.
            on(&form.element, "change", |form, event| {
                form.typed(&event);
                form.send_next();
            }),
            on(&window, "online", |form, _| form.send_next()),
            on(&window, "focus", |form, _| form.send_next()),
            on(&window, "storage", |form, event| form.heard_of(event.unchecked_ref())),
            on(&window, "pagehide", |form, _| form.hurry(true)),
            on(&document, "click", |form, event| form.hold(&event)),
        ];
        Self { form, _listeners: listeners }
    }
}

impl Drop for DraftForm {
    fn drop(&mut self) {
        self.form.gone.set(true);
        self.form.hurry(false);
    }
}

impl Form {
    fn place(&self, field: &str) -> String {
        place(&self.account, &self.draft, &self.entry, field)
    }

    fn field(&self, name: &str) -> Option<Field> {
        fields(&self.element).into_iter().find(|field| field.name == name)
    }

    /// Compares what the page came with to what the device has.
    fn gather(self: &Rc<Self>) {
        for field in fields(&self.element) {
            beside::listen_for_problems(&field);
            let Some(kept) = self.device.get(&self.place(&field.name)) else { continue };
            let raw = field.came_with();
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
                }
            }));
        }
    }

    fn typed(self: &Rc<Self>, event: &Event) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(name) = target.and_then(|target| target.get_attribute("name"))
            && let Some(field) = self.field(&name)
        {
            self.keep(&field);
        }
    }

    /// Keeps the text of a field on the device, and has it sent soon.
    fn keep(self: &Rc<Self>, field: &Field) {
        let (place, raw) = (self.place(&field.name), field.raw());
        let before = self.device.get(&place);
        if before.is_some_and(|kept| kept.raw == raw) {
            return;
        }
        let at = js_sys::Date::now();
        let key = format!("{:x}-{:x}", at as u64, (js_sys::Math::random() * 9e15) as u64);
        let kept = Kept { at: at as i64, seen: field.saved(), sent: None, key: key.clone(), raw: raw.clone() };
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

    /// Sends after a pause, unless that is going to happen anyway.
    fn send_after(self: &Rc<Self>, pause: f64) {
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
    fn send_next(self: &Rc<Self>) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
        let next = self.outbox.borrow_mut().take();
        if let Some(save) = next {
            let form = self.clone();
            spawn_local(async move {
                let answer = send(&form.draft, &form.entry, &save, false).await;
                form.heard(&save, answer);
            });
        }
    }

    /// Takes in what the server says to the text under way.
    fn heard(self: &Rc<Self>, save: &Save, answer: Answer) {
        let mut outbox = self.outbox.borrow_mut();
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
        self.say();
        if (done || self.trouble.get().is_some())
            && let Some(held) = self.held.take()
        {
            held.click();
        }
        if !done {
            self.send_after(pause);
        }
    }

    /// Notes an answer beside its field, and on the device.
    fn note(&self, save: &Save, answer: Answer) {
        let place = self.place(&save.field);
        if let Answer::Saved { at, .. } = answer
            && let Some(kept) = self.device.get(&place)
            && kept.key == save.key
        {
            self.device.put(&place, &Kept { sent: Some(at), ..kept });
        }
        let Some(field) = self.field(&save.field).filter(|_| !self.gone.get()) else { return };
        match answer {
            Answer::Saved { at, problem, others } => {
                self.saved.set(at as f64);
                field.set_saved(at);
                beside::say_problem(&field, problem.as_deref());
                beside::say_others(&field, &others);
            }
            Answer::Refused { problem: Some(problem) } => beside::say_problem(&field, Some(&problem)),
            _ => {}
        }
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
        }
        if let Some(at) = kept.sent {
            field.set_saved(at);
        }
    }

    /// Sends all that can be sent before the form goes; what stays behind is on the device.
    fn hurry(self: &Rc<Self>, leaving: bool) {
        for save in self.outbox.borrow_mut().hurry() {
            let form = self.clone();
            spawn_local(async move {
                let answer = send(&form.draft, &form.entry, &save, leaving).await;
                form.note(&save, answer);
            });
        }
    }

    /// Who presses a link or a button just after typing means a page that knows the text: the press waits for it.
    fn hold(self: &Rc<Self>, event: &Event) {
        let Some(press) = event.dyn_ref::<MouseEvent>() else { return };
        let plain = !(press.ctrl_key() || press.meta_key() || press.shift_key());
        if !plain || self.trouble.get().is_some() || self.outbox.borrow().is_empty() {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let target = target.and_then(|target| {
            target.closest("a[href]:not([target]),button:not([type=button]),input[type=submit]").ok().flatten()
        });
        if let Some(target) = target {
            event.prevent_default();
            event.stop_propagation();
            self.held.replace(Some(target.unchecked_into()));
            self.send_next();
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
