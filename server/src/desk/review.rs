//! Reviewing: what waits, one change, and deciding on it.

use super::{
    Office, Seat,
    authors::Authors,
    body::{self, Body, bodies, preview},
};
use crate::{
    http::{Form, Outcome},
    problem::Problem,
    store::{Approval, Conflicts, Decided, DraftError, EntryChoice, Reviewed},
};
use app::{
    atlas::{
        Atlas,
        differences::MarkChange,
        query::{Query, Subject, Want},
        view::{RuleId, Total},
    },
    desk::{
        BrokenRule, Called, DecidedChange, EntryConflicts, Posted, ReviewList, ReviewMistake, ReviewOne, Sheet,
        TotalChange, WaitingChange,
    },
    domain::{
        account::Official,
        draft::{DraftState, Verdict},
        language::Language,
        merge::{Choice, Keep},
        record::EntryId,
        rule::Broken,
        slug::Slug,
        text::Text,
    },
    error::AppError,
    routes::{DeskPage, Page, entry_named},
};
use http::StatusCode;
use std::sync::Arc;

/// What knows the divisions.
pub(super) fn within(atlas: &Atlas) -> impl Fn(&Slug, &Slug) -> bool + Send + Sync + '_ {
    |one, other| atlas.within(one, other)
}

/// What waits. `query`: `decided`, the change that was decided on the page before.
pub(super) async fn load_all(seat: &Seat, query: &str) -> Result<Sheet, AppError> {
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
    let decided = decided(seat, &official, &atlas, query).await?;
    Ok(Sheet::Review(ReviewList { waiting: waiting.collect(), decided }))
}

/// What was published of a change and what went back, read from what is kept of it; nothing for one that waits again.
async fn decided(
    seat: &Seat,
    official: &Official,
    atlas: &Atlas,
    query: &str,
) -> Result<Option<DecidedChange>, AppError> {
    let named = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "decided");
    let Some(id) = named.and_then(|(_, id)| Slug::new(&*id).ok()) else { return Ok(None) };
    let database = &seat.office.database;
    let draft = match database.draft_for_review(official, &id, within(atlas)).await {
        Ok(draft) if draft.state != DraftState::Submitted => draft,
        Ok(_) | Err(DraftError::NotFound | DraftError::TakenBack) => return Ok(None),
        Err(error) => return Err(body::failed(error)),
    };
    let published = database.published_of(&draft).await.map_err(body::failed)?;
    let back = draft.entries.iter().filter(|part| part.verdict == Verdict::Returned);
    let back = back.map(|part| (part.entry.clone(), Called::of(atlas, &draft, part, None))).collect();
    Ok(Some(DecidedChange { id, published, back }))
}

/// Why nothing was decided.
#[derive(Default)]
struct Undecided {
    mistake: Option<ReviewMistake>,
    broken: Vec<BrokenRule>,
    posted: Posted,
    /// The texts of what was posted: to the whole, and to single entries.
    said: Vec<String>,
    left_out: LeftOut,
}

impl Undecided {
    fn because(mistake: ReviewMistake) -> Self {
        Self { mistake: Some(mistake), ..Self::default() }
    }

    fn broken(broken: Vec<BrokenRule>) -> Self {
        Self { broken, ..Self::because(ReviewMistake::Broken) }
    }
}

pub(super) async fn load(seat: &Seat, id: &Slug) -> Result<Sheet, AppError> {
    sheet(seat, id, Undecided::default()).await
}

async fn sheet(seat: &Seat, id: &Slug, undecided: Undecided) -> Result<Sheet, AppError> {
    let official = seat.official()?;
    let atlas = seat.office.publication.atlas();
    let draft = match seat.office.database.draft_for_review(&official, id, within(&atlas)).await {
        Err(DraftError::TakenBack) => return Ok(Sheet::TakenBack(undecided.said)),
        draft => draft.map_err(body::failed)?,
    };
    let all = bodies(seat, official.editor(), &draft, &atlas).await?;
    let waits = draft.state == DraftState::Submitted;
    let (all, effect, map) = if waits { would_change(Arc::clone(&atlas), all).await? } else { (all, vec![], vec![]) };
    let conflicts = if waits { conflicts(seat, &official, id, undecided.left_out).await? } else { Vec::new() };
    let named = conflicts.iter().map(|one| &*one.author).chain([&*draft.author]);
    let authors = Authors::among(&seat.office, named).await?;
    let conflicts = conflicts.into_iter().map(|one| EntryConflicts {
        entry: one.entry,
        conflicts: one.conflicts,
        theirs: (authors.speaker(&one.author, one.on_behalf_of.as_ref()), one.at),
    });
    Ok(Sheet::ReviewOne(ReviewOne {
        id: id.clone(),
        round: draft.round,
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
        map,
        conflicts: conflicts.collect(),
        posted: undecided.posted,
        mistake: undecided.mistake,
        broken: undecided.broken,
    }))
}

