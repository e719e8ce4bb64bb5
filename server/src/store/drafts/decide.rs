//! Approving: the steps are merged onto the current revisions and published as one change, in the transaction that also
//! says so in the draft and in the audit.

use super::{
    DraftError, decision::change_key, misplaced::misplaced, returns, review, review::answer_entry, rows::whole, steps,
    target,
};
use crate::problem::Problem;
use crate::store::{
    Database, EntryState, audit, commit, connection::Connection, error::StoreError, history, value::Values,
};
use app::domain::{
    account::Official,
    audit::{Action, Deed},
    change::{Change, Edit, Op, RevisionNo, Version},
    draft::{Draft, DraftEntry, DraftState, Verdict},
    form::field_of,
    merge::{self, Choice, Conflict, Keep},
    record::EntryId,
    rule::Broken,
    slug::Slug,
    text::Text,
};
/// What an official approves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Approval {
    /// The round that the official has seen; `None` for one's own change, sent a moment before.
    pub round: Option<u32>,
    /// What is left out and goes back: whole entries, or single fields of them. Everything else is published.
    pub left_out: Vec<(EntryId, Option<String>)>,
    /// Why something is left out.
    pub reason: Option<Text>,
    /// What is said to single entries.
    pub answers: Vec<(EntryId, Text)>,
    /// Decisions on conflicts.
    pub choices: Vec<EntryChoice>,
}

/// A decision on a conflict of one entry.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryChoice {
    /// The entry.
    pub entry: EntryId,
    /// The decision.
    pub choice: Choice,
}

/// Fields that somebody else has set meanwhile, with who did.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflicts {
    /// The entry.
    pub entry: EntryId,
    /// Its fields.
    pub conflicts: Vec<Conflict>,
    /// The author of the current revision: `account/…`, or a part of the program.
    pub author: String,
    /// The organisation that it was made for.
    pub on_behalf_of: Option<Slug>,
    /// When that was made: milliseconds since 1970, UTC.
    pub at: i64,
}

/// What became of an approval.
#[derive(Clone, Debug, PartialEq)]
pub enum Decided {
    /// It is published, with this version.
    Published(Version),
    /// Nothing was done: a person has to decide first.
    Conflicts(Vec<Conflicts>),
}

impl Database {
    /// Approves a draft, or some of it.
    ///
    /// # Errors
    /// [`DraftError::NotFound`]; [`DraftError::Closed`] when it does not wait any more; [`DraftError::SentAgain`];
    /// [`DraftError::Empty`] when everything is left out; [`DraftError::Refused`] when what would be published breaks a rule;
    /// those of the database.
    pub async fn approve_draft(
        &self,
        official: &Official,
        id: &Slug,
        approval: &Approval,
        within: impl Fn(&Slug, &Slug) -> bool + Send + Sync,
        now_ms: i64,
    ) -> Result<Decided, DraftError> {
        let _turn = self.deciding.lock().await;
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        let (actor, target) = (official.author(), target(id.as_str()));
        let deed = Deed { actor: &actor, action: Action::Approve, target: &target, reason: approval.reason.as_ref() };
        // This takes the lock of writers: from here on nobody else publishes, so what is merged is what is current.
        audit::record(&mut connection, &deed, now_ms).await?;
        let row = review::seen(&mut connection, official, id, &within).await?;
        let draft = whole(&mut connection, row).await?;
        if draft.state != DraftState::Submitted {
            return Err(DraftError::Closed);
        }
        review::is_round(&draft, approval.round)?;
        let merged = merge_all(&mut connection, &draft, approval).await?;
        if !merged.conflicts.is_empty() {
            return Ok(Decided::Conflicts(merged.conflicts));
        }
        if merged.taken.is_empty() {
            return Err(DraftError::Empty);
        }
        let change = Change {
            idempotency_key: text(change_key(id, draft.round))?,
            author: draft.author.clone(),
            on_behalf_of: draft.on_behalf_of.clone(),
            reason: draft.reason.clone().map_or_else(|| text("—".into()), Ok)?,
            edits: merged.edits.clone(),
        };
        let (committed, written) = commit::make(&mut connection, &change, now_ms).await?;
        if !written {
            // Nothing differs any more, and the version must not be counted up for that.
            drop(transaction);
            transaction = self.pools.write().await?;
            audit::record(&mut transaction.connection(), &deed, now_ms).await?;
        }
        close(&mut transaction.connection(), &draft, approval, &merged, (&actor, committed.version), now_ms).await?;
        transaction.commit().await?;
        Ok(Decided::Published(committed.version))
    }

    /// Every conflict of a draft that waits, whether one was decided before or not. `left_out`: as in [`Approval`].
    ///
    /// # Errors
    /// [`DraftError::NotFound`]; [`DraftError::Refused`] when a step can no longer be done; those of the database.
    pub async fn draft_conflicts(
        &self,
        official: &Official,
        id: &Slug,
        left_out: Vec<(EntryId, Option<String>)>,
        within: impl Fn(&Slug, &Slug) -> bool + Send + Sync,
    ) -> Result<Vec<Conflicts>, DraftError> {
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let row = review::seen(&mut connection, official, id, &within).await?;
        let draft = whole(&mut connection, row).await?;
        let approval = Approval { left_out, ..Approval::default() };
        Ok(merge_all(&mut connection, &draft, &approval).await?.conflicts)
    }
}

