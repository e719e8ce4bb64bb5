//! The card of the selected site, over the map. Drawn by the server.

use super::{
    badges::{BrandBadge, NameWithMark},
    glyph::Glyph,
    words,
};
use crate::{
    atlas::view::Card,
    domain::pillar::Pillar,
    i18n::use_locale,
    parameters::Parameters,
    routes::{self, Page},
};
use leptos::prelude::*;

/// Name, rings explained, place and the way to the site's page.
#[component]
pub fn SelectedCard(
    /// The site.
    card: Card,
    /// The address that selects it.
    address: Parameters,
) -> impl IntoView {
    let locale = use_locale();
    let rings = Pillar::ALL
        .iter()
        .map(|pillar| (*pillar, card.rings[pillar.ring()]))
        .filter(|(_, count)| *count > 0)
        .map(|(pillar, count)| {
            let mut rings = [0; 5];
            rings[pillar.ring()] = 1;
            let count = locale.count(count, locale.count_records);
            view! { <li><Glyph rings=rings size=18/> <span>{words::pillar(locale, pillar)} " · " {count}</span></li> }
        })
        .collect_view();
    let precision = card.precision.map_or(locale.place_not_stated, |precision| words::precision(locale, precision));
    let without = routes::overview_with(locale.language, &address.with_selected(None));
    view! {
        <aside class="selected-card" aria-label=locale.name(&card.name)>
            <a class="close" href=without aria-label=locale.close title=locale.close>"×"</a>
            <h2><Glyph rings=card.rings size=28/> <NameWithMark name=card.name.clone()/> <BrandBadge brand=card.brand/></h2>
            <p class="meta">
                {card.place.map(|place| view! { <span>{locale.name(&place.name)}</span> })}
                <span>{locale.label(&card.kind)}</span>
                <span>{precision}</span>
            </p>
            <ul class="rings">{rings}</ul>
            <p><a class="action" href=Page::Site(card.entry.id).path(locale.language)>{locale.open_page}</a></p>
        </aside>
    }
}
