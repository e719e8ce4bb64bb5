//! Which records belong to which place.

use super::{Dossier, Fact, OrganisationRow, PlaceRow};
use crate::atlas::Atlas;
use crate::domain::{
    division::{Division, Level},
    organisation::Role,
    record::{Entry, EntryId, Kind},
    site::Site,
    slug::Slug,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// A place, with the test whether a record belongs to it.
enum Scope<'a> {
    Site(&'a Site),
    Below(&'a Division),
    Whole(&'a Division),
}

impl Scope<'_> {
    fn holds(&self, atlas: &Atlas, sites: &[Slug], divisions: &[Slug]) -> bool {
        match self {
            Self::Site(site) => sites.contains(&site.id),
            Self::Below(division) => {
                let mut places = divisions
                    .iter()
                    .chain(sites.iter().filter_map(|id| atlas.records().sites.get(id)).map(|site| &site.division));
                places.any(|place| atlas.within(place, &division.id))
            }
            Self::Whole(division) => divisions.contains(&division.id) || (divisions.is_empty() && sites.is_empty()),
        }
    }
}

impl Atlas {
    /// Everything known about a site or a division of the programme; `None` when there is no such place.
    pub fn dossier(&self, entry: &EntryId) -> Option<Dossier> {
        let records = self.records();
        match entry.kind {
            Kind::Site => {
                let site = records.sites.get(&entry.id)?;
                let mut dossier = self.collect(entry, &Scope::Site(site), site.kind.clone(), &**site);
                dossier.brand = site.brand;
                dossier.location = site.location.clone();
                dossier.path = self.path_to(&site.division);
                dossier.candidates = self.all_named(Kind::Division, &site.candidate_divisions);
                Some(self.with_location_sources(dossier))
            }
            Kind::Division => {
                let division = records.divisions.get(&entry.id)?;
                let whole = self.programme().is_some_and(|programme| programme.division == division.id);
                let above = self.programme().is_some_and(|programme| !self.within(&division.id, &programme.division));
                if above {
                    return None;
                }
                let scope = if whole { Scope::Whole(division) } else { Scope::Below(division) };
                let mut dossier = self.collect(entry, &scope, division.kind.clone(), &**division);
                dossier.level = Some(division.level);
                dossier.code = Some((division.code.clone(), division.code_year));
                dossier.location = division.location.clone();
                dossier.path = division.parent.as_ref().map(|parent| self.path_to(parent)).unwrap_or_default();
                dossier.parts = self.parts_of(division);
                dossier.sites = self.sites_in(division);
                Some(self.with_location_sources(dossier))
            }
            _ => None,
        }
    }

    fn collect<T: Entry>(
        &self,
        entry: &EntryId,
        scope: &Scope<'_>,
        kind: crate::domain::text::Text,
        place: &T,
    ) -> Dossier {
        let records = self.records();
        let whole = matches!(scope, Scope::Whole(_));
        let holds = |sites: &[Slug], divisions: &[Slug]| scope.holds(self, sites, divisions);
        let projects: Vec<Fact> = records
            .projects
            .values()
            .filter(|project| holds(&project.sites, &project.divisions))
            .map(|project| self.project_fact(project))
            .collect();
        let trainings: Vec<Fact> = records
            .trainings
            .values()
            .filter(|training| holds(&training.sites, training.division.as_slice()))
            .map(|training| self.training_fact(training))
            .collect();
        let aid: Vec<Fact> = records
            .aid
            .values()
            .filter(|aid| holds(&aid.sites, &aid.divisions))
            .map(|aid| self.aid_fact(aid))
            .collect();
        let proposals: Vec<Fact> = records
            .proposals
            .values()
            .filter(|proposal| holds(&[], &proposal.divisions))
            .map(|proposal| self.proposal_fact(proposal))
            .collect();
        let services: Vec<Fact> = records
            .services
            .values()
            .filter(|service| holds(&service.sites, &service.divisions))
            .map(|service| self.service_fact(service))
            .collect();
        let working_groups: Vec<Fact> = if whole {
            records.working_groups.values().map(|group| self.working_group_fact(group)).collect()
        } else {
            Vec::new()
        };

        let facts =
            || projects.iter().chain(&trainings).chain(&aid).chain(&proposals).chain(&services).chain(&working_groups);
        let organisations = self.organisations_of(facts(), whole);
        let shown: Vec<EntryId> = std::iter::once(entry.clone())
            .chain(facts().map(|fact| fact.head.entry.clone()))
            .chain(organisations.iter().map(|row| row.head.entry.clone()))
            .collect();
        let figures = shown
            .iter()
            .flat_map(|of| self.relations().figures_of(of))
            .filter_map(|figure| self.figure_row(figure))
            .collect::<Vec<_>>();
        let statements: Vec<_> = std::iter::once(entry)
            .chain(organisations.iter().map(|row| &row.head.entry).filter(|_| whole))
            .flat_map(|of| self.relations().statements_of(of))
            .map(|statement| self.fact_head(Kind::Statement, statement.head()))
            .collect();
        let head = self.fact_head(entry.kind, place.head());

        let cited: BTreeSet<Slug> = std::iter::once(&head)
            .chain(facts().map(|fact| &fact.head))
            .chain(facts().flat_map(|fact| &fact.statements))
            .chain(organisations.iter().map(|row| &row.head))
            .chain(figures.iter().map(|row| &row.head))
            .chain(&statements)
            .flat_map(|head| head.citations.iter().map(|cited| cited.source.entry.id.clone()))
            .collect();
        let sources = records
            .sources
            .values()
            .filter(|source| whole || cited.contains(&source.id))
            .map(|source| self.source_row(source))
            .collect();
        Dossier {
            entry: entry.clone(),
            level: None,
            kind,
            head,
            brand: None,
            rings: self.rings_of(entry),
            location: None,
            location_sources: Vec::new(),
            code: None,
            path: Vec::new(),
            candidates: Vec::new(),
            parts: Vec::new(),
            sites: Vec::new(),
            projects,
            trainings,
            aid,
            proposals,
            services,
            working_groups,
            organisations,
            figures,
            statements,
            sources,
            county: self
                .programme()
                .filter(|_| !whole)
                .and_then(|programme| self.named(Kind::Division, &programme.division)),
        }
    }

    /// Organisations with a part in some records; for the whole also those without.
    fn organisations_of<'a>(&self, facts: impl Iterator<Item = &'a Fact>, whole: bool) -> Vec<OrganisationRow> {
        let mut roles: BTreeMap<Slug, BTreeSet<Role>> = BTreeMap::new();
        for party in facts.flat_map(|fact| &fact.parties) {
            roles.entry(party.organisation.entry.id.clone()).or_default().insert(party.role);
        }
        if whole {
            for part in self.records().participations.values() {
                roles.entry(part.organisation.clone()).or_default().insert(part.role);
            }
            for id in self.records().organisations.keys() {
                roles.entry(id.clone()).or_default();
            }
        }
        roles
            .into_iter()
            .filter_map(|(id, roles)| Some(self.organisation_row(self.records().organisations.get(&id)?, roles)))
            .collect()
    }

    fn path_to(&self, division: &Slug) -> Vec<super::Named> {
        self.division_path(division).iter().filter_map(|division| self.named(Kind::Division, &division.id)).collect()
    }

    fn parts_of(&self, division: &Division) -> Vec<PlaceRow> {
        let mut parts: Vec<&Arc<Division>> = self
            .records()
            .divisions
            .values()
            .filter(|part| part.parent.as_ref() == Some(&division.id) && part.level <= Level::Village)
            .collect();
        parts.sort_by(|a, b| a.code.cmp(&b.code));
        parts
            .into_iter()
            .filter_map(|part| {
                let place = self.named(Kind::Division, &part.id)?;
                let sites = self.records().sites.values().filter(|site| self.within(&site.division, &part.id)).count();
                Some(PlaceRow {
                    rings: self.rings_of(&place.entry),
                    place,
                    level: Some(part.level),
                    kind: part.kind.clone(),
                    sites: u32::try_from(sites).unwrap_or(u32::MAX),
                    placed: part.location.is_some(),
                })
            })
            .collect()
    }

    fn sites_in(&self, division: &Division) -> Vec<PlaceRow> {
        self.records()
            .sites
            .values()
            .filter(|site| self.within(&site.division, &division.id))
            .filter_map(|site| {
                let place = self.named(Kind::Site, &site.id)?;
                Some(PlaceRow {
                    rings: self.rings_of(&place.entry),
                    place,
                    level: None,
                    kind: site.kind.clone(),
                    sites: 1,
                    placed: site.location.is_some(),
                })
            })
            .collect()
    }

    fn with_location_sources(&self, mut dossier: Dossier) -> Dossier {
        if let Some(location) = &dossier.location {
            let checks = location.cross_check.iter().map(|check| &check.source);
            dossier.location_sources = self.all_named(Kind::Source, std::iter::once(&location.source).chain(checks));
        }
        dossier
    }
}
