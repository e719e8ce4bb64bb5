//! Reviewing: what waits, one change, and deciding on it.

use super::{
    Office, Seat,
    authors::Authors,
    body::{self, bodies, preview},
    home::named,
};
use crate::{
    http::{Form, Outcome},
    problem::Problem,
    store::{Approval, Conflicts, Decided, DraftError, EntryChoice, Reviewed},
};
use app::{
    atlas::{
        Atlas,
        query::{Query, Subject, Want},
        view::Total,
    },
    desk::{BrokenRule, Called, EntryConflicts, ReviewMistake, ReviewOne, Sheet, WaitingChange},
    domain::{
        draft::{DraftState, Verdict},
        language::Language,
        merge::{Choice, Keep},
        record::EntryId,
        rule::Broken,
        slug::Slug,
        text::Text,
    },
    error::AppError,
    routes::{DeskPage, Page},
};
use http::StatusCode;

/// What knows the divisions.
pub(super) fn within(atlas: &Atlas) -> impl Fn(&Slug, &Slug) -> bool + Send + Sync + '_ {
    |one, other| atlas.within(one, other)
}

pub(super) async fn load_all(seat: &Seat) -> Result<Sheet, AppError> {
    let official = seat.official()?;
    let atlas = seat.office.publication.atlas();
    let drafts = seat.office.database.drafts_for_review(&official, within(&atlas)).await.map_err(body::failed)?;
    let authors = Authors::among(&seat.office, drafts.iter().map(|draft| &*draft.author)).await?;
    let waiting = drafts.into_iter().map(|draft| WaitingChange {
        entries: draft
            .entries
            .iter()
            .map(|part| (part.entry.clone(), Called::of(&atlas, &draft, part, None)))
            .collect(),
        who: authors.speaker(&draft.author, draft.on_behalf_of.as_ref()),
        at: draft.changed_at,
        reason: draft.reason.as_ref().map(ToString::to_string).unwrap_or_default(),
        id: draft.id,
    });
    Ok(Sheet::Review(waiting.collect()))
}

/// Why nothing was decided.
#[derive(Default)]
struct Undecided {
    mistake: Option<ReviewMistake>,
    conflicts: Vec<Conflicts>,
    broken: Vec<BrokenRule>,
    reason: String,
}

pub(super) async fn load(seat: &Seat, id: &Slug) -> Result<Sheet, AppError> {
    sheet(seat, id, Undecided::default()).await
}

async fn sheet(seat: &Seat, id: &Slug, undecided: Undecided) -> Result<Sheet, AppError> {
    let official = seat.official()?;
    let atlas = seat.office.publication.atlas();
    let draft = seat.office.database.draft_for_review(&official, id, within(&atlas)).await.map_err(body::failed)?;
    let all = bodies(seat, official.editor(), &draft, &atlas).await?;
    let waits = draft.state == DraftState::Submitted;
    let effect = if waits { effect(&atlas, &preview(&atlas, &all)) } else { Vec::new() };
    let named = undecided.conflicts.iter().map(|one| &*one.author).chain([&*draft.author]);
    let authors = Authors::among(&seat.office, named).await?;
    let conflicts = undecided.conflicts.into_iter().map(|one| EntryConflicts {
        entry: one.entry,
        conflicts: one.conflicts,
        theirs: (authors.speaker(&one.author, one.on_behalf_of.as_ref()), one.at),
    });
    Ok(Sheet::ReviewOne(ReviewOne {
        id: id.clone(),
        waits,
        who: authors.speaker(&draft.author, draft.on_behalf_of.as_ref()),
        at: draft.changed_at,
        words: body::words(seat, &draft).await?,
        entries: all
            .into_iter()
            .map(|body| body.shown)
            .filter(|shown| !waits || shown.verdict != Verdict::Approved)
            .collect(),
        effect,
        conflicts: conflicts.collect(),
        reason: undecided.reason,
        mistake: undecided.mistake,
        broken: undecided.broken,
    }))
}

/// The totals that differ, before and after.
fn effect(before: &Atlas, after: &Atlas) -> Vec<(Total, Total)> {
    let want = Want { marks: false, list: false, unplaced: false, facets: false, totals: true };
    let totals = |atlas: &Atlas, subject: Subject| {
        atlas.view(&Query { subject, ..Query::default() }, want, Language::Chinese).totals
    };
    let mut changed: Vec<(Total, Total)> = Vec::new();
    for subject in [Subject::Sites, Subject::Projects, Subject::Trainings, Subject::Funding] {
        for (was, now) in totals(before, subject).into_iter().zip(totals(after, subject)) {
            if was != now && was.rule == now.rule && !changed.iter().any(|(other, _)| *other == was) {
                changed.push((was, now));
            }
        }
    }
    changed
}

