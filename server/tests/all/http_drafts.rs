//! Partners and officials at the desk: typing, sending, sending back, approving, conflicts; and that nothing of a draft is
//! found by anybody who may not see it.

use crate::{
    common::entry,
    http_support::{
        crawl::{between, text},
        scene::{PROJECT, Scene, draft_page, encoded, review_page},
    },
};
use http::StatusCode;

const SECRET: &str = "qzxvunpublishedword";

#[tokio::test]
async fn a_partner_edits_an_official_asks_and_approves_and_everybody_sees_it() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let form = scene.begin(&scene.partner, PROJECT).await;
    assert_eq!(scene.begin(&scene.partner, PROJECT).await, form, "the open change is gone on with");
    let html = desk.read(&form, &scene.partner).await.text();
    assert!(
        html.contains(&format!("data-entry=\"{PROJECT}\""))
            && html.contains("name=\"name.zh\"")
            && html.contains("id=\"saved\"")
    );
    assert!(html.contains("pan xi") || html.contains("panxi"), "candidates are found by pinyin");

    // The plain form saves what was typed, valid or not, and shows it again with the sentence beside it.
    let answer = desk.post(&form, &scene.partner, "theme=roads+and+bridges&start=2021-13&was%3Atheme=transport").await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, &*form));
    let html = desk.read(&form, &scene.partner).await.text();
    assert!(html.contains("value=\"2021-13\"") && html.contains("roads and bridges"));
    let problem = between(&html, "id=\"problem-start\"", "</p>").expect("a line");
    assert!(problem.contains("is not a date"), "{problem}");

    // It cannot be sent like that: the draft says what is to be put right, and keeps the reason.
    let page = draft_page(&form);
    let answer = desk.post(&page, &scene.partner, "do=send&reason=The+year+is+known").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("is not a date") && answer.text().contains("The year is known"));
    assert_eq!(scene.save(&scene.partner, &form, "start", "2021-03", "k1").await.status, StatusCode::OK);
    assert_eq!(desk.post(&page, &scene.partner, "do=send&reason=").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = desk.post(&page, &scene.partner, "do=send&reason=The+year+is+known").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let twice = desk.post(&page, &scene.partner, "do=send&reason=Again").await;
    assert_eq!(twice.status, StatusCode::CONFLICT, "a double click sends once");
    let late = desk.post(&form, &scene.partner, "theme=too+late").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("too late"), "typed text is kept on the page");

    // The official sees old and new, and asks.
    let list = desk.read("/en/desk/review", &scene.official).await.text();
    assert!(list.contains(&review_page(&form)) && list.contains("The year is known"));
    let one = desk.read(&review_page(&form), &scene.official).await.text();
    assert!(one.contains("<del>Transport</del>") && one.contains("<ins>roads and bridges</ins>"), "{one}");
    let without = desk.post(&review_page(&form), &scene.official, "do=return&reason=").await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    let returned = desk.post(&review_page(&form), &scene.official, "do=return&reason=Which+month%3F").await;
    assert_eq!(returned.status, StatusCode::SEE_OTHER);
    let home = desk.read("/en/desk", &scene.partner).await.text();
    assert!(home.contains("Which month?"));

    // The partner answers; the official approves; the public page has it at once.
    scene.save(&scene.partner, &form, "start", "2021-04", "k2").await;
    assert_eq!(desk.post(&page, &scene.partner, "do=send&reason=April").await.status, StatusCode::SEE_OTHER);
    let before = scene.public("/en/project/afa-road-transformation").await;
    assert!(!before.to_lowercase().contains("roads and bridges"));
    let approved = desk.post(&review_page(&form), &scene.official, "do=approve&reason=").await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());
    let after = scene.public("/en/project/afa-road-transformation").await;
    assert!(after.to_lowercase().contains("roads and bridges"), "who approves sees it");
    assert_eq!(desk.post(&review_page(&form), &scene.official, "do=approve").await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn others_know_nothing_of_a_draft() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let form = scene.begin(&scene.partner, PROJECT).await;
    scene.save(&scene.partner, &form, "summary.en", SECRET, "k").await;
    for (who, page) in [
        (&scene.stranger, form.clone()),
        (&scene.stranger, draft_page(&form)),
        (&scene.elsewhere, form.clone()),
        (&scene.elsewhere, review_page(&form)),
        (&scene.official, review_page(&form)),
    ] {
        let answer = desk.read(&page, who).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}");
        assert!(!answer.text().contains(SECRET));
    }
    for page in [&form, &draft_page(&form)] {
        assert_eq!(desk.post(page, &scene.stranger, "do=withdraw&theme=x").await.status, StatusCode::NOT_FOUND);
        assert_eq!(desk.read(page, "").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(desk.read(page, &scene.colleague).await.status, StatusCode::OK, "one organisation works together");
    }
    let stranger = scene.save(&scene.stranger, &form, "theme", "x", "s").await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    let begun = desk.post("/en/desk", &scene.stranger, &format!("key=a&entry={}", encoded(PROJECT))).await;
    assert_eq!(begun.status, StatusCode::NOT_FOUND, "it takes no part in the project");

    // Sent, too, it is found nowhere in public: pages, lists, files, search, answers, site map.
    let sent = desk.post(&draft_page(&form), &scene.partner, "do=send&reason=A+reason").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let crawl = desk.server.crawl(&["/en/", "/zh/"]).await;
    assert!(crawl.pages.len() > 100);
    for (address, page) in &crawl.pages {
        assert!(!page.contains(SECRET), "{address}");
    }
    let others = [
        "/sitemap.xml",
        "/robots.txt",
        "/en/projects?q=qzxvunpublishedword",
        "/en/?q=qzxvunpublishedword",
        "/en/export/projects.csv",
        "/en/export/projects.geojson",
        "/api/page?address=%2Fen%2Fproject%2Fafa-road-transformation",
        "/en/history/project/afa-road-transformation",
    ];
    for address in others.into_iter().map(str::to_owned).chain(crawl.taken) {
        let answer = desk.server.get(&address, &[]).await;
        if answer.header("content-type").starts_with("text/") || answer.header("content-type").contains("json") {
            let found = answer.text();
            // The question itself may be repeated; what answers it may not be there.
            let asked = found.matches(SECRET).count();
            assert!(asked == 0 || address.contains("q=") && !found.contains(&format!(">{SECRET}<")), "{address}");
        }
    }
    for who in [&scene.stranger, &scene.elsewhere] {
        for page in ["/en/desk", "/en/desk/review"] {
            assert!(!desk.read(page, who).await.text().contains(SECRET), "{page}");
        }
    }
}

