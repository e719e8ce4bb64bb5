//! What every record has: one row in `entry`, its pillars and its citations.

use super::{
    connection::{Connection, StoreResult},
    error::StoreError,
    parts,
    value::{Unreadable, Values, optional, read},
    writes::Writes,
};
use app::domain::{
    change::{RevisionNo, Version},
    pillar::Pillar,
    record::{EntryId, Kind, Record},
    slug::Slug,
    source::Citation,
    text::{Name, Phrase, Text},
};
use std::collections::HashMap;

const SELECT: &str = "SELECT kind, id, name_zh, name_en, name_zh_status, summary_zh, summary_en, garbled, reading_note \
    FROM entry WHERE archived_at IS NULL";

const UPSERT: &str = "INSERT INTO entry (kind, id, revision, version, archived_at, name_zh, name_en, name_zh_status, \
    summary_zh, summary_en, garbled, reading_note) \
    VALUES ($1, $2, $3, $4, NULL, $5, $6, $7, $8, $9, $10, $11) \
    ON CONFLICT (kind, id) DO UPDATE SET revision = excluded.revision, version = excluded.version, archived_at = NULL, \
    name_zh = excluded.name_zh, name_en = excluded.name_en, name_zh_status = excluded.name_zh_status, \
    summary_zh = excluded.summary_zh, summary_en = excluded.summary_en, garbled = excluded.garbled, \
    reading_note = excluded.reading_note";

/// The fields that every record has, on their way out of the database.
pub(super) struct Head {
    pub(super) id: Slug,
    pub(super) name: Option<Name>,
    pub(super) summary: Phrase,
    pub(super) pillars: Vec<Pillar>,
    pub(super) garbled: bool,
    pub(super) reading_note: Option<Text>,
    pub(super) citations: Vec<Citation>,
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    id: String,
    name_zh: Option<String>,
    name_en: Option<String>,
    name_zh_status: Option<String>,
    summary_zh: Option<String>,
    summary_en: Option<String>,
    garbled: bool,
    reading_note: Option<String>,
}

#[derive(sqlx::FromRow)]
struct PillarRow {
    kind: String,
    id: String,
    pillar: String,
}

#[derive(sqlx::FromRow)]
struct CitationRow {
    kind: String,
    id: String,
    source: String,
    paragraph: Option<i64>,
    locator: String,
}

/// The heads of all published records, by kind and slug.
pub(super) struct Heads(HashMap<Kind, HashMap<String, Head>>);

impl Heads {
    /// Reads them all.
    pub(super) async fn load(connection: &mut Connection<'_>) -> StoreResult<Self> {
        let mut pillars: HashMap<(String, String), Vec<String>> = HashMap::new();
        const PILLARS: &str = "SELECT kind, id, pillar FROM entry_pillar ORDER BY kind, id, position";
        for row in connection.rows::<PillarRow>(PILLARS, Values::new()).await? {
            pillars.entry((row.kind, row.id)).or_default().push(row.pillar);
        }
        let mut citations: HashMap<(String, String), Vec<CitationRow>> = HashMap::new();
        const CITATIONS: &str = "SELECT kind, id, source, paragraph, locator FROM citation ORDER BY kind, id, position";
        for row in connection.rows::<CitationRow>(CITATIONS, Values::new()).await? {
            citations.entry((row.kind.clone(), row.id.clone())).or_default().push(row);
        }
        let mut heads: HashMap<Kind, HashMap<String, Head>> = HashMap::new();
        for row in connection.rows::<Row>(SELECT, Values::new()).await? {
            let (place, id) = (format!("{}/{}", row.kind, row.id), row.id.clone());
            let key = (row.kind.clone(), row.id.clone());
            let lists = (pillars.remove(&key).unwrap_or_default(), citations.remove(&key).unwrap_or_default());
            let (kind, head) =
                row.read(lists.0, lists.1).map_err(|what| StoreError::Damaged(format!("{place}: {what}")))?;
            heads.entry(kind).or_default().insert(id, head);
        }
        Ok(Self(heads))
    }

    /// The head of one record; `None` when it is archived.
    pub(super) fn take(&mut self, kind: Kind, id: &str) -> Option<Head> {
        self.0.get_mut(&kind)?.remove(id)
    }

    /// Records that have a head and nothing else; there are none in a sound database.
    pub(super) fn left(self) -> Vec<(Kind, String)> {
        self.0.into_iter().flat_map(|(kind, heads)| heads.into_keys().map(move |id| (kind, id))).collect()
    }
}

impl Row {
    fn read(self, pillars: Vec<String>, citations: Vec<CitationRow>) -> Result<(Kind, Head), Unreadable> {
        let name = match (self.name_zh, self.name_en, self.name_zh_status) {
            (Some(zh), Some(en), Some(status)) => Some(Name { zh: read(zh)?, en: read(en)?, zh_status: read(status)? }),
            _ => None,
        };
        let head = Head {
            id: read(self.id)?,
            name,
            summary: parts::phrase(self.summary_zh, self.summary_en)?,
            pillars: pillars.into_iter().map(read).collect::<Result<_, _>>()?,
            garbled: self.garbled,
            reading_note: optional(self.reading_note)?,
            citations: citations.into_iter().map(CitationRow::read).collect::<Result<_, _>>()?,
        };
        Ok((read(self.kind)?, head))
    }
}

impl CitationRow {
    fn read(self) -> Result<Citation, Unreadable> {
        Ok(Citation { source: read(self.source)?, paragraph: optional(self.paragraph)?, locator: read(self.locator)? })
    }
}

/// Gathers the rows of a record's head, with its new revision.
pub(super) fn save(writes: &mut Writes, record: &Record, revision: RevisionNo, version: Version) {
    let (entry, head) = (record.entry_id(), record.head());
    let values = Values::new()
        .entry(&entry)
        .put(&revision)
        .put(&version)
        .put_optional(head.name.map(|name| &name.zh))
        .put_optional(head.name.map(|name| &name.en))
        .put_optional(head.name.map(|name| &name.zh_status))
        .phrase(head.summary)
        .put(&head.garbled)
        .put_optional(head.reading_note);
    writes.put(UPSERT, values);
    writes.take_out("DELETE FROM entry_pillar WHERE kind = $1 AND id = $2", Values::new().entry(&entry));
    for (position, pillar) in (0_i64..).zip(head.pillars) {
        const INSERT: &str = "INSERT INTO entry_pillar (kind, id, position, pillar) VALUES ($1, $2, $3, $4)";
        writes.put(INSERT, Values::new().entry(&entry).put(&position).put(pillar));
    }
    writes.take_out("DELETE FROM citation WHERE kind = $1 AND id = $2", Values::new().entry(&entry));
    for (position, citation) in (0_i64..).zip(head.citations) {
        const INSERT: &str = "INSERT INTO citation (kind, id, position, source, paragraph, locator) \
            VALUES ($1, $2, $3, $4, $5, $6)";
        let values = Values::new().entry(&entry).put(&position);
        writes.put(INSERT, values.put(&citation.source).put(&citation.paragraph).put(&citation.locator));
    }
}

/// Takes a record out of what is published. Its rows stay, so that what it says can be asked for.
pub(super) async fn archive(
    connection: &mut Connection<'_>,
    entry: &EntryId,
    revision: RevisionNo,
    version: Version,
    now_ms: i64,
) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE entry SET revision = $3, version = $4, archived_at = $5 WHERE kind = $1 AND id = $2";
    connection.execute(UPDATE, Values::new().entry(entry).put(&revision).put(&version).put(&now_ms)).await?;
    Ok(())
}
