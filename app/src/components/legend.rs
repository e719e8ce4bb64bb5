//! The legend of the map, made from what stands on it. Drawn by the server.

use super::{glyph::Glyph, words};
use crate::{
    atlas::view::{Mark, MarkKind, Rings},
    domain::pillar::Pillar,
    i18n::use_locale,
};
use leptos::prelude::*;

/// Explains the rings and the edges of the marks that are on the map, and no others: the items of the list.
#[component]
pub fn LegendItems(
    /// What stands on the map.
    marks: Vec<Mark>,
) -> impl IntoView {
    let locale = use_locale();
    let mut sums: Rings = [0; 5];
    for mark in &marks {
        for (sum, count) in sums.iter_mut().zip(mark.rings) {
            *sum += count;
        }
    }
    let rings = Pillar::ALL.iter().filter(|pillar| sums[pillar.ring()] > 0).map(|pillar| {
        let mut rings: Rings = [0; 5];
        rings[pillar.ring()] = 1;
        (rings, false, None, words::pillar(locale, *pillar))
    });
    let approximate = marks
        .iter()
        .any(|mark| matches!(mark.what, MarkKind::Site { approximate: true, .. }))
        .then_some(([0, 1, 0, 0, 0], true, None, locale.legend_approximate));
    let cluster = marks.iter().any(|mark| !matches!(mark.what, MarkKind::Site { .. })).then_some((
        [1, 1, 1, 1, 1],
        false,
        Some(5),
        locale.legend_cluster,
    ));
    rings
        .chain(approximate)
        .chain(cluster)
        .map(|(rings, approximate, count, text)| {
            view! { <li><Glyph rings=rings size=22 approximate=approximate count=count/> <span>{text}</span></li> }
        })
        .collect_view()
}
