//! Place pages: a site, a township, the county.

#![allow(missing_docs, reason = "the fields that the server macro makes are the documented arguments")]

use super::overview::ProgrammeHead;
use crate::{atlas::dossier::Dossier, error::AppError};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

/// A place with the programme it belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceAnswer {
    /// The programme.
    pub programme: ProgrammeHead,
    /// Everything known about the place.
    pub dossier: Dossier,
}

/// Everything known about a place, named as `kind/slug`.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such site or division in the programme.
#[server(name = AskPlace, endpoint = "place", input = GetUrl)]
pub async fn place(kind: String, id: String) -> Result<PlaceAnswer, AppError> {
    use super::guard::{programme_head, publication};
    use crate::{domain::{record::{EntryId, Kind}, slug::Slug}, error::answer_with};
    let publication = publication()?;
    let atlas = publication.atlas();
    let programme = programme_head(&atlas, publication.settings()).ok_or(AppError::Failed)?;
    let entry = Kind::from_code(&kind).zip(Slug::new(&id).ok()).map(|(kind, id)| EntryId::new(kind, id));
    let dossier = entry.and_then(|entry| atlas.dossier(&entry)).ok_or_else(|| answer_with(AppError::NotFound))?;
    Ok(PlaceAnswer { programme, dossier })
}
