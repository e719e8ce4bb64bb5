//! Beginning a new entry: its name becomes its slug.

use super::{Office, Seat, body, home::ensure_draft};
use crate::{
    http::{Form, Outcome},
    store::{DraftError, Save},
};
use app::{
    desk::{Begin, BeginMistake, Sheet},
    domain::{
        draft::Draft,
        form::{self, Shape, owner_control},
        language::Language,
        record::{EntryId, Kind},
        slug::Slug,
        text::Text,
    },
    error::AppError,
    routes::{DeskPage, Page, entry_named},
};
use http::StatusCode;

/// The most letters of a name that go into a slug.
const LONGEST_NAME: usize = 60;

pub(super) async fn load(seat: &Seat, kind: Kind, query: &str) -> Result<Sheet, AppError> {
    let draft = form_urlencoded::parse(query.as_bytes()).find_map(|(key, value)| (key == "draft").then_some(value));
    sheet(seat, kind, draft.and_then(|draft| Slug::new(draft).ok())).await.map(Sheet::Begin)
}

/// `draft`: the change that the entry is added to; where that is closed, it will be another one, and that is said.
async fn sheet(seat: &Seat, kind: Kind, draft: Option<Slug>) -> Result<Begin, AppError> {
    let (editor, mut mistake) = (seat.editor()?, None);
    form::fields(kind).ok_or(AppError::NotFound)?;
    let (mut owners, mut open) = (Vec::new(), None);
    if let Some(id) = draft {
        let draft = seat.office.database.draft(&editor, &id).await.map_err(Office::draft_failed)?;
        if let Some((_, kinds)) = owner_control(kind).filter(|_| draft.state.is_open()) {
            owners = body::own_called(seat, &draft, &seat.office.publication.atlas()).await?;
            owners.retain(|(entry, _)| kinds.contains(&entry.kind));
        }
        open = Some(id).filter(|_| draft.state.is_open());
        mistake = open.is_none().then_some(BeginMistake::Closed);
    }
    let organisations = editor.organisations().iter().cloned().collect();
    Ok(Begin {
        kind,
        organisations,
        draft: open,
        owners,
        names: Default::default(),
        chosen: None,
        mistake,
        key: seat.fresh_key(),
    })
}

/// Why no entry was begun.
enum Stopped {
    Mistake(BeginMistake),
    App(AppError),
}

impl From<AppError> for Stopped {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Unavailable => Self::Mistake(BeginMistake::Unavailable),
            other => Self::App(other),
        }
    }
}

impl From<DraftError> for Stopped {
    fn from(error: DraftError) -> Self {
        match error {
            DraftError::Closed => Self::Mistake(BeginMistake::Closed),
            DraftError::Others => Self::Mistake(BeginMistake::Others),
            other => Office::draft_failed(other).into(),
        }
    }
}

pub(super) async fn receive(seat: &Seat, language: Language, kind: Kind, form: &Form) -> Outcome {
    let names = (form.get("name.zh").trim(), form.get("name.en").trim());
    let too_long = [names.0, names.1].iter().any(|name| name.chars().count() > 200 || name.contains('\0'));
    let begun = match too_long {
        true => Err(Stopped::Mistake(BeginMistake::TooLong)),
        false => begin(seat, kind, names, form).await,
    };
    let mistake = match begun {
        Ok((draft, entry)) => {
            return Outcome::Done { to: Page::Desk(DeskPage::Edit(draft, entry)).path(language), cookie: None };
        }
        Err(Stopped::App(error)) => return error.into(),
        Err(Stopped::Mistake(mistake)) => mistake,
    };
    // Into a change of another person nothing can be begun the next time either.
    let draft = Slug::new(form.get("draft")).ok().filter(|_| mistake != BeginMistake::Others);
    let status = match mistake {
        BeginMistake::TooLong => StatusCode::UNPROCESSABLE_ENTITY,
        BeginMistake::Closed | BeginMistake::Others => StatusCode::CONFLICT,
        BeginMistake::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    };
    match sheet(seat, kind, draft).await {
        Ok(begin) => {
            let names = (names.0.to_owned(), names.1.to_owned());
            let chosen = Slug::new(form.get("organisation")).ok();
            let again = Begin { names, chosen, mistake: Some(mistake), ..begin };
            Outcome::Again(status, Sheet::Begin(again))
        }
        Err(error) => error.into(),
    }
}

