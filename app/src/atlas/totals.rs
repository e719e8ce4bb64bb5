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
pub(super) use left_out::LeftOut;
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

/// A total, with every single row that it speaks of.
pub(super) struct Sum {
    pub(super) rule: RuleId,
    value: Option<TotalValue>,
    at_least: bool,
    /// The subject of which rows were counted.
    pub(super) of: Subject,
    /// The numbers of those rows.
    pub(super) counted: Vec<u32>,
    /// The subject of which rows were left out.
    pub(super) left_of: Subject,
    /// The numbers of those rows.
    pub(super) left_out: LeftOut,
}

impl Sum {
    /// A sum of nothing, over rows of a subject.
    fn none(of: Subject) -> Self {
        Self {
            rule: RuleId::Rows,
            value: None,
            at_least: false,
            of,
            counted: Vec::new(),
            left_of: of,
            left_out: LeftOut::default(),
        }
    }

    /// The same, where what it speaks of was given as nodes.
    fn of_nodes(self, ground: &Ground<'_>) -> Self {
        let first = ground.graph.nodes(self.of.kind()).unwrap_or_default().start;
        let counted = self.counted.into_iter().map(|node| node - first).collect();
        Self { counted, left_out: self.left_out.counted_from(first), ..self }
    }

    /// The number of rows that were counted.
    fn count(self) -> Self {
        Self { value: Some(TotalValue::Count(self.counted.len() as u32)), ..self }
    }

    /// What pages say of it.
    pub(super) fn total(&self) -> Total {
        Total {
            rule: self.rule,
            value: self.value,
            at_least: self.at_least,
            counted: self.counted.len() as u32,
            left_out: self.left_out.counts(),
        }
    }
}

/// All totals of a question. Those of projects and trainings are left out where none belongs to a row.
pub(super) fn totals(query: &Query, ground: &Ground<'_>) -> Vec<Sum> {
    let asked = Asked::new(query, ground);
    let mut totals = vec![rows(query.subject, &asked, ground), sites(query.subject, ground)];
    if query.subject == Subject::Funding {
        let kinds = TransactionKind::ALL.iter().filter_map(|kind| moved(*kind, &asked, ground));
        totals.extend(kinds.map(|sum| sum.of_nodes(ground)));
        return totals;
    }
    for (of, rule) in [(Subject::Projects, RuleId::Projects), (Subject::Trainings, RuleId::Trainings)] {
        let belonging = ground.belonging(of.kind());
        if !belonging.is_empty() {
            totals.push(Sum { rule, ..records(of, &belonging, &asked) }.of_nodes(ground));
            if of == Subject::Projects {
                totals.push(amounts(&belonging, &asked, ground).of_nodes(ground));
            }
        }
    }
    totals
}

impl Ground<'_> {
    /// The rows that pass.
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
fn rows(subject: Subject, asked: &Asked<'_>, ground: &Ground<'_>) -> Sum {
    let mut left_out = LeftOut::default();
    if !asked.within.is_empty() {
        for (row, (fails, county_wide)) in (0..).zip(ground.failing.iter().zip(&ground.table.county_wide)) {
            if *fails == fails::WITHIN && *county_wide {
                left_out.add(Reason::CountyWide, row);
            }
        }
    }
    let counted = ground.passing().collect();
    Sum { counted, left_out, ..Sum::none(subject) }.count()
}

/// Sites that the rows stand at. Rows that stand at none are named, and what is known of their place instead.
fn sites(subject: Subject, ground: &Ground<'_>) -> Sum {
    let mut left_out = LeftOut::default();
    let table = ground.table;
    for row in ground.passing() {
        if !table.sites.get(row).iter().any(|site| ground.sites.contains(*site)) {
            let reason = match (table.placeless[row as usize], table.county_wide[row as usize]) {
                (true, _) => Reason::NoPlace,
                (false, true) => Reason::CountyWide,
                (false, false) => Reason::NoSite,
            };
            left_out.add(reason, row);
        }
    }
    let counted = ground.sites.iter().collect();
    Sum { rule: RuleId::Sites, counted, left_out, left_of: subject, ..Sum::none(Subject::Sites) }.count()
}

/// Records that belong to the rows and, where a place is asked for, lie in it.
fn records(of: Subject, nodes: &[u32], asked: &Asked<'_>) -> Sum {
    let mut sum = Sum::none(of);
    for node in nodes {
        match asked.lies(*node) {
            Lies::Inside | Lies::Across | Lies::InsideAndCountyWide => sum.counted.push(*node),
            Lies::CountyWide => sum.left_out.add(Reason::CountyWide, *node),
            Lies::Elsewhere => {}
        }
    }
    sum.count()
}
