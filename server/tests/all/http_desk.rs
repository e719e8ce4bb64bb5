//! The desk as who is not signed in finds it: shut, with the form that opens it, and never kept by anybody.

use crate::http_support::{Setup, crawl::between, desk::DeskServer, programmes::huaning};
use axum::body::Body;
use http::StatusCode;

#[tokio::test]
async fn who_is_not_signed_in_gets_the_form_in_the_place_of_the_page() {
    let desk = DeskServer::start(Setup::default()).await;
    for page in ["/en/desk", "/en/desk/account", "/en/desk/people", "/en/desk/draft/a1/site/b", "/en/desk/audit?page=2"]
    {
        let answer = desk.server.get(page, &[("accept", "text/html")]).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{page}");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("x-robots-tag"), "noindex");
        let html = answer.text();
        assert!(html.contains("action=\"/en/desk/sign-in\""), "{page}");
        let next = between(&html, "name=\"next\" value=\"", "\"").expect("where to go on to");
        assert_eq!(next, page);
        assert!(!html.contains("rel=\"canonical\""), "{page} is not for machines");
    }
    assert_eq!(desk.server.get("/en/desk/nowhere", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_application_is_told_to_ask_for_the_document() {
    let desk = DeskServer::start(Setup::default()).await;
    let answer = desk.server.get("/api/page?address=%2Fen%2Fdesk%2Fpeople", &[]).await;
    assert_eq!((answer.status, answer.text().as_str()), (StatusCode::UNAUTHORIZED, "\"SignIn\""));
    assert_eq!(answer.header("cache-control"), "no-store");
    let public = desk.server.get("/api/page?address=%2Fen%2Fabout", &[]).await;
    assert_eq!((public.status, public.header("cache-control")), (StatusCode::OK, "no-cache"));
}

#[tokio::test]
async fn the_form_goes_on_to_pages_of_ours_only() {
    let desk = DeskServer::start(Setup::default()).await;
    let ours = desk.server.get("/zh/desk/sign-in?next=%2Fzh%2Fdesk%2Fpeople", &[]).await;
    assert_eq!(ours.status, StatusCode::OK);
    assert!(ours.text().contains("name=\"next\" value=\"/zh/desk/people\""));
    for other in ["https:%2F%2Fevil.example", "%2F%2Fevil.example%2Fzh%2F", "javascript:alert(1)"] {
        let answer = desk.server.get(&format!("/zh/desk/sign-in?next={other}"), &[]).await;
        assert!(!answer.text().contains("name=\"next\""), "{other}");
    }
}

#[tokio::test]
async fn other_methods_and_other_sites_are_refused() {
    let desk = DeskServer::start(Setup::default()).await;
    let put = desk.server.ask("PUT", "/en/desk/account", &[], Body::empty()).await;
    assert_eq!(put.status, StatusCode::METHOD_NOT_ALLOWED);
    for page in ["/en/desk", "/en/desk/sign-in", "/en/desk/account", "/en/desk/link/abc", "/en/desk/people"] {
        let answer = desk.server.ask("POST", page, &[("sec-fetch-site", "cross-site")], Body::empty()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{page}");
    }
}

#[tokio::test]
async fn without_accounts_there_is_no_desk() {
    let answer = huaning().get("/en/desk", &[]).await;
    assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::NOT_FOUND, "no-store"));
}
