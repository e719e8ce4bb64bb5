//! Changes, revisions and the version: how the records came to be as they are.

use super::{
    EntryState, canonical,
    connection::{Connection, StoreResult, places, rounded},
    error::StoreError,
    parts,
    value::{Unreadable, Values, read},
    writes::Writes,
};
use app::domain::{
    change::{Change, Edit, RevisionNo, Version},
    record::{EntryId, Kind},
    slug::Slug,
    text::Text,
};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// The state in which a change is that was made at once, without review.
const APPROVED: &str = "approved";

/// How many entries are asked for in one query.
pub(super) const AT_ONCE: usize = 256;

/// The version of the published records.
pub(super) async fn version(connection: &mut Connection<'_>) -> StoreResult<Version> {
    let version = connection.number("SELECT version FROM state", Values::new()).await?;
    version.map(Version).ok_or_else(|| StoreError::Damaged("the row with the version is missing".into()))
}

/// What tells the state of a version from every other one: the hash of the change that made it, which is over everything
/// before it too. Empty before the first change.
pub(super) async fn mark(connection: &mut Connection<'_>, version: Version) -> StoreResult<String> {
    const QUERY: &str = "SELECT audit.hash FROM change JOIN audit ON audit.target = 'change/' || change.id \
        WHERE change.version = $1 AND audit.action = 'commit'";
    let mark: Option<(String,)> = connection.row(QUERY, Values::new().put(&version)).await?;
    Ok(mark.map(|(mark,)| mark).unwrap_or_default())
}

/// Counts the version up. The first thing that a writer does: on PostgreSQL it makes others wait for the row.
pub(super) async fn next_version(connection: &mut Connection<'_>) -> StoreResult<Version> {
    let version = connection.number("UPDATE state SET version = version + 1 RETURNING version", Values::new()).await?;
    version.map(Version).ok_or_else(|| StoreError::Damaged("the row with the version is missing".into()))
}

/// The version that a change made, if it was made before.
pub(super) async fn made_before(connection: &mut Connection<'_>, key: &Text) -> StoreResult<Option<Version>> {
    const QUERY: &str = "SELECT version FROM change WHERE idempotency_key = $1 AND version IS NOT NULL";
    Ok(connection.number(QUERY, Values::new().put(key)).await?.map(Version))
}

#[derive(sqlx::FromRow)]
struct StateRow {
    kind: String,
    id: String,
    revision: i64,
    archived: bool,
}

/// How every entry stands.
pub(super) async fn entries(connection: &mut Connection<'_>) -> StoreResult<BTreeMap<EntryId, EntryState>> {
    const QUERY: &str = "SELECT kind, id, revision, archived_at IS NOT NULL AS archived FROM entry";
    connection.rows::<StateRow>(QUERY, Values::new()).await?.into_iter().map(StateRow::read).collect()
}

/// How one entry stands; `None` when it was never made.
pub(super) async fn state(connection: &mut Connection<'_>, entry: &EntryId) -> StoreResult<Option<EntryState>> {
    const QUERY: &str =
        "SELECT kind, id, revision, archived_at IS NOT NULL AS archived FROM entry WHERE kind = $1 AND id = $2";
    let row = connection.row::<StateRow>(QUERY, Values::new().entry(entry)).await?;
    Ok(row.map(StateRow::read).transpose()?.map(|(_, state)| state))
}

/// How those of some entries stand that were ever made.
pub(super) async fn states(
    connection: &mut Connection<'_>,
    entries: &[&EntryId],
) -> StoreResult<HashMap<EntryId, EntryState>> {
    let mut states = HashMap::new();
    for some in entries.chunks(AT_ONCE) {
        let some = rounded(some.to_vec());
        let query = format!(
            "SELECT kind, id, revision, archived_at IS NOT NULL AS archived FROM entry WHERE (kind, id) IN (VALUES {})",
            places(some.len(), 2)
        );
        let values = some.iter().fold(Values::new(), |values, entry| values.entry(entry));
        for row in connection.rows_assembled::<StateRow>(query, values).await? {
            states.extend([row.read()?]);
        }
    }
    Ok(states)
}

impl StateRow {
    fn read(self) -> StoreResult<(EntryId, EntryState)> {
        let place = format!("{}/{}", self.kind, self.id);
        let read = || -> Result<_, Unreadable> {
            let revision = RevisionNo(read(self.revision)?);
            Ok((parts::entry(self.kind, self.id)?, EntryState { revision, archived: self.archived }))
        };
        read().map_err(|what| StoreError::Damaged(format!("{place}: {what}")))
    }
}

/// The body of a revision; null for an archived entry.
pub(super) async fn body(connection: &mut Connection<'_>, entry: &EntryId, number: RevisionNo) -> StoreResult<Value> {
    const QUERY: &str = "SELECT body FROM revision WHERE kind = $1 AND id = $2 AND number = $3";
    let row: Option<(String,)> = connection.row(QUERY, Values::new().entry(entry).put(&number)).await?;
    let (body,) = row.ok_or_else(|| StoreError::Damaged(format!("{entry}: its revision {} is missing", number.0)))?;
    parts::json(&body).map_err(|what| StoreError::Damaged(format!("revision {} of {entry}: {what}", number.0)))
}