/// A draft brought onto what is published now.
#[derive(Default)]
struct Merged {
    /// Entries of which something is approved, with the fields that stay behind.
    taken: Vec<(EntryId, Vec<String>)>,
    edits: Vec<Edit>,
    conflicts: Vec<Conflicts>,
    settled: Vec<(EntryId, Conflict, Keep)>,
}

async fn merge_all(connection: &mut Connection<'_>, draft: &Draft, approval: &Approval) -> Result<Merged, DraftError> {
    let mut merged = Merged::default();
    for part in draft.entries.iter().filter(|part| part.verdict != Verdict::Approved && !part.ops.is_empty()) {
        let entry = &part.entry;
        let left = || approval.left_out.iter().filter(move |(one, _)| one == entry).map(move |(_, field)| field);
        if left().any(Option::is_none) {
            continue;
        }
        let fields: Vec<String> = left().flatten().cloned().collect();
        let ops: Vec<Op> = part
            .ops
            .iter()
            .filter(|op| !op_field(op).is_some_and(|f| fields.iter().any(|l| l == f)))
            .cloned()
            .collect();
        if ops.is_empty() {
            continue;
        }
        merge_one(connection, part, ops, approval, &mut merged).await?;
        merged.taken.push((part.entry.clone(), fields));
    }
    Ok(merged)
}

async fn merge_one(
    connection: &mut Connection<'_>,
    part: &DraftEntry,
    ops: Vec<Op>,
    approval: &Approval,
    merged: &mut Merged,
) -> Result<(), DraftError> {
    let entry = &part.entry;
    let state = history::state(connection, entry).await?;
    let current_no = state.map_or(RevisionNo(0), |EntryState { revision, .. }| revision);
    let mut body = async |number: RevisionNo| -> Result<_, StoreError> {
        if number == RevisionNo(0) {
            return Ok(None);
        }
        Ok(Some(history::body(connection, entry, number).await?).filter(|body| !body.is_null()))
    };
    let (base, current) = (body(part.base).await?, body(current_no).await?);
    let choices: Vec<Choice> =
        approval.choices.iter().filter(|one| one.entry == *entry).map(|one| one.choice.clone()).collect();
    let edit = Edit { entry: entry.clone(), base: part.base, ops };
    let refused = |rule: Broken| DraftError::Refused(vec![Problem::broken(entry.to_string(), rule)]);
    let result = merge::merge(base.as_ref(), current.as_ref(), &edit, &choices).map_err(refused)?;
    if !choices.is_empty() {
        // What is decided is kept with both values.
        let open = merge::merge(base.as_ref(), current.as_ref(), &edit, &[]).map_err(refused)?;
        for conflict in open.conflicts {
            if let Some(choice) = choices.iter().find(|one| one.field == conflict.field && one.seen == conflict.theirs)
            {
                merged.settled.push((entry.clone(), conflict, choice.keep));
            }
        }
    }
    if !result.conflicts.is_empty() {
        let (author, speaks, at) = history::maker(connection, entry, current_no).await?.unwrap_or_default();
        let on_behalf_of = speaks.and_then(|slug| Slug::new(slug).ok());
        merged.conflicts.push(Conflicts {
            entry: entry.clone(),
            conflicts: result.conflicts,
            author,
            on_behalf_of,
            at,
        });
    } else if !result.ops.is_empty() {
        if part.base != current_no
            && let Some(rule) = misplaced(connection, entry, current.as_ref(), &result.ops).await?
        {
            return Err(DraftError::Refused(vec![Problem::broken(format!("{entry} location.lat"), rule)]));
        }
        merged.edits.push(Edit { entry: entry.clone(), base: current_no, ops: result.ops });
    }
    Ok(())
}

/// The field that a step is about.
pub(super) fn op_field(op: &Op) -> Option<&str> {
    match op {
        Op::Set(field, _) | Op::Add(field, _) | Op::Remove(field, _) => Some(field),
        Op::Create | Op::Archive { .. } => None,
    }
}

