//! The questions that may lead to the rows of a total, the plainest first.

use crate::{
    atlas::{
        places::Places,
        query::{Clause, Has, Predicate, Query, Subject},
        table::Table,
        view::{Reason, RuleId},
    },
    domain::{funding::TransactionKind, record::Kind, slug::Slug, text::Text},
};
use std::collections::BTreeSet;

/// What was asked, and what passed.
pub(super) struct Asked<'a> {
    pub(super) query: &'a Query,
    pub(super) places: &'a Places,
    pub(super) table: &'a Table,
    /// For each row of the table the filters that it fails.
    pub(super) failing: &'a [u16],
}

impl Asked<'_> {
    /// Questions about a subject that may hold what a total counted, or left out for a reason.
    pub(super) fn ways(&self, of: Subject, rule: RuleId, reason: Option<Reason>) -> Vec<Query> {
        let conditions = if of == self.query.subject { vec![self.query.clauses.clone()] } else { self.of_others(of) };
        let mut ways = Vec::new();
        for clauses in conditions {
            match reason {
                None => {
                    ways.push(with(&clauses, counted(rule)));
                    // Money is only counted where all of it belongs to what is asked for.
                    let alone = self.within_alone().filter(|_| !counted(rule).is_empty());
                    ways.extend(alone.map(|alone| with(&clauses, counted(rule).into_iter().chain([alone]))));
                }
                Some(Reason::CountyWide) => {
                    ways.push(self.county_wide(&clauses));
                    // Where the whole county is asked for, what belongs to all of it passes.
                    ways.push(with(&clauses, [in_none(self.outermost_parts().collect())]));
                    ways.push(clauses);
                }
                Some(Reason::NoAmountStated) => ways.push(with(&clauses, [amount_stated(false)])),
                // Where they are all that there is, the list without more shows them.
                Some(_) => ways.push(with(&clauses, counted(rule))),
            }
        }
        let question =
            |clauses| Query { subject: of, clauses, bounds: None, zoom: None, page: 1, ..self.query.clone() };
        ways.into_iter().map(question).collect()
    }

    /// Conditions for records of another subject that stand to the rows as a total says.
    fn of_others(&self, of: Subject) -> Vec<Vec<Clause>> {
        let asked = &self.query.clauses;
        let mut conditions = vec![asked.clone()];
        let here = self.query.subject.kind();
        if of == Subject::Sites && Has::KINDS.contains(&here) {
            let (within, rest): (Vec<_>, Vec<_>) =
                asked.iter().cloned().partition(|clause| matches!(clause.what, Predicate::Within(_)));
            let has = rest.into_iter().try_fold(Has::any(here), narrowed);
            conditions =
                has.map(|has| with(&within, [Clause { not: false, what: Predicate::Has(has) }])).into_iter().collect();
        }
        if self.query.subject == Subject::Townships {
            let passing = self.table.records.iter().zip(self.failing).filter(|(_, fails)| **fails == 0);
            let townships = passing.map(|(record, _)| record.head().id.clone()).collect();
            conditions = vec![vec![Clause { not: false, what: Predicate::Within(townships) }]];
        }
        conditions
    }

    /// The conditions that only what belongs to the whole county fulfils: it lies in no place that is asked for, and in
    /// none that is smaller than the county or outside it.
    fn county_wide(&self, clauses: &[Clause]) -> Vec<Clause> {
        let mut none: BTreeSet<Slug> = self.outermost_parts().collect();
        let is_place = |clause: &&Clause| matches!(clause.what, Predicate::Within(_)) && !clause.not;
        for clause in clauses.iter().filter(is_place) {
            let Predicate::Within(divisions) = &clause.what else { continue };
            let whole = |slug: &&Slug| self.places.number(slug).is_some_and(|number| self.places.is_whole(number));
            none.extend(divisions.iter().filter(whole).cloned());
        }
        let others: Vec<Clause> = clauses.iter().filter(|clause| !is_place(clause)).cloned().collect();
        with(&others, [in_none(none)])
    }

    /// The largest divisions that are smaller than the county, or outside it.
    fn outermost_parts(&self) -> impl Iterator<Item = Slug> + '_ {
        let outermost = (0..self.places.len() as u32).filter(|division| self.is_outermost_part(*division));
        outermost.map(|division| self.places.get(division).id.clone())
    }

    /// The condition that nothing lies in a place beside those that are asked for; `None` where no place is.
    fn within_alone(&self) -> Option<Clause> {
        let asked = self.query.clauses.iter().filter(|clause| !clause.not).find_map(|clause| match &clause.what {
            Predicate::Within(divisions) => Some(divisions),
            _ => None,
        })?;
        let asked: Vec<u32> = asked.iter().filter_map(|slug| self.places.number(slug)).collect();
        let apart = |division: &u32| {
            let touches = |one: &u32| self.places.within(*one, *division) || self.places.within(*division, *one);
            self.is_outermost_part(*division) && !asked.iter().any(touches)
        };
        let others: BTreeSet<Slug> =
            (0..self.places.len() as u32).filter(apart).map(|division| self.places.get(division).id.clone()).collect();
        (!others.is_empty()).then(|| in_none(others))
    }

    /// Whether a division is not the whole, and lies in nothing but the whole.
    fn is_outermost_part(&self, division: u32) -> bool {
        let above = self.places.upwards(division).nth(1);
        !self.places.is_whole(division) && above.is_none_or(|above| self.places.is_whole(above))
    }
}

