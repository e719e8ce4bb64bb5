//! The map of a review: what a change would move, add or take away, in a drawing and in words, for the person who decides and
//! for nobody else.

use crate::http_support::{
    crawl::between,
    desk::COUNTY,
    scene::{PROJECT, Scene, draft_page, encoded, review_page},
};
use app::domain::account::Role;
use http::StatusCode;

const SITE: &str = "site/panxi-tongxin-square";

async fn send(scene: &Scene, who: &str, form: &str) {
    let sent = scene.desk.post(&draft_page(form), who, "do=send&reason=Seen+on+the+spot").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
}

/// The part of the review that speaks of the map, in both languages.
async fn map_of(scene: &Scene, who: &str, form: &str) -> [String; 2] {
    let page = review_page(form);
    let mut parts = [String::new(), String::new()];
    for (part, page) in parts.iter_mut().zip([page.replace("/en/", "/zh/"), page]) {
        let answer = scene.desk.read(&page, who).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.header("cache-control").contains("no-store"), "{}", answer.header("cache-control"));
        *part = between(&answer.text(), "<section id=\"map-effect\">", "</section>").expect("the map").to_owned();
    }
    parts
}

/// The second official of the county, who may decide on what the first one sent.
async fn second(scene: &Scene) -> String {
    scene.desk.signed_in("second", Role::Official, &[], Some(COUNTY)).await
}

#[tokio::test]
async fn a_site_that_moves_stands_on_the_map_before_and_after() {
    let scene = Scene::set().await;
    let form = scene.begin(&scene.official, SITE).await;
    for (field, raw) in [("location.lat", "24.2323"), ("location.lng", "103.1094"), ("location.precision", "exact")] {
        let saved = scene.save(&scene.official, &form, field, raw, field).await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
    }
    let public = scene.public("/en/").await;
    send(&scene, &scene.official, &form).await;
    let second = second(&scene).await;
    let [zh, en] = map_of(&scene, &second, &form).await;
    assert!(en.contains("Tongxin Square, Panxi moves to the north-east by 1.2 km."), "{en}");
    assert!(zh.contains("盘溪镇同心广场向东北移动 1.2 公里。") && zh.contains("位置精度改为：位置准确。"), "{zh}");
    // Both marks have words of their own and another form, and an arrow leads from one to the other.
    for (part, was, now) in [(&zh, ">1 原<", ">1 现<"), (&en, ">1 Before<", ">1 After<")] {
        assert!(part.contains(was) && part.contains(now), "{part}");
        let maps: Vec<&str> = part.split("<svg class=\"base\"").skip(1).collect();
        let [near, around] = maps[..] else { panic!("{} maps", maps.len()) };
        for class in ["was", "now", "way", "head", "halo"] {
            assert_eq!(near.matches(&format!("class=\"{class}\"")).count(), 1, "{class}");
        }
        // So near there is nothing else; where it lies is seen on a map of the whole, with its borders and names.
        for drawn in ["class=\"border\"", "class=\"seat\"", "class=\"was\"", "class=\"now\"", ">1</text>"] {
            assert!(around.contains(drawn), "{drawn} in {around}");
        }
    }
    assert!(!en.contains("href=") && !en.contains("style="));
    assert!(en.contains("Nothing of it is published"));

    // Nobody else is shown it, and what is public stays as it was.
    let page = review_page(&form);
    for who in ["", &*scene.partner, &*scene.stranger, &*scene.elsewhere] {
        let answer = scene.desk.read(&page, who).await;
        assert_ne!(answer.status, StatusCode::OK, "{who}");
        assert!(!answer.text().contains("map-effect") && !answer.text().contains("1.2 km"));
    }
    let place = scene.public("/en/site/panxi-tongxin-square").await;
    assert!(place.contains("24.22470, 103.10105") && !place.contains("24.2323"), "{place}");
    let pins = |html: &str| between(html, "class=\"pins\"", "</svg></div>").map(str::to_owned);
    assert_eq!(pins(&scene.public("/en/").await), pins(&public), "the marks of the overview are the same");

    let approved = scene.desk.post(&page, &second, "do=approve").await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());
    let decided = scene.desk.read(&page, &second).await.text();
    assert!(!decided.contains("map-effect"), "nothing is foreseen of what is decided");
}

