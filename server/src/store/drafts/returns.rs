//! What of an entry's changes was not published: versions that came back, and values that another one was preferred to. For the
//! history of the entry, and only for those who may see the change.

use super::{
    DraftError, load,
    review::covers,
    rows::{DraftRow, find},
};
use crate::store::{
    Database,
    connection::Connection,
    error::StoreError,
    parts,
    value::{Unreadable, Values, optional, read},
};
use app::domain::{
    account::{Editor, Official},
    change::{Op, RevisionNo},
    draft::DraftEntry,
    merge::Keep,
    record::EntryId,
    slug::Slug,
    text::Text,
};
use serde_json::Value;

/// What an official did with a change, as far as it concerns one entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Unpublished {
    /// When: milliseconds since 1970, UTC.
    pub at: i64,
    /// The official: `account/…`.
    pub by: Text,
    /// The author of the change: `account/…`.
    pub author: Text,
    /// The organisation that the change speaks for.
    pub on_behalf_of: Option<Slug>,
    /// What it was.
    pub what: NotTaken,
}

/// What was not published.
#[derive(Clone, Debug, PartialEq)]
pub enum NotTaken {
    /// A version came back to its author.
    Returned {
        /// Why.
        reason: Text,
        /// What was said to this entry.
        answer: Option<Text>,
        /// The revision that the steps start from.
        base: RevisionNo,
        /// The steps that came back.
        ops: Vec<Op>,
    },
    /// Of two values for a field one was chosen.
    Decided {
        /// The field, as the conflict named it.
        field: String,
        /// The value that stood there.
        theirs: Value,
        /// The value of the change.
        ours: Value,
        /// Which one holds.
        keep: Keep,
    },
}

#[derive(sqlx::FromRow)]
struct ReturnRow {
    draft: String,
    said_at: i64,
    author: String,
    text: String,
    base: i64,
    ops: String,
    answer: Option<String>,
}

#[derive(sqlx::FromRow)]
struct ChoiceRow {
    draft: String,
    decided_at: i64,
    decided_by: String,
    field: String,
    theirs: String,
    ours: String,
    keep: String,
}

impl Database {
    /// What of the changes of an entry was not published, the newest first, as far as a person may see the changes: those of
    /// its own and of its organisations, and an official those of its division. At most `most` of each sort are looked at.
    ///
    /// # Errors
    /// Those of the database; [`StoreError::Damaged`] when a row breaks a rule of the domain.
    pub async fn unpublished(
        &self,
        editor: &Editor,
        official: Option<&Official>,
        entry: &EntryId,
        within: impl Fn(&Slug, &Slug) -> bool + Send + Sync,
        most: u32,
    ) -> Result<Vec<Unpublished>, StoreError> {
        const RETURNS: &str = "SELECT draft_return.draft, said_at, author, text, base, ops, answer FROM draft_return \
            JOIN draft_word ON draft_word.draft = draft_return.draft AND draft_word.position = draft_return.position \
            WHERE kind = $1 AND id = $2 ORDER BY said_at DESC, draft_return.draft LIMIT $3";
        const CHOICES: &str = "SELECT draft, decided_at, decided_by, field, theirs, ours, keep FROM draft_choice \
            WHERE kind = $1 AND id = $2 ORDER BY decided_at DESC, draft, position LIMIT $3";
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let values = || Values::new().entry(entry).put(&most);
        let returns = connection.rows::<ReturnRow>(RETURNS, values()).await?;
        let choices = connection.rows::<ChoiceRow>(CHOICES, values()).await?;
        let returns = returns.into_iter().map(|row| (row.draft.clone(), row.read()));
        let choices = choices.into_iter().map(|row| (row.draft.clone(), row.read()));
        let mut found = Vec::new();
        for (draft, event) in returns.chain(choices) {
            let Some(row) = find(&mut connection, &draft).await? else { continue };
            let covered = || official.is_some_and(|official| covers(official, &row, &within));
            if load::is_own(editor, &row) || covered() {
                let event = event.and_then(|event| of_draft(row, event));
                found.push(event.map_err(|what| StoreError::Damaged(format!("draft {draft}: {what}")))?);
            }
        }
        found.sort_by_key(|one: &Unpublished| std::cmp::Reverse(one.at));
        Ok(found)
    }
}

/// When, who and what.
type Event = (i64, Text, NotTaken);

fn of_draft(draft: DraftRow, (at, by, what): Event) -> Result<Unpublished, Unreadable> {
    Ok(Unpublished { at, by, author: read(draft.author)?, on_behalf_of: optional(draft.on_behalf_of)?, what })
}

impl ReturnRow {
    fn read(self) -> Result<Event, Unreadable> {
        let what = NotTaken::Returned {
            reason: read(self.text)?,
            answer: optional(self.answer)?,
            base: RevisionNo(read(self.base)?),
            ops: parts::json(&self.ops)?,
        };
        Ok((self.said_at, read(self.author)?, what))
    }
}

impl ChoiceRow {
    fn read(self) -> Result<Event, Unreadable> {
        let what = NotTaken::Decided {
            field: self.field,
            theirs: parts::json(&self.theirs)?,
            ours: parts::json(&self.ours)?,
            keep: read(self.keep)?,
        };
        Ok((self.decided_at, read(self.decided_by)?, what))
    }
}

/// Keeps what came back of an entry, beside the words with which it did: the last that were said.
pub(super) async fn keep(
    connection: &mut Connection<'_>,
    draft: &Slug,
    part: &DraftEntry,
    ops: &[Op],
    answer: Option<&Text>,
) -> Result<(), DraftError> {
    const INSERT: &str = "INSERT INTO draft_return (draft, position, kind, id, base, ops, answer) \
        SELECT $1, max(position), $2, $3, $4, $5, $6 FROM draft_word WHERE draft = $1";
    let values = Values::new().put(draft).entry(&part.entry).put(&part.base).json(&ops);
    connection.execute(INSERT, values.put_optional(answer)).await?;
    Ok(())
}
