//! An entry that is archived: as it last was, who may know of it, and who may bring it back.

use super::{Seat, failed, reach};
use app::{
    atlas::Atlas,
    desk::Desk,
    domain::{
        account::Editor,
        change::{RevisionNo, Version},
        form,
        record::{EntryId, Record},
        slug::Slug,
    },
    error::AppError,
    monitor::Owners,
};
use std::collections::BTreeSet;

/// An archived entry.
pub(super) struct Archived {
    /// The revision before it was archived: the one that is brought back.
    pub(super) last: RevisionNo,
    /// The entry as it was in that.
    pub(super) record: Record,
    /// The version that it was archived with.
    pub(super) gone_with: Version,
    /// What belonged to it and was archived by the same change, as it was before.
    pub(super) belongings: Vec<Record>,
    /// Organisations that took part in it by records that were archived with it, and the one for which that was done.
    organisations: BTreeSet<Slug>,
}

impl Archived {
    /// Reads it; `None` for an entry that is not archived, or never was.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn find(seat: &Seat, entry: &EntryId) -> Result<Option<Self>, AppError> {
        let past = seat.office.database.history(entry, None, 2).await.map_err(failed)?;
        let [end, before] = past.as_slice() else { return Ok(None) };
        if !end.body.is_null() {
            return Ok(None);
        }
        let record = Record::from_json(entry.kind, &before.body).map_err(failed)?;
        let gone = seat.office.database.archived_at(end.version).await.map_err(failed)?;
        let gone = gone.into_iter().map(|(other, body)| Record::from_json(other.kind, &body));
        let belongings = belonging_to(entry, gone.collect::<Result<_, _>>().map_err(failed)?);
        let mut organisations: BTreeSet<Slug> = end.on_behalf_of.clone().into_iter().collect();
        for record in &belongings {
            if let Record::Participation(part) = record
                && part.of == *entry
            {
                organisations.insert(part.organisation.clone());
            }
        }
        Ok(Some(Self { last: before.number, record, gone_with: end.version, belongings, organisations }))
    }

    /// Whom it concerns.
    pub(super) fn owners(&self, atlas: &Atlas) -> Owners {
        let mut owners = Owners::of_record(atlas, Some(self.record.clone()));
        owners.organisations.extend(self.organisations.iter().cloned());
        owners
    }

    /// The organisation of a person that it concerns.
    pub(super) fn organisation_of(&self, editor: &Editor, atlas: &Atlas) -> Option<Slug> {
        self.owners(atlas).organisations.into_iter().find(|organisation| editor.acts_for(organisation))
    }

    /// Whether a person may bring it back: who speaks for an organisation that it concerns, and an official of its division.
    pub(super) fn may_be_brought_back(&self, seat: &Seat, editor: &Editor, atlas: &Atlas) -> bool {
        let official = seat.visitor().official();
        let covers = || official.is_some_and(|official| reach::covers(&official, atlas, self.record.clone()));
        form::fields(self.record.entry_id().kind).is_some()
            && (covers() || self.organisation_of(editor, atlas).is_some())
    }
}

/// Those of some records that belong to an entry, or to one of them that does.
fn belonging_to(entry: &EntryId, mut others: Vec<Record>) -> Vec<Record> {
    let (mut owners, mut found) = (BTreeSet::from([entry.clone()]), Vec::new());
    loop {
        let belongs = |record: &Record| record.owner().is_some_and(|owner| owners.contains(&owner));
        let (more, rest): (Vec<Record>, Vec<Record>) = others.into_iter().partition(belongs);
        if more.is_empty() {
            return found;
        }
        owners.extend(more.iter().map(Record::entry_id));
        found.extend(more);
        others = rest;
    }
}
