//! The files of the site.

use crate::http_support::server;
use axum::body::Body;
use http::StatusCode;

#[tokio::test]
async fn a_name_is_kept_for_as_long_as_it_stands_for_its_content() {
    let server = server();
    let (forever, hour, ask) = ("public, max-age=31536000, immutable", "public, max-age=3600", "no-cache");
    let build = server.config().build();
    let of_build = |name: &str| format!("/pkg/{build}/{name}");
    for (address, media_type, lifetime) in [
        (&*of_build("tongxin-atlas.js"), "text/javascript", forever),
        (&*of_build("tongxin-atlas.wasm"), "application/wasm", forever),
        ("/pkg/tongxin-atlas.js", "text/javascript", ask),
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
    for address in [
        "/pkg/gone.js",
        "/pkg/0123456789abcdef/tongxin-atlas.js",
        "/vendor/leaflet-1.9.4/gone.js",
        "/pkg/..%2f..%2fCargo.toml",
        "/pkg/../../Cargo.toml",
    ] {
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

#[tokio::test]
async fn the_build_has_another_name_when_anything_that_browsers_run_differs() {
    let server = server();
    let config = || server.config();
    let before = config().build();
    assert_eq!((before.len(), config().assets().script), (16, format!("/pkg/{before}/tongxin-atlas.js")));
    let folder = config().site_root.join("pkg");
    std::fs::write(folder.join("tongxin-atlas.js.br"), "only another form").expect("a file");
    assert_eq!(config().build(), before);
    std::fs::write(folder.join("split_editing.wasm"), "a part that comes later").expect("a file");
    let with_part = config().build();
    assert_ne!(with_part, before);
    std::fs::rename(folder.join("split_editing.wasm"), folder.join("split_other.wasm")).expect("a file");
    assert!(![before, with_part].contains(&config().build()), "names count, too");
    // A running server goes by what it found when it started.
    assert_eq!(server.get(&config().assets().script, &[("accept", "*/*")]).await.status, StatusCode::NOT_FOUND);
}
