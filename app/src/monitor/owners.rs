//! Whom an entry concerns: the organisations that take part in it, and the divisions that it lies in.

use crate::{
    atlas::Atlas,
    domain::{
        account::Official,
        record::{EntryId, Record},
        slug::Slug,
    },
};
use std::collections::BTreeSet;

/// Whom an entry concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owners {
    /// The organisations that take part.
    pub organisations: BTreeSet<Slug>,
    /// The divisions that it lies in, as small as they are known; that of the whole programme for what has no place of its
    /// own.
    pub divisions: BTreeSet<Slug>,
}

impl Owners {
    /// Whom a published entry concerns; the whole programme where there is none.
    pub fn of(atlas: &Atlas, entry: &EntryId) -> Self {
        Self::of_record(atlas, atlas.records().get(entry))
    }

    /// Whom a record concerns, published or not. What is said or paid of another record concerns whom that one does.
    pub fn of_record(atlas: &Atlas, record: Option<Record>) -> Self {
        let mut owners = Self::default();
        let mut next = record;
        // Records belong to one another in short chains; a circle, which nothing that is sound has, ends here.
        for _ in 0..8 {
            let Some(record) = next else { break };
            owners.add(atlas, &record);
            next = record.owner().and_then(|entry| atlas.records().get(&entry));
        }
        if owners.divisions.is_empty()
            && let Some(programme) = atlas.programme()
        {
            owners.divisions.insert(programme.division.clone());
        }
        owners
    }

    /// The same with those divisions only that an official decides for; `None` where there are none.
    pub fn covered(mut self, atlas: &Atlas, official: &Official) -> Option<Self> {
        self.divisions.retain(|division| official.covers(division, |one, other| atlas.within(one, other)));
        (!self.divisions.is_empty()).then_some(self)
    }

    /// Whether any of its divisions is one that an official decides for.
    pub fn are_covered(&self, atlas: &Atlas, official: &Official) -> bool {
        self.divisions.iter().any(|division| official.covers(division, |one, other| atlas.within(one, other)))
    }

    fn add(&mut self, atlas: &Atlas, record: &Record) {
        let parts = atlas.relations().participations_of(&record.entry_id());
        self.organisations.extend(parts.map(|part| part.organisation.clone()));
        let (sites, divisions, organisations) = named(record);
        self.organisations.extend(organisations.into_iter().cloned());
        self.divisions.extend(divisions.into_iter().cloned());
        let sites = sites.iter().filter_map(|site| atlas.records().sites.get(site));
        self.divisions.extend(sites.map(|site| site.division.clone()));
    }
}

/// Sites, divisions and organisations that a record names itself.
fn named(record: &Record) -> (&[Slug], Vec<&Slug>, Vec<&Slug>) {
    match record {
        Record::Division(division) => (&[], vec![&division.id], vec![]),
        Record::Organisation(body) => (&[], vec![], vec![&body.id]),
        Record::WorkingGroup(group) => (&[], vec![], group.lead.iter().chain(&group.members).collect()),
        Record::Site(site) => (&[], vec![&site.division], vec![]),
        Record::Project(project) => (&project.sites, project.divisions.iter().collect(), vec![]),
        Record::Training(training) => (&training.sites, training.division.iter().collect(), vec![]),
        Record::Aid(aid) => (&aid.sites, aid.divisions.iter().collect(), aid.donors.iter().collect()),
        Record::Proposal(proposal) => (&[], proposal.divisions.iter().collect(), vec![]),
        Record::Service(service) => {
            (&service.sites, service.divisions.iter().collect(), service.organiser.iter().collect())
        }
        Record::Participation(part) => (&[], vec![], vec![&part.organisation]),
        Record::Transaction(moved) => (&[], vec![], moved.provider.iter().chain(&moved.receiver).collect()),
        Record::Statement(said) => (&[], vec![], said.organisations.iter().collect()),
        _ => (&[], vec![], vec![]),
    }
}
