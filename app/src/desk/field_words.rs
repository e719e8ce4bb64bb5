//! Values of fields in the words of a language: what a history says, and whatever else shows a field as data.

use crate::{
    atlas::Atlas,
    components::words,
    domain::{
        figure::FigureStatus,
        geo::Location,
        history::{Reading, read},
        language::Language,
        money::Bound,
        organisation::Role,
        pillar::Pillar,
        project::ProjectStatus,
        record::{EntryId, Kind},
        site::Brand,
        source::Citation,
        text::{NameStatus, Text},
    },
    i18n::{Locale, fill, sentence_case},
    written::line_name,
};
use serde_json::Value;

/// What a field is called, with the language of a text that is there in two.
pub(super) fn label(locale: Locale, field: &str, language: Option<Language>) -> String {
    let texts = locale.monitor();
    // A field that a newer program knew is called by its name in the data.
    let label = locale.fields().label(field).map_or_else(|| field.to_owned(), str::to_owned);
    let label = sentence_case(&label);
    match language {
        None => label,
        Some(Language::Chinese) => format!("{label} ({})", texts.in_chinese),
        Some(Language::English) => format!("{label} ({})", texts.in_english),
    }
}

/// A value of a field.
pub(super) fn value(locale: Locale, atlas: &Atlas, field: &str, value: &Value) -> String {
    say(locale, atlas, field, read(field, value))
}

/// Several values of a field.
pub(super) fn values(locale: Locale, atlas: &Atlas, field: &str, all: &[Value]) -> String {
    all.iter().map(|one| value(locale, atlas, field, one)).collect::<Vec<_>>().join(locale.list_separator)
}

fn say(locale: Locale, atlas: &Atlas, field: &str, reading: Reading) -> String {
    let texts = locale.monitor();
    match reading {
        Reading::Nothing => locale.pages().not_stated.to_owned(),
        Reading::Text(text) => {
            Text::new(&text).map_or_else(|_| text.clone(), |note| note.reads(locale.language).0.to_owned())
        }
        Reading::Other(text) => text,
        Reading::Word(code) => word(locale, field, &code),
        Reading::Date(date) => locale.date(&date),
        // A year, a rank, a size of a picture: no thousands apart.
        Reading::Number(number) if field == "code_year" => number.to_string(),
        Reading::Number(number) => locale.number(number),
        Reading::Flag(yes) => if yes { texts.yes } else { texts.no }.to_owned(),
        Reading::Amount(amount) => locale.money(&amount),
        Reading::Quantity(quantity) => locale.quantity(&quantity),
        Reading::Period(period) => {
            let label = locale.phrase(&period.label);
            let dates = locale.period(&period).filter(|dates| Some(dates) != label.as_ref());
            let both = [dates, label].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            if both.is_empty() { locale.pages().not_stated.to_owned() } else { both }
        }
        Reading::Location(location) => position(locale, atlas, &location),
        Reading::Record(entry) => name(locale, atlas, &entry),
        Reading::Citation(citation) => cited(locale, atlas, &citation),
        Reading::Group(group) => {
            let people = fill(locale.people, &[&locale.number(i64::from(group.people))]);
            locale.phrase(&group.group).map_or_else(|| people.clone(), |group| format!("{group}: {people}"))
        }
        Reading::Phrase(phrase) => locale.phrase(&phrase).unwrap_or_default(),
        Reading::Lines(count) => fill(texts.lines, &[&locale.number(count as i64)]),
        Reading::List(all) => {
            let all: Vec<_> = all.into_iter().map(|one| say(locale, atlas, field, one)).collect();
            all.join(locale.list_separator)
        }
    }
}

/// What a record is called; by its slug where it is not published any more.
pub fn name(locale: Locale, atlas: &Atlas, entry: &EntryId) -> String {
    if atlas.records().get(entry).is_some() { line_name(atlas, locale, entry) } else { entry.id.to_string() }
}

/// A position with all that can be changed of it: where, how exactly it is known, how it was found, by which source.
fn position(locale: Locale, atlas: &Atlas, location: &Location) -> String {
    let (lat, lng) = (location.lat.degrees(), location.lng.degrees());
    let source = name(locale, atlas, &EntryId::new(Kind::Source, location.source.clone()));
    format!("{lat:.5}, {lng:.5} ({} · {} · {source})", words::precision(locale, location.precision), location.method)
}

fn cited(locale: Locale, atlas: &Atlas, citation: &Citation) -> String {
    let source = name(locale, atlas, &EntryId::new(Kind::Source, citation.source.clone()));
    let paragraph = citation.paragraph.map(|paragraph| fill(locale.paragraph, &[&paragraph.to_string()]));
    let parts = [Some(source), paragraph, Some(citation.locator.to_string())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A word of a code list or of the data.
fn word(locale: Locale, field: &str, code: &str) -> String {
    let known = match field {
        "pillars" => Pillar::from_code(code).map(|pillar| words::pillar(locale, pillar)),
        "status" => ProjectStatus::from_code(code)
            .map(|status| words::status(locale, status))
            .or_else(|| FigureStatus::from_code(code).map(|status| words::figure_status(locale, status))),
        "role" => Role::from_code(code).map(|role| words::role(locale, role)),
        "brand" => Brand::from_code(code).map(|Brand::Tongxin| locale.brand_tongxin),
        "zh_status" => NameStatus::from_code(code).map(|status| match status {
            NameStatus::Established => locale.monitor().name_established,
            NameStatus::Translated => locale.back_translation,
        }),
        _ => None,
    };
    match (known, field) {
        (Some(words), _) => words.to_owned(),
        (None, "bound") => Bound::from_code(code).map_or_else(|| code.to_owned(), |bound| bound_words(locale, bound)),
        (None, "unit") if locale.is_chinese() => locale.word(&format!("unit:{code}")),
        (None, _) => locale.word(code),
    }
}

fn bound_words(locale: Locale, bound: Bound) -> String {
    match bound {
        Bound::Exact => locale.monitor().bound_exact.to_owned(),
        _ => locale.bounded(bound, "").trim().to_owned(),
    }
}
