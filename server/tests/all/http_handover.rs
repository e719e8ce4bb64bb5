//! Who leaves: sessions end at once, open work goes to the organisation, a colleague sees it, goes on with it and sends it.

use crate::http_support::{
    crawl::between,
    desk::{COUNTY, START, TOWN},
    scene::{PROJECT, Scene, draft_page, names, review_page},
};
use app::domain::account::{AccountId, Role};
use http::StatusCode;

/// An administrator, signed in.
async fn administrator(scene: &Scene) -> String {
    scene.desk.signed_in("admin", Role::Administrator, &[], None).await
}

/// What the desk says of one change in the list of open ones.
async fn line(scene: &Scene, who: &str, form: &str) -> Option<String> {
    let home = scene.desk.read("/en/desk", who).await.text();
    let rest = home.split(&format!("href=\"{}\"", draft_page(form))).nth(1)?.to_owned();
    rest.split("</li>").next().map(str::to_owned)
}

#[tokio::test]
async fn a_colleague_goes_on_with_what_is_left_behind() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let admin = administrator(&scene).await;
    let form = scene.begin(&scene.partner, PROJECT).await;
    assert_eq!(scene.save(&scene.partner, &form, "theme", "roads and bridges", "a").await.status, StatusCode::OK);
    let seen = line(&scene, &scene.colleague, &form).await.expect("a colleague sees it");
    assert!(seen.contains("Name of partner works on it") && !seen.contains("has left"), "{seen}");
    assert_eq!(scene.save(&scene.colleague, &form, "theme", "x", "b").await.status, StatusCode::CONFLICT);

    let done = desk.post("/en/desk/people", &admin, "do=deactivate&account=partner").await;
    assert_eq!(done.header("location"), "/en/desk/people?done=deactivated");
    assert_eq!(desk.read(&form, &scene.partner).await.status, StatusCode::UNAUTHORIZED, "its sessions end at once");
    assert_eq!(scene.save(&scene.partner, &form, "theme", "y", "c").await.status, StatusCode::UNAUTHORIZED);

    let seen = line(&scene, &scene.colleague, &form).await.expect("it is still there");
    assert!(seen.contains("Begun by Name of partner, who has left") && seen.contains("Open it to go on"), "{seen}");
    assert!(line(&scene, &scene.stranger, &form).await.is_none());
    let html = desk.read(&form, &scene.colleague).await.text();
    assert!(html.contains("roads and bridges") && html.contains("data-draft="), "what was typed can be gone on with");

    // Sending alone takes it over, too: the answer comes to who sent it.
    let sent = desk.post(&draft_page(&form), &scene.colleague, "do=send&reason=From+both").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let returned = desk.post(&review_page(&form), &scene.official, "do=return&reason=Which%3F").await;
    assert_eq!(returned.status, StatusCode::SEE_OTHER);
    let own = line(&scene, &scene.colleague, &form).await.expect("its own");
    assert!(own.contains("Which?") && !own.contains("has left") && !own.contains("works on it"), "{own}");
    desk.post(&draft_page(&form), &scene.colleague, "do=send&reason=These").await;
    desk.post(&review_page(&form), &scene.official, "do=approve&reason=").await;
    let history = desk.read(&format!("/en/history/{PROJECT}"), &scene.official).await.text();
    let newest = between(&history, "id=\"revision-2\"", "</article>").expect("the revision");
    assert!(newest.contains("Name of colleague") && !newest.contains("Name of partner"), "{newest}");

    // The audit says whose work it was and of which entry.
    let audit = desk.read("/en/desk/audit?action=hand-over", &admin).await.text();
    let row = between(&audit, "<tbody>", "</tbody>").expect("rows");
    assert_eq!(row.matches("<tr").count(), 1, "{row}");
    assert!(row.contains("Name of admin") && row.contains("Handed over open work"), "{row}");
    assert!(row.contains("Afa Road reconstruction"), "the entry is named: {row}");
    assert_eq!(desk.database.check().await.expect("a check"), Vec::new(), "the chain holds");
}

