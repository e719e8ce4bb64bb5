//! Keeps one request from harming the others: limits of time, number and size; panics; and a line in the log.

use super::{
    Shared,
    failure::{failure, saying, wants_page},
    request_id::RequestId,
};
use crate::security::is_foreign_write;
use app::routes::{DeskPage, Page};
use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use futures::FutureExt;
use http::{
    HeaderValue, Method, StatusCode,
    header::{CACHE_CONTROL, CONTENT_LENGTH},
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Body as _;
use std::{panic::AssertUnwindSafe, sync::Arc, time::Instant};
use tokio::sync::SemaphorePermit;
use tracing::Instrument;

pub(super) async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().cloned();
    let reference = id.as_ref().map(RequestId::as_str).unwrap_or_default();
    // Without the query: it may hold what a person was looking for.
    let path = printable(request.uri().path());
    let span = tracing::info_span!("request", id = reference, method = %request.method(), path);
    let page = wants_page(request.headers());
    let since = Instant::now();
    let answer = admitted(&shared, request, next).instrument(span.clone()).await;
    let mut response = answer.unwrap_or_else(|refused| match refused {
        Refused::With(status) => failure(status, page, id.as_ref()),
        Refused::GivenUp => saying(StatusCode::SERVICE_UNAVAILABLE, GIVEN_UP, page, id.as_ref()),
    });
    let (status, milliseconds) = (response.status().as_u16(), since.elapsed().as_millis());
    span.in_scope(|| match status {
        500.. => tracing::warn!(status, milliseconds, "answered"),
        _ => tracing::info!(status, milliseconds, "answered"),
    });
    shared.security.apply(response.headers_mut());
    // Nothing is kept by anybody without asking us, unless the answer says otherwise.
    response.headers_mut().entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    response
}

/// The path as the log may have it: whoever reads a log must not be able to sign in with a link that stands there.
fn printable(path: &str) -> String {
    match Page::from_path(path) {
        Some((language, Page::Desk(DeskPage::Link(_)))) => {
            format!("{}/link/…", Page::Desk(DeskPage::Home).path(language))
        }
        _ => path.to_owned(),
    }
}

/// Why a request has no answer of its own.
enum Refused {
    /// A status says why.
    With(StatusCode),
    /// It took too long. Whether what it asks for was done is not known.
    GivenUp,
}

impl From<StatusCode> for Refused {
    fn from(status: StatusCode) -> Self {
        Self::With(status)
    }
}

/// What is said where a request took too long, in Chinese and English.
const GIVEN_UP: (&str, &str) = (
    "处理时间过长，已停止等待。如果您发送了内容，请先查看是否已保存，再决定是否重发。",
    "This took too long and was given up. If you have sent something, look whether it was kept before you send it again.",
);

/// Lets a request through when there is room for it, and waits for its answer for as long as it may take.
async fn admitted(shared: &Shared, request: Request, next: Next) -> Result<Response, Refused> {
    let public_url = shared.publication.settings().public_url.as_deref();
    if is_foreign_write(request.method(), request.headers(), public_url) {
        return Err(StatusCode::FORBIDDEN.into());
    }
    let _slot = shared.slots.try_acquire().map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    let limits = &shared.config.limits;
    let deadline = tokio::time::Instant::now() + limits.request_time;
    let (request, _turn) = match tokio::time::timeout_at(deadline, whole(shared, request)).await {
        Ok(read) => read?,
        Err(_) => return Err(StatusCode::REQUEST_TIMEOUT.into()),
    };
    match tokio::time::timeout_at(deadline, AssertUnwindSafe(next.run(request)).catch_unwind()).await {
        Ok(Ok(response)) => Ok(response),
        // What it said is in the log already, with the id of this request.
        Ok(Err(_panic)) => Err(StatusCode::INTERNAL_SERVER_ERROR.into()),
        Err(_) => {
            tracing::error!(seconds = limits.request_time.as_secs(), "took too long and was given up");
            Err(Refused::GivenUp)
        }
    }
}

/// In the extensions of a request to a page that says itself that a form was too long, instead of the form.
#[derive(Clone, Copy, Debug)]
pub(super) struct TooLong {
    /// The longest that is taken there, in bytes.
    pub(super) most: usize,
}

/// So many bytes more are read and forgotten of a form that is too long, so that a browser, which first sends all of it, comes
/// to see the answer.
const FORGOTTEN: usize = 32 * 1024 * 1024;

/// The request with its body read to the end, so that one that is too large is told so before anything is done with it; and
/// its turn among the long ones, to be held as long as the body is.
async fn whole(shared: &Shared, request: Request) -> Result<(Request, Option<SemaphorePermit<'_>>), StatusCode> {
    let (mut parts, mut body) = request.into_parts();
    if matches!(parts.method, Method::GET | Method::HEAD) {
        return Ok((Request::from_parts(parts, Body::empty()), None));
    }
    let path = parts.uri.path();
    let limits = &shared.config.limits;
    let most = limits.body(path);
    let announced = parts.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let announced = announced.or(body.size_hint().exact());
    let is_longer = |most: usize| announced.is_some_and(|length| length > most as u64);
    if !is_longer(most) {
        // One that does not say how long it is may be long.
        let turn = match most > limits.body_bytes && (announced.is_none() || is_longer(limits.body_bytes)) {
            true => shared.long_forms.acquire().await.ok(),
            false => None,
        };
        match Limited::new(&mut body, most).collect().await {
            Ok(read) => return Ok((Request::from_parts(parts, Body::from(read.to_bytes())), turn)),
            Err(error) if error.is::<LengthLimitError>() => {}
            Err(_) => return Err(StatusCode::BAD_REQUEST),
        }
    }
    if !matches!(Page::from_path(path), Some((_, Page::Desk(_) | Page::History(_) | Page::Report))) {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let mut rest = FORGOTTEN;
    while rest > 0
        && let Some(Ok(frame)) = body.frame().await
    {
        rest = rest.saturating_sub(frame.data_ref().map_or(0, |data| data.len()));
    }
    parts.extensions.insert(TooLong { most });
    Ok((Request::from_parts(parts, Body::empty()), None))
}
