//! Buttons of pages that are older than what became of their change: nothing fails, and nothing that was typed is lost.

use crate::http_support::{
    crawl::between,
    desk::TOWN,
    scene::{PROJECT, Scene, draft_page, encoded, names, review_page},
};
use app::domain::account::Role;
use http::StatusCode;

/// Takes a change back.
async fn take_back(scene: &Scene, form: &str) {
    let done = scene.desk.post(&draft_page(form), &scene.partner, "do=withdraw").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_button_for_a_change_that_is_closed_begins_another() {
    let scene = Scene::set().await;
    let click = async || {
        let answer = scene.desk.post("/en/desk", &scene.partner, &format!("key=k&entry={}", encoded(PROJECT))).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        answer.header("location").to_owned()
    };
    let first = click().await;
    assert_eq!(click().await, first, "a double click begins once");
    take_back(&scene, &first).await;
    let second = click().await;
    assert_ne!(second, first);
    assert_eq!(click().await, second);
    take_back(&scene, &second).await;
    let third = click().await;
    assert!(third != first && third != second);
    assert_eq!(scene.save(&scene.partner, &third, "theme", "typed", "k1").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_name_of_a_new_entry_outlives_the_change_it_was_for() {
    let scene = Scene::set().await;
    let form = scene.begin(&scene.partner, PROJECT).await;
    let (draft, _) = names(&form);
    let page = "/en/desk/new/project";
    let typed = format!("key=n1&draft={draft}&name.en=Typed+%3Cname%3E");
    // Another one's change, which is open.
    let others = scene.desk.post(page, &scene.colleague, &typed).await;
    assert_eq!(others.status, StatusCode::CONFLICT);
    let html = others.text();
    assert!(
        html.contains("Another member of your organisation works on the change") && html.contains("Typed &lt;name")
    );
    take_back(&scene, &form).await;
    let closed = scene.desk.post(page, &scene.partner, &typed).await;
    assert_eq!(closed.status, StatusCode::CONFLICT);
    let html = closed.text();
    assert!(
        html.contains("was sent, decided or taken back meanwhile. Nothing was begun")
            && html.contains("Typed &lt;name")
    );
    let told = scene.desk.read(&format!("{page}?draft={draft}"), &scene.partner).await.text();
    for html in [&html, &told] {
        assert!(
            !html.contains("name=\"draft\"") && html.contains("id=\"mistake\""),
            "the next one is a change of its own"
        );
    }
    let key = between(&html, "name=\"key\" value=\"", "\"").expect("a key");
    let again = format!("key={key}&organisation=fic-yunnan&name.en=Typed+%3Cname%3E");
    let begun = scene.desk.post(page, &scene.partner, &again).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let first = begun.header("location").to_owned();
    // The same page once more, when what it began is closed: another change, with the name in it.
    take_back(&scene, &first).await;
    let begun = scene.desk.post(page, &scene.partner, &again).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    assert_ne!(names(begun.header("location")).0, names(&first).0);
    let html = scene.desk.read(begun.header("location"), &scene.partner).await.text();
    assert!(html.contains("Typed &lt;name"), "{html}");
}

#[tokio::test]
async fn a_reason_that_cannot_be_kept_is_told_by_its_rule() {
    let scene = Scene::set().await;
    let form = scene.begin(&scene.partner, PROJECT).await;
    scene.save(&scene.partner, &form, "theme", "roads and bridges", "k1").await;
    for (fields, rule, kept) in [
        ("do=send&reason=one%09two", "U+0009", "one\ttwo"),
        ("do=send&reason=%E2%80%AEright", "U+202E", "\u{202E}right"),
        ("do=archive&entry=project%2Fafa-road-transformation&archive=one%09two", "U+0009", "one\ttwo"),
        ("do=send&reason=+%0D%0A", "Please say why.", ""),
        ("do=archive&entry=project%2Fafa-road-transformation&archive=", "Please say why.", ""),
    ] {
        let answer = scene.desk.post(&draft_page(&form), &scene.partner, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields}");
        let html = answer.text();
        let mistake = between(&html, "id=\"mistake\"", "</p>").expect("what is wrong");
        assert!(mistake.contains(rule) && html.contains(kept), "{fields}: {mistake}");
    }
}

#[tokio::test]
async fn who_decides_on_a_change_that_was_taken_back_is_told_so() {
    let scene = Scene::set().await;
    let form = scene.begin(&scene.partner, PROJECT).await;
    assert_eq!(scene.desk.read(&review_page(&form), &scene.official).await.status, StatusCode::NOT_FOUND);
    scene.save(&scene.partner, &form, "theme", "roads and bridges", "k1").await;
    scene.desk.post(&draft_page(&form), &scene.partner, "do=send&reason=The+reason").await;
    assert_eq!(scene.desk.read(&review_page(&form), &scene.official).await.status, StatusCode::OK);
    take_back(&scene, &form).await;
    let answer = format!("answer%3A{}=To+this", encoded(PROJECT));
    for (fields, kept) in [
        (format!("do=approve&round=1&reason=My+words&{answer}"), &["My words", "To this"][..]),
        (format!("do=return&round=1&reason=My+words&{answer}"), &["My words", "To this"]),
        ("do=return&round=1&reason=".to_owned(), &[]),
        ("do=return&round=1&reason=one%09two".to_owned(), &["one\ttwo"]),
    ] {
        let refused = scene.desk.post(&review_page(&form), &scene.official, &fields).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{fields}");
        let html = refused.text();
        assert!(html.contains("Its author took it back") && kept.iter().all(|text| html.contains(text)), "{html}");
        assert!(!html.contains("roads and bridges") && !html.contains("The reason"), "what it said is the author's");
    }
    let read = scene.desk.read(&review_page(&form), &scene.official).await;
    assert!(read.status == StatusCode::GONE && read.text().contains("Its author took it back"));
    let elsewhere = scene.desk.signed_in("town", Role::Official, &[], Some(TOWN)).await;
    assert_eq!(scene.desk.read(&review_page(&form), &elsewhere).await.status, StatusCode::NOT_FOUND);
    // One that nobody ever sent is told of to nobody.
    let never = scene.begin(&scene.partner, PROJECT).await;
    take_back(&scene, &never).await;
    assert_eq!(
        scene.desk.post(&review_page(&never), &scene.official, "do=approve").await.status,
        StatusCode::NOT_FOUND
    );
}
