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
pub mod dossier;
mod facets;
mod facts;
mod filter;
mod graph;
mod links;
mod lists;
mod marks;
mod pillars;
mod places;
pub mod query;
pub mod relations;
mod search;
mod spatial;
mod table;
#[cfg(test)]
mod tests;
mod totals;
mod url;
pub mod view;

use crate::domain::{
    change::Version,
    division::Division,
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
    /// The records.
    pub records: Records,
}

/// What changed between two versions.
#[derive(Clone, Debug, Default)]
pub struct Delta {
    /// The state after it.
    pub version: Version,
    /// Records that are new or replaced.
    pub changed: Vec<Record>,
    /// Records that are no longer published.
    pub removed: Vec<EntryId>,
}

/// The index of everything published at one version. It never changes; share it by `Arc`.
#[derive(Debug)]
pub struct Atlas {
    version: Version,
    records: Arc<Records>,
    index: Index,
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
        let index = Index::build(&published.records);
        Self { version: published.version, records: Arc::new(published.records), index }
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
        Self::build(Published { version: delta.version, records })
    }

    /// The state of the records that it answers from.
    pub const fn version(&self) -> Version {
        self.version
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
<<<<<<< HEAD

    /// Reads a question from the query part of a URL. Values that are not understood, or that name nothing that is
    /// there, become notices, and the question is asked without them.
    pub fn question(&self, raw_query: &str) -> (Query, Vec<Notice>) {
        let (mut query, mut notices) = Query::from_url(raw_query);
        let kinds = &self.index.table(query.subject).kinds;
        let records = &self.records;
        query.clauses.retain_mut(|clause| {
            let not = clause.not;
            let mut missing = |parameter: &str, value: &str| {
                let value = if not { format!("-{value}") } else { value.to_owned() };
                notices.push(url::notice(parameter, &value, Problem::NoSuchValue));
            };
            macro_rules! keep {
                ($set:ident, $parameter:literal, $there:expr) => {{
                    let there = $there;
                    $set.retain(|value| {
                        there(value) || {
                            missing($parameter, &value.to_string());
                            false
                        }
                    });
                    !$set.is_empty()
                }};
            }
            match &mut clause.what {
                Predicate::Within(set) => keep!(set, "in", |slug: &Slug| records.divisions.contains_key(slug)),
                Predicate::Organisation(set) => {
                    keep!(set, "org", |slug: &Slug| records.organisations.contains_key(slug))
                }
                Predicate::Kind(set) => keep!(set, "kind", |kind: &Text| kinds.binary_search(kind).is_ok()),
                Predicate::Has(has) => {
                    let there = has.organisation.as_ref().is_none_or(|slug| records.organisations.contains_key(slug));
                    if !there {
                        url::written(&clause.what).2.iter().for_each(|code| missing("has", code));
                    }
                    there
                }
                Predicate::Pillar(_) | Predicate::Status(_) | Predicate::Brand(_) => true,
            }
        });
        notices.truncate(url::NOTICES_MAX);
        (query, notices)
    }

    /// Reads a question from a URL and answers it, with the notices in the answer.
    pub fn answer(&self, raw_query: &str, want: Want, language: Language) -> (Query, View) {
        let (query, notices) = self.question(raw_query);
        let view = View { notices, ..self.view(&query, want, language) };
        (query, view)
    }

    /// Answers a question. The language decides the order of names; the texts come in both.
    ///
    /// Bounds limit marks and list only, so that counts and totals stay while the map moves. A row that stands at no
    /// site with a place is in the list as long as no bounds are given. Where a place is asked for (`Within`), the sites
    /// of other subjects' rows that do not lie in it are left aside.
    pub fn view(&self, query: &Query, want: Want, language: Language) -> View {
        let Self { records, index, .. } = self;
        let (places, graph, facts, table) = (&index.places, &index.graph, &index.facts, index.table(query.subject));
        let ground = filter::Ground { facts, relations: &index.relations, places, graph, table };
        let failing = filter::failing(query, ground);
        let sites = self.passing_sites(query, &failing);
        let mut view = View {
            version: self.version,
            subject: query.subject,
            marks: Vec::new(),
            list: Page::default(),
            unplaced: Vec::new(),
            unplaced_total: 0,
            facets: Vec::new(),
            totals: Vec::new(),
            notices: Vec::new(),
        };
        if want.marks {
            let site_rings = &index.table(Subject::Sites).rings;
            let division_rings = &index.division_rings;
            let ground = marks::Ground { spatial: &index.spatial, places, site_rings, division_rings };
            view.marks = marks::marks(query, &sites, &ground);
        }
        if want.list {
            let inside = query.bounds.is_some().then(|| {
                let mut inside = Bits::new(index.spatial.sites.len());
                let within = index.spatial.within(query.bounds).filter(|site| sites.contains(site.row));
                within.for_each(|site| inside.insert(site.row));
                inside
            });
            view.list = cards::page(query, language, records, index, |row| {
                failing[row as usize] == 0
                    && inside
                        .as_ref()
                        .is_none_or(|inside| table.sites.get(row).iter().any(|site| inside.contains(*site)))
            });
            let unplaced = || index.spatial.unplaced.iter().copied().filter(|site| sites.contains(*site));
            let shown = unplaced().take(Query::PAGE_ROWS);
            view.unplaced = shown.filter_map(|site| cards::card(Subject::Sites, site, records, index)).collect();
            view.unplaced_total = unplaced().count() as u32;
        }
        if want.facets {
            view.facets = facets::facets(query, &facets::Ground { records, places, graph, table, failing: &failing });
        }
        if want.totals {
            let (overlaps, failing, sites) = (&*index.overlaps, &*failing, &sites);
            let ground = totals::Ground { facts, places, graph, table, overlaps, failing, sites };
            view.totals = totals::totals(query, &ground);
        }
        view
    }

    /// Rows of the sites that passing rows stand at and that lie in the places asked for.
    fn passing_sites(&self, query: &Query, failing: &[u8]) -> Bits {
        let Index { places, graph, spatial, .. } = &self.index;
        let table = self.index.table(query.subject);
        let mut sites = Bits::new(spatial.sites.len());
        for (row, _) in (0..).zip(failing).filter(|(_, fails)| **fails == 0) {
            table.sites.get(row).iter().for_each(|site| sites.insert(*site));
        }
        if query.subject == Subject::Sites {
            return sites;
        }
        for clause in query.clauses.iter().filter(|clause| !clause.not) {
            if let Predicate::Within(divisions) = &clause.what {
                let asked = filter::numbers(divisions, places);
                let mut within = Bits::new(spatial.sites.len());
                sites
                    .iter()
                    .filter(|site| filter::any_within(places, graph.divisions_of(*site), &asked))
                    .for_each(|site| within.insert(site));
                sites = within;
            }
        }
        sites
    }
=======
>>>>>>> atlas
}
