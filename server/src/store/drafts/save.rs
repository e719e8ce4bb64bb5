//! Saving what is typed. Whatever waits at one moment is made together, in a dozen statements, however many people type.

use super::{
    DraftError,
    load::{self, Opened},
    rows::{self, DraftRow},
    steps::is_left,
};
use crate::store::{
    connection::{Connection, StoreResult, places},
    value::Values,
};
use app::domain::{
    account::Editor,
    draft::{Draft, Verdict},
    record::EntryId,
    slug::Slug,
    text::Text,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

/// The most rows that one statement brings; engines bound the number of its parameters.
const ROWS: usize = 1000;

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
    /// The entry as it stands now.
    pub opened: Arc<Opened>,
}

/// What comes of a saving before the entry was looked at again.
type Kept = Result<(i64, bool), DraftError>;

#[derive(sqlx::FromRow)]
struct OpenRow {
    #[sqlx(flatten)]
    row: DraftRow,
    /// Whether its author has left.
    left: bool,
}

/// A draft while savings are made in it.
struct Open {
    draft: Draft,
    row: DraftRow,
    left: bool,
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
) -> StoreResult<Vec<Result<Saved, DraftError>>> {
    let mut drafts = lock(connection, saves).await?;
    let mut kept: Vec<Option<Kept>> = Vec::with_capacity(saves.len());
    let mut fresh = Vec::new();
    for (at, save) in saves.iter().enumerate() {
        match admit(drafts.get_mut(save.draft.as_str()), save) {
            Ok(()) => {
                fresh.push(at);
                kept.push(None);
            }
            // What was made while it could be made is not refused when it is sent again.
            Err(DraftError::NotFound) if !knows(&drafts, save) => kept.push(Some(Err(DraftError::NotFound))),
            Err(refused) => {
                kept.push(Some(made_before(connection, save).await?.map_or(Err(refused), |at| Ok((at, true)))))
            }
        }
    }
    let new = keep_keys(connection, saves, &fresh, now_ms).await?;
    let mut texts = BTreeMap::new();
    for at in fresh {
        let save = &saves[at];
        if new.contains(&at) {
            for (path, raw) in &save.fields {
                texts.insert((&save.draft, &save.entry, path), raw);
            }
            kept[at] = Some(Ok((now_ms, false)));
        } else {
            let made = made_before(connection, save).await?;
            kept[at] = Some(Ok((made.unwrap_or(now_ms), true)));
        }
    }
    let texts: Vec<_> = texts.into_iter().collect();
    for texts in texts.chunks(ROWS) {
        write(connection, texts, now_ms).await?;
    }
    for ((draft, entry, path), raw) in texts {
        if let Some(open) = drafts.get_mut(draft.as_str()) {
            open.note(entry, path, raw, now_ms);
        }
    }
    touch(connection, &drafts, now_ms).await?;
    answer(connection, saves, kept, &drafts).await
}

/// Reads the drafts of savings, for nobody else to change until the transaction ends.
async fn lock(connection: &mut Connection<'_>, saves: &[Save]) -> StoreResult<HashMap<String, Open>> {
    let ids: BTreeSet<&Slug> = saves.iter().map(|save| &save.draft).collect();
    let values = ids.iter().fold(Values::new(), |values, id| values.put(*id));
    // In one order, so that two servers never wait for each other's rows.
    let query = format!(
        "SELECT id, author, on_behalf_of, division, reason, state, round, changed_at, {} AS \"left\" FROM draft \
        WHERE id IN {} ORDER BY id{}",
        is_left!(),
        places(1, ids.len()),
        connection.locking()
    );
    let found: Vec<OpenRow> = connection.rows_assembled(query, values).await?;
    let drafts = rows::all(connection, found.iter().map(|open| open.row.clone()).collect()).await?;
    let open = |(OpenRow { row, left }, draft): (OpenRow, Draft)| {
        (row.id.clone(), Open { draft, row, left, touched: false, taken_over: false })
    };
    Ok(found.into_iter().zip(drafts).map(open).collect())
}

fn knows(drafts: &HashMap<String, Open>, save: &Save) -> bool {
    drafts.get(save.draft.as_str()).is_some_and(|open| load::is_own(&save.editor, &open.row))
}

