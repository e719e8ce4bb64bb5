//! The form for an error in a figure: what is taken, what is refused and how, and that nobody can flood it.

use crate::http_support::{Answer, Server, Setup, crawl::between, programmes::huaning_records};
use app::{
    domain::language::Language,
    store::{NewReport, Reports},
};
use axum::{Extension, body::Body, extract::ConnectInfo};
use http::StatusCode;
use server::config::Config;
use std::{
    future::Future,
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, Mutex},
};

/// Keeps reports in memory, or fails to.
#[derive(Default)]
struct Letterbox {
    kept: Mutex<Vec<NewReport>>,
    broken: bool,
}

impl Reports for Letterbox {
    fn add_report(&self, report: NewReport) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + '_>> {
        Box::pin(async move {
            if self.broken {
                return Err("the disk at /var/lib/atlas is full".into());
            }
            self.kept.lock().expect("no panic before").push(report);
            Ok(())
        })
    }
}

fn server(broken: bool) -> (Server, Arc<Letterbox>) {
    let reports = Arc::new(Letterbox { broken, ..Letterbox::default() });
    let setup = Setup { reports: Some(Arc::clone(&reports) as _), ..Setup::default() };
    (setup.publishing(huaning_records()), reports)
}

async fn send(server: &Server, language: &str, body: String) -> Answer {
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
    server.ask("POST", &format!("/{language}/report"), &headers, Body::from(body)).await
}

#[tokio::test]
async fn a_report_is_kept_and_thanked_for() {
    let (server, reports) = server(false);
    for (language, of, thanks) in [("zh", Language::Chinese, "谢谢"), ("en", Language::English, "Thank you")] {
        let body = "message=It+is+%E7%9B%98%0D%0A7%2C187&page=%2Fzh%2Ffigures&contact=a%40b.example&website=";
        let answer = send(&server, language, body.to_owned()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.header("location"), format!("/{language}/report-sent"));
        let cookie = answer.header("set-cookie").split(';').next().expect("a cookie").to_owned();
        let page = server.get(answer.header("location"), &[("cookie", &cookie)]).await;
        assert!(page.text().contains(thanks));
        let nothing_sent = server.get(answer.header("location"), &[]).await;
        assert_eq!(nothing_sent.status, StatusCode::SEE_OTHER);
        assert_eq!(nothing_sent.header("location"), format!("/{language}/report"));
        let report = reports.kept.lock().expect("no panic").pop().expect("a report");
        assert_eq!((&*report.message, report.language), ("It is 盘\n7,187", of));
        assert_eq!(report.page.as_deref(), Some("/zh/figures"));
        assert_eq!(report.contact.as_deref(), Some("a@b.example"));
    }
}

#[tokio::test]
async fn what_is_refused_keeps_what_was_typed() {
    let (server, reports) = server(false);
    let script = "<script>alert(1)</script>&amp;\"'";
    let encoded: String = form_urlencoded::byte_serialize(script.as_bytes()).collect();
    for (body, said) in [
        (format!("message=+%0A+&contact={encoded}"), "Please write what is wrong"),
        (format!("message={}&contact={encoded}", "x".repeat(4001)), "too long"),
        (format!("message=x&page={}&contact={encoded}", "y".repeat(201)), "too long"),
        (format!("message=a%E2%80%AEb&contact={encoded}"), "invisible characters"),
    ] {
        let answer = send(&server, "en", body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert_eq!(answer.header("cache-control"), "no-store");
        let html = answer.text();
        assert!(html.contains(said), "{said}");
        assert!(html.contains("role=\"alert\"") && html.contains("aria-invalid=\"true\""));
        assert!(!html.contains("<script>alert(1)"), "what was typed is never markup");
        let contact = between(&html, "name=\"contact\"", ">").expect("the field");
        assert!(contact.contains("alert(1)"), "{contact}");
    }
    let shown = send(&server, "en", format!("message={encoded}&contact={}", "z".repeat(300))).await.text();
    let message = between(&shown, "<textarea", "</textarea>").expect("the field");
    assert!(message.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{message}");
    assert!(reports.kept.lock().expect("no panic").is_empty());
}

#[tokio::test]
async fn an_oversize_body_is_refused_before_it_is_read() {
    let (server, reports) = server(false);
    let answer = send(&server, "zh", format!("message={}", "x".repeat(300 * 1024))).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let html = answer.text();
    assert!(html.contains("role=\"alert\"") && html.contains("<textarea"), "the form, with what is wrong: {html}");
    assert!(reports.kept.lock().expect("no panic").is_empty());
}

#[tokio::test]
async fn another_site_cannot_send_for_a_visitor() {
    let (server, reports) = server(false);
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "cross-site")];
    let answer = server.ask("POST", "/en/report", &headers, Body::from("message=x")).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(reports.kept.lock().expect("no panic").is_empty());
}

