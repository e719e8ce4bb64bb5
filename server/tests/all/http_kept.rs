//! Which answers are kept, for how long, and how often they are rendered.

use crate::http_support::{Server, Setup, atlas};
use app::store::Publication;
use axum::{
    Router,
    body::Body,
    extract::State,
    response::{Html, IntoResponse},
    routing::any,
};
use http::{
    StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE, SET_COOKIE},
};
use server::{
    config::{Config, Limits},
    publish::Snapshot,
};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::SeqCst},
};
use tokio::sync::Semaphore;

/// Counts how often a page is rendered, which its body tells too.
type Counter = Arc<AtomicUsize>;

fn counting(config: Config) -> (Server, Counter) {
    let counter = Counter::default();
    let page = |State(counter): State<Counter>| async move {
        Html(format!("{} {}", counter.fetch_add(1, SeqCst), "同心 ".repeat(400)))
    };
    let other = |make: fn(String) -> axum::response::Response| {
        any(move |State(counter): State<Counter>| async move { make(counter.fetch_add(1, SeqCst).to_string()) })
    };
    let routes = Router::new()
        .route("/zh/missing", other(|text| (StatusCode::NOT_FOUND, Html(text)).into_response()))
        .route("/zh/cookie", other(|text| ([(SET_COOKIE, "a=b")], Html(text)).into_response()))
        .route("/zh/private", other(|text| ([(CACHE_CONTROL, "private")], Html(text)).into_response()))
        .route("/zh/data", other(|text| ([(CONTENT_TYPE, "application/json")], text).into_response()))
        .route("/zh/huge", other(|text| Html(format!("{text}{}", "x".repeat(3_000_000))).into_response()))
        .fallback(any(page))
        .with_state(Arc::clone(&counter));
    (Setup { config, ..Setup::default() }.protecting(routes), counter)
}

#[tokio::test]
async fn what_is_kept_and_what_is_not() {
    for (address, headers, renders) in [
        ("/zh/", &[][..], 1),
        ("/zh/?z=9&in=a", &[], 1),
        ("/zh/", &[("cookie", "language=zh")], 1),
        ("/zh/", &[("cookie", "session=x")], 3),
        ("/zh/?q=a", &[], 3),
        ("/zh/missing", &[], 3),
        ("/zh/cookie", &[], 3),
        ("/zh/private", &[], 3),
        ("/zh/data", &[], 3),
        ("/zh/huge", &[], 3),
        ("/other/", &[], 3),
    ] {
        let (server, counter) = counting(Config::default());
        for _ in 0..3 {
            server.get(address, headers).await;
        }
        assert_eq!(counter.load(SeqCst), renders, "{address} {headers:?}");
    }
    let (server, counter) = counting(Config::default());
    for _ in 0..2 {
        server.ask("POST", "/zh/", &[], Body::empty()).await;
    }
    assert_eq!(counter.load(SeqCst), 2);
}

#[tokio::test]
async fn an_answer_that_is_not_kept_is_each_ones_own() {
    let (server, _) = counting(Config::default());
    assert_eq!(server.get("/zh/cookie", &[]).await.text(), "0");
    let second = server.get("/zh/cookie", &[]).await;
    assert_eq!((second.text().as_str(), second.header("set-cookie"), second.header("etag")), ("1", "a=b", ""));
}

#[tokio::test]
async fn a_session_never_sees_nor_leaves_a_kept_page() {
    let (server, _) = counting(Config::default());
    let session = [("cookie", "session=x")];
    let anonymous = server.get("/zh/", &[]).await;
    let own = server.get("/zh/", &session).await;
    assert_ne!(anonymous.body, own.body);
    assert_eq!(server.get("/zh/", &[]).await.body, anonymous.body);
}

#[tokio::test]
async fn a_new_version_drops_what_was_kept() {
    let (server, counter) = counting(Config::default());
    server.get("/zh/", &[]).await;
    assert!(server.publisher.publish(atlas(2)));
    server.get("/zh/", &[]).await;
    server.get("/zh/", &[]).await;
    assert_eq!(counter.load(SeqCst), 2);
    assert!(!server.publisher.publish(atlas(1)), "versions only go up");
    server.get("/zh/", &[]).await;
    assert_eq!(counter.load(SeqCst), 2);
}

#[tokio::test]
async fn the_number_of_kept_pages_is_bounded() {
    let limits = Limits { kept_pages: 4, kept_bytes: 1_000_000, ..Limits::default() };
    let (server, counter) = counting(Config { limits, ..Config::default() });
    for _ in 0..2 {
        for number in 0..500 {
            server.get(&format!("/zh/?in={number}"), &[]).await;
        }
    }
    // What is too much goes in batches, so that some more than four may be there for a moment.
    assert!(counter.load(SeqCst) > 850, "of a thousand, so many were answered anew: {}", counter.load(SeqCst));
}

#[tokio::test]
async fn many_who_ask_at_once_get_one_rendering() {
    let (counter, gate) = (Counter::default(), Arc::new(Semaphore::new(0)));
    let page = |State((counter, gate)): State<(Counter, Arc<Semaphore>)>| async move {
        let _open = gate.acquire().await;
        Html(counter.fetch_add(1, SeqCst).to_string())
    };
    let routes = Router::new().fallback(page).with_state((Arc::clone(&counter), Arc::clone(&gate)));
    let server = Setup::default().protecting(routes);
    let all = futures::future::join_all((0..20).map(|_| server.get("/zh/", &[])));
    let (answers, ()) = tokio::join!(all, async {
        tokio::task::yield_now().await;
        gate.add_permits(1);
    });
    assert_eq!(counter.load(SeqCst), 1);
    assert!(answers.iter().all(|answer| answer.text() == "0" && answer.header("etag") == answers[0].header("etag")));
}

#[tokio::test]
async fn a_page_is_of_one_version_even_when_a_new_one_comes_meanwhile() {
    let gate = Arc::new(Semaphore::new(0));
    let page = |State(gate): State<Arc<Semaphore>>, request: axum::extract::Request| async move {
        let _open = gate.acquire().await;
        let snapshot = request.extensions().get::<Snapshot>().expect("a snapshot");
        Html(format!("version {}", snapshot.atlas().version().0))
    };
    let server = Setup::default().protecting(Router::new().fallback(page).with_state(Arc::clone(&gate)));
    let (old, ()) = tokio::join!(server.get("/zh/", &[]), async {
        tokio::task::yield_now().await;
        assert!(server.publisher.publish(atlas(2)));
        gate.add_permits(1);
    });
    assert_eq!(old.text(), "version 1");
    assert!(old.header("etag").starts_with("\"1-"));
    assert_eq!(server.get("/zh/", &[]).await.text(), "version 2");
}
