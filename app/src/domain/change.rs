//! Changes: the one way in for every write, seeding and import included.

use super::{
    record::{EntryId, Record},
    rule::Broken,
    slug::Slug,
    text::Text,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How often an entry has been changed; its first revision is 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RevisionNo(pub u32);

/// How often the published records have changed, counted inside the transaction that changes them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Version(pub i64);

/// One step of an edit. Fields are named as in the JSON form of the record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// Makes the entry. The steps after it fill it.
    Create,
    /// Gives a field a value; null where it is unknown.
    Set(String, Value),
    /// Adds a value to a set, such as a site to a project.
    Add(String, Value),
    /// Takes a value out of a set.
    Remove(String, Value),
    /// Takes the entry out of what is published; its history stays.
    Archive {
        /// Why.
        reason: Text,
    },
}

/// The steps for one entry, made against a revision of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// The entry.
    pub entry: EntryId,
    /// The revision that the author saw; 0 for a new entry.
    pub base: RevisionNo,
    /// The steps, in order.
    pub ops: Vec<Op>,
}

/// Everything that is written at once, by whom and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Stable name; a second change with the same one is the same change and is not made again.
    pub idempotency_key: Text,
    /// Who makes it.
    pub author: Text,
    /// For which organisation.
    pub on_behalf_of: Option<Slug>,
    /// Why.
    pub reason: Text,
    /// What it changes.
    pub edits: Vec<Edit>,
}

/// The JSON form of an entry after the steps, or `None` once it is archived.
///
/// # Errors
/// When a step does not fit: an entry made twice, a field that is no set, an entry that is not there.
pub fn apply(entry: &EntryId, current: Option<&Value>, ops: &[Op]) -> Result<Option<Value>, Broken> {
    let mut body = current.cloned();
    for op in ops {
        body = match (op, body) {
            (Op::Create, None) => Some(serde_json::json!({ "id": entry.id })),
            (Op::Create, Some(_)) => return Err(refuse(entry, "is there already", "已存在")),
            (_, None) => return Err(refuse(entry, "is not there", "不存在")),
            (Op::Archive { .. }, Some(_)) => None,
            (Op::Set(field, value), Some(mut body)) => {
                body[field.as_str()] = value.clone();
                Some(body)
            }
            (Op::Add(field, value), Some(mut body)) => {
                let set = set_of(entry, &mut body, field)?;
                if !set.contains(value) {
                    set.push(value.clone());
                }
                Some(body)
            }
            (Op::Remove(field, value), Some(mut body)) => {
                set_of(entry, &mut body, field)?.retain(|present| present != value);
                Some(body)
            }
        };
    }
    Ok(body)
}

fn set_of<'a>(entry: &EntryId, body: &'a mut Value, field: &str) -> Result<&'a mut Vec<Value>, Broken> {
    body.get_mut(field)
        .and_then(Value::as_array_mut)
        .ok_or_else(|| refuse(entry, &format!("has no set “{field}”"), &format!("没有集合字段“{field}”")))
}

fn refuse(entry: &EntryId, en: &str, zh: &str) -> Broken {
    Broken::new(format!("The entry {entry} {en}."), format!("条目 {entry} {zh}。"))
}

/// The edit that leads from one record to another of the same name; `None` when they are the same.
pub fn difference(current: Option<(&Record, RevisionNo)>, wanted: &Record) -> Option<Edit> {
    let (mut ops, base, before) = match current {
        Some((record, revision)) => (Vec::new(), revision, record.to_json()),
        None => (vec![Op::Create], RevisionNo(0), Value::Null),
    };
    if let Value::Object(fields) = wanted.to_json() {
        for (field, value) in fields {
            if field != "id" && before.get(&field) != Some(&value) {
                ops.push(Op::Set(field, value));
            }
        }
    }
    (!ops.is_empty()).then(|| Edit { entry: wanted.entry_id(), base, ops })
}
