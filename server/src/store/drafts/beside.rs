//! What the answer to a saving says besides. It is read when the saving lasts, while the next ones are made.

use super::{
    OpenChange,
    load::{MOST_OTHERS, OPEN_TEXTS},
    save::{Kept, Save},
};
use crate::store::{
    Database,
    connection::{StoreResult, places, rounded},
    error::StoreError,
    parts,
    value::{Unreadable, Values},
};
use app::domain::{form::Raws, record::EntryId, slug::Slug};
use serde_json::Value;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// An entry of a draft, as its form is checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// Entries that the draft makes.
    pub own: Vec<EntryId>,
    /// What is typed in the form.
    pub typed: Raws,
    /// As in [`DraftEntry::replaced`](app::domain::draft::DraftEntry::replaced).
    pub replaced: Raws,
    /// The body that its editor started from; `None` for a new one and where it was archived.
    pub base: Option<Value>,
    /// What other open drafts say about the entry, the newest first.
    pub others: Vec<OpenChange>,
}

/// An entry in a draft.
type Place<'a> = (&'a Slug, &'a EntryId);

/// What a row of the query is about.
const OTHER: &str = "other";
const TYPED: &str = "typed";

#[derive(sqlx::FromRow)]
struct Row {
    /// [`OTHER`]: a text in another open draft; [`TYPED`]: one in this; else the body that the editor started from.
    what: String,
    draft: String,
    kind: String,
    id: String,
    author: Option<String>,
    on_behalf_of: Option<String>,
    path: Option<String>,
    text: String,
    saved_at: Option<i64>,
    replaced: Option<String>,
}

impl Database {
    /// What stands beside savings that were made, for each entry once.
    pub(super) async fn beside<'a, 'b>(
        &self,
        made: impl Iterator<Item = (&'a Save, &'b Kept)>,
    ) -> StoreResult<HashMap<Place<'a>, Arc<Beside>>> {
        let made: BTreeMap<Place<'a>, &'b Kept> = made.map(|(save, kept)| ((&save.draft, &save.entry), kept)).collect();
        if made.is_empty() {
            return Ok(HashMap::new());
        }
        let mut rows: HashMap<(String, String, String), Vec<Row>> = HashMap::new();
        for row in self.beside_rows(&made).await? {
            rows.entry((row.draft.clone(), row.kind.clone(), row.id.clone())).or_default().push(row);
        }
        made.into_iter()
            .map(|((draft, entry), kept)| {
                let name = (draft.to_string(), entry.kind.to_string(), entry.id.to_string());
                let beside = Beside::of(kept, rows.remove(&name).unwrap_or_default()).map_err(|Unreadable(what)| {
                    StoreError::Damaged(format!("revision {} of {entry}: {what}", kept.base.0))
                })?;
                Ok(((draft, entry), Arc::new(beside)))
            })
            .collect()
    }

    /// All of it with one query: a saving is answered after it, and each question is a way to the engine and back.
    async fn beside_rows(&self, made: &BTreeMap<Place<'_>, &Kept>) -> StoreResult<Vec<Row>> {
        let forms = rounded(made.iter().collect());
        let query = format!(
            "WITH given (draft, kind, id, base) AS (VALUES {}), form AS (SELECT DISTINCT draft, kind, id, base FROM given) \
            SELECT other.what, other.draft, other.kind, other.id, other.author, other.on_behalf_of, other.path, other.text, \
            other.saved_at, NULL AS replaced FROM (SELECT '{OTHER}' AS what, form.draft, form.kind, form.id, draft.author, \
            draft.on_behalf_of, draft_field.path, draft_field.raw AS text, draft_field.saved_at FROM {OPEN_TEXTS} \
            JOIN form ON draft_entry.kind = form.kind AND draft_entry.id = form.id AND draft.id <> form.draft \
            ORDER BY draft_field.saved_at DESC LIMIT {}) AS other \
            UNION ALL SELECT '{TYPED}', form.draft, form.kind, form.id, NULL, NULL, draft_field.path, draft_field.raw, NULL, \
            draft_field.replaced FROM form JOIN draft_field ON draft_field.draft = form.draft AND draft_field.kind = form.kind \
            AND draft_field.id = form.id \
            UNION ALL SELECT 'base', form.draft, form.kind, form.id, NULL, NULL, NULL, revision.body, NULL, NULL FROM form \
            JOIN revision ON revision.kind = form.kind AND revision.id = form.id AND revision.number = form.base",
            places(forms.len(), 4),
            forms.len() * MOST_OTHERS,
        );
        let values = forms
            .iter()
            .fold(Values::new(), |values, ((draft, entry), kept)| values.put(*draft).entry(entry).put(&kept.base));
        self.pools.single().await?.connection().rows_assembled(query, values).await
    }
}

impl Beside {
    fn of(kept: &Kept, rows: Vec<Row>) -> Result<Self, Unreadable> {
        let (own, typed, replaced) = (kept.own.clone(), Raws::new(), Raws::new());
        let mut beside = Self { own, typed, replaced, base: None, others: Vec::new() };
        for Row { what, author, on_behalf_of, path, text, saved_at, replaced, .. } in rows {
            match (&*what, path) {
                (TYPED, Some(path)) => {
                    beside.replaced.extend(replaced.map(|replaced| (path.clone(), replaced)));
                    beside.typed.insert(path, text);
                }
                (OTHER, Some(path)) => beside.others.push(OpenChange {
                    who: author.unwrap_or_default(),
                    on_behalf_of: on_behalf_of.and_then(|slug| Slug::new(slug).ok()),
                    path,
                    raw: text,
                    at: saved_at.unwrap_or_default(),
                }),
                _ => beside.base = Some(parts::json(&text)?).filter(|body: &Value| !body.is_null()),
            }
        }
        beside.others.sort_by_key(|change| Reverse(change.at));
        Ok(beside)
    }
}
