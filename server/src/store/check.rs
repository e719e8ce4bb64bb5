//! `atlas check`: whether the database is what the program wrote.

use super::{
    Database,
    audit::{self, ChangeRow, Link},
    canonical,
    connection::{Connection, StoreResult},
    error::StoreError,
    history, kinds,
    value::Values,
};
use crate::{
    integrity::{self, Surroundings},
    problem::Problem,
};
use app::domain::{
    audit::Action,
    change::Version,
    record::{EntryId, Record, Records},
};
use serde_json::Value;
use std::collections::HashMap;

impl Database {
    /// Everything that is wrong: rows that break a rule, references that lead nowhere, records that differ from their
    /// latest revision, gaps in the revisions, a version that does not fit, and a broken audit chain. Empty when sound.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub async fn check(&self) -> Result<Vec<Problem>, StoreError> {
        all(&mut self.pools.read().await?.connection()).await
    }
}

/// The same on a transaction that is open.
pub(super) async fn all(connection: &mut Connection<'_>) -> StoreResult<Vec<Problem>> {
    let mut problems = Vec::new();
    check_file(connection, &mut problems).await?;
    match kinds::load(connection).await {
        Ok(records) => {
            check_references(&records, &mut problems);
            check_revisions(connection, &records, &mut problems).await?;
        }
        Err(StoreError::Damaged(what)) => {
            problems.push(Problem::new("records", format!("A row breaks a rule: {what}.")))
        }
        Err(error) => return Err(error),
    }
    check_version(connection, &mut problems).await?;
    check_chain(connection, &mut problems).await?;
    Ok(problems)
}

#[derive(sqlx::FromRow)]
struct BrokenKey {
    table: String,
    rowid: Option<i64>,
    parent: String,
}

/// SQLite checks its own file, and the references of rows that are not published any more: a program that forgot to ask
/// for it can break those. PostgreSQL's server answers for its own.
async fn check_file(connection: &mut Connection<'_>, problems: &mut Vec<Problem>) -> StoreResult<()> {
    if let Connection::Sqlite(_) = connection {
        let answers: Vec<(String,)> = connection.rows("PRAGMA integrity_check", Values::new()).await?;
        for (answer,) in answers.into_iter().filter(|(answer,)| answer != "ok") {
            problems.push(Problem::new("file", format!("The file is damaged: {answer}.")));
        }
        for row in connection.rows::<BrokenKey>("PRAGMA foreign_key_check", Values::new()).await? {
            let place = format!("{} {}", row.table, row.rowid.map(|id| format!("row {id}")).unwrap_or_default());
            problems.push(Problem::new(
                place.trim_end(),
                format!("It refers to a row of {} that is not there.", row.parent),
            ));
        }
    }
    Ok(())
}

fn check_references(records: &Records, problems: &mut Vec<Problem>) {
    let mut around = Surroundings::default();
    around.known.extend(records.iter().map(|record| record.entry_id()));
    around.parents.extend(records.iter().filter_map(|r| Some((r.entry_id(), integrity::parent(&r)?.target))));
    for record in records.iter() {
        for breach in integrity::check(&record, &around) {
            problems.push(Problem::new(format!("{} {}", record.entry_id(), breach.field), breach.rule.en));
        }
    }
}

#[derive(sqlx::FromRow)]
struct Spread {
    kind: String,
    id: String,
    lowest: i64,
    highest: i64,
    number: i64,
}

