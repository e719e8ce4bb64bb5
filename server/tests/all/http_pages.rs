//! Pages through the router: headers, nonce, encodings, revalidation, and what is kept.

use crate::http_support::{Setup, atlas, server};
use axum::body::Body;
use http::StatusCode;

const BOTH: [&str; 2] = ["/zh/", "/en/"];

#[tokio::test]
async fn the_policy_allows_the_scripts_of_its_own_body_and_no_others() {
    let server = server();
    for address in BOTH {
        let answer = server.get(address, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        let (text, nonce) = (answer.text(), answer.nonce());
        assert!(nonce.len() >= 22, "128 bits in base64: {nonce}");
        assert!(text.contains(&format!("nonce=\"{nonce}\"")), "{address}: no script has the nonce {nonce}");
        assert_eq!(text.matches("nonce=\"").count(), text.matches(&format!("nonce=\"{nonce}\"")).count());
        let policy = answer.header("content-security-policy");
        for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "'wasm-unsafe-eval'"] {
            assert!(policy.contains(part), "{part}");
        }
        assert!(!policy.contains("unsafe-inline"));
    }
}

#[tokio::test]
async fn the_document_is_in_the_language_of_its_path() {
    let server = server();
    for (address, tag) in [("/zh/", "zh-Hans"), ("/en/", "en"), ("/en/nothing", "en"), ("/xx/", "zh-Hans")] {
        let text = server.get(address, &[("accept", "text/html")]).await.text();
        assert!(text.contains(&format!("<html lang=\"{tag}\">")), "{address}");
    }
}

#[tokio::test]
async fn a_page_is_rendered_once_and_sent_as_it_is() {
    let server = server();
    let first = server.get("/zh/", &[]).await;
    let second = server.get("/zh/", &[]).await;
    assert_eq!(first.body, second.body);
    assert_eq!(first.header("etag"), second.header("etag"));
    assert_eq!(first.nonce(), second.nonce());
    assert_eq!(first.header("cache-control"), "no-cache");
    assert_ne!(first.header("x-request-id"), second.header("x-request-id"));
    assert_ne!(first.header("etag"), server.get("/en/", &[]).await.header("etag"));
}

#[tokio::test]
async fn every_encoding_holds_the_same_page() {
    let server = server();
    let plain = server.get("/zh/", &[]).await;
    assert_eq!(plain.header("content-encoding"), "");
    for (accept, encoding) in [
        ("br", "br"),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1, br;q=0.2", "gzip"),
        ("br;q=0, gzip;q=0", ""),
        ("identity", ""),
    ] {
        let answer = server.get("/zh/", &[("accept-encoding", accept)]).await;
        // A page too short to become smaller stays as it is.
        if answer.header("content-encoding") != encoding {
            assert!(plain.body.len() < 300 && answer.header("content-encoding").is_empty(), "{accept}");
        }
        assert_eq!(answer.text(), plain.text(), "{accept}");
        assert_eq!(answer.header("vary"), "accept-encoding", "{accept}");
        assert_eq!(answer.header("content-length"), answer.body.len().to_string(), "{accept}");
        assert_eq!(answer.nonce(), plain.nonce(), "{accept}");
        if !answer.header("content-encoding").is_empty() {
            assert_ne!(answer.header("etag"), plain.header("etag"), "a strong tag names one form: {accept}");
        }
    }
}

