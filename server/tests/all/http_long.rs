//! Long texts in plain forms: taken whole, kept whole while their sender signs in, and what is longer is told so.

use crate::http_support::{
    crawl::between,
    scene::{PROJECT, Scene, draft_page, encoded},
};
use app::desk::mark;
use axum::body::{Body, Bytes};
use http::StatusCode;
use std::convert::Infallible;

/// What a browser sends of an entry with so many long texts: 99 kB each.
fn long(texts: usize) -> String {
    let text = encoded(&"盘".repeat(11_000));
    (0..texts).map(|row| format!("&citations.{row}.locator={row}{text}")).collect::<String>()[1..].to_owned()
}

/// A hidden field as it was sent to a page, read as a browser reads it.
fn hidden(page: &str, name: &str) -> Option<String> {
    let value = between(page, &format!("name=\"{name}\" value=\""), "\"")?;
    Some(value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"))
}

#[tokio::test]
async fn an_entry_of_long_texts_is_saved_by_a_plain_form() {
    let scene = Scene::set().await;
    let form = scene.begin(&scene.partner, PROJECT).await;
    assert_eq!(scene.desk.post(&form, &scene.partner, &long(15)).await.status, StatusCode::SEE_OTHER);
    let html = scene.desk.read(&form, &scene.partner).await.text();
    for row in 0..15 {
        let text = format!("{row}{}", "盘".repeat(11_000));
        assert!(html.contains(&format!("value=\"{text}\"")), "row {row}");
        assert_eq!(
            hidden(&html, &format!("was:citations.{row}.locator")),
            Some(mark(&text)),
            "no text goes along twice"
        );
    }
}

#[tokio::test]
async fn a_plain_form_sends_what_was_typed_and_nothing_else() {
    let scene = Scene::set().await;
    let form = scene.begin(&scene.partner, PROJECT).await;
    scene.save(&scene.partner, &form, "theme", "first", "k1").await;
    let was = hidden(&scene.desk.read(&form, &scene.partner).await.text(), "was:theme").expect("what it came with");
    scene.save(&scene.partner, &form, "theme", "second", "k2").await;
    // The page of another tab, as it came.
    let post = async |theme: &str| {
        let sent = scene.desk.post(&form, &scene.partner, &format!("theme={theme}&was%3Atheme={was}")).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let html = scene.desk.read(&form, &scene.partner).await.text();
        let theme = html.split("<input ").find(|input| input.contains("name=\"theme\"")).expect("the control");
        between(theme, "value=\"", "\"").unwrap_or_default().to_owned()
    };
    assert_eq!(post("first").await, "second");
    assert_eq!(post("third").await, "third");
    assert_eq!(post("").await, "", "what is taken out is a change, too");
}

#[tokio::test]
async fn what_could_not_be_saved_is_sent_again_with_the_same_button() {
    let scene = Scene::set().await;
    let form = scene.begin(&scene.partner, PROJECT).await;
    scene.save(&scene.partner, &form, "theme", "saved", "k1").await;
    scene.desk.post(&draft_page(&form), &scene.partner, "do=withdraw").await;
    let mut sent = format!("theme=typed&was%3Atheme={}", mark("saved"));
    for _ in 0..2 {
        let refused = scene.desk.post(&form, &scene.partner, &sent).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        let html = refused.text();
        assert!(html.contains("value=\"typed\""), "what was typed stands there");
        let was = hidden(&html, "was:theme").map(|was| format!("&was%3Atheme={was}"));
        sent = format!("theme=typed{}", was.unwrap_or_default());
    }
}

#[tokio::test]
async fn a_long_form_waits_whole_while_its_sender_signs_in() {
    let scene = Scene::set().await;
    let password = "plum+rain+on+slate+7";
    scene.desk.post("/en/desk/account", &scene.partner, &format!("do=password&new={password}")).await;
    let form = scene.begin(&scene.partner, PROJECT).await;
    let typed = long(20);
    let page = scene.desk.post(&form, "", &typed).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert_eq!(hidden(&page.text(), "kept").as_ref(), Some(&typed));
    let sign_in = format!("login=partner&password={password}&next={}&kept={}", encoded(&form), encoded(&typed));
    let resumed = scene.desk.post("/en/desk/sign-in", "", &sign_in).await;
    assert_eq!(resumed.status, StatusCode::OK);
    let html = resumed.text();
    for row in 0..20 {
        let text = format!("{row}{}", "盘".repeat(11_000));
        assert_eq!(hidden(&html, &format!("citations.{row}.locator")), Some(text), "row {row}");
    }
}

#[tokio::test]
async fn what_is_longer_is_told_on_a_page_of_the_program() {
    let scene = Scene::set().await;
    let form = scene.begin(&scene.partner, PROJECT).await;
    let too_long = long(22);
    assert!(too_long.len() > 2 * 1024 * 1024);
    let chinese = form.replacen("/en/", "/zh/", 1);
    for (address, who, sentence) in [
        (&form, &scene.partner, "longer than the 2048 kB that can be taken at once, and nothing of it was saved"),
        (&chinese, &scene.partner, "超过了一次可以接收的 2048 kB，全部未保存"),
        (&form, &String::new(), "Go back: your browser still has what you typed"),
        (&draft_page(&form), &scene.partner, "longer than the 256 kB"),
    ] {
        let answer = scene.desk.post(address, who, &too_long).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{address}");
        let html = answer.text();
        assert!(html.contains(sentence) && html.contains("<header"), "{html}");
    }
    // One that does not say how long it is.
    let pieces: Vec<_> = too_long.as_bytes().chunks(64 * 1024).map(Bytes::copy_from_slice).collect();
    let body = Body::from_stream(futures::stream::iter(pieces.into_iter().map(Ok::<_, Infallible>)));
    let headers = [("cookie", scene.partner.as_str()), ("accept", "text/html"), ("sec-fetch-site", "same-origin")];
    let answer = scene.desk.server.ask("POST", &form, &headers, body).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("2048 kB"));
    assert!(!scene.desk.read(&form, &scene.partner).await.text().contains("盘盘盘"), "nothing is saved by halves");
}