/// Every record equals its latest revision, and revisions are counted from 1 without a gap.
async fn check_revisions(
    connection: &mut Connection<'_>,
    records: &Records,
    problems: &mut Vec<Problem>,
) -> StoreResult<()> {
    const SPREAD: &str = "SELECT kind, id, min(number) AS lowest, max(number) AS highest, count(*) AS number \
        FROM revision GROUP BY kind, id";
    let mut spreads: HashMap<(String, String), Spread> = HashMap::new();
    for spread in connection.rows::<Spread>(SPREAD, Values::new()).await? {
        spreads.insert((spread.kind.clone(), spread.id.clone()), spread);
    }
    let states = history::entries(connection).await?;
    for (entry, state) in &states {
        let spread = spreads.remove(&(entry.kind.code().to_owned(), entry.id.as_str().to_owned()));
        let counted =
            spread.is_some_and(|s| s.lowest == 1 && s.highest == s.number && s.highest == i64::from(state.revision.0));
        if !counted {
            problems.push(Problem::new(entry.to_string(), "Its revisions are not counted from 1 to the present one."));
        }
    }
    for (kind, id) in spreads.into_keys() {
        problems.push(Problem::new(format!("{kind}/{id}"), "It has revisions, but no row of its own."));
    }
    let mut bodies: HashMap<EntryId, Value> =
        history::latest_since(connection, Version(0)).await?.into_iter().collect();
    for entry in states.keys() {
        // Read as a record first: a body from before a field was added says the same as one with that field unknown.
        let latest = bodies.remove(entry).map(|body| match Record::from_json(entry.kind, &body) {
            Ok(record) => record.to_json(),
            Err(_) => body,
        });
        let present = records.get(entry).as_ref().map_or(Value::Null, Record::to_json);
        if latest.is_none_or(|latest| canonical::text(&latest) != canonical::text(&present)) {
            problems.push(Problem::new(entry.to_string(), "It differs from its latest revision."));
        }
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Versions {
    highest: Option<i64>,
    number: i64,
}

/// The version is that of the last change, and every version has a change.
async fn check_version(connection: &mut Connection<'_>, problems: &mut Vec<Problem>) -> StoreResult<()> {
    let version = history::version(connection).await?;
    const QUERY: &str = "SELECT max(version) AS highest, count(version) AS number FROM change";
    let fits = connection
        .row::<Versions>(QUERY, Values::new())
        .await?
        .is_some_and(|row| row.highest.unwrap_or_default() == version.0 && row.number == version.0);
    if !fits {
        problems.push(Problem::new("version", format!("The changes do not lead to version {}.", version.0)));
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct LinkRow {
    #[sqlx(flatten)]
    link: Link,
    hash: String,
}

#[derive(sqlx::FromRow)]
struct EditRow {
    change_id: i64,
    kind: String,
    id: String,
    base: i64,
    ops: String,
    number: i64,
    body: String,
}

/// Every row of the chain hashes to what stands beside it, follows the one before, and covers the change as it is kept.
async fn check_chain(connection: &mut Connection<'_>, problems: &mut Vec<Problem>) -> StoreResult<()> {
    const CHANGES: &str = "SELECT id, idempotency_key, author, on_behalf_of, reason, state, version, made_at \
        FROM change WHERE version IS NOT NULL";
    const EDITS: &str = "SELECT change_edit.change_id, change_edit.kind, change_edit.id, change_edit.base, \
        change_edit.ops, revision.number, revision.body FROM change_edit \
        JOIN revision ON revision.change_id = change_edit.change_id AND revision.kind = change_edit.kind \
        AND revision.id = change_edit.id ORDER BY change_edit.change_id, change_edit.position";
    const LINKS: &str = "SELECT seq, version, made_at, actor, action, target, reason, content, prev, hash \
        FROM audit ORDER BY seq";
    let mut edits: HashMap<i64, Vec<Value>> = HashMap::new();
    for row in connection.rows::<EditRow>(EDITS, Values::new()).await? {
        let hash = audit::of_edit((&row.kind, &row.id), row.base, &row.ops, row.number, &row.body);
        edits.entry(row.change_id).or_default().push(hash);
    }
    let mut contents: HashMap<String, String> = HashMap::new();
    for change in connection.rows::<ChangeRow>(CHANGES, Values::new()).await? {
        let content = audit::of_change(&change, edits.remove(&change.id).unwrap_or_default());
        contents.insert(audit::target(change.id), content);
    }
    let mut prev = audit::BEGINNING.to_owned();
    for (expected, row) in (1_i64..).zip(connection.rows::<LinkRow>(LINKS, Values::new()).await?) {
        let place = format!("audit {}", row.link.seq);
        if row.link.seq != expected || row.link.prev != prev {
            problems.push(Problem::new(&place, "It does not follow the row before it."));
        }
        if row.link.hash() != row.hash {
            problems.push(Problem::new(&place, "It was altered: its hash is not that of its content."));
        }
        let kept = if row.link.action == Action::Commit.code() {
            contents.remove(&row.link.target)
        } else {
            Some(String::new())
        };
        if kept.as_ref() != Some(&row.link.content) {
            let sentence = format!("What is kept of {} is not what was done then.", row.link.target);
            problems.push(Problem::new(&place, sentence));
        }
        prev = row.hash;
    }
    for target in contents.into_keys() {
        problems.push(Problem::new(target, "It has no row in the audit chain."));
    }
    Ok(())
}