/// What the new entry belongs to, as it is typed into its form: an entry of the same change, if one was chosen.
fn owner(kind: Kind, own: &Draft, chosen: &str) -> Option<(&'static str, String)> {
    let (field, kinds) = owner_control(kind)?;
    let entry = entry_named(chosen).filter(|entry| kinds.contains(&entry.kind) && own.entry(entry).is_some())?;
    let links = form::field(kind, field).is_some_and(|part| matches!(part.shape, Shape::Link(_)));
    Some((field, if links { entry.id.to_string() } else { entry.to_string() }))
}

async fn begin(seat: &Seat, kind: Kind, names: (&str, &str), form: &Form) -> Result<(Slug, EntryId), Stopped> {
    let editor = seat.editor()?;
    form::fields(kind).ok_or(AppError::NotFound)?;
    let speaks = Slug::new(form.get("organisation")).ok();
    let draft = match Slug::new(form.get("draft")) {
        Ok(draft) => draft,
        Err(_) => ensure_draft(seat, &editor, form.get("key"), speaks.as_ref()).await?,
    };
    let (database, now) = (&seat.office.database, seat.office.clock.now_ms());
    let own = database.draft(&editor, &draft).await?;
    // A second click on the same button finds what the first one has made.
    let key = Text::new(format!("begin-{}", form.get("key"))).map_err(|_| AppError::Unreadable)?;
    // In another change, which an old page may begin, it is another entry.
    let random = seat.named_by(&format!("{}/{draft}", form.get("key")));
    let entry = EntryId::new(kind, slug(kind, names, random.as_str()));
    database.add_draft_entry(&editor, &draft, &entry, now).await?;
    let names = [("name.zh", names.0.to_owned()), ("name.en", names.1.to_owned())];
    let typed = names.into_iter().filter(|(_, name)| !name.is_empty()).chain(owner(kind, &own, form.get("of")));
    let fields: Vec<(String, String)> = typed.map(|(path, raw)| (path.to_owned(), raw)).collect();
    if !fields.is_empty() {
        let save = Save { editor, draft: draft.clone(), entry: entry.clone(), fields, seen: None, writer: None, key };
        seat.office.writer.save(save).await?;
    }
    Ok((draft, entry))
}

/// The slug of a new entry: its name, from the English or from the Chinese in pinyin, or else its kind, and a random part. That is
/// there always: left out while a name is free it would tell who asks which names stand in the drafts of others, and two
/// who both make an entry of a name would make the same one.
fn slug(kind: Kind, (zh, en): (&str, &str), random: &str) -> Slug {
    use pinyin::ToPinyin;
    let latin = |text: &str| {
        let mut out = String::new();
        for c in text.chars() {
            match (c.to_pinyin(), c) {
                (Some(syllable), _) => {
                    out.push('-');
                    out.push_str(syllable.plain());
                }
                (None, c) if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
                (None, '\'' | '’') => {}
                _ => out.push('-'),
            }
        }
        let parts: Vec<&str> = out.split('-').filter(|part| !part.is_empty()).collect();
        let joined = parts.join("-").replace('ü', "v");
        let short: String = joined.chars().take(LONGEST_NAME).collect();
        Some(short.trim_matches('-').to_owned()).filter(|short| !short.is_empty())
    };
    let random: String = random.chars().take(6).collect();
    let name = latin(en).or_else(|| latin(zh)).unwrap_or_else(|| kind.to_string());
    Slug::new(format!("{name}-{random}")).unwrap_or_else(|_| unreachable!("letters, digits and strokes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_slugs() {
        let made = |zh, en| slug(Kind::Site, (zh, en), "0123456789abcdef").to_string();
        assert_eq!(made("盘溪广场", "Panxi’s  Square (new)"), "panxis-square-new-012345");
        assert_eq!(made("盘溪广场", ""), "pan-xi-guang-chang-012345");
        assert_eq!(made("", ""), "site-012345");
        assert_eq!(made("", "!!!"), "site-012345");
        assert!(made("", &"very long ".repeat(40)).len() <= LONGEST_NAME + "-012345".len());
    }
}
