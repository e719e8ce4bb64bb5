//! What is wrong, while it is typed: by the reader that the server has, too, and so without a line as well.
//!
//! What is right again is said at the stroke; what is wrong only when the typing pauses or the field is left, so that nobody
//! hears after the first digit of a year that it is no date.

use crate::{
    domain::{
        form::{self, Raws, Reading, Shape, concerns, control, field_of, read_alone, read_back},
        language::Language,
        record::Kind,
    },
    editing::{
        beside,
        control::{Field, fields},
        verdict::Verdict,
    },
    language_of,
};
use leptos::prelude::{TimeoutHandle, set_timeout_with_handle, window};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc, time::Duration};
use web_sys::Element;

/// How long the typing pauses before something is called wrong.
const PAUSE: Duration = Duration::from_millis(600);

/// Says beside the controls of a form what is wrong with them.
pub(super) struct Judge {
    form: Element,
    /// `None` where only the server knows the rules of the form.
    kind: Option<Kind>,
    language: Language,
    verdicts: RefCell<BTreeMap<String, Verdict>>,
    /// The control in which somebody types, until the pause.
    typing: RefCell<Option<(String, TimeoutHandle)>>,
}

impl Judge {
    /// Takes in what the page came with, and what it says of that. `entry` is `KIND/SLUG`.
    pub(super) fn of(form: &Element, entry: &str) -> Rc<Self> {
        let path = window().location().pathname().unwrap_or_default();
        let judge = Self {
            form: form.clone(),
            kind: entry.split('/').next().and_then(Kind::from_code),
            language: language_of(&path).unwrap_or(Language::Chinese),
            verdicts: RefCell::default(),
            typing: RefCell::default(),
        };
        let all = fields(form);
        let reading = judge.read(&all, Field::came_with);
        for field in all {
            let mut verdict = Verdict::default();
            verdict.judge(judge.wrong(&reading, &field.name));
            verdict.hear(beside::problem(&field));
            judge.verdicts.borrow_mut().insert(field.name, verdict);
        }
        Rc::new(judge)
    }

    /// Something is typed in a control.
    pub(super) fn typed(self: &Rc<Self>, path: &str) {
        for (field, wrong) in self.judge(path) {
            if wrong.is_none() {
                beside::say_problem(&field, None);
            }
        }
        let (judge, name) = (Rc::downgrade(self), path.to_owned());
        let pause = move || {
            if let Some(judge) = judge.upgrade() {
                judge.settled(&name);
            }
        };
        let pause = set_timeout_with_handle(pause, PAUSE).ok();
        self.stop();
        self.typing.replace(pause.map(|pause| (path.to_owned(), pause)));
    }

    /// The typing pauses, the control is left, or a whole text was put into it.
    pub(super) fn settled(&self, path: &str) {
        if self.is_typed_in(path) {
            self.stop();
        }
        for (field, wrong) in self.judge(path) {
            beside::say_problem(&field, wrong.as_deref());
        }
    }

    /// The server has answered to the text that stands in a field.
    pub(super) fn hear(&self, field: &Field, word: Option<String>) {
        let mut verdicts = self.verdicts.borrow_mut();
        let verdict = verdicts.entry(field.name.clone()).or_default();
        verdict.hear(word);
        if !self.is_typed_in(&field.name) {
            beside::say_problem(field, verdict.shown());
        }
    }

    /// The server says with the answer to one field what is wrong at others that it concerns. `is_known`: whether the server
    /// has all the texts by which a field is judged.
    pub(super) fn hear_elsewhere(&self, saved: &str, told: &BTreeMap<String, String>, is_known: impl Fn(&str) -> bool) {
        let concerned = |field: &Field| field.name != saved && concerns(saved, &field.name) && is_known(&field.name);
        for field in fields(&self.form).into_iter().filter(concerned) {
            let mut verdicts = self.verdicts.borrow_mut();
            let verdict = verdicts.entry(field.name.clone()).or_default();
            verdict.hear(told.get(&field.name).cloned());
            if is_told(&field) && !self.is_typed_in(&field.name) {
                beside::say_problem(&field, verdict.shown());
            }
        }
    }

    /// Says nothing more of itself.
    pub(super) fn stop(&self) {
        if let Some((_, pause)) = self.typing.take() {
            pause.clear();
        }
    }

    fn is_typed_in(&self, path: &str) -> bool {
        self.typing.borrow().as_ref().is_some_and(|(typed, _)| typed == path)
    }

    /// Judges the controls that a stroke in one of them concerns. Returned are those of which something is to be said.
    fn judge(&self, path: &str) -> Vec<(Field, Option<String>)> {
        let all = fields(&self.form);
        let reading = self.read(&all, Field::raw);
        self.read_back(path, &reading);
        let mut verdicts = self.verdicts.borrow_mut();
        let mut said = Vec::new();
        for field in all.into_iter().filter(|field| concerns(path, &field.name)) {
            let verdict = verdicts.entry(field.name.clone()).or_default();
            if field.name != path && !self.names_a_record(&field.name) {
                verdict.withdraw();
            }
            verdict.judge(self.wrong(&reading, &field.name));
            if field.name == path || is_told(&field) {
                said.push((field, verdict.shown().map(str::to_owned)));
            }
        }
        said
    }

    fn read(&self, all: &[Field], raw: fn(&Field) -> String) -> Reading {
        let mut raws = Raws::new();
        for field in all {
            raws.insert(field.name.clone(), raw(field));
        }
        self.kind.map(|kind| read_alone(kind, &raws)).unwrap_or_default()
    }

    fn wrong(&self, reading: &Reading, path: &str) -> Option<String> {
        let problem = reading.problems.iter().find(|problem| problem.path == path)?;
        Some(problem.rule.get(self.language).to_owned())
    }

    /// What the server says of a name holds whatever stands in other controls.
    fn names_a_record(&self, path: &str) -> bool {
        let shape = self.kind.and_then(|kind| control(kind, path));
        matches!(shape, Some(Shape::Link(_) | Shape::Owner))
    }

    /// Reads an amount back in words.
    fn read_back(&self, path: &str, reading: &Reading) {
        let part = self.kind.and_then(|kind| form::field(kind, field_of(path)));
        if let Some(part) = part.filter(|part| part.shape == Shape::Amount) {
            let words = reading.fields.get(part.name).and_then(read_back);
            beside::say_understood(part.name, words.as_ref().map(|words| words.get(self.language)));
        }
    }
}

/// Whether something is said of a field when another one is typed: whoever has typed in the first of several is not reproached
/// with the others, which are still empty.
fn is_told(field: &Field) -> bool {
    beside::problem(field).is_some() || !field.raw().trim().is_empty()
}
