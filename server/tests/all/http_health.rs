//! `/healthz` and `/readyz`.

use crate::http_support::{atlas, server};
use axum::body::{Body, to_bytes};
use futures::future::BoxFuture;
use http::{Request, StatusCode};
use server::{
    config::Config,
    health::{NotReady, Readiness},
    publish::Publisher,
};
use std::sync::Arc;
use tower::ServiceExt;

struct Broken;

impl Readiness for Broken {
    fn ready(&self) -> BoxFuture<'_, Result<(), NotReady>> {
        Box::pin(async { Err(NotReady { sentence: "The database is away.".into(), cause: "/srv/secret.db".into() }) })
    }
}

struct Silent;

impl Readiness for Silent {
    fn ready(&self) -> BoxFuture<'_, Result<(), NotReady>> {
        Box::pin(std::future::pending())
    }
}

async fn ask(readiness: impl Readiness, address: &str) -> (StatusCode, String) {
    let publisher = Publisher::new(atlas(1), Default::default());
    let router = server::router(Config::default(), Arc::new(publisher), Arc::new(readiness));
    let request = Request::get(address).body(Body::empty()).expect("a request");
    let response = router.oneshot(request).await.expect("an answer");
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    (status, String::from_utf8(body.to_vec()).expect("text"))
}

#[tokio::test]
async fn a_server_that_can_answer_says_so() {
    let server = server();
    for (address, text) in [("/healthz", "ok"), ("/readyz", "ready")] {
        let answer = server.get(address, &[]).await;
        assert_eq!((answer.status, answer.text().as_str()), (StatusCode::OK, text));
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn one_without_its_database_lives_but_is_not_ready() {
    assert_eq!(ask(Broken, "/healthz").await.0, StatusCode::OK);
    let (status, text) = ask(Broken, "/readyz").await;
    assert_eq!((status, text.as_str()), (StatusCode::SERVICE_UNAVAILABLE, "The database is away."));
}

#[tokio::test(start_paused = true)]
async fn a_database_that_says_nothing_is_not_waited_for() {
    let (status, text) = ask(Silent, "/readyz").await;
    assert_eq!((status, text.as_str()), (StatusCode::SERVICE_UNAVAILABLE, "The database does not answer."));
}
