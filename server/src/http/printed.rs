//! `/{language}/sheet?…` and `/{language}/{site|township|county}/{id}/sheet`: pages for the printer.

use super::{Shared, pages::page, site::site};
use crate::{
    export::about::Asked,
    security::content_security_policy,
    sheet::{of_place, of_question},
};
use app::{
    api::guard::programme_head,
    atlas::query::Query,
    domain::{
        language::Language,
        record::{EntryId, Kind},
        slug::Slug,
    },
    i18n::Locale,
    parameters::{Parameters, question},
    routes::Page,
};
use axum::{
    extract::{Path, Request, State, rejection::PathRejection},
    response::{Html, IntoResponse, Response},
};
use http::{
    HeaderValue,
    header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY},
};
use leptos::nonce::Nonce;
use std::sync::Arc;

/// A sheet has the day and the host on it, so nobody keeps it for others.
const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-cache");

/// The sheet of a question.
pub(super) async fn of_question(language: Language, State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (atlas, settings) = (shared.publication.atlas(), shared.publication.settings());
    let raw = request.uri().query().unwrap_or_default();
    let (query, notices) = question(&atlas, raw);
    let site = site(&shared, request.headers());
    let asked = Asked {
        locale: Locale::of(language),
        query: &query,
        notices: &notices,
        camera: Parameters::read(raw).camera,
        site: site.as_deref(),
        now_ms: shared.config.clock.now_ms(),
    };
    let nonce = Nonce::new();
    answer(of_question::html(&atlas, settings, asked, &nonce), &nonce)
}

/// The sheet of a place; for one that is not there the page that says so.
pub(super) async fn of_place(
    language: Language,
    State(shared): State<Arc<Shared>>,
    place: Result<Path<(String, String)>, PathRejection>,
    request: Request,
) -> Response {
    let (atlas, settings) = (shared.publication.atlas(), shared.publication.settings());
    let (place, id) = place.map(|Path(place)| place).unwrap_or_default();
    let found = Slug::new(&id).ok().and_then(|id| {
        let (kind, page) = match &*place {
            "site" => (Kind::Site, Page::Site(id.clone())),
            "township" => (Kind::Division, Page::Township(id.clone())),
            "county" => (Kind::Division, Page::County(id.clone())),
            _ => return None,
        };
        Some((programme_head(&atlas, settings)?, atlas.dossier(&EntryId::new(kind, id))?, page))
    });
    let Some((programme, dossier, of)) = found else { return page(&shared, request).await };
    let (query, site) = (Query::default(), site(&shared, request.headers()));
    let asked = Asked {
        locale: Locale::of(language),
        query: &query,
        notices: &[],
        camera: None,
        site: site.as_deref(),
        now_ms: shared.config.clock.now_ms(),
    };
    let nonce = Nonce::new();
    answer(of_place::html(&atlas, settings, asked, (programme, dossier, &of), &nonce), &nonce)
}

fn answer(html: String, nonce: &Nonce) -> Response {
    let policy = content_security_policy(Some(nonce));
    ([(CACHE_CONTROL, PRIVATE), (CONTENT_SECURITY_POLICY, policy)], Html(html)).into_response()
}
