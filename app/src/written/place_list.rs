//! Lists of places and of organisations on a place's page.

use super::{
    fact::AsPrinted,
    link::{NamedLink, NamedLinks},
    parts::folded,
    sources::Citations,
};
use crate::{
    atlas::{
        dossier::{OrganisationRow, PlaceRow},
        view::Named,
    },
    components::{
        badges::{NameWithMark, ReadingNote},
        glyph::Glyph,
        words,
    },
    domain::record::Kind,
    i18n::{sentence_case, use_locale},
    routes::{self, Page},
};
use leptos::prelude::*;

/// Places with their glyphs, each a link to its page.
#[component]
pub fn PlaceList(
    /// The places.
    places: Vec<PlaceRow>,
) -> impl IntoView {
    let locale = use_locale();
    let rows = places
        .into_iter()
        .map(|row| {
            let id = row.place.entry.id.clone();
            let page = match (row.place.entry.kind, row.level) {
                (Kind::Division, Some(level)) => Page::of_division(id, level),
                _ => Page::Site(id),
            };
            let sites = (row.level.is_some() && row.sites > 0).then(|| locale.count(row.sites, locale.count_sites));
            let unplaced = (row.level.is_none() && !row.placed).then_some(locale.place_not_stated);
            view! {
                <li>
                    <a href=page.path(locale.language)>
                        <Glyph rings=row.rings size=22/>
                        <span class="card-text">
                            <span class="card-name"><NameWithMark name=row.place.name/></span>
                            <span class="card-meta">
                                <span>{locale.label(&row.kind)}</span>
                                {sites.map(|sites| view! { <span>{sites}</span> })}
                                {unplaced.map(|unplaced| view! { <span>{unplaced}</span> })}
                            </span>
                        </span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect();
    folded(locale, "cards places", rows)
}

/// Organisations, with what they do in the records of the page.
#[component]
pub fn OrganisationList(
    /// The organisations.
    organisations: Vec<OrganisationRow>,
) -> impl IntoView {
    let locale = use_locale();
    let rows = organisations
        .into_iter()
        .map(|row| {
            let roles =
                row.roles.iter().map(|role| words::role(locale, *role)).collect::<Vec<_>>().join(locale.list_separator);
            let entry = row.head.entry.clone();
            view! {
                <li id=routes::anchor(&row.head.entry)>
                    {row.head.name.map(|name| view! { <strong><NamedLink named=Named { entry, name }/></strong> })}
                    <span class="meta">
                        <span>{locale.label(row.kind.code())}</span>
                        {row.level.map(|level| view! { <span>{locale.label(&level)}</span> })}
                        {(!roles.is_empty()).then(|| view! { <span>{sentence_case(&roles)}</span> })}
                        {row.as_printed.map(|printed| view! { <span><AsPrinted printed/></span> })}
                    </span>
                    {locale.phrase(&row.head.summary).map(|summary| view! { <p>{summary}</p> })}
                    {(!row.members.is_empty()).then(|| view! { <p>{locale.members} <NamedLinks all=row.members/></p> })}
                    <ReadingNote garbled=row.head.garbled note=row.head.reading_note/>
                    <Citations citations=row.head.citations/>
                </li>
            }
            .into_any()
        })
        .collect();
    folded(locale, "organisations", rows)
}
