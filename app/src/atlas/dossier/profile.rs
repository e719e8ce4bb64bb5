//! Everything known about one record that is no place: the answer behind the pages of projects, organisations, working
//! groups, trainings, aid, proposals and services.

use super::{Fact, FactHead, FigureRow, SourceRow};
use crate::atlas::{Atlas, table, view::Named};
use crate::domain::{
    funding::{Budget, Transaction, TransactionKind},
    indicator::{Indicator, IndicatorValue},
    money::Amount,
    organisation::Role,
    period::PartialDate,
    quantity::Quantity,
    record::{Entry, EntryId, Head, Kind, Record},
    slug::Slug,
    text::Text,
};
use std::{collections::BTreeSet, sync::Arc};

/// A record and what belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The record itself.
    pub fact: Fact,
    /// Divisions that it names.
    pub divisions: Vec<Named>,
    /// Level, printed name and members, for organisations.
    pub body: Option<Body>,
    /// Records that the source names in one breath with it.
    pub grouped_with: Vec<Named>,
    /// Records that are part of it.
    pub parts: Vec<Fact>,
    /// What an organisation does, record by record.
    pub deeds: Vec<Deed>,
    /// Figures about it.
    pub figures: Vec<FigureRow>,
    /// Statements that name it, of other records.
    pub named_in: Vec<FactHead>,
    /// Money planned for it.
    pub budgets: Vec<BudgetRow>,
    /// Money moved for it, or by it.
    pub transactions: Vec<TransactionRow>,
    /// What it set out to change.
    pub indicators: Vec<IndicatorRow>,
    /// The sources that state all this.
    pub sources: Vec<SourceRow>,
}

/// What is known of an organisation itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Its level.
    pub level: Option<Text>,
    /// Unified social credit code.
    pub credit_code: Option<Text>,
    /// How the source prints its name.
    pub as_printed: Option<Text>,
    /// The bodies that it stands for.
    pub members: Vec<Named>,
    /// The collectives that it is counted in.
    pub collectives: Vec<Named>,
}

