//! The list of entries at the desk: found by name, by address and by what is asked for, fifty on a page; and what is said
//! where nothing is found.

use crate::http_support::{
    Setup,
    crawl::between,
    desk::{COUNTY, DeskServer, TOWN},
};
use app::domain::account::Role;
use http::StatusCode;

const SQUARE: &str = "site/panxi-tongxin-square";
const PROJECT: &str = "project/afa-road-transformation";

/// Nobody takes part in a source.
const SOURCE: &str = "source/huaning-tongxin-article";

/// The entries of the page, in their order.
fn entries(html: &str) -> Vec<&str> {
    html.split("<li data-entry=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// How many entries the page says that there are on all pages.
fn count(html: &str) -> usize {
    let words = between(html, "<p class=\"count\"><strong>", "</strong>").unwrap_or("0 entries");
    words.split(' ').next().and_then(|number| number.parse().ok()).expect("a number")
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[tokio::test]
async fn an_official_finds_every_entry_of_the_division_by_name() {
    let desk = DeskServer::start(Setup::default()).await;
    let official = desk.signed_in("official", Role::Official, &[], Some(TOWN)).await;
    for typed in [
        "盘溪镇 同心",
        "square panxi",
        "PXZTX",
        SQUARE,
        "/zh/site/panxi-tongxin-square",
        "https://atlas.example/en/site/panxi-tongxin-square#figures",
    ] {
        let html = desk.read(&format!("/zh/desk?q={}", encoded(typed)), &official).await.text();
        assert!(entries(&html).contains(&SQUARE), "{typed}: {:?}", entries(&html));
        assert!(html.contains(&format!("name=\"entry\" value=\"{SQUARE}\"")), "{typed} can be edited");
    }
    // What others decide is not found, whatever it is called by, and that is said on the same page.
    for typed in [PROJECT, "nobody is called that"] {
        let answer = desk.read(&format!("/en/desk?q={}", encoded(typed)), &official).await;
        assert_eq!(answer.status, StatusCode::OK);
        let html = answer.text();
        assert!(entries(&html).is_empty() && html.contains("None of the entries that you may edit matches this."));
        assert!(html.contains("desk-ways") && html.contains(&format!("value=\"{typed}\"")), "with what was typed");
    }
    let html = desk.read("/en/desk", &official).await.text();
    assert!(html.contains("The entries of your division") && !html.contains("names your organisations"));
}

#[tokio::test]
async fn fifty_stand_on_a_page_and_the_address_says_what_is_asked() {
    let desk = DeskServer::start(Setup::default()).await;
    let official = desk.signed_in("official", Role::Official, &[], Some(COUNTY)).await;
    let first = desk.read("/en/desk", &official).await.text();
    let all = count(&first);
    assert!(all > 50 && entries(&first).len() == 50, "{all}");
    let at = |part: &str| first.find(part).unwrap_or_else(|| panic!("{part} stands on the page"));
    assert!(at("desk/new/site") < at("Open changes") && at("Open changes") < at("type=\"search\""));
    assert!(at("type=\"search\"") < at("<li data-entry"), "what is begun and asked stands before the list");

    // Page by page, every entry stands there once.
    let mut found: Vec<String> = entries(&first).iter().map(ToString::to_string).collect();
    for page in 2..=all.div_ceil(50) {
        assert!(first.contains("rel=\"next\" href=\"/en/desk?page=2#entries\""));
        let html = desk.read(&format!("/en/desk?page={page}"), &official).await.text();
        found.extend(entries(&html).iter().map(ToString::to_string));
    }
    found.sort();
    found.dedup();
    assert_eq!(found.len(), all);
    let last = desk.read("/en/desk?page=9999", &official).await.text();
    assert!(!entries(&last).is_empty() && !last.contains("rel=\"next\""));

    let sites = desk.read("/en/desk?kind=site", &official).await.text();
    assert!(count(&sites) < all && entries(&sites).iter().all(|entry| entry.starts_with("site/")));
    assert!(sites.contains("<option value=\"site\" selected"));
    let incomplete = desk.read("/en/desk?state=incomplete", &official).await.text();
    assert!(count(&incomplete) < all && !incomplete.contains("<option value=\"incomplete\">"));

    // What is being worked on comes first, and is found by that.
    assert_eq!(count(&desk.read("/en/desk?state=open", &official).await.text()), 0);
    let begun = desk.post("/en/desk", &official, &format!("key=a&entry={}", encoded(PROJECT))).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER);
    let open = desk.read("/en/desk?state=open", &official).await.text();
    assert_eq!(entries(&open), [PROJECT]);
    assert_eq!(entries(&desk.read("/en/desk", &official).await.text())[0], PROJECT);
    assert_eq!(count(&desk.read("/en/desk?state=returned", &official).await.text()), 0);
}

#[tokio::test]
async fn a_partner_finds_its_own_and_nothing_else() {
    let desk = DeskServer::start(Setup::default()).await;
    let partner = desk.signed_in("partner", Role::Partner, &["fic-yunnan"], Some(COUNTY)).await;
    let own = desk.read(&format!("/en/desk?q={}", encoded("afa road")), &partner).await.text();
    assert!(entries(&own).contains(&PROJECT) && entries(&own).len() < 10, "{:?}", entries(&own));
    let others = desk.read(&format!("/en/desk?q={}", encoded(SOURCE)), &partner).await.text();
    assert!(entries(&others).is_empty() && others.contains("None of the entries"));
}

#[tokio::test]
async fn what_is_not_there_is_said_between_the_ways_of_the_desk() {
    let desk = DeskServer::start(Setup::default()).await;
    let partner = desk.signed_in("partner", Role::Partner, &[], Some(COUNTY)).await;
    let missing = desk.read("/en/desk/draft/nobody-made-this", &partner).await;
    let refused = desk.post("/en/desk", &partner, &format!("key=a&entry={}", encoded(PROJECT))).await;
    for answer in [missing, refused] {
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let html = answer.text();
        assert!(html.contains("desk-ways") && html.contains("href=\"/en/desk/account\""), "{html}");
    }
    for address in ["/en/desk/nowhere", "/zh/desk/draft/a/b/c/d", "/en/desk/people/x?y=1"] {
        let read = desk.read(address, &partner).await;
        let sent = desk.post(address, &partner, "a=b").await;
        for answer in [read, sent] {
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
            let html = answer.text();
            assert!(html.contains("desk-ways") && !html.contains("aria-current=\"page\">My entries"), "{html}");
            assert_eq!(answer.header("cache-control"), "no-store", "{address}");
        }
        for stranger in [desk.read(address, "").await, desk.post(address, "", "a=b").await] {
            assert!(stranger.status == StatusCode::NOT_FOUND && !stranger.text().contains("desk-ways"), "{address}");
        }
    }
    let headers = [("accept", "application/json")];
    let stranger = desk.server.get("/api/page?address=%2Fen%2Fdesk%2Fnowhere", &headers).await;
    assert!(stranger.status == StatusCode::NOT_FOUND && !stranger.text().contains("desk-ways"));
    let stranger = desk.read("/en/desk/draft/nobody-made-this", "").await;
    assert!(stranger.status == StatusCode::UNAUTHORIZED && !stranger.text().contains("desk-ways"));
}
