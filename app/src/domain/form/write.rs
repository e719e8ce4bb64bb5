//! From the JSON form of a record to the raw texts of its form.

use super::{Part, Raws, Shape, below, fields, number, place};
use crate::domain::record::Kind;
use serde_json::Value;

/// The raw texts that stand for the body of a record; empty ones are left out.
pub fn write_entry(kind: Kind, body: &Value) -> Raws {
    write_picked(kind, body, |_| true)
}

/// The same of the fields that are picked.
pub(super) fn write_picked(kind: Kind, body: &Value, picked: impl Fn(&str) -> bool) -> Raws {
    let mut raws = Raws::new();
    for part in fields(kind).unwrap_or_default().iter().filter(|part| picked(part.name)) {
        write(part.shape, part.name, &body[part.name], &mut raws);
    }
    raws.retain(|_, raw| !raw.is_empty());
    raws
}

/// The description of a field of a kind.
pub fn field(kind: Kind, name: &str) -> Option<&'static Part> {
    fields(kind)?.iter().find(|part| part.name == name)
}

fn write(shape: Shape, path: &str, value: &Value, raws: &mut Raws) {
    match shape {
        Shape::Parts(parts, _) => {
            for part in parts {
                write(part.shape, &below(path, part.name), &value[part.name], raws);
            }
        }
        Shape::List(item) => {
            for (row, value) in value.as_array().into_iter().flatten().enumerate() {
                write(*item, &below(path, row), value, raws);
            }
        }
        Shape::Amount => number::write_amount(path, value, raws),
        Shape::Quantity => number::write_quantity(path, value, raws),
        Shape::Place => place::write(path, value, raws),
        Shape::Owner => {
            if let (Some(kind), Some(id)) = (value["kind"].as_str(), value["id"].as_str()) {
                raws.insert(path.into(), format!("{kind}/{id}"));
            }
        }
        _ => {
            let raw = match value {
                Value::Null => return,
                Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            raws.insert(path.into(), raw);
        }
    }
}
