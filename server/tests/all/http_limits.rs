//! What one request may ask for, and what happens when it asks for more or breaks something.

use crate::http_support::{Setup, server};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::Request,
    routing::{get, post},
};
use http::StatusCode;
use server::config::{Config, Limits};
use std::{collections::BTreeSet, convert::Infallible, sync::Arc, time::Duration};
use tokio::sync::Semaphore;

fn limited(limits: Limits) -> Setup {
    Setup { config: Config { limits, ..Config::default() }, ..Setup::default() }
}

#[tokio::test]
async fn what_is_too_long_is_refused_with_its_true_status() {
    let server = server();
    let long = format!("/zh/?q={}", "x".repeat(50_000));
    assert_eq!(server.get(&long, &[]).await.status, StatusCode::URI_TOO_LONG);
    let wide = "x".repeat(40_000);
    let answer = server.get("/zh/", &[("x-wide", &wide)]).await;
    assert_eq!(answer.status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    assert!(answer.header("content-security-policy").contains("default-src 'none'"));
}

#[tokio::test]
async fn a_question_that_cannot_be_read_is_no_fault_of_the_server() {
    let server = server();
    for question in ["", "?language=en", "?language=en&query=&bounds=&change=everything"] {
        let answer = server.get(&format!("/api/overview{question}"), &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{question}: {}", answer.text());
    }
}

#[tokio::test]
async fn a_body_has_a_limit_announced_or_not() {
    let echo = |request: Request| async move {
        axum::body::to_bytes(request.into_body(), usize::MAX).await.map_or(0, |body| body.len()).to_string()
    };
    let limits = Limits { body_bytes: 1000, ..Limits::default() };
    let server = limited(limits).protecting(Router::new().route("/api/echo", post(echo)));
    let chunks = |count: usize| {
        Body::from_stream(futures::stream::iter(
            (0..count).map(|_| Ok::<_, Infallible>(Bytes::from_static(&[b'x'; 100]))),
        ))
    };
    assert_eq!(server.ask("POST", "/api/echo", &[], chunks(10)).await.text(), "1000");
    assert_eq!(server.ask("POST", "/api/echo", &[], chunks(11)).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let announced = server.ask("POST", "/api/echo", &[("content-length", "1001")], Body::from("x")).await;
    assert_eq!(announced.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test(start_paused = true)]
async fn what_takes_too_long_is_given_up() {
    let server = Setup::default().protecting(
        Router::new()
            .route("/zh/never", get(std::future::pending::<&'static str>))
            .route("/api/never", post(|| async { "read" })),
    );
    let answer = server.get("/zh/never", &[("accept", "text/html")]).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!answer.header("retry-after").is_empty());
    assert!(answer.text().contains("This took too long and was given up."));
    let never = Body::from_stream(futures::stream::pending::<Result<Bytes, Infallible>>());
    assert_eq!(server.ask("POST", "/api/never", &[], never).await.status, StatusCode::REQUEST_TIMEOUT);
}

#[tokio::test]
async fn more_than_can_be_done_at_once_is_told_so() {
    let gate = Arc::new(Semaphore::new(0));
    let wait = Arc::clone(&gate);
    let routes = Router::new()
        .route("/api/wait", get(move || async move { wait.acquire().await.map(|_| "done").unwrap_or("closed") }));
    let server = limited(Limits { requests: 2, ..Limits::default() }).protecting(routes);
    let (one, two, ()) = tokio::join!(server.get("/api/wait", &[]), server.get("/api/wait", &[]), async {
        tokio::task::yield_now().await;
        let third = server.get("/api/wait", &[]).await;
        assert_eq!(third.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(!third.header("retry-after").is_empty());
        assert_eq!(server.get("/healthz", &[]).await.status, StatusCode::OK, "the program still lives");
        gate.add_permits(1);
    });
    assert_eq!((one.text().as_str(), two.text().as_str()), ("done", "done"));
    gate.add_permits(1);
    assert_eq!(server.get("/api/wait", &[]).await.text(), "done", "the places are free again");
}

#[tokio::test]
async fn a_panic_is_a_page_with_a_number_and_says_nothing_of_its_cause() {
    async fn broken() -> &'static str {
        panic!("the secret of /var/lib/atlas.db")
    }
    let server = Setup::default().protecting(Router::new().route("/zh/broken", get(broken)));
    for accept in ["text/html", "*/*"] {
        let answer = server.get("/zh/broken", &[("accept", accept)]).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        let text = answer.text();
        assert!(text.contains(answer.header("x-request-id")), "{text}");
        assert!(!text.contains("secret") && !text.contains("/var"), "{text}");
        assert_eq!(text.contains("<html"), accept == "text/html");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(!answer.header("content-security-policy").contains("unsafe-inline"));
    }
}

#[tokio::test]
async fn a_write_comes_from_our_own_pages() {
    let routes = Router::new().route("/api/write", post(|| async { "written" }));
    let server = Setup { public_url: Some("https://atlas.example"), ..Setup::default() }.protecting(routes);
    for (headers, status) in [
        (&[][..], StatusCode::OK),
        (&[("origin", "https://atlas.example")], StatusCode::OK),
        (&[("origin", "https://evil.example")], StatusCode::FORBIDDEN),
        (&[("sec-fetch-site", "cross-site")], StatusCode::FORBIDDEN),
    ] {
        assert_eq!(server.ask("POST", "/api/write", headers, Body::empty()).await.status, status, "{headers:?}");
    }
}

#[tokio::test]
async fn each_request_has_its_own_number_whatever_it_claims() {
    let server = server();
    let mut numbers = BTreeSet::new();
    for _ in 0..3 {
        let answer = server.get("/zh/", &[("x-request-id", "mine")]).await;
        assert_ne!(answer.header("x-request-id"), "mine");
        numbers.insert(answer.header("x-request-id").to_owned());
    }
    assert_eq!(numbers.len(), 3);
}

#[test]
fn the_limits_leave_room_for_a_long_search_and_stop_in_time() {
    let limits = Limits::default();
    assert!(limits.address_bytes > 30_000);
    assert!(limits.drain_time < Duration::from_secs(5));
}
