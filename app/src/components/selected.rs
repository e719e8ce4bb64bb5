//! The card of the selected site, over the map.

use super::{
    badges::{BrandBadge, NameWithMark},
    glyph::Glyph,
    words,
};
use crate::{
    atlas::view::Card,
    domain::{pillar::Pillar, slug::Slug},
    i18n::use_locale,
    routes::Page,
};
use leptos::prelude::*;

/// Name, rings explained, place and the way to the site's page.
#[component]
pub fn SelectedCard(
    /// The site, once it is known.
    #[prop(into)]
    card: Signal<Option<Card>>,
    /// The selection, which the card can end.
    selected: RwSignal<Option<Slug>>,
) -> impl IntoView {
    let locale = use_locale();
    move || {
        card.get().map(|card| {
            let rings = Pillar::ALL
                .iter()
                .map(|pillar| (*pillar, card.rings[pillar.ring()]))
                .filter(|(_, count)| *count > 0)
                .map(|(pillar, count)| {
                    let mut rings = [0; 5];
                    rings[pillar.ring()] = 1;
                    let count = locale.count(count, (locale.count_records_one, locale.count_records_other));
                    view! { <li><Glyph rings=rings size=18/> {words::pillar(locale, pillar)} " · " {count}</li> }
                })
                .collect_view();
            let precision = card.precision.map_or(locale.place_not_stated, |precision| words::precision(locale, precision));
            view! {
                <aside class="selected-card" aria-label=locale.name(&card.name)>
                    <button type="button" class="close" aria-label=locale.close on:click=move |_| selected.set(None)>"×"</button>
                    <h2><Glyph rings=card.rings size=28/> <NameWithMark name=card.name.clone()/> <BrandBadge brand=card.brand/></h2>
                    <p class="meta">
                        {card.place.as_ref().map(|place| view! { <span>{locale.name(&place.name)}</span> })}
                        <span>{locale.word(&card.kind)}</span>
                        <span>{precision}</span>
                    </p>
                    <ul class="rings">{rings}</ul>
                    <p><a class="action" href=Page::Site(card.entry.id.clone()).path(locale.language)>{locale.open_page}</a></p>
                </aside>
            }
        })
    }
}
