//! Where facts come from: citations beside a fact, and the list of sources of a page.

use super::link::NamedLink;
use crate::{
    atlas::dossier::{Cited, SourceRow},
    domain::{
        record::{EntryId, Kind},
        text::Text,
    },
    i18n::{Locale, fill, inner_quotes, use_locale},
    routes::Page,
};
use leptos::prelude::*;

/// Where a fact is stated: source, paragraph, words that lead to the place.
#[component]
pub fn Citations(
    /// The places in the sources.
    citations: Vec<Cited>,
) -> impl IntoView {
    let locale = use_locale();
    let some = !citations.is_empty();
    some.then(|| {
        view! {
            <details class="citations">
                <summary>{locale.provenance}</summary>
                <Places citations/>
            </details>
        }
    })
}

/// The same without a step between: for a number, whose source is half of what is said.
#[component]
pub fn StatedIn(
    /// The places in the sources.
    citations: Vec<Cited>,
) -> impl IntoView {
    let locale = use_locale();
    let some = !citations.is_empty();
    some.then(|| view! { <div class="citations">{locale.citation} <Places citations/></div> })
}

#[component]
fn Places(citations: Vec<Cited>) -> impl IntoView {
    let locale = use_locale();
    let places = citations
        .into_iter()
        .map(|cited| {
            let paragraph = cited.paragraph.map(|paragraph| fill(locale.paragraph, &[&paragraph.to_string()]));
            view! {
                <li>
                    <NamedLink named=cited.source/>
                    {paragraph.map(|paragraph| view! { " · " {paragraph} })}
                    " · " {locator(locale, cited.paragraph, &cited.locator)}
                </li>
            }
        })
        .collect_view();
    view! { <ul>{places}</ul> }
}

/// What leads to the place: words of the text, quoted in the language that they are in, or the code in a list.
pub(super) fn locator(locale: Locale, paragraph: Option<u16>, words: &Text) -> impl IntoView + use<> {
    let (words, language) = words.reads(locale.language);
    let words = if paragraph.is_some() { inner_quotes(words) } else { words.to_owned() };
    let (before, after) = paragraph.and_then(|_| locale.locator.split_once("{}")).unwrap_or_default();
    view! { {before} <span lang=language.tag()>{words}</span> {after} }
}

/// The sources of a page.
#[component]
pub fn SourceList(
    /// The sources.
    sources: Vec<SourceRow>,
) -> impl IntoView {
    let locale = use_locale();
    let rows = sources
        .into_iter()
        .map(|source| {
            let title = source.name.as_ref().map_or_else(|| source.id.to_string(), |name| locale.name(name));
            let path = Page::Record(EntryId::new(Kind::Source, source.id.clone())).path(locale.language);
            let author = locale.phrase(&source.author).unwrap_or_else(|| locale.author_unknown.into());
            let date = source.date.as_ref().map_or_else(|| locale.date_not_stated.to_owned(), |date| locale.date(date));
            let from = source.translated_from.map(|from| format!("{}{}", locale.translated_from, locale.word(&from)));
            let licence = source.licence.map_or_else(
                || locale.licence_not_stated.to_owned(),
                |licence| format!("{}{}", locale.licence_as_found, licence.reads(locale.language).0),
            );
            view! {
                <li id=format!("source-{}", source.id)>
                    <strong><a href=path>{title}</a></strong>
                    <span class="meta">{[Some(locale.label(&source.kind)), Some(author), Some(date), from, Some(licence)]
                        .into_iter().flatten().map(|part| view! { <span>{part}</span> }).collect_view()}</span>
                    {source.note.map(|note| {
                        let (note, language) = note.reads(locale.language);
                        view! { <p lang=language.tag()>{note.to_owned()}</p> }
                    })}
                </li>
            }
        })
        .collect_view();
    view! {
        <section id="sources" class="sources">
            <h2>{locale.section_sources}</h2>
            <ul>{rows}</ul>
        </section>
    }
}
