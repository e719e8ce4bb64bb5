//! Beginning a draft, adding entries, taking it back.

use super::{DraftError, load, target};
use crate::store::{Database, EntryState, audit, connection::Connection, history, value::Values};
use app::domain::{
    account::Editor,
    audit::{Action, Deed},
    change::RevisionNo,
    draft::DraftState,
    record::EntryId,
    slug::Slug,
    text::Text,
};

impl Database {
    /// Begins a draft. `id` is made at random; an organisation is one of the person's own. Of two clicks that arrive at one
    /// moment the second finds what the first one has begun.
    ///
    /// # Errors
    /// [`DraftError::NotFound`] for an organisation that the person does not act for, and for the name of a draft that the
    /// person may not know of; those of the database.
    pub async fn begin_draft(
        &self,
        editor: &Editor,
        id: &Slug,
        on_behalf_of: Option<&Slug>,
        now_ms: i64,
    ) -> Result<(), DraftError> {
        if on_behalf_of.is_some_and(|organisation| !editor.acts_for(organisation)) {
            return Err(DraftError::NotFound);
        }
        const INSERT: &str = "INSERT INTO draft (id, author, on_behalf_of, state, round, created_at, changed_at) \
            VALUES ($1, $2, $3, 'draft', 0, $4, $4) ON CONFLICT (id) DO NOTHING";
        let values = Values::new().put(id).put(&editor.author()).put_optional(on_behalf_of).put(&now_ms);
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        connection.execute(INSERT, values).await?;
        load::own(&mut connection, editor, id).await?;
        Ok(transaction.commit().await?)
    }

    /// Adds an entry to an open draft: as it stands now, or a new one where there is none of that name. Answers the revision
    /// that is started from. An entry that is in the draft already stays as it is.
    ///
    /// # Errors
    /// [`DraftError::NotFound`], [`DraftError::Closed`]; those of the database.
    pub async fn add_draft_entry(
        &self,
        editor: &Editor,
        draft: &Slug,
        entry: &EntryId,
        now_ms: i64,
    ) -> Result<RevisionNo, DraftError> {
        let added = self.add_draft_entries(editor, draft, std::slice::from_ref(entry), now_ms).await?;
        added.first().copied().ok_or(DraftError::NotFound)
    }

    /// The same with several entries: all of them or none.
    ///
    /// # Errors
    /// As above.
    pub async fn add_draft_entries(
        &self,
        editor: &Editor,
        draft: &Slug,
        entries: &[EntryId],
        now_ms: i64,
    ) -> Result<Vec<RevisionNo>, DraftError> {
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        open(&mut connection, editor, draft, now_ms).await?;
        let mut bases = Vec::with_capacity(entries.len());
        for entry in entries {
            let state = history::state(&mut connection, entry).await?;
            let base = state.map_or(RevisionNo(0), |EntryState { revision, .. }| revision);
            const INSERT: &str = "INSERT INTO draft_entry (draft, position, kind, id, base, ops, verdict) \
                SELECT $1, coalesce(max(position), -1) + 1, $2, $3, $4, '[]', 'pending' FROM draft_entry WHERE draft = $1 \
                ON CONFLICT (draft, kind, id) DO NOTHING";
            connection.execute(INSERT, Values::new().put(draft).entry(entry).put(&base)).await?;
            bases.push(base);
        }
        transaction.commit().await?;
        Ok(bases)
    }

    /// Says that an entry of an open draft is to be archived, and why; `None` says that it is not.
    ///
    /// # Errors
    /// [`DraftError::NotFound`], [`DraftError::Closed`]; those of the database.
    pub async fn mark_for_archive(
        &self,
        editor: &Editor,
        draft: &Slug,
        entries: &[EntryId],
        reason: Option<&Text>,
        now_ms: i64,
    ) -> Result<(), DraftError> {
        const UPDATE: &str = "UPDATE draft_entry SET archive = $4 WHERE draft = $1 AND kind = $2 AND id = $3";
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        open(&mut connection, editor, draft, now_ms).await?;
        for entry in entries {
            let values = Values::new().put(draft).entry(entry).put_optional(reason);
            if connection.execute(UPDATE, values).await? == 0 {
                return Err(DraftError::NotFound);
            }
        }
        Ok(transaction.commit().await?)
    }

    /// Takes a draft back, before it is decided.
    ///
    /// # Errors
    /// [`DraftError::NotFound`], [`DraftError::Closed`]; those of the database.
    pub async fn withdraw_draft(&self, editor: &Editor, draft: &Slug, now_ms: i64) -> Result<(), DraftError> {
        let from = |state: DraftState| state.is_open() || state == DraftState::Submitted;
        self.by_its_author(Action::Withdraw, (from, DraftState::Withdrawn), editor, draft, now_ms).await
    }

