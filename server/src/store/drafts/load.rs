//! Reading drafts, by those who may.

use super::{
    DraftError,
    rows::{DraftRow, all, find, whole},
    steps::{is_left, types_in},
};
use crate::store::{
    Database,
    connection::{Connection, StoreResult},
    error::StoreError,
    history,
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
use std::{cmp::Reverse, collections::BTreeSet};

/// Texts in drafts that are not decided yet, as they stand behind `FROM` and `JOIN`.
pub(super) const OPEN_TEXTS: &str = "draft_entry JOIN draft ON draft.id = draft_entry.draft \
    AND draft.state IN ('draft', 'submitted', 'returned') JOIN draft_field ON draft_field.draft = draft_entry.draft \
    AND draft_field.kind = draft_entry.kind AND draft_field.id = draft_entry.id";

/// Of so many texts in other drafts, for each entry, a form is told at most.
pub(super) const MOST_OTHERS: usize = 200;

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

/// What a person has at the desk, the newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drafts {
    /// What is worked on, or waits for a decision.
    pub running: Vec<Draft>,
    /// What was closed last.
    pub closed: Vec<Draft>,
}

/// An entry of a draft with what its form needs. All of it is of one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The draft.
    pub draft: Draft,
    /// The body of the entry that its editor started from; `None` for a new one and where it was archived.
    pub base: Option<Value>,
    /// What other open drafts say about the entry, the newest first.
    pub others: Vec<OpenChange>,
}

/// Whether a draft is one of a person's organisations', or the person's own where it speaks for none. What was begun for an
/// organisation stays with it when the person leaves it.
pub(super) fn is_own(editor: &Editor, row: &DraftRow) -> bool {
    match row.on_behalf_of.as_deref() {
        Some(organisation) => editor.organisations().contains(organisation),
        None => row.author == editor.author(),
    }
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

    /// The drafts of one's own and of one's organisations ([`is_own`]), the newest first: all that run, and the last few of
    /// those that are closed, `closed` at most.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn drafts_of(&self, editor: &Editor, closed: u32) -> Result<Drafts, DraftError> {
        let author = editor.author();
        let mine = [("on_behalf_of IS NULL AND author", author.as_str())];
        let ours = editor.organisations().iter().map(|organisation| ("on_behalf_of", organisation.as_str()));
        let (mut running, mut ended) = (Vec::new(), Vec::new());
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        for (whose, name) in mine.into_iter().chain(ours) {
            let query = |state: &str| {
                format!(
                    "SELECT id, author, on_behalf_of, division, reason, state, round, changed_at FROM draft \
                    WHERE {whose} = $1 AND state {state} ORDER BY changed_at DESC, id LIMIT $2"
                )
            };
            let values = |most: i64| Values::new().put(name).put(&most);
            let runs = query("IN ('draft', 'submitted', 'returned')");
            running.extend(connection.rows_assembled::<DraftRow>(runs, values(i64::MAX)).await?);
            let ends = query("IN ('withdrawn', 'approved')");
            ended.extend(connection.rows_assembled::<DraftRow>(ends, values(closed.into())).await?);
        }
        let newest_first = |rows: &mut Vec<DraftRow>| rows.sort_by_key(|row| Reverse(row.changed_at));
        newest_first(&mut running);
        newest_first(&mut ended);
        ended.truncate(closed as usize);
        let (running, closed) = (all(&mut connection, running).await?, all(&mut connection, ended).await?);
        Ok(Drafts { running, closed })
    }

    /// The open draft of a person's own in which an entry is and not published yet; the newest of several.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn open_draft_with(&self, editor: &Editor, entry: &EntryId) -> Result<Option<Slug>, DraftError> {
        const QUERY: &str = "SELECT draft.id, author, on_behalf_of, division, reason, state, round, changed_at FROM draft \
            JOIN draft_entry ON draft_entry.draft = draft.id WHERE author = $1 AND state IN ('draft', 'returned') \
            AND draft_entry.kind = $2 AND draft_entry.id = $3 AND verdict <> 'approved' ORDER BY changed_at DESC, draft.id";
        let values = Values::new().put(&editor.author()).entry(entry);
        let rows = self.pools.read().await?.connection().rows::<DraftRow>(QUERY, values).await?;
        Ok(rows.into_iter().find(|row| is_own(editor, row)).and_then(|row| Slug::new(row.id).ok()))
    }

    /// The open drafts of a person's organisations that wait for somebody to take them over, because their authors have left.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn drafts_left(&self, editor: &Editor) -> Result<BTreeSet<Slug>, DraftError> {
        const LEFT: &str =
            concat!("SELECT id FROM draft WHERE on_behalf_of = $1 AND state IN ('draft', 'returned') AND ", is_left!());
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let mut left = BTreeSet::new();
        for organisation in editor.organisations() {
            let rows = connection.rows::<(String,)>(LEFT, Values::new().put(organisation)).await?;
            left.extend(rows.into_iter().filter_map(|(id,)| Slug::new(id).ok()));
        }
        Ok(left)
    }

    /// An entry of a draft with what its form needs.
    ///
    /// # Errors
    /// [`DraftError::NotFound`] also for a draft that the person may not know of and for an entry that is not in it.
    pub async fn draft_for_form(&self, editor: &Editor, draft: &Slug, entry: &EntryId) -> Result<Opened, DraftError> {
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let row = own(&mut connection, editor, draft).await?;
        let draft = whole(&mut connection, row).await?;
        let base = draft.entry(entry).ok_or(DraftError::NotFound)?.base;
        let base = body(&mut connection, entry, base).await?;
        let others = open_changes(&mut connection, entry, &draft.id).await?;
        Ok(Opened { draft, base, others })
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
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    author: String,
    on_behalf_of: Option<String>,
    path: String,
    raw: String,
    saved_at: i64,
}

/// What other open drafts say about an entry, the newest first.
async fn open_changes(connection: &mut Connection<'_>, entry: &EntryId, draft: &Slug) -> StoreResult<Vec<OpenChange>> {
    let query = format!(
        "SELECT draft.author, draft.on_behalf_of, draft_field.path, draft_field.raw, draft_field.saved_at \
        FROM {OPEN_TEXTS} WHERE draft_entry.kind = $1 AND draft_entry.id = $2 AND draft.id <> $3 \
        ORDER BY draft_field.saved_at DESC LIMIT {MOST_OTHERS}"
    );
    let rows = connection.rows_assembled::<ChangeRow>(query, Values::new().entry(entry).put(draft)).await?;
    let read = |row: ChangeRow| OpenChange {
        who: row.author,
        on_behalf_of: row.on_behalf_of.and_then(|slug| Slug::new(slug).ok()),
        path: row.path,
        raw: row.raw,
        at: row.saved_at,
    };
    Ok(rows.into_iter().map(read).collect())
}

async fn body(connection: &mut Connection<'_>, entry: &EntryId, number: RevisionNo) -> StoreResult<Option<Value>> {
    if number == RevisionNo(0) {
        return Ok(None);
    }
    let body = history::body(connection, entry, number).await?;
    Ok(Some(body).filter(|body| !body.is_null()))
}
