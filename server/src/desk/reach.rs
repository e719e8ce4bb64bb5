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
    monitor::{Changed, divisions_of, is_over},
};
use std::collections::BTreeSet;

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

/// What some organisations would take part in if these records were published, among them.
pub(super) fn joined(records: &Records, organisations: &BTreeSet<Slug>, after: &[Record]) -> BTreeSet<EntryId> {
    let mut mine = mine(records, organisations);
    mine.extend(organisations.iter().map(|slug| EntryId::new(Kind::Organisation, slug.clone())));
    // A part in a project is a part in its sites, in its indicators, and in their values.
    for _ in 0..4 {
        for record in after {
            let all = references(record);
            let owner = record.owner();
            let names_us = all.iter().any(|reference| {
                reference.target.kind == Kind::Organisation && organisations.contains(&reference.target.id)
            });
            if names_us {
                mine.extend(owner.clone().filter(|owner| !matches!(owner.kind, Kind::Division | Kind::Programme)));
            }
            if names_us || owner.is_some_and(|owner| mine.contains(&owner)) {
                mine.insert(record.entry_id());
            }
            if let Record::Project(project) = record
                && mine.contains(&record.entry_id())
            {
                mine.extend(project.sites.iter().map(|site| EntryId::new(Kind::Site, site.clone())));
            }
        }
    }
    mine
}

/// The division whose officials decide on a change, by its records as they would be and as they are: one that all of them
/// lie in, before and after, or else that of the whole programme. So nobody takes an entry away from those who answer for it.
pub(super) fn common_division(
    atlas: &Atlas,
    after: impl IntoIterator<Item = Record>,
    before: impl IntoIterator<Item = Record>,
) -> Option<Slug> {
    // What belongs to an entry that the same change makes lies where that one does.
    let after: Changed = after.into_iter().map(|record| (record.entry_id(), record)).collect();
    let mut divisions: BTreeSet<Slug> =
        after.values().flat_map(|record| divisions_of(atlas, &after, Some(record.clone()))).collect();
    divisions.extend(before.into_iter().flat_map(|record| divisions_of(atlas, &Changed::new(), Some(record))));
    let around = divisions.iter().find(|one| divisions.iter().all(|other| atlas.within(other, one)));
    around.cloned().or_else(|| atlas.programme().map(|programme| programme.division.clone()))
}

/// Whether an official is over a record, so that it may begin to change it. Who decides on the change is another question: see
/// [`common_division`].
pub(super) fn covers(official: &Official, atlas: &Atlas, record: Record) -> bool {
    is_over(atlas, official, &divisions_of(atlas, &Changed::new(), Some(record)))
}

/// Everything published that a person may begin to change: one of its organisations takes part in it, or it is an official
/// there.
pub(super) fn editable(editor: &Editor, official: Option<&Official>, atlas: &Atlas) -> BTreeSet<EntryId> {
    let mut all = mine(atlas.records(), editor.organisations());
    if let Some(official) = official {
        let with_form = atlas.records().iter().filter(|record| fields(record.kind()).is_some());
        let covered = with_form.map(|record| (record.entry_id(), record));
        all.extend(covered.filter_map(|(entry, record)| covers(official, atlas, record).then_some(entry)));
    }
    all
}

/// Whether a person may begin to change a published entry: whether it is one of those that are [`editable`].
pub(super) fn may_edit(seat: &Seat, editor: &Editor, atlas: &Atlas, entry: &EntryId) -> bool {
    let Some(record) = atlas.records().get(entry) else { return false };
    let official = || seat.official().is_ok_and(|official| covers(&official, atlas, record));
    fields(entry.kind).is_some() && (official() || mine(atlas.records(), editor.organisations()).contains(entry))
}
