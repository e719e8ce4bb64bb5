//! The form of one entry: shown, saved as a whole, and saved control by control while it is typed.

use super::{Office, Seat, authors::Authors, body};
use crate::{
    http::{Form, Outcome},
    store::{DraftError, OpenChange, Opened, Save, Saved},
};
use app::{
    desk::{CAME_WITH, Edit, Moment, Refusal, SEEN, Sheet, Speaker, mark, names_typed, typed_words},
    domain::{
        account::Editor,
        draft::Verdict,
        form::{self, Around, LONGEST, Problem, Raws, Shape, control, judged, judged_at, read_back, read_entry},
        language::Language,
        record::EntryId,
        slug::Slug,
        text::Text,
    },
    error::AppError,
    i18n::Locale,
    routes::{DeskPage, Page, entry_named},
};
use http::StatusCode;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(super) async fn load(seat: &Seat, id: &Slug, entry: &EntryId) -> Result<Sheet, AppError> {
    sheet(seat, id, entry, &Raws::new(), None).await
}

/// The form, with what was typed over it where that could not be saved.
async fn sheet(
    seat: &Seat,
    id: &Slug,
    entry: &EntryId,
    typed: &Raws,
    refused: Option<Refusal>,
) -> Result<Sheet, AppError> {
    let (editor, database) = (seat.editor()?, &seat.office.database);
    let Opened { draft, base, others } = database.draft_for_form(&editor, id, entry).await.map_err(body::failed)?;
    let part = draft.entry(entry).ok_or(AppError::NotFound)?;
    let published = part.verdict == Verdict::Approved;
    let refused = match refused {
        // Of a change that runs on, what was published is closed.
        None if !draft.state.is_open() || published => Some(Refusal::Closed),
        None if !database.types_in(&editor, id).await.map_err(body::failed)? => Some(Refusal::Others),
        refused => refused,
    };
    let mut all = part.typed.clone();
    all.extend(typed.clone());
    let atlas = seat.office.publication.atlas();
    let own = body::own(seat, &draft, &atlas).await?;
    let names = names_typed(&draft);
    let around = Around::new(atlas.records(), &own).calling(&names);
    let (raws, problems) = judged(entry.kind, base.as_ref(), &all, &around);
    // Sent once more, what is typed still differs from what is saved.
    let saved = if typed.is_empty() { Raws::new() } else { judged(entry.kind, base.as_ref(), &part.typed, &around).0 };
    let stood = typed.keys().map(|path| (path.clone(), saved.get(path).cloned().unwrap_or_default())).collect();
    let others = with_speakers(seat, others).await?;
    let others = others.into_iter().map(|(who, other)| (who, other.path, other.raw, other.at)).collect();
    let reading = read_entry(entry.kind, &raws, &around);
    let amounts = form::fields(entry.kind).unwrap_or_default().iter().filter(|part| part.shape == Shape::Amount);
    let understood =
        amounts.filter_map(|part| Some((part.name.to_owned(), read_back(reading.fields.get(part.name)?)?))).collect();
    Ok(Sheet::Edit(Edit {
        draft: id.clone(),
        entry: entry.clone(),
        account: editor.id().to_string(),
        saved_at: part.saved_at.clone(),
        replaced: part.replaced.clone(),
        raws,
        stood,
        problems,
        others,
        own: body::own_called(seat, &draft, &atlas).await?,
        understood,
        refused,
    }))
}

/// Whether a control holds the name of a record.
fn names_a_record(entry: &EntryId, path: &str) -> bool {
    matches!(control(entry.kind, path), Some(Shape::Link(_) | Shape::Owner))
}

/// Entries that a draft makes or brings back, and how the new ones are called.
async fn own(seat: &Seat, editor: &Editor, id: &Slug) -> Result<(Vec<EntryId>, Vec<(EntryId, String)>), AppError> {
    let draft = seat.office.database.draft(editor, id).await.map_err(body::failed)?;
    let own = body::own(seat, &draft, &seat.office.publication.atlas()).await?;
    Ok((own, names_typed(&draft)))
}

/// What is said of a control that was saved, and what is wrong at each other one that it concerns.
fn verdicts(problems: &[Problem], saved: &str, language: Language) -> (Option<String>, BTreeMap<String, String>) {
    let mut said = BTreeMap::new();
    for Problem { path, rule } in problems {
        // Of several things that are wrong at a control the first is said, as on the page.
        said.entry(path.clone()).or_insert_with(|| rule.get(language).to_owned());
    }
    (said.remove(saved), said)
}

