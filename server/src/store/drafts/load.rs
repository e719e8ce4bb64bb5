//! Reading drafts, by those who may.

use super::{
    DraftError,
    rows::{DraftRow, find, whole},
    steps::types_in,
};
use crate::store::{
    Database,
    connection::{Connection, StoreResult},
    error::StoreError,
    history, parts,
    value::{Values, read},
};
use app::domain::{
    account::Editor,
    change::RevisionNo,
    draft::{Draft, DraftState},
    record::EntryId,
    slug::Slug,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// What another open draft says in the same control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenChange {
    /// Its author: `account/…`.
    pub who: String,
    /// The organisation that it speaks for.
    pub on_behalf_of: Option<Slug>,
    /// The control.
    pub path: String,
    /// What is typed there.
    pub raw: String,
    /// When: milliseconds since 1970, UTC.
    pub at: i64,
}

/// Whether a draft is a person's own or one of its organisations'.
pub(super) fn is_own(editor: &Editor, row: &DraftRow) -> bool {
    let for_mine = row.on_behalf_of.as_deref().is_some_and(|one| editor.organisations().contains(one));
    row.author == editor.author() || for_mine
}

/// The row of a draft that a person may work on.
pub(super) async fn own(
    connection: &mut Connection<'_>,
    editor: &Editor,
    draft: &Slug,
) -> Result<DraftRow, DraftError> {
    let row = find(connection, draft.as_str()).await?.filter(|row| is_own(editor, row));
    row.ok_or(DraftError::NotFound)
}

/// The state in a row.
pub(super) fn state(row: &DraftRow) -> StoreResult<DraftState> {
    read(row.state.clone()).map_err(|what| StoreError::Damaged(format!("draft {}: {what}", row.id)))
}

impl Database {
    /// A draft of one's own or of one's organisations.
    ///
    /// # Errors
    /// [`DraftError::NotFound`] also for one that the person may not know of.
    pub async fn draft(&self, editor: &Editor, draft: &Slug) -> Result<Draft, DraftError> {
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let row = own(&mut connection, editor, draft).await?;
        Ok(whole(&mut connection, row).await?)
    }

    /// Whether a person is the one to type in a draft of its organisations.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn types_in(&self, editor: &Editor, draft: &Slug) -> Result<bool, DraftError> {
        const QUERY: &str = concat!("SELECT count(*) FROM draft WHERE id = $1 AND ", types_in!());
        let values = Values::new().put(draft).put(&editor.author());
        let found = self.pools.read().await?.connection().number(QUERY, values).await?;
        Ok(found == Some(1))
    }

    /// All drafts of one's own and of one's organisations, the newest first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn drafts_of(&self, editor: &Editor) -> Result<Vec<Draft>, DraftError> {
        const MINE: &str = "SELECT id, author, on_behalf_of, division, reason, state, round, changed_at FROM draft \
            WHERE author = $1 ORDER BY changed_at DESC, id";
        const OURS: &str = "SELECT id, author, on_behalf_of, division, reason, state, round, changed_at FROM draft \
            WHERE on_behalf_of = $1 AND author <> $2 ORDER BY changed_at DESC, id";
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let author = editor.author();
        let mut rows = connection.rows::<DraftRow>(MINE, Values::new().put(&author)).await?;
        for organisation in editor.organisations() {
            rows.extend(connection.rows::<DraftRow>(OURS, Values::new().put(organisation).put(&author)).await?);
        }
        let mut drafts = Vec::with_capacity(rows.len());
        for row in rows {
            drafts.push(whole(&mut connection, row).await?);
        }
        drafts.sort_by_key(|draft| std::cmp::Reverse(draft.changed_at));
        Ok(drafts)
    }

    /// A draft with what the form of one of its entries needs: the body that its editor started from, and what other open
    /// drafts say about the entry. All of it is of one moment, and read at once, because it is read with every save.
    ///
    /// # Errors
    /// [`DraftError::NotFound`] also for a draft that the person may not know of and for an entry that is not in it.
    pub async fn draft_for_form(
        &self,
        editor: &Editor,
        draft: &Slug,
        entry: &EntryId,
    ) -> Result<(Draft, Option<Value>, Vec<OpenChange>), DraftError> {
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let row = own(&mut connection, editor, draft).await?;
        let found = whole(&mut connection, row).await?;
        let base = found.entry(entry).ok_or(DraftError::NotFound)?.base;
        let body = body(&mut connection, entry, base).await?;
        let others = open_changes(&mut connection, draft, entry).await?;
        Ok((found, body, others))
    }

    /// The body of an entry at a revision, as its editor started from it; `None` for revision 0 and where it was archived.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when there is no such revision.
    pub async fn body_at(
        &self,
        _editor: &Editor,
        entry: &EntryId,
        number: RevisionNo,
    ) -> Result<Option<Value>, StoreError> {
        body(&mut self.pools.read().await?.connection(), entry, number).await
    }

    /// When each entry was last published: milliseconds since 1970, UTC.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn entry_times(&self, _editor: &Editor) -> Result<BTreeMap<EntryId, i64>, DraftError> {
        const QUERY: &str = "SELECT entry.kind, entry.id, change.made_at FROM entry \
            JOIN change ON change.version = entry.version WHERE entry.archived_at IS NULL";
        let rows = self.pools.read().await?.connection().rows::<(String, String, i64)>(QUERY, Values::new()).await?;
        let read = |(kind, id, at): (String, String, i64)| Some((parts::entry(kind, id).ok()?, at));
        Ok(rows.into_iter().filter_map(read).collect())
    }
}

/// What other open drafts than one say about an entry.
async fn open_changes(connection: &mut Connection<'_>, but: &Slug, entry: &EntryId) -> StoreResult<Vec<OpenChange>> {
    const QUERY: &str = "SELECT draft.author, draft.on_behalf_of, draft_field.path, draft_field.raw, \
            draft_field.saved_at FROM draft_field JOIN draft ON draft.id = draft_field.draft \
            WHERE draft_field.kind = $1 AND draft_field.id = $2 AND draft.id <> $3 \
            AND draft.state IN ('draft', 'submitted', 'returned') ORDER BY draft_field.saved_at DESC LIMIT 200";
    let values = Values::new().entry(entry).put(but);
    let rows = connection.rows::<(String, Option<String>, String, String, i64)>(QUERY, values).await?;
    let open = |(who, organisation, path, raw, at): (String, Option<String>, String, String, i64)| OpenChange {
        who,
        on_behalf_of: organisation.and_then(|slug| Slug::new(slug).ok()),
        path,
        raw,
        at,
    };
    Ok(rows.into_iter().map(open).collect())
}

async fn body(connection: &mut Connection<'_>, entry: &EntryId, number: RevisionNo) -> StoreResult<Option<Value>> {
    if number == RevisionNo(0) {
        return Ok(None);
    }
    let body = history::body(connection, entry, number).await?;
    Ok(Some(body).filter(|body| !body.is_null()))
}
