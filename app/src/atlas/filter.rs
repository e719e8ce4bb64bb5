//! Which rows pass: every condition is looked at once, and each row remembers which filters it fails.

use super::{
    facts::Facts,
    graph::Graph,
    lists::Bits,
    places::Places,
    query::{Has, Predicate, Query},
    relations::Relations,
    table::{Table, status_bit},
};
use crate::domain::{
    pillar::Pillar,
    record::{EntryId, Kind},
    slug::Slug,
};
use std::collections::BTreeSet;

/// Filters that a row can fail, one bit each. A filter's facet counts the rows that fail no other: what would be there if another
/// value were chosen. What is left out stays left out then, so that it is no part of any of them.
pub(super) mod fails {
    /// It lies in none of the asked divisions.
    pub(in crate::atlas) const WITHIN: u16 = 1;
    /// It has something that is left out.
    pub(in crate::atlas) const LEFT_OUT: u16 = 1 << 1;
    /// Pillar.
    pub(in crate::atlas) const PILLAR: u16 = 1 << 2;
    /// Kind.
    pub(in crate::atlas) const KIND: u16 = 1 << 3;
    /// Organisation.
    pub(in crate::atlas) const ORGANISATION: u16 = 1 << 4;
    /// Status.
    pub(in crate::atlas) const STATUS: u16 = 1 << 5;
    /// Brand.
    pub(in crate::atlas) const BRAND: u16 = 1 << 6;
    /// Text, or a condition on a record that belongs to it.
    pub(in crate::atlas) const OTHER: u16 = 1 << 7;
    /// Theme.
    pub(in crate::atlas) const THEME: u16 = 1 << 8;
    /// Year.
    pub(in crate::atlas) const YEAR: u16 = 1 << 9;
    /// Giver.
    pub(in crate::atlas) const GIVER: u16 = 1 << 10;
    /// Receiver.
    pub(in crate::atlas) const RECEIVER: u16 = 1 << 11;
    /// Subject of trainings.
    pub(in crate::atlas) const TAUGHT: u16 = 1 << 12;
    /// Audience of trainings.
    pub(in crate::atlas) const AUDIENCE: u16 = 1 << 13;
}

/// Everything that a condition may need to look at.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) facts: &'a Facts,
    pub(super) relations: &'a Relations,
    pub(super) places: &'a Places,
    pub(super) graph: &'a Graph,
    pub(super) table: &'a Table,
}

