//! The desk: knows again who is signed in, and receives the forms.
//!
//! A form is sent to the address of the page that shows it. What comes of it is an [`Outcome`]: on to a page to be read
//! (303), the same page again with what was typed and its true status, or a refusal.

use super::{
    Shared,
    failure::{failure, saying, wants_page},
    front::is_page,
    guard::TooLong,
    pages::page,
};
use crate::desk::Seat;
use app::{
    desk::{Again, Desk, Sheet, SignIn},
    domain::account::{Door, Shut},
    error::AppError,
    language_of,
    routes::{DeskPage, Page, is_desk},
};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{
    HeaderName, HeaderValue, Method, StatusCode,
    header::{CACHE_CONTROL, LOCATION, REFERER, SET_COOKIE},
};
use std::{collections::HashMap, sync::Arc};

/// Nobody is too many: the database does not answer.
pub(super) const AWAY: (&str, &str) = (
    "数据库暂时无法访问，您的操作没有执行，请稍后再试。填写的内容可用浏览器的“后退”找回。",
    "The database cannot be reached at the moment. Nothing was done; please try again shortly. \
     The Back button of your browser brings back what you typed.",
);
/// Nothing of it is kept by anybody.
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// Puts the desk of the request into its extensions, as [`Seat`], and sees to it that nobody keeps what was made for one
/// person.
pub(super) async fn recognise(State(shared): State<Arc<Shared>>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let (desk, function) = (is_desk(path), path.starts_with("/api/"));
    let about_desk = function && request.uri().query().is_some_and(asks_for_desk);
    let mut personal = desk || about_desk;
    if let Some(office) = shared.office.as_ref().filter(|_| function || is_page(request.uri())) {
        let sender = shared.sender(&request);
        let seat = match office.seat(sender, request.headers()).await {
            Ok(seat) => seat,
            Err(error) => {
                tracing::error!(?error, "who asks cannot be found out");
                if desk || about_desk || !request.method().is_safe() {
                    let wants_page = wants_page(request.headers());
                    let id = request.extensions().get();
                    return saying(StatusCode::SERVICE_UNAVAILABLE, AWAY, wants_page, id);
                }
                // What is public is for everybody.
                office.unknown(sender)
            }
        };
        personal |= seat.visitor().account().is_some();
        request.extensions_mut().insert(seat);
    }
    let mut response = next.run(request).await;
    if personal {
        response.headers_mut().insert(CACHE_CONTROL, NO_STORE);
    }
    if desk {
        let headers = response.headers_mut();
        headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    }
    response
}

/// Whether a server function is asked for a page of the desk.
fn asks_for_desk(query: &str) -> bool {
    form_urlencoded::parse(query.as_bytes())
        .any(|(key, value)| key == "address" && is_desk(value.split('?').next().unwrap_or_default()))
}

/// What comes of a form.
pub(crate) enum Outcome {
    /// It was done: on to a page.
    Done {
        /// Its address.
        to: String,
        /// A cookie that is set on the way.
        cookie: Option<HeaderValue>,
    },
    /// The page again: with what was typed and the status of a refusal, or with what is shown only once.
    Again(StatusCode, Sheet),
    /// Somebody was signed in by what was sent, and something is to be shown before going on.
    SignedIn(HeaderValue, Sheet),
    /// It was refused; what is said instead of the page.
    Refused(AppError),
    /// The page is only read.
    NotTaken,
}

impl From<AppError> for Outcome {
    fn from(error: AppError) -> Self {
        Self::Refused(error)
    }
}

/// A form as it was sent.
pub(crate) struct Form(Vec<(String, String)>);

impl Form {
    pub(crate) fn read(body: &[u8]) -> Self {
        // Browsers send line ends as two characters.
        let pairs = form_urlencoded::parse(body).map(|(name, value)| (name.into_owned(), value.replace("\r\n", "\n")));
        Self(pairs.collect())
    }

    /// All fields, in their order.
    pub(crate) fn fields(self) -> Vec<(String, String)> {
        self.0
    }

    /// The value of a field; empty when it is not there.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The fields whose names begin with some letters, by the rest of their names; of several with one name the first.
    pub(crate) fn with_prefix(&self, prefix: &str) -> HashMap<&str, &str> {
        let found = self.0.iter().rev().filter_map(|(name, value)| Some((name.strip_prefix(prefix)?, value.as_str())));
        found.collect()
    }