/// Writes down what was decided: entries, fields that stay behind, choices, and where the draft goes.
async fn close(
    connection: &mut Connection<'_>,
    draft: &Draft,
    approval: &Approval,
    merged: &Merged,
    (actor, version): (&str, Version),
    now_ms: i64,
) -> Result<(), DraftError> {
    let id = &draft.id;
    let done = |part: &DraftEntry| {
        part.verdict == Verdict::Approved
            || part.ops.is_empty()
            || merged.taken.iter().any(|(entry, left)| *entry == part.entry && left.is_empty())
    };
    let all = draft.entries.iter().all(done);
    let to = if all { DraftState::Approved } else { DraftState::Returned };
    steps::turn(connection, id, DraftState::Submitted, to, now_ms).await?;
    // The deed of approving names the whole change; what of it goes back is told entry by entry.
    for part in draft.entries.iter().filter(|part| !done(part)) {
        let answer = approval.answers.iter().find(|(entry, _)| *entry == part.entry).map(|(_, answer)| answer);
        let target = part.entry.to_string();
        let reason = answer.or(approval.reason.as_ref());
        let deed = Deed { actor, action: Action::Return, target: &target, reason };
        audit::record(connection, &deed, now_ms).await?;
    }
    const NOTE: &str = "UPDATE draft SET decided_by = $2, version = $3 WHERE id = $1";
    connection.execute(NOTE, Values::new().put(id).put(actor).put(&version)).await?;
    for (entry, answer) in &approval.answers {
        answer_entry(connection, id, entry, answer).await?;
    }
    let own_answer = |part: &DraftEntry| approval.answers.iter().find(|(entry, _)| *entry == part.entry);
    for part in &draft.entries {
        if done(part) {
            const TAKEN: &str =
                "UPDATE draft_entry SET verdict = 'approved' WHERE draft = $1 AND kind = $2 AND id = $3";
            connection.execute(TAKEN, Values::new().put(id).entry(&part.entry)).await?;
            continue;
        }
        const LEFT: &str = "UPDATE draft_entry SET verdict = 'returned' WHERE draft = $1 AND kind = $2 AND id = $3";
        connection.execute(LEFT, Values::new().put(id).entry(&part.entry)).await?;
        if let (Some(reason), None) = (&approval.reason, own_answer(part)) {
            answer_entry(connection, id, &part.entry, reason).await?;
        }
        // What was published of it is no longer a change; the rest starts from what stands now.
        if let Some((_, left)) = merged.taken.iter().find(|(entry, _)| *entry == part.entry) {
            let now = history::state(connection, &part.entry).await?.map_or(part.base, |state| state.revision);
            // Where somebody else has set what stays behind, its author has to learn of it, and is not taken to know it.
            if part.base == RevisionNo(0) || !set_by_others(connection, part, now, left).await? {
                const BASE: &str = "UPDATE draft_entry SET base = $4 WHERE draft = $1 AND kind = $2 AND id = $3";
                connection.execute(BASE, Values::new().put(id).entry(&part.entry).put(&now)).await?;
            }
            for path in part.typed.keys().filter(|path| !left.iter().any(|field| field == field_of(path))) {
                const FIELD: &str = "DELETE FROM draft_field WHERE draft = $1 AND kind = $2 AND id = $3 AND path = $4";
                connection.execute(FIELD, Values::new().put(id).entry(&part.entry).put(path)).await?;
            }
        }
    }
    for (entry, conflict, keep) in &merged.settled {
        const CHOICE: &str = "INSERT INTO draft_choice (draft, position, kind, id, field, theirs, ours, keep, decided_by, \
            decided_at) SELECT $1, coalesce(max(position), -1) + 1, $2, $3, $4, $5, $6, $7, $8, $9 FROM draft_choice \
            WHERE draft = $1";
        let values =
            Values::new().put(id).entry(entry).put(&conflict.field).json(&conflict.theirs).json(&conflict.ours);
        connection.execute(CHOICE, values.put(keep.code()).put(actor).put(&now_ms)).await?;
    }
    if let Some(reason) = &approval.reason {
        steps::say(connection, id, (actor, to, reason), now_ms).await?;
        for part in draft.entries.iter().filter(|part| !done(part)) {
            let answer = own_answer(part).map(|(_, answer)| answer);
            returns::keep(connection, id, part, &left_of(part, merged), answer).await?;
        }
    }
    if all {
        // Nothing can be saved into it any more, so nothing can be saved twice.
        connection.execute("DELETE FROM draft_save WHERE draft = $1", Values::new().put(id)).await?;
    }
    Ok(())
}

/// Whether one of these fields has another value now than where the draft started from.
async fn set_by_others(
    connection: &mut Connection<'_>,
    part: &DraftEntry,
    now: RevisionNo,
    fields: &[String],
) -> Result<bool, StoreError> {
    let before = history::body(connection, &part.entry, part.base).await?;
    let after = history::body(connection, &part.entry, now).await?;
    Ok(fields.iter().any(|field| before.get(field) != after.get(field)))
}

/// The steps of an entry that go back.
fn left_of(part: &DraftEntry, merged: &Merged) -> Vec<Op> {
    let taken = merged.taken.iter().find(|(entry, _)| *entry == part.entry);
    let goes_back = |op: &&Op| match (taken, op_field(op)) {
        (Some((_, left)), Some(field)) => left.iter().any(|one| one == field),
        (Some(_), None) => false,
        (None, _) => true,
    };
    part.ops.iter().filter(goes_back).cloned().collect()
}

fn text(raw: String) -> Result<Text, DraftError> {
    Text::new(raw).map_err(|rule| DraftError::Refused(vec![Problem::broken("reason", rule)]))
}
