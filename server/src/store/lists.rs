//! Lists of a record: one table each, with the owner, the position and the item.

use super::{
    connection::{Connection, StoreResult},
    parts,
    value::{Unreadable, Values, read},
    writes::Writes,
};
use app::domain::{slug::Slug, text::Phrase};
use std::collections::HashMap;

/// The two statements that write a list.
pub(super) struct List {
    /// Takes out all items of an owner (`$1`).
    pub(super) delete: &'static str,
    /// Puts in an item: owner, position, then the columns of the item.
    pub(super) insert: &'static str,
}

impl List {
    /// Gathers the rows of a list, in the place of the owner's present one.
    pub(super) fn write<T>(&self, writes: &mut Writes, owner: &Slug, items: &[T], put: impl Fn(Values, &T) -> Values) {
        writes.take_out(self.delete, Values::new().put(owner));
        for (position, item) in (0_i64..).zip(items) {
            writes.put(self.insert, put(Values::new().put(owner).put(&position), item));
        }
    }
}

#[derive(sqlx::FromRow)]
struct SlugRow {
    owner: String,
    item: String,
}

/// Lists of slugs, by owner.
pub(super) struct Slugs(HashMap<String, Vec<String>>);

impl Slugs {
    /// Reads them all from a query with the columns `owner` and `item`, in order.
    pub(super) async fn load(connection: &mut Connection<'_>, query: &'static str) -> StoreResult<Self> {
        let mut lists: HashMap<String, Vec<String>> = HashMap::new();
        for row in connection.rows::<SlugRow>(query, Values::new()).await? {
            lists.entry(row.owner).or_default().push(row.item);
        }
        Ok(Self(lists))
    }

    /// The list of one owner.
    pub(super) fn take(&mut self, owner: &str) -> Result<Vec<Slug>, Unreadable> {
        self.0.remove(owner).unwrap_or_default().into_iter().map(read).collect()
    }
}

#[derive(sqlx::FromRow)]
struct PhraseRow {
    owner: String,
    text_zh: Option<String>,
    text_en: Option<String>,
}

/// Lists of phrases, by owner.
pub(super) struct Phrases(HashMap<String, Vec<PhraseRow>>);

impl Phrases {
    /// Reads them all from a query with the columns `owner`, `text_zh` and `text_en`, in order.
    pub(super) async fn load(connection: &mut Connection<'_>, query: &'static str) -> StoreResult<Self> {
        let mut lists: HashMap<String, Vec<PhraseRow>> = HashMap::new();
        for row in connection.rows::<PhraseRow>(query, Values::new()).await? {
            lists.entry(row.owner.clone()).or_default().push(row);
        }
        Ok(Self(lists))
    }

    /// The list of one owner.
    pub(super) fn take(&mut self, owner: &str) -> Result<Vec<Phrase>, Unreadable> {
        let rows = self.0.remove(owner).unwrap_or_default();
        rows.into_iter().map(|row| parts::phrase(row.text_zh, row.text_en)).collect()
    }
}
