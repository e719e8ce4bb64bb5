//! What a draft comes to: per entry its steps, what is wrong, old and new values, and the record after it.

use super::{Office, Seat, authors::Authors, rules};
use crate::store::DraftError;
use app::{
    atlas::{Atlas, Delta},
    desk::{Author, Called, EntryChanges, FieldChange, names_typed},
    domain::{
        account::Editor,
        change::{Edit, Op, RevisionNo, Version, apply},
        draft::{Draft, DraftEntry, DraftState, Verdict, Word},
        form::{Around, Raws, retyped, steps, steps_back},
        merge::merge,
        record::{EntryId, Record},
    },
    error::AppError,
};
use serde_json::Value;

/// One entry of a draft, computed.
pub(super) struct Body {
    pub(super) entry: EntryId,
    pub(super) ops: Vec<Op>,
    pub(super) shown: EntryChanges,
    /// The entry after the change, as far as it can be read; brought onto what is published now.
    pub(super) after: Option<Record>,
}

/// Entries that a draft makes, or brings back: its forms can name them, as if they were published.
pub(super) async fn own(seat: &Seat, draft: &Draft, atlas: &Atlas) -> Result<Vec<EntryId>, AppError> {
    let mut own = Vec::new();
    for part in draft.entries.iter().filter(|part| atlas.records().get(&part.entry).is_none()) {
        if part.base.0 == 0 || former(seat, &part.entry, part.base).await?.is_some() {
            own.push(part.entry.clone());
        }
    }
    Ok(own)
}

/// The same with what they are called.
pub(super) async fn own_called(
    seat: &Seat,
    draft: &Draft,
    atlas: &Atlas,
) -> Result<Vec<(EntryId, Option<Called>)>, AppError> {
    let mut all = Vec::new();
    for entry in own(seat, draft, atlas).await? {
        if let Some(part) = draft.entry(&entry) {
            let former = former(seat, &entry, part.base).await?;
            all.push((entry, Called::of(atlas, draft, part, former.as_ref())));
        }
    }
    Ok(all)
}

/// An archived entry as it was before; `None` for one that was not archived at this revision.
async fn former(seat: &Seat, entry: &EntryId, base: RevisionNo) -> Result<Option<Value>, AppError> {
    let database = &seat.office.database;
    let body = |number| async move { database.revision(entry, number).await.map_err(super::failed) };
    match body(base).await? {
        Some(Value::Null) => body(RevisionNo(base.0 - 1)).await,
        _ => Ok(None),
    }
}

/// What has to be typed to make an archived entry anew so that it says what a revision of it says: also what the entry had
/// before it was archived, and that revision had not.
pub(super) async fn retyped_anew(
    seat: &Seat,
    entry: &EntryId,
    base: RevisionNo,
    wanted: &Value,
) -> Result<Raws, AppError> {
    let mut raws = retyped(entry.kind, &Value::Null, wanted);
    if let Some(former) = former(seat, entry, base).await? {
        raws.extend(retyped(entry.kind, &former, wanted));
    }
    Ok(raws)
}

/// Every entry of a draft. While it is open its steps come from what is typed, later from what was sent.
pub(super) async fn bodies(seat: &Seat, editor: &Editor, draft: &Draft, atlas: &Atlas) -> Result<Vec<Body>, AppError> {
    let own = own(seat, draft, atlas).await?;
    let names = names_typed(draft);
    let around = Around::new(atlas.records(), &own).calling(&names);
    let mut all = Vec::with_capacity(draft.entries.len());
    for part in &draft.entries {
        let database = &seat.office.database;
        let base = database.body_at(editor, &part.entry, part.base).await.map_err(super::failed)?;
        let former = former(seat, &part.entry, part.base).await?;
        let (ops, problems) = match &part.archive {
            _ if !draft.state.is_open() || part.verdict == Verdict::Approved => (part.ops.clone(), Vec::new()),
            Some(reason) => (vec![Op::Archive { reason: reason.clone() }], Vec::new()),
            None => match &former {
                Some(former) => steps_back(part.entry.kind, former, &part.typed, &around),
                None => steps(part.entry.kind, base.as_ref(), &part.typed, &around),
            },
        };
        let wanted = apply(&part.entry, base.as_ref(), &ops).ok().flatten();
        let before = |field: &str| base.as_ref().map(|body| body[field].clone()).unwrap_or_default();
        let changes = ops
            .iter()
            .filter_map(|op| match op {
                Op::Set(field, after) => {
                    Some(FieldChange { field: field.clone(), before: before(field), after: after.clone() })
                }
                _ => None,
            })
            .filter(|change| change.before != change.after && !is_nothing(&change.after, &change.before))
            .collect();
        let sources = wanted.as_ref().or(base.as_ref()).map(|body| body["citations"].clone()).unwrap_or_default();
        let after = after(atlas, part, base.as_ref(), &ops);
        all.push(Body {
            shown: EntryChanges {
                entry: part.entry.clone(),
                new_name: Called::of(atlas, draft, part, former.as_ref()),
                archive: part.archive.as_ref().map(ToString::to_string),
                changes,
                sources,
                problems,
                named_by: Vec::new(),
                verdict: part.verdict,
                answer: part.answer.as_ref().map(ToString::to_string),
            },
            entry: part.entry.clone(),
            ops,
            after,
        });
    }
    if draft.state.is_open() || draft.state == DraftState::Submitted {
        rules::judge(atlas, &mut all);
    }
    Ok(all)
}

/// Whether a new value says as little as none: what a new entry leaves open is no change to look at.
fn is_nothing(after: &Value, before: &Value) -> bool {
    let empty = match after {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.values().all(Value::is_null),
        _ => false,
    };
    empty && before.is_null()
}

/// The record after the steps, merged onto what is published.
fn after(atlas: &Atlas, part: &DraftEntry, base: Option<&Value>, ops: &[Op]) -> Option<Record> {
    let current = atlas.records().get(&part.entry).map(|record| record.to_json());
    let edit = Edit { entry: part.entry.clone(), base: part.base, ops: ops.to_vec() };
    let merged = merge(base, current.as_ref(), &edit, &[]).ok()?;
    let body = apply(&part.entry, current.as_ref(), &merged.ops).ok()??;
    Record::from_json(part.entry.kind, &body).ok()
}

/// The Atlas as it would be: made for one look and thrown away.
pub(super) fn preview(atlas: &Atlas, bodies: &[Body]) -> Atlas {
    let open = || bodies.iter().filter(|body| body.shown.verdict != Verdict::Approved);
    let delta = Delta {
        version: Version(atlas.version().0 + 1),
        changed: open().filter_map(|body| body.after.clone()).collect(),
        removed: open()
            .filter(|body| body.ops.iter().any(|op| matches!(op, Op::Archive { .. })))
            .map(|body| body.entry.clone())
            .collect(),
        ..Delta::default()
    };
    atlas.apply(&delta)
}

/// What was said about a draft, with who said it.
pub(super) async fn words(seat: &Seat, draft: &Draft) -> Result<Vec<(Word, Author)>, AppError> {
    let authors = Authors::among(&seat.office, draft.words.iter().map(|word| &*word.who)).await?;
    Ok(draft.words.iter().map(|word| (word.clone(), authors.who(&word.who))).collect())
}

/// What is said of a step with a draft that failed in a way that a page cannot show.
pub(super) fn failed(error: DraftError) -> AppError {
    Office::draft_failed(error)
}