    /// Opens a draft again that was taken back. What was typed is as it was.
    ///
    /// # Errors
    /// [`DraftError::NotFound`], [`DraftError::Closed`]; those of the database.
    pub async fn reopen_draft(&self, editor: &Editor, draft: &Slug, now_ms: i64) -> Result<(), DraftError> {
        let from = |state: DraftState| state == DraftState::Withdrawn;
        self.by_its_author(Action::Reopen, (from, DraftState::Draft), editor, draft, now_ms).await
    }

    /// Brings a draft of a person from some states to another one.
    async fn by_its_author(
        &self,
        action: Action,
        (from, to): (impl Fn(DraftState) -> bool, DraftState),
        editor: &Editor,
        draft: &Slug,
        now_ms: i64,
    ) -> Result<(), DraftError> {
        let _turn = self.deciding.lock().await;
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        let (actor, target) = (editor.author(), target(draft.as_str()));
        let deed = Deed { actor: &actor, action, target: &target, reason: None };
        audit::record(&mut connection, &deed, now_ms).await?;
        let row = load::own(&mut connection, editor, draft).await?;
        let state = load::state(&row)?;
        if !from(state) {
            return Err(DraftError::Closed);
        }
        turn(&mut connection, draft, state, to, now_ms).await?;
        Ok(transaction.commit().await?)
    }
}

/// The condition in SQL that the author of a draft has left: cannot sign in any more, or works for its organisation no more.
/// Another one may take it over. What stands before the name of an account is eight letters long.
macro_rules! is_left {
    () => {
        "NOT EXISTS (SELECT 1 FROM account WHERE account.id = substr(draft.author, 9) AND account.active \
            AND (draft.on_behalf_of IS NULL OR EXISTS (SELECT 1 FROM account_organisation AS member \
            WHERE member.account = account.id AND member.organisation = draft.on_behalf_of)))"
    };
}
pub(in crate::store) use is_left;

/// The condition in SQL that a draft is a person's ($2) to type in: its author's, or that of whoever takes it over from one
/// who has left.
macro_rules! types_in {
    () => {
        concat!("(draft.author = $2 OR ", $crate::store::drafts::steps::is_left!(), ")")
    };
}
pub(super) use types_in;

/// Locks a draft for its author, and notes the time: never the same one twice, so that who sends it knows whether anything
/// was typed since. Who works on the draft of somebody who has left becomes its author.
pub(super) async fn open(
    connection: &mut Connection<'_>,
    editor: &Editor,
    draft: &Slug,
    now_ms: i64,
) -> Result<(), DraftError> {
    let row = load::own(connection, editor, draft).await?;
    const UPDATE: &str = concat!(
        "UPDATE draft SET author = $2, changed_at = CASE WHEN changed_at < $3 THEN $3 ELSE changed_at + 1 END \
        WHERE id = $1 AND state IN ('draft', 'returned') AND ",
        types_in!()
    );
    match connection.execute(UPDATE, Values::new().put(draft).put(&editor.author()).put(&now_ms)).await? {
        0 if load::state(&row)?.is_open() => Err(DraftError::Others),
        0 => Err(DraftError::Closed),
        _ => Ok(()),
    }
}

/// Brings a draft from one state to another; refused when it has left the first meanwhile.
pub(super) async fn turn(
    connection: &mut Connection<'_>,
    draft: &Slug,
    from: DraftState,
    to: DraftState,
    now_ms: i64,
) -> Result<(), DraftError> {
    const UPDATE: &str = "UPDATE draft SET state = $3, changed_at = $4 WHERE id = $1 AND state = $2";
    let values = Values::new().put(draft).put(from.code()).put(to.code()).put(&now_ms);
    match connection.execute(UPDATE, values).await? {
        0 => Err(DraftError::Closed),
        _ => Ok(()),
    }
}

/// Keeps what somebody said about a draft.
pub(super) async fn say(
    connection: &mut Connection<'_>,
    draft: &Slug,
    (who, state, text): (&str, DraftState, &Text),
    now_ms: i64,
) -> Result<(), DraftError> {
    const INSERT: &str = "INSERT INTO draft_word (draft, position, said_at, author, state, text) \
        SELECT $1, coalesce(max(position), -1) + 1, $2, $3, $4, $5 FROM draft_word WHERE draft = $1";
    let values = Values::new().put(draft).put(&now_ms).put(who).put(state.code()).put(text);
    connection.execute(INSERT, values).await?;
    Ok(())
}
