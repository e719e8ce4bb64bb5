//! Columns for asking: one table per subject, one row per record.

mod order;
mod rows;
mod said;
mod words;

use super::{
    facts::Facts,
    graph::Graph,
    lists::Lists,
    places::Places,
    query::{Sort, Subject},
    search::Haystack,
    view::Rings,
};
use crate::domain::{
    language::Language,
    pillar::Pillar,
    project::ProjectStatus,
    record::{Kind, Record, Records},
    site::Brand,
    slug::Slug,
    text::Text,
};
pub(super) use order::shared_division;
use order::{Keys, place_key};
use rows::{record_township, rows, townships};
pub(super) use said::name;
use said::{brand, givers, kind_text, receiver, years};
use std::ops::Range;
use words::{FoldedWords, write_haystack};

/// The rows of one subject, in the order of slugs.
#[derive(Debug)]
pub(super) struct Table {
    /// The nodes of the rows in the graph; [`NO_NODES`] for townships, which have none.
    pub(super) nodes: Range<u32>,
    /// The records themselves.
    pub(super) records: Vec<Record>,
    /// The nodes that belong to a row, its own included.
    pub(super) belonging: Lists,
    /// Records per pillar.
    pub(super) rings: Vec<Rings>,
    /// The different kinds, in order.
    pub(super) kinds: Vec<Text>,
    /// Position of the row's kind in `kinds`.
    pub(super) kind: Vec<u32>,
    /// Organisations that take part in the row's record or one that belongs to it; an organisation stands for itself,
    /// a project without its parts.
    pub(super) organisations: Lists,
    /// Statuses of the projects that belong to the row, one bit each; of a project its own.
    pub(super) statuses: Vec<u16>,
    /// Brand of the record itself.
    pub(super) brand: Vec<Option<Brand>>,
    /// Rows of the sites that it stands at.
    pub(super) sites: Lists,
    /// Divisions directly under the programme's that it lies in.
    pub(super) townships: Lists,
    /// Divisions that it lies in.
    pub(super) divisions: Lists,
    /// The different themes of projects, in order.
    pub(super) themes: Vec<Text>,
    /// Positions in `themes` of those of the row's projects; of a project its own.
    pub(super) theme: Lists,
    /// Subjects of the row's trainings, and its own, as [`Facts::taught`] numbers them.
    pub(super) taught: Lists,
    /// Audiences of the row's trainings, and its own, as [`Facts::audiences`] numbers them.
    pub(super) audience: Lists,
    /// Years in which the record itself is dated.
    pub(super) years: Lists,
    /// Organisations that give in the record itself.
    pub(super) givers: Lists,
    /// Organisations that receive in the record itself.
    pub(super) receivers: Lists,
    /// Whether it belongs to the programme as a whole and to no smaller place.
    pub(super) county_wide: Vec<bool>,
    /// Whether the record, or what it belongs to, could have a place and states none.
    pub(super) placeless: Vec<bool>,
    /// What is searched.
    pub(super) haystack: Haystack,
    /// Rows in the order of each [`Sort`], for each [`Language`].
    orders: [[Vec<u32>; 2]; 3],
}

