//! The read model: a pure, in-memory, read-only index of everything published.
//!
//! [`Atlas::view`] answers every public question; the same function runs on the server and could run in the browser.
//!
//! Full records stand in [`Records`]; beside them stand columns of numbers for asking. `places` numbers the divisions,
//! `graph` numbers the records and knows what belongs to what, `table` holds one row per record of a [`query::Subject`],
//! and `spatial` keeps the sites in the order of the map. A question goes `url` → `filter` → `marks`, `cards`, `facets`
//! and `totals`.

mod ask;
mod cards;
pub mod differences;
pub mod dossier;
pub mod explained;
mod facets;
mod facts;
mod filter;
mod graph;
mod links;
mod lists;
mod marks;
mod memo;
mod phrases;
mod pillars;
mod places;
pub mod query;
pub mod relations;
pub mod rows;
mod search;
mod spatial;
mod table;
#[cfg(test)]
pub(crate) mod tests;
mod totals;
mod url;
pub mod view;

pub use search::named_like;

use crate::domain::{
    change::Version,
    division::Division,
    language::Language,
    programme::Programme,
    record::{EntryId, Kind, Record, Records},
    slug::Slug,
};
use query::Subject;
use relations::Relations;
use std::sync::Arc;
use view::{Card, PillarSummary, Rings};

/// What was published: only a store makes this, from rows that everybody may see.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// The state that the records are of.
    pub version: Version,
    /// What tells this state from every other one: versions are counted anew where a database is restored or made anew,
    /// this is not. Empty where nobody asks.
    pub mark: String,
    /// The records.
    pub records: Records,
}

/// What changed between two versions.
#[derive(Clone, Debug, Default)]
pub struct Delta {
    /// The state after it.
    pub version: Version,
    /// As in [`Published`].
    pub mark: String,
    /// Records that are new or replaced.
    pub changed: Vec<Record>,
    /// Records that are no longer published.
    pub removed: Vec<EntryId>,
}

/// The index of everything published at one version. It never changes; share it by `Arc`.
#[derive(Debug)]
pub struct Atlas {
    version: Version,
    mark: String,
    records: Arc<Records>,
    index: Index,
    memo: memo::Memo,
}

/// Everything that is derived from the records.
#[derive(Debug)]
struct Index {
    relations: Relations,
    places: places::Places,
    graph: graph::Graph,
    facts: facts::Facts,
    /// One per subject, in their order.
    tables: Vec<table::Table>,
    spatial: spatial::Spatial,
    /// Records per pillar of each division, by number.
    division_rings: Vec<Rings>,
    /// Pairs of projects whose amounts may overlap.
    overlaps: Vec<(u32, u32)>,
}

impl Index {
    fn build(records: &Records) -> Self {
        let places = places::Places::build(records);
        let graph = graph::Graph::build(records, &places);
        let facts = facts::Facts::build(records, &graph);
        Self {
            relations: Relations::build(records),
            tables: Subject::ALL.iter().map(|s| table::Table::build(*s, records, &places, &graph, &facts)).collect(),
            spatial: spatial::Spatial::build(records, &places),
            division_rings: pillars::division_rings(&places, &graph),
            overlaps: totals::overlaps(records, &graph),
            places,
            graph,
            facts,
        }
    }

    fn table(&self, subject: Subject) -> &table::Table {
        &self.tables[subject as usize]
    }
}

impl Atlas {
    /// Builds the index of what was published.
    pub fn build(published: Published) -> Self {
        let Published { version, mark, records } = published;
        let index = Index::build(&records);
        Self { version, mark, records: Arc::new(records), index, memo: memo::Memo::default() }
    }

    /// The Atlas after some records changed; it equals one that is built anew from them.
    ///
    /// It is built anew. Records are shared, so that nothing of their text is copied, and only the columns are derived
    /// again: milliseconds for a county, about half a second for 15,000 sites with 150,000 records. One record can
    /// change rings, organisations, totals and the order of many rows, so an overlay over the old columns would be a
    /// second, subtler way to derive each of them, to be kept equal to the first, and every question would have to
    /// look in two places for the sake of a rare write.
    #[must_use]
    pub fn apply(&self, delta: &Delta) -> Self {
        let mut records = Records::clone(&self.records);
        delta.removed.iter().for_each(|entry| records.remove(entry));
        delta.changed.iter().for_each(|record| records.insert(record.clone()));
        Self::build(Published { version: delta.version, mark: delta.mark.clone(), records })
    }

