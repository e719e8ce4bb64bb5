//! What a review says of the totals that a change would alter: which total of which list, before and after, and what else is
//! left out.

use crate::http_support::{
    crawl::{between, text},
    scene::{Scene, draft_page, encoded, review_page},
};
use http::StatusCode;
use std::collections::BTreeSet;

/// Begins an entry, types it and sends it for review; answers the address of its form.
async fn sent(scene: &Scene, kind: &str, begun: &str, typed: &str) -> String {
    let (desk, partner) = (&scene.desk, &scene.partner);
    let new = format!("/en/desk/new/{kind}");
    let page = desk.read(&new, partner).await.text();
    let key = between(&page, "name=\"key\" value=\"", "\"").expect("a key").to_owned();
    let answer = desk.post(&new, partner, &format!("key={key}&organisation=fic-yunnan&{begun}")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let form = answer.header("location").to_owned();
    let typed = format!("{typed}&citations.0.source=huaning-tongxin-article&citations.0.locator=p.+2");
    for (page, body) in [(&form, &*typed), (&draft_page(&form), "do=send&reason=It+was+found")] {
        let answer = desk.post(page, partner, body).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
    form
}

/// The rows of the table: which total, before, after.
async fn effect(scene: &Scene, form: &str) -> Vec<[String; 3]> {
    let page = scene.desk.read(&review_page(form), &scene.official).await.text();
    let part = between(&page, "<h2>Effect on totals</h2>", "</section>").expect("the effect");
    let cell = |row: &str, tag: &str| {
        text(between(row, &format!("<{tag}"), &format!("</{tag}>")).and_then(|cell| cell.split_once('>')).expect(tag).1)
    };
    part.split("<tr>").skip(1).map(|row| ["th", "del", "ins"].map(|tag| cell(row, tag))).collect()
}

#[tokio::test]
async fn every_total_that_changes_is_named_and_told_on_both_sides() {
    let scene = Scene::set().await;
    // The first money of its kind, and then a second one.
    let gift = "of=project%2Fafa-road-transformation&kind=donation&amount.number=100&amount.unit=ten-thousand&provider=fic-yunnan";
    for (was, now) in [
        ("None stated", "1 million yuan · Counted: 1 record"),
        ("1 million yuan · Counted: 1 record", "2 million yuan · Counted: 2 records"),
    ] {
        let of = format!("of={}", encoded("project/afa-road-transformation"));
        let form = sent(&scene, "transaction", &of, gift).await;
        let rows = effect(&scene, &form).await;
        let gifts = rows.iter().find(|[total, ..]| total.starts_with("Sum of gifts")).expect("a row of gifts");
        assert_eq!((&*gifts[1], &*gifts[2]), (was, now));
        assert!(rows.iter().any(|[total, ..]| total == "Funding · Rows that match"), "{rows:?}");
        let approved = scene.desk.post(&review_page(&form), &scene.official, "do=approve&round=1").await;
        assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());
    }
    // A project without an amount alters no sum, but what is left out of it.
    let typed = "kind=project&theme=transport&status=under+way&sites.0=panxi-tongxin-square&pillars.0=projects";
    let form = sent(&scene, "project", "name.zh=%E6%96%B0%E8%B7%AF&name.en=New+Road", typed).await;
    let rows = effect(&scene, &form).await;
    let sum = rows.iter().find(|[total, ..]| total.contains("amounts stated")).expect("a row of amounts");
    assert!(sum[1].contains("Left out: no amount stated: ") && sum[2].contains("no amount stated: "), "{sum:?}");
    let totals: BTreeSet<&str> = rows.iter().map(|[total, ..]| &**total).collect();
    assert_eq!(totals.len(), rows.len(), "two rows look alike: {rows:?}");
    assert!(rows.iter().all(|[_, was, now]| was != now), "a row shows no change: {rows:?}");
}
