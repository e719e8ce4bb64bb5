//! The style sheets that stand apart from the one in every page, so that the first view of the map does not carry them:
//! those of the written pages, and that of paper. Their names change with their content.

use axum::{
    Router,
    response::{IntoResponse, Response},
    routing::get,
};
use http::{
    HeaderValue,
    header::{CACHE_CONTROL, CONTENT_TYPE},
};
use sha2::{Digest, Sha256};

/// The sheet of all written pages.
pub(crate) const PAGES: Sheet = Sheet { name: "pages", text: include_str!("../../../style/pages.css") };

/// The sheet of the pages of those who are signed in, and of histories: one part for each of their files.
pub(crate) const DESK: Sheet = Sheet {
    name: "desk",
    text: concat!(
        include_str!("../../../style/desk.css"),
        include_str!("../../../style/desk-accounts.css"),
        include_str!("../../../style/desk-editing.css"),
        include_str!("../../../style/desk-drafts.css"),
        include_str!("../../../style/desk-review.css"),
        include_str!("../../../style/desk-monitor.css"),
    ),
};

/// The sheet of all pages on paper.
pub(crate) const PRINT: Sheet = Sheet { name: "print", text: include_str!("../../../style/print.css") };

/// A style sheet.
pub(crate) struct Sheet {
    name: &'static str,
    text: &'static str,
}

impl Sheet {
    /// Its address, with a part of the hash of its content.
    pub(crate) fn address(&self) -> String {
        let hash = hex::encode(&Sha256::digest(self.text)[..8]);
        format!("/{}.{hash}.css", self.name)
    }

    fn send(&self) -> Response {
        let headers = [
            (CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8")),
            (CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
        ];
        (headers, self.text).into_response()
    }
}

/// The routes of all of them.
pub(super) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route(&PAGES.address(), get(async || PAGES.send()))
        .route(&DESK.address(), get(async || DESK.send()))
        .route(&PRINT.address(), get(async || PRINT.send()))
}
