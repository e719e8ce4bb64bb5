//! A question in words.

use super::words;
use app::{
    atlas::{
        Atlas,
        query::{Clause, Has, Predicate, Query, Sort},
    },
    components::words as page_words,
    domain::{
        geo::Bounds,
        record::{EntryId, Kind},
        slug::Slug,
        text::{Name, Text},
    },
    i18n::{Locale, fill},
};

/// The conditions of a question, each with its label; empty when there are none.
pub fn in_words(atlas: &Atlas, locale: Locale, query: &Query) -> Vec<(String, String)> {
    let texts = words::of(locale.language);
    let mut lines: Vec<(String, String)> =
        query.clauses.iter().map(|clause| condition(atlas, locale, clause)).collect();
    if let Some(text) = &query.text {
        lines.push((locale.live.filter_search.into(), format!("“{text}”")));
    }
    if let Some(Bounds { south, west, north, east }) = query.bounds {
        let edges = [south, north, west, east].map(|degrees| format!("{degrees:.3}"));
        lines.push((texts.bounds.into(), fill(texts.edges, &edges.each_ref().map(String::as_str))));
    }
    if query.sort != Sort::Place {
        lines.push((locale.sort.into(), page_words::sort(locale, query.sort).into()));
    }
    lines
}

fn condition(atlas: &Atlas, locale: Locale, Clause { not, what }: &Clause) -> (String, String) {
    let name = |kind: Kind, id: &Slug| {
        let record = atlas.records().get(&EntryId::new(kind, id.clone()));
        record.as_ref().and_then(|record| record.head().name.map(|name| locale.name(name))).unwrap_or(id.to_string())
    };
    let phrase = |name: Option<&Name>, key: &Text| name.map_or_else(|| key.to_string(), |name| locale.name(name));
    let (label, values): (&str, Vec<String>) = match what {
        Predicate::Within(set) => (locale.filter_within, set.iter().map(|id| name(Kind::Division, id)).collect()),
        Predicate::Pillar(set) => {
            (locale.filter_pillar, set.iter().map(|pillar| page_words::pillar(locale, *pillar).into()).collect())
        }
        Predicate::Kind(set) => (locale.filter_kind, set.iter().map(|kind| locale.word(kind)).collect()),
        Predicate::Organisation(set) => {
            (locale.filter_organisation, set.iter().map(|id| name(Kind::Organisation, id)).collect())
        }
        Predicate::Status(set) => {
            (locale.filter_status, set.iter().map(|status| page_words::status(locale, *status).into()).collect())
        }
        Predicate::Brand(set) => (locale.filter_brand, set.iter().map(|brand| locale.word(brand.code())).collect()),
        Predicate::Theme(set) => (locale.filter_theme, set.iter().map(|theme| locale.word(theme)).collect()),
        Predicate::Taught(set) => {
            (locale.filter_taught, set.iter().map(|key| phrase(atlas.taught(key), key)).collect())
        }
        Predicate::Audience(set) => {
            (locale.filter_audience, set.iter().map(|key| phrase(atlas.audience(key), key)).collect())
        }
        Predicate::Year(set) => (locale.filter_year, set.iter().map(ToString::to_string).collect()),
        Predicate::Giver(set) => (locale.filter_giver, set.iter().map(|id| name(Kind::Organisation, id)).collect()),
        Predicate::Receiver(set) => {
            (locale.filter_receiver, set.iter().map(|id| name(Kind::Organisation, id)).collect())
        }
        Predicate::Has(has) => (words::of(locale.language).has, vec![of_record(locale, has, &name)]),
    };
    let values = values.join(locale.list_separator);
    (label.into(), if *not { fill(words::of(locale.language).not, &[&values]) } else { values })
}

fn of_record(locale: Locale, has: &Has, name: &dyn Fn(Kind, &Slug) -> String) -> String {
    let texts = words::of(locale.language);
    let stated = |stated: bool| if stated { texts.amount_stated } else { texts.amount_missing };
    [
        Some(locale.word(has.record.code())),
        has.organisation.as_ref().map(|id| name(Kind::Organisation, id)),
        has.role.map(|role| page_words::role(locale, role).into()),
        has.status.map(|status| page_words::status(locale, status).into()),
        has.amount_stated.map(|is_stated| stated(is_stated).into()),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<String>>()
    .join(", ")
}
