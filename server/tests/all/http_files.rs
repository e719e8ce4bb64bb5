//! The files of the site.

use crate::http_support::server;
use axum::body::Body;
use http::StatusCode;

#[tokio::test]
async fn a_name_is_kept_for_as_long_as_it_stands_for_its_content() {
    let server = server();
    let (forever, hour, ask) = ("public, max-age=31536000, immutable", "public, max-age=3600", "no-cache");
    for (address, media_type, lifetime) in [
        ("/pkg/tongxin-atlas.0hZ3x_-pQk1mN7tRwYvB2A.js", "text/javascript", forever),
        ("/pkg/tongxin-atlas.0hZ3x_-pQk1mN7tRwYvB2A.wasm", "application/wasm", forever),
        ("/vendor/leaflet-1.9.4/leaflet.js", "text/javascript", forever),
        ("/pkg/tongxin-atlas.css", "text/css", ask),
        ("/favicon.svg", "image/svg+xml", hour),
    ] {
        let answer = server.get(address, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert_eq!(answer.header("content-type"), media_type, "{address}");
        assert_eq!(answer.header("cache-control"), lifetime, "{address}");
        assert_eq!(answer.header("vary"), "accept-encoding", "{address}");
        assert!(!answer.header("last-modified").is_empty(), "{address}");
        let tag = answer.header("etag");
        assert!(!tag.is_empty(), "{address}");
        let again = server.get(address, &[("if-none-match", tag)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{address}");
        assert!(again.body.is_empty());
    }
}

#[tokio::test]
async fn the_form_that_was_made_at_build_time_is_sent() {
    let server = server();
    for (accept, encoding, content) in
        [("br, gzip", "br", "(brotli)"), ("gzip", "gzip", "(gzip)"), ("identity", "", "main { color: black }")]
    {
        let answer = server.get("/pkg/tongxin-atlas.css", &[("accept-encoding", accept)]).await;
        assert_eq!(answer.header("content-encoding"), encoding);
        assert_eq!(answer.header("content-type"), "text/css");
        assert_eq!(answer.body, content);
    }
    let answer = server.get("/vendor/leaflet-1.9.4/leaflet.js", &[("accept-encoding", "br")]).await;
    assert_eq!((answer.header("content-encoding"), &*answer.text()), ("", "/* Leaflet */"));
}

#[tokio::test]
async fn what_is_not_there_is_plain_for_a_script_and_a_page_for_a_reader() {
    let server = server();
    for address in
        ["/pkg/gone.js", "/vendor/leaflet-1.9.4/", "/vendor/leaflet-1.9.4/gone.js", "/folder/..%2f..%2fCargo.toml"]
    {
        let page = server.get(address, &[("accept", "text/html")]).await;
        assert!(page.header("content-type").starts_with("text/html"), "{address}");
    }
    for address in
        ["/pkg/gone.js", "/vendor/leaflet-1.9.4/gone.js", "/pkg/..%2f..%2fCargo.toml", "/pkg/../../Cargo.toml"]
    {
        let plain = server.get(address, &[("accept", "*/*")]).await;
        assert_eq!(plain.status, StatusCode::NOT_FOUND, "{address}");
        assert!(plain.header("content-type").starts_with("text/plain"), "{address}");
        assert_ne!(plain.header("cache-control"), "public, max-age=31536000, immutable", "{address}");
    }
}

#[tokio::test]
async fn folders_are_not_shown() {
    let server = server();
    for address in ["/pkg/", "/vendor/", "/folder/", "/folder"] {
        let answer = server.get(address, &[("accept", "text/html")]).await;
        let text = answer.text();
        assert!(
            !text.contains("tongxin-atlas.css")
                && !text.contains(">leaflet-1.9.4")
                && !text.contains("not a page of ours"),
            "{address}"
        );
    }
}

#[tokio::test]
async fn files_are_for_reading() {
    let answer = server().ask("POST", "/favicon.svg", &[], Body::empty()).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
}
