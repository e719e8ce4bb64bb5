//! Saving what is typed. Whatever waits at one moment is made together, in six statements, however many people type.

use super::{DraftError, beside::Beside, load, rows::DraftRow, steps::is_left};
use crate::store::{
    connection::{Connection, StoreResult, places, rounded},
    error::StoreError,
    parts,
    value::{Unreadable, Values, read},
};
use app::domain::{
    account::Editor,
    change::RevisionNo,
    draft::{DraftState, Verdict},
    record::EntryId,
    slug::Slug,
    text::Text,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet, hash_map::Entry},
    sync::Arc,
};

/// The most rows that one statement brings; engines bound the number of its parameters.
const ROWS: usize = 1024;

/// What was typed, to be kept.
#[derive(Clone, Debug)]
pub struct Save {
    /// Who types.
    pub editor: Editor,
    /// The draft.
    pub draft: Slug,
    /// The entry in it.
    pub entry: EntryId,
    /// The controls and their raw texts. The caller has seen that the form has such controls.
    pub fields: Vec<(String, String)>,
    /// Up to when who types knows what was saved in these controls; `None` for all of it. What is replaced unknown is kept
    /// beside the new text.
    pub seen: Option<i64>,
    /// The open page in which it was typed: it knows its own texts, even where it did not hear that they were saved.
    pub writer: Option<Text>,
    /// Names this saving: one that is sent again is not made again.
    pub key: Text,
}

/// A saving that lasts.
#[derive(Clone, Debug)]
pub struct Saved {
    /// When: milliseconds since 1970, UTC.
    pub at: i64,
    /// Whether it was made before; then it was not made again.
    pub already: bool,
    /// What is known about the entry besides; `None` when it could not be read, which makes the saving no less safe.
    pub beside: Option<Arc<Beside>>,
}

/// A saving that was made, and what it was made in.
pub(super) struct Kept {
    pub(super) at: i64,
    pub(super) already: bool,
    /// Entries that the draft makes.
    pub(super) own: Vec<EntryId>,
    /// The revision that the entry is started from.
    pub(super) base: RevisionNo,
}

#[derive(sqlx::FromRow)]
struct OpenRow {
    #[sqlx(flatten)]
    row: DraftRow,
    /// Whether its author has left.
    left: bool,
    kind: Option<String>,
    entry: Option<String>,
    base: Option<i64>,
    verdict: Option<String>,
}

/// A draft while savings are made in it.
struct Open {
    row: DraftRow,
    state: DraftState,
    left: bool,
    /// Its entries, each with the revision that it is started from and what was decided on it.
    entries: Vec<(EntryId, RevisionNo, Verdict)>,
    /// Whether something was written into it.
    touched: bool,
    /// Whether it has another author than before.
    taken_over: bool,
}

/// Makes savings on an open transaction: an answer for each.
pub(super) async fn keep(
    connection: &mut Connection<'_>,
    saves: &[Save],
    now_ms: i64,
) -> StoreResult<Vec<Result<Kept, DraftError>>> {
    let mut drafts = lock(connection, saves).await?;
    let admitted: Vec<Result<(), DraftError>> =
        saves.iter().map(|save| admit(drafts.get_mut(save.draft.as_str()), save)).collect();
    let fresh: Vec<usize> = (0..saves.len()).filter(|at| admitted[*at].is_ok()).collect();
    let new = keep_keys(connection, saves, &fresh, now_ms).await?;
    let mut texts: BTreeMap<Control<'_>, Typed<'_>> = BTreeMap::new();
    for at in fresh.into_iter().filter(|at| new.contains(at)) {
        let save = &saves[at];
        for (path, raw) in &save.fields {
            let typed = texts.entry((&save.draft, &save.entry, path)).or_insert(Typed { raw, save, replaced: None });
            // Two pages at one moment: neither knew of the other.
            let one_page = save.writer.is_some() && save.writer == typed.save.writer;
            if typed.raw != raw && !one_page && !std::ptr::eq(typed.save, save) {
                typed.replaced = Some(typed.raw);
            }
            (typed.raw, typed.save) = (raw, save);
        }
        if let Some(open) = drafts.get_mut(save.draft.as_str()) {
            open.touched = true;
        }
    }
    let texts: Vec<_> = texts.into_iter().collect();
    for texts in texts.chunks(ROWS) {
        write(connection, texts, now_ms).await?;
    }
    touch(connection, &drafts, now_ms).await?;
    let mut kept = Vec::with_capacity(saves.len());
    for ((at, save), admitted) in saves.iter().enumerate().zip(admitted) {
        let open = drafts.get(save.draft.as_str()).filter(|open| load::is_own(&save.editor, &open.row));
        kept.push(match (open, admitted) {
            (Some(open), Ok(())) if new.contains(&at) => Ok(open.kept(&save.entry, now_ms, false)),
            // What was made while it could be made is not refused when it is sent again.
            (Some(open), admitted) => match (made_before(connection, save).await?, admitted) {
                (Some(made), _) => Ok(open.kept(&save.entry, made, true)),
                (None, admitted) => Err(admitted.err().unwrap_or(DraftError::NotFound)),
            },
            (None, _) => Err(DraftError::NotFound),
        });
    }
    Ok(kept)
}

