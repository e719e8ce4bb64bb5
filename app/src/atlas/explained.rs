//! Totals with the way to every single row that they speak of, where a list can show exactly those.

mod ways;

use super::{
    Atlas, filter,
    lists::Bits,
    query::{Query, Subject},
    totals,
    view::{Reason, Total, TotalValue},
};
use crate::domain::record::EntryId;
use std::collections::BTreeSet;

/// A total, and the questions whose lists show what it speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// The total.
    pub total: Total,
    /// The question of which the rows are those that it counted; `None` where none has exactly them.
    pub counted: Option<Query>,
    /// Why records were left out, how many, and the question of which they are the rows.
    pub left_out: Vec<(Reason, u32, Option<Query>)>,
}

impl Atlas {
    /// The totals of a question, as [`Atlas::view`] gives them, each with the ways to its rows. A way is offered only
    /// where its list holds the very rows, which is looked up, not supposed: what belongs to what, and which filters
    /// hold for a part of it, is said in one place, and a way that is nearly right would be a wrong one.
    pub fn explained(&self, query: &Query) -> Vec<Explained> {
        let table = self.index.table(query.subject);
        let failing = self.failing(query);
        let sums = self.sums(query, &failing);
        let asked = ways::Asked { query, places: &self.index.places, table, failing: &failing };
        let explain = |sum: totals::Sum| {
            let (rule, total) = (sum.rule, sum.total());
            let way = |of: Subject, reason: Option<Reason>, rows: &[u32]| {
                let ways = asked.ways(of, rule, reason).into_iter();
                ways.filter(|_| !rows.is_empty()).find_map(|way| self.leading_to(&way, rows))
            };
            let counted = way(sum.of, None, &sum.counted);
            let left = sum.left_out.done();
            let left_out = left.map(|(why, rows)| (why, rows.len() as u32, way(sum.left_of, Some(why), &rows)));
            Explained { total, counted, left_out: left_out.collect() }
        };
        sums.into_iter().map(explain).collect()
    }

    /// The rows of a question that its sums of money counted.
    pub fn counted_money(&self, query: &Query) -> BTreeSet<EntryId> {
        let records = &self.index.table(query.subject).records;
        let sums = self.sums(query, &self.failing(query)).into_iter();
        let sums =
            sums.filter(|sum| sum.of == query.subject && matches!(sum.total().value, Some(TotalValue::Money(_))));
        sums.flat_map(|sum| sum.counted).map(|row| records[row as usize].entry_id()).collect()
    }

    fn sums(&self, query: &Query, failing: &[u16]) -> Vec<totals::Sum> {
        let table = self.index.table(query.subject);
        let sites = self.passing_sites(query, failing);
        let sums = totals::totals(query, &self.totals_ground(table, failing, &sites));
        debug_assert!(sums.iter().all(|sum| (sum.of, sum.left_of) == sum.rule.subjects(query.subject)));
        sums
    }

    /// The question as its address is read, if its list holds exactly some rows.
    fn leading_to(&self, way: &Query, rows: &[u32]) -> Option<Query> {
        let (way, notices) = self.question(&way.to_url());
        let mut wanted = Bits::new(self.index.table(way.subject).len());
        rows.iter().for_each(|row| wanted.insert(*row));
        let there = || Bits::positions(&self.failing(&way), |fails| *fails == 0);
        (notices.is_empty() && there().iter().eq(wanted.iter())).then_some(way)
    }

    /// For each row of a question's subject the filters that it fails.
    fn failing(&self, query: &Query) -> Vec<u16> {
        let super::Index { facts, relations, places, graph, .. } = &self.index;
        filter::failing(
            query,
            filter::Ground { facts, relations, places, graph, table: self.index.table(query.subject) },
        )
    }
}
