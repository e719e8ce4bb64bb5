//! From records to what is shown of them.

use super::{Cited, Detail, Fact, FactHead, FigureRow, OrganisationRow, Party, SourceRow};
use crate::atlas::{Atlas, view::Named};
use crate::domain::{
    aid::Aid,
    figure::Figure,
    money::Bound,
    organisation::{Organisation, Role},
    project::Project,
    proposal::Proposal,
    quantity::{Quantity, Unit},
    record::{Entry, EntryId, Head, Kind},
    service::Service,
    slug::Slug,
    source::{Citation, Source},
    text::{Phrase, Text},
    training::Training,
    working_group::WorkingGroup,
};
use std::collections::BTreeSet;

impl Atlas {
    /// The name of a record; records without a name of their own are not linked.
    pub(super) fn named(&self, kind: Kind, id: &Slug) -> Option<Named> {
        let entry = EntryId::new(kind, id.clone());
        let name = self.records().get(&entry)?.head().name?.clone();
        Some(Named { entry, name })
    }

    pub(super) fn all_named<'a>(&self, kind: Kind, ids: impl IntoIterator<Item = &'a Slug>) -> Vec<Named> {
        ids.into_iter().filter_map(|id| self.named(kind, id)).collect()
    }

    pub(super) fn cited(&self, citations: &[Citation]) -> Vec<Cited> {
        citations
            .iter()
            .filter_map(|citation| {
                Some(Cited {
                    source: self.named(Kind::Source, &citation.source)?,
                    paragraph: citation.paragraph,
                    locator: citation.locator.clone(),
                })
            })
            .collect()
    }

    pub(super) fn fact_head(&self, kind: Kind, head: Head<'_>) -> FactHead {
        FactHead {
            entry: EntryId::new(kind, head.id.clone()),
            name: head.name.cloned(),
            summary: head.summary.clone(),
            garbled: head.garbled,
            reading_note: head.reading_note.cloned(),
            citations: self.cited(head.citations),
        }
    }

    pub(super) fn plain<T: Entry>(&self, record: &T, kind: &str, sites: &[Slug], divisions: &[Slug]) -> Fact {
        let head = record.head();
        let of = EntryId::new(T::KIND, head.id.clone());
        let whole = self.programme().map(|programme| &programme.division);
        let parties = self
            .relations()
            .participations_of(&of)
            .filter_map(|part| {
                let organisation = self.named(Kind::Organisation, &part.organisation)?;
                Some(Party { organisation, role: part.role, joint: part.joint })
            })
            .collect();
        Fact {
            statements: self
                .relations()
                .statements_of(&of)
                .map(|statement| self.fact_head(Kind::Statement, statement.head()))
                .collect(),
            head: self.fact_head(T::KIND, head),
            kind: word(kind),
            brand: None,
            status: None,
            amount: None,
            dates: None,
            sites: self.all_named(Kind::Site, sites),
            county_wide: sites.is_empty()
                && !divisions.is_empty()
                && divisions.iter().all(|division| Some(division) == whole),
            part_of: None,
            parties,
            details: Vec::new(),
        }
    }

    pub(super) fn project_fact(&self, project: &Project) -> Fact {
        Fact {
            brand: project.brand,
            status: Some(project.status),
            amount: Some(project.stated_amount),
            dates: Some((project.start.clone(), project.end.clone())),
            part_of: project.part_of.as_ref().and_then(|id| self.named(Kind::Project, id)),
            details: vec![Detail::Theme(project.theme.clone())],
            ..self.plain(project, project.kind.code(), &project.sites, &project.divisions)
        }
    }

    pub(super) fn training_fact(&self, training: &Training) -> Fact {
        let mut details = vec![Detail::Subject(training.subject.clone())];
        details.extend(stated(&training.audience).map(Detail::Audience));
        details.extend(training.place.clone().map(Detail::Place));
        details.push(Detail::Participants(training.participants, training.women));
        details.extend(
            training.participant_groups.iter().map(|part| Detail::ParticipantGroup(part.group.clone(), part.people)),
        );
        let divisions: Vec<Slug> = training.division.iter().cloned().collect();
        Fact {
            amount: Some(training.cost),
            dates: Some((training.date.clone(), None)),
            part_of: training.part_of.as_ref().and_then(|id| self.named(Kind::Project, id)),
            details,
            ..self.plain(training, training.kind.code(), &training.sites, &divisions)
        }
    }

    pub(super) fn aid_fact(&self, aid: &Aid) -> Fact {
        let mut details = Vec::new();
        if !aid.goods.is_empty() {
            details.push(Detail::Goods(aid.goods.clone()));
        }
        details.extend(stated(&aid.recipients).map(Detail::Recipients));
        details.extend(aid.people.map(Detail::People));
        details.extend(aid.households.map(Detail::Households));
        details.extend(aid.students.map(Detail::Students));
        details.extend(aid.village_committees.map(Detail::VillageCommittees));
        details.extend(aid.period.clone().map(Detail::Period));
        let mut fact = self.plain(aid, &aid.kind, &aid.sites, &aid.divisions);
        fact.parties.extend(self.all_named(Kind::Organisation, &aid.donors).into_iter().map(|organisation| Party {
            organisation,
            role: Role::Donor,
            joint: aid.donors.len() > 1,
        }));
        Fact { amount: Some(aid.value), dates: Some((aid.date.clone(), None)), details, ..fact }
    }

    pub(super) fn proposal_fact(&self, proposal: &Proposal) -> Fact {
        let mut details = Vec::new();
        if let Some(count) = proposal.count {
            let unit = if proposal.adopted == Some(true) { Unit::Suggestions } else { Unit::Documents };
            let bound = proposal.bound.unwrap_or(Bound::Exact);
            details.push(Detail::Count(
                Quantity { value: i64::from(count), decimals: 0, unit, bound },
                proposal.counts.clone(),
            ));
        }
        if !proposal.topics.is_empty() {
            details.push(Detail::Topics(proposal.topics.clone()));
        }
        if !proposal.methods.is_empty() {
            details.push(Detail::Methods(proposal.methods.clone()));
        }
        if proposal.adopted == Some(true) {
            details.push(Detail::Adopted);
        }
        Fact { details, ..self.plain(proposal, &proposal.kind, &[], &proposal.divisions) }
    }

    pub(super) fn service_fact(&self, service: &Service) -> Fact {
        let mut details = Vec::new();
        let group = service.working_group.as_ref().and_then(|id| self.named(Kind::WorkingGroup, id));
        let organiser = service.organiser.as_ref().and_then(|id| self.named(Kind::Organisation, id));
        details.extend(organiser.or(group).map(Detail::Lead));
        details.extend(service.beneficiaries.map(Detail::People));
        Fact {
            dates: Some((service.date.clone(), None)),
            details,
            ..self.plain(service, service.kind.code(), &service.sites, &service.divisions)
        }
    }

    pub(super) fn working_group_fact(&self, group: &WorkingGroup) -> Fact {
        let mut details = Vec::new();
        details.extend(group.lead.as_ref().and_then(|id| self.named(Kind::Organisation, id)).map(Detail::Lead));
        details.extend(stated(&group.head).map(Detail::Head));
        if !group.members.is_empty() {
            details.push(Detail::Members(self.all_named(Kind::Organisation, &group.members)));
        }
        Fact { details, ..self.plain(group, &group.kind, &[], &[]) }
    }

    pub(super) fn organisation_row(&self, organisation: &Organisation, roles: BTreeSet<Role>) -> OrganisationRow {
        OrganisationRow {
            head: self.fact_head(Kind::Organisation, organisation.head()),
            kind: organisation.kind,
            level: organisation.level.clone(),
            as_printed: organisation.as_printed.clone(),
            members: self.all_named(Kind::Organisation, &organisation.members),
            roles: roles.into_iter().collect(),
        }
    }

    pub(super) fn figure_row(&self, figure: &Figure) -> Option<FigureRow> {
        Some(FigureRow {
            head: self.fact_head(Kind::Figure, figure.head()),
            of: self.named(figure.of.kind, &figure.of.id)?,
            quantity: figure.quantity,
            period: figure.period.clone(),
            counts: figure.counts.clone(),
            as_printed: figure.as_printed.clone(),
            status: figure.status,
            may_be_contained_in: self.all_named(Kind::Figure, &figure.may_be_contained_in),
        })
    }

    pub(super) fn source_row(&self, source: &Source) -> SourceRow {
        SourceRow {
            id: source.id.clone(),
            name: source.name.clone(),
            kind: source.kind.clone(),
            author: source.author.clone(),
            date: source.date.clone(),
            translated_from: source.translated_from.clone(),
            licence: source.licence.clone(),
            note: source.note.clone(),
        }
    }
}

/// A phrase, if it says anything.
fn stated(phrase: &Phrase) -> Option<Phrase> {
    (phrase.zh.is_some() || phrase.en.is_some()).then(|| phrase.clone())
}

/// The words of a code list as a text; the words of a code list are never empty.
fn word(code: &str) -> Text {
    Text::new(code).unwrap_or_else(|_| unreachable!("a code list has no empty word"))
}
