//! The tree of divisions, numbered so that "lies in" is one comparison.

use super::search::Haystack;
use crate::domain::{
    division::{Division, Level},
    record::Records,
    slug::Slug,
};
use std::{collections::HashMap, sync::Arc};

/// The tree of divisions. A division is known by its number, its position in the order of slugs.
#[derive(Debug, Default)]
pub(super) struct Places {
    divisions: Vec<Arc<Division>>,
    numbers: HashMap<Slug, u32>,
    parents: Vec<Option<u32>>,
    /// For each division the half-open span of positions, in an order that lists parents before their children, that
    /// it and everything below it take.
    spans: Vec<(u32, u32)>,
    townships: Vec<Option<u32>>,
    programme: Option<u32>,
    /// Names as they are searched for, folded once for the many rows that lie in each.
    searched: Vec<String>,
}

impl Places {
    /// Builds the tree. A parent that is not there, or that would close a circle, is taken as none.
    pub(super) fn build(records: &Records) -> Self {
        let divisions: Vec<_> = records.divisions.values().cloned().collect();
        let numbers: HashMap<_, _> = divisions.iter().zip(0..).map(|(d, number)| (d.id.clone(), number)).collect();
        let mut parents: Vec<_> =
            divisions.iter().map(|d| d.parent.as_ref().and_then(|parent| numbers.get(parent).copied())).collect();
        cut_circles(&mut parents);
        let spans = spans(&parents);
        let programme = records.programmes.values().next().and_then(|p| numbers.get(&p.division).copied());
        let townships = (0..divisions.len() as u32)
            .map(|division| {
                up(&parents, division).find(|above| programme.is_some() && parents[*above as usize] == programme)
            })
            .collect();
        let searched =
            divisions.iter().map(|d| d.name.as_ref().map(Haystack::folded_name).unwrap_or_default()).collect();
        Self { divisions, numbers, parents, spans, townships, programme, searched }
    }

    /// The number of a division.
    pub(super) fn number(&self, slug: &Slug) -> Option<u32> {
        self.numbers.get(slug).copied()
    }

    /// How many divisions there are; numbers lie below it.
    pub(super) fn len(&self) -> usize {
        self.divisions.len()
    }

    /// A division by its number.
    pub(super) fn get(&self, division: u32) -> &Arc<Division> {
        &self.divisions[division as usize]
    }

    /// The name of a division as it is searched for.
    pub(super) fn searched(&self, division: u32) -> &str {
        &self.searched[division as usize]
    }

    /// The programme's division.
    pub(super) fn programme(&self) -> Option<u32> {
        self.programme
    }

    /// The division directly under the programme's that a division is or lies in.
    pub(super) fn township(&self, division: u32) -> Option<u32> {
        self.townships[division as usize]
    }

    /// Whether a division is another one or lies in it.
    pub(super) fn within(&self, division: u32, ancestor: u32) -> bool {
        let (start, end) = self.spans[ancestor as usize];
        (start..end).contains(&self.spans[division as usize].0)
    }

    /// Whether a division is the whole of the programme: its division or one above it.
    pub(super) fn is_whole(&self, division: u32) -> bool {
        self.programme.is_some_and(|programme| self.within(programme, division))
    }

    /// A division and those above it, upwards.
    pub(super) fn upwards(&self, division: u32) -> impl Iterator<Item = u32> + '_ {
        up(&self.parents, division)
    }

    /// The smallest division that two divisions share.
    pub(super) fn shared(&self, one: u32, other: u32) -> Option<u32> {
        self.upwards(one).find(|above| self.within(other, *above))
    }

    /// The division of a level, or the nearest above that level, that a division is or lies in; itself when all above
    /// it are smaller than the level.
    pub(super) fn at_level(&self, division: u32, level: Level) -> u32 {
        self.upwards(division).find(|above| self.get(*above).level <= level).unwrap_or(division)
    }
}

fn up(parents: &[Option<u32>], division: u32) -> impl Iterator<Item = u32> + '_ {
    std::iter::successors(Some(division), |below| parents[*below as usize])
}

fn cut_circles(parents: &mut [Option<u32>]) {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        No,
        OnThisWay,
        Before,
    }
    let mut seen = vec![Seen::No; parents.len()];
    for start in 0..parents.len() {
        let mut way = Vec::new();
        let mut next = Some(start as u32);
        while let Some(division) = next.filter(|division| seen[*division as usize] == Seen::No) {
            seen[division as usize] = Seen::OnThisWay;
            way.push(division);
            let parent = &mut parents[division as usize];
            if parent.is_some_and(|parent| seen[parent as usize] == Seen::OnThisWay) {
                *parent = None;
            }
            next = *parent;
        }
        for division in way {
            seen[division as usize] = Seen::Before;
        }
    }
}

fn spans(parents: &[Option<u32>]) -> Vec<(u32, u32)> {
    let mut children = vec![Vec::new(); parents.len()];
    let mut waiting = Vec::new();
    for (division, parent) in (0..).zip(parents) {
        match parent {
            Some(parent) => children[*parent as usize].push(division),
            None => waiting.push(division),
        }
    }
    let mut order: Vec<u32> = Vec::with_capacity(parents.len());
    while let Some(division) = waiting.pop() {
        order.push(division);
        waiting.append(&mut children[division as usize]);
    }
    let mut sizes = vec![1; parents.len()];
    for division in order.iter().rev() {
        if let Some(parent) = parents[*division as usize] {
            sizes[parent as usize] += sizes[*division as usize];
        }
    }
    let mut spans = vec![(0, 0); parents.len()];
    for (position, division) in (0..).zip(order) {
        spans[division as usize] = (position, position + sizes[division as usize]);
    }
    spans
}
