//! One kept page with its ready-made answers.

use super::super::{
    compression::{Effort, encode},
    encoding::Encoding,
};
use crate::turns::Turns;
use app::domain::change::Version;
use axum::{
    body::{Body, HttpBody, to_bytes},
    response::Response,
};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, SET_COOKIE, VARY},
};
use sha2::{Digest, Sha256};
use tokio::sync::OnceCell;

/// The largest page that is kept, in bytes.
const LARGEST: u64 = 2 * 1024 * 1024;
/// What a page costs beside its body and its compressed forms, in bytes: about.
const OVERHEAD: u32 = 4096;

/// A rendered page. Its headers hold the policy with the nonce of its body, and go with it wherever it is sent.
pub(crate) struct KeptPage {
    tag: String,
    plain: Form,
    brotli: OnceCell<Option<Form>>,
    gzip: OnceCell<Option<Form>>,
}

/// The page in one encoding.
pub(crate) struct Form {
    /// The headers of an answer with the body.
    pub(super) headers: HeaderMap,
    /// The headers of an answer without it, to who has it already.
    pub(super) not_modified: HeaderMap,
    /// The body.
    pub(super) body: axum::body::Bytes,
    /// Its entity tag, as it is sent.
    pub(super) tag: String,
}

impl Form {
    fn new(mut headers: HeaderMap, tag: &str, encoding: Encoding, body: axum::body::Bytes) -> Option<Self> {
        let suffix = match encoding {
            Encoding::Brotli => "-br",
            Encoding::Gzip => "-gz",
            Encoding::Zstandard | Encoding::Identity => "",
        };
        let tag = format!("\"{tag}{suffix}\"");
        headers.insert(ETAG, HeaderValue::try_from(&tag).ok()?);
        headers.insert(VARY, HeaderValue::from(ACCEPT_ENCODING));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        let mut not_modified = headers.clone();
        not_modified.remove(CONTENT_TYPE);
        if let Some(encoding) = encoding.header() {
            headers.insert(CONTENT_ENCODING, encoding);
        }
        headers.insert(CONTENT_LENGTH, body.len().into());
        Some(Self { headers, not_modified, body, tag })
    }
}

impl KeptPage {
    /// Keeps a page.
    ///
    /// # Errors
    /// With the answer itself when it is not one for everybody: not a whole page that was found, too large, or with a
    /// cookie.
    pub(super) async fn try_keep(version: Version, response: Response) -> Result<Self, Response> {
        let headers = response.headers();
        let is_page = headers.get(CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"text/html"));
        let is_private = headers.contains_key(SET_COOKIE)
            || headers.get(CACHE_CONTROL).is_some_and(|value| {
                value.to_str().map_or(true, |value| value.contains("no-store") || value.contains("private"))
            });
        let is_small = response.body().size_hint().exact().is_some_and(|length| length <= LARGEST);
        if response.status() != StatusCode::OK || !is_page || is_private || !is_small {
            return Err(response);
        }
        let (mut parts, body) = response.into_parts();
        let Ok(body) = to_bytes(body, LARGEST as usize).await else {
            return Err(Response::from_parts(parts, Body::empty()));
        };
        parts.headers.remove(CONTENT_LENGTH);
        let tag = format!("{}-{}", version.0, hex::encode(&Sha256::digest(&body)[..12]));
        match Form::new(parts.headers.clone(), &tag, Encoding::Identity, body.clone()) {
            Some(plain) => Ok(Self { tag, plain, brotli: OnceCell::new(), gzip: OnceCell::new() }),
            None => Err(Response::from_parts(parts, body.into())),
        }
    }

    /// What the page weighs, in bytes: its body, about a third more for its compressed forms, and its headers.
    pub(super) fn weight(&self) -> u32 {
        let body = u32::try_from(self.plain.body.len()).unwrap_or(u32::MAX);
        body.saturating_add(body / 3).saturating_add(OVERHEAD)
    }

    /// The page in an encoding; as it is when that would not be smaller. The first who asks for an encoding waits until
    /// it has been made, away from the threads that answer requests.
    pub(super) async fn form(&self, encoding: Encoding, compressors: &Turns) -> &Form {
        let cell = match encoding {
            Encoding::Brotli => &self.brotli,
            Encoding::Gzip => &self.gzip,
            Encoding::Zstandard | Encoding::Identity => return &self.plain,
        };
        let form = match cell.get() {
            Some(form) => form,
            None => cell.get_or_init(|| self.compressed(encoding, compressors)).await,
        };
        form.as_ref().unwrap_or(&self.plain)
    }

    async fn compressed(&self, encoding: Encoding, compressors: &Turns) -> Option<Form> {
        let body = self.plain.body.clone();
        let smaller = compressors.work(move || encode(&body, encoding, Effort::Often)).await.ok()??;
        let mut headers = self.plain.headers.clone();
        headers.remove(CONTENT_LENGTH);
        Form::new(headers, &self.tag, encoding, smaller.into())
    }
}