/// The fields that others have set meanwhile. Where a step can no longer be done, that is said to who approves it.
async fn conflicts(seat: &Seat, official: &Official, id: &Slug, left_out: LeftOut) -> Result<Vec<Conflicts>, AppError> {
    let atlas = seat.office.publication.atlas();
    match seat.office.database.draft_conflicts(official, id, left_out, within(&atlas)).await {
        Err(DraftError::Refused(_)) => Ok(Vec::new()),
        conflicts => conflicts.map_err(body::failed),
    }
}

/// What a change would do to totals and to the map. Putting the records of a large programme together takes half a second, so
/// not on a thread that answers others.
async fn would_change(
    atlas: Arc<Atlas>,
    all: Vec<Body>,
) -> Result<(Vec<Body>, Vec<TotalChange>, Vec<MarkChange>), AppError> {
    let work = move || {
        let after = preview(&atlas, &all);
        let (effect, map) = (effect(&atlas, &after), atlas.marks_changed(&after));
        (all, effect, map)
    };
    tokio::task::spawn_blocking(work).await.map_err(super::failed)
}

/// The totals that differ. A total is known by its list and its rule; the same one of two lists is told once.
fn effect(before: &Atlas, after: &Atlas) -> Vec<TotalChange> {
    let want = Want { marks: false, list: false, unplaced: false, facets: false, totals: true };
    let totals = |atlas: &Atlas, subject: Subject| {
        atlas.view(&Query { subject, ..Query::default() }, want, Language::Chinese).totals
    };
    let of = |totals: &[Total], rule| totals.iter().find(|total| total.rule == rule).cloned();
    let mut changed: Vec<TotalChange> = Vec::new();
    const WHOLE: [Subject; 4] = [Subject::Sites, Subject::Projects, Subject::Trainings, Subject::Funding];
    for subject in Subject::ALL.iter().copied() {
        let (was, now) = (totals(before, subject), totals(after, subject));
        // Of the other lists only how many they have: their further totals are those of the records that they lead to.
        let told = |rule: &RuleId| *rule == RuleId::Rows || WHOLE.contains(&subject);
        for rule in RuleId::ALL.iter().copied().filter(told) {
            let change = TotalChange { subject, rule, before: of(&was, rule), after: of(&now, rule) };
            let same = |other: &TotalChange| *other == TotalChange { subject: other.subject, ..change.clone() };
            if change.before != change.after && (rule == RuleId::Rows || !changed.iter().any(same)) {
                changed.push(change);
            }
        }
    }
    changed
}

