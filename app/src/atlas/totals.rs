//! Sums and counts that explain themselves: what they counted, what they left out and why, and whether the true value
//! is at least theirs.

mod left_out;
mod money;
mod overlap;
mod places;

use self::places::{Asked, Lies};
use super::{
    facts::Facts,
    filter::fails,
    graph::Graph,
    lists::Bits,
    places::Places,
    query::{Query, Subject},
    table::Table,
    view::{Reason, RuleId, Total, TotalValue},
};
use crate::domain::{funding::TransactionKind, record::Kind};
use left_out::LeftOut;
use money::{amounts, moved};
pub(super) use overlap::overlaps;

/// What the totals are made from.
pub(super) struct Ground<'a> {
    pub(super) facts: &'a Facts,
    pub(super) places: &'a Places,
    pub(super) graph: &'a Graph,
    pub(super) table: &'a Table,
    /// Pairs of projects, as nodes, of whose stated amounts one may contain the other; sorted, in both orders.
    pub(super) overlaps: &'a [(u32, u32)],
    /// For each row the filters that it fails.
    pub(super) failing: &'a [u16],
    /// Rows of the sites that the passing rows stand at.
    pub(super) sites: &'a Bits,
}

/// All totals of a question. Those of projects and trainings are left out where none belongs to a row.
pub(super) fn totals(query: &Query, ground: &Ground<'_>) -> Vec<Total> {
    let asked = Asked::new(query, ground);
    let mut totals = vec![rows(&asked, ground), sites(ground)];
    if query.subject == Subject::Funding {
        let kinds = TransactionKind::ALL.iter().filter_map(|kind| moved(*kind, &asked, ground));
        totals.extend(kinds);
        return totals;
    }
    for (kind, rule) in [(Kind::Project, RuleId::Projects), (Kind::Training, RuleId::Trainings)] {
        let belonging = ground.belonging(kind);
        if !belonging.is_empty() {
            totals.push(records(rule, &belonging, &asked));
            if kind == Kind::Project {
                totals.push(amounts(&belonging, &asked, ground));
            }
        }
    }
    totals
}

impl Ground<'_> {
    fn passing(&self) -> impl Iterator<Item = u32> + '_ {
        (0..).zip(self.failing).filter(|(_, fails)| **fails == 0).map(|(row, _)| row)
    }

    /// The nodes of a kind that belong to a passing row, in order. A project row stands for itself alone, so that a
    /// list of projects and its total speak of the same projects; its parts are rows of their own.
    fn belonging(&self, kind: Kind) -> Vec<u32> {
        let nodes = self.graph.nodes(kind).unwrap_or_default();
        if self.table.nodes == nodes {
            return self.passing().map(|row| nodes.start + row).collect();
        }
        let mut found = Bits::new(self.graph.size());
        for row in self.passing() {
            let belonging = self.table.belonging.get(row);
            belonging.iter().filter(|node| nodes.contains(node)).for_each(|node| found.insert(*node));
        }
        found.iter().collect()
    }
}

/// Rows that pass. Rows that fail for nothing but that they belong to the whole county are named.
fn rows(asked: &Asked<'_>, ground: &Ground<'_>) -> Total {
    let mut left_out = LeftOut::default();
    if !asked.within.is_empty() {
        for (fails, county_wide) in ground.failing.iter().zip(&ground.table.county_wide) {
            if *fails == fails::WITHIN && *county_wide {
                left_out.add(Reason::CountyWide);
            }
        }
    }
    count(RuleId::Rows, ground.passing().count() as u32, left_out)
}

/// Sites that the rows stand at. Rows that stand at none are named.
fn sites(ground: &Ground<'_>) -> Total {
    let mut left_out = LeftOut::default();
    for row in ground.passing() {
        if !ground.table.sites.get(row).iter().any(|site| ground.sites.contains(*site)) {
            left_out.add(Reason::NoPlace);
        }
    }
    count(RuleId::Sites, ground.sites.iter().count() as u32, left_out)
}

/// Records that belong to the rows and, where a place is asked for, lie in it.
fn records(rule: RuleId, nodes: &[u32], asked: &Asked<'_>) -> Total {
    let mut left_out = LeftOut::default();
    let mut counted = 0;
    for node in nodes {
        match asked.lies(*node) {
            Lies::Inside | Lies::Across | Lies::InsideAndCountyWide => counted += 1,
            Lies::CountyWide => left_out.add(Reason::CountyWide),
            Lies::Elsewhere => {}
        }
    }
    count(rule, counted, left_out)
}

fn count(rule: RuleId, counted: u32, left_out: LeftOut) -> Total {
    Total { rule, value: Some(TotalValue::Count(counted)), at_least: false, counted, left_out: left_out.done() }
}
