//! Rules that a change breaks only together with what others have published, or beside other records: said before it is
//! sent and before it is decided, and never published.

use crate::http_support::{
    crawl::between,
    desk::TOWN,
    scene::{PROJECT, Scene, draft_page, encoded, review_page},
};
use app::domain::account::Role;
use http::StatusCode;

/// Publishes what an official sets.
async fn published(scene: &Scene, official: &str, entry: &str, fields: &[(&str, &str)]) {
    let form = scene.begin(official, entry).await;
    for (field, raw) in fields {
        scene.save(official, &form, field, raw, field).await;
    }
    let answer = scene.desk.post(&draft_page(&form), official, "do=publish&reason=As+known").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert!(answer.header("location").contains("/draft/"), "it is published, and not to be decided on");
}

/// What is said of the entry of a change that is shown.
fn said(html: &str) -> String {
    let part = between(html, "class=\"desk-part\"", "</section>").expect("the entry");
    between(part, "<div class=\"notices\">", "</div>").unwrap_or_default().to_owned()
}

#[tokio::test]
async fn two_right_changes_do_not_make_a_wrong_span() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let form = scene.begin(&scene.partner, PROJECT).await;
    scene.save(&scene.partner, &form, "end", "2020-05", "a").await;
    let sent = desk.post(&draft_page(&form), &scene.partner, "do=send&reason=Finished").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert_eq!(said(&desk.read(&review_page(&form), &scene.official).await.text()), "");
    published(&scene, &scene.official, PROJECT, &[("start", "2021")]).await;

    let page = review_page(&form);
    assert!(said(&desk.read(&page, &scene.official).await.text()).contains("This is before 2021."));
    let refused = desk.post(&page, &scene.official, "do=approve").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.text();
    assert!(
        between(&html, "id=\"mistake\"", "</div>").is_some_and(|told| told.contains("This is before 2021.")),
        "{html}"
    );
    let public = scene.public("/en/project/afa-road-transformation").await;
    assert!(public.contains("2021") && !public.contains("May 2020"));
}

#[tokio::test]
async fn two_right_changes_do_not_put_a_place_into_the_wrong_division() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let site = "site/panxi-tongxin-square";
    let administrator = desk.signed_in("administrator", Role::Administrator, &[], None).await;
    published(&scene, &administrator, site, &[("division", "yuxi-city")]).await;

    let form = scene.begin(&administrator, site).await;
    for (axis, degrees) in [("location.lat", "24.35"), ("location.lng", "102.54")] {
        scene.save(&administrator, &form, axis, degrees, axis).await;
    }
    let sent = desk.post(&draft_page(&form), &administrator, "do=send&reason=It+is+in+the+city").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    published(&scene, &administrator, site, &[("division", TOWN)]).await;
    let page = review_page(&form);
    assert!(said(&desk.read(&page, &administrator).await.text()).contains("km outside Huaning"));
    let refused = desk.post(&page, &administrator, "do=approve").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("km outside Huaning"));
    assert!(!scene.public("/en/site/panxi-tongxin-square").await.contains("24.35"), "nothing of it is published");
}

#[tokio::test]
async fn a_ring_is_told_before_it_is_sent() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let form = scene.begin(&scene.partner, PROJECT).await;
    let html = desk.read(&form, &scene.partner).await.text();
    let offered = between(&html, "<datalist id=\"all-project\"", "</datalist>").expect("the projects");
    assert!(offered.contains("Puchazhai") && !offered.contains("Afa Road reconstruction"), "{offered}");
    scene.save(&scene.partner, &form, "part_of", "afa-road-transformation", "a").await;
    assert!(said(&desk.read(&draft_page(&form), &scene.partner).await.text()).contains("The entry refers to itself."));
    let refused = desk.post(&draft_page(&form), &scene.partner, "do=send&reason=Part+of+itself").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Part of itself"), "what was typed stays");

    let other = "project/puchazhai-square-lighting";
    published(&scene, &scene.official, other, &[("part_of", "afa-road-transformation")]).await;
    scene.save(&scene.partner, &form, "part_of", "puchazhai-square-lighting", "b").await;
    let told = said(&desk.read(&draft_page(&form), &scene.partner).await.text());
    assert!(told.contains("leads back to it"), "{told}");
    scene.save(&scene.partner, &form, "part_of", "", "c").await;
    assert_eq!(said(&desk.read(&draft_page(&form), &scene.partner).await.text()), "");
}

