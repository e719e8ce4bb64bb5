//! Asking: from a URL to a question, and from a question to its answer.

use super::{
    Atlas, Index, cards, facets, filter,
    lists::Bits,
    marks,
    query::{Notice, Predicate, Problem, Query, Subject, Want},
    table::Table,
    totals, url,
    view::{Page, View},
};
use crate::domain::{
    language::Language,
    slug::Slug,
    text::{Name, Text},
};

impl Atlas {
    /// Reads a question from the query part of a URL. Values that are not understood, or that name nothing that is
    /// there, become notices, and the question is asked without them.
    pub fn question(&self, raw_query: &str) -> (Query, Vec<Notice>) {
        let (mut query, mut notices) = Query::from_url(raw_query);
        let table = self.index.table(query.subject);
        let (kinds, themes) = (&table.kinds, &table.themes);
        let (records, facts) = (&self.records, &self.index.facts);
        query.clauses.retain_mut(|clause| {
            let not = clause.not;
            let mut missing = |parameter: &str, value: &str| {
                let value = if not { format!("-{value}") } else { value.to_owned() };
                notices.push(Notice::of(parameter, &value, Problem::NoSuchValue));
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
                Predicate::Giver(set) => keep!(set, "giver", |slug: &Slug| records.organisations.contains_key(slug)),
                Predicate::Receiver(set) => {
                    keep!(set, "receiver", |slug: &Slug| records.organisations.contains_key(slug))
                }
                Predicate::Theme(set) => keep!(set, "theme", |theme: &Text| themes.binary_search(theme).is_ok()),
                Predicate::Taught(set) => keep!(set, "taught", |key: &Text| facts.taught.number(key).is_some()),
                Predicate::Audience(set) => keep!(set, "audience", |key: &Text| facts.audiences.number(key).is_some()),
                Predicate::Has(has) => {
                    let there = has.organisation.as_ref().is_none_or(|slug| records.organisations.contains_key(slug));
                    if !there {
                        url::written(&clause.what).2.iter().for_each(|code| missing("has", code));
                    }
                    there
                }
                Predicate::Pillar(_) | Predicate::Status(_) | Predicate::Brand(_) | Predicate::Year(_) => true,
            }
        });
        let selected = form_urlencoded::parse(raw_query.trim_start_matches('?').as_bytes());
        if let Some((_, site)) = selected.filter(|(key, site)| key == "sel" && !site.is_empty()).last()
            && !Slug::new(&*site).is_ok_and(|site| records.sites.contains_key(&site))
        {
            notices.push(Notice::of("sel", &site, Problem::NoSuchValue));
        }
        notices.truncate(Notice::MOST);
        (query, notices)
    }

    /// The words of a subject that is taught, from its value in a question.
    pub fn taught(&self, key: &Text) -> Option<&Name> {
        self.index.facts.taught.name(key)
    }

    /// The words of an audience of trainings, from its value in a question.
    pub fn audience(&self, key: &Text) -> Option<&Name> {
        self.index.facts.audiences.name(key)
    }

    /// Reads a question from a URL and answers it, with the notices in the answer.
    pub fn answer(&self, raw_query: &str, want: Want, language: Language) -> (Query, View) {
        let (query, notices) = self.question(raw_query);
        let mut view = self.view(&query, want, language);
        view.notices.splice(..0, notices);
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
            let listed = self.listed(query, &failing, &sites);
            view.list = cards::page(query, language, records, index, &listed);
            if query.page > view.list.page {
                view.notices.push(Notice::of("page", &query.page.to_string(), Problem::Beyond));
            }
        }
        if want.unplaced {
            let unplaced = || index.spatial.unplaced.iter().copied().filter(|site| sites.contains(*site));
            let shown = unplaced().take(Query::PAGE_ROWS);
            view.unplaced = shown.filter_map(|site| cards::card(Subject::Sites, site, records, index)).collect();
            view.unplaced_total = unplaced().count() as u32;
        }
        if want.facets {
            view.facets =
                facets::facets(query, &facets::Ground { records, places, graph, facts, table, failing: &failing });
        }
        if want.totals {
            let sums = totals::totals(query, &self.totals_ground(table, &failing, &sites));
            view.totals = sums.iter().map(totals::Sum::total).collect();
        }
        view
    }

    /// What the totals of the rows of a table are made from.
    pub(super) fn totals_ground<'a>(
        &'a self,
        table: &'a Table,
        failing: &'a [u16],
        sites: &'a Bits,
    ) -> totals::Ground<'a> {
        let Index { places, graph, facts, overlaps, .. } = &self.index;
        totals::Ground { facts, places, graph, table, overlaps, failing, sites }
    }

    /// Rows of the sites that passing rows stand at and that lie in the places asked for.
    pub(super) fn passing_sites(&self, query: &Query, failing: &[u16]) -> Bits {
        let Index { places, graph, spatial, .. } = &self.index;
        // A site stands at itself.
        if query.subject == Subject::Sites {
            return Bits::positions(failing, |fails| *fails == 0);
        }
        let table = self.index.table(query.subject);
        let mut sites = Bits::new(spatial.sites.len());
        for (row, _) in (0..).zip(failing).filter(|(_, fails)| **fails == 0) {
            table.sites.get(row).iter().for_each(|site| sites.insert(*site));
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
}
