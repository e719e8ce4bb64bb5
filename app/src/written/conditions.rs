//! What is asked, condition by condition, each with a link that takes it away.

use super::{link, list::without_subject};
use crate::{
    atlas::{
        Atlas,
        query::{Has, Predicate, Query, Sort, Subject},
    },
    components::words,
    domain::{
        organisation::Role,
        pillar::Pillar,
        project::ProjectStatus,
        record::{EntryId, Kind},
        slug::Slug,
        text::{Name, Text},
    },
    i18n::{Locale, fill, use_locale},
    routes,
};
use leptos::prelude::*;

/// The conditions of a question; nothing where there are none.
#[component]
pub fn Conditions(
    /// The question.
    query: Query,
) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.pages();
    let pairs = pairs(&query);
    let chips = pairs
        .iter()
        .enumerate()
        .map(|(number, (parameter, value))| {
            let rest = pairs.iter().enumerate().filter(|(other, _)| *other != number).map(|(_, pair)| pair);
            let href = routes::list_with(locale.language, query.subject, &written(rest, &query));
            let words = words_of(locale, parameter, value, query.subject);
            let label = fill(texts.take_away, &[&words]);
            // Machines that read the whole site would go through every set of conditions there can be.
            view! { <li><a href=href rel="nofollow" aria-label=label>{words} <span aria-hidden="true">" ×"</span></a></li> }
        })
        .collect_view();
    (!pairs.is_empty()).then(|| {
        view! { <nav class="conditions" aria-label=texts.conditions><ul>{chips}</ul></nav> }
    })
}

/// The conditions as pairs of parameter and value, without sort, page and subject.
pub(super) fn pairs(query: &Query) -> Vec<(String, String)> {
    let asked = Query { sort: Sort::Place, page: 1, bounds: None, zoom: None, ..query.clone() };
    form_urlencoded::parse(without_subject(&asked).as_bytes()).into_owned().collect()
}

fn written<'a>(pairs: impl Iterator<Item = &'a (String, String)>, query: &Query) -> String {
    let mut text = form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(pairs);
    if query.sort != Sort::Place {
        text.append_pair("sort", query.sort.code());
    }
    text.finish()
}

/// A condition in words.
pub(super) fn words_of(locale: Locale, parameter: &str, value: &str, subject: Subject) -> String {
    let (not, value) = match value.strip_prefix('-') {
        Some(value) if parameter != "q" => (true, value),
        _ => (false, value.strip_prefix('+').unwrap_or(value)),
    };
    let named = |kind: Kind| {
        let entry = Slug::new(value).ok().map(|id| EntryId::new(kind, id));
        let title = entry.and_then(|entry| link::atlas().title(&entry));
        title.map_or_else(|| value.to_owned(), |named| locale.name(&named.name))
    };
    let phrase = |find: &dyn Fn(&Atlas, &Text) -> Option<Name>| {
        let name = Text::new(value).ok().and_then(|key| find(&link::atlas(), &key));
        name.map_or_else(|| value.to_owned(), |name| locale.name(&name))
    };
    let (label, words) = match parameter {
        "in" => (locale.filter_within, named(Kind::Division)),
        "org" => (locale.filter_organisation, named(Kind::Organisation)),
        "giver" => (locale.filter_giver, named(Kind::Organisation)),
        "receiver" => (locale.filter_receiver, named(Kind::Organisation)),
        "pillar" => {
            let pillar = Pillar::from_code(value).map(|pillar| words::pillar(locale, pillar));
            (locale.filter_pillar, pillar.unwrap_or(value).to_owned())
        }
        "status" => {
            let status = ProjectStatus::from_code(value).map(|status| words::status(locale, status));
            (locale.filter_status, status.unwrap_or(value).to_owned())
        }
        "kind" => (locale.filter_kind, locale.label(value)),
        "theme" => (locale.filter_theme, locale.label(value)),
        "taught" => (locale.filter_taught, phrase(&|atlas, key| atlas.taught(key).cloned())),
        "audience" => (locale.filter_audience, phrase(&|atlas, key| atlas.audience(key).cloned())),
        "year" => (locale.filter_year, value.to_owned()),
        "brand" => (locale.filter_brand, locale.label(value)),
        "has" => return has_words(locale, value, not, subject),
        _ => (locale.live.filter_search, value.to_owned()),
    };
    let words = if not { fill(locale.filter_not, &[&words]) } else { words };
    fill(locale.labelled, &[label, &words])
}

/// “with training”, “without any project for which an amount is stated”.
pub(super) fn has_words(locale: Locale, code: &str, not: bool, subject: Subject) -> String {
    let texts = locale.pages();
    let asked = Query::from_url(&format!("has={code}")).0.clauses.into_iter();
    let mut has = asked.filter_map(|clause| if let Predicate::Has(has) = clause.what { Some(has) } else { None });
    let Some(has) = has.next() else { return code.to_owned() };
    let Has { record, organisation, role, status, amount_stated } = has;
    let own = subject.kind() == record && !not && amount_stated.is_none() && status.is_none();
    let mut words = if own { String::new() } else { super::record::kind_words(locale, record).to_owned() };
    let mut add = |part: String| {
        if !words.is_empty() {
            words.push_str(locale.list_separator);
        }
        words.push_str(&part);
    };
    let by = organisation.and_then(|id| link::atlas().title(&EntryId::new(Kind::Organisation, id)));
    match (by, role) {
        (Some(named), Some(role)) => {
            add(fill(locale.labelled, &[&locale.name(&named.name), words::role(locale, role)]));
        }
        (Some(named), None) => add(locale.name(&named.name)),
        (None, Some(role)) => add(role_words(locale, role)),
        (None, None) => {}
    }
    if let Some(status) = status {
        add(words::status(locale, status).to_owned());
    }
    match amount_stated {
        Some(true) => add(texts.amount_stated.to_owned()),
        Some(false) => add(locale.amount_not_stated.to_owned()),
        None => {}
    }
    fill(if not { texts.without } else { texts.with }, &[&words])
}

/// “somebody has this part”.
pub(super) fn role_words(locale: Locale, role: Role) -> String {
    fill(locale.pages().somebody_is, &[words::role(locale, role)])
}
