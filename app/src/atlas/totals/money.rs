//! Sums of money: which amounts count, and what their sum is.

use super::{
    Ground, Sum,
    left_out::LeftOut,
    overlap::{apart, has_stated_whole},
    places::{Asked, Lies},
};
use crate::{
    atlas::{
        lists::Bits,
        query::Subject,
        view::{Reason, RuleId, TotalValue},
    },
    domain::{
        funding::TransactionKind,
        money::{Amount, Bound, Currency, Fen},
    },
};
use std::{cmp::Reverse, collections::BTreeMap};

/// The sum of what the sources say was put into the projects.
pub(super) fn amounts(projects: &[u32], asked: &Asked<'_>, ground: &Ground<'_>) -> Sum {
    let mut left_out = LeftOut::default();
    let mut stated: Vec<(u32, Amount)> = Vec::new();
    for node in projects {
        let amount = ground.facts.project(*node).and_then(|project| project.amount);
        match (asked.lies(*node), amount) {
            (Lies::Elsewhere, _) => {}
            (Lies::CountyWide | Lies::InsideAndCountyWide, _) => left_out.add(Reason::CountyWide, *node),
            (_, None) => left_out.add(Reason::NoAmountStated, *node),
            // Nobody says how much of it went where.
            (Lies::Across, Some(_)) => left_out.add(Reason::AlsoElsewhere, *node),
            (Lies::Inside, Some(amount)) => stated.push((*node, amount)),
        }
    }
    let Some(currency) = currency(&stated) else {
        return Sum { rule: RuleId::StatedAmounts, left_out, ..Sum::none(Subject::Projects) };
    };
    stated.retain(|(node, amount)| {
        let same = amount.currency == currency;
        if !same {
            left_out.add(Reason::OtherCurrency, *node);
        }
        same
    });
    let mut nodes = Bits::new(ground.graph.size());
    stated.iter().for_each(|(node, _)| nodes.insert(*node));
    let (parts, wholes): (Vec<_>, Vec<_>) =
        stated.into_iter().partition(|(node, _)| has_stated_whole(*node, &nodes, ground));
    parts.iter().for_each(|(node, _)| left_out.add(Reason::ChildOfCounted, *node));
    let (counted, contained) = apart(wholes, ground.overlaps);
    contained.into_iter().for_each(|node| left_out.add(Reason::MayBeContained, node));
    sum(&counted, currency, Sum { rule: RuleId::StatedAmounts, left_out, ..Sum::none(Subject::Projects) })
}

/// The sum of the movements of money of one kind among the rows; `None` where there is none of the kind. Sums of
/// different kinds are never added: what was promised and what was paid may be the same money.
pub(super) fn moved(kind: TransactionKind, asked: &Asked<'_>, ground: &Ground<'_>) -> Option<Sum> {
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
    for (node, (_, amount, goods)) in amounts.filter(|(_, (its, ..))| *its == kind) {
        match asked.lies(node) {
            Lies::Elsewhere => {}
            Lies::CountyWide | Lies::InsideAndCountyWide => left_out.add(Reason::CountyWide, node),
            Lies::Across => left_out.add(Reason::AlsoElsewhere, node),
            Lies::Inside if goods => left_out.add(Reason::Goods, node),
            Lies::Inside => stated.push((node, amount)),
        }
    }
    let Some(currency) = currency(&stated) else {
        return (!left_out.is_empty()).then_some(Sum { rule, left_out, ..Sum::none(Subject::Funding) });
    };
    let (counted, other): (Vec<_>, Vec<_>) = stated.into_iter().partition(|(_, amount)| amount.currency == currency);
    other.iter().for_each(|(node, _)| left_out.add(Reason::OtherCurrency, *node));
    Some(sum(&counted, currency, Sum { rule, left_out, ..Sum::none(Subject::Funding) }))
}

/// The currency of a sum: yuan where any amount is in it, so that sums can be compared; else that of most amounts, of equals
/// the first of the code list.
fn currency(stated: &[(u32, Amount)]) -> Option<Currency> {
    let mut counts: BTreeMap<Currency, usize> = BTreeMap::new();
    stated.iter().for_each(|(_, amount)| *counts.entry(amount.currency).or_default() += 1);
    if counts.contains_key(&Currency::Cny) {
        return Some(Currency::Cny);
    }
    counts.into_iter().max_by_key(|(currency, count)| (*count, Reverse(*currency))).map(|(currency, _)| currency)
}

/// The sum of what counts, and whether the true one may be greater.
fn sum(counted: &[(u32, Amount)], currency: Currency, empty: Sum) -> Sum {
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
    Sum {
        // Parts that go in a circle leave one another out; of nothing there is no sum, and it is not zero.
        value: fen.filter(|_| !counted.is_empty()).map(|fen| TotalValue::Money(Amount { fen, currency, bound })),
        // Some of what was left out is worth something too; only amounts that may be too great stand against "at least".
        at_least: !counted.is_empty() && !perhaps_less && (perhaps_more || empty.left_out.holds_more()),
        counted: counted.iter().map(|(node, _)| *node).collect(),
        ..empty
    }
}
