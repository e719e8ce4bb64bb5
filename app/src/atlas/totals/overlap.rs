//! Amounts that may contain one another, which are never added.

use super::Ground;
use crate::{
    atlas::{graph::Graph, lists::Bits},
    domain::{
        money::Amount,
        quantity::Unit,
        record::{EntryId, Kind, Records},
    },
};
use std::{cmp::Reverse, collections::BTreeSet};

/// Pairs of projects of whose amounts one may contain the other: a figure in money of the one may be contained in a
/// figure in money of the other.
pub(in crate::atlas) fn overlaps(records: &Records, graph: &Graph) -> Vec<(u32, u32)> {
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

/// Whether a project is, through any number of steps, part of another one whose amount is stated.
pub(super) fn has_stated_whole(node: u32, stated: &Bits, ground: &Ground<'_>) -> bool {
    let whole_of = |node: &u32| ground.facts.project(*node)?.whole;
    // Bounded, because nothing forbids a circle of parts.
    std::iter::successors(whole_of(&node), whole_of)
        .take(ground.graph.size())
        .take_while(|whole| *whole != node)
        .any(|whole| stated.contains(whole))
}

/// Takes amounts, the greatest first, unless they overlap with one taken before. Also the nodes that were not taken.
pub(super) fn apart(amounts: Vec<(u32, Amount)>, overlaps: &[(u32, u32)]) -> (Vec<(u32, Amount)>, Vec<u32>) {
    let overlapping = |node: u32| {
        let start = overlaps.partition_point(|(one, _)| *one < node);
        overlaps[start..].iter().take_while(move |(one, _)| *one == node).map(|(_, other)| *other)
    };
    let mut left = Vec::new();
    let (mut disputed, mut taken): (Vec<_>, Vec<_>) =
        amounts.into_iter().partition(|(node, _)| overlapping(*node).next().is_some());
    disputed.sort_by_key(|(node, amount)| (Reverse(amount.fen), *node));
    let mut taken_nodes = BTreeSet::new();
    for (node, amount) in disputed {
        if overlapping(node).any(|other| taken_nodes.contains(&other)) {
            left.push(node);
        } else {
            taken_nodes.insert(node);
            taken.push((node, amount));
        }
    }
    (taken, left)
}
