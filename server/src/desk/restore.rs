//! Bringing an old revision of an entry back, or an entry that is archived: a change like any other, with the values of that
//! revision as if they had been typed. Nothing is published by it, and what others have in hand stays as it is.

use super::{
    Office, Seat,
    archived::Archived,
    body, failed,
    home::{ensure_draft, speaks_for},
    reach,
};
use crate::{
    http::{Form, Outcome},
    store::Save,
};
use app::{
    domain::{change::RevisionNo, form, language::Language, record::EntryId, slug::Slug, text::Text},
    error::AppError,
    routes::{DeskPage, Page},
};

/// Begins the change, and leads to its form. `revision` of the form: which one is brought back; `key`: names the sending.
pub(super) async fn receive(
    seat: &Seat,
    language: Language,
    entry: &EntryId,
    form: &Form,
) -> Result<Outcome, AppError> {
    let draft = begin(seat, entry, form).await?;
    Ok(Outcome::Done { to: Page::Desk(DeskPage::Edit(draft, entry.clone())).path(language), cookie: None })
}

async fn begin(seat: &Seat, entry: &EntryId, sent: &Form) -> Result<Slug, AppError> {
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
    // Always a change of its own: what is typed already in another one is not typed over.
    let concerned = archived.as_ref().and_then(|archived| archived.organisation_of(&editor, &atlas));
    let speaks = concerned.or_else(|| speaks_for(&editor, &atlas, entry));
    let name = format!("restore/{entry}/{}/{key}", number.0);
    let draft = ensure_draft(seat, &editor, &name, speaks.as_ref()).await?;
    let now = seat.office.clock.now_ms();
    let base = database.add_draft_entry(&editor, &draft, entry, now).await.map_err(Office::draft_failed)?;
    let fields = match database.body_at(&editor, entry, base).await.map_err(failed)? {
        Some(body) => form::retyped(entry.kind, &body, &old),
        None => body::retyped_anew(seat, entry, base, &old).await?,
    };
    let fields: Vec<(String, String)> = fields.into_iter().collect();
    if !fields.is_empty() {
        let save = Save { editor, draft: draft.clone(), entry: entry.clone(), fields, key };
        seat.office.writer.save(save).await.map_err(Office::draft_failed)?;
    }
    Ok(draft)
}