impl Table {
    /// Builds the table of a subject.
    pub(super) fn build(subject: Subject, records: &Records, places: &Places, graph: &Graph, facts: &Facts) -> Self {
        let kind = subject.kind();
        let nodes = graph.nodes(kind).unwrap_or(NO_NODES);
        let mut table = Self::empty(nodes.clone());
        table.themes = records.projects.values().map(|project| project.theme.clone()).collect();
        table.themes.sort_unstable();
        table.themes.dedup();
        let mut keys = Keys::default();
        let mut words = FoldedWords::default();
        let mut kind_texts = Vec::new();
        let first_organisation = graph.nodes(Kind::Organisation).unwrap_or_default().start;
        let mut townships = townships(places, graph, subject);
        for (row, record) in (0..).zip(rows(subject, records, places)) {
            let node = nodes.start.saturating_add(row);
            let township = record_township(&record, places);
            let belonging = match township {
                Some(division) => std::mem::take(&mut townships[division as usize]),
                None => graph.belonging(kind, node),
            };
            table.rings.push(rings(graph, &belonging));
            let without_parts = (subject == Subject::Projects).then(|| graph.without_parts(node));
            let own = without_parts.as_ref().unwrap_or(&belonging);
            let projects = own.iter().filter_map(|node| facts.project(*node));
            let themes = own.iter().filter_map(|node| facts.theme(*node));
            table.theme.push(themes.map(|theme| table.themes.partition_point(|known| known < theme) as u32).collect());
            let trainings = || belonging.iter().filter_map(|node| facts.training(*node));
            table.taught.push(trainings().filter_map(|training| training.taught).collect());
            table.audience.push(trainings().filter_map(|training| training.audience).collect());
            let statuses = projects.fold(0, |statuses, project| statuses | status_bit(project.status));
            table.statuses.push(statuses);
            table.organisations.push(match subject {
                Subject::Organisations => vec![node - first_organisation],
                _ => own.iter().flat_map(|n| graph.organisations_of(*n)).copied().collect(),
            });
            table.sites.push(match subject {
                Subject::Organisations => belonging.iter().flat_map(|n| graph.sites_of(*n)).copied().collect(),
                Subject::Townships => graph.sites_among(&belonging),
                _ => graph.sites_of(node).to_vec(),
            });
            let itself: Vec<u32> = township.into_iter().collect();
            let divisions = if township.is_some() { &itself } else { graph.divisions_of(node) };
            let townships_of: Vec<u32> = divisions.iter().filter_map(|division| places.township(*division)).collect();
            table.county_wide.push(divisions.iter().all(|division| places.is_whole(*division)));
            let owner = record.owner().and_then(|owner| records.get(&owner));
            table.placeless.push(owner.as_ref().unwrap_or(&record).states_place() == Some(false));
            table.townships.push(townships_of);
            table.divisions.push(divisions.to_vec());
            table.years.push(years(&record));
            let position = |slug: &Slug| Some(graph.node(Kind::Organisation, slug)? - first_organisation);
            table.givers.push(givers(&record).filter_map(position).collect());
            table.receivers.push(receiver(&record).and_then(position).into_iter().collect());
            table.brand.push(brand(&record));
            kind_texts.push(kind_text(&record));
            let name = name(&record);
            keys.add(&name, place_key(divisions, places), belonging.len());
            write_haystack(&mut table.haystack, &mut words, &record, &name, divisions, places);
            table.belonging.push(belonging);
            table.records.push(record);
        }
        table.kinds = kind_texts.clone();
        table.kinds.sort_unstable();
        table.kinds.dedup();
        table.kind = kind_texts.iter().map(|text| table.kinds.partition_point(|kind| kind < text) as u32).collect();
        table.orders = keys.orders();
        table
    }

    fn empty(nodes: Range<u32>) -> Self {
        Self {
            nodes,
            records: Vec::new(),
            belonging: Lists::default(),
            rings: Vec::new(),
            kinds: Vec::new(),
            kind: Vec::new(),
            organisations: Lists::default(),
            statuses: Vec::new(),
            brand: Vec::new(),
            sites: Lists::default(),
            townships: Lists::default(),
            divisions: Lists::default(),
            themes: Vec::new(),
            theme: Lists::default(),
            taught: Lists::default(),
            audience: Lists::default(),
            years: Lists::default(),
            givers: Lists::default(),
            receivers: Lists::default(),
            county_wide: Vec::new(),
            placeless: Vec::new(),
            haystack: Haystack::default(),
            orders: Default::default(),
        }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rings.len()
    }

    /// Records of work per pillar that belong to a row: as its rings, without the figures and statements.
    pub(super) fn works(&self, graph: &Graph, row: u32) -> Rings {
        rings_among(graph, self.belonging.get(row), &graph.work_nodes())
    }

    /// The rows in an order.
    pub(super) fn order(&self, sort: Sort, language: Language) -> &[u32] {
        &self.orders[sort as usize][language as usize]
    }
}

/// The nodes of a table whose rows have none.
const NO_NODES: Range<u32> = u32::MAX..u32::MAX;

/// Counts records per pillar; a record counts once in each pillar it belongs to.
pub(super) fn rings(graph: &Graph, nodes: &[u32]) -> Rings {
    rings_among(graph, nodes, &graph.ring_nodes())
}

fn rings_among(graph: &Graph, nodes: &[u32], filling: &Range<u32>) -> Rings {
    let mut rings = Rings::default();
    for node in nodes.iter().filter(|node| filling.contains(node)) {
        for pillar in Pillar::ALL {
            rings[pillar.ring()] += u32::from(graph.pillars(*node) & (1 << pillar.ring()) != 0);
        }
    }
    rings
}

/// The bit that stands for a status.
pub(super) const fn status_bit(status: ProjectStatus) -> u16 {
    1 << status as u16
}
