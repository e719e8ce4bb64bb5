//! `atlas check`: whether the database is what the program wrote.

use super::{
    Database, canonical, check_chain,
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
    check_chain::check(connection, &mut problems).await?;
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
