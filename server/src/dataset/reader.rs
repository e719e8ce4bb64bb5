//! Reading a data set: every error with its JSON path, not only the first.

use super::{
    Dataset, FORMAT, VERSION,
    repair::{self, Repaired},
};
use crate::{
    integrity::{self, Surroundings},
    problem::Problem,
};
use app::domain::{
    record::{EntryId, Kind, Record, Records},
    slug::Slug,
};
use serde_json::{Map, Value};
use std::collections::HashSet;

impl Dataset {
    /// Reads a data set. What its records refer to must be in it or `beside` it (what a database holds already).
    ///
    /// # Errors
    /// Every problem, in the order of the file, with its JSON path and a sentence.
    pub fn read(text: &str, beside: &Records) -> Result<Self, Vec<Problem>> {
        // Some editors write a mark of the byte order before everything else.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let file: Value = serde_json::from_str(text).map_err(|error| vec![not_json(&error)])?;
        let Value::Object(mut file) = file else {
            return Err(vec![Problem::new("$", "A data set is one JSON object.")]);
        };
        let mut reader = Reader::new(beside);
        reader.heading(&file);
        for kind in Kind::ALL {
            // Taken out, so that no record is there as JSON any more once it was read: a large file has many.
            reader.collection(*kind, file.remove(kind.collection()));
        }
        reader.rules();
        if reader.problems.is_empty() {
            let note = file.get("note").and_then(Value::as_str).map(str::to_owned);
            Ok(Self { note, records: reader.records })
        } else {
            Err(reader.problems)
        }
    }
}

fn not_json(error: &serde_json::Error) -> Problem {
    let what = error.to_string();
    let what = what.split(" at line ").next().unwrap_or_default();
    Problem::new("$", format!("This is no JSON: line {}, column {}: {what}.", error.line(), error.column()))
}

/// A record with where it stands and the fields in which something else stands in for what was wrong.
struct Found {
    place: String,
    record: Record,
    repaired: Vec<String>,
}

struct Reader {
    problems: Vec<Problem>,
    records: Records,
    found: Vec<Found>,
    named: HashSet<EntryId>,
    around: Surroundings,
}

impl Reader {
    fn new(beside: &Records) -> Self {
        let mut around = Surroundings::default();
        around.known.extend(beside.iter().map(|record| record.entry_id()));
        around.parents.extend(beside.iter().filter_map(|r| Some((r.entry_id(), integrity::parent(&r)?.target))));
        Self { problems: Vec::new(), records: Records::default(), found: Vec::new(), named: HashSet::new(), around }
    }

    fn say(&mut self, place: impl Into<String>, sentence: impl Into<String>) {
        self.problems.push(Problem::new(place, sentence));
    }

    fn heading(&mut self, file: &Map<String, Value>) {
        match file.get("format") {
            Some(Value::String(format)) if format == FORMAT => {}
            Some(other) => self.say("$.format", format!("The format is “{FORMAT}”, not {other}.")),
            None => self.say("$.format", format!("The field is missing; it says “{FORMAT}”.")),
        }
        match file.get("version") {
            Some(version) if version.as_u64() == Some(VERSION) => {}
            Some(other) => self.say("$.version", format!("This program reads version {VERSION}, not {other}.")),
            None => self.say("$.version", format!("The field is missing; it says {VERSION}.")),
        }
        if !matches!(file.get("note"), None | Some(Value::Null | Value::String(_))) {
            self.say("$.note", "A note is a text.");
        }
        for name in file.keys() {
            let known = ["format", "version", "note"].contains(&name.as_str())
                || Kind::ALL.iter().any(|kind| kind.collection() == name);
            if !known {
                let possible: Vec<_> = Kind::ALL.iter().map(|kind| kind.collection()).collect();
                let sentence = format!("There is no collection “{name}”; possible are {}.", possible.join(", "));
                self.say(repair::join("$", name), sentence);
            }
        }
    }

    fn collection(&mut self, kind: Kind, collection: Option<Value>) {
        let path = format!("$.{}", kind.collection());
        match collection {
            None => {}
            Some(Value::Array(items)) => {
                for (position, item) in items.into_iter().enumerate() {
                    self.item(kind, format!("{path}[{position}]"), item);
                }
            }
            Some(_) => self.say(path, "A collection is a list of records."),
        }
    }

    fn item(&mut self, kind: Kind, place: String, item: Value) {
        if !item.is_object() {
            return self.say(place, "A record is a JSON object.");
        }
        let id = item.get("id").and_then(Value::as_str).and_then(|id| Slug::new(id).ok());
        let Repaired { record, errors } = repair::read(kind, item);
        let repaired: Vec<String> = errors.iter().map(|(path, _)| path.clone()).collect();
        for (path, sentence) in errors {
            self.say(format!("{place}{path}"), sentence);
        }
        // Others may refer to a record that has errors of its own: its name counts as there.
        if let Some(id) = id {
            let entry = EntryId::new(kind, id);
            if !self.named.insert(entry.clone()) {
                self.say(
                    format!("{place}.id"),
                    format!("The identifier “{}” stands twice in this collection.", entry.id),
                );
            }
            self.around.known.insert(entry);
        }
        if let Some(record) = record {
            self.found.push(Found { place, record, repaired });
        }
    }

    /// The rules between records, on all of the file.
    fn rules(&mut self) {
        let found = std::mem::take(&mut self.found);
        for Found { record, .. } in &found {
            match integrity::parent(record) {
                Some(parent) => self.around.parents.insert(record.entry_id(), parent.target),
                None => self.around.parents.remove(&record.entry_id()),
            };
        }
        for Found { place, record, repaired } in found {
            for breach in integrity::check(&record, &self.around) {
                let path = format!(".{}", breach.field);
                if !repaired.iter().any(|repaired| within(&path, repaired) || within(repaired, &path)) {
                    self.say(format!("{place}{path}"), breach.rule.en);
                }
            }
            self.records.insert(record);
        }
    }
}

/// Whether a path is another one or leads into it.
fn within(path: &str, other: &str) -> bool {
    path.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}