/// Open changes with who has them.
async fn with_speakers(seat: &Seat, all: Vec<OpenChange>) -> Result<Vec<(Speaker, OpenChange)>, AppError> {
    let authors = Authors::among(&seat.office, all.iter().map(|other| &*other.who)).await?;
    let speaker = |other: OpenChange| (authors.speaker(&other.who, other.on_behalf_of.as_ref()), other);
    Ok(all.into_iter().map(speaker).collect())
}

/// Whether raw texts can be kept at all.
fn refuse(entry: &EntryId, fields: &[(String, String)]) -> Option<Refusal> {
    fields.iter().find_map(|(path, raw)| {
        if control(entry.kind, path).is_none() {
            Some(Refusal::UnknownField)
        } else if raw.chars().count() > LONGEST {
            Some(Refusal::TooLong)
        } else {
            raw.contains('\0').then_some(Refusal::Unreadable)
        }
    })
}

const fn status(refusal: Refusal) -> StatusCode {
    match refusal {
        Refusal::Closed | Refusal::Others => StatusCode::CONFLICT,
        Refusal::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::UnknownField | Refusal::Unreadable => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Saves a plain form: the controls in which something was typed.
pub(super) async fn receive(seat: &Seat, language: Language, (id, entry): (&Slug, &EntryId), form: &Form) -> Outcome {
    let controls = form.pairs().iter().filter(|(name, _)| !name.starts_with(CAME_WITH) && name != SEEN);
    let was = form.with_prefix(CAME_WITH);
    let changed = controls.filter(|(path, raw)| match was.get(path.as_str()) {
        Some(was) => mark(raw) != *was,
        None => !raw.is_empty(),
    });
    let fields: Vec<(String, String)> = changed.cloned().collect();
    let refusal = match refuse(entry, &fields) {
        Some(refusal) => refusal,
        None => match save_form(seat, id, entry, &fields, form.get(SEEN).parse().ok()).await {
            Ok(()) => {
                let here = Page::Desk(DeskPage::Edit(id.clone(), entry.clone())).path(language);
                return Outcome::Done { to: here, cookie: None };
            }
            Err(DraftError::Closed) => Refusal::Closed,
            Err(DraftError::Others) => Refusal::Others,
            Err(error) => match Office::draft_failed(error) {
                // What cannot be written may still be read.
                AppError::Unavailable => Refusal::Unavailable,
                other => return other.into(),
            },
        },
    };
    let typed = fields.into_iter().filter(|(path, _)| control(entry.kind, path).is_some()).collect();
    match sheet(seat, id, entry, &typed, Some(refusal)).await {
        Ok(sheet) => Outcome::Again(status(refusal), sheet),
        Err(error) => error.into(),
    }
}

async fn save_form(
    seat: &Seat,
    id: &Slug,
    entry: &EntryId,
    fields: &[(String, String)],
    seen: Option<i64>,
) -> Result<(), DraftError> {
    if fields.is_empty() {
        return is_open(seat, id).await;
    }
    save(seat, id, entry, fields.to_vec(), (seen, None), &seat.fresh_key()).await.map(drop)
}

async fn save(
    seat: &Seat,
    id: &Slug,
    entry: &EntryId,
    fields: Vec<(String, String)>,
    (seen, writer): (Option<i64>, Option<Text>),
    key: &str,
) -> Result<Saved, DraftError> {
    let editor = seat.editor().map_err(|_| DraftError::NotFound)?;
    let key = Text::new(key).map_err(|_| DraftError::NotFound)?;
    let save = Save { editor, draft: id.clone(), entry: entry.clone(), fields, seen, writer, key };
    seat.office.writer.save(save).await
}

/// Whether a form in which nothing was typed could have been saved.
async fn is_open(seat: &Seat, id: &Slug) -> Result<(), DraftError> {
    let editor = seat.editor().map_err(|_| DraftError::NotFound)?;
    let draft = seat.office.database.draft(&editor, id).await?;
    if draft.state.is_open() { Ok(()) } else { Err(DraftError::Closed) }
}

/// `POST /api/desk/draft`: one control, while it is typed. With `account`, the one in whose name the page stands,
/// `writer`, a name of that page, and `seen`, when the server had saved the control as far as the page knows (0 for never). The answer is JSON:
/// `{ saved_at, problem, elsewhere: { CONTROL: problem }, replaced, others: [{ who, value, at }] }`: `saved_at` in
/// milliseconds since 1970, `at` in words. `elsewhere` holds what is wrong at other controls that this one concerns: those of
/// them that it does not name are right. It is null where that is not known. `replaced` is another text of the same person's
/// for the control that was replaced by one that did not know it.
pub(crate) async fn save_one(seat: &Seat, language: Language, form: &Form) -> (StatusCode, Value) {
    let texts = Locale::of(language).drafts();
    let say = |status: StatusCode, sentence: &str| (status, json!({ "problem": sentence }));
    let missing = || (StatusCode::NOT_FOUND, json!({ "problem": Locale::of(language).live.not_found_text }));
    let signed_out = || (StatusCode::UNAUTHORIZED, json!({ "problem": null }));
    let Ok(editor) = seat.editor() else { return signed_out() };
    // Somebody else has signed in on the device meanwhile.
    if ![editor.id().as_str(), ""].contains(&form.get("account")) {
        return signed_out();
    }
    let (Ok(id), Some(entry)) = (Slug::new(form.get("draft")), entry_named(form.get("entry"))) else {
        return missing();
    };
    let (path, raw, key) = (form.get("field"), form.get("raw"), form.get("key"));
    let fields = vec![(path.to_owned(), raw.to_owned())];
    let refused = |error| match error {
        DraftError::NotFound => missing(),
        DraftError::Closed => say(StatusCode::CONFLICT, texts.closed),
        DraftError::Others => say(StatusCode::CONFLICT, texts.others_type),
        error => say(StatusCode::SERVICE_UNAVAILABLE, Office::draft_failed(error).sentence(Locale::of(language))),
    };
    let unreadable =
        (key.is_empty() || key.len() > 200 || form.get("writer").len() > 200).then_some(Refusal::Unreadable);
    if let Some(refusal) = refuse(&entry, &fields).or(unreadable) {
        // Whether there is such a draft comes before what is wrong with what was sent to it.
        if let Err(error) = seat.office.database.draft_for_form(&editor, &id, &entry).await {
            return refused(error);
        }
        let sentence = match refusal {
            Refusal::TooLong => texts.problem_too_long,
            Refusal::UnknownField => texts.problem_unknown_field,
            Refusal::Unreadable | Refusal::Closed | Refusal::Others | Refusal::Unavailable => texts.problem_unreadable,
        };
        return say(status(refusal), sentence);
    }
    let seen = (form.get(SEEN).parse().ok(), Text::new(form.get("writer")).ok());
    let Saved { at, beside, .. } = match save(seat, &id, &entry, fields, seen, key).await {
        Ok(saved) => saved,
        Err(error) => return refused(error),
    };
    let (locale, atlas) = (Locale::of(language), seat.office.publication.atlas());
    let (mut problem, mut elsewhere, mut replaced, mut others) = (None, None, None, Vec::new());
    if let Some(beside) = beside {
        let check = |own: &[EntryId], names: &[(EntryId, String)]| {
            let around = Around::new(atlas.records(), own).calling(names);
            judged_at(entry.kind, beside.base.as_ref(), &beside.typed, path, &around)
        };
        let mut problems = check(&beside.own, &[]);
        // The writer knows only what the draft makes anew, and not how it is called. Whether a name that is not found is one of
        // those, or brought back, is asked where there is one, and costs the other savings nothing.
        if problems.iter().any(|problem| names_a_record(&entry, &problem.path))
            && let Ok((own, names)) = own(seat, &editor, &id).await
        {
            problems = check(&own, &names);
        }
        let (own, beyond) = verdicts(&problems, path, language);
        (problem, elsewhere) = (own, Some(beyond));
        replaced = beside.replaced.get(path).filter(|replaced| !replaced.is_empty()).cloned();
        others = beside.others.iter().filter(|other| other.path == path && other.raw != raw).cloned().collect();
    }
    let moment = |at| Moment::at(at).map(|moment| moment.words(locale));
    let others: Vec<Value> = with_speakers(seat, others)
        .await
        .unwrap_or_default()
        .into_iter()
        .map(|(who, other)| {
            let value = typed_words(locale, &atlas, (entry.kind, path), &other.raw, &[]);
            json!({ "who": who.words(locale, &atlas), "value": value, "at": moment(other.at) })
        })
        .collect();
    let answer = json!({
        "saved_at": at, "problem": problem, "elsewhere": elsewhere, "replaced": replaced, "others": others,
    });
    (StatusCode::OK, answer)
}
