//! The first to see a request: gives it an id, turns away what is no address, and answers from the kept pages.

use super::{
    Shared,
    cookies::has_session,
    failure::wants_page,
    request_id::{RequestId, X_REQUEST_ID},
};
use crate::{config::Limits, metrics::Kind, publish::Snapshot};
use app::{
    domain::language::Language,
    routes::{Page, is_desk},
    store::Publication,
};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{Method, StatusCode, Uri};
use std::{sync::Arc, time::Instant};

/// The longest address whose page is kept, in bytes.
const LONGEST_KEY: usize = 1024;

pub(super) async fn front(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let (id, kind, since) = (shared.ids.next(), kind(request.uri()), Instant::now());
    let mut response = answer(&shared, &id, request, next).await;
    shared.metrics.answered(kind, response.status(), since.elapsed());
    response.headers_mut().insert(X_REQUEST_ID, id.header());
    response
}

async fn answer(shared: &Shared, id: &RequestId, mut request: Request, next: Next) -> Response {
    if let Err(status) = check(&request, &shared.config.limits) {
        tracing::info!(id = id.as_str(), status = status.as_u16(), "refused");
        return shared.refuse(status, wants_page(request.headers()), id);
    }
    let Some(key) = key(&request) else { return pass(id, request, next).await };
    let snapshot = Snapshot::of(&shared.publication);
    let Some(pages) = shared.kept.of(snapshot.atlas().version()) else { return pass(id, request, next).await };
    let kept = pages.get(key).await;
    shared.metrics.looked(kept.is_some());
    match kept {
        Some(page) => {
            tracing::debug!(id = id.as_str(), path = request.uri().path(), "kept");
            pages.answer(&page, request.method(), request.headers()).await
        }
        None => {
            let key = key.into();
            request.extensions_mut().insert(id.clone());
            request.extensions_mut().insert(snapshot);
            pages.render(key, request, next).await
        }
    }
}

/// Hands the request on, to be answered for itself alone.
async fn pass(id: &RequestId, mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(id.clone());
    next.run(request).await
}

/// Whether the request is one that can be looked at.
fn check(request: &Request, limits: &Limits) -> Result<(), StatusCode> {
    let Some(address) = request.uri().path_and_query().filter(|address| address.as_str().starts_with('/')) else {
        return Err(StatusCode::BAD_REQUEST);
    };
    if address.as_str().len() > limits.address_bytes {
        return Err(StatusCode::URI_TOO_LONG);
    }
    let bytes = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum::<usize>();
    if bytes > limits.header_bytes {
        return Err(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    }
    Ok(())
}

/// The name under which the page is kept; `None` for one that is not kept.
///
/// It is the address as it stands, not a tidied one: a page names what it did not understand in its address, so that two
/// addresses of one view may well have two bodies. The number of kept pages is bounded and favours what is asked for
/// often. Free text is never kept: it is different each time, and may be personal. Nor are the thanks for a report, which
/// are for who sent one.
fn key(request: &Request) -> Option<&str> {
    let readable = matches!(*request.method(), Method::GET | Method::HEAD);
    let address = request.uri().path_and_query()?.as_str();
    let kept = readable
        && address.len() <= LONGEST_KEY
        && is_page(request.uri())
        && !is_file(request.uri())
        && !ends_with_slash(request.uri())
        && !is_desk(request.uri().path())
        && !matches!(Page::from_path(request.uri().path()), Some((_, Page::ReportSent)))
        && !has_free_text(request.uri().query().unwrap_or_default())
        && !has_session(request.headers());
    kept.then(|| address.strip_suffix('?').unwrap_or(address))
}

/// Whether the address is a page's: the language is its first segment.
pub(super) fn is_page(address: &Uri) -> bool {
    let mut segments = address.path().split('/').skip(1);
    let first = segments.next().unwrap_or_default();
    segments.next().is_some() && Language::ALL.iter().any(|language| language.code() == first)
}

fn kind(address: &Uri) -> Kind {
    match address.path() {
        path if path.starts_with("/api/") => Kind::Function,
        _ if is_page(address) => Kind::Page,
        _ => Kind::File,
    }
}

/// Whether the address is that of a file made from a list, which is too large to be kept and asks for its own headers.
fn is_file(address: &Uri) -> bool {
    address.path().split('/').nth(2) == Some("export")
}

/// Whether the address is none of a page, but leads to one: see [`language::drop_slash`](super::language::drop_slash).
fn ends_with_slash(address: &Uri) -> bool {
    address.path().trim_matches('/').contains('/') && address.path().ends_with('/')
}

fn has_free_text(query: &str) -> bool {
    query.split('&').any(|pair| pair == "q" || pair.starts_with("q="))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn kept(method: Method, address: &str, cookie: &str) -> Option<String> {
        let request = Request::builder().method(method).uri(address).header("cookie", cookie).body(Body::empty());
        key(&request.expect("a request")).map(str::to_owned)
    }

    #[test]
    fn only_anonymous_pages_without_free_text_are_kept() {
        for (address, cookie, name) in [
            ("/zh/", "", Some("/zh/")),
            ("/zh/?", "", Some("/zh/")),
            ("/en/sites/a?z=9&in=b", "language=en", Some("/en/sites/a?z=9&in=b")),
            ("/zh/?q=x", "", None),
            ("/zh/?z=9&q=", "", None),
            ("/zh/?q", "", None),
            ("/zh/?faq=x", "", Some("/zh/?faq=x")),
            ("/zh/export/sites.csv", "", None),
            ("/zh/embed?in=b", "", Some("/zh/embed?in=b")),
            ("/zh/desk", "", None),
            ("/zh/report-sent", "report=sent", None),
            ("/zh/desk/sign-in?next=x", "", None),
            ("/zh", "", None),
            ("/zhx/", "", None),
            ("/fr/", "", None),
            ("/api/view", "", None),
            ("/zh/", "session=1", None),
            ("/zh/", "a=b; __Host-session=1", None),
            ("/zh/", "xsession=1", Some("/zh/")),
        ] {
            assert_eq!(kept(Method::GET, address, cookie).as_deref(), name, "{address} {cookie}");
        }
        assert_eq!(kept(Method::POST, "/zh/", ""), None);
        assert_eq!(kept(Method::GET, &format!("/zh/?in={}", "x".repeat(2000)), ""), None);
    }
}
