//! The cookies that we set, and how they are read.

use http::{HeaderMap, header::COOKIE};

/// Remembers the language that a visitor chose.
pub(super) const LANGUAGE_COOKIE: &str = "language";

/// Remembers for some minutes that a report was sent, so that only who sent one is thanked.
pub(super) const REPORT_COOKIE: &str = "report";

/// Say who is signed in; a request with one of them is never answered from, or kept in, the page cache. The second is
/// the one for https.
pub const SESSION_COOKIES: [&str; 2] = ["session", "__Host-session"];

/// The name of the cookie that says who is signed in. Behind https a browser takes the second one only from this host itself
/// and by https.
pub(crate) const fn session_cookie_name(https: bool) -> &'static str {
    SESSION_COOKIES[if https { 1 } else { 0 }]
}

/// What the cookie holds that says who is signed in.
pub(crate) fn session_cookie(headers: &HeaderMap, https: bool) -> Option<&str> {
    cookie(headers, session_cookie_name(https)).filter(|value| !value.is_empty())
}

/// The value of a cookie.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(found, value)| (found == name).then_some(value))
}

/// Whether the request may be somebody's in particular.
pub(super) fn has_session(headers: &HeaderMap) -> bool {
    // A cookie that is not readable may hide one of them.
    headers.get_all(COOKIE).iter().any(|value| value.to_str().is_err())
        || SESSION_COOKIES.iter().any(|name| cookie(headers, name).is_some())
}
