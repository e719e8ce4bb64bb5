//! What a revision changed, field by field, between the JSON forms of an entry before and after.

mod reading;
#[cfg(test)]
mod tests;

pub use reading::{Reading, read};

use super::language::Language;
use serde_json::Value;

/// What became of an entry as a whole.
#[derive(Clone, Debug, PartialEq)]
pub enum Turn {
    /// It was made, with these values.
    Made(Vec<Difference>),
    /// It was changed.
    Changed(Vec<Difference>),
    /// It was taken out of what is published.
    Archived,
    /// It was published again after it had been archived, with these values.
    Back(Vec<Difference>),
}

/// What became of a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The field of the JSON form, such as `name` or `sites`.
    pub field: String,
    /// For a text in two languages, the one whose text it is.
    pub language: Option<Language>,
    /// What was done to it.
    pub step: Step,
}

/// What was done to a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// It had no value and got this one.
    Added(Value),
    /// Its value became another.
    Changed {
        /// The value before.
        from: Value,
        /// The value after.
        to: Value,
    },
    /// This value was taken away, and nothing is in its place.
    Removed(Value),
    /// A list lost some members and got others.
    Members {
        /// What is in it now and was not.
        added: Vec<Value>,
        /// What was in it and is not now.
        removed: Vec<Value>,
    },
    /// A list has the same members in this new order; the first is the main one.
    Order(Vec<Value>),
}

/// What a revision did; `before` is `None` for the first one. An archived entry is null.
pub fn turn(before: Option<&Value>, after: &Value) -> Turn {
    match (before, after) {
        (_, Value::Null) => Turn::Archived,
        (None, after) => Turn::Made(differences(&Value::Null, after)),
        (Some(Value::Null), after) => Turn::Back(differences(&Value::Null, after)),
        (Some(before), after) => Turn::Changed(differences(before, after)),
    }
}

/// Every field in which two bodies differ, in the order in which fields are read. A field that is missing says the same as
/// one without a value.
pub fn differences(before: &Value, after: &Value) -> Vec<Difference> {
    let mut fields: Vec<&String> =
        [before, after].into_iter().filter_map(Value::as_object).flat_map(|body| body.keys()).collect();
    fields.sort_by_key(|field| (reading::position(field), *field));
    fields.dedup();
    let mut found = Vec::new();
    for field in fields.into_iter().filter(|field| *field != "id") {
        let (from, to) = (&before[field.as_str()], &after[field.as_str()]);
        if is_nothing(from) && is_nothing(to) {
            continue;
        }
        let texts = [from, to].into_iter().all(|value| value.is_null() || is_bilingual(value));
        if texts && !(from.is_null() && to.is_null()) {
            for language in Language::ALL {
                let part = language.code();
                push(&mut found, field, Some(*language), &from[part], &to[part]);
            }
            // Whether a Chinese name is in use is said of the name; by itself it is a field like others.
            if from["zh"] == to["zh"] {
                push(&mut found, "zh_status", None, &from["zh_status"], &to["zh_status"]);
            }
        } else {
            push(&mut found, field, None, from, to);
        }
    }
    found
}

fn push(found: &mut Vec<Difference>, field: &str, language: Option<Language>, from: &Value, to: &Value) {
    let step = match (from, to) {
        (from, to) if from == to || (is_nothing(from) && is_nothing(to)) => return,
        (Value::Array(from), Value::Array(to)) => members(from, to),
        (from, Value::Array(to)) if is_nothing(from) => members(&[], to),
        (Value::Array(from), to) if is_nothing(to) => members(from, &[]),
        (from, to) if is_nothing(from) => Step::Added(to.clone()),
        (from, to) if is_nothing(to) => Step::Removed(from.clone()),
        (from, to) => Step::Changed { from: from.clone(), to: to.clone() },
    };
    found.push(Difference { field: field.to_owned(), language, step });
}

/// What became of a list. Something that stands in it twice counts twice.
fn members(from: &[Value], to: &[Value]) -> Step {
    let without = |all: &[Value], others: &[Value]| {
        let mut others: Vec<&Value> = others.iter().collect();
        let mut left = all.to_vec();
        left.retain(|one| match others.iter().position(|other| *other == one) {
            Some(position) => {
                others.swap_remove(position);
                false
            }
            None => true,
        });
        left
    };
    let (added, removed) = (without(to, from), without(from, to));
    if added.is_empty() && removed.is_empty() { Step::Order(to.to_vec()) } else { Step::Members { added, removed } }
}

/// Whether a value says nothing: unknown, an empty list or a text in no language.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(_) => is_bilingual(value) && value["zh"].is_null() && value["en"].is_null(),
        _ => false,
    }
}

/// Whether a value is a text in two languages.
fn is_bilingual(value: &Value) -> bool {
    value.as_object().is_some_and(|parts| {
        parts.contains_key("zh") && parts.keys().all(|part| matches!(part.as_str(), "zh" | "en" | "zh_status"))
    })
}
