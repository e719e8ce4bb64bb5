//! What the value of a field is, told by the field's name and the value's form, so that it can be said in words.

use crate::domain::{
    geo::Location,
    money::Amount,
    period::{PartialDate, Period},
    quantity::Quantity,
    record::{EntryId, Kind},
    slug::Slug,
    source::Citation,
    text::Phrase,
    training::ParticipantGroup,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// There is none.
    Nothing,
    /// A text as it was typed.
    Text(String),
    /// A word of the data or of a code list.
    Word(String),
    /// A date as exact as it is known.
    Date(PartialDate),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// Money.
    Amount(Amount),
    /// A number with its unit.
    Quantity(Quantity),
    /// A span of time.
    Period(Period),
    /// A position.
    Location(Location),
    /// Another record.
    Record(EntryId),
    /// A place in a source.
    Citation(Citation),
    /// A part of the participants.
    Group(ParticipantGroup),
    /// A text in two languages.
    Phrase(Phrase),
    /// A geometry of so many lines.
    Lines(usize),
    /// Several of them.
    List(Vec<Reading>),
    /// Something that this program does not know, as JSON.
    Other(String),
}

/// Reads a value of a field, or one member of a field that is a list.
pub fn read(field: &str, value: &Value) -> Reading {
    match value {
        Value::Null => Reading::Nothing,
        Value::Bool(flag) => Reading::Flag(*flag),
        Value::Number(number) => number.as_i64().map_or_else(|| Reading::Other(number.to_string()), Reading::Number),
        Value::String(text) => read_text(field, text),
        Value::Array(lines) if field == "lines" => Reading::Lines(lines.len()),
        Value::Array(items) => Reading::List(items.iter().map(|item| read(field, item)).collect()),
        Value::Object(_) => None
            .or_else(|| parsed(value).map(Reading::Amount))
            .or_else(|| parsed(value).map(Reading::Quantity))
            .or_else(|| parsed(value).map(Reading::Period))
            .or_else(|| parsed(value).map(Reading::Location))
            .or_else(|| parsed(value).map(Reading::Record))
            .or_else(|| parsed(value).map(Reading::Citation))
            .or_else(|| parsed(value).map(Reading::Group))
            .or_else(|| parsed(value).map(Reading::Phrase))
            .unwrap_or_else(|| Reading::Other(value.to_string())),
    }
}

/// The forms have different fields, and no field too many is taken: a value is of one of them at most.
fn parsed<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}

fn read_text(field: &str, text: &str) -> Reading {
    let record = |kind| Slug::new(text).ok().map(|slug| Reading::Record(EntryId::new(kind, slug)));
    let read = match meaning(field) {
        Meaning::Text => None,
        Meaning::Word => Some(Reading::Word(text.to_owned())),
        Meaning::Date => PartialDate::new(text).ok().map(Reading::Date),
        Meaning::Names(kind) => record(kind),
    };
    read.unwrap_or_else(|| Reading::Text(text.to_owned()))
}

/// What the text of a field means.
enum Meaning {
    Text,
    Word,
    Date,
    /// The slug of a record.
    Names(Kind),
}

fn meaning(field: &str) -> Meaning {
    match field {
        "pillars" | "kind" | "level" | "theme" | "status" | "role" | "brand" | "bound" | "unit" | "zh_status" => {
            Meaning::Word
        }
        "date" | "start" | "end" | "from" | "to" | "valid_from" | "valid_to" | "taken" => Meaning::Date,
        "code_source" => Meaning::Names(Kind::Source),
        "division" | "divisions" | "candidate_divisions" | "parent" => Meaning::Names(Kind::Division),
        "sites" => Meaning::Names(Kind::Site),
        "organisation" | "organisations" | "provider" | "receiver" | "donors" | "members" | "lead" | "organiser" => {
            Meaning::Names(Kind::Organisation)
        }
        "working_group" => Meaning::Names(Kind::WorkingGroup),
        "part_of" | "grouped_with" => Meaning::Names(Kind::Project),
        "indicator" => Meaning::Names(Kind::Indicator),
        "may_be_contained_in" => Meaning::Names(Kind::Figure),
        _ => Meaning::Text,
    }
}

/// The fields that come first, and those that come last; all others stand between in the order of their names.
const FIRST: [&str; 13] = [
    "name",
    "summary",
    "kind",
    "pillars",
    "theme",
    "status",
    "of",
    "division",
    "divisions",
    "sites",
    "location",
    "amount",
    "stated_amount",
];
const LAST: [&str; 3] = ["garbled", "reading_note", "citations"];

/// The place of a field among others.
pub(super) fn position(field: &str) -> usize {
    let place = |fields: &[&str]| fields.iter().position(|known| *known == field);
    place(&FIRST).or_else(|| place(&LAST).map(|place| FIRST.len() + 1 + place)).unwrap_or(FIRST.len())
}