#[tokio::test]
async fn a_program_that_fills_in_everything_changes_nothing() {
    let (server, reports) = server(false);
    let answer = send(&server, "en", "message=buy&page=&contact=&website=http%3A%2F%2Fx.example".into()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "it is not told that it was found out");
    assert!(reports.kept.lock().expect("no panic").is_empty());
}

#[tokio::test]
async fn one_address_cannot_flood_the_operator() {
    let (server, reports) = server(false);
    let mut statuses = Vec::new();
    for number in 0..7 {
        statuses.push(send(&server, "en", format!("message=number+{number}")).await.status);
    }
    assert_eq!(statuses[..5], [StatusCode::SEE_OTHER; 5]);
    assert_eq!(statuses[5..], [StatusCode::TOO_MANY_REQUESTS; 2]);
    assert_eq!(reports.kept.lock().expect("no panic").len(), 5);
    let answer = send(&server, "en", "message=still+here".into()).await;
    assert!(answer.text().contains("still here"), "what was typed stands there");
    // Who sits behind another address of the same proxy is not concerned.
    let headers = [("x-forwarded-for", "198.51.100.7"), ("sec-fetch-site", "same-origin")];
    let answer = server.ask("POST", "/en/report", &headers, Body::from("message=x")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn behind_a_proxy_on_another_machine_each_sender_is_one() {
    let proxies = || vec!["10.0.0.0/8".parse().expect("a network")];
    let from = async |peer: &str, trusted_proxies, forwarded: [&str; 6]| {
        let setup = Setup { config: Config { trusted_proxies, ..Config::default() }, ..Setup::default() };
        let reports = Some(Arc::new(Letterbox::default()) as _);
        let mut server = Setup { reports, ..setup }.publishing(huaning_records());
        let peer: SocketAddr = peer.parse().expect("an address");
        server.router = server.router.clone().layer(Extension(ConnectInfo(peer)));
        let mut last = StatusCode::OK;
        for sender in forwarded {
            let headers =
                [("x-forwarded-for", sender), ("x-forwarded-for", "10.0.0.9"), ("sec-fetch-site", "same-origin")];
            last = server.ask("POST", "/en/report", &headers, Body::from("message=x")).await.status;
        }
        last
    };
    let many = [1, 2, 3, 4, 5, 6].map(|number| format!("203.0.113.1, 198.51.100.{number}"));
    let many = many.each_ref().map(String::as_str);
    assert_eq!(from("10.1.2.3:80", proxies(), many).await, StatusCode::SEE_OTHER, "six people");
    let claims = [1, 2, 3, 4, 5, 6].map(|number| format!("203.0.113.{number}, 198.51.100.1"));
    let claims = claims.each_ref().map(String::as_str);
    assert_eq!(from("10.1.2.3:80", proxies(), claims).await, StatusCode::TOO_MANY_REQUESTS, "one with six stories");
    assert_eq!(
        from("10.1.2.3:80", Vec::new(), many).await,
        StatusCode::TOO_MANY_REQUESTS,
        "nobody was told of the proxy"
    );
    assert_eq!(from("192.0.2.1:80", proxies(), many).await, StatusCode::TOO_MANY_REQUESTS, "it is not the proxy");
}

#[tokio::test]
async fn what_cannot_be_kept_is_not_lost() {
    let (broken, _) = server(true);
    let none = Setup::default().publishing(huaning_records());
    for server in [broken, none] {
        let answer = send(&server, "en", "message=a+long+text".into()).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        let html = answer.text();
        assert!(html.contains("could not be kept") && html.contains("a long text"));
        assert!(!html.contains("/var/lib"), "the cause is for the log");
        for _ in 0..6 {
            let again = send(&server, "en", "message=a+long+text".into()).await;
            assert_eq!(again.status, StatusCode::SERVICE_UNAVAILABLE, "what failed does not count as sent");
        }
    }
}

#[tokio::test]
async fn the_form_is_a_page_like_others() {
    let (server, _) = server(false);
    let html = server.get("/en/report?page=%2Fen%2Ffigures", &[]).await.text();
    assert!(html.contains("method=\"post\" action=\"/en/report\""));
    assert!(html.contains("value=\"/en/figures\""), "the page that it is about is filled in");
    let accessibility = server.get("/en/accessibility", &[]).await.text();
    assert!(accessibility.contains("href=\"/en/report?page=/en/accessibility\""));
    let html = server.get("/en/report?page=/en/accessibility", &[]).await.text();
    assert!(html.contains("<h1>Report a problem</h1>") && html.contains("value=\"/en/accessibility\""), "{html}");
    let head = server.ask("HEAD", "/en/report", &[], Body::empty()).await;
    assert_eq!(head.status, StatusCode::OK);
    let other = server.ask("PUT", "/en/report", &[], Body::empty()).await;
    assert_eq!(other.status, StatusCode::METHOD_NOT_ALLOWED);
}
