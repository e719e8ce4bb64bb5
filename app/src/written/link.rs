//! Links from whatever names a record to the page that shows it.

use super::{described, is_nameless};
use crate::{
    atlas::{
        Atlas,
        view::{Card, Named},
    },
    components::badges::NameWithMark,
    domain::{
        language::Language,
        record::{EntryId, Kind, Record},
        text::Text,
    },
    i18n::{Locale, use_locale},
    routes::{self, Page},
};
use leptos::{either::Either, prelude::*};
use std::sync::Arc;

/// The Atlas that the page is written from.
pub fn atlas() -> Arc<Atlas> {
    expect_context::<Arc<Atlas>>()
}

/// The page that shows a record; `None` where there is no such record, and for divisions outside the programme.
pub fn page_of(atlas: &Atlas, entry: &EntryId) -> Option<Page> {
    let record = atlas.records().get(entry)?;
    Some(match record {
        Record::Division(division) => {
            let programme = atlas.programme().map(|programme| &programme.division);
            if programme.is_some_and(|whole| !atlas.within(&division.id, whole)) {
                return None;
            }
            Page::of_division(division.id.clone(), division.level)
        }
        Record::Programme(_) => Page::About,
        Record::MapFeature(_) => Page::Overview,
        Record::Figure(_) => Page::Figures,
        Record::Budget(budget) => return page_of(atlas, &budget.of),
        Record::Transaction(moved) => return page_of(atlas, &moved.of),
        Record::Statement(said) => return page_of(atlas, &said.of),
        Record::Indicator(indicator) => return page_of(atlas, &indicator.of),
        Record::Participation(part) => return page_of(atlas, &part.of),
        Record::Photo(photo) => return page_of(atlas, &photo.of),
        Record::IndicatorValue(value) => {
            return page_of(atlas, &EntryId::new(Kind::Indicator, value.indicator.clone()));
        }
        _ => return Page::of_record(entry),
    })
}

/// The address of a record: its own page, or its place on the page that shows it.
pub fn address(atlas: &Atlas, language: Language, entry: &EntryId) -> Option<String> {
    if entry.kind == Kind::Figure {
        return atlas
            .records()
            .figures
            .contains_key(&entry.id)
            .then(|| super::figures::address(atlas, language, &entry.id));
    }
    let path = page_of(atlas, entry)?.path(language);
    let part = matches!(entry.kind, Kind::Budget | Kind::Transaction | Kind::Statement | Kind::Indicator);
    Some(if part { format!("{path}#{}", routes::anchor(entry)) } else { path })
}

/// What a record is called in a line of a list; empty where there is none.
pub fn line_name(atlas: &Atlas, locale: Locale, entry: &EntryId) -> String {
    atlas.records().get(entry).map(|record| record_line(atlas, locale, &record)).unwrap_or_default()
}

/// The same of a record, published or not: of one without a name of its own by what it links and says, of an indicator with what it belongs to.
pub fn record_line(atlas: &Atlas, locale: Locale, record: &Record) -> String {
    let title = |entry: &EntryId| atlas.title(entry).map(|named| locale.name(&named.name));
    let own = || locale.name(&Atlas::name_of(record));
    match record {
        Record::Indicator(indicator) => match title(&indicator.of) {
            Some(owner) => format!("{owner} · {}", own()),
            None => own(),
        },
        record if is_nameless(record.kind()) => {
            // What it is about is called by its stable name where that is not published.
            let linked = |entry: &EntryId| match (entry.kind, atlas.records().get(entry)) {
                (Kind::Indicator, Some(linked)) => Some(record_line(atlas, locale, &linked)),
                (Kind::Indicator | Kind::Organisation, None) => Some(entry.id.to_string()),
                _ => title(entry),
            };
            described(locale, record.kind(), &record.to_json(), &linked).unwrap_or_else(own)
        }
        _ => own(),
    }
}

/// A row of a list, called in each language as pages call its record: one without a name of its own by what it links and says,
/// not by its stable name.
pub fn called(atlas: &Atlas, mut card: Card) -> Card {
    if is_nameless(card.entry.kind) {
        let name = &mut card.name;
        for (text, language) in [(&mut name.zh, Language::Chinese), (&mut name.en, Language::English)] {
            if let Ok(line) = Text::new(line_name(atlas, Locale::of(language), &card.entry)) {
                *text = line;
            }
        }
    }
    card
}

/// The name of a record as a link to it.
#[component]
pub fn NamedLink(
    /// The record.
    named: Named,
) -> impl IntoView {
    match address(&atlas(), use_locale().language, &named.entry) {
        Some(href) => Either::Left(view! { <a href=href><NameWithMark name=named.name/></a> }),
        None => Either::Right(view! { <NameWithMark name=named.name/> }),
    }
}

/// Some records, one link after the other.
#[component]
pub fn NamedLinks(
    /// The records.
    all: Vec<Named>,
) -> impl IntoView {
    let separator = use_locale().list_separator;
    all.into_iter()
        .enumerate()
        .map(|(number, named)| view! { {(number > 0).then_some(separator)} <NamedLink named/> })
        .collect_view()
}
