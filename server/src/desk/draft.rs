//! A change that is being worked on: shown, sent, taken back, published by an official.

use super::{
    Office, Seat,
    body::{self, Body, bodies},
    reach, review,
};
use crate::{
    http::{Form, Outcome},
    store::{Approval, Decided, DraftError, Frozen},
};
use app::{
    atlas::Atlas,
    desk::{DraftMistake, DraftSheet, Posted, SEEN, Sheet, belongs_to},
    domain::{
        account::Editor,
        draft::{DraftState, Verdict},
        language::Language,
        record::{EntryId, Record},
        slug::Slug,
        text::Text,
    },
    error::AppError,
    routes::{DeskPage, Page, entry_named},
};
use http::StatusCode;
use std::collections::BTreeSet;

pub(super) async fn load(seat: &Seat, id: &Slug) -> Result<Sheet, AppError> {
    sheet(seat, id, Posted::default(), None).await
}

async fn sheet(seat: &Seat, id: &Slug, posted: Posted, mistake: Option<DraftMistake>) -> Result<Sheet, AppError> {
    let editor = seat.editor()?;
    let draft = seat.office.database.draft(&editor, id).await.map_err(body::failed)?;
    let atlas = seat.office.publication.atlas();
    let all = bodies(seat, &editor, &draft, &atlas).await?;
    // Officials go on with whatever lies in their division.
    let strangers = match seat.official() {
        Ok(_) => BTreeSet::new(),
        Err(_) => strangers(&atlas, &editor, &all),
    };
    let any_named = all.iter().any(|body| !body.shown.named_by.is_empty());
    let editable = match any_named && draft.state.is_open() {
        true => reach::editable(&editor, seat.official().ok().as_ref(), &atlas),
        false => BTreeSet::new(),
    };
    let may_publish = seat.official().is_ok_and(|official| {
        division(&atlas, &all).is_some_and(|division| official.covers(&division, review::within(&atlas)))
    });
    Ok(Sheet::Draft(DraftSheet {
        id: draft.id.clone(),
        state: draft.state,
        kept_reason: draft.reason.clone().filter(|_| draft.state == DraftState::Draft && draft.round == 0),
        division: draft.division.clone(),
        words: body::words(seat, &draft).await?,
        entries: all.into_iter().map(|body| body.shown).collect(),
        may_publish,
        strangers,
        editable,
        posted,
        changed_at: draft.changed_at,
        mistake,
    }))
}

/// The new entries in which none of the person's organisations would take part: once they are public, others edit them.
fn strangers(atlas: &Atlas, editor: &Editor, all: &[Body]) -> BTreeSet<EntryId> {
    let waiting = all.iter().filter(|body| body.shown.verdict != Verdict::Approved);
    let new: BTreeSet<EntryId> =
        waiting.filter(|body| body.shown.new_name.is_some()).map(|body| body.entry.clone()).collect();
    if new.is_empty() {
        return new;
    }
    let after: Vec<Record> = all.iter().filter_map(|body| body.after.clone()).collect();
    &new - &reach::joined(atlas.records(), editor.organisations(), &after)
}

/// Why a form was not taken.
enum Refused {
    Mistake(DraftMistake),
    App(AppError),
    /// To be decided on the page for reviews.
    Conflicts,
}

impl From<AppError> for Refused {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Unavailable => Self::Mistake(DraftMistake::Unavailable),
            other => Self::App(other),
        }
    }
}

impl From<DraftError> for Refused {
    fn from(error: DraftError) -> Self {
        match error {
            DraftError::Closed => Self::Mistake(DraftMistake::Closed),
            DraftError::Others => Self::Mistake(DraftMistake::Others),
            DraftError::Empty => Self::Mistake(DraftMistake::Empty),
            DraftError::Refused(_) => Self::Mistake(DraftMistake::Problems),
            other => Office::draft_failed(other).into(),
        }
    }
}

