//! Saving what is typed, as the script does it: made once, checked, and answered with what it has a say in.

use crate::{
    common::Engine,
    http_support::{
        Setup,
        crawl::between,
        desk::{COUNTY, DeskServer, START, after},
        scene::{PROJECT, Scene, draft_page, encoded, names},
    },
};
use app::domain::account::{AccountId, Role};
use http::StatusCode;

#[tokio::test]
async fn savings_are_checked_and_made_once() {
    let scene = Scene::set().await;
    let form = scene.begin(&scene.partner, PROJECT).await;
    let saved = scene.save(&scene.partner, &form, "theme", "first", "k1").await;
    assert_eq!(saved.status, StatusCode::OK);
    let body: serde_json::Value = serde_json::from_str(&saved.text()).expect("JSON");
    assert!(body["saved_at"].is_i64() && body["problem"].is_null());
    scene.save(&scene.partner, &form, "theme", "second", "k2").await;
    let replayed = scene.save(&scene.partner, &form, "theme", "first", "k1").await;
    assert_eq!(replayed.status, StatusCode::OK);
    let html = scene.desk.read(&form, &scene.partner).await.text();
    assert!(
        html.contains("value=\"second\"") && !html.contains("value=\"first\""),
        "what is sent again changes nothing"
    );

    let bidirectional = scene.save(&scene.partner, &form, "theme", "a\u{202E}b", "k3").await;
    assert_eq!(bidirectional.status, StatusCode::OK, "it is kept, and said to be wrong");
    assert!(bidirectional.text().contains("U+202E"));
    for (field, raw, status) in [
        ("no.such.field", "x", StatusCode::UNPROCESSABLE_ENTITY),
        ("id", "x", StatusCode::UNPROCESSABLE_ENTITY),
        ("garbled", "yes", StatusCode::UNPROCESSABLE_ENTITY),
        ("theme", &"x".repeat(12_001), StatusCode::PAYLOAD_TOO_LARGE),
        ("theme", "a\0b", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let answer = scene.save(&scene.partner, &form, field, raw, "k4").await;
        assert_eq!(answer.status, status, "{field}");
        let body: serde_json::Value = serde_json::from_str(&answer.text()).expect("JSON");
        assert!(body["problem"].as_str().is_some_and(|sentence| !sentence.is_empty()));
    }
    assert_eq!(scene.save("", &form, "theme", "x", "k5").await.status, StatusCode::UNAUTHORIZED);
    let (draft, _) = names(&form);
    let forged = format!("/en/desk/draft/{draft}/project/no-such-project");
    assert_eq!(scene.save(&scene.partner, &forged, "theme", "x", "k6").await.status, StatusCode::NOT_FOUND);
    // While one types, it is told what the others have open.
    let colleague = scene.begin(&scene.colleague, PROJECT).await;
    assert_ne!(colleague, form, "each person has an own change of an entry, so that no text takes another's place");
    assert_eq!(scene.begin(&scene.colleague, PROJECT).await, colleague, "and goes on with it");
    let told = scene.save(&scene.colleague, &colleague, "theme", "the colleague's", "c1").await.text();
    assert!(told.contains("\"others\":[{") && told.contains("Name of partner · "), "{told}");
    let html = scene.desk.read(&form, &scene.partner).await.text();
    assert!(!html.contains("value=\"the colleague's\""), "only beside the field");
    // A colleague reads the change of another, and cannot type in it: with script, without, and by any other way.
    let theirs = scene.desk.read(&form, &scene.colleague).await.text();
    assert!(theirs.contains("Another member of your organisation") && !theirs.contains("data-draft="), "{theirs}");
    assert_eq!(scene.save(&scene.colleague, &form, "theme", "over it", "c2").await.status, StatusCode::CONFLICT);
    let sent = scene.desk.post(&form, &scene.colleague, "theme=over+it").await;
    assert!(sent.status == StatusCode::CONFLICT && sent.text().contains("Another member of your organisation"));
    let archived = format!("do=archive&entry={}&archive=gone", encoded(PROJECT));
    let archived = scene.desk.post(&draft_page(&form), &scene.colleague, &archived).await;
    assert_eq!(archived.status, StatusCode::CONFLICT);
    let official = scene.begin(&scene.official, PROJECT).await;
    assert_ne!(official, form);
    let told = scene.save(&scene.official, &official, "theme", "mine", "o1").await.text();
    assert!(told.contains("\"others\":[{") && told.contains("Name of partner · "), "{told}");
    let html = scene.desk.read(&official, &scene.official).await.text();
    assert!(
        html.contains("Name of partner · ") && !html.contains("account/partner"),
        "the person and the organisation"
    );
    let partner = AccountId::new("partner").expect("an id");
    scene.desk.database.erase_person(&partner, "operator", START).await.expect("an erasure");
    let html = scene.desk.read(&official, &scene.official).await.text();
    assert!(html.contains("Person erased · ") && !html.contains("Name of partner"));
    // Who has left leaves the change to the organisation: whoever goes on with it is its author.
    assert_eq!(scene.save(&scene.colleague, &form, "theme", "taken over", "c3").await.status, StatusCode::OK);
    assert!(scene.desk.read(&form, &scene.colleague).await.text().contains("value=\"taken over\""));
}

#[tokio::test]
async fn the_answer_to_a_saving_tells_what_is_wrong_wherever_it_has_a_say() {
    let scene = Scene::set().await;
    let page = scene.desk.read("/en/desk/new/site", &scene.partner).await.text();
    let key = between(&page, "name=\"key\" value=\"", "\"").expect("a key").to_owned();
    let begun = format!("key={key}&name.zh=%E6%96%B0&name.en=New&organisation=fic-yunnan");
    let begun = scene.desk.post("/en/desk/new/site", &scene.partner, &begun).await;
    let form = begun.header("location").to_owned();
    let told = async |field: &str, raw: &str| {
        let answer = scene.save(&scene.partner, &form, field, raw, &format!("{field} {raw}")).await;
        assert_eq!(answer.status, StatusCode::OK);
        serde_json::from_str::<serde_json::Value>(&answer.text()).expect("JSON")
    };
    let at_lat = |answer: &serde_json::Value| answer["elsewhere"]["location.lat"].as_str().map(str::to_owned);
    for (field, raw) in [
        ("location.datum", "WGS-84"),
        ("location.method", "seen on the spot"),
        ("location.source", "huaning-tongxin-article"),
        ("location.lat", "24.2"),
    ] {
        told(field, raw).await;
    }
    let missing = told("division", "panxi-town").await;
    assert_eq!(missing["elsewhere"], serde_json::json!({ "location.lng": "This has to be filled in." }));
    let inside = told("location.lng", "103.1").await;
    assert!(inside["problem"].is_null() && at_lat(&inside).is_none(), "{inside}");
    // The longitude is typed wrong; it is the latitude where the place is judged.
    let outside = told("location.lng", "105.5").await;
    assert!(outside["problem"].is_null(), "{outside}");
    assert!(at_lat(&outside).is_some_and(|said| said.starts_with("This point lies ")), "{outside}");
    let html = scene.desk.read(&form, &scene.partner).await.text();
    let line = between(&html, "id=\"problem-location.lat\"", "</p>").expect("a line");
    assert_eq!(line.split_once('>').map(|(_, said)| said.to_owned()), at_lat(&outside), "the page says the same");
    // So it is by the division, and what has no say in it says nothing of it.
    assert!(at_lat(&told("division", "ningzhou-subdistrict").await).is_some());
    assert_eq!(told("kind", "square").await["elsewhere"], serde_json::json!({}));
    assert!(at_lat(&told("division", "").await).is_none());
    assert!(at_lat(&told("division", "qinglong-town").await).is_some());
    assert!(at_lat(&told("location.lng", "103").await).is_none(), "right again");
}

#[tokio::test]
async fn what_another_device_typed_unknown_to_this_one_is_kept_and_offered() {
    let scene = Scene::set().await;
    let form = scene.begin(&scene.partner, PROJECT).await;
    let (draft, _) = names(&form);
    let numbers = std::cell::Cell::new(0);
    let save = async |writer: &str, seen: i64, raw: &str| {
        numbers.set(numbers.get() + 1);
        let body = format!(
            "account=partner&draft={draft}&entry={}&field=name.en&raw={raw}&key=k{}&writer={writer}&seen={seen}",
            encoded(PROJECT),
            numbers.get()
        );
        let answer = scene.desk.post("/api/desk/draft", &scene.partner, &body).await;
        assert_eq!(answer.status, StatusCode::OK);
        let body: serde_json::Value = serde_json::from_str(&answer.text()).expect("JSON");
        (body["saved_at"].as_i64().expect("a time"), body["replaced"].as_str().map(str::to_owned))
    };
    let offered = async || {
        let html = scene.desk.read(&form, &scene.partner).await.text();
        between(&html, "<li data-text=\"", "\"").map(str::to_owned)
    };
    // A page knows its own texts, also where it did not hear that one was saved.
    assert_eq!(save("desktop", 0, "first").await.1, None);
    let (desktop, replaced) = save("desktop", 0, "second").await;
    assert_eq!((replaced, offered().await), (None, None));
    // The phone was opened before any of it.
    after(1_000);
    let (phone, replaced) = save("phone", 0, "third").await;
    assert_eq!((replaced.as_deref(), offered().await.as_deref()), (Some("second"), Some("second")));
    // Typing on does not forget it, nor does the desktop, which now replaces the phone's without knowing it.
    assert_eq!(save("phone", phone, "third+and+on").await.1.as_deref(), Some("second"));
    after(2_000);
    let (desktop, replaced) = save("desktop", desktop, "fourth").await;
    assert_eq!(replaced.as_deref(), Some("third and on"));
    // It is taken.
    assert_eq!(save("desktop", desktop, "third+and+on").await.1, None);
    assert_eq!(offered().await, None);
    // Somebody else is signed in on the device by now.
    let body = format!("account=partner&draft={draft}&entry={}&field=name.en&raw=x&key=z", encoded(PROJECT));
    let answer = scene.desk.post("/api/desk/draft", &scene.colleague, &body).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);

    // A plain form of an old page.
    let old = format!("seen={phone}&name.en=from+an+old+page");
    after(3_000);
    assert_eq!(scene.desk.post(&form, &scene.partner, &old).await.status, StatusCode::SEE_OTHER);
    assert_eq!(offered().await.as_deref(), Some("third and on"));
}

