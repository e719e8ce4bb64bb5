//! `/{language}/map.svg`: the map without pins, for a map that starts after a change of page within the application.

use super::Shared;
use app::{components::static_map::base_map, domain::language::Language};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use std::sync::Arc;

/// The drawing with Chinese names.
pub(super) async fn chinese(State(shared): State<Arc<Shared>>) -> Response {
    drawing(&shared, Language::Chinese)
}

/// The drawing with English names.
pub(super) async fn english(State(shared): State<Arc<Shared>>) -> Response {
    drawing(&shared, Language::English)
}

fn drawing(shared: &Shared, language: Language) -> Response {
    let svg = base_map(&shared.publication.atlas(), language);
    ([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "no-cache")], svg).into_response()
}
