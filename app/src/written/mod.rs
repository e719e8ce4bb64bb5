//! The public pages that the server writes: every one but the overview. They stand still, so the browser gets them as HTML
//! and needs no code for them; nothing of this module is in the browser's build.
//!
//! [`write`] reads the address, asks the Atlas and lets one file per sort of page draw the body. Components find the
//! Atlas in their context ([`link::atlas`]), so that whatever names a record can link to it.

mod about;
mod accessibility;
mod chart;
mod conditions;
mod data;
mod described;
mod explain;
mod fact;
mod figures;
mod filter_form;
mod frame;
mod funding;
mod link;
mod list;
mod list_row;
mod money;
mod pager;
mod parts;
mod place;
mod place_list;
mod questions;
mod record;
mod report;
mod source;
mod sources;
mod table;

pub(crate) use described::{described, is_nameless};
pub use link::called;
pub(crate) use link::{address, line_name, record_line};
pub(crate) use pager::pager;
pub(crate) use record::kind_words;
pub use report::{Entered, Mistake, REPORT_LIMITS, ReportLimits};

use crate::{
    api::{guard::programme_head, overview::ProgrammeHead, page::PageText},
    atlas::{Atlas, dossier::Dossier},
    components::{drawn::document_title, notices::Notices},
    domain::{language::Language, record::EntryId, record::Kind, slug::Slug},
    error::AppError,
    i18n::Locale,
    routes::Page,
    store::Publication,
};
use leptos::prelude::*;
use parts::Parts;
use std::sync::Arc;

/// What the body of every page is made from.
pub(crate) struct Question<'a> {
    pub(crate) atlas: &'a Arc<Atlas>,
    programme: &'a ProgrammeHead,
    pub(crate) locale: Locale,
    /// The query of the address, without the question mark.
    query: &'a str,
    /// Addresses of the style sheets of the page.
    sheets: Vec<String>,
    /// Scheme and host of this site, where they are set.
    site: Option<String>,
}

impl Question<'_> {
    pub(crate) const fn language(&self) -> Language {
        self.locale.language
    }
}

/// A page before its frame is put around it.
pub(crate) struct Written {
    /// What the document is called, without the name of the programme.
    pub(crate) title: String,
    /// What it is called at the end of the ways that lead to it.
    pub(crate) here: String,
    /// What a search engine shows of it.
    pub(crate) description: String,
    /// The class of `<main>`.
    pub(crate) class: &'static str,
    /// The ways that lead here: address and words.
    pub(crate) crumbs: Vec<(String, String)>,
    /// What stands in `<main>`.
    pub(crate) body: AnyView,
}

/// Writes the page at an address.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such page, or the record is not there.
pub fn write(publication: &dyn Publication, address: &str) -> Result<PageText, AppError> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let (language, page) = Page::from_path(path).ok_or(AppError::NotFound)?;
    compose(publication, language, &page, query, |question| body(question, &page))
}

/// Puts the frame of a page around a body.
///
/// # Errors
/// Those of the body; [`AppError::Failed`] while no programme has been loaded.
pub(crate) fn compose(
    publication: &dyn Publication,
    language: Language,
    page: &Page,
    query: &str,
    body: impl FnOnce(&Question<'_>) -> Result<Written, AppError>,
) -> Result<PageText, AppError> {
    let atlas = publication.atlas();
    let programme = programme_head(&atlas, publication.settings()).ok_or(AppError::Failed)?;
    let locale = Locale::of(language);
    let assets = &publication.settings().assets;
    let desk = matches!(page, Page::Desk(_) | Page::History(_)).then(|| assets.desk_style.clone());
    let sheets = [assets.pages_style.clone()].into_iter().chain(desk).collect();
    let site = publication.settings().public_url.as_ref().map(ToString::to_string);
    let question = Question { atlas: &atlas, programme: &programme, locale, query, sheets, site };
    // What a request has put into the context stays in sight below this owner.
    Owner::current().unwrap_or_default().child().with(|| {
        provide_context(locale);
        provide_context(Arc::clone(&atlas));
        let written = body(&question)?;
        let title = document_title(&format!("{} · {}", written.title, locale.name(&programme.name)));
        let description = written.description.clone();
        Ok(PageText { title, description, html: frame::document(&question, page, written).to_html() })
    })
}

/// What the page of a place says, without its frame: for a sheet of paper.
pub fn body_of_place(atlas: &Arc<Atlas>, programme: &ProgrammeHead, locale: Locale, dossier: Dossier) -> String {
    Owner::new().with(|| {
        provide_context(locale);
        provide_context(Arc::clone(atlas));
        place::body(programme, dossier).to_html()
    })
}

fn body(question: &Question<'_>, page: &Page) -> Result<Written, AppError> {
    let written = written(question, page)?;
    // Of what these pages are asked nothing but their path is understood.
    let asks = matches!(page, Page::List(_) | Page::Figures | Page::Report);
    let (_, notices) = Parts::read(String::new(), question.query, &[]);
    if asks || notices.is_empty() {
        return Ok(written);
    }
    let body = view! { <Notices notices/> {written.body} }.into_any();
    Ok(Written { body, ..written })
}

fn written(question: &Question<'_>, page: &Page) -> Result<Written, AppError> {
    let place = |kind, id: &Slug| place::page(question, &EntryId::new(kind, id.clone()), page);
    match page {
        // The overview is an application of its own; what depends on who asks is written by `crate::desk`.
        Page::Overview | Page::Desk(_) | Page::History(_) => None,
        Page::Site(id) => place(Kind::Site, id),
        Page::Township(id) | Page::County(id) => place(Kind::Division, id),
        Page::Record(entry) if entry.kind == Kind::Source => source::page(question, &entry.id),
        Page::Record(entry) => record::page(question, entry),
        Page::List(subject) => Some(list::page(question, *subject)),
        Page::Figures => Some(figures::page(question)),
        Page::About => Some(about::page(question)),
        Page::Data => Some(data::page(question)),
        Page::Accessibility => Some(accessibility::page(question)),
        Page::Report => Some(report::page(question)),
        Page::ReportSent => Some(report::sent(question)),
    }
    .ok_or(AppError::NotFound)
}
