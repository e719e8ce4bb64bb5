//! The list: the same answer as the map, row by row.

use super::{
    badges::{BrandBadge, NameWithMark},
    glyph::Glyph,
    words,
};
use crate::{
    atlas::view::{Card, Page as ListPage},
    domain::{record::Kind, slug::Slug},
    i18n::{fill, use_locale},
    routes::{self, Page},
};
use leptos::prelude::*;

/// The rows of one page of the list. Hovering or focusing a site's row marks its pin, and the other way round.
#[component]
pub fn CardList(
    /// The rows.
    #[prop(into)]
    cards: Signal<Vec<Card>>,
    /// The site under the pointer or the focus.
    hovered: RwSignal<Option<Slug>>,
    /// The selected site.
    selected: RwSignal<Option<Slug>>,
) -> impl IntoView {
    view! {
        <ul class="cards">
            <For each=move || cards.get() key=|card| card.entry.clone() let:card>
                <CardRow card hovered selected/>
            </For>
        </ul>
    }
}

#[component]
fn CardRow(card: Card, hovered: RwSignal<Option<Slug>>, selected: RwSignal<Option<Slug>>) -> impl IntoView {
    let locale = use_locale();
    let site = (card.entry.kind == Kind::Site).then(|| card.entry.id.clone());
    let (enter, focus) = (site.clone(), site.clone());
    let is = move |signal: RwSignal<Option<Slug>>, site: &Option<Slug>| signal.with(|at| at.is_some() && at == site);
    let (marked, current) = (site.clone(), site.clone());
    let approximate = card.precision.is_some_and(|precision| !precision.is_exact());
    let place = card.place.as_ref().map(|place| locale.name(&place.name));
    view! {
        <li class="card" id=routes::anchor(&card.entry)
            class:hovered=move || is(hovered, &marked)
            class:selected=move || is(selected, &current)
            on:pointerenter=move |_| hovered.set(enter.clone())
            on:pointerleave=move |_| hovered.set(None)
            on:focusin=move |_| hovered.set(focus.clone())
            on:focusout=move |_| hovered.set(None)
        >
            <a href=card_href(locale, &card)>
                <Glyph rings=card.rings size=22 approximate=approximate/>
                <span class="card-text">
                    <span class="card-name"><NameWithMark name=card.name.clone()/></span>
                    <span class="card-meta">
                        {place.map(|place| view! { <span>{place}</span> })}
                        <span>{locale.word(&card.kind)}</span>
                        {card.status.map(|status| view! { <span>{words::status(locale, status)}</span> })}
                        <BrandBadge brand=card.brand/>
                    </span>
                </span>
            </a>
        </li>
    }
}

/// Where a row leads: the page of its place, at the record.
fn card_href(locale: crate::i18n::Locale, card: &Card) -> String {
    let page = match card.home.kind {
        Kind::Site => Page::Site(card.home.id.clone()),
        _ => Page::of_division(card.home.id.clone(), card.home_level),
    };
    let path = page.path(locale.language);
    if card.entry == card.home { path } else { format!("{path}#{}", routes::anchor(&card.entry)) }
}

/// Sites that have no place on the map.
#[component]
pub fn Tray(
    /// The sites.
    #[prop(into)]
    cards: Signal<Vec<Card>>,
    /// The site under the pointer or the focus.
    hovered: RwSignal<Option<Slug>>,
    /// The selected site.
    selected: RwSignal<Option<Slug>>,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Show when=move || cards.with(|cards| !cards.is_empty())>
            <section class="tray" aria-label=locale.unplaced_heading>
                <h2>{locale.unplaced_heading} " " <span class="number">{move || cards.with(Vec::len)}</span></h2>
                <p>{locale.unplaced_hint}</p>
                <CardList cards hovered selected/>
            </section>
        </Show>
    }
}

/// Links to the other pages of a long list.
#[component]
pub fn Pager(
    /// The page shown.
    #[prop(into)]
    page: Signal<ListPage<Card>>,
    /// The address of a page of the list.
    href: Callback<u32, String>,
) -> impl IntoView {
    let locale = use_locale();
    let number = move |page: u32| locale.number(i64::from(page));
    view! {
        <Show when=move || page.with(|page| page.pages > 1)>
            <nav class="pager" aria-label=locale.pages>
                {move || {
                    let (at, pages) = page.with(|page| (page.page, page.pages));
                    let earlier = (at > 1).then(|| view! { <a rel="prev" href=href.run(at - 1)>{locale.page_previous}</a> });
                    let later = (at < pages).then(|| view! { <a rel="next" href=href.run(at + 1)>{locale.page_next}</a> });
                    view! { {earlier} <span>{fill(locale.page_of, &[&number(at), &number(pages)])}</span> {later} }
                }}
            </nav>
        </Show>
    }
}
