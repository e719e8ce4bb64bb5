//! My entries, and beginning a change of one of them.

mod list;

use super::{Office, Seat, authors::Authors, failed, reach, renewal};
use crate::{
    http::{Form, Outcome},
    store::{self, DraftError, Drafts},
};
use app::{
    atlas::Atlas,
    desk::{Called, Home, HomeDraft, Renewed, Sheet, Sought},
    domain::{
        account::Editor,
        draft::{Draft, DraftState},
        language::Language,
        record::EntryId,
        slug::Slug,
    },
    error::AppError,
    routes::{DeskPage, Page, entry_named},
};
use http::StatusCode;
use list::Listed;

/// How many closed changes are shown.
const CLOSED: u32 = 10;

/// My entries. `query`: what is [`Sought`] of their list, `page`, and `renewed`, the entry that was just confirmed.
pub(super) async fn load(seat: &Seat, query: &str) -> Result<Sheet, AppError> {
    sheet(seat, query, renewal::done(query)).await
}

async fn sheet(seat: &Seat, query: &str, renewed: Option<Renewed>) -> Result<Sheet, AppError> {
    let (editor, official) = (seat.editor()?, seat.official().ok());
    let decides = official.is_some();
    let atlas = seat.office.publication.atlas();
    let Drafts { running, closed } =
        seat.office.database.drafts_of(&editor, CLOSED).await.map_err(Office::draft_failed)?;
    let shown = || running.iter().chain(&closed);
    let authors = Authors::among(&seat.office, shown().map(|draft| &*draft.author)).await?;
    let left = seat.office.database.drafts_left(&editor).await.map_err(Office::draft_failed)?;
    let lines = shown().map(|draft| {
        let author = (!is_own(draft, &editor)).then(|| authors.who(&draft.author));
        HomeDraft { left: left.contains(&draft.id) && author.is_some(), author, ..line(draft, &atlas) }
    });
    let lines = lines.collect();
    let (sought, page) = Sought::from_query(query);
    let times = seat.office.database.entry_times().await.map_err(failed)?;
    let oldest = seat.office.clock.now_ms() - i64::from(seat.office.thresholds.stale_after_days) * 86_400_000;
    // Looking through the names of a large programme takes a while, so not on a thread that answers others.
    let look = move || Listed { editor, official, atlas, running, times, oldest }.page(sought, page);
    let mut found = tokio::task::spawn_blocking(look).await.map_err(failed)?;
    let stale: Vec<&EntryId> =
        found.entries.iter().filter(|entry| entry.stale.is_some()).map(|entry| &entry.entry).collect();
    let revisions = seat.office.database.revision_numbers(&stale).await.map_err(failed)?;
    for entry in &mut found.entries {
        if let Some(stale) = &mut entry.stale {
            stale.revision = revisions.get(&entry.entry).copied().unwrap_or_default().0;
        }
    }
    Ok(Sheet::Home(Home { drafts: lines, decides, key: seat.fresh_key(), renewed, ..found }))
}

/// Two people who work on one entry each have a change of their own: in one and the same, the later text of a field would
/// take the place of the earlier one. Both are merged when they are approved.
fn is_own(draft: &Draft, editor: &Editor) -> bool {
    *draft.author == *editor.author()
}

fn line(draft: &Draft, atlas: &Atlas) -> HomeDraft {
    let asked = draft.words.iter().rev().find(|word| word.state == DraftState::Returned);
    HomeDraft {
        id: draft.id.clone(),
        state: draft.state,
        entries: draft.entries.iter().map(|part| (part.entry.clone(), Called::of(atlas, draft, part, None))).collect(),
        changed_at: draft.changed_at,
        author: None,
        left: false,
        asked: asked.filter(|_| draft.state == DraftState::Returned).map(|word| word.text.to_string()),
    }
}

/// Begins a change of an entry, or goes on with the one that is open.
pub(super) async fn receive(seat: &Seat, language: Language, form: &Form) -> Outcome {
    if !form.get("renew").is_empty() {
        return renew(seat, language, form).await.unwrap_or_else(Outcome::from);
    }
    match begin(seat, form).await {
        Ok((draft, entry)) => {
            Outcome::Done { to: Page::Desk(DeskPage::Edit(draft, entry)).path(language), cookie: None }
        }
        Err(error) => error.into(),
    }
}

/// A click on “still true”.
async fn renew(seat: &Seat, language: Language, form: &Form) -> Result<Outcome, AppError> {
    let editor = seat.editor()?;
    let entry = entry_named(form.get("renew")).ok_or(AppError::NotFound)?;
    let atlas = seat.office.publication.atlas();
    if !reach::may_edit(seat, &editor, &atlas, &entry) {
        return Err(AppError::NotFound);
    }
    let (sought, page) = Sought::from_query(form.get("back"));
    let back = sought.to_query(page);
    match renewal::renew(seat, &editor, &entry, form).await? {
        store::Renewed::Done => {
            let to = renewal::address(Page::Desk(DeskPage::Home).path(language), back, &entry);
            Ok(Outcome::Done { to, cookie: None })
        }
        store::Renewed::Stale => {
            let sheet = sheet(seat, &back, Some(Renewed::Stale(entry))).await?;
            Ok(Outcome::Again(StatusCode::CONFLICT, sheet))
        }
    }
}

async fn begin(seat: &Seat, form: &Form) -> Result<(Slug, EntryId), AppError> {
    let editor = seat.editor()?;
    let entry = entry_named(form.get("entry")).ok_or(AppError::NotFound)?;
    let atlas = seat.office.publication.atlas();
    if !reach::may_edit(seat, &editor, &atlas, &entry) {
        return Err(AppError::NotFound);
    }
    let database = &seat.office.database;
    if let Some(open) = database.open_draft_with(&editor, &entry).await.map_err(Office::draft_failed)? {
        return Ok((open, entry));
    }
    let speaks = speaks_for(&editor, &atlas, &entry);
    let id = ensure_draft(seat, &editor, form.get("key"), speaks.as_ref()).await?;
    let now = seat.office.clock.now_ms();
    database.add_draft_entry(&editor, &id, &entry, now).await.map_err(Office::draft_failed)?;
    Ok((id, entry))
}

/// The organisation of a person that takes part in an entry; the first one where several do.
pub(super) fn speaks_for(editor: &Editor, atlas: &Atlas, entry: &EntryId) -> Option<Slug> {
    let takes_part = |slug: &&Slug| reach::mine(atlas.records(), &[(*slug).clone()].into()).contains(entry);
    editor.organisations().iter().find(takes_part).or(editor.organisations().first()).cloned()
}

/// The open draft that a key names: begun now, or before by a click on the same button. Where that one was closed meanwhile,
/// the next of the same key: the page with the button may be older than that.
pub(super) async fn ensure_draft(
    seat: &Seat,
    editor: &Editor,
    key: &str,
    speaks: Option<&Slug>,
) -> Result<Slug, AppError> {
    let (database, now) = (&seat.office.database, seat.office.clock.now_ms());
    let mut id = seat.named_by(key);
    loop {
        match database.draft(editor, &id).await {
            Ok(draft) if draft.state.is_open() => return Ok(id),
            Ok(_) => id = seat.named_by(&format!("{key}/after/{id}")),
            Err(DraftError::NotFound) => break,
            Err(error) => return Err(Office::draft_failed(error)),
        }
    }
    database.begin_draft(editor, &id, speaks, now).await.map_err(Office::draft_failed)?;
    Ok(id)
}