/// Reads the drafts of savings, for nobody else to change until the transaction ends.
async fn lock(connection: &mut Connection<'_>, saves: &[Save]) -> StoreResult<HashMap<String, Open>> {
    let ids: BTreeSet<&Slug> = saves.iter().map(|save| &save.draft).collect();
    let ids = rounded(ids.into_iter().collect());
    let values = ids.iter().fold(Values::new(), |values, id| values.put(*id));
    // In one order, so that two servers never wait for each other's rows.
    let query = format!(
        "SELECT draft.id, draft.author, draft.on_behalf_of, draft.division, draft.reason, draft.state, draft.round, \
        draft.changed_at, {} AS \"left\", draft_entry.kind, draft_entry.id AS entry, draft_entry.base, \
        draft_entry.verdict FROM draft LEFT JOIN draft_entry ON draft_entry.draft = draft.id \
        WHERE draft.id IN {} ORDER BY draft.id, draft_entry.position{}",
        is_left!(),
        places(1, ids.len()),
        connection.locking_drafts()
    );
    let rows: Vec<OpenRow> = connection.rows_assembled(query, values).await?;
    let mut drafts = HashMap::new();
    for OpenRow { row, left, kind, entry, base, verdict } in rows {
        let id = row.id.clone();
        let damaged = |what: Unreadable| StoreError::Damaged(format!("draft {id}: {what}"));
        let open = match drafts.entry(id.clone()) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(place) => {
                let state = load::state(&row)?;
                place.insert(Open { row, state, left, entries: Vec::new(), touched: false, taken_over: false })
            }
        };
        if let (Some(kind), Some(entry), Some(base), Some(verdict)) = (kind, entry, base, verdict) {
            let entry = parts::entry(kind, entry).map_err(damaged)?;
            let base = RevisionNo(read(base).map_err(damaged)?);
            open.entries.push((entry, base, read(verdict).map_err(damaged)?));
        }
    }
    Ok(drafts)
}

/// Whether a saving can be made. Who works on the draft of somebody who has left becomes its author.
fn admit(open: Option<&mut Open>, save: &Save) -> Result<(), DraftError> {
    let open = open.filter(|open| load::is_own(&save.editor, &open.row)).ok_or(DraftError::NotFound)?;
    if !open.state.is_open() {
        return Err(DraftError::Closed);
    }
    let author = save.editor.author();
    if open.row.author != author && !open.left {
        return Err(DraftError::Others);
    }
    match open.entries.iter().find(|(entry, ..)| *entry == save.entry) {
        None => return Err(DraftError::NotFound),
        Some((_, _, Verdict::Approved)) => return Err(DraftError::Closed),
        Some(_) => {}
    }
    if open.row.author != author {
        open.row.author = author;
        open.taken_over = true;
        open.left = false;
    }
    Ok(())
}

/// When a saving was made that is sent again.
async fn made_before(connection: &mut Connection<'_>, save: &Save) -> StoreResult<Option<i64>> {
    const QUERY: &str = "SELECT saved_at FROM draft_save WHERE draft = $1 AND idempotency_key = $2";
    connection.number(QUERY, Values::new().put(&save.draft).put(&save.key)).await
}