#[tokio::test]
async fn who_has_the_page_gets_its_policy_and_no_body() {
    let server = server();
    for accept in ["identity", "gzip", "br"] {
        let whole = server.get("/zh/", &[("accept-encoding", accept)]).await;
        let tag = whole.header("etag");
        assert!(tag.starts_with("\"1-") && tag.ends_with('"'), "{tag}");
        for known in [tag.to_owned(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
            let again = server.get("/zh/", &[("accept-encoding", accept), ("if-none-match", &known)]).await;
            assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{known}");
            assert!(again.body.is_empty());
            assert_eq!(again.nonce(), whole.nonce(), "{known}");
            for name in ["etag", "content-security-policy", "cache-control", "vary"] {
                assert_eq!(again.header(name), whole.header(name), "{known} {name}");
            }
        }
        let other = server.get("/zh/", &[("accept-encoding", accept), ("if-none-match", "\"1-0\"")]).await;
        assert_eq!(other.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn the_head_is_that_of_the_page() {
    let server = server();
    let head = server.ask("HEAD", "/en/", &[], Body::empty()).await;
    let whole = server.get("/en/", &[]).await;
    assert_eq!(head.status, StatusCode::OK);
    assert!(head.body.is_empty());
    for name in ["etag", "content-length", "content-type", "content-security-policy"] {
        assert_eq!(head.header(name), whole.header(name), "{name}");
    }
    assert_eq!(whole.header("content-length"), whole.body.len().to_string());
}

#[tokio::test]
async fn a_new_version_is_a_new_page() {
    let server = server();
    let old = server.get("/zh/", &[]).await;
    assert!(server.publisher.publish(atlas(2)));
    let new = server.get("/zh/", &[("if-none-match", old.header("etag"))]).await;
    assert_eq!(new.status, StatusCode::OK);
    assert!(new.header("etag").starts_with("\"2-"), "{}", new.header("etag"));
    assert_ne!(new.nonce(), old.nonce());
}

#[tokio::test]
async fn what_is_personal_is_rendered_for_each() {
    let server = server();
    for (address, headers) in
        [("/zh/?q=%E7%9B%98%E6%BA%AA", &[][..]), ("/zh/", &[("cookie", "language=en; session=secret")])]
    {
        let one = server.get(address, headers).await;
        let two = server.get(address, headers).await;
        assert_eq!(one.status, StatusCode::OK, "{address}");
        assert_ne!(one.nonce(), two.nonce(), "{address}");
        assert!(one.text().contains(&format!("nonce=\"{}\"", one.nonce())), "{address}");
        assert_eq!(one.header("etag"), "", "{address}");
        assert_eq!(one.header("cache-control"), "no-cache", "{address}");
    }
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let server = server();
    for address in
        ["/", "/zh", "/zh/", "/zh/?q=a", "/nothing", "/nothing.js", "/api/nothing", "/favicon.svg", "/language/en"]
    {
        let answer = server.get(address, &[]).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "strict-origin-when-cross-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("strict-transport-security", ""),
        ] {
            assert_eq!(answer.header(name), value, "{address} {name}");
        }
        assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{address}");
        assert!(answer.header("permissions-policy").contains("geolocation=(self)"), "{address}");
        assert!(answer.header("permissions-policy").contains("camera=()"), "{address}");
        assert!(!answer.header("cache-control").is_empty(), "{address}");
        assert!(!answer.header("x-request-id").is_empty(), "{address}");
    }
}

#[tokio::test]
async fn only_a_public_https_address_is_pinned() {
    let server = Setup { public_url: Some("https://atlas.example"), ..Setup::default() }.server();
    assert!(server.get("/zh/", &[]).await.header("strict-transport-security").starts_with("max-age="));
    let server = Setup { public_url: Some("http://atlas.example"), ..Setup::default() }.server();
    assert_eq!(server.get("/zh/", &[]).await.header("strict-transport-security"), "");
}

#[tokio::test]
async fn no_address_breaks_the_server() {
    let server = server();
    for address in [
        "/%FF",
        "/%FF/",
        "/zh/%FF",
        "/zh/sites/%C3%28",
        "/zh/?q=%FF%FE",
        "/zh/?%FF=%FF",
        "/zh/?in=%80",
        "/%",
        "/zh/%",
        "/zh/%2",
        "/zh/?q=%",
        "/?%FF",
        "/zh?%FF",
        "/language/%FF",
        "/language/en?to=%FF",
        "/language/en?%FF=%FF",
        "/api/%FF",
        "/pkg/%FF.js",
        "/pkg/%00",
        "/zh/%00",
        "/..%2f..%2fetc/passwd",
        "/zh/../../etc/passwd",
        "//",
        "///zh/",
        "//evil.example/",
        "/zh//",
        "/zh/?&&&===",
        "/zh/?z=999&lat=abc&unknown=1",
        "/.",
        "/..",
    ] {
        for method in ["GET", "HEAD"] {
            let answer = server.ask(method, address, &[("accept", "text/html")], Body::empty()).await;
            assert!(answer.status.as_u16() < 500, "{method} {address}: {}", answer.status);
        }
    }
    let long = format!("/zh/?q={}", "%E7%9B%98".repeat(3400));
    assert!(long.len() > 30_000);
    assert_eq!(server.get(&long, &[]).await.status, StatusCode::OK, "a search text of 10 kB gets a page");
}

#[tokio::test]
async fn an_unknown_address_is_answered_by_the_app_in_its_frame() {
    let server = server();
    let frame = |text: &str| text.starts_with("<!DOCTYPE html>") && text.contains("<main");
    for address in ["/nothing", "/nothing/here.html", "/zh/nothing/at/all", "/fr/"] {
        let answer = server.get(address, &[("accept", "text/html")]).await;
        assert!(frame(&answer.text()), "{address}: {}", answer.text());
    }
}

#[tokio::test]
async fn pages_are_for_reading() {
    let server = server();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"] {
        let answer = server.ask(method, "/zh/", &[], Body::empty()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert_eq!(answer.header("allow"), "GET, HEAD");
    }
}
