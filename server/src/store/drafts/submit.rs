//! Sending for review.

use super::{
    DraftError, load,
    steps::{self, is_left},
    target,
};
use crate::store::{Database, audit, value::Values};
use app::domain::{
    account::Editor,
    audit::{Action, Deed},
    change::Op,
    draft::DraftState,
    record::EntryId,
    slug::Slug,
    text::Text,
};

/// What a draft says at the moment in which it is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Frozen {
    /// Why, as the author says; in later rounds the answer to the official.
    pub reason: Text,
    /// The division whose officials decide.
    pub division: Slug,
    /// The steps of each entry that is not published yet.
    pub entries: Vec<(EntryId, Vec<Op>)>,
    /// When the draft was last changed, as far as the caller knows. Something typed since then would be lost from the steps.
    pub changed_at: i64,
}

impl Database {
    /// Keeps the reason of a draft that could not be sent yet, so that it is there when it can. One that was sent has its own.
    ///
    /// # Errors
    /// [`DraftError::NotFound`]; those of the database.
    pub async fn keep_reason(&self, editor: &Editor, draft: &Slug, reason: &Text) -> Result<(), DraftError> {
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        load::own(&mut connection, editor, draft).await?;
        const KEEP: &str = "UPDATE draft SET reason = $2 WHERE id = $1 AND state = 'draft' AND round = 0";
        connection.execute(KEEP, Values::new().put(draft).put(reason)).await?;
        Ok(transaction.commit().await?)
    }

    /// Sends a draft for review, with the steps that were computed from it.
    ///
    /// # Errors
    /// [`DraftError::NotFound`]; [`DraftError::Closed`] when it is not open, or was changed since the steps were computed;
    /// [`DraftError::Empty`] without any step; those of the database.
    pub async fn submit_draft(
        &self,
        editor: &Editor,
        draft: &Slug,
        frozen: &Frozen,
        now_ms: i64,
    ) -> Result<(), DraftError> {
        if frozen.entries.iter().all(|(_, ops)| ops.is_empty()) {
            return Err(DraftError::Empty);
        }
        let _turn = self.deciding.lock().await;
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        let (actor, target) = (editor.author(), target(draft.as_str()));
        let deed = Deed { actor: &actor, action: Action::Submit, target: &target, reason: Some(&frozen.reason) };
        audit::record(&mut connection, &deed, now_ms).await?;
        load::own(&mut connection, editor, draft).await?;
        // Who sends the draft of somebody who has left is its author from then on: answers come to this one.
        const UPDATE: &str = concat!(
            "UPDATE draft SET state = 'submitted', round = round + 1, changed_at = $2, division = $3, \
            reason = CASE WHEN round = 0 THEN $4 ELSE coalesce(reason, $4) END, author = CASE WHEN ",
            is_left!(),
            " THEN $6 ELSE author END WHERE id = $1 AND state IN ('draft', 'returned') AND changed_at = $5"
        );
        let values = Values::new()
            .put(draft)
            .put(&now_ms)
            .put(&frozen.division)
            .put(&frozen.reason)
            .put(&frozen.changed_at)
            .put(&actor);
        if connection.execute(UPDATE, values).await? == 0 {
            return Err(DraftError::Closed);
        }
        for (entry, ops) in &frozen.entries {
            // What was asked of it stays: whoever decides next wants to know whether it was done.
            const ENTRY: &str = "UPDATE draft_entry SET ops = $4, verdict = 'pending' \
                WHERE draft = $1 AND kind = $2 AND id = $3 AND verdict <> 'approved'";
            connection.execute(ENTRY, Values::new().put(draft).entry(entry).json(ops)).await?;
        }
        steps::say(&mut connection, draft, (&actor, DraftState::Submitted, &frozen.reason), now_ms).await?;
        Ok(transaction.commit().await?)
    }
}