#[tokio::test]
async fn who_moves_leaves_the_work_with_the_organisation() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let admin = administrator(&scene).await;
    let form = scene.begin(&scene.partner, PROJECT).await;
    scene.save(&scene.partner, &form, "theme", "roads and bridges", "a").await;
    let moved = format!("do=role&account=partner&role=partner&organisation=county-hospital&division={TOWN}");
    assert_eq!(desk.post("/en/desk/people", &admin, &moved).await.header("location"), "/en/desk/people?done=changed");

    // Who works for it no more neither sees nor sends it.
    for address in [form.clone(), draft_page(&form)] {
        assert_eq!(desk.read(&address, &scene.partner).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert!(line(&scene, &scene.partner, &form).await.is_none());
    assert_eq!(scene.save(&scene.partner, &form, "theme", "y", "b").await.status, StatusCode::NOT_FOUND);
    let sent = desk.post(&draft_page(&form), &scene.partner, "do=send&reason=Mine").await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.read("/en/desk", &scene.partner).await.status, StatusCode::OK, "it stays signed in");

    let seen = line(&scene, &scene.colleague, &form).await.expect("it stays with the organisation");
    assert!(seen.contains("Begun by Name of partner, who has left"), "{seen}");
    assert_eq!(scene.save(&scene.colleague, &form, "start", "2021-04", "c").await.status, StatusCode::OK);
    let audit = desk.read("/en/desk/audit?action=hand-over", &admin).await.text();
    assert!(audit.contains("Afa Road reconstruction"), "{audit}");
}

#[tokio::test]
async fn what_belongs_to_no_organisation_goes_to_who_shuts_the_account() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let admin = administrator(&scene).await;
    let second = desk.signed_in("second", Role::Official, &[], Some(COUNTY)).await;
    let form = scene.begin(&second, PROJECT).await;
    scene.save(&second, &form, "theme", "roads and bridges", "a").await;
    assert_eq!(desk.read(&form, &admin).await.status, StatusCode::NOT_FOUND);
    desk.post("/en/desk/people", &admin, "do=deactivate&account=second").await;
    let html = desk.read(&form, &admin).await.text();
    assert!(html.contains("roads and bridges"), "nothing that was typed is lost");
    let draft = names(&form).0;
    assert!(desk.read(&format!("/en/desk/draft/{draft}"), &scene.official).await.status == StatusCode::NOT_FOUND);
    assert_eq!(scene.save(&admin, &form, "start", "2021-04", "b").await.status, StatusCode::OK);
}

#[tokio::test]
async fn work_is_handed_over_once() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let admin = administrator(&scene).await;
    let form = scene.begin(&scene.partner, PROJECT).await;
    scene.save(&scene.partner, &form, "theme", "roads and bridges", "a").await;
    desk.post(&draft_page(&form), &scene.partner, "do=send&reason=The+reason").await;
    let handed = async || {
        let audit = desk.read("/en/desk/audit?action=hand-over", &admin).await.text();
        between(&audit, "<tbody>", "</tbody>").map_or(0, |rows| rows.matches("<tr").count())
    };
    for what in ["deactivate", "deactivate"] {
        desk.post("/en/desk/people", &admin, &format!("do={what}&account=partner")).await;
        assert_eq!(handed().await, 1, "{what}");
    }
    // What waits for an answer nobody works on.
    let seen = line(&scene, &scene.colleague, &form).await.expect("a colleague sees it");
    assert!(seen.contains("Name of partner") && !seen.contains("works on it"), "{seen}");
    let partner = AccountId::new("partner").expect("an id");
    desk.database.erase_person(&partner, "operator", START).await.expect("an erasure");
    assert_eq!(handed().await, 1, "it was left before");
    let colleague = AccountId::new("colleague").expect("an id");
    scene.begin(&scene.colleague, PROJECT).await;
    desk.database.erase_person(&colleague, "operator", START).await.expect("an erasure");
    assert_eq!(handed().await, 2, "who was in until then leaves its work now");
    assert_eq!(desk.database.check().await.expect("a check"), Vec::new(), "the chain holds");
}
