//! The monitor over HTTP: who sees what, that a number is the length of its list, and the click on “still true”.

use crate::http_support::{
    Setup,
    crawl::{between, links, text},
    desk::{COUNTY, DAY, DeskServer, OTHER_TOWN, TOWN, after},
};
use app::domain::account::Role;
use http::StatusCode;
use std::collections::BTreeSet;

/// The links of numbers in the tables, with their numbers.
fn numbers(html: &str) -> Vec<(String, usize)> {
    let cells = html.split("<td class=\"number\">").skip(1).filter_map(|cell| cell.split("</td>").next());
    let linked = cells.filter(|cell| cell.contains("/desk/monitor?"));
    linked
        .map(|cell| {
            let href = links(cell).remove(0);
            (href, text(cell).trim().replace(',', "").parse().expect("a number"))
        })
        .collect()
}

#[tokio::test]
async fn every_number_is_the_length_of_its_list() {
    let desk = DeskServer::start(Setup::default()).await;
    let cookie = desk.signed_in("o1", Role::Official, &[], Some(COUNTY)).await;
    for language in ["en", "zh"] {
        let page = desk.read(&format!("/{language}/desk/monitor"), &cookie).await;
        assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
        let numbers = numbers(&page.text());
        assert!(numbers.len() > 20, "{numbers:?}");
        for (href, number) in numbers.iter().step_by(if language == "en" { 1 } else { 7 }) {
            let list = desk.read(href, &cookie).await;
            assert_eq!(list.status, StatusCode::OK, "{href}");
            let shown = text(&list.text());
            let said = if language == "en" { format!("Entries: {number}") } else { format!("条目：{number}") };
            assert!(shown.contains(&said), "{href}: {said}");
            let file = desk.read(&href.replace("monitor?", "monitor.csv?"), &cookie).await;
            let content = file.text();
            let mut lines = csv::Reader::from_reader(content.trim_start_matches('\u{feff}').as_bytes());
            let entries: Vec<String> = lines.records().map(|line| line.expect("a line")[0].to_owned()).collect();
            assert_eq!(entries.len(), *number, "{href}: the file has as many lines as the page says entries");
            assert_eq!(entries.iter().collect::<BTreeSet<_>>().len(), *number, "{href}: each entry once");
        }
    }
}

