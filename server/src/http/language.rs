//! The choice of a language: by what was remembered, else by what the browser asks for, else Chinese.

use super::{
    Shared,
    cookies::{LANGUAGE_COOKIE, cookie},
    encoding::weighted,
    pages::page,
};
use app::{domain::language::Language, routes::Page};
use axum::{
    extract::{Path, Request, State},
    response::{IntoResponse, Response},
};
use http::{
    HeaderMap, HeaderValue, StatusCode, Uri,
    header::{ACCEPT_LANGUAGE, CACHE_CONTROL, LOCATION, SET_COOKIE, VARY},
};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::sync::Arc;

/// What may not stand in an address as it is.
const UNSAFE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'`');

/// How long the choice is remembered, in seconds: a year.
const REMEMBERED: u32 = 365 * 24 * 60 * 60;

/// `/`: to the start page in the visitor's language, with the query as it stands.
pub(super) async fn choose(request: Request) -> Response {
    let language = preferred(request.headers());
    let mut response = redirect(StatusCode::FOUND, &with_query(&format!("/{}/", language.code()), request.uri()));
    response.headers_mut().insert(VARY, HeaderValue::from_static("Accept-Language, Cookie"));
    response
}

/// `/zh` and `/en`: to the address with the slash.
pub(super) async fn add_slash(request: Request) -> Response {
    redirect(StatusCode::PERMANENT_REDIRECT, &with_query(&format!("{}/", request.uri().path()), request.uri()))
}

/// The address of a page with a slash too many: to the one without it. That of the overview has its slash.
pub(super) fn drop_slash(address: &Uri) -> Option<Response> {
    let path = address.path().strip_suffix('/')?;
    Page::from_path(path)?;
    Some(redirect(StatusCode::PERMANENT_REDIRECT, &with_query(path, address)))
}

/// `/language/{language}?to=/path`: remembers the language and goes on to one of our own pages.
pub(super) async fn remember(
    State(shared): State<Arc<Shared>>,
    Path(code): Path<String>,
    request: Request,
) -> Response {
    let Some(language) = Language::ALL.iter().find(|language| language.code() == code) else {
        return page(&shared, request).await;
    };
    let to = form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes())
        .find_map(|(name, value)| (name == "to").then_some(value))
        .and_then(|to| local_page(&to))
        .unwrap_or_else(|| format!("/{}/", language.code()));
    let secure = if shared.https { "; Secure" } else { "" };
    let cookie = format!("{LANGUAGE_COOKIE}={code}; Path=/; Max-Age={REMEMBERED}; SameSite=Lax{secure}");
    let mut response = redirect(StatusCode::SEE_OTHER, &to);
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}

/// The address, if it is that of one of our own pages. Everything else is refused, so that a link to us cannot be made
/// to lead elsewhere: what a browser takes for another host (`//host`, `/\host`) does not begin with a language.
fn local_page(to: &str) -> Option<String> {
    let ours = Language::ALL.iter().any(|language| {
        to.strip_prefix('/')
            .and_then(|rest| rest.strip_prefix(language.code()))
            .is_some_and(|rest| rest.starts_with('/'))
    });
    let path = to.split(['?', '#']).next().unwrap_or_default();
    // A browser resolves `..` and could end outside our pages.
    let plain = !path.split('/').any(|segment| matches!(segment, "." | "..")) && !to.contains(char::is_control);
    (ours && plain).then(|| utf8_percent_encode(to, UNSAFE).to_string())
}

/// The language that the visitor wants.
pub(super) fn preferred(headers: &HeaderMap) -> Language {
    let remembered = cookie(headers, LANGUAGE_COOKIE);
    if let Some(language) = Language::ALL.iter().find(|language| remembered == Some(language.code())) {
        return *language;
    }
    let mut best = (Language::Chinese, 0);
    for (tag, quality) in weighted(headers, ACCEPT_LANGUAGE) {
        let primary = tag.split('-').next().unwrap_or_default();
        let language = Language::ALL.iter().find(|language| language.code().eq_ignore_ascii_case(primary));
        // Of two that are wanted equally the first counts.
        if let Some(language) = language.filter(|_| quality > best.1) {
            best = (*language, quality);
        }
    }
    best.0
}

fn with_query(path: &str, address: &Uri) -> String {
    match address.query().filter(|query| !query.is_empty()) {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    }
}

fn redirect(status: StatusCode, to: &str) -> Response {
    match HeaderValue::try_from(to) {
        Ok(location) => {
            (status, [(LOCATION, location), (CACHE_CONTROL, HeaderValue::from_static("no-cache"))]).into_response()
        }
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::header::COOKIE;

    #[test]
    fn the_language_is_remembered_or_asked_for_or_chinese() {
        for (cookie, accept, language) in [
            ("", "", Language::Chinese),
            ("", "en", Language::English),
            ("", "EN-gb", Language::English),
            ("", "zh-TW,en;q=0.8", Language::Chinese),
            ("", "en;q=0.8, zh-Hans;q=0.9", Language::Chinese),
            ("", "en, zh", Language::English),
            ("", "fr, de;q=0.5", Language::Chinese),
            ("", "fr, en;q=0.1", Language::English),
            ("", "en;q=0, zh;q=0", Language::Chinese),
            ("", "english", Language::Chinese),
            ("language=en", "zh", Language::English),
            ("a=b; language=zh", "en", Language::Chinese),
            ("language=fr", "en", Language::English),
        ] {
            let headers = HeaderMap::from_iter([
                (COOKIE, HeaderValue::from_static(cookie)),
                (ACCEPT_LANGUAGE, HeaderValue::from_static(accept)),
            ]);
            assert_eq!(preferred(&headers), language, "{cookie} {accept}");
        }
    }

    #[test]
    fn only_our_own_pages_are_gone_to() {
        for (to, page) in [
            ("/en/", Some("/en/")),
            ("/zh/sites/a?in=b&q=%E7%9B%98", Some("/zh/sites/a?in=b&q=%E7%9B%98")),
            ("/zh/?q=盘 溪", Some("/zh/?q=%E7%9B%98%20%E6%BA%AA")),
            ("", None),
            ("en/", None),
            ("/fr/", None),
            ("/enx/", None),
            ("//evil.example/en/", None),
            ("/\\evil.example/en/", None),
            ("https://evil.example/en/", None),
            ("javascript:alert(1)", None),
            ("/en/../../evil", None),
            ("/en/\r\nSet-Cookie: a=b", None),
            ("/\t/evil.example", None),
        ] {
            assert_eq!(local_page(to).as_deref(), page, "{to:?}");
        }
    }
}
