//! A number for each request: it is in the answer, in the log, and on the page that says that something went wrong.

use http::{HeaderName, HeaderValue};
use std::sync::atomic::{AtomicU64, Ordering};

/// The header that carries it.
pub(super) const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request, kept among its extensions: the start of the server and a count, both in hexadecimal.
#[derive(Clone, Debug)]
pub(super) struct RequestId(HeaderValue);

impl RequestId {
    pub(super) fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }

    pub(super) fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

/// Counts requests.
pub(super) struct RequestIds {
    instance: u32,
    count: AtomicU64,
}

impl RequestIds {
    pub(super) const fn new(instance: u32) -> Self {
        Self { instance, count: AtomicU64::new(1) }
    }

    /// The next id. What a client sends as an id is not taken over: it could be made to look like another's.
    pub(super) fn next(&self) -> RequestId {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        let text = format!("{:08x}-{count:x}", self.instance);
        RequestId(HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("unknown")))
    }
}
