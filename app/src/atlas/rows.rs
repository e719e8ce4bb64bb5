//! All rows of a list at once, in its order: for files and sheets, which have no pages.

use super::{
    Atlas, cards, filter,
    lists::Bits,
    query::{Query, Subject},
    view::Card,
};
use crate::domain::{
    division::Division,
    language::Language,
    record::{EntryId, Record},
    site::Site,
};
use std::sync::Arc;

/// The rows of a list on all its pages, in its order. They are numbers only, a few bytes each; [`Atlas::row`] of the
/// Atlas that gave them reads one.
#[derive(Clone, Debug)]
pub struct Rows {
    subject: Subject,
    numbers: Vec<u32>,
    /// Sites that the map shows for them.
    shown: Bits,
}

/// A row as far as a file wants it.
#[derive(Clone, Debug)]
pub struct Row {
    /// What the list shows.
    pub card: Card,
    /// The record itself.
    pub record: Record,
    /// The divisions directly under the programme's that it lies in; none for what belongs to the whole.
    pub townships: Vec<Arc<Division>>,
    /// The sites with which it stands on the map, placed or not.
    pub sites: Vec<Arc<Site>>,
}

impl Rows {
    /// How many rows there are: the total that the list says.
    pub const fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// What the rows are.
    pub const fn subject(&self) -> Subject {
        self.subject
    }
}

impl Atlas {
    /// The rows of all pages of the list that [`Atlas::view`] answers with; the page that is asked for does not matter.
    pub fn rows(&self, query: &Query, language: Language) -> Rows {
        let index = &self.index;
        let table = index.table(query.subject);
        let ground = filter::Ground {
            facts: &index.facts,
            relations: &index.relations,
            places: &index.places,
            graph: &index.graph,
            table,
        };
        let failing = filter::failing(query, ground);
        let shown = self.passing_sites(query, &failing);
        let listed = self.listed(query, &failing, &shown);
        let order = table.order(query.sort, language).iter().copied();
        let shown = self.inside(query, &shown).unwrap_or(shown);
        Rows { subject: query.subject, numbers: order.filter(|row| listed.contains(*row)).collect(), shown }
    }

    /// Every record that passes, whatever the bounds and the page, in the order of the list.
    pub fn passing(&self, query: &Query, language: Language) -> Vec<EntryId> {
        let rows = self.rows(&Query { bounds: None, ..query.clone() }, language);
        let records = &self.index.table(rows.subject).records;
        rows.numbers.iter().map(|row| records[*row as usize].entry_id()).collect()
    }

    /// A row, counted from 0; `None` behind the last.
    pub fn row(&self, rows: &Rows, position: usize) -> Option<Row> {
        let index = &self.index;
        let table = index.table(rows.subject);
        let row = *rows.numbers.get(position)?;
        let sites = index.table(Subject::Sites);
        let shown = table.sites.get(row).iter().filter(|site| rows.shown.contains(**site));
        Some(Row {
            card: cards::card(rows.subject, row, &self.records, index)?,
            record: table.records.get(row as usize)?.clone(),
            townships: table.townships.get(row).iter().map(|number| index.places.get(*number).clone()).collect(),
            sites: shown
                .filter_map(|site| match sites.records.get(*site as usize) {
                    Some(Record::Site(site)) => Some(site.clone()),
                    _ => None,
                })
                .collect(),
        })
    }

    /// The rows that the list shows: those that pass and, where bounds are given, stand at a site within them.
    pub(super) fn listed(&self, query: &Query, failing: &[u16], sites: &Bits) -> Bits {
        let Some(inside) = self.inside(query, sites) else { return Bits::positions(failing, |fails| *fails == 0) };
        // A site stands at itself.
        if query.subject == Subject::Sites {
            return inside;
        }
        let table = self.index.table(query.subject);
        let mut listed = Bits::new(table.len());
        for (row, _) in (0..).zip(failing).filter(|(_, fails)| **fails == 0) {
            if table.sites.get(row).iter().any(|site| inside.contains(*site)) {
                listed.insert(row);
            }
        }
        listed
    }

    /// Those of some sites that lie within the bounds; `None` when there are no bounds.
    fn inside(&self, query: &Query, sites: &Bits) -> Option<Bits> {
        query.bounds?;
        let spatial = &self.index.spatial;
        let mut inside = Bits::new(spatial.sites.len());
        let within = spatial.within(query.bounds).filter(|site| sites.contains(site.row));
        within.for_each(|site| inside.insert(site.row));
        Some(inside)
    }
}
