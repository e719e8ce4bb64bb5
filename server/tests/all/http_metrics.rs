//! `/metrics`: what is counted, in the text that Prometheus reads, and only on its own listener.

use crate::http_support::{Ready, atlas};
use app::domain::change::Version;
use axum::{
    Router,
    body::{Body, to_bytes},
};
use futures::future::BoxFuture;
use http::{Request, StatusCode};
use server::{
    config::Config,
    health::{NotReady, Readiness},
    http::{Routers, Shared},
    publish::Publisher,
};
use std::sync::Arc;
use tower::ServiceExt;

struct Broken;

impl Readiness for Broken {
    fn ready(&self) -> BoxFuture<'_, Result<(), NotReady>> {
        Box::pin(async { Err(NotReady { sentence: "away".into(), cause: "away".into() }) })
    }
}

fn routers(readiness: impl Readiness) -> (Routers, Arc<Publisher>) {
    let publisher = Arc::new(Publisher::new(atlas(1), Default::default()));
    let shared = Shared::new(Config::default(), Arc::clone(&publisher) as _, Arc::new(readiness));
    (Routers::new(shared), publisher)
}

async fn ask(router: &Router, address: &str) -> (StatusCode, String, String) {
    let request = Request::get(address).header("accept", "text/html").body(Body::empty()).expect("a request");
    let response = router.clone().oneshot(request).await.expect("an answer");
    let kind = response.headers().get("content-type").map(|kind| kind.to_str().expect("text").to_owned());
    let (status, body) = (response.status(), to_bytes(response.into_body(), usize::MAX).await.expect("a body"));
    (status, kind.unwrap_or_default(), String::from_utf8_lossy(&body).into_owned())
}

/// Name with labels, and value, of every sample; fails where the text is none that Prometheus reads.
fn samples(text: &str) -> Vec<(String, f64)> {
    let mut samples = Vec::new();
    let mut lines = text.lines().peekable();
    let mut family = String::new();
    while let Some(line) = lines.next() {
        if let Some(comment) = line.strip_prefix("# ") {
            if comment == "EOF" {
                assert_eq!(lines.peek(), None, "nothing follows the end");
                return samples;
            }
            let (what, rest) = comment.split_once(' ').expect("a word after the sharp");
            assert!(["HELP", "TYPE", "UNIT"].contains(&what), "{line}");
            family = rest.split(' ').next().expect("a name").to_owned();
            continue;
        }
        let (name, value) = line.rsplit_once(' ').expect("a sample");
        assert!(name.starts_with(&family), "{name} stands under {family}");
        assert!(name.split('{').next().expect("a name").chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{name}");
        assert_eq!(name.contains('{'), name.ends_with('}'), "{name}");
        samples.push((name.to_owned(), value.parse().unwrap_or_else(|_| panic!("{line}"))));
    }
    panic!("the end is missing");
}

fn value(samples: &[(String, f64)], name: &str) -> f64 {
    samples.iter().find(|(found, _)| found == name).unwrap_or_else(|| panic!("{name} is not in {samples:?}")).1
}

#[tokio::test]
async fn answers_are_counted_by_kind_and_status() {
    let (routers, publisher) = routers(Ready);
    for (address, status) in [
        ("/zh/", 200),
        ("/zh/", 200),
        ("/zh/?q=x", 200),
        ("/zh/nowhere", 404),
        ("/api/nothing", 404),
        ("/favicon.svg", 404),
    ] {
        assert_eq!(ask(&routers.site, address).await.0.as_u16(), status, "{address}");
    }
    publisher.publish(atlas(5));
    assert_eq!(publisher.version(), Version(5));
    let (status, kind, text) = ask(&routers.metrics, "/metrics").await;
    assert_eq!((status, kind.as_str()), (StatusCode::OK, "application/openmetrics-text; version=1.0.0; charset=utf-8"));
    let found = samples(&text);
    for (name, wanted) in [
        ("atlas_http_requests_total{kind=\"page\",status=\"2xx\"}", 3.0),
        ("atlas_http_requests_total{kind=\"page\",status=\"4xx\"}", 1.0),
        ("atlas_http_requests_total{kind=\"function\",status=\"4xx\"}", 1.0),
        ("atlas_http_requests_total{kind=\"file\",status=\"4xx\"}", 1.0),
        ("atlas_http_request_duration_seconds_count{kind=\"page\"}", 4.0),
        ("atlas_kept_pages_total{found=\"yes\"}", 1.0),
        // Free text is not looked for.
        ("atlas_kept_pages_total{found=\"no\"}", 2.0),
        ("atlas_published_version", 5.0),
        ("atlas_database_ready", 1.0),
        (&format!("atlas_build_info{{version=\"{}\"}}", env!("CARGO_PKG_VERSION")), 1.0),
    ] {
        assert_eq!(value(&found, name), wanted, "{name}");
    }
}

#[tokio::test]
async fn the_public_has_no_metrics_and_prometheus_no_pages() {
    let (routers, _) = routers(Ready);
    let (status, _, text) = ask(&routers.site, "/metrics").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(!text.contains("atlas_http"), "{text}");
    assert_eq!(ask(&routers.metrics, "/zh/").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_database_that_is_away_is_said_and_the_rest_goes_on() {
    let (routers, _) = routers(Broken);
    let (status, _, text) = ask(&routers.metrics, "/metrics").await;
    assert_eq!((status, value(&samples(&text), "atlas_database_ready")), (StatusCode::OK, 0.0));
}