/// Notes the names of savings; answers those that were not made before. Of two of one name the first counts.
async fn keep_keys(
    connection: &mut Connection<'_>,
    saves: &[Save],
    wanted: &[usize],
    now_ms: i64,
) -> StoreResult<HashSet<usize>> {
    let mut first: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for at in wanted {
        first.entry((saves[*at].draft.as_str(), saves[*at].key.as_str())).or_insert(*at);
    }
    let names: Vec<(&str, &str)> = first.keys().copied().collect();
    let mut new = HashSet::new();
    for names in names.chunks(ROWS) {
        let names = rounded(names.to_vec());
        // A second server may make the same saving at once.
        let insert = format!(
            "INSERT INTO draft_save (draft, idempotency_key, saved_at) VALUES {} \
            ON CONFLICT (draft, idempotency_key) DO NOTHING RETURNING draft, idempotency_key",
            places(names.len(), 3)
        );
        let values = names.iter().fold(Values::new(), |values, (draft, key)| values.put(*draft).put(*key).put(&now_ms));
        let made: Vec<(String, String)> = connection.rows_assembled(insert, values).await?;
        new.extend(made.iter().filter_map(|(draft, key)| first.get(&(&**draft, &**key))));
    }
    Ok(new)
}

/// A control of an entry in a draft.
type Control<'a> = (&'a Slug, &'a EntryId, &'a String);

/// What is written into a control.
struct Typed<'a> {
    raw: &'a String,
    /// The saving that it belongs to.
    save: &'a Save,
    /// What another one wrote at the same moment.
    replaced: Option<&'a String>,
}

/// Writes texts into the controls of their forms. What stood there unknown to the writer stays as what was replaced, until
/// that text is written again.
async fn write(connection: &mut Connection<'_>, texts: &[(Control<'_>, Typed<'_>)], now_ms: i64) -> StoreResult<()> {
    let upsert = format!(
        "INSERT INTO draft_field (draft, kind, id, path, raw, saved_at, writer, seen_at, replaced) VALUES {} \
        ON CONFLICT (draft, kind, id, path) DO UPDATE SET raw = excluded.raw, saved_at = excluded.saved_at, \
        writer = excluded.writer, seen_at = excluded.seen_at, replaced = CASE WHEN excluded.replaced IS NOT NULL THEN excluded.replaced \
        WHEN excluded.raw = draft_field.replaced THEN NULL \
        WHEN excluded.raw <> draft_field.raw AND excluded.seen_at < draft_field.saved_at \
        AND (excluded.writer = draft_field.writer) IS NOT TRUE THEN draft_field.raw \
        ELSE draft_field.replaced END",
        places(texts.len(), 9)
    );
    let values = texts.iter().fold(Values::new(), |values, ((draft, entry, path), Typed { raw, save, replaced })| {
        let values = values.put(*draft).entry(entry).put(*path).put(*raw).put(&now_ms);
        values.put(&save.writer).put(&save.seen).put_optional(*replaced)
    });
    connection.execute_assembled(upsert, values).await?;
    Ok(())
}

/// Notes in the drafts when something was typed in them, and by whom: never the same time twice, so that who sends one
/// knows whether anything was typed since.
async fn touch(connection: &mut Connection<'_>, drafts: &HashMap<String, Open>, now_ms: i64) -> StoreResult<()> {
    let touched: Vec<&Open> = rounded(drafts.values().filter(|open| open.touched).collect());
    if touched.is_empty() {
        return Ok(());
    }
    let (ids, now) = (places(1, touched.len()), touched.len() + 1);
    let update = format!(
        "UPDATE draft SET changed_at = CASE WHEN changed_at < ${now} THEN ${now} ELSE changed_at + 1 END WHERE id IN {ids}"
    );
    let values = touched.iter().fold(Values::new(), |values, open| values.put(&open.row.id)).put(&now_ms);
    connection.execute_assembled(update, values).await?;
    for open in drafts.values().filter(|open| open.touched && open.taken_over) {
        const AUTHOR: &str = "UPDATE draft SET author = $2 WHERE id = $1";
        connection.execute(AUTHOR, Values::new().put(&open.row.id).put(&open.row.author)).await?;
    }
    Ok(())
}

impl Open {
    /// A saving that was made in it.
    fn kept(&self, entry: &EntryId, at: i64, already: bool) -> Kept {
        let base = self.entries.iter().find(|(one, ..)| one == entry).map_or(RevisionNo(0), |(_, base, _)| *base);
        let own = self.entries.iter().filter(|(_, base, _)| base.0 == 0).map(|(entry, ..)| entry.clone());
        Kept { at, already, own: own.collect(), base }
    }
}
