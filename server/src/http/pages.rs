//! Renders a page of the app.

use super::{Shared, failure::failure, head, provide_desk};
use crate::{desk::Seat, publish::Snapshot, security::content_security_policy};
use app::{
    desk::{Again, InDocument},
    routes::is_desk,
    store::Publication,
    written::Entered,
};
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
    let entered = request.extensions().get::<Entered>().cloned();
    let seat = request.extensions().get::<Seat>().cloned();
    let again = request.extensions().get::<Again>().cloned();
    let path = request.uri().path().to_owned();
    let options = shared.options.clone();
    let context = move || {
        provide_context(Arc::clone(&snapshot));
        provide_context(InDocument);
        if let Some(seat) = seat.clone() {
            provide_desk(seat);
        }
        if let Some(again) = again.clone() {
            provide_context(again);
        }
        if let Some(entered) = entered.clone() {
            provide_context(entered);
        }
        if let Some(response) = use_context::<ResponseOptions>() {
            response.insert_header(CONTENT_SECURITY_POLICY, content_security_policy(use_nonce().as_deref()));
        }
    };
    let render = leptos_axum::render_app_async_with_context(context, move || app::shell(options.clone()));
    let (mut parts, body) = render(request).await.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(body) => {
            let public_url = shared.publication.settings().public_url.as_deref();
            // What is for one person is not for machines that read the whole site.
            let found = parts.status == StatusCode::OK && !is_desk(&path);
            let text = std::str::from_utf8(&body).ok().filter(|_| found);
            let completed = text.and_then(|text| head::complete(text, &path, public_url));
            let body = completed.map_or(body, Into::into);
            parts.headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
            Response::from_parts(parts, Body::from(body))
        }
        Err(error) => {
            tracing::error!(%error, "a page ended before its end");
            failure(StatusCode::INTERNAL_SERVER_ERROR, true, id.as_ref())
        }
    }
}
