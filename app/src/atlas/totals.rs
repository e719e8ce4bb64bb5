//! Sums and counts that explain themselves: what they counted, what they left out and why, and whether the true value
//! is at least theirs.

use super::{
    facts::Facts,
    filter::{any_within, fails, numbers},
    graph::Graph,
    lists::Bits,
    places::Places,
    query::{Predicate, Query, Subject},
    table::Table,
    view::{Reason, RuleId, Total, TotalValue},
};
use crate::domain::{
    funding::TransactionKind,
    money::{Amount, Bound, Currency, Fen},
    quantity::Unit,
    record::{EntryId, Kind, Records},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

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

/// How a record lies to the places that are asked for.
#[derive(Clone, Copy, PartialEq)]
enum Lies {
    /// Wholly in them; so does everything when no place is asked for.
    Inside,
    /// In them and in other places.
    Across,
    /// In them and in the whole county.
    InsideAndCountyWide,
    /// In no place smaller than the whole.
    CountyWide,
    /// In other places.
    Elsewhere,
}

/// The places that are asked for: one list of divisions for each condition, of which all must hold.
struct Asked<'a> {
    places: &'a Places,
    graph: &'a Graph,
    within: Vec<Vec<u32>>,
}

impl<'a> Asked<'a> {
    fn new(query: &Query, ground: &Ground<'a>) -> Self {
        let within = query.clauses.iter().filter(|clause| !clause.not).filter_map(|clause| match &clause.what {
            Predicate::Within(divisions) => Some(numbers(divisions, ground.places)),
            _ => None,
        });
        Self { places: ground.places, graph: ground.graph, within: within.collect() }
    }

    fn lies(&self, node: u32) -> Lies {
        if self.within.is_empty() {
            return Lies::Inside;
        }
        let divisions = self.graph.divisions_of(node);
        let is_whole = |division: &u32| self.places.is_whole(*division);
        let inside = |division: &u32| self.within.iter().all(|asked| any_within(self.places, &[*division], asked));
        let touches = self.within.iter().all(|asked| any_within(self.places, divisions, asked));
        match (divisions.iter().all(inside), touches) {
            (true, _) if touches => Lies::Inside,
            (_, true) if divisions.iter().any(|division| is_whole(division) && !inside(division)) => {
                Lies::InsideAndCountyWide
            }
            (_, true) => Lies::Across,
            (_, false) if divisions.iter().all(is_whole) => Lies::CountyWide,
            (_, false) => Lies::Elsewhere,
        }
    }
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

/// Counts of records, by why they were left out.
#[derive(Default)]
struct LeftOut(BTreeMap<Reason, u32>);

impl LeftOut {
    fn add(&mut self, reason: Reason) {
        *self.0.entry(reason).or_default() += 1;
    }

    /// Whether some of it would add to a sum if more were known. Parts of what was counted would not.
    fn holds_more(&self) -> bool {
        self.0.keys().any(|reason| !matches!(reason, Reason::ChildOfCounted))
    }

