//! `/metrics`, for a listener of its own: no proxy shows it to the public by accident.

use super::Shared;
use crate::health;
use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::get,
};
use http::{
    HeaderValue, StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE},
};
use std::sync::Arc;

/// The routes of that listener.
pub(super) fn router(shared: Arc<Shared>) -> Router {
    Router::new().route("/metrics", get(metrics)).with_state(shared)
}

async fn metrics(State(shared): State<Arc<Shared>>) -> Response {
    let ready = health::ask(shared.readiness()).await.is_ok();
    let fixed = [
        (CONTENT_TYPE, HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    match shared.metrics.text(shared.publication.atlas().version(), ready) {
        Ok(text) => (fixed, text).into_response(),
        Err(error) => {
            tracing::error!(%error, "the metrics could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