/// What a rule counts of the rows, as conditions of a list.
fn counted(rule: RuleId) -> Vec<Clause> {
    let moved = |kind: TransactionKind| {
        let code = Text::new(kind.code()).into_iter().collect();
        vec![Clause { not: false, what: Predicate::Kind(code) }]
    };
    match rule {
        RuleId::StatedAmounts => vec![amount_stated(true)],
        RuleId::Incoming => moved(TransactionKind::Incoming),
        RuleId::Commitments => moved(TransactionKind::Commitment),
        RuleId::Disbursements => moved(TransactionKind::Disbursement),
        RuleId::Expenditure => moved(TransactionKind::Expenditure),
        RuleId::Donations => moved(TransactionKind::Donation),
        RuleId::Rows | RuleId::Sites | RuleId::Projects | RuleId::Trainings => Vec::new(),
    }
}

/// The condition that nothing lies in some divisions.
fn in_none(divisions: BTreeSet<Slug>) -> Clause {
    Clause { not: true, what: Predicate::Within(divisions) }
}

/// The condition that an amount is, or is not, stated for a project.
fn amount_stated(stated: bool) -> Clause {
    let has = Has { amount_stated: Some(stated), ..Has::any(Kind::Project) };
    Clause { not: false, what: Predicate::Has(has) }
}

/// Conditions with more of them. A kind that is asked for beside another takes its place: an address would ask for any
/// of both.
fn with(clauses: &[Clause], more: impl IntoIterator<Item = Clause>) -> Vec<Clause> {
    let more: Vec<Clause> = more.into_iter().collect();
    let asks = |clause: &Clause| !clause.not && matches!(clause.what, Predicate::Kind(_));
    let replaced = more.iter().any(asks);
    clauses.iter().filter(|clause| !(replaced && asks(clause))).cloned().chain(more).collect()
}

/// A record with one more condition of a list as a part; `None` where a part cannot say it.
fn narrowed(has: Has, clause: Clause) -> Option<Has> {
    fn only<T>(set: BTreeSet<T>) -> Option<T> {
        let mut set = set.into_iter();
        set.next().filter(|_| set.next().is_none())
    }
    match clause {
        Clause { not: false, what: Predicate::Organisation(set) } if has.organisation.is_none() => {
            Some(Has { organisation: Some(only(set)?), ..has })
        }
        Clause { not: false, what: Predicate::Status(set) } => Some(Has { status: Some(only(set)?), ..has }),
        Clause { not: false, what: Predicate::Has(own) } if own.record == has.record && has == Has::any(has.record) => {
            Some(own)
        }
        _ => None,
    }
}
