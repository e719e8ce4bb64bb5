//! Everything known about one record that is no place: the answer behind the pages of projects, organisations, working
//! groups, trainings, aid, proposals and services.

use super::{Body, BudgetRow, Deed, Fact, FactHead, FigureRow, IndicatorRow, SourceRow, TransactionRow};
use crate::{
    atlas::{Atlas, view::Named},
    domain::{
        record::{Entry, EntryId, Kind, Record},
        slug::Slug,
    },
};
use std::collections::BTreeSet;

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
