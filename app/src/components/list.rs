//! The list: the same answer as the map, row by row. Drawn by the server.

use super::{
    badges::{BrandBadge, NameWithMark},
    glyph::Glyph,
    words,
};
use crate::{
    atlas::view::Card,
    domain::record::Kind,
    i18n::{Locale, fill, use_locale},
    parameters::Parameters,
    routes::{self, Page},
};
use leptos::prelude::*;

/// What stands in the place of rows where there are none, and below them where there are more pages.
#[component]
pub fn AroundRows(
    /// The page of the list that is shown, counted from 1, and how many there are.
    place: (u32, u32),
    /// Whether it has no rows.
    empty: bool,
    /// The address that it answers.
    address: Parameters,
) -> impl IntoView {
    let locale = use_locale();
    let (page, pages) = place;
    view! {
        {empty.then(|| view! { <p class="none">{locale.list_empty} {locale.gap} {locale.list_empty_hint}</p> })}
        <Pager page pages address/>
    }
}

/// The sites without a place, below the list.
#[component]
pub fn Tray(
    /// How many there are.
    total: u32,
    /// The first of them, drawn as a list.
    rows: String,
) -> impl IntoView {
    let locale = use_locale();
    (total > 0).then(|| {
        let count = locale.number(i64::from(total));
        view! {
            <section class="tray" aria-label=locale.unplaced_heading>
                <h2>{locale.unplaced_heading} " " <span class="number">{count}</span></h2>
                <p>{locale.unplaced_hint}</p>
                <div inner_html=rows></div>
            </section>
        }
    })
}

/// A row. `data-site` ties it to its pin: hovering or focusing one marks the other.
#[component]
pub fn CardRow(
    /// What it shows.
    card: Card,
) -> impl IntoView {
    let locale = use_locale();
    let site = (card.entry.kind == Kind::Site).then(|| card.entry.id.to_string());
    let approximate = card.precision.is_some_and(|precision| !precision.is_exact());
    let href = card_href(locale, &card);
    view! {
        <li class="card" id=routes::anchor(&card.entry) data-site=site>
            <a href=href>
                <Glyph rings=card.rings size=22 approximate=approximate/>
                <span class="card-text">
                    <span class="card-name"><NameWithMark name=card.name/></span>
                    <span class="card-meta">
                        {card.place.map(|place| view! { <span>{locale.name(&place.name)}</span> })}
                        <span>{locale.label(&card.kind)}</span>
                        {card.status.map(|status| view! { <span>{words::status(locale, status)}</span> })}
                        <BrandBadge brand=card.brand/>
                    </span>
                </span>
            </a>
        </li>
    }
}

/// Where a row leads: its own page, or else the page of its home, at the record.
pub fn card_href(locale: Locale, card: &Card) -> String {
    if let Some(page) = Page::of_record(&card.entry) {
        return page.path(locale.language);
    }
    let home = || Page::of_division(card.home.id.clone(), card.home_level);
    let page = Page::of_record(&card.home).unwrap_or_else(home);
    let path = page.path(locale.language);
    if card.entry == card.home { path } else { format!("{path}#{}", routes::anchor(&card.entry)) }
}

/// Links to the other pages of a long list.
#[component]
fn Pager(page: u32, pages: u32, address: Parameters) -> impl IntoView {
    let locale = use_locale();
    let number = move |page: u32| locale.number(i64::from(page));
    // At the list: its heading comes into view, with script or without.
    let href = move |page: u32| format!("{}#list", routes::overview_with(locale.language, &address.with_page(page)));
    (pages > 1).then(|| {
        let earlier = (page > 1).then(|| view! { <a rel="prev" href=href(page - 1)>{locale.page_previous}</a> });
        let later = (page < pages).then(|| view! { <a rel="next" href=href(page + 1)>{locale.page_next}</a> });
        view! {
            <nav class="pager" aria-label=locale.pages>
                {earlier} <span>{fill(locale.page_of, &[&number(page), &number(pages)])}</span> {later}
            </nav>
        }
    })
}