/// For each row of the table the filters of the query that it fails, as bits of [`fails`]; bounds are not among them.
pub(super) fn failing(query: &Query, ground: Ground<'_>) -> Vec<u16> {
    let Ground { table, places, graph, facts, .. } = ground;
    let mut failing = vec![0; table.len()];
    let mut fail = |bit: u16, not: bool, holds: &dyn Fn(u32) -> bool| {
        let bit = if not { fails::LEFT_OUT } else { bit };
        for (row, fails) in (0..).zip(&mut failing) {
            if holds(row) == not {
                *fails |= bit;
            }
        }
    };
    for clause in &query.clauses {
        let not = clause.not;
        match &clause.what {
            Predicate::Within(divisions) => {
                let asked = numbers(divisions, places);
                fail(fails::WITHIN, not, &|row| any_within(places, table.divisions.get(row), &asked));
            }
            Predicate::Pillar(pillars) => {
                let asked: Vec<usize> = pillars.iter().map(|pillar: &Pillar| pillar.ring()).collect();
                fail(fails::PILLAR, not, &|row| asked.iter().any(|ring| table.rings[row as usize][*ring] > 0));
            }
            Predicate::Kind(kinds) => {
                let asked: Vec<bool> = table.kinds.iter().map(|kind| kinds.contains(kind)).collect();
                fail(fails::KIND, not, &|row| asked[table.kind[row as usize] as usize]);
            }
            Predicate::Organisation(organisations) => {
                let asked = positions(organisations, graph);
                fail(fails::ORGANISATION, not, &|row| any_in(table.organisations.get(row), &asked));
            }
            Predicate::Giver(organisations) => {
                let asked = positions(organisations, graph);
                fail(fails::GIVER, not, &|row| any_in(table.givers.get(row), &asked));
            }
            Predicate::Receiver(organisations) => {
                let asked = positions(organisations, graph);
                fail(fails::RECEIVER, not, &|row| any_in(table.receivers.get(row), &asked));
            }
            Predicate::Theme(themes) => {
                let there = (0..).zip(&table.themes).filter(|(_, theme)| themes.contains(*theme));
                let asked: Vec<u32> = there.map(|(number, _)| number).collect();
                fail(fails::THEME, not, &|row| any_in(table.theme.get(row), &asked));
            }
            Predicate::Taught(subjects) => {
                let asked: Vec<u32> = subjects.iter().filter_map(|key| facts.taught.number(key)).collect();
                fail(fails::TAUGHT, not, &|row| any_in(table.taught.get(row), &asked));
            }
            Predicate::Audience(audiences) => {
                let asked: Vec<u32> = audiences.iter().filter_map(|key| facts.audiences.number(key)).collect();
                fail(fails::AUDIENCE, not, &|row| any_in(table.audience.get(row), &asked));
            }
            Predicate::Year(years) => {
                let asked: Vec<u32> = years.iter().copied().map(u32::from).collect();
                fail(fails::YEAR, not, &|row| any_in(table.years.get(row), &asked));
            }
            Predicate::Status(statuses) => {
                let asked = statuses.iter().fold(0, |bits, status| bits | status_bit(*status));
                fail(fails::STATUS, not, &|row| table.statuses[row as usize] & asked != 0);
            }
            Predicate::Brand(brands) => {
                fail(fails::BRAND, not, &|row| table.brand[row as usize].is_some_and(|brand| brands.contains(&brand)));
            }
            Predicate::Has(has) => {
                let matching = matching(has, ground);
                if has.record == Kind::Project && graph.nodes(Kind::Project) == Some(table.nodes.clone()) {
                    fail(fails::OTHER, not, &|row| matching.contains(table.nodes.start + row));
                } else {
                    let belonging = |row| table.belonging.get(row).iter();
                    fail(fails::OTHER, not, &|row| belonging(row).any(|node| matching.contains(*node)));
                }
            }
        }
    }
    if let Some(found) = query.text.as_ref().and_then(|text| table.haystack.matching(text)) {
        fail(fails::OTHER, false, &|row| found.contains(row));
    }
    failing
}

/// The positions of the organisations that there are, in the order of their slugs.
fn positions(organisations: &BTreeSet<Slug>, graph: &Graph) -> Vec<u32> {
    let first = graph.nodes(Kind::Organisation).unwrap_or_default().start;
    organisations.iter().filter_map(|slug| graph.node(Kind::Organisation, slug)).map(|node| node - first).collect()
}

/// Whether one of some numbers stands in a sorted list.
fn any_in(list: &[u32], asked: &[u32]) -> bool {
    asked.iter().any(|number| list.binary_search(number).is_ok())
}

/// The numbers of the divisions that there are.
pub(super) fn numbers(divisions: &BTreeSet<Slug>, places: &Places) -> Vec<u32> {
    divisions.iter().filter_map(|slug| places.number(slug)).collect()
}

/// Whether one of some divisions lies in one of others.
pub(super) fn any_within(places: &Places, divisions: &[u32], asked: &[u32]) -> bool {
    divisions.iter().any(|division| asked.iter().any(|ancestor| places.within(*division, *ancestor)))
}

/// The nodes for which all parts of a condition hold.
fn matching(has: &Has, ground: Ground<'_>) -> Bits {
    let nodes = ground.graph.nodes(has.record).unwrap_or_default();
    let mut matching = Bits::new(ground.graph.size());
    let first_organisation = ground.graph.nodes(Kind::Organisation).unwrap_or_default().start;
    let asked = has
        .organisation
        .as_ref()
        .map(|slug| ground.graph.node(Kind::Organisation, slug).map(|node| node - first_organisation));
    for node in nodes {
        let takes_part = match asked {
            None => true,
            Some(None) => false,
            Some(Some(organisation)) => ground.graph.organisations_of(node).binary_search(&organisation).is_ok(),
        };
        let holds = takes_part
            && has.role.is_none_or(|role| {
                let entry = EntryId::new(has.record, ground.graph.slug(node).clone());
                ground.relations.participations_of(&entry).any(|part| {
                    part.role == role && has.organisation.as_ref().is_none_or(|slug| *slug == part.organisation)
                })
            })
            && has
                .status
                .is_none_or(|status| ground.facts.project(node).is_some_and(|project| project.status == status))
            && has.amount_stated.is_none_or(|stated| ground.facts.states_amount(node) == stated);
        if holds {
            matching.insert(node);
        }
    }
    matching
}
