//! A change of which some entries are published and others go back; and one that could not be sent yet.

use crate::http_support::{
    crawl::between,
    scene::{PROJECT, Scene, draft_page, encoded, names, review_page},
};
use http::StatusCode;

const CITED: &str = "citations.0.source=huaning-tongxin-article&citations.0.locator=p.+2";

#[tokio::test]
async fn what_was_published_of_a_change_that_goes_back_is_edited_in_a_new_one() {
    let scene = Scene::set().await;
    let (desk, who) = (&scene.desk, &scene.partner);
    let form = scene.begin(who, PROJECT).await;
    scene.save(who, &form, "theme", "water", "a").await;
    let (draft, _) = names(&form);
    let new = format!("key=p&draft={draft}&of={}", encoded(PROJECT));
    let part = desk.post("/en/desk/new/participation", who, &new).await.header("location").to_owned();
    let filled = format!("organisation=fic-yunnan&role=lead&{CITED}");
    assert_eq!(desk.post(&part, who, &filled).await.status, StatusCode::SEE_OTHER);
    let sent = desk.post(&draft_page(&form), who, "do=send&reason=Two+entries").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let (_, left) = names(&part);
    let decision = format!("do=approve&round=1&reason=Who+says+so&{}=yes", encoded(&format!("leave:{left}")));
    let decided = desk.post(&review_page(&form), &scene.official, &decision).await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text());

    // The audit tells what went back, and what was said to it.
    let audit = desk.read("/en/desk/audit?action=return", &scene.official).await.text();
    let name = left.split_once('/').expect("an entry").1;
    assert!(audit.contains(name) && audit.contains("Who says so"), "{audit}");
    let checked = scene.desk.database.check().await.expect("an answer");
    assert!(checked.is_empty(), "{checked:?}");

    // The old form is closed, and what is sent from it all the same is not lost.
    let old = desk.read(&form, who).await;
    assert_eq!(old.status, StatusCode::OK);
    assert!(old.text().contains("Nothing more is saved into this: "), "{}", old.text());
    assert!(!old.text().contains(">Save as draft<"));
    let late = desk.post(&form, who, "theme=roads+and+bridges").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("roads and bridges"), "{}", late.text());
    assert_eq!(scene.save(who, &form, "theme", "health", "late").await.status, StatusCode::CONFLICT);

    // What goes back is still in the old change; what is published is edited in another one.
    let asked = desk.read("/en/desk?standing=returned", who).await.text();
    let list = between(&asked, "class=\"desk-list", "</ul>").unwrap_or_default();
    assert!(!list.contains(&format!("href=\"/en/{PROJECT}\"")), "{list}");
    assert_ne!(names(&scene.begin(who, PROJECT).await).0, draft);
    assert!(desk.read(&part, who).await.text().contains(">Save as draft<"));

    // Sent again, it says what was asked of it, to whoever decides.
    let again = desk.post(&draft_page(&form), who, "do=send&reason=The+article+does").await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());
    let review = desk.read(&review_page(&form), &scene.official).await.text();
    let asked = between(&review, "Asked before it was sent again", "</p>").expect("what was asked");
    assert!(asked.contains("Who says so"), "{asked}");
}

#[tokio::test]
async fn the_reason_of_a_change_that_could_not_be_sent_is_there_when_it_can() {
    let scene = Scene::set().await;
    let (desk, who) = (&scene.desk, &scene.partner);
    let form = scene.begin(who, PROJECT).await;
    scene.save(who, &form, "start", "2021-13", "a").await;
    let page = draft_page(&form);
    let refused = desk.post(&page, who, "do=send&reason=The+year+is+known").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
    let again = desk.read(&page, who).await.text();
    let kept = between(&again, "name=\"reason\"", "</textarea>").expect("the reason");
    assert!(kept.contains("The year is known"), "{kept}");
    // What is sent in the end counts, not what was kept.
    scene.save(who, &form, "start", "2021-12", "b").await;
    let sent = desk.post(&page, who, "do=send&reason=The+month+is+known").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let list = desk.read("/en/desk/review", &scene.official).await.text();
    assert!(list.contains("The month is known") && !list.contains("The year is known"), "{list}");
}

#[tokio::test]
async fn an_entry_of_the_same_change_is_named_by_its_name() {
    let scene = Scene::set().await;
    let (desk, who) = (&scene.desk, &scene.partner);
    let typed = format!("key=p&organisation=fic-yunnan&name.zh={}&name.en=New+square", encoded("新广场"));
    let site = desk.post("/en/desk/new/site", who, &typed).await.header("location").to_owned();
    let (draft, _) = names(&site);
    let new = format!("key=q&draft={draft}&organisation=fic-yunnan&name.zh={}&name.en=Paving", encoded("铺装"));
    let project = desk.post("/en/desk/new/project", who, &new).await.header("location").to_owned();
    for (name, key) in [("New square", "a"), ("新广场", "b")] {
        let saved = scene.save(who, &project, "sites.0", name, key).await;
        assert!(saved.text().contains("\"problem\":null"), "{name}: {}", saved.text());
        let page = desk.read(&project, who).await.text();
        assert!(!page.contains(&format!("There is no record “{name}”")), "{name}");
    }
    let other = scene.save(who, &project, "sites.0", "Newer square", "c").await.text();
    assert!(other.contains("There is no record"), "{other}");
}
