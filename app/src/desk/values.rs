//! What a value of a field says to those who change it and decide on it: by the shape of the form, with both languages of a
//! text, and a position as it was entered. Histories show readers a value in their own language (`field_words`).

use super::{Moment, names::Names};
use crate::{
    domain::{
        form::{self, Shape},
        record::{EntryId, Kind},
        slug::Slug,
    },
    i18n::Locale,
    written::{Question, line_name},
};
use serde_json::Value;

/// What an entry is called: as it is published, those without a name by what they say, or else by its kind and slug.
pub(super) fn name(question: &Question<'_>, entry: &EntryId) -> String {
    match question.atlas.records().get(entry) {
        Some(_) => line_name(question.atlas, question.locale, entry),
        None => format!("{} “{}”", question.locale.drafts().kind(entry.kind.code()), entry.id),
    }
}

/// What a code is called, as forms call it or as it is called everywhere.
pub(super) fn code_words(locale: Locale, code: &str) -> String {
    locale.drafts().code(code).map_or_else(|| locale.word(code), str::to_owned)
}

/// A word of the data as pages print it; a new one as it was typed.
pub(super) fn known_word(locale: Locale, word: &str) -> String {
    if Locale::has_word(word) { locale.label(word) } else { word.to_owned() }
}

/// A value of a field (or of a part of it, such as `name.zh`) in words.
pub(super) fn words(names: &Names<'_>, kind: Kind, field: &str, value: &Value) -> String {
    let texts = names.question.locale.drafts();
    if value.is_null() {
        return texts.not_stated.to_owned();
    }
    let shape = form::field(kind, form::field_of(field)).map(|part| part.shape).filter(|_| !field.contains('.'));
    match shape {
        Some(shape) => in_shape(names, shape, value),
        None => plain(value),
    }
}

/// A value of some shape in words.
pub(super) fn in_shape(names: &Names<'_>, shape: Shape, value: &Value) -> String {
    let locale = names.question.locale;
    match (shape, value) {
        (_, Value::Null) => locale.drafts().not_stated.to_owned(),
        (_, Value::Bool(yes)) => if *yes { locale.drafts().yes } else { locale.drafts().no }.to_owned(),
        (Shape::Code(..), Value::String(code)) => code_words(locale, code),
        (Shape::Word(_), Value::String(word)) => known_word(locale, word),
        (Shape::Link(kind), Value::String(slug)) => {
            Slug::new(slug).map_or_else(|_| slug.clone(), |slug| names.name(&EntryId::new(kind, slug)))
        }
        (Shape::Owner, owner) => {
            let entry: Option<EntryId> = serde_json::from_value(owner.clone()).ok();
            entry.map_or_else(|| plain(owner), |entry| names.name(&entry))
        }
        (Shape::List(item), Value::Array(items)) => {
            let items: Vec<String> = items.iter().map(|value| in_shape(names, *item, value)).collect();
            if items.is_empty() { locale.drafts().not_stated.to_owned() } else { items.join(locale.list_separator) }
        }
        (Shape::Parts(parts, _), Value::Object(_)) => {
            let said = parts.iter().filter(|part| !value[part.name].is_null());
            let said: Vec<String> = said.map(|part| in_shape(names, part.shape, &value[part.name])).collect();
            if said.is_empty() { locale.drafts().not_stated.to_owned() } else { said.join(" / ") }
        }
        (Shape::Amount, amount) => {
            serde_json::from_value(amount.clone()).map_or_else(|_| plain(amount), |a| locale.money(&a))
        }
        (Shape::Quantity, number) => {
            serde_json::from_value(number.clone()).map_or_else(|_| plain(number), |q| locale.quantity(&q))
        }
        (Shape::Place, place) => position(names, place),
        (_, other) => plain(other),
    }
}

/// A position: as it is kept, as it was given where that is in another datum, how exactly it is known, how it was found and
/// by which source.
fn position(names: &Names<'_>, place: &Value) -> String {
    let locale = names.question.locale;
    let number = |value: &Value| value.as_f64().map(|degrees| degrees.to_string()).unwrap_or_default();
    let kept = format!("{}, {} (WGS-84)", number(&place["lat"]), number(&place["lng"]));
    let precision = code_words(locale, place["precision"].as_str().unwrap_or_default());
    let entered = place["entered"]["datum"].as_str().map(|datum| {
        let entered = &place["entered"];
        format!(" ← {}, {} ({datum})", number(&entered["lat"]), number(&entered["lng"]))
    });
    let source = place["source"].as_str().and_then(|slug| Slug::new(slug).ok());
    let source = source.map(|slug| names.name(&EntryId::new(Kind::Source, slug)));
    let found = [Some(precision), place["method"].as_str().map(str::to_owned), source];
    let found = found.into_iter().flatten().filter(|said| !said.is_empty());
    std::iter::once(kept + &entered.unwrap_or_default()).chain(found).collect::<Vec<_>>().join(" · ")
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().filter(|item| !item.is_null()).map(plain).collect::<Vec<_>>().join(" / "),
        Value::Object(fields) => {
            fields.values().filter(|value| !value.is_null()).map(plain).collect::<Vec<_>>().join(" / ")
        }
        other => other.to_string(),
    }
}

/// A time in words; `ms`: milliseconds since 1970, UTC.
pub(super) fn time(locale: Locale, ms: i64) -> String {
    Moment::at(ms).map(|moment| moment.words(locale)).unwrap_or_default()
}
