//! The style sheet of the written pages. It stands apart from the one in every page, so that the first view of the map
//! does not carry it; its name changes with its content.

use axum::response::{IntoResponse, Response};
use http::{
    HeaderValue,
    header::{CACHE_CONTROL, CONTENT_TYPE},
};
use sha2::{Digest, Sha256};

/// The sheet itself.
pub(crate) const SHEET: &str = include_str!("../../../style/pages.css");

/// Its address, with a part of the hash of its content.
pub(crate) fn address() -> String {
    let hash: String = Sha256::digest(SHEET).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("/pages.{hash}.css")
}

/// Sends the sheet.
pub(super) async fn send() -> Response {
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8")),
        (CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    (headers, SHEET).into_response()
}
