//! The old and the new value of a field beside each other, line by line: each part of a value (the languages of a text, say)
//! and each item of a list has a line of its own, and only what differs is marked.

use super::{
    change::FieldChange,
    names::Names,
    values::{in_shape, words},
};
use crate::{
    domain::{
        form::{self, Shape},
        record::Kind,
    },
    written::Question,
};
use leptos::prelude::*;
use serde_json::Value;

/// A line of a value: what it is a part of, where that has a name, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    of: Option<String>,
    words: String,
}

/// Both values of a field.
pub(super) fn both(names: &Names<'_>, kind: Kind, change: &FieldChange) -> (Option<AnyView>, AnyView) {
    let (before, after) = (lines(names, kind, change, &change.before), lines(names, kind, change, &change.after));
    let del = |words: String| view! { <del>{words}</del> }.into_any();
    let ins = |words: String| view! { <ins>{words}</ins> }.into_any();
    (Some(column(names.question, &before, &after, del)), column(names.question, &after, &before, ins))
}

/// The value of a field that was not there before; where all is new nothing is marked.
pub(super) fn new(names: &Names<'_>, kind: Kind, change: &FieldChange) -> AnyView {
    column(names.question, &lines(names, kind, change, &change.after), &[], |words| words.into_any())
}

/// One of both values; `marked` draws what the other one does not say.
fn column(question: &Question<'_>, own: &[Line], other: &[Line], marked: impl Fn(String) -> AnyView) -> AnyView {
    if own.is_empty() {
        return view! { <span class="none">{question.locale.drafts().not_stated}</span> }.into_any();
    }
    let line = |line: &Line| {
        let words = line.words.clone();
        let words = if other.contains(line) { words.into_any() } else { marked(words) };
        match line.of.clone() {
            Some(of) => view! { <div><small>{of}</small> " " {words}</div> }.into_any(),
            None => view! { <div>{words}</div> }.into_any(),
        }
    };
    own.iter().map(line).collect_view().into_any()
}

/// The lines of a value; none where it says nothing.
fn lines(names: &Names<'_>, kind: Kind, change: &FieldChange, value: &Value) -> Vec<Line> {
    let field = &change.field;
    let shape = form::field(kind, field).map(|part| part.shape);
    match (shape, value) {
        (_, Value::Null) => Vec::new(),
        (Some(Shape::Parts(parts, _)), Value::Object(fields)) => parts
            .iter()
            .filter(|part| fields.get(part.name).is_some_and(|value| !value.is_null()))
            .map(|part| Line {
                of: Some(names.question.locale.drafts().label(part.name)),
                words: in_shape(names, part.shape, &fields[part.name]),
            })
            .collect(),
        (Some(Shape::List(item)), Value::Array(items)) => {
            items.iter().map(|one| Line { of: None, words: in_shape(names, *item, one) }).collect()
        }
        _ => vec![Line { of: None, words: words(names, kind, field, value) }],
    }
}
