//! The fields of the form: one box for a field with several controls, one label for a field with one.

use super::Edit;
use crate::{
    desk::choices::{Choices, Choosable},
    domain::{
        division::Level,
        form::{self, Part, Shape, below, composed_parts},
        geo::LatLng,
    },
    editing::words::{CoordinateFields, PointPicker},
    written::Question,
};
use leptos::prelude::*;
use std::{collections::BTreeMap, rc::Rc};

/// Empty rows at the end of a list.
const SPARE_ROWS: usize = 2;

/// The form while it is drawn.
pub(super) struct Form<'a> {
    pub(super) question: &'a Question<'a>,
    pub(super) data: &'a Edit,
    /// The records that its controls can name, as far as they were needed.
    choices: BTreeMap<Choosable, Rc<Choices>>,
}

impl<'a> Form<'a> {
    pub(super) const fn new(question: &'a Question<'a>, data: &'a Edit) -> Self {
        Self { question, data, choices: BTreeMap::new() }
    }

    /// The lists of candidates that its controls refer to.
    pub(super) fn lists(&self) -> Vec<AnyView> {
        self.choices.values().map(|choices| choices.list(&self.data.entry)).collect()
    }

    pub(super) fn raw(&self, path: &str) -> &str {
        self.data.raws.get(path).map_or("", String::as_str)
    }

    /// A field with its controls. One that has a single control has no heading besides its label.
    pub(super) fn section(&mut self, part: &Part) -> AnyView {
        let texts = self.question.locale.drafts();
        if form::control(self.data.entry.kind, part.name).is_some() {
            let wide = part.shape == Shape::Lines;
            let control = self.control(part.shape, part.name, part.required);
            return view! { <div class="alone" class:wide=wide>{control}</div> }.into_any();
        }
        let picker = (part.shape == Shape::Place).then(|| {
            let fields = CoordinateFields { lat: "location.lat", lng: "location.lng", datum: "location.datum" };
            view! { <PointPicker fields candidates=seats(self.question)/> <p class="hint">{texts.datum_hint}</p> }
        });
        let controls = self.shape(part.shape, part.name);
        let star = part.required.then_some(" *");
        view! { <fieldset><legend>{texts.label(part.name)}{star}</legend>{picker}{controls}</fieldset> }.into_any()
    }

    fn shape(&mut self, shape: Shape, path: &str) -> Vec<AnyView> {
        if let Some(parts) = composed_parts(shape) {
            return self.parts(parts, path);
        }
        match shape {
            Shape::Parts(parts, _) => self.parts(parts, path),
            Shape::List(item) => (0..self.rows(path)).flat_map(|row| self.row(*item, &below(path, row), row)).collect(),
            leaf => vec![self.control(leaf, path, false)],
        }
    }

    /// One row of a list; one with several controls is held together.
    fn row(&mut self, item: Shape, path: &str, row: usize) -> Vec<AnyView> {
        let controls = self.shape(item, path);
        if form::control(self.data.entry.kind, path).is_some() {
            return controls;
        }
        let label = self.question.locale.drafts().label(path);
        vec![view! { <div class="row" role="group" aria-label=label><span class="row-number" aria-hidden="true">{row + 1}</span>{controls}</div> }.into_any()]
    }

    /// How many rows of a list are shown.
    fn rows(&self, path: &str) -> usize {
        let last = form::rows_of(&self.data.raws, path).last();
        (last.map_or(0, |last| last + 1) + SPARE_ROWS).min(form::MOST_ROWS)
    }

    fn parts(&mut self, parts: &[Part], path: &str) -> Vec<AnyView> {
        parts.iter().flat_map(|part| self.shape(part.shape, &below(path, part.name))).collect()
    }

    /// The records that a control can name.
    pub(super) fn choices(&mut self, what: Choosable) -> Rc<Choices> {
        let (question, own) = (self.question, &self.data.own);
        Rc::clone(self.choices.entry(what).or_insert_with(|| Rc::new(Choices::of(question, what, own))))
    }
}

/// The seats of the townships, with which a place can be found on the map.
fn seats(question: &Question<'_>) -> Vec<(LatLng, String)> {
    let divisions = question.atlas.records().divisions.values();
    let townships = divisions.filter(|division| division.level == Level::Township);
    let named = townships.filter_map(|division| {
        Some((division.location.as_ref()?.point(), question.locale.name(division.name.as_ref()?)))
    });
    named.collect()
}
