//! `/{language}/export/{subject}.{csv|xlsx|geojson}?…`: the list of a question as a file.

use super::{Shared, failure, known::is_known, pages::page, site::site};
use crate::export::{
    about::Asked,
    chunks::{Chunks, PlainFormat},
    csv::{self, Csv},
    geojson::{self, GeoJson},
    list::List,
    xlsx::{self, NoWorkbook},
};
use app::{
    atlas::{Atlas, query::Subject},
    domain::language::Language,
    i18n::Locale,
    parameters::{Parameters, question},
    routes::FileFormat,
};
use axum::{
    body::Body,
    extract::{Path, Request, State, rejection::PathRejection},
    response::{IntoResponse, Response},
};
use futures::stream;
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
    header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, ETAG},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio_util::io::ReaderStream;

/// What may stand in the value of an extended parameter as it is (RFC 8187).
const PARAMETER: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// How much of a workbook is read at once, in bytes.
const PIECE: usize = 64 * 1024;

/// The file in a language.
pub(super) async fn export(
    language: Language,
    State(shared): State<Arc<Shared>>,
    name: Result<Path<String>, PathRejection>,
    request: Request,
) -> Response {
    // A name that is no text is that of no file.
    let name = name.map(|Path(name)| name).unwrap_or_default();
    let named = name
        .split_once('.')
        .and_then(|(subject, format)| Some((Subject::from_code(subject)?, FileFormat::from_code(format)?)));
    let Some((subject, format)) = named else { return page(&shared, request).await };
    let atlas = shared.publication.atlas();
    let site = site(&shared, request.headers());
    let tag = tag(&shared, &atlas, site.as_deref());
    let mut headers = HeaderMap::new();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(tag) = HeaderValue::try_from(&tag) {
        headers.insert(ETAG, tag);
    }
    if is_known(request.headers(), &tag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }

    // What the path says counts; a parameter that says otherwise stands before it.
    let raw = format!("{}&show={subject}", request.uri().query().unwrap_or_default());
    let (query, notices) = question(&atlas, &raw);
    let asked = Asked {
        locale: Locale::of(language),
        query: &query,
        notices: &notices,
        camera: Parameters::read(&raw).camera,
        site: site.as_deref(),
        now_ms: shared.config.clock.now_ms(),
    };
    let list = Arc::new(List::new(atlas, shared.publication.settings(), asked));
    headers.insert(CONTENT_TYPE, media_type(format));
    headers.insert(CONTENT_DISPOSITION, disposition(&list, subject, format));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    if request.method() == Method::HEAD {
        return headers.into_response();
    }
    match format {
        FileFormat::Csv => (headers, plain(Chunks::new(list, Csv))).into_response(),
        FileFormat::GeoJson => (headers, plain(Chunks::new(list, GeoJson::default()))).into_response(),
        FileFormat::Xlsx => {
            let (id, wants_page) = (request.extensions().get().cloned(), failure::wants_page(request.headers()));
            match workbook(&shared, list).await {
                Ok((file, length)) => {
                    headers.insert(CONTENT_LENGTH, length.into());
                    let pieces = ReaderStream::with_capacity(tokio::fs::File::from_std(file), PIECE);
                    (headers, Body::from_stream(pieces)).into_response()
                }
                Err(NoWorkbook::TooLong(rows)) => {
                    let (chinese, english) = xlsx::too_long(rows);
                    failure::saying(StatusCode::UNPROCESSABLE_ENTITY, (&chinese, &english), wants_page, id.as_ref())
                }
                Err(error) => {
                    tracing::error!(%error, "a workbook could not be made");
                    failure::failure(StatusCode::INTERNAL_SERVER_ERROR, wants_page, id.as_ref())
                }
            }
        }
    }
}

const fn media_type(format: FileFormat) -> HeaderValue {
    HeaderValue::from_static(match format {
        FileFormat::Csv => csv::MEDIA_TYPE,
        FileFormat::Xlsx => xlsx::MEDIA_TYPE,
        FileFormat::GeoJson => geojson::MEDIA_TYPE,
    })
}

/// The tag of what is made from an Atlas: it changes with all that a file depends on and that does not stand in its address.
/// That is the data, the programs that write and name them, and what the operator has set; versions alone are counted anew
/// after a restore. The time of making is in the file, and makes no other one of it.
fn tag(shared: &Shared, atlas: &Atlas, site: Option<&str>) -> String {
    let set = shared.publication.settings().map_approval.as_deref();
    let on = [atlas.mark(), &shared.build, &shared.program, site.unwrap_or_default(), set.unwrap_or_default()];
    let mut hash = Sha256::new();
    // What separates them stands in none of them.
    on.iter().for_each(|part| hash.update(format!("{part}\n")));
    format!("W/\"{}-{}\"", atlas.version().0, hex::encode(&hash.finalize()[..12]))
}

/// A name that says what the file is: one for all programs, and one in the language for those that read it.
fn disposition(list: &List, subject: Subject, format: FileFormat) -> HeaderValue {
    let about = &list.about;
    let made_up = if about.fictional.is_some() { "fictional-" } else { "" };
    let plain = format!("{made_up}tongxin-{subject}-v{}.{format}", about.version);
    let mark = if about.fictional.is_some() { format!("{}-", list.locale.fictional_short) } else { String::new() };
    let programme = about.programme.as_ref().map(|name| format!("{name}-")).unwrap_or_default();
    let full = format!("{mark}{programme}{}-v{}.{format}", about.list, about.version).replace(['/', '\\', ':'], "-");
    let full = utf8_percent_encode(&full, PARAMETER);
    HeaderValue::try_from(format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"))
        .unwrap_or(HeaderValue::from_static("attachment"))
}

/// A short file as one body, so that it can be compressed; a long one piece by piece, as fast as the client reads.
fn plain<F: PlainFormat + Unpin>(mut chunks: Chunks<F>) -> Body {
    match chunks.next() {
        Some(Ok(first)) if chunks.is_ended() => Body::from(first),
        first => Body::from_stream(stream::iter(first.into_iter().chain(chunks))),
    }
}

/// Makes the workbook away from the threads that answer requests, a few at a time, and says how long it is.
async fn workbook(shared: &Shared, list: Arc<List>) -> Result<(File, u64), NoWorkbook> {
    let waiting = Waiting::default();
    let given_up = Arc::clone(&waiting.given_up);
    let made = shared.workbooks.work(move || {
        let file = xlsx::workbook(&list, &given_up)?;
        let length = file.metadata()?.len();
        Ok((file, length))
    });
    made.await.map_err(io::Error::other)?
}

/// Somebody waits for a workbook. When the request ends before it is made, its maker is told.
#[derive(Default)]
struct Waiting {
    given_up: Arc<AtomicBool>,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.given_up.store(true, Ordering::Relaxed);
    }
}
