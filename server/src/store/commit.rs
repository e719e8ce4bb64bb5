//! The one door for writing. A change is made as a whole, in one transaction, or not at all.

use super::{Database, EntryState, audit, canonical, connection::Connection, error::CommitError, head, history, kinds};
use crate::{
    integrity::{self, Surroundings},
    problem::Problem,
};
use app::domain::{
    change::{self, Change, Edit, RevisionNo, Version},
    record::{EntryId, Record},
    rule::Broken,
};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Committed {
    /// The version that the change made; the present one when it made no difference.
    pub version: Version,
    /// Whether a change with the same idempotency key was made before; then this one was not made again.
    pub already: bool,
}

/// What one edit comes to.
struct Step<'a> {
    edit: &'a Edit,
    number: RevisionNo,
    /// `None`: archived.
    record: Option<Record>,
    body: String,
}

impl Database {
    /// Makes a change: the steps of every edit are applied to the present record, the result is checked by the rules of
    /// the domain and those between records, and then records, revisions, the change itself, its audit row and the new
    /// version are written together. `now_ms`: milliseconds since 1970, UTC.
    ///
    /// A change that makes no difference writes nothing and answers with the present version.
    ///
    /// # Errors
    /// [`CommitError::Stale`] when an entry has changed since the author saw it, [`CommitError::Refused`] with every
    /// broken rule, [`CommitError::Store`] when the database fails. Nothing is written then.
    pub async fn commit(&self, change: &Change, now_ms: i64) -> Result<Committed, CommitError> {
        let mut transaction = self.pools.write().await?;
        let (committed, written) = make(&mut transaction.connection(), change, now_ms).await?;
        if written {
            transaction.commit().await?;
        }
        Ok(committed)
    }
}

/// Makes the change on an open transaction; the second value says whether anything was written that has to last.
pub(super) async fn make(
    connection: &mut Connection<'_>,
    change: &Change,
    now_ms: i64,
) -> Result<(Committed, bool), CommitError> {
    let version = history::next_version(connection).await?;
    if let Some(version) = history::made_before(connection, &change.idempotency_key).await? {
        return Ok((Committed { version, already: true }, false));
    }
    let steps = prepare(connection, change).await?;
    if steps.is_empty() {
        return Ok((Committed { version: Version(version.0 - 1), already: false }, false));
    }
    check_rules(connection, &steps).await?;
    let change_id = history::record_change(connection, change, version, now_ms).await?;
    let mut hashes = Vec::with_capacity(steps.len());
    for (position, step) in (0_i64..).zip(&steps) {
        let entry = &step.edit.entry;
        match &step.record {
            Some(record) => {
                head::save(connection, record, step.number, version).await?;
                kinds::save(connection, record).await?;
            }
            None => head::archive(connection, entry, step.number, version, now_ms).await?,
        }
        history::record_revision(connection, change_id, position, step.edit, (step.number, version, &step.body))
            .await?;
        hashes.push(audit::of_edit(
            (entry.kind.code(), entry.id.as_str()),
            i64::from(step.edit.base.0),
            &history::steps(step.edit),
            i64::from(step.number.0),
            &step.body,
        ));
    }
    if let Some(row) = audit::change(connection, change_id).await? {
        audit::append(connection, row, hashes).await?;
    }
    Ok((Committed { version, already: false }, true))
}

/// Applies every edit to the present body of its entry; edits that make no difference are left out.
async fn prepare<'a>(connection: &mut Connection<'_>, change: &'a Change) -> Result<Vec<Step<'a>>, CommitError> {
    let (mut steps, mut problems, mut named) = (Vec::new(), Vec::new(), HashSet::new());
    for edit in &change.edits {
        if !named.insert(&edit.entry) {
            let twice = Broken::new("The change names this entry twice.", "本次修改两次提到该条目。");
            problems.push(Problem::broken(edit.entry.to_string(), twice));
            continue;
        }
        match step(connection, edit).await {
            Ok(step) => steps.extend(step),
            Err(CommitError::Refused(more)) => problems.extend(more),
            Err(error) => return Err(error),
        }
    }
    if problems.is_empty() { Ok(steps) } else { Err(CommitError::Refused(problems)) }
}

