//! Finding every error of one record. serde stops at the first; so the value that was wrong is exchanged for something
//! that can be read, and the record is read again, until it is clean. What stands in is never written: a record with
//! errors keeps the whole file from being taken.

use super::sentence;
use app::domain::record::{Kind, Record};
use serde_json::{Value, json};
use serde_path_to_error::{Deserializer, Path, Segment, Track};

/// No record has so many errors; a bound in case a stand-in leads nowhere.
const MOST_ROUNDS: usize = 1_000;

/// What a record came to.
pub(super) struct Repaired {
    /// The record, where it could be read at all; with stand-ins where there are errors.
    pub(super) record: Option<Record>,
    /// Path from the record (such as `.stated_amount.fen`) and sentence of every error.
    pub(super) errors: Vec<(String, String)>,
}

/// Reads a record and finds all of its errors.
pub(super) fn read(kind: Kind, mut body: Value) -> Repaired {
    let mut errors: Vec<(String, String)> = Vec::new();
    // The place that is being repaired, and how many stand-ins were tried there.
    let mut trying: Option<(Vec<Step>, usize)> = None;
    for _ in 0..MOST_ROUNDS {
        let mut track = Track::new();
        let error = match Record::deserialize_as(kind, Deserializer::new(&body, &mut track)) {
            Ok(record) => return Repaired { record: Some(record), errors },
            Err(error) => error.to_string(),
        };
        let mut place = steps(&track.path());
        let names = sentence::quoted(&error);
        if error.starts_with("unknown field") {
            let Some(name) = names.first() else { break };
            if place.last() != Some(&Step::Field(name.clone())) {
                place.push(Step::Field(name.clone()));
            }
            note(&mut errors, &place, &error);
            remove(&mut body, &place);
            continue;
        }
        if error.starts_with("missing field") {
            let Some(name) = names.first() else { break };
            place.push(Step::Field(name.clone()));
        }
        let tried = match &trying {
            Some((at, tried)) if *at == place => tried + 1,
            // A stand-in such as {} may have errors inside; they are ours, not the file's.
            Some((at, _)) if place.starts_with(at) => 0,
            _ => {
                note(&mut errors, &place, &error);
                0
            }
        };
        let Some(value) = stand_in(tried, &names, &error) else { break };
        if !put(&mut body, &place, value) {
            break;
        }
        let keep = trying.take().filter(|(at, _)| place.starts_with(at) && *at != place);
        trying = Some((place, tried));
        if let Some((outer, _)) = keep {
            errors.retain(|(path, _)| !path.starts_with(&format!("{}.", text(&outer))));
        }
    }
    Repaired { record: None, errors }
}

/// One step down into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Field(String),
    Item(usize),
}

fn steps(path: &Path) -> Vec<Step> {
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(Step::Item(*index)),
            Segment::Map { key } => Some(Step::Field(key.clone())),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}

fn text(steps: &[Step]) -> String {
    steps.iter().fold(String::new(), |path, step| match step {
        Step::Field(name) => join(&path, name),
        Step::Item(index) => format!("{path}[{index}]"),
    })
}

/// A JSON path with one more field, quoted where its name asks for it.
pub(super) fn join(path: &str, name: &str) -> String {
    let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if plain { format!("{path}.{name}") } else { format!("{path}[{}]", Value::from(name)) }
}

fn note(errors: &mut Vec<(String, String)>, place: &[Step], error: &str) {
    errors.push((text(place), sentence::of(error)));
}

/// What to try in the place of a value, one after the other; each type and each rule of the domain takes one of them.
fn stand_in(tried: usize, names: &[String], error: &str) -> Option<Value> {
    let fits_all = [
        json!(null),
        json!("x"),
        json!(0),
        json!([]),
        json!({}),
        json!(false),
        json!("2000"),
        json!("000000"),
        json!([[[0.0, 0.0]]]),
    ];
    if error.starts_with("unknown variant") && tried < 2 {
        return names.get(1).map(|name| json!(name));
    }
    fits_all.get(tried).cloned()
}

fn put(body: &mut Value, place: &[Step], value: Value) -> bool {
    let Some((last, way)) = place.split_last() else { return false };
    match (walk(body, way), last) {
        (Some(Value::Object(fields)), Step::Field(name)) => {
            fields.insert(name.clone(), value);
            true
        }
        (Some(Value::Array(items)), Step::Item(index)) if *index < items.len() => {
            items[*index] = value;
            true
        }
        _ => false,
    }
}

fn remove(body: &mut Value, place: &[Step]) {
    if let Some((Step::Field(name), way)) = place.split_last()
        && let Some(Value::Object(fields)) = walk(body, way)
    {
        fields.remove(name);
    }
}

fn walk<'a>(body: &'a mut Value, way: &[Step]) -> Option<&'a mut Value> {
    way.iter().try_fold(body, |at, step| match step {
        Step::Field(name) => at.get_mut(name),
        Step::Item(index) => at.get_mut(*index),
    })
}
