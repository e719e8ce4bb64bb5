//! The key figures of the five pillars; each number leads to its rows.

use super::{glyph::Glyph, words};
use crate::{
    atlas::view::{PillarSummary, Rings},
    domain::quantity::Unit,
    i18n::use_locale,
    routes,
};
use leptos::prelude::*;

/// How many claimed numbers one pillar shows here; their own page shows all of them.
const FIGURES_PER_PILLAR: usize = 1;

/// Whether a number says how much was done. Shares, spans of time and numbers inside of names do not.
const fn is_key(unit: Unit) -> bool {
    !matches!(unit, Unit::Percent | Unit::Years | Unit::Parts)
}

/// One line per pillar: how many records there are, and the programme's own numbers.
#[component]
pub fn PillarFigures(
    /// The pillars.
    pillars: Vec<PillarSummary>,
) -> impl IntoView {
    let locale = use_locale();
    let lines = pillars
        .into_iter()
        .map(|summary| {
            let mut rings: Rings = [0; 5];
            rings[summary.pillar.ring()] = 1;
            let counts = summary.rows.iter().map(|(subject, count)| {
                let query = format!("pillar={}&show={subject}", summary.pillar);
                (routes::overview_with(locale.language, &query), words::counted(locale, *subject, *count), None)
            });
            let figures = summary.figures.iter().filter(|figure| is_key(figure.quantity.unit)).take(FIGURES_PER_PILLAR).map(|figure| {
                let all = summary.figures.iter().map(|figure| &figure.id);
                let href = routes::figure(locale.language, Some(summary.pillar), &figure.id, all);
                (href, locale.quantity(&figure.quantity), locale.phrase(&figure.counts))
            });
            let numbers = counts
                .chain(figures)
                .map(|(href, number, counts)| {
                    view! { <li><a href=href title=counts.clone()>{number}</a>{counts.map(|counts| view! { <small>{locale.colon.to_owned() + &counts}</small> })}</li> }
                })
                .collect_view();
            view! {
                <li class="pillar">
                    <Glyph rings=rings size=20/>
                    <span class="pillar-name">{words::pillar(locale, summary.pillar)}</span>
                    <ul class="numbers">{numbers}</ul>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="pillars" aria-label=locale.pillars_heading>
            <ul>{lines}</ul>
        </section>
    }
}