#[tokio::test]
async fn what_names_an_entry_is_listed_before_it_is_archived() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let site = "site/afa-road";
    // One change of both: the form with the same key adds to it.
    let home = desk.read("/en/desk", &scene.official).await.text();
    let key = between(&home, "name=\"key\" value=\"", "\"").expect("a key").to_owned();
    let begin = async |entry: &str| {
        let answer = desk.post("/en/desk", &scene.official, &format!("key={key}&entry={}", encoded(entry))).await;
        answer.header("location").to_owned()
    };
    let form = begin(site).await;
    let mark = format!("do=archive&archive=Gone&entry={}", encoded(site));
    desk.post(&draft_page(&form), &scene.official, &mark).await;
    let told = said(&desk.read(&draft_page(&form), &scene.official).await.text());
    assert!(told.contains("Afa Road reconstruction"), "{told}");
    // The project leaves it in the same change.
    let project = begin(PROJECT).await;
    assert_eq!(draft_page(&project), draft_page(&form));
    scene.save(&scene.official, &project, "sites.0", "", "b").await;
    let html = desk.read(&draft_page(&form), &scene.official).await.text();
    assert!(!said(&html).contains("Afa Road reconstruction"), "{html}");
}

#[tokio::test]
async fn what_names_an_entry_is_archived_with_it_in_one_change() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let form = scene.begin(&scene.partner, PROJECT).await;
    let page = draft_page(&form);
    let post = async |what: &str, entry: &str, more: &str| {
        let body = format!("do={what}&entry={}{more}", encoded(entry));
        desk.post(&page, &scene.partner, &body).await
    };
    post("archive", PROJECT, "&archive=It+was+entered+twice").await;
    let html = desk.read(&page, &scene.partner).await.text();
    let named = said(&html);
    assert!(named.contains("value=\"archive-belongings\"") && named.contains("value=\"include\""), "{named}");
    // What belongs to it goes with it; a project that only names it does not.
    assert_eq!(post("archive-belongings", PROJECT, "").await.status, StatusCode::SEE_OTHER);
    let html = desk.read(&page, &scene.partner).await.text();
    assert_eq!(html.matches("It was entered twice").count(), html.matches("value=\"unarchive\"").count());
    assert!(html.matches("It was entered twice").count() > 1 && html.contains("data-entry=\"participation/"));
    let named = said(&html);
    assert!(!named.contains("archive-belongings") && named.matches("value=\"include\"").count() == 1, "{named}");
    let one = between(&named, "name=\"entry\" value=\"", "\"").expect("an entry").to_owned();
    assert_eq!(one, "project/puchazhai-square-lighting");
    // That one is edited in the same change; what is not the person's is not there.
    assert_eq!(post("include", "site/nowhere", "").await.status, StatusCode::NOT_FOUND);
    let included = post("include", &one, "").await.header("location").to_owned();
    assert_eq!(draft_page(&included), page);
    assert_eq!(scene.save(&scene.partner, &included, "grouped_with.0", "", "g").await.status, StatusCode::OK);
    assert_eq!(said(&desk.read(&page, &scene.partner).await.text()), "");
    assert_eq!(post("send", PROJECT, "&reason=Twice").await.status, StatusCode::SEE_OTHER);
    let approved = desk.post(&review_page(&form), &scene.official, "do=approve").await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());
    let gone = desk.server.get("/en/project/afa-road-transformation", &[("accept", "text/html")]).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.database.check().await.expect("a check"), []);
}
