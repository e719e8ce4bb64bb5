//! The page of a source: what it is, and everything that cites it.

use super::{
    Question, Written,
    link::{address, line_name},
    record::{called, kind_words},
    sources::{SourceList, locator},
};
use crate::{
    desk::HistoryLink,
    domain::{
        record::{EntryId, Kind},
        slug::Slug,
    },
    i18n::fill,
    routes::Page,
};
use leptos::prelude::*;

/// The page of a source; `None` where there is no such source.
pub(super) fn page(question: &Question<'_>, id: &Slug) -> Option<Written> {
    let Question { atlas, locale, .. } = *question;
    let texts = locale.pages();
    let entry = EntryId::new(Kind::Source, id.clone());
    let named = atlas.title(&entry)?;
    let called = called(atlas, locale, &named);
    let row = atlas.sources().into_iter().find(|source| source.id == *id)?;
    let cited = atlas.cited_from(id);
    let count = locale.count(cited.len() as u32, locale.count_records);
    let body = view! {
        <header><h1>{locale.name(&named.name)}</h1></header>
        <SourceList sources=vec![row]/>
        <section id="cited">
            <h2>{texts.states}</h2>
            <p class="hint">{count.clone()}</p>
            {groups(question, cited)}
        </section>
        <HistoryLink entry/>
    };
    Some(Written {
        title: format!("{called} · {}", texts.one_source),
        here: called.clone(),
        description: format!("{called} · {} · {count}", texts.states),
        class: "place",
        crumbs: vec![(Page::Data.path(locale.language), texts.data.to_owned())],
        body: body.into_any(),
    })
}

/// What cites a source, kind by kind, each with the places in the source.
fn groups(question: &Question<'_>, cited: Vec<(EntryId, Vec<crate::atlas::dossier::Cited>)>) -> impl IntoView {
    let Question { atlas, locale, .. } = *question;
    let mut groups: Vec<(Kind, Vec<AnyView>)> = Vec::new();
    for (entry, places) in cited {
        let Some(href) = address(atlas, locale.language, &entry) else { continue };
        let name = line_name(atlas, locale, &entry);
        if groups.last().is_none_or(|(kind, _)| *kind != entry.kind) {
            groups.push((entry.kind, Vec::new()));
        }
        let words = places
            .iter()
            .enumerate()
            .map(|(nth, place)| {
                let paragraph = place.paragraph.map(|paragraph| fill(locale.paragraph, &[&paragraph.to_string()]));
                let locator = locator(locale, place.paragraph, &place.locator);
                let apart = if nth == 0 { "" } else { locale.list_separator };
                view! { {apart} {paragraph.map(|paragraph| format!("{paragraph} · "))} {locator} }
            })
            .collect_view();
        let line = view! { <li><a href=href>{name}</a> " " <small>{words}</small></li> };
        if let Some((_, lines)) = groups.last_mut() {
            lines.push(line.into_any());
        }
    }
    groups
        .into_iter()
        .map(|(kind, lines)| {
            let count = locale.number(lines.len() as i64);
            view! {
                <details class="cited">
                    <summary>{fill(locale.in_brackets, &[kind_words(locale, kind), &count])}</summary>
                    <ul>{lines}</ul>
                </details>
            }
        })
        .collect_view()
}
