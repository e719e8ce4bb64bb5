//! What the answer to a saving says besides. It is read when the saving lasts, while the next ones are made.

use super::{
    OpenChange,
    load::open_changes,
    save::{Kept, Save},
};
use crate::store::{
    Database,
    connection::{Connection, StoreResult, places, rounded},
    error::StoreError,
    history, parts,
    value::Values,
};
use app::domain::{change::RevisionNo, form::Raws, record::EntryId, slug::Slug};
use serde_json::Value;
use std::{
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
    /// The body that its editor started from; `None` for a new one and where it was archived.
    pub base: Option<Value>,
    /// What other open drafts say about the entry, the newest first.
    pub others: Vec<OpenChange>,
}

/// An entry in a draft.
type Place<'a> = (&'a Slug, &'a EntryId);

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
        let mut single = self.pools.single().await?;
        let mut connection = single.connection();
        let mut typed = typed(&mut connection, made.keys().copied()).await?;
        let started: Vec<(&EntryId, RevisionNo)> =
            made.iter().filter(|(_, kept)| kept.base.0 > 0).map(|((_, entry), kept)| (*entry, kept.base)).collect();
        let bodies = history::bodies(&mut connection, &started).await?;
        let others = open_changes(&mut connection, &made.keys().map(|(_, entry)| *entry).collect()).await?;
        let beside = made.into_iter().map(|((draft, entry), kept)| {
            let of_others = |(of, about, _): &&(String, EntryId, OpenChange)| of != draft.as_str() && about == entry;
            let beside = Beside {
                own: kept.own.clone(),
                typed: typed.remove(&(draft.to_string(), entry.clone())).unwrap_or_default(),
                base: bodies.get(&(entry.clone(), kept.base)).filter(|body| !body.is_null()).cloned(),
                others: others.iter().filter(of_others).map(|(_, _, change)| change.clone()).collect(),
            };
            ((draft, entry), Arc::new(beside))
        });
        Ok(beside.collect())
    }
}

#[derive(sqlx::FromRow)]
struct TypedRow {
    draft: String,
    kind: String,
    id: String,
    path: String,
    raw: String,
}

/// What is typed in forms.
async fn typed(
    connection: &mut Connection<'_>,
    forms: impl Iterator<Item = Place<'_>>,
) -> StoreResult<HashMap<(String, EntryId), Raws>> {
    let forms = rounded(forms.collect());
    let query = format!(
        "SELECT draft, kind, id, path, raw FROM draft_field WHERE (draft, kind, id) IN (VALUES {})",
        places(forms.len(), 3)
    );
    let values = forms.iter().fold(Values::new(), |values, (draft, entry)| values.put(*draft).entry(entry));
    let mut typed: HashMap<_, Raws> = HashMap::new();
    for row in connection.rows_assembled::<TypedRow>(query, values).await? {
        let entry = parts::entry(row.kind, row.id)
            .map_err(|what| StoreError::Damaged(format!("draft {}: {what}", row.draft)))?;
        typed.entry((row.draft, entry)).or_default().insert(row.path, row.raw);
    }
    Ok(typed)
}
