//! An entry that is archived: as it last was, who may know of it, and who may bring it back.

use super::{Seat, failed, reach};
use app::{
    atlas::Atlas,
    desk::Desk,
    domain::{
        account::Editor,
        change::RevisionNo,
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
    record: Record,
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
        let mut organisations: BTreeSet<Slug> = end.on_behalf_of.clone().into_iter().collect();
        for (other, body) in seat.office.database.archived_at(end.version).await.map_err(failed)? {
            if let Ok(Record::Participation(part)) = Record::from_json(other.kind, &body)
                && part.of == *entry
            {
                organisations.insert(part.organisation.clone());
            }
        }
        Ok(Some(Self { last: before.number, record, organisations }))
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
        let covers = || {
            let (official, division) = (seat.visitor().official()?, reach::division_of(atlas, &self.record)?);
            Some(official.covers(&division, |one, other| atlas.within(one, other)))
        };
        form::fields(self.record.entry_id().kind).is_some()
            && (covers() == Some(true) || self.organisation_of(editor, atlas).is_some())
    }
}
