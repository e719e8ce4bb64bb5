//! Takes reports of errors: reads the form, refuses with what was typed kept, and hands over to who keeps them.

use super::{
    Shared,
    cookies::{REPORT_COOKIE, cookie},
    guard::TooLong,
    pages::page,
};
use crate::throttle::{Throttle, network};
use app::{
    domain::{language::Language, text::Text},
    language_of,
    routes::Page,
    store::NewReport,
    written::{Entered, Mistake, REPORT_LIMITS},
};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use http::{
    HeaderValue, Method, StatusCode,
    header::{CACHE_CONTROL, LOCATION, SET_COOKIE},
};
use std::{
    net::IpAddr,
    sync::Arc,
    time::{Duration, Instant},
};

/// How many reports one address may send within an hour.
pub(super) fn throttle() -> Throttle<IpAddr> {
    Throttle::new(5, Duration::from_secs(60 * 60))
}

/// `POST /{language}/report`.
pub(super) async fn receive(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let language = language_of(request.uri().path()).unwrap_or(Language::Chinese);
    let (sender, now) = (network(shared.sender(&request)), Instant::now());
    let (parts, body) = request.into_parts();
    // The guard has read the body and bounded it.
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let (mut entered, trapped) = read(&body);
    let status = match check(&entered, language) {
        _ if parts.extensions.get::<TooLong>().is_some() => {
            entered.mistake = Some(Mistake::TooLong);
            StatusCode::PAYLOAD_TOO_LARGE
        }
        Err(mistake) => refuse(&mut entered, mistake),
        // Whoever fills in what nobody sees is no person; it is told what a person is told.
        Ok(_) if trapped => return thanks(language, shared.https),
        Ok(_) if shared.reports.admit(sender, now).is_err() => refuse(&mut entered, Mistake::TooMany),
        Ok(report) => match keep(&shared, report).await {
            Ok(()) => return thanks(language, shared.https),
            Err(cause) => {
                tracing::error!(cause, "a report could not be kept");
                // Who is to send it again must be able to.
                shared.reports.give_back(&sender, now);
                refuse(&mut entered, Mistake::Failed)
            }
        },
    };
    let mut again = Request::from_parts(parts, Body::empty());
    *again.method_mut() = Method::GET;
    again.extensions_mut().insert(entered);
    let mut response = page(&shared, again).await;
    *response.status_mut() = status;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn keep(shared: &Shared, report: NewReport) -> Result<(), String> {
    match shared.publication.reports() {
        Some(reports) => reports.add_report(report).await,
        None => Err("this installation keeps no reports".into()),
    }
}

fn refuse(entered: &mut Entered, mistake: Mistake) -> StatusCode {
    entered.mistake = Some(mistake);
    match mistake {
        Mistake::Empty | Mistake::TooLong | Mistake::Unreadable => StatusCode::UNPROCESSABLE_ENTITY,
        Mistake::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Mistake::Failed => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// `GET /{language}/report-sent`: the thanks, for who has just sent something; others are led to the form.
pub(super) async fn sent(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let mut response = match cookie(request.headers(), REPORT_COOKIE) {
        Some(_) => page(&shared, request).await,
        None => lead_to(Page::Report, language_of(request.uri().path()).unwrap_or(Language::Chinese)),
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// For how many seconds who has sent a report may look at the thanks.
const THANKED: u32 = 600;

fn thanks(language: Language, https: bool) -> Response {
    let (path, secure) = (Page::ReportSent.path(language), if https { "; Secure" } else { "" });
    let cookie = format!("{REPORT_COOKIE}=sent; Path={path}; Max-Age={THANKED}; HttpOnly; SameSite=Lax{secure}");
    let mut response = lead_to(Page::ReportSent, language);
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}

fn lead_to(page: Page, language: Language) -> Response {
    match HeaderValue::try_from(page.path(language)) {
        Ok(there) => (StatusCode::SEE_OTHER, [(LOCATION, there)]).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// What was typed, and whether the field that nobody sees was filled in.
fn read(body: &[u8]) -> (Entered, bool) {
    let (mut entered, mut trapped) = (Entered::default(), false);
    for (name, value) in form_urlencoded::parse(body) {
        // Browsers send line ends as two characters.
        let value = value.replace("\r\n", "\n");
        match &*name {
            "message" => entered.message = value,
            "page" => entered.page = value,
            "contact" => entered.contact = value,
            "website" => trapped = !value.is_empty(),
            _ => {}
        }
    }
    (entered, trapped)
}

fn check(entered: &Entered, language: Language) -> Result<NewReport, Mistake> {
    let Entered { page, message, contact, .. } = entered;
    if message.trim().is_empty() {
        return Err(Mistake::Empty);
    }
    let limits = REPORT_LIMITS;
    for (text, limit) in [(page, limits.page), (message, limits.message), (contact, limits.contact)] {
        if text.trim().chars().count() > limit {
            return Err(Mistake::TooLong);
        }
    }
    let text = |raw: &str| Text::new(raw).map_err(|_| Mistake::Unreadable);
    let optional = |raw: &str| if raw.trim().is_empty() { Ok(None) } else { text(raw).map(Some) };
    Ok(NewReport { page: optional(page)?, message: text(message)?, contact: optional(contact)?, language })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_read_and_checked() {
        let (entered, trapped) = read("message=a%0D%0Ab&page=%2Fzh%2Ffigures&contact=&website=".as_bytes());
        assert!(!trapped);
        let report = check(&entered, Language::English).expect("a report");
        assert_eq!((&*report.message, report.contact), ("a\nb", None));
        for (entered, mistake) in [
            (Entered { message: " \n".into(), ..Entered::default() }, Mistake::Empty),
            (Entered { message: "x".repeat(4001), ..Entered::default() }, Mistake::TooLong),
            (Entered { message: "x".into(), contact: "y".repeat(201), ..Entered::default() }, Mistake::TooLong),
            (Entered { message: "a\u{202E}b".into(), ..Entered::default() }, Mistake::Unreadable),
        ] {
            assert_eq!(check(&entered, Language::Chinese), Err(mistake));
        }
    }
}
