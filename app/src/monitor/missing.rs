//! What an entry does not say.

use super::Flaw;
use crate::{
    atlas::Atlas,
    domain::{
        period::Period,
        record::{Kind, Record},
        text::NameStatus,
    },
};
use serde_json::Value;

/// What is missing in a record. What a kind of record does not have cannot be missing in it.
pub(super) fn flaws(atlas: &Atlas, record: &Record) -> Vec<Flaw> {
    let head = record.head();
    [
        (Flaw::NoPlace, record.states_place() == Some(false)),
        (Flaw::NoAmount, amount(atlas, record) == Some(false)),
        (Flaw::NoDate, date(record) == Some(false)),
        (Flaw::NoSource, record.kind() != Kind::Division && head.citations.is_empty()),
        (Flaw::NoTranslation, has_half_text(&record.to_json())),
        (Flaw::NoName, head.name.is_some_and(|name| name.zh_status == NameStatus::Translated)),
    ]
    .into_iter()
    .filter_map(|(flaw, missing)| missing.then_some(flaw))
    .collect()
}

/// Whether an amount is stated, in the record or beside it; `None` for what has none.
fn amount(atlas: &Atlas, record: &Record) -> Option<bool> {
    let own = match record {
        Record::Project(project) => project.stated_amount.is_some(),
        Record::Training(training) => training.cost.is_some(),
        Record::Aid(aid) => aid.value.is_some(),
        _ => return None,
    };
    let (entry, relations) = (record.entry_id(), atlas.relations());
    Some(own || relations.budgets_of(&entry).next().is_some() || relations.transactions_of(&entry).next().is_some())
}

/// Whether a time is stated; `None` for what has none.
fn date(record: &Record) -> Option<bool> {
    let says =
        |period: &Option<Period>| period.as_ref().is_some_and(|period| period.from.is_some() || period.to.is_some());
    Some(match record {
        Record::Project(project) => project.start.is_some() || project.end.is_some(),
        Record::Training(training) => training.date.is_some(),
        Record::Aid(aid) => aid.date.is_some() || says(&aid.period),
        Record::Service(service) => service.date.is_some(),
        Record::Transaction(moved) => moved.date.is_some(),
        Record::Figure(figure) => says(&figure.period),
        _ => return None,
    })
}

/// Whether somewhere in it a text stands in one of the two languages only.
fn has_half_text(value: &Value) -> bool {
    match value {
        Value::Object(fields) => match (fields.get("zh"), fields.get("en")) {
            (Some(zh), Some(en)) => zh.is_null() != en.is_null(),
            _ => fields.values().any(has_half_text),
        },
        Value::Array(items) => items.iter().any(has_half_text),
        _ => false,
    }
}