pub(super) async fn receive(seat: &Seat, language: Language, id: &Slug, form: &Form) -> Outcome {
    let reason = Text::new(form.get("reason")).ok();
    let decided = match form.get("do") {
        "approve" => approve(seat, id, form, reason).await,
        "return" => give_back(seat, id, form, reason).await,
        _ => return AppError::Unreadable.into(),
    };
    let undecided = match decided {
        Ok(None) => return Outcome::Done { to: Page::Desk(DeskPage::Review).path(language), cookie: None },
        Ok(Some(undecided)) => undecided,
        Err(DraftError::Closed) => Undecided { mistake: Some(ReviewMistake::Closed), ..Undecided::default() },
        Err(DraftError::Empty) => Undecided { mistake: Some(ReviewMistake::Empty), ..Undecided::default() },
        Err(DraftError::Refused(problems)) => Undecided {
            mistake: Some(ReviewMistake::Broken),
            broken: problems.into_iter().map(broken).collect(),
            ..Undecided::default()
        },
        Err(error) => return Office::draft_failed(error).into(),
    };
    let status = match undecided.mistake {
        Some(ReviewMistake::Closed | ReviewMistake::Conflicts) => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    match sheet(seat, id, Undecided { reason: form.get("reason").to_owned(), ..undecided }).await {
        Ok(sheet) => Outcome::Again(status, sheet),
        Err(error) => error.into(),
    }
}

/// A broken rule, with the path of its control where the store has that of the field, such as `kind/slug sites[0]`.
fn broken(Problem { place, sentence, zh }: Problem) -> BrokenRule {
    let (entry, field) = place.split_once(' ').unwrap_or((&place, ""));
    let control = field.replace('[', ".").replace(']', "");
    BrokenRule {
        entry: named(entry),
        control,
        rule: Broken { zh: zh.unwrap_or_else(|| sentence.clone()), en: sentence },
    }
}

async fn approve(seat: &Seat, id: &Slug, form: &Form, reason: Option<Text>) -> Result<Option<Undecided>, DraftError> {
    let official = seat.official().map_err(|_| DraftError::NotFound)?;
    let left_out: Vec<(EntryId, Option<String>)> = form
        .pairs()
        .iter()
        .filter_map(|(name, _)| name.strip_prefix("leave:"))
        .filter_map(|place| match place.split_once(':') {
            Some((entry, field)) => Some((named(entry)?, Some(field.to_owned()))),
            None => Some((named(place)?, None)),
        })
        .collect();
    if !left_out.is_empty() && reason.is_none() {
        return Ok(Some(Undecided { mistake: Some(ReviewMistake::NoReason), ..Undecided::default() }));
    }
    let approval = Approval { left_out, reason, choices: choices(form) };
    let atlas = seat.office.publication.atlas();
    let now = seat.office.clock.now_ms();
    match seat.office.database.approve_draft(&official, id, &approval, within(&atlas), now).await? {
        Decided::Published(_) => {
            seat.office.publish().await;
            Ok(None)
        }
        Decided::Conflicts(conflicts) => {
            Ok(Some(Undecided { mistake: Some(ReviewMistake::Conflicts), conflicts, ..Undecided::default() }))
        }
    }
}

/// The decisions on conflicts, each with the value that the person has seen.
fn choices(form: &Form) -> Vec<EntryChoice> {
    let chosen = form.pairs().iter().filter_map(|(name, keep)| Some((name.strip_prefix("keep:")?, keep)));
    let read = chosen.filter_map(|(place, keep)| {
        let (entry, field) = place.split_once(':')?;
        let seen = serde_json::from_str(form.get(&format!("seen:{place}"))).ok()?;
        let choice = Choice { field: field.to_owned(), seen, keep: Keep::from_code(keep)? };
        Some(EntryChoice { entry: named(entry)?, choice })
    });
    read.collect()
}

async fn give_back(seat: &Seat, id: &Slug, form: &Form, reason: Option<Text>) -> Result<Option<Undecided>, DraftError> {
    let official = seat.official().map_err(|_| DraftError::NotFound)?;
    let Some(reason) = reason else {
        return Ok(Some(Undecided { mistake: Some(ReviewMistake::NoReason), ..Undecided::default() }));
    };
    let answers = form.pairs().iter().filter_map(|(name, answer)| Some((name.strip_prefix("answer:")?, answer)));
    let entries = answers.filter_map(|(entry, answer)| Some((named(entry)?, Text::new(answer).ok()?))).collect();
    let atlas = seat.office.publication.atlas();
    let reviewed = Reviewed { reason, entries };
    let now = seat.office.clock.now_ms();
    seat.office.database.return_draft(&official, id, &reviewed, within(&atlas), now).await?;
    Ok(None)
}
