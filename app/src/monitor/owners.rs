//! Whom an entry concerns: the organisations that take part in it, and the divisions that it lies in.

use crate::{
    atlas::Atlas,
    domain::{
        account::Official,
        record::{EntryId, Kind, Record},
        slug::Slug,
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// Whom an entry concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owners {
    /// The organisations that take part.
    pub organisations: BTreeSet<Slug>,
    /// The divisions that it lies in, as small as they are known; that of the whole programme for what has no place of its
    /// own.
    pub divisions: BTreeSet<Slug>,
}

/// Records that are to be seen instead of the published ones of the same name: they are new, or changed.
pub type Changed = BTreeMap<EntryId, Record>;

/// How long a chain of records that belong to one another can be. A circle, which only what was never checked can have, ends
/// there.
const LONGEST_CHAIN: usize = 8;

/// A record, what it belongs to, what that belongs to, and so on.
fn chain(atlas: &Atlas, changed: &Changed, record: Option<Record>) -> impl Iterator<Item = Record> {
    let find = |entry: EntryId| changed.get(&entry).cloned().or_else(|| atlas.records().get(&entry));
    std::iter::successors(record, move |record| find(record.owner()?)).take(LONGEST_CHAIN)
}

/// The divisions that a record lies in, published or not: those that it names, those of its sites, and those of what it
/// belongs to; that of the whole programme for what has no place of its own.
pub fn divisions_of(atlas: &Atlas, changed: &Changed, record: Option<Record>) -> BTreeSet<Slug> {
    let mut divisions = BTreeSet::new();
    for record in chain(atlas, changed, record) {
        let (sites, named, _) = named(&record);
        divisions.extend(named.into_iter().cloned());
        divisions.extend(sites.iter().filter_map(|site| division_of_site(atlas, changed, site)));
    }
    if divisions.is_empty() {
        divisions.extend(atlas.programme().map(|programme| programme.division.clone()));
    }
    divisions
}

fn division_of_site(atlas: &Atlas, changed: &Changed, site: &Slug) -> Option<Slug> {
    match changed.get(&EntryId::new(Kind::Site, site.clone())) {
        Some(Record::Site(site)) => Some(site.division.clone()),
        _ => atlas.records().sites.get(site).map(|site| site.division.clone()),
    }
}

impl Owners {
    /// Whom a published entry concerns; the whole programme where there is none.
    pub fn of(atlas: &Atlas, entry: &EntryId) -> Self {
        Self::of_record(atlas, atlas.records().get(entry))
    }

    /// Whom a record concerns, published or not. What is said or paid of another record concerns whom that one does.
    pub fn of_record(atlas: &Atlas, record: Option<Record>) -> Self {
        let unchanged = Changed::new();
        let mut organisations = BTreeSet::new();
        for record in chain(atlas, &unchanged, record.clone()) {
            let parts = atlas.relations().participations_of(&record.entry_id());
            organisations.extend(parts.map(|part| part.organisation.clone()));
            organisations.extend(named(&record).2.into_iter().cloned());
        }
        Self { organisations, divisions: divisions_of(atlas, &unchanged, record) }
    }

    /// The same with those divisions only that an official decides for; `None` where there are none.
    pub fn covered(mut self, atlas: &Atlas, official: &Official) -> Option<Self> {
        self.divisions.retain(|division| official.covers(division, |one, other| atlas.within(one, other)));
        (!self.divisions.is_empty()).then_some(self)
    }

    /// Whether any of its divisions is one that an official decides for.
    pub fn are_covered(&self, atlas: &Atlas, official: &Official) -> bool {
        is_over(atlas, official, &self.divisions)
    }
}

/// Whether an official is over something that lies in some divisions: it decides for any of them.
pub fn is_over(atlas: &Atlas, official: &Official, divisions: &BTreeSet<Slug>) -> bool {
    divisions.iter().any(|division| official.covers(division, |one, other| atlas.within(one, other)))
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