async fn step<'a>(connection: &mut Connection<'_>, edit: &'a Edit) -> Result<Option<Step<'a>>, CommitError> {
    let entry = &edit.entry;
    let state = history::state(connection, entry).await?;
    let current = state.map_or(RevisionNo(0), |state| state.revision);
    if edit.base != current {
        return Err(CommitError::Stale { entry: entry.clone(), base: edit.base, current });
    }
    let present = match state {
        Some(EntryState { archived: false, .. }) => Some(history::body(connection, entry, current).await?),
        _ => None,
    };
    let after = change::apply(entry, present.as_ref(), &edit.ops).map_err(|rule| CommitError::broken(entry, rule))?;
    let record = after.map(|body| read(entry, &body)).transpose()?;
    let body = canonical::text(&record.as_ref().map_or(Value::Null, Record::to_json));
    if body == canonical::text(&present.unwrap_or_default()) {
        return Ok(None);
    }
    Ok(Some(Step { edit, number: RevisionNo(current.0 + 1), record, body }))
}

/// Reads the body after the steps by the rules of the domain.
fn read(entry: &EntryId, body: &Value) -> Result<Record, CommitError> {
    let refuse = |place: String, rule: Broken| CommitError::Refused(vec![Problem::broken(place, rule)]);
    let mut track = serde_path_to_error::Track::new();
    let record = Record::deserialize_as(entry.kind, serde_path_to_error::Deserializer::new(body, &mut track)).map_err(
        |what| {
            let zh = format!("该字段的内容不符合规则（{what}）。");
            refuse(format!("{entry} {}", track.path()), Broken::new(what.to_string(), zh))
        },
    )?;
    if record.entry_id() == *entry {
        Ok(record)
    } else {
        let fixed = Broken::new("The identifier of an entry cannot be changed.", "条目的标识不能更改。");
        Err(refuse(format!("{entry} id"), fixed))
    }
}

/// Checks the rules between records, on the state that the change leads to.
async fn check_rules(connection: &mut Connection<'_>, steps: &[Step<'_>]) -> Result<(), CommitError> {
    let around = surroundings(connection, steps).await?;
    let mut problems = Vec::new();
    let mut complain = |record: &Record| {
        let entry = record.entry_id();
        let references = integrity::references(record);
        let missing = |field: &str| {
            let named = references.iter().find(|one| one.field == field && !around.known.contains(&one.target));
            named.map(|one| one.target.clone())
        };
        let breaches = integrity::check(record, &around).into_iter();
        problems.extend(breaches.map(|breach| {
            let missing = missing(&breach.field);
            Problem::broken(format!("{entry} {}", breach.field), breach.rule).naming(missing)
        }));
    };
    steps.iter().filter_map(|step| step.record.as_ref()).for_each(&mut complain);
    let archived: HashSet<&EntryId> =
        steps.iter().filter(|step| step.record.is_none()).map(|step| &step.edit.entry).collect();
    if !archived.is_empty() {
        // Rare, and then everything that is published may refer to what goes.
        let touched: HashSet<&EntryId> = steps.iter().map(|step| &step.edit.entry).collect();
        for record in kinds::load(connection).await?.iter().filter(|record| !touched.contains(&record.entry_id())) {
            for reference in integrity::references(&record).iter().filter(|one| archived.contains(&one.target)) {
                let rule = Broken::new(
                    format!("It refers to {}, which would be archived.", reference.target),
                    format!("此处引用了将被归档的条目 {}。", reference.target),
                );
                let problem = Problem::broken(format!("{} {}", record.entry_id(), reference.field), rule);
                problems.push(problem.naming(Some(reference.target.clone())));
            }
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(CommitError::Refused(problems)) }
}

/// Looks up what the changed records refer to: among themselves first, then in the database.
async fn surroundings(connection: &mut Connection<'_>, steps: &[Step<'_>]) -> Result<Surroundings, CommitError> {
    let own: HashMap<&EntryId, bool> = steps.iter().map(|step| (&step.edit.entry, step.record.is_some())).collect();
    let mut around = Surroundings::default();
    around.known.extend(own.iter().filter(|(_, published)| **published).map(|(entry, _)| (*entry).clone()));
    let records = || steps.iter().filter_map(|step| step.record.as_ref());
    around.parents.extend(records().filter_map(|r| Some((r.entry_id(), integrity::parent(r)?.target))));
    let mut asked = HashSet::new();
    for target in records().flat_map(integrity::references).map(|reference| reference.target) {
        if !own.contains_key(&target)
            && asked.insert(target.clone())
            && history::state(connection, &target).await?.is_some_and(|state| !state.archived)
        {
            around.known.insert(target);
        }
    }
    let mut climbing: Vec<EntryId> = around.parents.values().cloned().collect();
    while let Some(entry) = climbing.pop() {
        if own.contains_key(&entry) || around.parents.contains_key(&entry) {
            continue;
        }
        if let Some(parent) = history::parent(connection, &entry).await? {
            around.parents.insert(entry, parent.clone());
            climbing.push(parent);
        }
    }
    Ok(around)
}