    fn done(self) -> Vec<(Reason, u32)> {
        self.0.into_iter().collect()
    }
}

fn count(rule: RuleId, counted: u32, left_out: LeftOut) -> Total {
    Total { rule, value: Some(TotalValue::Count(counted)), at_least: false, counted, left_out: left_out.done() }
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

/// The sum of what the sources say was put into the projects.
fn amounts(projects: &[u32], asked: &Asked<'_>, ground: &Ground<'_>) -> Total {
    let mut left_out = LeftOut::default();
    let mut stated: Vec<(u32, Amount)> = Vec::new();
    for node in projects {
        let amount = ground.facts.project(*node).and_then(|project| project.amount);
        match (asked.lies(*node), amount) {
            (Lies::Elsewhere, _) => {}
            (Lies::CountyWide | Lies::InsideAndCountyWide, _) => left_out.add(Reason::CountyWide),
            (_, None) => left_out.add(Reason::NoAmountStated),
            // Nobody says how much of it went where.
            (Lies::Across, Some(_)) => left_out.add(Reason::AlsoElsewhere),
            (Lies::Inside, Some(amount)) => stated.push((*node, amount)),
        }
    }
    let Some(currency) = commonest(&stated) else {
        return Total {
            rule: RuleId::StatedAmounts,
            value: None,
            at_least: false,
            counted: 0,
            left_out: left_out.done(),
        };
    };
    stated.retain(|(_, amount)| {
        let same = amount.currency == currency;
        if !same {
            left_out.add(Reason::OtherCurrency);
        }
        same
    });
    let mut nodes = Bits::new(ground.graph.size());
    stated.iter().for_each(|(node, _)| nodes.insert(*node));
    let wholes: Vec<_> = stated.iter().filter(|(node, _)| !has_stated_whole(*node, &nodes, ground)).copied().collect();
    (0..stated.len() - wholes.len()).for_each(|_| left_out.add(Reason::ChildOfCounted));
    let (counted, contained) = apart(wholes, ground.overlaps);
    (0..contained).for_each(|_| left_out.add(Reason::MayBeContained));
    sum(&counted, currency, left_out)
}

/// The sum of the movements of money of one kind among the rows; `None` where there is none of the kind. Sums of
/// different kinds are never added: what was promised and what was paid may be the same money.
fn moved(kind: TransactionKind, asked: &Asked<'_>, ground: &Ground<'_>) -> Option<Total> {
    let rule = match kind {
        TransactionKind::Incoming => RuleId::Incoming,
        TransactionKind::Commitment => RuleId::Commitments,
        TransactionKind::Disbursement => RuleId::Disbursements,
        TransactionKind::Expenditure => RuleId::Expenditure,
        TransactionKind::Donation => RuleId::Donations,
    };
    let mut left_out = LeftOut::default();
    let mut stated: Vec<(u32, Amount)> = Vec::new();
    let nodes = ground.passing().map(|row| ground.table.nodes.start + row);
    let amounts = nodes.filter_map(|node| Some((node, ground.facts.transaction(node)?)));
    for (node, (_, amount)) in amounts.filter(|(_, (its, _))| *its == kind) {
        match asked.lies(node) {
            Lies::Elsewhere => {}
            Lies::CountyWide | Lies::InsideAndCountyWide => left_out.add(Reason::CountyWide),
            Lies::Across => left_out.add(Reason::AlsoElsewhere),
            Lies::Inside => stated.push((node, amount)),
        }
    }
    let Some(currency) = commonest(&stated) else {
        let left_out = left_out.done();
        let total = Total { rule, value: None, at_least: false, counted: 0, left_out };
        return (!total.left_out.is_empty()).then_some(total);
    };
    let (counted, other): (Vec<_>, Vec<_>) = stated.into_iter().partition(|(_, amount)| amount.currency == currency);
    other.iter().for_each(|_| left_out.add(Reason::OtherCurrency));
    Some(Total { rule, ..sum(&counted, currency, left_out) })
}

/// The currency of most amounts; of equals the first of the code list.
fn commonest(stated: &[(u32, Amount)]) -> Option<Currency> {
    let mut counts: BTreeMap<Currency, usize> = BTreeMap::new();
    stated.iter().for_each(|(_, amount)| *counts.entry(amount.currency).or_default() += 1);
    counts.into_iter().max_by_key(|(currency, count)| (*count, Reverse(*currency))).map(|(currency, _)| currency)
}

/// Whether a project is, through any number of steps, part of another one whose amount is stated.
fn has_stated_whole(node: u32, stated: &Bits, ground: &Ground<'_>) -> bool {
    let whole_of = |node: &u32| ground.facts.project(*node)?.whole;
    // Bounded, because nothing forbids a circle of parts.
    std::iter::successors(whole_of(&node), whole_of)
        .take(ground.graph.size())
        .take_while(|whole| *whole != node)
        .any(|whole| stated.contains(whole))
}

/// Takes amounts, the greatest first, unless they overlap with one taken before. Also how many were not taken.
fn apart(amounts: Vec<(u32, Amount)>, overlaps: &[(u32, u32)]) -> (Vec<(u32, Amount)>, usize) {
    let overlapping = |node: u32| {
        let start = overlaps.partition_point(|(one, _)| *one < node);
        overlaps[start..].iter().take_while(move |(one, _)| *one == node).map(|(_, other)| *other)
    };
    let all = amounts.len();
    let (mut disputed, mut taken): (Vec<_>, Vec<_>) =
        amounts.into_iter().partition(|(node, _)| overlapping(*node).next().is_some());
    disputed.sort_by_key(|(node, amount)| (Reverse(amount.fen), *node));
    let mut taken_nodes = BTreeSet::new();
    for (node, amount) in disputed {
        if !overlapping(node).any(|other| taken_nodes.contains(&other)) {
            taken_nodes.insert(node);
            taken.push((node, amount));
        }
    }
    let left = all - taken.len();
    (taken, left)
}

fn sum(counted: &[(u32, Amount)], currency: Currency, left_out: LeftOut) -> Total {
    let exact_sum = counted.iter().try_fold(0i64, |sum, (_, amount)| sum.checked_add(amount.fen.get()));
    // More than can be written down: the greatest amount is then less than the true one, and said to be so.
    let (fen, cut) = match exact_sum.and_then(|sum| Fen::new(sum).ok()) {
        Some(fen) => (Some(fen), false),
        None => (Fen::new(Fen::MAX).ok(), true),
    };
    let any = |wanted: &[Bound]| counted.iter().any(|(_, amount)| wanted.contains(&amount.bound));
    let perhaps_less = any(&[Bound::AtMost, Bound::Nearly, Bound::About]);
    let perhaps_more = cut || any(&[Bound::MoreThan, Bound::AtLeast]);
    let bound = match (perhaps_less, perhaps_more) {
        (true, _) => Bound::About,
        (false, true) => Bound::AtLeast,
        (false, false) => Bound::Exact,
    };
    Total {
        rule: RuleId::StatedAmounts,
        // Parts that go in a circle leave one another out; of nothing there is no sum, and it is not zero.
        value: fen.filter(|_| !counted.is_empty()).map(|fen| TotalValue::Money(Amount { fen, currency, bound })),
        // Some of what was left out is worth something too; only amounts that may be too great stand against "at least".
        at_least: !counted.is_empty() && !perhaps_less && (perhaps_more || left_out.holds_more()),
        counted: counted.len() as u32,
        left_out: left_out.done(),
    }
}

/// Pairs of projects of whose amounts one may contain the other: a figure in money of the one may be contained in a
/// figure in money of the other.
pub(super) fn overlaps(records: &Records, graph: &Graph) -> Vec<(u32, u32)> {
    let project = |of: &EntryId| if of.kind == Kind::Project { graph.node(Kind::Project, &of.id) } else { None };
    let money = records.figures.values().filter(|figure| figure.quantity.unit == Unit::Fen);
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for figure in money {
        let Some(part) = project(&figure.of) else { continue };
        let wholes = figure.may_be_contained_in.iter().filter_map(|slug| records.figures.get(slug));
        for whole in wholes.filter(|whole| whole.quantity.unit == Unit::Fen).filter_map(|whole| project(&whole.of)) {
            if whole != part {
                pairs.extend([(part, whole), (whole, part)]);
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