    /// All fields with their values, as they were sent.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// All values of a field.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// `POST /api/desk/draft`: saves what is typed in one control, and says what is known about it.
pub(super) async fn save(request: Request) -> Response {
    let Some(seat) = request.extensions().get::<Seat>().cloned() else {
        return failure(StatusCode::NOT_FOUND, false, request.extensions().get());
    };
    // In the language of the page on which it is typed.
    let page = request.headers().get(REFERER).and_then(|value| value.to_str().ok());
    let page = page.and_then(|page| page.splitn(4, '/').nth(3)).and_then(|path| language_of(&format!("/{path}")));
    let language = page.unwrap_or_else(|| super::language::preferred(request.headers()));
    let form = Form::read(&to_bytes(request.into_body(), usize::MAX).await.unwrap_or_default());
    let (status, body) = crate::desk::save_one(&seat, language, &form).await;
    (status, [(CACHE_CONTROL, NO_STORE)], axum::Json(body)).into_response()
}

/// `POST` to a page of the desk, or to a history, which everybody reads and those who are signed in send forms to.
pub(super) async fn receive(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let place = Page::from_path(request.uri().path());
    let seat = request.extensions().get::<Seat>().cloned();
    let (Some((language, asked)), Some(seat)) = (place, seat) else {
        return not_there(&shared, request).await;
    };
    let (parts, body) = request.into_parts();
    // The guard has read the body and bounded it.
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let form = Form::read(&body);
    let door = if let Page::Desk(page) = &asked { page.door() } else { Door::SignedIn };
    let too_long = parts.extensions.get::<TooLong>().copied();
    let outcome = match (too_long, seat.visitor().pass(door)) {
        (Some(TooLong { most }), _) => Outcome::Again(StatusCode::PAYLOAD_TOO_LARGE, Sheet::TooLong { most }),
        (None, Err(Shut::SignIn)) => {
            let next = parts.uri.path_and_query().map_or(parts.uri.path(), |address| address.as_str());
            Outcome::Again(StatusCode::UNAUTHORIZED, Sheet::SignIn(before(&asked, next, &body)))
        }
        (None, Err(shut)) => Outcome::Refused(shut.into()),
        (None, Ok(())) => crate::desk::receive(&seat, language, &asked, &form).await,
    };
    let (again, cookie) = match outcome {
        Outcome::Done { to, cookie } => return go_on(&to, cookie),
        Outcome::NotTaken => {
            let wants_page = wants_page(&parts.headers);
            return failure(StatusCode::METHOD_NOT_ALLOWED, wants_page, parts.extensions.get());
        }
        Outcome::Again(status, sheet) => (Again(Ok((status.as_u16(), sheet))), None),
        Outcome::SignedIn(cookie, sheet) => (Again(Ok((200, sheet))), Some(cookie)),
        Outcome::Refused(error) => (Again(Err(error)), None),
    };
    let mut request = Request::from_parts(parts, Body::empty());
    *request.method_mut() = Method::GET;
    request.extensions_mut().insert(again);
    let mut response = page(&shared, request).await;
    if let Some(cookie) = cookie {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}

/// There is no such page, whatever was sent to it.
async fn not_there(shared: &Shared, mut request: Request) -> Response {
    if !wants_page(request.headers()) {
        return failure(StatusCode::NOT_FOUND, false, request.extensions().get());
    }
    *request.method_mut() = Method::GET;
    *request.body_mut() = Body::empty();
    page(shared, request).await
}

/// The form for signing in, in the place of what was sent to a page: a session may end while somebody writes. What concerns
/// accounts is not kept, because it may hold a password.
fn before(asked: &Page, next: &str, body: &[u8]) -> SignIn {
    use DeskPage::{Account, Link, People, SignIn as Form};
    let secret = matches!(asked, Page::Desk(Account | People | Form | Link(_)));
    // Whatever the guard lets through to a page is kept whole: the form for signing in may be as much longer.
    let kept = if secret { String::new() } else { String::from_utf8_lossy(body).into_owned() };
    SignIn { kept, ..SignIn::before(next) }
}

fn go_on(to: &str, cookie: Option<HeaderValue>) -> Response {
    let Ok(there) = HeaderValue::try_from(to) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let mut response = (StatusCode::SEE_OTHER, [(LOCATION, there)]).into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}
