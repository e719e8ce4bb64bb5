//! What the bodies of server functions need; the one module of this crate that is on the server only.

use super::overview::ProgrammeHead;
use crate::{
    atlas::{
        Atlas,
        view::{Card, Named},
    },
    desk::Desk,
    domain::{
        record::{EntryId, Kind},
        slug::Slug,
    },
    error::AppError,
    store::{Publication, Settings},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The publication of this request.
pub fn publication() -> Result<Arc<dyn Publication>, AppError> {
    use_context::<Arc<dyn Publication>>().ok_or(AppError::Failed)
}

/// The desk of this request; `None` where nobody can sign in.
pub fn desk() -> Option<Arc<dyn Desk>> {
    use_context::<Arc<dyn Desk>>()
}

/// What pages say of the programme of an Atlas; `None` while nothing has been loaded into the database.
pub fn programme_head(atlas: &Atlas, settings: &Settings) -> Option<ProgrammeHead> {
    let programme = atlas.programme()?;
    let whole = atlas.records().divisions.get(&programme.division)?;
    Some(ProgrammeHead {
        name: programme.name.clone()?,
        summary: programme.summary.clone(),
        fictional: programme.fictional,
        whole: Named { entry: EntryId::new(Kind::Division, whole.id.clone()), name: whole.name.clone()? },
        map_credit: programme.map_credit.clone(),
        map_approval: programme.map_approval.clone(),
        own_approval: settings.map_approval.clone(),
    })
}

/// The card of the site that the parameter `sel` names.
pub fn selection(atlas: &Atlas, query: &str) -> Option<Card> {
    let (_, id) =
        form_urlencoded::parse(query.trim_start_matches('?').as_bytes()).filter(|(key, _)| key == "sel").last()?;
    atlas.card(&Slug::new(id).ok()?)
}
