//! Bringing an old revision of an entry back, or an entry that is archived: a change like any other, with the values of that
//! revision as if they had been typed. Nothing is published by it, and what others have in hand stays as it is.

use super::{
    Office, Seat,
    archived::Archived,
    body, failed, history,
    home::{ensure_draft, speaks_for},
    reach,
    together::Together,
};
use crate::{
    http::{Form, Outcome},
    store::Save,
};
use app::{
    atlas::Atlas,
    domain::{
        account::Editor,
        change::RevisionNo,
        form,
        language::Language,
        record::{EntryId, Record},
        slug::Slug,
        text::Text,
    },
    error::AppError,
    routes::{DeskPage, Page, entry_named},
};
use http::StatusCode;
use serde_json::Value;

/// Begins the change, and leads to its form. `revision` of the form: which one is brought back; `with`: every entry that was
/// archived with it and comes back, too; `key`: names the sending.
pub(super) async fn receive(
    seat: &Seat,
    language: Language,
    entry: &EntryId,
    form: &Form,
) -> Result<Outcome, AppError> {
    Ok(match begin(seat, entry, form).await? {
        Some(draft) => {
            Outcome::Done { to: Page::Desk(DeskPage::Edit(draft, entry.clone())).path(language), cookie: None }
        }
        None => Outcome::Again(StatusCode::CONFLICT, history::load_again(seat, entry).await?),
    })
}

/// The change; `None` where something that was to come back with the entry cannot any more. Nothing is begun then.
async fn begin(seat: &Seat, entry: &EntryId, sent: &Form) -> Result<Option<Slug>, AppError> {
    let editor = seat.editor()?;
    let (atlas, database) = (seat.office.publication.atlas(), &seat.office.database);
    let archived = match atlas.records().get(entry) {
        Some(_) if reach::may_edit(seat, &editor, &atlas, entry) => None,
        Some(_) => return Err(AppError::Forbidden),
        // Whoever may not see its history is told of none.
        None => {
            let archived = Archived::find(seat, entry).await?;
            Some(archived.filter(|one| one.may_be_brought_back(seat, &editor, &atlas)).ok_or(AppError::NotFound)?)
        }
    };
    let key = Text::new(sent.get("key")).map_err(|_| AppError::Unreadable)?;
    let number = sent.get("revision").parse().map(RevisionNo).map_err(|_| AppError::Unreadable)?;
    let old = database.revision(entry, number).await.map_err(failed)?;
    let old = old.filter(|body| !body.is_null()).ok_or(AppError::NotFound)?;
    let with: Option<Vec<EntryId>> = sent.all("with").map(entry_named).collect();
    let with = with.ok_or(AppError::Unreadable)?;
    let Some(with) = coming(seat, &atlas, archived.as_ref(), &with).await? else { return Ok(None) };
    // Always a change of its own: what is typed already in another one is not typed over.
    let concerned = archived.as_ref().and_then(|archived| archived.organisation_of(&editor, &atlas));
    let speaks = concerned.or_else(|| speaks_for(&editor, &atlas, entry));
    let name = format!("restore/{entry}/{}/{key}", number.0);
    let draft = ensure_draft(seat, &editor, &name, speaks.as_ref()).await?;
    let with = with.into_iter().map(|record| (record.entry_id(), record.to_json()));
    let wanted: Vec<(EntryId, Value)> = [(entry.clone(), old)].into_iter().chain(with).collect();
    type_in(seat, &editor, &draft, &wanted, &key).await?;
    Ok(Some(draft))
}

/// What comes back with an archived entry, of what was asked for; `None` where some of that cannot.
async fn coming(
    seat: &Seat,
    atlas: &Atlas,
    archived: Option<&Archived>,
    asked: &[EntryId],
) -> Result<Option<Vec<Record>>, AppError> {
    if asked.is_empty() {
        return Ok(Some(Vec::new()));
    }
    let Some(archived) = archived else { return Ok(None) };
    let mut coming = Together::find(seat, atlas, archived).await?.coming;
    coming.retain(|record| asked.contains(&record.entry_id()));
    Ok(asked.iter().all(|entry| coming.iter().any(|record| record.entry_id() == *entry)).then_some(coming))
}

/// Puts entries into a draft, each with the values of a revision of it as if they had been typed: all at once, however many
/// they are.
async fn type_in(
    seat: &Seat,
    editor: &Editor,
    draft: &Slug,
    wanted: &[(EntryId, Value)],
    key: &Text,
) -> Result<(), AppError> {
    let (database, now) = (&seat.office.database, seat.office.clock.now_ms());
    let entries: Vec<EntryId> = wanted.iter().map(|(entry, _)| entry.clone()).collect();
    let bases = database.add_draft_entries(editor, draft, &entries, now).await.map_err(Office::draft_failed)?;
    let mut saves = Vec::with_capacity(wanted.len());
    for ((entry, wanted), base) in wanted.iter().zip(bases) {
        let fields = match database.body_at(editor, entry, base).await.map_err(failed)? {
            Some(body) => form::retyped(entry.kind, &body, wanted),
            None => body::retyped_anew(seat, entry, base, wanted).await?,
        };
        let fields: Vec<(String, String)> = fields.into_iter().collect();
        if !fields.is_empty() {
            let key = Text::new(format!("{key}/{entry}")).map_err(|_| AppError::Unreadable)?;
            saves.push(Save {
                editor: editor.clone(),
                draft: draft.clone(),
                entry: entry.clone(),
                fields,
                seen: None,
                writer: None,
                key,
            });
        }
    }
    for answer in seat.office.writer.save_all(saves).await {
        answer.map_err(Office::draft_failed)?;
    }
    Ok(())
}
