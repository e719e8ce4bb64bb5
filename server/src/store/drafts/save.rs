//! Saving what is typed, many savings in one transaction.

use super::{DraftError, load};
use crate::store::{connection::Connection, value::Values};
use app::domain::{account::Editor, record::EntryId, slug::Slug, text::Text};

/// What was typed, to be kept.
#[derive(Clone, Debug)]
pub struct Save {
    /// Who types.
    pub editor: Editor,
    /// The draft.
    pub draft: Slug,
    /// The entry in it.
    pub entry: EntryId,
    /// The controls and their raw texts. The caller has seen that the form has such controls.
    pub fields: Vec<(String, String)>,
    /// Names this saving: one that is sent again is not made again.
    pub key: Text,
}

/// A saving that lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// When: milliseconds since 1970, UTC.
    pub at: i64,
    /// Whether it was made before; then it was not made again.
    pub already: bool,
}

/// Keeps one saving on an open transaction.
pub(super) async fn keep(connection: &mut Connection<'_>, save: &Save, now_ms: i64) -> Result<Saved, DraftError> {
    let draft = &save.draft;
    load::own(connection, &save.editor, draft).await?;
    let made: Option<i64> = connection
        .number(
            "SELECT saved_at FROM draft_save WHERE draft = $1 AND idempotency_key = $2",
            Values::new().put(draft).put(&save.key),
        )
        .await?;
    if let Some(at) = made {
        return Ok(Saved { at, already: true });
    }
    super::steps::open(connection, &save.editor, draft, now_ms).await?;
    const ENTRY: &str =
        "SELECT count(*) FROM draft_entry WHERE draft = $1 AND kind = $2 AND id = $3 AND verdict <> 'approved'";
    if connection.number(ENTRY, Values::new().put(draft).entry(&save.entry)).await? != Some(1) {
        return Err(DraftError::NotFound);
    }
    for (path, raw) in &save.fields {
        const UPSERT: &str = "INSERT INTO draft_field (draft, kind, id, path, raw, saved_at) VALUES ($1, $2, $3, $4, $5, $6) \
            ON CONFLICT (draft, kind, id, path) DO UPDATE SET raw = excluded.raw, saved_at = excluded.saved_at";
        let values = Values::new().put(draft).entry(&save.entry).put(path).put(raw).put(&now_ms);
        connection.execute(UPSERT, values).await?;
    }
    // A second server may make the same saving at once.
    const KEY: &str = "INSERT INTO draft_save (draft, idempotency_key, saved_at) VALUES ($1, $2, $3) \
        ON CONFLICT (draft, idempotency_key) DO NOTHING";
    connection.execute(KEY, Values::new().put(draft).put(&save.key).put(&now_ms)).await?;
    Ok(Saved { at: now_ms, already: false })
}