#[tokio::test]
async fn two_values_for_one_field_are_decided_and_none_is_lost() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let form = scene.begin(&scene.partner, PROJECT).await;
    scene.save(&scene.partner, &form, "theme", "partner theme", "p").await;
    desk.post(&draft_page(&form), &scene.partner, "do=send&reason=Ours").await;
    // Meanwhile the official publishes a change of its own, with a reason.
    let own = scene.begin(&scene.official, PROJECT).await;
    scene.save(&scene.official, &own, "theme", "official theme", "o").await;
    assert_eq!(
        desk.post(&draft_page(&own), &scene.official, "do=publish&reason=").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let published = desk.post(&draft_page(&own), &scene.official, "do=publish&reason=Because").await;
    assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.text());
    assert!(scene.public("/en/project/afa-road-transformation").await.contains("Official theme"));

    let conflict = desk.post(&review_page(&form), &scene.official, "do=approve").await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    let html = conflict.text();
    assert!(
        html.contains("partner theme")
            && html.contains("official theme")
            && html.contains("by Name of official, ")
            && html.contains("Name of partner · ")
            && html.contains("name=\"keep:project/afa-road-transformation:theme\"")
    );
    assert!(!html.to_lowercase().contains("overwrite?") && !html.contains("checked"), "nothing is chosen beforehand");
    let place = encoded("project/afa-road-transformation:theme");
    let stale = format!("do=approve&keep%3A{place}=ours&seen%3A{place}={}", encoded("\"something older\""));
    assert_eq!(desk.post(&review_page(&form), &scene.official, &stale).await.status, StatusCode::CONFLICT);
    let decided = format!("do=approve&keep%3A{place}=ours&seen%3A{place}={}", encoded("\"official theme\""));
    assert_eq!(desk.post(&review_page(&form), &scene.official, &decided).await.status, StatusCode::SEE_OTHER);
    assert!(scene.public("/en/project/afa-road-transformation").await.contains("Partner theme"));
    assert_eq!(
        desk.post(&draft_page(&form), &scene.partner, "do=publish&reason=x").await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_new_entry_gets_a_name_and_is_reviewed_with_its_effect() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let page = desk.read("/zh/desk/new/project", &scene.partner).await.text();
    let key = between(&page, "name=\"key\" value=\"", "\"").expect("a key").to_owned();
    let sent = format!("key={key}&name.zh=%E6%96%B0%E8%B7%AF&name.en=New+Road&organisation=fic-yunnan");
    let first = desk.post("/zh/desk/new/project", &scene.partner, &sent).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
    let form = first.header("location").replace("/zh/", "/en/");
    let (_, new) = form.rsplit_once('/').expect("its name");
    assert!(new.starts_with("new-road-"), "{form}");
    // Nobody learns from the name of a new entry which names stand in the drafts of others.
    let others = format!("key={}&name.en=New+Road", key.replace(&key[..4], "abcd"));
    let other = desk.post("/en/desk/new/project", &scene.stranger, &others).await;
    let other = other.header("location").rsplit_once('/').expect("its name").1.to_owned();
    assert!(other.starts_with("new-road-") && other != new && other.len() == new.len(), "{other}");
    let second = desk.post("/zh/desk/new/project", &scene.partner, &sent).await;
    assert_eq!(second.header("location").replace("/zh/", "/en/"), form, "a double click begins once");
    let fields = "kind=project&theme=transport&status=under+way&divisions.0=panxi-town&pillars.0=projects\
        &citations.0.source=huaning-tongxin-article&citations.0.locator=p.+2&stated_amount.number=200&stated_amount.unit=ten-thousand";
    assert_eq!(desk.post(&form, &scene.partner, fields).await.status, StatusCode::SEE_OTHER);
    let html = desk.read(&form, &scene.partner).await.text();
    assert!(html.contains("2,000,000 yuan = 200 ten thousand yuan"), "money is read back");
    assert_eq!(desk.server.get(&format!("/en/project/{new}"), &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        desk.post(&draft_page(&form), &scene.partner, "do=send&reason=It+began").await.status,
        StatusCode::SEE_OTHER
    );
    let one = desk.read(&review_page(&form), &scene.official).await.text();
    let effect = between(&one, "Effect on totals", "</section>").expect("the effect");
    assert!(effect.contains("<del>") && effect.contains("<ins>"), "{effect}");
    assert_eq!(
        desk.server.get(&format!("/en/project/{new}"), &[]).await.status,
        StatusCode::NOT_FOUND,
        "a preview is not published"
    );
    assert_eq!(desk.post(&review_page(&form), &scene.official, "do=approve").await.status, StatusCode::SEE_OTHER);
    assert!(scene.public(&format!("/en/project/{new}")).await.contains("New Road"));

    // Archived with a reason; its page goes, its history stays.
    let form = scene.begin(&scene.official, &format!("project/{new}")).await;
    let archive = format!("do=archive&entry=project%2F{new}&archive=Entered+by+mistake");
    assert_eq!(desk.post(&draft_page(&form), &scene.official, &archive).await.status, StatusCode::SEE_OTHER);
    let published = desk.post(&draft_page(&form), &scene.official, "do=publish&reason=Entered+by+mistake").await;
    assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.text());
    assert_eq!(desk.server.get(&format!("/en/project/{new}"), &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_broken_rule_is_told_in_the_language_of_the_page() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let form = scene.begin(&scene.partner, PROJECT).await;
    let archive = format!("do=archive&entry={}&archive=A+mistake", encoded(PROJECT));
    assert_eq!(desk.post(&draft_page(&form), &scene.partner, &archive).await.status, StatusCode::SEE_OTHER);
    let sent = desk.post(&draft_page(&form), &scene.partner, "do=send&reason=A+mistake").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let (en, zh) = ("which is not published or would not be any more.", "而该条目未公开，或将不再公开。");
    // The place is what the form calls it, not what the data do.
    let named = [" (implementing) · Afa Road reconstruction · Belongs to: ", " · 所属条目: "];
    for (language, said, other, place) in [("en", en, zh, named[0]), ("zh", zh, en, named[1])] {
        let page = review_page(&form).replace("/en/", &format!("/{language}/"));
        let answer = desk.post(&page, &scene.official, "do=approve").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains(said) && !answer.text().contains(other), "{language}");
        let broken = text(between(&answer.text(), "id=\"mistake\"", "</ul>").expect("a list"));
        assert!(broken.contains(place) && !broken.contains("participation/"), "{language}: {broken}");
    }
    assert_eq!(
        desk.read("/en/project/afa-road-transformation", "").await.status,
        StatusCode::OK,
        "nothing is half done"
    );
}

#[tokio::test]
async fn an_old_value_is_brought_back_as_a_new_change() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let (page, history) = ("/en/project/afa-road-transformation", "/en/history/project/afa-road-transformation");
    let publish = async |form: &str, reason: &str| {
        let sent = desk.post(&draft_page(form), &scene.partner, &format!("do=send&reason={reason}")).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let approved = desk.post(&review_page(form), &scene.official, "do=approve").await;
        assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());
    };
    let form = scene.begin(&scene.partner, PROJECT).await;
    // A row more than there was, to be emptied again.
    let typed = "theme=roads+and+bridges&was%3Atheme=transport&divisions.9=panxi-town";
    assert_eq!(desk.post(&form, &scene.partner, typed).await.status, StatusCode::SEE_OTHER);
    publish(&form, "Renamed").await;
    assert!(scene.public(page).await.contains("oads and bridges"));

    // Another change of the same person stays as it is.
    let other = scene.begin(&scene.partner, PROJECT).await;
    scene.save(&scene.partner, &other, "theme", "in hand", "k").await;
    let html = desk.read(history, &scene.partner).await.text();
    assert!(html.contains("name=\"revision\" value=\"1\"") && !html.contains("name=\"revision\" value=\"2\""));
    assert!(!desk.read(history, &scene.stranger).await.text().contains("name=\"revision\""));
    let key = between(&html, "name=\"key\" value=\"", "\"").expect("a key");
    let sent = format!("revision=1&key={key}");
    let first = desk.post(history, &scene.partner, &sent).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
    let form = first.header("location").to_owned();
    assert!(form.ends_with(PROJECT) && form != other, "{form}");
    assert_eq!(desk.post(history, &scene.partner, &sent).await.header("location"), form, "a double click begins once");
    assert!(desk.read(&other, &scene.partner).await.text().contains("value=\"in hand\""));
    assert!(scene.public(page).await.contains("oads and bridges"), "nothing is published by it");
    for (sent, status) in [
        ("revision=9&key=a", StatusCode::NOT_FOUND),
        ("revision=x&key=a", StatusCode::UNPROCESSABLE_ENTITY),
        ("revision=1", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        assert_eq!(desk.post(history, &scene.partner, sent).await.status, status, "{sent}");
    }

    publish(&form, "The+old+name").await;
    let after = scene.public(page).await;
    assert!(after.contains("ransport") && !after.contains("oads and bridges"), "the old value is public again");
    let revisions: Vec<_> = desk.database.history(&entry(PROJECT), None, 9).await.expect("revisions");
    assert_eq!(revisions.len(), 3);
    assert_ne!(revisions[1].body, revisions[0].body);
    assert_eq!(revisions[2].body, revisions[0].body, "all of it, rows that were added too");
}
