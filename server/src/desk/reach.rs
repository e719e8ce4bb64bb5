//! Which entries a person may work on, and which officials decide on an entry.

use super::Seat;
use crate::integrity::references;
use app::{
    atlas::Atlas,
    domain::{
        account::{Editor, Official},
        form::fields,
        record::{EntryId, Kind, Record, Records},
        slug::Slug,
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that some organisations take part in: what names them, what that belongs to, and what belongs to that.
pub(super) fn mine(records: &Records, organisations: &BTreeSet<Slug>) -> BTreeSet<EntryId> {
    let mut mine: BTreeSet<EntryId> =
        organisations.iter().map(|slug| EntryId::new(Kind::Organisation, slug.clone())).collect();
    let named = mine.clone();
    for record in records.iter().filter(|record| !matches!(record, Record::Statement(_) | Record::Figure(_))) {
        let all = references(&record);
        if all.iter().any(|reference| named.contains(&reference.target)) {
            // A part in something, or money for it, is a part in the thing itself; not in the whole county.
            let owner = all.into_iter().find(|reference| reference.is_owner()).map(|reference| reference.target);
            mine.extend(owner.filter(|owner| !matches!(owner.kind, Kind::Division | Kind::Programme)));
            mine.insert(record.entry_id());
        }
    }
    for (slug, project) in &records.projects {
        if mine.contains(&EntryId::new(Kind::Project, slug.clone())) {
            mine.extend(project.sites.iter().map(|site| EntryId::new(Kind::Site, site.clone())));
        }
    }
    // Indicators belong to what is ours, and their values to them.
    for _ in 0..2 {
        let below: Vec<EntryId> = records
            .iter()
            .filter(|record| record.owner().is_some_and(|owner| mine.contains(&owner)))
            .map(|record| record.entry_id())
            .collect();
        mine.extend(below);
    }
    mine.retain(|entry| fields(entry.kind).is_some() && records.get(entry).is_some());
    mine
}

/// How long a chain of records that belong to one another can be. A circle, which only what was never checked can have, ends
/// there.
const LONGEST_CHAIN: usize = 8;

/// The division that a record lies in; the programme's for what belongs to the whole of it.
pub(super) fn division_of(atlas: &Atlas, record: &Record) -> Option<Slug> {
    division_among(atlas, &BTreeMap::new(), record)
}

/// The same where some records stand for what is published: they are new, or changed.
fn division_among(atlas: &Atlas, changed: &BTreeMap<EntryId, Record>, record: &Record) -> Option<Slug> {
    let find = |entry: &EntryId| changed.get(entry).cloned().or_else(|| atlas.records().get(entry));
    let of_site = |sites: &[Slug]| match find(&EntryId::new(Kind::Site, sites.first()?.clone()))? {
        Record::Site(site) => Some(site.division.clone()),
        _ => None,
    };
    let mut next = Some(record.clone());
    for _ in 0..LONGEST_CHAIN {
        let Some(record) = next else { break };
        let own = match &record {
            Record::Site(site) => Some(site.division.clone()),
            Record::Division(division) => Some(division.id.clone()),
            Record::Project(project) => project.divisions.first().cloned().or_else(|| of_site(&project.sites)),
            Record::Training(training) => training.division.clone().or_else(|| of_site(&training.sites)),
            Record::Aid(aid) => aid.divisions.first().cloned().or_else(|| of_site(&aid.sites)),
            Record::Service(service) => service.divisions.first().cloned().or_else(|| of_site(&service.sites)),
            Record::Proposal(proposal) => proposal.divisions.first().cloned(),
            _ => None,
        };
        if own.is_some() {
            return own;
        }
        next = record.owner().and_then(|owner| find(&owner));
    }
    atlas.programme().map(|programme| programme.division.clone())
}

/// The division whose officials decide on several records: the one of all of them, or else that of the whole programme.
pub(super) fn common_division(atlas: &Atlas, all: impl IntoIterator<Item = Record>) -> Option<Slug> {
    // What belongs to an entry that the same change makes lies where that one does.
    let all: BTreeMap<EntryId, Record> = all.into_iter().map(|record| (record.entry_id(), record)).collect();
    let divisions: BTreeSet<Slug> = all.values().filter_map(|record| division_among(atlas, &all, record)).collect();
    match divisions.len() {
        1 => divisions.into_iter().next(),
        _ => atlas.programme().map(|programme| programme.division.clone()),
    }
}

/// Whether an official decides on a record.
fn covers(official: &Official, atlas: &Atlas, record: &Record) -> bool {
    let within = |one: &_, other: &_| atlas.within(one, other);
    division_of(atlas, record).is_some_and(|division| official.covers(&division, within))
}

/// Everything published that a person may begin to change: one of its organisations takes part in it, or it is an official
/// there.
pub(super) fn editable(editor: &Editor, official: Option<&Official>, atlas: &Atlas) -> BTreeSet<EntryId> {
    let mut all = mine(atlas.records(), editor.organisations());
    if let Some(official) = official {
        let with_form = atlas.records().iter().filter(|record| fields(record.kind()).is_some());
        all.extend(with_form.filter(|record| covers(official, atlas, record)).map(|record| record.entry_id()));
    }
    all
}

/// Whether a person may begin to change a published entry: whether it is one of those that are [`editable`].
pub(super) fn may_edit(seat: &Seat, editor: &Editor, atlas: &Atlas, entry: &EntryId) -> bool {
    let Some(record) = atlas.records().get(entry) else { return false };
    let official = || seat.official().is_ok_and(|official| covers(&official, atlas, &record));
    fields(entry.kind).is_some() && (official() || mine(atlas.records(), editor.organisations()).contains(entry))
}
