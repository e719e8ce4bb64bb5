//! What lies in two townships: the officials of both find it, change it and bring it back, and neither decides alone.

use crate::{
    common::{change, entry, text},
    http_support::{
        desk::{OTHER_TOWN, START, TOWN},
        scene::{PROJECT, Scene, draft_page, encoded, review_page},
    },
};
use app::{
    atlas::Atlas,
    domain::{
        account::Role,
        change::{Edit, Op, RevisionNo},
    },
};
use http::StatusCode;

const THIRD_TOWN: &str = "huaxi-town";

/// A part in it.
const PART: &str = "participation/afa-road-transformation-fic-yunnan-implementing";

/// Publishes a change of one entry.
async fn publish(scene: &Scene, key: &str, of: &str, op: Op) {
    let mut change = change(key);
    change.edits = vec![Edit { entry: entry(of), base: RevisionNo(1), ops: vec![op] }];
    scene.desk.database.commit(&change, START).await.expect("a change");
    let published = scene.desk.database.published().await.expect("records");
    assert!(scene.desk.server.publisher.publish(Atlas::build(published)));
}

/// Puts the project of [`OTHER_TOWN`] into a second township, behind the first one.
async fn set() -> Scene {
    let scene = Scene::set().await;
    let both = Op::Set("divisions".into(), serde_json::json!([OTHER_TOWN, TOWN]));
    publish(&scene, "a second township", PROJECT, both).await;
    scene
}

#[tokio::test]
async fn officials_of_both_townships_find_and_change_it_and_neither_decides_alone() {
    let scene = set().await;
    let desk = &scene.desk;
    let second = desk.signed_in("second", Role::Official, &[], Some(TOWN)).await;
    let third = desk.signed_in("third", Role::Official, &[], Some(THIRD_TOWN)).await;
    for (who, found) in [(&scene.elsewhere, true), (&second, true), (&third, false)] {
        let html = desk.read(&format!("/en/desk?q={}", encoded(PROJECT)), who).await.text();
        assert_eq!(html.contains(&format!("<li data-entry=\"{PROJECT}\"")), found, "{html}");
        let restored = desk.post(&format!("/en/history/{PROJECT}"), who, "revision=1&key=back").await;
        assert_eq!(restored.status, if found { StatusCode::SEE_OTHER } else { StatusCode::FORBIDDEN });
        if !found {
            let begun = desk.post("/en/desk", who, &format!("key=a&entry={}", encoded(PROJECT))).await;
            assert_eq!(begun.status, StatusCode::NOT_FOUND);
            continue;
        }
        let form = scene.begin(who, PROJECT).await;
        assert_eq!(scene.save(who, &form, "summary.en", "Seen on the spot.", "k1").await.status, StatusCode::OK);
        let page = draft_page(&form);
        let html = desk.read(&page, who).await.text();
        assert!(!html.contains("value=\"publish\"") && html.contains("value=\"send\""), "{html}");
        let published = desk.post(&page, who, "do=publish&reason=Seen.").await;
        assert_eq!(published.status, StatusCode::FORBIDDEN, "the other township has a say");
        assert_eq!(desk.post(&page, who, "do=send&reason=Seen.").await.status, StatusCode::SEE_OTHER);
        // It waits for who is over both.
        let review = review_page(&form);
        for (official, status) in [(&scene.elsewhere, 404), (&second, 404), (&third, 404), (&scene.official, 200)] {
            assert_eq!(desk.read(&review, official).await.status.as_u16(), status);
        }
        let approved = desk.post(&review, who, "do=approve&round=1").await;
        assert_eq!(approved.status, StatusCode::NOT_FOUND);
        assert!(!scene.public(&format!("/en/{PROJECT}")).await.contains("Seen on the spot."));
    }
    let html = desk.read("/en/desk/review", &scene.official).await.text();
    assert_eq!(html.matches("Seen.").count(), 2, "the county decides on both changes: {html}");
}

#[tokio::test]
async fn what_is_archived_of_it_comes_back_for_either_township() {
    let scene = set().await;
    publish(&scene, "the archiving", PART, Op::Archive { reason: text("A mistake.") }).await;
    let desk = &scene.desk;
    let second = desk.signed_in("second", Role::Official, &[], Some(TOWN)).await;
    let third = desk.signed_in("third", Role::Official, &[], Some(THIRD_TOWN)).await;
    for (who, status) in [(&scene.elsewhere, 303), (&second, 303), (&third, 404)] {
        let back = desk.post(&format!("/en/history/{PART}"), who, "revision=1&key=a").await;
        assert_eq!(back.status.as_u16(), status, "{}", back.text());
    }
}
