//! Place pages: a site, a township, the county.

#![allow(missing_docs, reason = "the fields that the server macro makes are the documented arguments")]

use crate::{
    domain::{language::Language, record::Kind},
    error::AppError,
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

/// The page of a place, written by the server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlacePageText {
    /// The title of the document.
    pub title: String,
    /// What a search engine shows of it.
    pub description: String,
    /// What stands inside `<main>`.
    pub html: String,
}

/// The page of a site or a division, by its slug.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such site or division in the programme.
#[server(name = AskPlace, endpoint = "place", input = GetUrl)]
pub async fn place(language: Language, kind: Kind, id: String) -> Result<PlacePageText, AppError> {
    use super::guard::{programme_head, publication};
    use crate::{
        components::place_body::{PlaceBody, PlaceBodyProps, description, title},
        domain::{record::EntryId, slug::Slug},
        error::answer_with,
        i18n::Locale,
    };
    let publication = publication()?;
    let atlas = publication.atlas();
    let programme = programme_head(&atlas, publication.settings()).ok_or(AppError::Failed)?;
    let entry = Slug::new(&id).ok().map(|id| EntryId::new(kind, id));
    let dossier = entry.and_then(|entry| atlas.dossier(&entry)).ok_or_else(|| answer_with(AppError::NotFound))?;
    let locale = Locale::of(language);
    let (title, description) = (title(locale, &programme, &dossier), description(locale, &dossier));
    let html = Owner::new().with(|| {
        provide_context(locale);
        PlaceBody(PlaceBodyProps { programme, dossier }).into_view().to_html()
    });
    Ok(PlacePageText { title, description, html })
}