#[tokio::test]
async fn an_official_sees_its_division_and_nobody_else_anything() {
    let desk = DeskServer::start(Setup::default()).await;
    let town = desk.signed_in("o2", Role::Official, &[], Some(TOWN)).await;
    let html = desk.read("/en/desk/monitor", &town).await.text();
    assert!(html.contains(&format!("in={TOWN}")) && !html.contains(&format!("in={COUNTY}\"")), "only its own places");
    let partner = desk.signed_in("p1", Role::Partner, &["county-hospital"], Some(TOWN)).await;
    for page in ["/en/desk/monitor", "/zh/desk/monitor?group=missing", "/en/desk/monitor.csv", "/en/desk/audit.csv"] {
        assert_eq!(desk.read(page, "").await.status, StatusCode::UNAUTHORIZED, "{page}");
        assert_eq!(desk.read(page, &partner).await.status, StatusCode::FORBIDDEN, "{page}");
    }
    let post = desk.post("/en/desk/monitor", &partner, "entry=site%2Fa&revision=1").await;
    assert_eq!(post.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_is_still_true_leaves_the_list_of_the_stale() {
    let desk = DeskServer::start(Setup::default()).await;
    after(400 * DAY);
    let town = desk.signed_in("o2", Role::Official, &[], Some(TOWN)).await;
    let other = desk.signed_in("o3", Role::Official, &[], Some(OTHER_TOWN)).await;
    let list = "/zh/desk/monitor?group=stale";
    let html = desk.read(list, &town).await.text();
    assert!(html.contains("超过365天未核对"));
    let entry = between(&html, "name=\"entry\" value=\"", "\"").expect("an entry").to_owned();
    assert!(entry.starts_with("site/") || entry.starts_with("project/"), "{entry}");
    let form = |revision: u32| {
        let entry: String = form_urlencoded::byte_serialize(entry.as_bytes()).collect();
        format!("entry={entry}&revision={revision}&back=group%3Dstale")
    };
    // Not another township's, not a revision that is not there, not an entry that is not.
    assert_eq!(desk.post("/zh/desk/monitor", &other, &form(1)).await.status, StatusCode::NOT_FOUND);
    let conflict = desk.post("/zh/desk/monitor", &town, &form(7)).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.text().contains("请重新查看"));
    for nonsense in ["entry=&revision=1", "entry=site%2Fnowhere&revision=1", "entry=%3Cb%3E&revision=x", ""] {
        assert_eq!(desk.post("/zh/desk/monitor", &town, nonsense).await.status, StatusCode::NOT_FOUND, "{nonsense}");
    }
    let done = desk.post("/zh/desk/monitor", &town, &form(1)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let html = desk.read(done.header("location"), &town).await.text();
    assert!(html.contains("已记为刚刚核实") && !html.contains(&format!("value=\"{entry}\"")), "{entry}");
    let audit = desk.read("/en/desk/audit?action=renew", &town).await.text();
    assert!(audit.contains("Name of o2") && audit.contains("Confirmed as still true"));
    assert!(!desk.read("/en/desk/audit?action=renew", &other).await.text().contains("Name of o2<"), "not its division");
    assert_eq!(desk.database.check().await.expect("a check"), []);
}

#[tokio::test]
async fn who_presses_still_true_comes_back_to_the_page_of_the_list() {
    let desk = DeskServer::start(Setup::default()).await;
    after(400 * DAY);
    let county = desk.signed_in("o1", Role::Official, &[], Some(COUNTY)).await;
    let second = "/en/desk/monitor?group=stale&page=2";
    let html = desk.read(second, &county).await.text();
    assert!(text(&html).contains("Page 2 of"), "the list is long enough");
    let field = |name: &str| {
        let raw = between(&html, &format!("name=\"{name}\" value=\""), "\"").expect("a field").replace("&amp;", "&");
        form_urlencoded::byte_serialize(raw.as_bytes()).collect::<String>()
    };
    let form = |revision: &str| format!("entry={}&revision={revision}&back={}", field("entry"), field("back"));
    let conflict = desk.post("/en/desk/monitor", &county, &form("77")).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(text(&conflict.text()).contains("Page 2 of"), "{}", conflict.text());
    let done = desk.post("/en/desk/monitor", &county, &form(&field("revision"))).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(done.header("location").starts_with(second), "{}", done.header("location"));
    let back = text(&desk.read(done.header("location"), &county).await.text());
    assert!(back.contains("Page 2 of") && back.contains("counts as looked at as of now"), "{back}");
}

#[tokio::test]
async fn a_partner_says_that_an_entry_is_still_true() {
    let desk = DeskServer::start(Setup::default()).await;
    let partner = desk.signed_in("p1", Role::Partner, &["fic-yunnan"], Some(COUNTY)).await;
    let fresh = desk.read("/en/desk", &partner).await.text();
    assert!(!fresh.contains("Still true"), "nothing is asked of what was changed lately");
    after(400 * DAY);
    let partner = desk.signed_in("p2", Role::Partner, &["fic-yunnan"], Some(COUNTY)).await;
    let stranger = desk.signed_in("p3", Role::Partner, &["county-hospital"], Some(COUNTY)).await;
    let list = "/en/desk?kind=project&state=stale";
    let html = desk.read(list, &partner).await.text();
    let entry = between(&html, "name=\"renew\" value=\"", "\"").expect("an entry").to_owned();
    assert!(entry.starts_with("project/") && html.contains("Last changed or confirmed"), "{entry}");
    let form = |revision: u32| {
        let entry: String = form_urlencoded::byte_serialize(entry.as_bytes()).collect();
        format!("renew={entry}&revision={revision}&back=kind%3Dproject%26state%3Dstale")
    };
    assert_eq!(desk.post("/en/desk", &stranger, &form(1)).await.status, StatusCode::NOT_FOUND);
    let conflict = desk.post("/en/desk", &partner, &form(7)).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.text().contains("Please look at it again"));
    for nonsense in ["renew=site%2Fnowhere&revision=1", "renew=%3Cb%3E&revision=1", &form(1).replace("=1&", "=x&")] {
        assert_eq!(desk.post("/en/desk", &partner, nonsense).await.status, StatusCode::NOT_FOUND, "{nonsense}");
    }
    let done = desk.post("/en/desk", &partner, &form(1)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let html = desk.read(done.header("location"), &partner).await.text();
    assert!(html.contains("counts as looked at as of now"), "{html}");
    assert!(!html.contains(&format!("name=\"renew\" value=\"{entry}\"")), "it is asked for no more");
    assert!(html.contains("name=\"renew\""), "the others of the list are");
    // So it counts for the officials, too, and the audit says who it was.
    let official = desk.signed_in("o1", Role::Official, &[], Some(COUNTY)).await;
    let audit = desk.read("/en/desk/audit?action=renew", &official).await.text();
    assert!(audit.contains("Name of p2") && audit.contains("Confirmed as still true"));
    let (mut listed, mut page) = (String::new(), 1);
    while page < 9 {
        listed += &desk.read(&format!("/en/desk/monitor?group=stale&page={page}"), &official).await.text();
        page += 1;
    }
    assert!(!listed.contains(&format!("name=\"entry\" value=\"{entry}\"")), "{entry}");
    assert_eq!(desk.database.check().await.expect("a check"), []);
}