/// The bodies of revisions, as far as they are there; `null` where the entry was archived.
pub(super) async fn bodies(
    connection: &mut Connection<'_>,
    revisions: &[(&EntryId, RevisionNo)],
) -> StoreResult<HashMap<(EntryId, RevisionNo), Value>> {
    if revisions.is_empty() {
        return Ok(HashMap::new());
    }
    let revisions = rounded(revisions.to_vec());
    let query = format!(
        "SELECT kind, id, number, body FROM revision WHERE (kind, id, number) IN (VALUES {})",
        places(revisions.len(), 3)
    );
    let values = revisions.iter().fold(Values::new(), |values, (entry, number)| values.entry(entry).put(number));
    let rows = connection.rows_assembled::<(String, String, i64, String)>(query, values).await?;
    let read = |(kind, id, number, body): (String, String, i64, String)| {
        let name = (parts::entry(kind, id)?, RevisionNo(read(number)?));
        Ok((name, parts::json(&body)?))
    };
    let bodies: Result<_, Unreadable> = rows.into_iter().map(read).collect();
    bodies.map_err(|what| StoreError::Damaged(format!("a revision: {what}")))
}

/// Who made a revision, for which organisation, and when (milliseconds since 1970, UTC).
pub(super) async fn maker(
    connection: &mut Connection<'_>,
    entry: &EntryId,
    number: RevisionNo,
) -> StoreResult<Option<(String, Option<String>, i64)>> {
    const QUERY: &str = "SELECT change.author, change.on_behalf_of, change.made_at FROM revision JOIN change ON change.id = revision.change_id \
        WHERE revision.kind = $1 AND revision.id = $2 AND revision.number = $3";
    connection.row(QUERY, Values::new().entry(entry).put(&number)).await
}

#[derive(sqlx::FromRow)]
struct BodyRow {
    kind: String,
    id: String,
    body: String,
}

/// The newest bodies of the entries that have changed after a version.
pub(super) async fn latest_since(
    connection: &mut Connection<'_>,
    version: Version,
) -> StoreResult<Vec<(EntryId, Value)>> {
    const QUERY: &str = "SELECT revision.kind, revision.id, revision.body FROM revision \
        JOIN entry ON entry.kind = revision.kind AND entry.id = revision.id AND entry.revision = revision.number \
        WHERE revision.version > $1 ORDER BY revision.kind, revision.id";
    let rows = connection.rows::<BodyRow>(QUERY, Values::new().put(&version)).await?;
    rows.into_iter()
        .map(|row| {
            let place = format!("revision of {}/{}", row.kind, row.id);
            let read = || -> Result<_, Unreadable> { Ok((parts::entry(row.kind, row.id)?, parts::json(&row.body)?)) };
            read().map_err(|what| StoreError::Damaged(format!("{place}: {what}")))
        })
        .collect()
}

/// The entry above one of the kinds that have parents.
pub(super) async fn parent(connection: &mut Connection<'_>, entry: &EntryId) -> StoreResult<Option<EntryId>> {
    let query = match entry.kind {
        Kind::Division => "SELECT parent FROM division WHERE id = $1",
        Kind::Project => "SELECT part_of FROM project WHERE id = $1",
        _ => return Ok(None),
    };
    let row: Option<(Option<String>,)> = connection.row(query, Values::new().put(&entry.id)).await?;
    let slug: Option<Slug> = row
        .and_then(|(parent,)| parent)
        .map(read)
        .transpose()
        .map_err(|what| StoreError::Damaged(format!("{entry}: {what}")))?;
    Ok(slug.map(|slug| EntryId::new(entry.kind, slug)))
}

/// Writes the row of a change and answers its number.
pub(super) async fn record_change(
    connection: &mut Connection<'_>,
    change: &Change,
    version: Version,
    now_ms: i64,
) -> StoreResult<i64> {
    let id = connection.number("SELECT coalesce(max(id), 0) + 1 FROM change", Values::new()).await?.unwrap_or(1);
    const INSERT: &str = "INSERT INTO change (id, idempotency_key, author, on_behalf_of, reason, state, version, made_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = Values::new()
        .put(&id)
        .put(&change.idempotency_key)
        .put(&change.author)
        .put(&change.on_behalf_of)
        .put(&change.reason)
        .put(APPROVED)
        .put(&version)
        .put(&now_ms);
    connection.execute(INSERT, values).await?;
    Ok(id)
}

/// The steps of an edit as they are kept.
pub(super) fn steps(edit: &Edit) -> String {
    canonical::text(&serde_json::json!(edit.ops))
}

/// Gathers the steps of an edit and the revision that they made.
pub(super) fn record_revision(
    writes: &mut Writes,
    (change, position): (i64, i64),
    (entry, base, steps): (&EntryId, RevisionNo, &str),
    (number, version, body): (RevisionNo, Version, &str),
) {
    const EDIT: &str =
        "INSERT INTO change_edit (change_id, position, kind, id, base, ops) VALUES ($1, $2, $3, $4, $5, $6)";
    writes.put(EDIT, Values::new().put(&change).put(&position).entry(entry).put(&base).put(steps));
    const REVISION: &str =
        "INSERT INTO revision (kind, id, number, version, change_id, body) VALUES ($1, $2, $3, $4, $5, $6)";
    writes.put(REVISION, Values::new().entry(entry).put(&number).put(&version).put(&change).put(body));
}