#[tokio::test]
async fn what_is_sent_is_what_its_author_has_looked_at() {
    let scene = Scene::set().await;
    let form = scene.begin(&scene.partner, PROJECT).await;
    let page = draft_page(&form);
    scene.save(&scene.partner, &form, "name.en", "Looked at", "k1").await;
    let html = scene.desk.read(&page, &scene.partner).await.text();
    let seen = between(&html, "name=\"seen\" value=\"", "\"").expect("a time").to_owned();
    scene.save(&scene.partner, &form, "name.en", "Half a wo", "k2").await;
    let send = async |seen: &str| {
        let body = format!("do=send&reason=It+is+so&seen={seen}");
        scene.desk.post(&page, &scene.partner, &body).await
    };
    let early = send(&seen).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    let html = early.text();
    assert!(html.contains("Something was typed in this change") && html.contains("Half a wo"), "{html}");
    assert!(html.contains("It is so</textarea>"), "what was typed stays");
    let seen = between(&html, "name=\"seen\" value=\"", "\"").expect("a time").to_owned();
    assert_eq!(send(&seen).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_cannot_be_written_just_now_comes_back_in_the_form() {
    let engine = Engine::sqlite();
    let desk = DeskServer::start_on(&engine, Setup::default()).await;
    let partner = desk.signed_in("partner", Role::Partner, &["fic-yunnan"], Some(COUNTY)).await;
    let home = desk.read("/en/desk", &partner).await.text();
    let key = between(&home, "name=\"key\" value=\"", "\"").expect("a key").to_owned();
    let begun = desk.post("/en/desk", &partner, &format!("key={key}&entry={}", encoded(PROJECT))).await;
    let form = begun.header("location").to_owned();

    // Another program writes for longer than anybody waits.
    let Engine::Sqlite(folder) = &engine else { panic!("a file") };
    let mut files = std::fs::read_dir(folder.path()).expect("a folder").flatten().map(|file| file.path());
    let file = files.find(|file| file.extension().is_some_and(|ending| ending == "db")).expect("a database");
    let other = sqlx::SqlitePool::connect(&format!("sqlite:{}", file.display())).await.expect("a connection");
    let held = other.begin_with("BEGIN IMMEDIATE").await.expect("the lock");
    let refused = desk.post(&form, &partner, "theme=typed+in+vain").await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    let html = refused.text();
    assert!(html.contains("please send it again") && html.contains("value=\"typed in vain\""), "{html}");

    held.rollback().await.expect("the lock is given back");
    assert_eq!(desk.post(&form, &partner, "theme=typed+in+vain").await.status, StatusCode::SEE_OTHER);
}