    /// The text in which a record's row is drawn in a language, made when it is first wanted. It may depend on nothing
    /// but the record and this Atlas.
    pub fn drawn_once(&self, row: &EntryId, language: Language, draw: impl FnOnce() -> String) -> Arc<str> {
        self.memo.rows.get(row, language, || draw().into())
    }

    /// Parts of a page that depend on nothing but their key and this Atlas, drawn when they are first wanted.
    pub fn parts_once(
        &self,
        key: &str,
        language: Language,
        draw: impl FnOnce() -> Vec<(String, String)>,
    ) -> memo::DrawnParts {
        self.memo.parts.get(key, language, || draw().into())
    }

    /// The state of the records that it answers from.
    pub const fn version(&self) -> Version {
        self.version
    }

    /// What tells this state of the records from every other one, also from one of the same version.
    pub fn mark(&self) -> &str {
        &self.mark
    }

    /// The records themselves.
    pub const fn records(&self) -> &Arc<Records> {
        &self.records
    }

    /// What refers to what.
    pub const fn relations(&self) -> &Relations {
        &self.index.relations
    }

    /// The programme, once there is one.
    pub fn programme(&self) -> Option<&Arc<Programme>> {
        self.records.programmes.values().next()
    }

    /// Whether a division is another one or lies in it; not when either is unknown.
    pub fn within(&self, division: &Slug, ancestor: &Slug) -> bool {
        let places = &self.index.places;
        places.number(division).zip(places.number(ancestor)).is_some_and(|(one, other)| places.within(one, other))
    }

    /// The divisions of everything that an organisation takes part in; the programme's for one that takes part in nothing.
    /// None when it is unknown.
    pub fn divisions_of_organisation(&self, organisation: &Slug) -> impl Iterator<Item = &Slug> {
        let Index { graph, places, .. } = &self.index;
        let node = graph.node(Kind::Organisation, organisation);
        node.into_iter().flat_map(|node| graph.divisions_of(node)).map(|number| &places.get(*number).id)
    }

    /// The divisions from the programme's down to this one; from the uppermost for one that does not lie in the
    /// programme's. Empty when it is unknown.
    pub fn division_path(&self, division: &Slug) -> Vec<Arc<Division>> {
        let places = &self.index.places;
        let Some(number) = places.number(division) else { return Vec::new() };
        let mut path: Vec<u32> = places.upwards(number).collect();
        if let Some(end) = path.iter().position(|above| Some(*above) == places.programme()) {
            path.truncate(end + 1);
        }
        path.into_iter().rev().map(|number| places.get(number).clone()).collect()
    }

    /// Records per pillar that belong to a record: to a site, itself and what is attached to it; to a division,
    /// everything that lies in it, without what belongs to the whole county; to the programme and its division,
    /// everything.
    pub fn rings_of(&self, entry: &EntryId) -> Rings {
        let index = &self.index;
        let division = match entry.kind {
            Kind::Division => index.places.number(&entry.id),
            Kind::Programme => index.places.programme(),
            _ => None,
        };
        let row = || {
            let subject = Subject::ALL.iter().find(|subject| subject.kind() == entry.kind)?;
            let table = index.table(*subject);
            let node = index.graph.node(entry.kind, &entry.id)?;
            Some(table.rings[(node - table.nodes.start) as usize])
        };
        division.map(|number| index.division_rings[number as usize]).or_else(row).unwrap_or_default()
    }

    /// Records of work per pillar that belong to a row of a list, as charts count them. A figure is no work of its own, and one
    /// may contain another.
    pub fn works_of(&self, subject: Subject, entry: &EntryId) -> Rings {
        let (table, graph) = (self.index.table(subject), &self.index.graph);
        let row = match graph.node(entry.kind, &entry.id) {
            Some(node) => node.checked_sub(table.nodes.start),
            // Divisions have no nodes.
            None => (0..).zip(&table.records).find(|(_, record)| record.entry_id() == *entry).map(|(row, _)| row),
        };
        row.map(|row| table.works(graph, row)).unwrap_or_default()
    }

    /// The card of a site.
    pub fn card(&self, site: &Slug) -> Option<Card> {
        // A site's node is its row.
        let row = self.index.graph.node(Kind::Site, site)?;
        cards::card(Subject::Sites, row, &self.records, &self.index)
    }

    /// What the first view says of each pillar, in the order of the rings.
    pub fn pillars(&self) -> Vec<PillarSummary> {
        pillars::summaries(&self.records, &self.index)
    }
}
