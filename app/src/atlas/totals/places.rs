//! The places that are asked for, and how records lie to them.

use super::Ground;
use crate::atlas::{
    filter::{any_within, numbers},
    graph::Graph,
    places::Places,
    query::{Predicate, Query},
};

/// How a record lies to the places that are asked for.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Lies {
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
pub(super) struct Asked<'a> {
    places: &'a Places,
    graph: &'a Graph,
    pub(super) within: Vec<Vec<u32>>,
}

impl<'a> Asked<'a> {
    /// Reads them from a question.
    pub(super) fn new(query: &Query, ground: &Ground<'a>) -> Self {
        let within = query.clauses.iter().filter(|clause| !clause.not).filter_map(|clause| match &clause.what {
            Predicate::Within(divisions) => Some(numbers(divisions, ground.places)),
            _ => None,
        });
        Self { places: ground.places, graph: ground.graph, within: within.collect() }
    }

    /// How the record of a node lies to them.
    pub(super) fn lies(&self, node: u32) -> Lies {
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