pub(super) async fn receive(seat: &Seat, language: Language, id: &Slug, form: &Form) -> Outcome {
    let here = || DeskPage::Draft(id.clone());
    let done = match form.get("do") {
        "send" => send(seat, id, form).await.map(|()| here()),
        "publish" => publish(seat, id, form).await.map(|()| here()),
        "withdraw" => withdraw(seat, id).await.map(|()| here()),
        "reopen" => reopen(seat, id).await.map(|()| here()),
        "archive" => archive(seat, id, form, true).await.map(|()| here()),
        "unarchive" => archive(seat, id, form, false).await.map(|()| here()),
        "archive-belongings" => archive_belongings(seat, id, form).await.map(|()| here()),
        "include" => include(seat, id, form).await.map(|entry| DeskPage::Edit(id.clone(), entry)),
        _ => Err(Refused::App(AppError::Unreadable)),
    };
    let on = |page: DeskPage| Outcome::Done { to: Page::Desk(page).path(language), cookie: None };
    match done {
        Ok(page) => on(page),
        Err(Refused::Conflicts) => on(DeskPage::ReviewOne(id.clone())),
        Err(Refused::App(error)) => error.into(),
        Err(Refused::Mistake(mistake)) => {
            let status = match mistake {
                DraftMistake::Closed | DraftMistake::Others | DraftMistake::Changed => StatusCode::CONFLICT,
                DraftMistake::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            match sheet(seat, id, form.pairs().iter().collect(), Some(mistake)).await {
                Ok(sheet) => Outcome::Again(status, sheet),
                Err(error) => error.into(),
            }
        }
    }
}

/// The division whose officials decide on a change.
fn division(atlas: &Atlas, all: &[Body]) -> Option<Slug> {
    let before = all.iter().filter_map(|body| atlas.records().get(&body.entry));
    let after = all.iter().filter_map(|body| body.after.clone().or_else(|| atlas.records().get(&body.entry)));
    reach::common_division(atlas, after, before)
}

/// Why something is done; what cannot be kept is told in the rule's own words.
fn reason(typed: &str) -> Result<Text, Refused> {
    let none = typed.trim().is_empty();
    Text::new(typed)
        .map_err(|rule| Refused::Mistake(if none { DraftMistake::NoReason } else { DraftMistake::Reason(rule) }))
}

/// Sends a change.
async fn send(seat: &Seat, id: &Slug, form: &Form) -> Result<(), Refused> {
    let frozen = freeze(seat, id, form).await?;
    Ok(seat.office.database.submit_draft(&seat.editor()?, id, &frozen, seat.office.clock.now_ms()).await?)
}

/// Computes the steps; every problem is named on the page.
async fn freeze(seat: &Seat, id: &Slug, form: &Form) -> Result<Frozen, Refused> {
    let editor = seat.editor()?;
    let draft = seat.office.database.draft(&editor, id).await?;
    if !draft.state.is_open() {
        return Err(Refused::Mistake(DraftMistake::Closed));
    }
    // What somebody sends is what that person has looked at.
    if form.get(SEEN).parse().is_ok_and(|seen: i64| seen != draft.changed_at) {
        return Err(Refused::Mistake(DraftMistake::Changed));
    }
    let reason = reason(form.get("reason"))?;
    let atlas = seat.office.publication.atlas();
    let all = bodies(seat, &editor, &draft, &atlas).await?;
    if all.iter().any(|body| !body.shown.problems.is_empty()) {
        // Who goes to mend what is wrong comes back to what was typed here.
        seat.office.database.keep_reason(&editor, id, &reason).await?;
        return Err(Refused::Mistake(DraftMistake::Problems));
    }
    let division = division(&atlas, &all).ok_or(AppError::Failed)?;
    let open = all.into_iter().filter(|body| body.shown.verdict != Verdict::Approved);
    let entries = open.map(|body| (body.entry, body.ops)).collect();
    Ok(Frozen { reason, division, entries, changed_at: draft.changed_at })
}

/// An official's own change is published with its reason.
async fn publish(seat: &Seat, id: &Slug, form: &Form) -> Result<(), Refused> {
    let official = seat.official()?;
    let frozen = freeze(seat, id, form).await?;
    let atlas = seat.office.publication.atlas();
    let within = review::within(&atlas);
    // What others decide on is not even sent: the page offers that by itself.
    if !official.covers(&frozen.division, &within) {
        return Err(AppError::Forbidden.into());
    }
    let now = seat.office.clock.now_ms();
    seat.office.database.submit_draft(official.editor(), id, &frozen, now).await?;
    let approval = Approval::default();
    match seat.office.database.approve_draft(&official, id, &approval, within, now).await {
        Ok(Decided::Published(_)) => seat.office.publish().await,
        Ok(Decided::Conflicts(_)) | Err(DraftError::Refused(_)) => return Err(Refused::Conflicts),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

async fn withdraw(seat: &Seat, id: &Slug) -> Result<(), Refused> {
    let now = seat.office.clock.now_ms();
    Ok(seat.office.database.withdraw_draft(&seat.editor()?, id, now).await?)
}

async fn reopen(seat: &Seat, id: &Slug) -> Result<(), Refused> {
    let now = seat.office.clock.now_ms();
    Ok(seat.office.database.reopen_draft(&seat.editor()?, id, now).await?)
}

async fn archive(seat: &Seat, id: &Slug, form: &Form, marked: bool) -> Result<(), Refused> {
    let entry = entry_named(form.get("entry")).ok_or(AppError::NotFound)?;
    let reason = marked.then(|| reason(form.get("archive"))).transpose()?;
    let (editor, now) = (seat.editor()?, seat.office.clock.now_ms());
    Ok(seat.office.database.mark_for_archive(&editor, id, &[entry], reason.as_ref(), now).await?)
}

/// Archives what belongs to an entry that is to be archived with it, and for its reason: as far as the person may edit it.
async fn archive_belongings(seat: &Seat, id: &Slug, form: &Form) -> Result<(), Refused> {
    let entry = entry_named(form.get("entry")).ok_or(AppError::NotFound)?;
    let (editor, now) = (seat.editor()?, seat.office.clock.now_ms());
    let draft = seat.office.database.draft(&editor, id).await?;
    let atlas = seat.office.publication.atlas();
    let all = bodies(seat, &editor, &draft, &atlas).await?;
    let body = all.iter().find(|body| body.entry == entry).ok_or(AppError::NotFound)?;
    let reason = reason(body.shown.archive.as_deref().unwrap_or_default())?;
    let editable = reach::editable(&editor, seat.official().ok().as_ref(), &atlas);
    let belongs = |one: &&EntryId| editable.contains(*one) && belongs_to(&atlas, one, &entry);
    let belongings: Vec<EntryId> = body.shown.named_by.iter().filter(belongs).cloned().collect();
    seat.office.database.add_draft_entries(&editor, id, &belongings, now).await?;
    Ok(seat.office.database.mark_for_archive(&editor, id, &belongings, Some(&reason), now).await?)
}

/// Takes a published entry into the change, to be edited in it.
async fn include(seat: &Seat, id: &Slug, form: &Form) -> Result<EntryId, Refused> {
    let entry = entry_named(form.get("entry")).ok_or(AppError::NotFound)?;
    let (editor, now) = (seat.editor()?, seat.office.clock.now_ms());
    // What one may not edit is not told from what is not there.
    if !reach::may_edit(seat, &editor, &seat.office.publication.atlas(), &entry) {
        return Err(AppError::NotFound.into());
    }
    seat.office.database.add_draft_entries(&editor, id, std::slice::from_ref(&entry), now).await?;
    Ok(entry)
}
