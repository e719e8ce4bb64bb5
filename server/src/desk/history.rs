//! Loads the history of an entry.

use super::{Seat, archived::Archived, authors::Authors, failed, reach, together::Together, unpublished};
use app::{
    atlas::Atlas,
    desk::{Back, Desk, History, Inside, Moment, Revision, Sheet},
    domain::{change::RevisionNo, history::turn, record::EntryId, text::Name},
    error::AppError,
    monitor::Owners,
};
use serde::Deserialize;

/// How many revisions stand on one page.
const ON_A_PAGE: u32 = 20;

/// How much of an entry's history a visitor sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sight {
    /// What was published, without persons.
    Public,
    /// Persons and reasons, too, and archived entries.
    Inside,
}

/// The history of an entry. `query`: `from`, the newest revision to be shown.
pub(super) async fn load(seat: &Seat, entry: &EntryId, query: &str) -> Result<Sheet, AppError> {
    let from = form_urlencoded::parse(query.as_bytes())
        .find_map(|(key, value)| (key == "from").then(|| value.parse().ok()).flatten())
        .map(RevisionNo);
    sheet(seat, entry, from, false).await
}

/// The same after something could not be brought back that was asked for.
pub(super) async fn load_again(seat: &Seat, entry: &EntryId) -> Result<Sheet, AppError> {
    sheet(seat, entry, None, true).await
}

async fn sheet(seat: &Seat, entry: &EntryId, from: Option<RevisionNo>, refused: bool) -> Result<Sheet, AppError> {
    let office = &seat.office;
    let atlas = office.publication.atlas();
    let published = atlas.records().get(entry).is_some();
    // One more than is shown: a revision says what changed since the one before.
    let past = office.database.history(entry, from, ON_A_PAGE + 1).await.map_err(failed)?;
    let archived = if published { None } else { Archived::find(seat, entry).await? };
    let sight = sight(seat, &atlas, entry, archived.as_ref());
    if past.is_empty() || (!published && sight == Sight::Public) {
        return Err(AppError::NotFound);
    }
    let authors = match sight {
        Sight::Public => None,
        Sight::Inside => Some(Authors::read(office).await?),
    };
    let changes: Vec<i64> = past.iter().map(|revision| revision.change).collect();
    let approvers = match sight {
        Sight::Public => Default::default(),
        Sight::Inside => office.database.approvers(&changes).await.map_err(failed)?,
    };
    let present = office.database.revision_no(entry).await.map_err(failed)?.unwrap_or_default();
    let shown = past.iter().take(ON_A_PAGE as usize).enumerate().filter_map(|(position, revision)| {
        let before = past.get(position + 1).map(|older| &older.body);
        let inside = authors.as_ref().map(|authors| Inside {
            person: authors.who(&revision.author),
            approver: approvers.get(&revision.change).map(|approver| authors.who(approver)),
            reason: revision.reason.clone(),
        });
        Some(Revision {
            number: revision.number.0,
            at: Moment::at(revision.made_at)?,
            organisation: revision.on_behalf_of.clone(),
            turn: turn(before, &revision.body),
            inside,
        })
    });
    // Beside the newest revisions only; it has no number among them.
    let unpublished = if from.is_none() { unpublished::load(seat, &atlas, entry).await? } else { Vec::new() };
    let may_restore = may_restore(seat, &atlas, entry, archived.as_ref());
    let back = match archived.as_ref().filter(|_| may_restore) {
        Some(archived) => {
            let Together { coming, staying } = Together::find(seat, &atlas, archived).await?;
            Some(Back { revision: archived.last.0, coming, staying })
        }
        None => None,
    };
    Ok(Sheet::History(History {
        unpublished,
        entry: entry.clone(),
        last_name: past
            .iter()
            .filter(|_| !published)
            .find_map(|revision| Name::deserialize(&revision.body["name"]).ok()),
        archived: !published,
        revisions: shown.collect(),
        older: past.get(ON_A_PAGE as usize).map(|older| older.number.0),
        present: present.0,
        back,
        restore: may_restore.then(|| seat.fresh_key()),
        refused,
    }))
}

/// Whoever may change an entry may bring an old revision of it back; an archived one, whom it concerned.
fn may_restore(seat: &Seat, atlas: &Atlas, entry: &EntryId, archived: Option<&Archived>) -> bool {
    seat.editor().is_ok_and(|editor| match archived {
        Some(archived) => archived.may_be_brought_back(seat, &editor, atlas),
        None => reach::may_edit(seat, &editor, atlas, entry),
    })
}

/// Officials see the inside of what lies in their division, partners that of what their organisations take part in. Of an
/// archived entry, its last values say whom it concerns.
fn sight(seat: &Seat, atlas: &Atlas, entry: &EntryId, archived: Option<&Archived>) -> Sight {
    let visitor = seat.visitor();
    let Some(editor) = visitor.editor() else { return Sight::Public };
    let owners = archived.map_or_else(|| Owners::of(atlas, entry), |archived| archived.owners(atlas));
    let own = owners.organisations.iter().any(|body| editor.acts_for(body));
    let covered = visitor.official().is_some_and(|official| owners.are_covered(atlas, &official));
    if own || covered { Sight::Inside } else { Sight::Public }
}