/// An organisation's part in a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// The record.
    pub record: Named,
    /// What it does there.
    pub role: Role,
    /// Whether several bodies are credited together.
    pub joint: bool,
}

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
    /// Everything known about a record that is neither a place nor a source; `None` where there is no such record.
    pub fn profile(&self, entry: &EntryId) -> Option<Profile> {
        let fact = self.fact(entry)?;
        let (relations, record) = (self.relations(), self.records().get(entry)?);
        let projects = |ids: &[Slug]| self.all_named(Kind::Project, ids);
        let (budgets, transactions) = self.money_of(entry);
        let mut profile = Profile {
            divisions: self.all_named(Kind::Division, divisions(&record)),
            body: None,
            grouped_with: match &record {
                Record::Project(project) => projects(&project.grouped_with),
                _ => Vec::new(),
            },
            parts: self.parts(&record),
            deeds: Vec::new(),
            figures: relations.figures_of(entry).filter_map(|figure| self.figure_row(figure)).collect(),
            named_in: Vec::new(),
            budgets,
            transactions,
            indicators: self.indicators_of(entry),
            sources: Vec::new(),
            fact,
        };
        if let Record::Organisation(organisation) = &record {
            let id = &organisation.id;
            profile.body = Some(Body {
                level: organisation.level.clone(),
                credit_code: organisation.credit_code.clone(),
                as_printed: organisation.as_printed.clone(),
                members: self.all_named(Kind::Organisation, &organisation.members),
                collectives: self.all_named(Kind::Organisation, relations.collectives_with(id).map(|body| &body.id)),
            });
            profile.deeds = self.deeds(id);
            let moved = relations.transactions_with(id);
            profile.transactions.extend(moved.filter_map(|moved| self.transaction_row(moved)));
            let elsewhere = relations.statements_naming(id).filter(|statement| statement.of != *entry);
            profile.named_in = elsewhere.map(|said| self.fact_head(Kind::Statement, said.head())).collect();
        }
        profile.sources = self.sources_of(&profile);
        Some(profile)
    }

    /// A record as it is shown in a list; `None` for kinds that are not shown so, and where there is no such record.
    pub fn fact(&self, entry: &EntryId) -> Option<Fact> {
        Some(match self.records().get(entry)? {
            Record::Project(project) => self.project_fact(&project),
            Record::Training(training) => self.training_fact(&training),
            Record::Aid(aid) => self.aid_fact(&aid),
            Record::Proposal(proposal) => self.proposal_fact(&proposal),
            Record::Service(service) => self.service_fact(&service),
            Record::WorkingGroup(group) => self.working_group_fact(&group),
            Record::Organisation(body) => self.plain(&*body, body.kind.code(), &[], &[]),
            _ => return None,
        })
    }

    /// What a record is called; for one without a name the beginning of its summary, or else its slug.
    pub fn title(&self, entry: &EntryId) -> Option<Named> {
        Some(Named { entry: entry.clone(), name: table::name(&self.records().get(entry)?) })
    }

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

    /// All figures, as they are shown.
    pub fn figures(&self) -> Vec<FigureRow> {
        self.records().figures.values().filter_map(|figure| self.figure_row(figure)).collect()
    }

    /// All sources, as they are shown.
    pub fn sources(&self) -> Vec<SourceRow> {
        self.records().sources.values().map(|source| self.source_row(source)).collect()
    }

    /// What every shown record has, of any record.
    pub fn head(&self, kind: Kind, head: Head<'_>) -> FactHead {
        self.fact_head(kind, head)
    }

    /// Everything that cites a source, with the places, in the order of kinds and slugs.
    pub fn cited_from(&self, source: &Slug) -> Vec<(EntryId, Vec<super::Cited>)> {
        let cites = |record: Record| {
            let citations = record.head().citations.to_vec();
            let here = self.cited(&citations).into_iter().filter(|cited| cited.source.entry.id == *source);
            let here: Vec<_> = here.collect();
            (!here.is_empty()).then(|| (record.entry_id(), here))
        };
        self.records().iter().filter_map(cites).collect()
    }

    /// Everything that sources say without a number.
    pub fn statements(&self) -> impl Iterator<Item = FactHead> + '_ {
        self.records().statements.values().map(|said| self.fact_head(Kind::Statement, said.head()))
    }

    fn parts(&self, record: &Record) -> Vec<Fact> {
        let relations = self.relations();
        match record {
            Record::Project(project) => {
                let projects = relations.children_of(&project.id).map(|part| self.project_fact(part));
                projects.chain(relations.trainings_of(&project.id).map(|part| self.training_fact(part))).collect()
            }
            Record::WorkingGroup(group) => {
                relations.services_by(&group.id).map(|service| self.service_fact(service)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What an organisation does: its parts in records, the aid it gives, the services it organises.
    fn deeds(&self, organisation: &Slug) -> Vec<Deed> {
        let relations = self.relations();
        let parts = relations.participations_by(organisation).map(|part| (part.of.clone(), part.role, part.joint));
        let aid = relations
            .aid_from(organisation)
            .map(|aid| (EntryId::new(Kind::Aid, aid.id.clone()), Role::Donor, aid.donors.len() > 1));
        let services = relations
            .services_from(organisation)
            .map(|service| (EntryId::new(Kind::Service, service.id.clone()), Role::Lead, false));
        let groups = relations.working_groups_with(organisation).map(|group| {
            let leads = group.lead.as_ref() == Some(organisation);
            (EntryId::new(Kind::WorkingGroup, group.id.clone()), if leads { Role::Lead } else { Role::Partner }, false)
        });
        let all: BTreeSet<(EntryId, Role, bool)> = parts.chain(aid).chain(services).chain(groups).collect();
        all.into_iter()
            .filter_map(|(record, role, joint)| Some(Deed { record: self.title(&record)?, role, joint }))
            .collect()
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

    fn transaction_row(&self, moved: &Transaction) -> Option<TransactionRow> {
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

    fn sources_of(&self, profile: &Profile) -> Vec<SourceRow> {
        let heads = std::iter::once(&profile.fact.head)
            .chain(&profile.fact.statements)
            .chain(&profile.named_in)
            .chain(profile.parts.iter().map(|part| &part.head))
            .chain(profile.figures.iter().map(|row| &row.head))
            .chain(profile.budgets.iter().map(|row| &row.head))
            .chain(profile.transactions.iter().map(|row| &row.head))
            .chain(profile.indicators.iter().map(|row| &row.head));
        let cited: BTreeSet<&Slug> =
            heads.flat_map(|head| &head.citations).map(|cited| &cited.source.entry.id).collect();
        let sources = self.records().sources.values().filter(|source| cited.contains(&source.id));
        sources.map(|source| self.source_row(source)).collect()
    }
}

/// The divisions that a record names.
fn divisions(record: &Record) -> &[Slug] {
    match record {
        Record::Project(project) => &project.divisions,
        Record::Training(training) => training.division.as_slice(),
        Record::Aid(aid) => &aid.divisions,
        Record::Service(service) => &service.divisions,
        Record::Proposal(proposal) => &proposal.divisions,
        _ => &[],
    }
}
