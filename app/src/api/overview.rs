//! The overview: the map, the list, the filters and the key figures.

#![allow(missing_docs, reason = "the fields that the server macro makes are the documented arguments")]

use crate::{
    atlas::{
        query::Query,
        view::{Card, Named, PillarSummary, View},
    },
    domain::{
        language::Language,
        text::{Name, Phrase, Text},
    },
    error::AppError,
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

/// What every page says of the programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProgrammeHead {
    /// Its name.
    pub name: Name,
    /// What it is, in a sentence or two.
    pub summary: Phrase,
    /// Whether everything in it is made up.
    pub fictional: bool,
    /// The division that it covers as a whole.
    pub whole: Named,
    /// What must be credited with the map.
    pub map_credit: Phrase,
    /// Approval number of the source of the borders.
    pub map_approval: Option<Text>,
    /// The operator's own approval number.
    pub own_approval: Option<Text>,
}

/// The first answer of the overview.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// The programme.
    pub programme: ProgrammeHead,
    /// The key figures.
    pub pillars: Vec<PillarSummary>,
    /// The question as it was understood.
    pub query: Query,
    /// The answer.
    pub view: View,
    /// The site that the address selects.
    pub selected: Option<Card>,
    /// The map as inline SVG. It is not sent a second time with the data of the page.
    #[serde(skip)]
    pub map: String,
}

/// A later answer: after a change of filters or a move of the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The question as it was understood.
    pub query: Query,
    /// The answer.
    pub view: View,
    /// The site that the address selects.
    pub selected: Option<Card>,
}

/// Answers the overview's address: everything that its first view shows.
///
/// # Errors
/// When the server has no publication.
#[server(name = AskOverview, endpoint = "overview", input = GetUrl)]
pub async fn overview(language: Language, query: String) -> Result<Overview, AppError> {
    use super::guard::{programme_head, publication, selection};
    use crate::{
        atlas::query::Want,
        components::static_map::static_map_at,
        parameters::{Parameters, question},
        routes::Page,
    };
    let publication = publication()?;
    let atlas = publication.atlas();
    let programme = programme_head(&atlas, publication.settings()).ok_or(AppError::Failed)?;
    let camera = Parameters::read(&query).camera;
    let (asked, notices) = question(&atlas, &query);
    let mut view = atlas.view(&asked, Want::ALL, language);
    view.notices = notices;
    let map = static_map_at(&atlas, &view, language, camera, &|mark| Page::of_mark(mark).path(language));
    Ok(Overview { programme, pillars: atlas.pillars(), selected: selection(&atlas, &query), query: asked, view, map })
}

/// Answers a changed address of the overview. `bounds` is the part of the earth on the screen, as `west,south,east,north`
/// in degrees, empty for the whole. With `moved` only marks and list are answered: what a move of the map changes.
///
/// # Errors
/// When the server has no publication.
#[server(name = AskView, endpoint = "view", input = GetUrl)]
pub async fn view(language: Language, query: String, bounds: String, moved: bool) -> Result<Answer, AppError> {
    use super::guard::{publication, selection};
    use crate::atlas::query::Want;
    let atlas = publication()?.atlas();
    let raw = if bounds.is_empty() { query.clone() } else { format!("{query}&bbox={bounds}") };
    let (asked, notices) = atlas.question(&raw);
    let mut view = atlas.view(&asked, if moved { Want::PAN } else { Want::ALL }, language);
    view.notices = notices;
    Ok(Answer { selected: selection(&atlas, &query), query: asked, view })
}
