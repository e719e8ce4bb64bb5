//! The overview: the map, the list, the filters and the key figures.

#![allow(missing_docs, reason = "the fields that the server macro makes are the documented arguments")]

use crate::{
    atlas::view::Named,
    components::drawn::Parts,
    domain::{
        language::Language,
        text::{Name, Phrase, Text},
    },
    error::AppError,
    map::pin::Pin,
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

crate::code_list! {
    /// What has changed since the last answer. Each includes those below it.
    Change {
        /// Nothing is there yet: the whole page is wanted.
        Page = "page",
        /// What is asked: counts and totals change, too.
        Filters = "filters",
        /// The part of the earth on the screen: what stands on the map, and the list.
        Place = "place",
        /// The selected site: its card.
        Selection = "selection",
    }
}

/// An answer as it is shown: the server draws, the browser puts it in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The title of the document; empty unless the whole page was wanted.
    pub title: String,
    /// What a search engine shows of it; empty unless the whole page was wanted.
    pub description: String,
    /// The drawn parts that changed.
    pub parts: Parts,
    /// The map as inline SVG; empty unless the whole page was wanted.
    pub map: String,
    /// What stands on the live map; `None` when that has not changed.
    pub pins: Option<Vec<Pin>>,
}

/// Answers an address of the overview. `bounds` is the part of the earth on the screen, as `west,south,east,north` in
/// degrees, empty for what the address says.
///
/// # Errors
/// When the server has no publication.
#[server(name = AskOverview, endpoint = "overview", input = GetUrl)]
pub async fn overview(language: Language, query: String, bounds: String, change: Change) -> Result<Answer, AppError> {
    use super::guard::{programme_head, publication, selection};
    use crate::{
        atlas::query::Want,
        components::{
            drawn::document_title,
            overview_parts::Drawing,
            static_map::{Look, static_map},
        },
        i18n::Locale,
        parameters::{Parameters, question},
        routes::Page,
        written::called,
    };
    let publication = publication()?;
    let atlas = publication.atlas();
    let locale = Locale::of(language);
    let address = Parameters::read(&query);
    let raw = if bounds.is_empty() { query.clone() } else { format!("{query}&bbox={bounds}") };
    let (asked, notices) = question(&atlas, &raw);
    let want = match change {
        Change::Page => Want::ALL,
        Change::Filters | Change::Place => Want::PAN,
        Change::Selection => Want::NOTHING,
    };
    let mut view = atlas.view(&asked, want, language);
    view.list.rows = view.list.rows.into_iter().map(|card| called(&atlas, card)).collect();
    view.notices.splice(..0, notices);
    let mut answer = Answer {
        title: String::new(),
        description: String::new(),
        parts: Parts::default(),
        map: String::new(),
        pins: None,
    };
    let drawing = Drawing {
        atlas: &atlas,
        locale,
        address: &address,
        query: &asked,
        seen: &bounds,
        view: &view,
        selected: selection(&atlas, &query),
        programme: atlas.programme().and_then(|of| of.name.as_ref()).map(|name| locale.name(name)).unwrap_or_default(),
        site: publication.settings().public_url.as_ref().map(ToString::to_string),
    };
    let parts = &mut answer.parts;
    match change {
        Change::Page => {
            let programme = programme_head(&atlas, publication.settings()).ok_or(AppError::Failed)?;
            answer.title = document_title(&locale.name(&programme.name));
            answer.description = locale.phrase(&programme.summary).unwrap_or_else(|| locale.tagline.to_owned());
            let href = |mark: &_| Page::of_mark(mark).path(language);
            let look = Look { camera: address.camera, selected: address.selected.as_ref(), ..Look::default() };
            answer.map = static_map(&atlas, &view, language, look, &href);
            drawing.push_frame(parts, &programme, atlas.pillars());
            drawing.push_notices(parts);
        }
        Change::Filters => {
            drawing
                .push_answer(parts, || atlas.view(&asked, Want { marks: false, list: false, ..Want::ALL }, language));
            drawing.push_notices(parts);
        }
        Change::Place | Change::Selection => {}
    }
    if change != Change::Selection {
        drawing.push_moved(parts);
        answer.pins = Some(view.marks.iter().map(|mark| Pin::of(mark, locale)).collect());
    }
    drawing.push_card(parts);
    Ok(answer)
}