#[tokio::test]
async fn a_new_site_and_one_that_goes_are_told_by_name_and_appear_nowhere_else() {
    let scene = Scene::set().await;
    let new = scene.desk.read("/en/desk/new/site", &scene.partner).await.text();
    let key = between(&new, "name=\"key\" value=\"", "\"").expect("a key").to_owned();
    let begun = format!("key={key}&name.zh={}&name.en=Unpublished+kiln&organisation=fic-yunnan", encoded("未发布的窑"));
    let form = scene.desk.post("/en/desk/new/site", &scene.partner, &begun).await.header("location").to_owned();
    let fields = "kind=square&division=panxi-town&location.lat=24.23&location.lng=103.11&location.datum=WGS-84\
        &location.precision=exact&location.method=seen&location.source=huaning-tongxin-article\
        &citations.0.source=huaning-tongxin-article&citations.0.locator=p.+2";
    assert_eq!(scene.desk.post(&form, &scene.partner, fields).await.status, StatusCode::SEE_OTHER);
    send(&scene, &scene.partner, &form).await;
    let [zh, en] = map_of(&scene, &scene.official, &form).await;
    assert!(en.contains("A new mark: Unpublished kiln (Panxi Town, exact position)."), "{en}");
    assert!(zh.contains("新增标记：未发布的窑（盘溪镇，位置准确）。") && zh.contains(">1 新增<"), "{zh}");
    for address in ["/en/", "/en/sites?q=kiln", "/en/township/panxi-town", "/en/?q=kiln"] {
        let html = scene.public(address).await;
        assert!(!html.contains("Unpublished kiln"), "{address}");
    }
    assert_eq!(scene.desk.server.get("/en/site/unpublished-kiln", &[]).await.status, StatusCode::NOT_FOUND);

    let form = scene.begin(&scene.official, "site/panxi-yongping-bridge").await;
    let project = "project/panxi-yongping-bridge-project";
    let added = scene
        .desk
        .post(&draft_page(&form), &scene.official, "do=archive&entry=site%2Fpanxi-yongping-bridge&archive=Gone")
        .await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    send(&scene, &scene.official, &form).await;
    let [zh, en] = map_of(&scene, &second(&scene).await, &form).await;
    assert!(en.contains("Yongping Bridge, Panxi is no longer on the map.") && en.contains(">1 Removed<"), "{en}");
    assert!(zh.contains("盘溪镇永平桥不再显示在地图上。") && zh.contains("class=\"cross\""), "{zh}");
    assert!(scene.public(&format!("/en/{project}")).await.contains("Yongping"), "it is published all the same");
}

#[tokio::test]
async fn rings_that_come_are_told_and_where_nothing_changes_it_says_so() {
    let scene = Scene::set().await;
    let form = scene.begin(&scene.partner, PROJECT).await;
    scene.save(&scene.partner, &form, "theme", "another theme", "a").await;
    send(&scene, &scene.partner, &form).await;
    let [zh, en] = map_of(&scene, &scene.official, &form).await;
    assert!(en.contains("Nothing changes on the map.") && !en.contains("<svg"), "{en}");
    assert!(zh.contains("地图没有变化。") && !zh.contains("<svg"), "{zh}");

    scene.desk.post(&draft_page(&form), &scene.partner, "do=withdraw").await;
    let form = scene.begin(&scene.partner, PROJECT).await;
    scene.save(&scene.partner, &form, "sites.1", "tongxin-clinic-panjiang", "s").await;
    send(&scene, &scene.partner, &form).await;
    let [zh, en] = map_of(&scene, &scene.official, &form).await;
    assert!(en.contains("At Tongxin Demonstration Clinic, Panjiang the ring of projects appears."), "{en}");
    assert!(zh.contains("盘江同心示范卫生室出现“项目帮扶”一圈。") && zh.contains(">1 变更<"), "{zh}");
    assert_eq!(en.matches("<li>").count(), 1, "the township's own mark is the same: {en}");
}