/// Whether a saving can be made. Who works on the draft of somebody who has left becomes its author.
fn admit(open: Option<&mut Open>, save: &Save) -> Result<(), DraftError> {
    let open = open.filter(|open| load::is_own(&save.editor, &open.row)).ok_or(DraftError::NotFound)?;
    if !open.draft.state.is_open() {
        return Err(DraftError::Closed);
    }
    let author = save.editor.author();
    if open.row.author != author && !open.left {
        return Err(DraftError::Others);
    }
    let there = open.draft.entry(&save.entry).is_some_and(|part| part.verdict != Verdict::Approved);
    if !there {
        return Err(DraftError::NotFound);
    }
    if open.row.author != author {
        open.draft.author = Text::new(author.clone()).map_err(|_| DraftError::NotFound)?;
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

type Typed<'a> = ((&'a Slug, &'a EntryId, &'a String), &'a String);

/// Writes texts into the controls of their forms.
async fn write(connection: &mut Connection<'_>, texts: &[Typed<'_>], now_ms: i64) -> StoreResult<()> {
    let upsert = format!(
        "INSERT INTO draft_field (draft, kind, id, path, raw, saved_at) VALUES {} \
        ON CONFLICT (draft, kind, id, path) DO UPDATE SET raw = excluded.raw, saved_at = excluded.saved_at",
        places(texts.len(), 6)
    );
    let values = texts.iter().fold(Values::new(), |values, ((draft, entry, path), raw)| {
        values.put(*draft).entry(entry).put(*path).put(*raw).put(&now_ms)
    });
    connection.execute_assembled(upsert, values).await?;
    Ok(())
}

/// Notes in the drafts when something was typed in them, and by whom: never the same time twice, so that who sends one
/// knows whether anything was typed since.
async fn touch(connection: &mut Connection<'_>, drafts: &HashMap<String, Open>, now_ms: i64) -> StoreResult<()> {
    let touched: Vec<&Open> = drafts.values().filter(|open| open.touched).collect();
    if touched.is_empty() {
        return Ok(());
    }
    let ids: String = (0..touched.len()).map(|at| format!("${}", at + 2)).collect::<Vec<_>>().join(", ");
    let update = format!(
        "UPDATE draft SET changed_at = CASE WHEN changed_at < $1 THEN $1 ELSE changed_at + 1 END WHERE id IN ({ids})"
    );
    let values = touched.iter().fold(Values::new().put(&now_ms), |values, open| values.put(&open.row.id));
    connection.execute_assembled(update, values).await?;
    for open in touched.iter().filter(|open| open.taken_over) {
        const AUTHOR: &str = "UPDATE draft SET author = $2 WHERE id = $1";
        connection.execute(AUTHOR, Values::new().put(&open.row.id).put(&open.row.author)).await?;
    }
    Ok(())
}

/// The answers, with the entries as they stand now.
async fn answer(
    connection: &mut Connection<'_>,
    saves: &[Save],
    kept: Vec<Option<Kept>>,
    drafts: &HashMap<String, Open>,
) -> StoreResult<Vec<Result<Saved, DraftError>>> {
    let made = |at: &usize| matches!(kept[*at], Some(Ok(_)));
    let wanted: BTreeSet<(&str, &EntryId)> =
        (0..saves.len()).filter(made).map(|at| (saves[at].draft.as_str(), &saves[at].entry)).collect();
    // An entry that is not in the draft any more: it was approved meanwhile, and what was saved is sent again.
    let wanted: Vec<(&Draft, &EntryId)> = wanted
        .into_iter()
        .filter_map(|(id, entry)| Some((&drafts.get(id)?.draft, entry)))
        .filter(|(draft, entry)| draft.entry(entry).is_some())
        .collect();
    let opened = load::opened(connection, &wanted).await?;
    let opened: HashMap<(&str, &EntryId), Arc<Opened>> = wanted
        .iter()
        .zip(opened)
        .map(|((draft, entry), opened)| ((draft.id.as_str(), *entry), Arc::new(opened)))
        .collect();
    let one = |(save, kept): (&Save, Option<Kept>)| {
        let (at, already) = kept.unwrap_or(Err(DraftError::NotFound))?;
        let opened = opened.get(&(save.draft.as_str(), &save.entry)).cloned().ok_or(DraftError::NotFound)?;
        Ok(Saved { at, already, opened })
    };
    Ok(saves.iter().zip(kept).map(one).collect())
}

impl Open {
    /// Notes a text that was written.
    fn note(&mut self, entry: &EntryId, path: &str, raw: &str, now_ms: i64) {
        if let Some(part) = self.draft.entries.iter_mut().find(|part| part.entry == *entry) {
            part.typed.insert(path.to_owned(), raw.to_owned());
            part.saved_at.insert(path.to_owned(), now_ms);
            self.touched = true;
        }
    }
}
