//! The five pillars: what belongs to each, for the programme as a whole and for each division.

use super::{
    Index,
    graph::Graph,
    places::Places,
    query::Subject,
    table::rings,
    view::{FigureCard, PillarSummary, Rings},
};
use crate::domain::{
    pillar::Pillar,
    quantity::Unit,
    record::{Kind, Records},
};
use std::{cmp::Reverse, collections::BTreeSet};

/// Records per pillar of every division, by number: of those that lie in it, each once. What belongs to the whole
/// fills no smaller place, and neither does an organisation for having worked there; the programme's division and
/// those above it have everything.
pub(super) fn division_rings(places: &Places, graph: &Graph) -> Vec<Rings> {
    let all: Vec<u32> = graph.ring_nodes().collect();
    let everything = rings(graph, &all);
    let start = |division| if places.is_whole(division) { everything } else { Rings::default() };
    let mut division_rings: Vec<Rings> = (0..places.len() as u32).map(start).collect();
    let organisations = graph.nodes(Kind::Organisation).unwrap_or_default();
    for node in all.into_iter().filter(|node| !organisations.contains(node)) {
        let record = rings(graph, &[node]);
        let smaller = graph.divisions_of(node).iter().flat_map(|division| places.upwards(*division));
        let smaller: BTreeSet<u32> = smaller.filter(|division| !places.is_whole(*division)).collect();
        for division in smaller {
            for (sum, ring) in division_rings[division as usize].iter_mut().zip(record) {
                *sum += ring;
            }
        }
    }
    division_rings
}

/// What the first view says of each pillar.
pub(super) fn summaries(records: &Records, index: &Index) -> Vec<PillarSummary> {
    Pillar::ALL.iter().map(|pillar| summary(*pillar, records, index)).collect()
}

fn summary(pillar: Pillar, records: &Records, index: &Index) -> PillarSummary {
    // Places and movements of money say nothing of their own about a pillar.
    let records_of_it = Subject::ALL.iter().filter(|subject| !matches!(subject, Subject::Townships | Subject::Funding));
    let rows = records_of_it.map(|subject| {
        let present = index.table(*subject).rings.iter().filter(|rings| rings[pillar.ring()] > 0);
        (*subject, present.count() as u32)
    });
    let mut figures: Vec<_> = records.figures.values().filter(|f| f.pillars.first() == Some(&pillar)).collect();
    // Whom it reached says more than what it cost, which may be one item of many; the code list of units goes on with money.
    let order = |unit| (unit != Unit::People, unit);
    figures.sort_by_key(|figure| (order(figure.quantity.unit), Reverse(figure.quantity.value)));
    let figures = figures.into_iter().map(|figure| FigureCard {
        id: figure.id.clone(),
        name: figure.name.clone(),
        quantity: figure.quantity,
        counts: figure.counts.clone(),
    });
    PillarSummary { pillar, rows: rows.filter(|(_, count)| *count > 0).collect(), figures: figures.collect() }
}
