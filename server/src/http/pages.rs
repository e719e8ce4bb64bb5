//! Renders a page of the app.

use super::{Shared, failure::failure};
use crate::{publish::Snapshot, security::content_security_policy};
use app::store::Publication;
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    response::Response,
};
use http::{
    HeaderValue, StatusCode,
    header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY},
};
use leptos::{
    nonce::use_nonce,
    prelude::{provide_context, use_context},
};
use leptos_axum::ResponseOptions;
use std::sync::Arc;

/// Renders the page at the request's address, whole. The app sets the status, that of its not-found page included.
///
/// The nonce is made for this body and stands in the policy that goes with it, wherever both are kept.
pub(super) async fn page(shared: &Shared, request: Request) -> Response {
    let id = request.extensions().get().cloned();
    let snapshot: Arc<dyn Publication> = match request.extensions().get::<Snapshot>() {
        Some(snapshot) => Arc::new(snapshot.clone()),
        None => Arc::new(Snapshot::of(&shared.publication)),
    };
    let options = shared.options.clone();
    let context = move || {
        provide_context(Arc::clone(&snapshot));
        if let Some(response) = use_context::<ResponseOptions>() {
            response.insert_header(CONTENT_SECURITY_POLICY, content_security_policy(use_nonce().as_deref()));
        }
    };
    let render = leptos_axum::render_app_async_with_context(context, move || app::shell(options.clone()));
    let (mut parts, body) = render(request).await.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(body) => {
            parts.headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
            Response::from_parts(parts, Body::from(body))
        }
        Err(error) => {
            tracing::error!(%error, "a page ended before its end");
            failure(StatusCode::INTERNAL_SERVER_ERROR, true, id.as_ref())
        }
    }
}
