//! What of an entry's changes was not published, for its history.

use super::{Seat, authors::Authors, failed, review::within};
use crate::store::{NotTaken, Unpublished};
use app::{
    atlas::Atlas,
    desk::{Beside, Desk, Happened, Moment},
    domain::{
        change::{Op, RevisionNo, apply},
        history::{Turn, turn},
        record::EntryId,
    },
    error::AppError,
};

/// How many of each sort are shown.
const MOST: u32 = 20;

/// What whoever asks may see of it, the newest first; nothing for who is not signed in.
pub(super) async fn load(seat: &Seat, atlas: &Atlas, entry: &EntryId) -> Result<Vec<Beside>, AppError> {
    let Ok(editor) = seat.editor() else { return Ok(Vec::new()) };
    let (database, official) = (&seat.office.database, seat.visitor().official());
    let found = database.unpublished(&editor, official.as_ref(), entry, within(atlas), MOST).await.map_err(failed)?;
    let authors = Authors::among(&seat.office, found.iter().flat_map(|one| [&*one.by, &*one.author])).await?;
    let mut shown = Vec::with_capacity(found.len());
    for Unpublished { at, by, author, on_behalf_of, what } in found {
        let happened = match what {
            NotTaken::Returned { reason, answer, base, ops } => {
                Happened::Returned { reason, answer, sent: sent(seat, entry, base, &ops).await? }
            }
            NotTaken::Decided { field, theirs, ours, keep } => Happened::Decided { field, theirs, ours, keep },
        };
        let Some(at) = Moment::at(at) else { continue };
        let (by, author) = (authors.who(&by), authors.speaker(&author, on_behalf_of.as_ref()));
        shown.push(Beside { at, by, author, happened });
    }
    Ok(shown)
}

/// What steps would have done to the revision that they start from.
async fn sent(seat: &Seat, entry: &EntryId, base: RevisionNo, ops: &[Op]) -> Result<Turn, AppError> {
    let before = seat.office.database.revision(entry, base).await.map_err(failed)?;
    let standing = before.as_ref().filter(|body| !body.is_null());
    let after = apply(entry, standing, ops).map_err(failed)?.unwrap_or_default();
    Ok(turn(before.as_ref(), &after))
}
