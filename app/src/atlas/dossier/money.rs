//! Money planned and moved, and indicators, as they are shown.

use super::FactHead;
use crate::{
    atlas::{Atlas, view::Named},
    domain::{
        funding::{Budget, Transaction, TransactionKind},
        indicator::{Indicator, IndicatorValue},
        money::Amount,
        period::PartialDate,
        quantity::Quantity,
        record::{Entry, EntryId, Kind},
        slug::Slug,
    },
};
use std::sync::Arc;

/// Money planned.
#[derive(Clone, Debug, PartialEq)]
pub struct BudgetRow {
    /// What every shown record has.
    pub head: FactHead,
    /// The record it is for.
    pub of: Named,
    /// First day.
    pub from: PartialDate,
    /// Last day.
    pub to: PartialDate,
    /// The amount.
    pub amount: Amount,
}

/// Money moved.
#[derive(Clone, Debug, PartialEq)]
pub struct TransactionRow {
    /// What every shown record has.
    pub head: FactHead,
    /// The record it belongs to.
    pub of: Named,
    /// What kind of movement it is.
    pub kind: TransactionKind,
    /// The amount.
    pub amount: Amount,
    /// Whether goods were moved.
    pub in_kind: bool,
    /// Day, month or year.
    pub date: Option<PartialDate>,
    /// Who gives.
    pub provider: Option<Named>,
    /// Who receives.
    pub receiver: Option<Named>,
}

/// A measure of change with its values.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorRow {
    /// What every shown record has.
    pub head: FactHead,
    /// Value before the work began.
    pub baseline: Option<Quantity>,
    /// Its values, period by period.
    pub values: Vec<Arc<IndicatorValue>>,
}

impl Atlas {
    /// Money planned and moved for a record.
    pub fn money_of(&self, entry: &EntryId) -> (Vec<BudgetRow>, Vec<TransactionRow>) {
        let relations = self.relations();
        let budgets = relations.budgets_of(entry).filter_map(|budget| self.budget_row(budget)).collect();
        (budgets, relations.transactions_of(entry).filter_map(|moved| self.transaction_row(moved)).collect())
    }

    /// What a record set out to change, and how far it came.
    pub fn indicators_of(&self, entry: &EntryId) -> Vec<IndicatorRow> {
        self.relations().indicators_of(entry).map(|indicator| self.indicator_row(indicator)).collect()
    }

    /// A movement of money as it is shown.
    pub fn transaction(&self, id: &Slug) -> Option<TransactionRow> {
        self.transaction_row(self.records().transactions.get(id)?)
    }

    /// All budgets, as they are shown.
    pub fn budgets(&self) -> Vec<BudgetRow> {
        self.records().budgets.values().filter_map(|budget| self.budget_row(budget)).collect()
    }

    fn budget_row(&self, budget: &Budget) -> Option<BudgetRow> {
        Some(BudgetRow {
            head: self.fact_head(Kind::Budget, budget.head()),
            of: self.title(&budget.of)?,
            from: budget.from.clone(),
            to: budget.to.clone(),
            amount: budget.amount,
        })
    }

    pub(super) fn transaction_row(&self, moved: &Transaction) -> Option<TransactionRow> {
        let organisation = |id: &Option<Slug>| id.as_ref().and_then(|id| self.named(Kind::Organisation, id));
        Some(TransactionRow {
            head: self.fact_head(Kind::Transaction, moved.head()),
            of: self.title(&moved.of)?,
            kind: moved.kind,
            amount: moved.amount,
            in_kind: moved.in_kind,
            date: moved.date.clone(),
            provider: organisation(&moved.provider),
            receiver: organisation(&moved.receiver),
        })
    }

    fn indicator_row(&self, indicator: &Indicator) -> IndicatorRow {
        IndicatorRow {
            head: self.fact_head(Kind::Indicator, indicator.head()),
            baseline: indicator.baseline,
            values: self.relations().values_of(&indicator.id).cloned().collect(),
        }
    }
}
