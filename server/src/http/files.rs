//! The files of the site; and the page of the app for an address that is none of them.

use super::{
    Shared,
    failure::{failure, wants_page},
    front::is_page,
    language,
    pages::page,
};
use crate::assets::BUILT;
use axum::{
    body::Body,
    extract::{Request, State},
    response::Response,
};
use http::{
    HeaderValue, Method, StatusCode, Uri,
    header::{ACCEPT_ENCODING, CACHE_CONTROL, VARY},
};
use percent_encoding::percent_decode_str;
use std::sync::Arc;
use tower::ServiceExt;
use tower_http::services::ServeDir;

/// For a name that is never given to another content.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// For a file of the build without the build's name: an old script and a new page would not fit together.
const ASK_FIRST: HeaderValue = HeaderValue::from_static("no-cache");
/// For a name whose content may change.
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// The file at the address, else the page.
pub(super) async fn file_or_page(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let asks_for_page = wants_page(request.headers());
        return failure(StatusCode::METHOD_NOT_ALLOWED, asks_for_page, request.extensions().get());
    }
    if !is_page(request.uri()) && is_plain(request.uri().path()) {
        if let Some(response) = file(&shared, copy(&request)).await {
            return response;
        }
        // A script that gets a page would only fail later and less clearly.
        if looks_like_file(request.uri().path()) && !wants_page(request.headers()) {
            return failure(StatusCode::NOT_FOUND, false, request.extensions().get());
        }
    }
    if let Some(moved) = language::drop_slash(request.uri()) {
        return moved;
    }
    page(&shared, request).await
}

/// The request without its body, which a file has no use for.
fn copy(request: &Request) -> Request {
    let mut copy = Request::new(Body::empty());
    copy.method_mut().clone_from(request.method());
    copy.uri_mut().clone_from(request.uri());
    copy.headers_mut().clone_from(request.headers());
    copy
}

/// The file at the address, in the smallest form that stands beside it.
async fn file(shared: &Shared, mut request: Request) -> Option<Response> {
    let lifetime = if let Some(file) = of_this_build(&shared.build, request.uri().path()) {
        *request.uri_mut() = file;
        FOREVER
    } else {
        match request.uri().path() {
            path if is_of_a_version(path) => FOREVER,
            path if path.starts_with(BUILT) => ASK_FIRST,
            _ => AN_HOUR,
        }
    };
    let folder = ServeDir::new(&shared.config.site_root)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    let Ok(response) = folder.oneshot(request).await;
    if response.status() == StatusCode::NOT_FOUND {
        return None;
    }
    let mut response = response.map(Body::new);
    response.headers_mut().insert(CACHE_CONTROL, lifetime);
    response.headers_mut().insert(VARY, HeaderValue::from(ACCEPT_ENCODING));
    Some(response)
}

/// The longest name of a file, in bytes: that of Linux.
const LONGEST_NAME: usize = 255;

/// Whether a file can have the name at all: systems answer control signs and names that are too long with errors of their own.
fn is_plain(path: &str) -> bool {
    let is_plain = |name: &str| {
        let mut bytes = percent_decode_str(name);
        percent_decode_str(name).count() <= LONGEST_NAME && !bytes.any(|byte| byte.is_ascii_control())
    };
    path.split('/').all(is_plain)
}

fn looks_like_file(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.contains('.'))
}

/// Where the file is that stands under the name of the build: `/pkg/NAME/FILE`.
fn of_this_build(build: &str, path: &str) -> Option<Uri> {
    let file = path.strip_prefix(BUILT)?.strip_prefix(build)?.strip_prefix('/')?;
    format!("{BUILT}{file}").parse().ok()
}

/// Whether the name changes whenever the content does: `/vendor/NAME-VERSION/…`.
fn is_of_a_version(path: &str) -> bool {
    path.strip_prefix("/vendor/").and_then(|rest| rest.split_once('/')).is_some_and(|(folder, _)| {
        folder.rsplit_once('-').is_some_and(|(_, version)| version.starts_with(|first: char| first.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_version_are_forever() {
        for (path, forever) in [
            ("/vendor/leaflet-1.9.4/leaflet.js", true),
            ("/vendor/leaflet/leaflet.js", false),
            ("/vendor/leaflet-next/leaflet.js", false),
            ("/vendor/leaflet-1.9.4", false),
            ("/pkg/tongxin-atlas.css", false),
            ("/favicon.svg", false),
        ] {
            assert_eq!(is_of_a_version(path), forever, "{path}");
        }
    }

    #[test]
    fn no_file_has_a_name_that_the_system_would_not_take() {
        assert!(is_plain("/favicon.svg") && is_plain(&format!("/{}/{}", "a".repeat(255), "%61".repeat(255))));
        for path in [format!("/{}", "a".repeat(256)), format!("/a/{}", "%E5%90%8C".repeat(86)), "/a%00b".to_owned()] {
            assert!(!is_plain(&path), "{path}");
        }
    }

    #[test]
    fn a_build_has_its_own_files_only() {
        let of = |path| of_this_build("0f1e", path).map(|file| file.to_string());
        assert_eq!(of("/pkg/0f1e/tongxin-atlas.js"), Some("/pkg/tongxin-atlas.js".into()));
        for path in
            ["/pkg/0f1f/tongxin-atlas.js", "/pkg/tongxin-atlas.js", "/pkg/0f1e", "/pkg/0f1eb/a.js", "/0f1e/a.js"]
        {
            assert_eq!(of(path), None, "{path}");
        }
    }
}
