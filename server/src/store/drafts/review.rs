//! What officials see, and sending back.

use super::{
    DraftError, returns,
    rows::{DraftRow, all, find, whole},
    steps, target,
};
use crate::store::{Database, audit, connection::Connection, value::Values};
use app::domain::{
    account::Official,
    audit::{Action, Deed},
    draft::{Draft, DraftState, Verdict},
    record::EntryId,
    slug::Slug,
    text::Text,
};

/// What an official says to a draft that is sent back.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed {
    /// The round that the official has seen.
    pub round: Option<u32>,
    /// The reason, for the whole.
    pub reason: Text,
    /// Reasons for single entries.
    pub entries: Vec<(EntryId, Text)>,
}

/// The row of a draft that an official may see: one that was sent at some time, of its division or below.
pub(super) async fn seen(
    connection: &mut Connection<'_>,
    official: &Official,
    draft: &Slug,
    within: impl FnOnce(&Slug, &Slug) -> bool,
) -> Result<DraftRow, DraftError> {
    let row = find(connection, draft.as_str()).await?;
    let row = row.filter(|row| covers(official, row, within)).ok_or(DraftError::NotFound)?;
    // One that was sent has a division. Who was to decide on it knew of it, and is told what became of it.
    match row.state == DraftState::Withdrawn.code() {
        true => Err(DraftError::TakenBack),
        false if row.state == DraftState::Draft.code() => Err(DraftError::NotFound),
        false => Ok(row),
    }
}

/// Whether a draft was sent to the division of an official or to one below it.
pub(super) fn covers(official: &Official, row: &DraftRow, within: impl FnOnce(&Slug, &Slug) -> bool) -> bool {
    row.division.as_ref().is_some_and(|division| is_over(official, division, within))
}

fn is_over(official: &Official, division: &str, within: impl FnOnce(&Slug, &Slug) -> bool) -> bool {
    Slug::new(division).is_ok_and(|division| official.covers(&division, within))
}

impl Database {
    /// A draft that was sent to an official. `within` knows the divisions (`Atlas::within`).
    ///
    /// # Errors
    /// [`DraftError::NotFound`] also for one of another division, or that is not sent; [`DraftError::TakenBack`].
    pub async fn draft_for_review(
        &self,
        official: &Official,
        draft: &Slug,
        within: impl FnOnce(&Slug, &Slug) -> bool + Send,
    ) -> Result<Draft, DraftError> {
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let row = seen(&mut connection, official, draft, within).await?;
        Ok(whole(&mut connection, row).await?)
    }

    /// Every draft that waits for an official's decision, the oldest first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn drafts_for_review(
        &self,
        official: &Official,
        within: impl Fn(&Slug, &Slug) -> bool + Send + Sync,
    ) -> Result<Vec<Draft>, DraftError> {
        const QUERY: &str = "SELECT id, author, on_behalf_of, division, reason, state, round, changed_at FROM draft \
            WHERE state = 'submitted' ORDER BY changed_at, id";
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let mut rows = connection.rows::<DraftRow>(QUERY, Values::new()).await?;
        rows.retain(|row| covers(official, row, &within));
        Ok(all(&mut connection, rows).await?)
    }

    /// How many drafts wait for an official's decision.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn number_for_review(
        &self,
        official: &Official,
        within: impl Fn(&Slug, &Slug) -> bool + Send + Sync,
    ) -> Result<usize, DraftError> {
        const QUERY: &str = "SELECT division, count(*) FROM draft \
            WHERE state = 'submitted' AND division IS NOT NULL GROUP BY division";
        let rows = self.pools.read().await?.connection().rows::<(String, i64)>(QUERY, Values::new()).await?;
        let theirs = rows.into_iter().filter(|(division, _)| is_over(official, division, &within));
        Ok(theirs.filter_map(|(_, number)| usize::try_from(number).ok()).sum())
    }

    /// Sends a draft back to its author.
    ///
    /// # Errors
    /// [`DraftError::NotFound`]; [`DraftError::Closed`] when it does not wait any more; [`DraftError::SentAgain`]; those of
    /// the database.
    pub async fn return_draft(
        &self,
        official: &Official,
        draft: &Slug,
        reviewed: &Reviewed,
        within: impl FnOnce(&Slug, &Slug) -> bool + Send,
        now_ms: i64,
    ) -> Result<(), DraftError> {
        let _turn = self.deciding.lock().await;
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        let (actor, target) = (official.author(), target(draft.as_str()));
        let deed = Deed { actor: &actor, action: Action::Return, target: &target, reason: Some(&reviewed.reason) };
        audit::record(&mut connection, &deed, now_ms).await?;
        let row = seen(&mut connection, official, draft, within).await?;
        let sent = whole(&mut connection, row).await?;
        is_round(&sent, reviewed.round)?;
        steps::turn(&mut connection, draft, DraftState::Submitted, DraftState::Returned, now_ms).await?;
        const ALL: &str = "UPDATE draft_entry SET verdict = 'returned', answer = NULL \
            WHERE draft = $1 AND verdict <> 'approved'";
        connection.execute(ALL, Values::new().put(draft)).await?;
        for (entry, answer) in &reviewed.entries {
            answer_entry(&mut connection, draft, entry, answer).await?;
        }
        steps::say(&mut connection, draft, (&actor, DraftState::Returned, &reviewed.reason), now_ms).await?;
        for part in sent.entries.iter().filter(|part| part.verdict != Verdict::Approved && !part.ops.is_empty()) {
            let answer = reviewed.entries.iter().find(|(entry, _)| *entry == part.entry).map(|(_, answer)| answer);
            returns::keep(&mut connection, draft, part, &part.ops, answer).await?;
        }
        Ok(transaction.commit().await?)
    }
}

/// That a draft that waits is in the round that a person has seen: one that was sent again may say something else.
pub(super) fn is_round(draft: &Draft, seen: Option<u32>) -> Result<(), DraftError> {
    let waits = draft.state == DraftState::Submitted;
    if waits && seen.is_some_and(|round| round != draft.round) { Err(DraftError::SentAgain) } else { Ok(()) }
}

/// Keeps what an official says to one entry.
pub(super) async fn answer_entry(
    connection: &mut Connection<'_>,
    draft: &Slug,
    entry: &EntryId,
    answer: &Text,
) -> Result<(), DraftError> {
    const ONE: &str = "UPDATE draft_entry SET verdict = 'returned', answer = $4 \
        WHERE draft = $1 AND kind = $2 AND id = $3 AND verdict <> 'approved'";
    connection.execute(ONE, Values::new().put(draft).entry(entry).put(answer)).await?;
    Ok(())
}
