//! Forms: per kind of record a table of its fields, and one reader and one writer for all of them.
//!
//! What is typed is *raw*: one text per control, named by its path (`name.zh`, `citations.0.source`, `amount.number`). The
//! reader makes the JSON value of a field from the raw texts below its name and says what is wrong at which control; the
//! writer is its inverse. The same reader checks on the server, with the records around it, and in the browser, alone.

mod around;
mod kinds;
mod number;
mod place;
mod read;
mod steps;
#[cfg(test)]
mod tests;
mod words;
mod write;

pub use around::{Around, OWNERS};
pub use kinds::{KINDS, fields, owner_control};
pub use number::read_back;
pub use read::{Reading, read_alone, read_entry};
pub use steps::{completeness, concerns, effective, judged, judged_at, retyped, steps, steps_back};
pub use words::WordsInUse;
pub use write::{field, write_entry};

use super::{record::Kind, rule::Broken};
use std::collections::BTreeMap;

/// The longest raw text of one control, in characters.
pub const LONGEST: usize = 12_000;
/// The most rows of one list.
pub const MOST_ROWS: usize = 60;

/// Raw texts by the path of their control.
pub type Raws = BTreeMap<String, String>;

/// What is wrong at a control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The path of the control.
    pub path: String,
    /// The rule.
    pub rule: Broken,
}

/// A field of a record or a part of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Its name in the JSON form.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Whether it may be left out.
    pub required: bool,
}

/// What a field holds, and so which controls stand for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// A line of text.
    Line,
    /// A word of the data, as records of the kind say it in the field of this name: one in use, or a new one.
    Word(Kind),
    /// A text of several lines.
    Lines,
    /// One of a code list; the second is what an empty control means.
    Code(&'static [&'static str], Option<&'static str>),
    /// Yes or no; nothing chosen is no.
    Flag,
    /// Yes, no, or not known.
    Perhaps,
    /// A whole number up to a greatest one.
    Count(u32),
    /// A day, month or year.
    Date,
    /// The slug of a record of a kind.
    Link(Kind),
    /// The record that it belongs to, as `kind/slug`.
    Owner,
    /// Several parts. The flag says whether it is an object of nulls, rather than null, when nothing is typed.
    Parts(&'static [Part], bool),
    /// Any number of rows.
    List(&'static Shape),
    /// An amount of money: number, unit of the number, currency, bound.
    Amount,
    /// A number with its unit: number, unit, bound.
    Quantity,
    /// A position: latitude, longitude, datum, precision, method, source.
    Place,
}

/// The path of a control below another one.
pub fn below(path: &str, name: impl std::fmt::Display) -> String {
    if path.is_empty() { name.to_string() } else { format!("{path}.{name}") }
}

/// The rows of a list that have a control with a text, in their order. A row without one says nothing, and a form is read with
/// every key: whoever asked all rows that there can be would do little else.
pub fn rows_of(raws: &Raws, list: &str) -> impl Iterator<Item = usize> + use<> {
    let list = below(list, "");
    let mut known = [false; MOST_ROWS];
    for control in raws.keys().filter_map(|control| control.strip_prefix(&list)) {
        let row = control.split('.').next().and_then(|row| row.parse::<usize>().ok());
        if let Some(row) = row.and_then(|row| known.get_mut(row)) {
            *row = true;
        }
    }
    (0..MOST_ROWS).filter(move |row| known[*row])
}

/// The field of the record that a control belongs to.
pub fn field_of(path: &str) -> &str {
    path.split('.').next().unwrap_or(path)
}

/// The control at a path of a kind's form; `None` where there is none, so that an unknown field is refused.
pub fn control(kind: Kind, path: &str) -> Option<Shape> {
    let mut segments = path.split('.');
    let first = segments.next()?;
    let mut shape = fields(kind)?.iter().find(|part| part.name == first)?.shape;
    for segment in segments {
        shape = match shape {
            Shape::Parts(parts, _) => parts.iter().find(|part| part.name == segment)?.shape,
            Shape::List(item) => {
                segment.parse::<usize>().ok().filter(|row| *row < MOST_ROWS && row.to_string() == segment)?;
                *item
            }
            composed => composed_parts(composed)?.iter().find(|part| part.name == segment)?.shape,
        };
    }
    let leaf = !matches!(shape, Shape::Parts(..) | Shape::List(_)) && composed_parts(shape).is_none();
    leaf.then_some(shape)
}

/// The controls of a shape that is read as a whole.
pub fn composed_parts(shape: Shape) -> Option<&'static [Part]> {
    match shape {
        Shape::Amount => Some(kinds::AMOUNT),
        Shape::Quantity => Some(kinds::QUANTITY),
        Shape::Place => Some(kinds::PLACE),
        _ => None,
    }
}
