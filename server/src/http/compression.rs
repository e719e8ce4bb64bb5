//! Makes bodies smaller.
//!
//! Kept pages are compressed once and well, by brotli or gzip; what is rendered for one request only is compressed as
//! quickly as it can be, by Zstandard where the client reads it. Files of the site are not touched: they are compressed
//! when they are built.

use super::encoding::Encoding;
use axum::{
    body::{Body, HttpBody, to_bytes},
    extract::Request,
    middleware::Next,
    response::Response,
};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use http::{
    HeaderMap, HeaderValue,
    header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, VARY},
};
use std::{
    cell::RefCell,
    io::{self, Write},
};

/// Below this, in bytes, a body fits into the first packet anyway.
const SMALL: u64 = 1024;

/// Up to this, in bytes, a body is compressed at once: that takes less time than handing it to another thread and back.
const AT_ONCE: usize = 256 * 1024;

/// How much work is put into it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Effort {
    /// For a body that is sent once.
    Once,
    /// For a body that is sent often.
    Often,
}

/// The body in the encoding; `None` when that is not smaller. Slow: to be called where it may block.
pub(super) fn encode(body: &[u8], encoding: Encoding, effort: Effort) -> Option<Vec<u8>> {
    let mut smaller = Vec::with_capacity(body.len() / 4);
    match encoding {
        Encoding::Identity => return None,
        Encoding::Zstandard => smaller = zstandard(body).ok()?,
        Encoding::Brotli => {
            let quality = match effort {
                Effort::Once => 1,
                Effort::Often => 9,
            };
            let parameters = BrotliEncoderParams { quality, size_hint: body.len(), ..Default::default() };
            brotli::BrotliCompress(&mut &*body, &mut smaller, &parameters).ok()?;
        }
        Encoding::Gzip => {
            let level = match effort {
                Effort::Once => Compression::fast(),
                Effort::Often => Compression::best(),
            };
            let mut encoder = GzEncoder::new(&mut smaller, level);
            encoder.write_all(body).ok()?;
            encoder.finish().ok()?;
        }
    }
    (smaller.len() < body.len()).then_some(smaller)
}

thread_local! {
    /// Its tables are larger than most bodies, so each thread keeps them.
    static ZSTANDARD: RefCell<Option<zstd::bulk::Compressor<'static>>> = const { RefCell::new(None) };
}

fn zstandard(body: &[u8]) -> io::Result<Vec<u8>> {
    ZSTANDARD.with_borrow_mut(|kept| match kept {
        Some(compressor) => compressor.compress(body),
        None => kept.insert(zstd::bulk::Compressor::new(1)?).compress(body),
    })
}

/// Compresses what is answered to a request.
pub(super) async fn compress(request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    compressed(&headers, next.run(request).await).await
}

/// An answer that was made for one request only, as it is sent; `headers`: those of the request.
pub(super) async fn compressed(headers: &HeaderMap, mut response: Response) -> Response {
    let encoding = Encoding::wanted(headers, &[Encoding::Zstandard, Encoding::Gzip, Encoding::Brotli]);
    // A file is a stream of unknown length to us; everything that we make is one piece.
    let length = response.body().size_hint().exact();
    if !is_text(response.headers()) || response.headers().contains_key(CONTENT_ENCODING) || length.is_none() {
        return response;
    }
    response.headers_mut().append(VARY, HeaderValue::from(ACCEPT_ENCODING));
    let Some(header) = encoding.header().filter(|_| length > Some(SMALL)) else { return response };
    let (mut parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else { return Response::from_parts(parts, Body::empty()) };
    let smaller = if body.len() <= AT_ONCE {
        encode(&body, encoding, Effort::Once)
    } else {
        let whole = body.clone();
        tokio::task::spawn_blocking(move || encode(&whole, encoding, Effort::Once)).await.ok().flatten()
    };
    match smaller {
        Some(smaller) => {
            parts.headers.insert(CONTENT_ENCODING, header);
            parts.headers.remove(CONTENT_LENGTH);
            Response::from_parts(parts, smaller.into())
        }
        None => Response::from_parts(parts, body.into()),
    }
}

fn is_text(headers: &HeaderMap) -> bool {
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    media_type.starts_with("text/") || media_type.contains("json") || media_type.contains("xml")
}