pub(super) async fn receive(seat: &Seat, language: Language, id: &Slug, form: &Form) -> Outcome {
    let decided = match (form.get("do"), Spoken::read(form)) {
        ("approve" | "return", Err(undecided)) => Ok(Some(undecided)),
        ("approve", Ok(spoken)) => approve(seat, id, form, spoken).await,
        ("return", Ok(spoken)) => give_back(seat, id, form, spoken).await,
        _ => return AppError::Unreadable.into(),
    };
    let undecided = match decided {
        Ok(None) => {
            let to = format!("{}?decided={id}", Page::Desk(DeskPage::Review).path(language));
            return Outcome::Done { to, cookie: None };
        }
        Ok(Some(undecided)) => undecided,
        // The page says so.
        Err(DraftError::TakenBack) => Undecided::default(),
        Err(DraftError::Closed) => Undecided::because(ReviewMistake::Closed),
        Err(DraftError::SentAgain) => Undecided::because(ReviewMistake::SentAgain),
        Err(DraftError::Empty) => Undecided::because(ReviewMistake::Empty),
        Err(DraftError::Refused(problems)) => Undecided::broken(problems.into_iter().map(broken).collect()),
        Err(error) => match Office::draft_failed(error) {
            AppError::Unavailable => Undecided::because(ReviewMistake::Unavailable),
            other => return other.into(),
        },
    };
    let status = match undecided.mistake {
        Some(ReviewMistake::Closed | ReviewMistake::SentAgain | ReviewMistake::Conflicts) => StatusCode::CONFLICT,
        Some(ReviewMistake::Unavailable) => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    match again(seat, id, undecided, form).await {
        Ok(sheet @ Sheet::TakenBack(_)) => Outcome::Again(StatusCode::CONFLICT, sheet),
        Ok(sheet) => Outcome::Again(status, sheet),
        Err(error) => error.into(),
    }
}

/// A broken rule, with the path of its control where the store has that of the field, such as `kind/slug sites[0]`.
fn broken(Problem { place, sentence, zh, target }: Problem) -> BrokenRule {
    let (entry, field) = place.split_once(' ').unwrap_or((&place, ""));
    let control = field.replace('[', ".").replace(']', "");
    BrokenRule {
        entry: entry_named(entry),
        control,
        rule: Broken { zh: zh.unwrap_or_else(|| sentence.clone()), en: sentence },
        target,
    }
}

/// The page with everything that was posted, decisions on conflicts included.
async fn again(seat: &Seat, id: &Slug, undecided: Undecided, form: &Form) -> Result<Sheet, AppError> {
    let posted = form.pairs().iter().collect();
    let spoken = form
        .pairs()
        .iter()
        .filter(|(name, raw)| !raw.trim().is_empty() && (name == "reason" || name.starts_with("answer:")));
    let said = spoken.map(|(_, raw)| raw.clone()).collect();
    sheet(seat, id, Undecided { posted, said, left_out: left_out(form), ..undecided }).await
}

/// What an official says to a change.
struct Spoken {
    /// To all of it.
    reason: Option<Text>,
    /// To single entries.
    answers: Vec<(EntryId, Text)>,
}

impl Spoken {
    /// Reads it; what cannot be kept is told in the rule's own words.
    fn read(form: &Form) -> Result<Self, Undecided> {
        let text = |raw: &str| match Text::new(raw) {
            Ok(text) => Ok(Some(text)),
            Err(_) if raw.trim().is_empty() => Ok(None),
            Err(rule) => {
                Err(Undecided::broken(vec![BrokenRule { entry: None, control: String::new(), rule, target: None }]))
            }
        };
        let answers =
            form.pairs().iter().filter_map(|(name, raw)| Some((entry_named(name.strip_prefix("answer:")?)?, raw)));
        let answers = answers.filter_map(|(entry, raw)| Some(text(raw).transpose()?.map(|text| (entry, text))));
        Ok(Self { answers: answers.collect::<Result<_, _>>()?, reason: text(form.get("reason"))? })
    }
}

/// What an official leaves out: whole entries, or single fields of them.
type LeftOut = Vec<(EntryId, Option<String>)>;

fn left_out(form: &Form) -> LeftOut {
    let places = form.pairs().iter().filter_map(|(name, _)| name.strip_prefix("leave:"));
    let read = places.filter_map(|place| match place.split_once(':') {
        Some((entry, field)) => Some((entry_named(entry)?, Some(field.to_owned()))),
        None => Some((entry_named(place)?, None)),
    });
    read.collect()
}

async fn approve(seat: &Seat, id: &Slug, form: &Form, spoken: Spoken) -> Result<Option<Undecided>, DraftError> {
    let official = seat.official().map_err(|_| DraftError::NotFound)?;
    let Spoken { reason, answers } = spoken;
    let left_out = left_out(form);
    if !left_out.is_empty() && reason.is_none() {
        return Ok(Some(Undecided::because(ReviewMistake::NoReason)));
    }
    let approval = Approval { round: round(form), left_out, reason, answers, choices: choices(form) };
    let atlas = seat.office.publication.atlas();
    let now = seat.office.clock.now_ms();
    match seat.office.database.approve_draft(&official, id, &approval, within(&atlas), now).await? {
        Decided::Published(_) => {
            seat.office.publish().await;
            Ok(None)
        }
        // The page says which.
        Decided::Conflicts(_) => Ok(Some(Undecided::because(ReviewMistake::Conflicts))),
    }
}

/// The round that the page showed on which somebody decides.
fn round(form: &Form) -> Option<u32> {
    form.get("round").parse().ok()
}

/// The decisions on conflicts, each with the value that the person has seen.
fn choices(form: &Form) -> Vec<EntryChoice> {
    let seen = form.with_prefix("seen:");
    let chosen = form.pairs().iter().filter_map(|(name, keep)| Some((name.strip_prefix("keep:")?, keep)));
    let read = chosen.filter_map(|(place, keep)| {
        let (entry, field) = place.split_once(':')?;
        let seen = serde_json::from_str(seen.get(place)?).ok()?;
        let choice = Choice { field: field.to_owned(), seen, keep: Keep::from_code(keep)? };
        Some(EntryChoice { entry: entry_named(entry)?, choice })
    });
    read.collect()
}

async fn give_back(seat: &Seat, id: &Slug, form: &Form, spoken: Spoken) -> Result<Option<Undecided>, DraftError> {
    let official = seat.official().map_err(|_| DraftError::NotFound)?;
    let Spoken { reason: Some(reason), answers: entries } = spoken else {
        return Ok(Some(Undecided::because(ReviewMistake::NoReason)));
    };
    let atlas = seat.office.publication.atlas();
    let now = seat.office.clock.now_ms();
    let reviewed = Reviewed { round: round(form), reason, entries };
    seat.office.database.return_draft(&official, id, &reviewed, within(&atlas), now).await?;
    Ok(None)
}
