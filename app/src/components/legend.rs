//! The legend of the map, made from what stands on it. Drawn by the server.

use super::{glyph::Glyph, words};
use crate::{
    atlas::view::{Mark, MarkKind, Rings},
    domain::pillar::Pillar,
    i18n::use_locale,
};
use leptos::prelude::*;

/// What is on a map and has to be explained.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Rings of which pillars.
    pub rings: [bool; 5],
    /// Sites whose place is known only roughly.
    pub approximate: bool,
    /// Marks that stand for several sites.
    pub several: bool,
}

impl Seen {
    /// What is among some marks.
    pub fn of(marks: &[Mark]) -> Self {
        let mut seen = Self::default();
        for mark in marks {
            seen.rings.iter_mut().zip(mark.rings).for_each(|(seen, ring)| *seen |= ring > 0);
            match mark.what {
                MarkKind::Site { approximate, .. } => seen.approximate |= approximate,
                MarkKind::Place { .. } | MarkKind::Cluster { .. } => seen.several = true,
            }
        }
        seen
    }
}

/// Explains the rings and the edges of the marks that are on the map, and no others: the items of the list.
#[component]
pub fn LegendItems(
    /// What stands on the map.
    seen: Seen,
) -> impl IntoView {
    let locale = use_locale();
    let rings = Pillar::ALL.iter().filter(|pillar| seen.rings[pillar.ring()]).map(|pillar| {
        let mut rings: Rings = [0; 5];
        rings[pillar.ring()] = 1;
        (rings, false, None, words::pillar(locale, *pillar))
    });
    let approximate = seen.approximate.then_some(([0, 1, 0, 0, 0], true, None, locale.legend_approximate));
    let cluster = seen.several.then_some(([1, 1, 1, 1, 1], false, Some(5), locale.legend_cluster));
    rings
        .chain(approximate)
        .chain(cluster)
        .map(|(rings, approximate, count, text)| {
            view! { <li><Glyph rings=rings size=22 approximate=approximate count=count/> <span>{text}</span></li> }
        })
        .collect_view()
}
