//! The audit over HTTP: who sees which rows, what can be asked, and that an erased person is gone from it.

use crate::http_support::{
    Setup,
    desk::{COUNTY, DAY, DeskServer, OTHER_TOWN, START, TOWN},
    programmes::huaning_records,
};
use app::domain::{
    account::{AccountId, Role},
    change::{Change, Edit, Op, RevisionNo},
    record::{EntryId, Kind},
    text::Text,
};
use http::StatusCode;

/// A site of each of the two towns.
fn site_of(town: &str) -> EntryId {
    let site = huaning_records().sites.into_values().find(|site| site.division.as_str() == town);
    EntryId::new(Kind::Site, site.unwrap_or_else(|| panic!("a site of {town}")).id.clone())
}

async fn change(desk: &DeskServer, key: &str, author: &str, entry: &EntryId, now: i64) {
    let text = |raw: &str| Text::new(raw).expect("a text");
    let change = Change {
        idempotency_key: text(key),
        author: text(author),
        on_behalf_of: None,
        reason: text(&format!("reason {key} =1+1")),
        edits: vec![Edit {
            entry: entry.clone(),
            base: RevisionNo(1),
            ops: vec![Op::Set("kind".into(), "road".into()), Op::Set("reading_note".into(), key.into())],
        }],
    };
    desk.database.commit(&change, now).await.expect("a change");
}

#[tokio::test]
async fn officials_see_what_concerns_their_division() {
    let desk = DeskServer::start(Setup::default()).await;
    let towns = huaning_records();
    let other = towns.sites.values().map(|site| site.division.as_str()).find(|town| *town != TOWN && *town != COUNTY);
    let other = site_of(other.expect("a second town"));
    desk.invited("w1", Role::Partner, &[], Some(TOWN)).await;
    desk.invited("w2", Role::Partner, &[], Some(OTHER_TOWN)).await;
    change(&desk, "one", "account/w1", &site_of(TOWN), START + DAY).await;
    change(&desk, "two", "account/w2", &other, START + 2 * DAY).await;
    let town = desk.signed_in("o2", Role::Official, &[], Some(TOWN)).await;
    let county = desk.signed_in("o1", Role::Official, &[], Some(COUNTY)).await;
    let all = desk.signed_in("a1", Role::Administrator, &[], None).await;
    let rows = async |cookie: &str, query: &str| {
        let html = desk.read(&format!("/en/desk/audit{query}"), cookie).await.text();
        let table = html.split("<tbody>").nth(1).unwrap_or_default().to_owned();
        (table.contains("reason one"), table.contains("reason two"), table.contains("huaning.json"))
    };
    assert_eq!(rows(&town, "").await, (true, false, false));
    assert_eq!(rows(&county, "").await, (true, true, true));
    assert_eq!(rows(&all, "").await, (true, true, true));
    // Of the many entries of a loaded data set three are named at once, the others stand folded away.
    let html = desk.read("/zh/desk/audit", &all).await.text();
    let loaded = html.split("<tr ").find(|row| row.contains("从huaning.json载入。")).expect("the row of the data set");
    let loaded = loaded.split("</tr>").next().unwrap_or_default();
    let (first, rest) = loaded.split_once("<details>").expect("a part that is folded away");
    assert_eq!(first.matches("<li>").count(), 3, "{first}");
    assert!(rest.contains("<summary>另有至少97个条目</summary>") && rest.matches("<li>").count() == 98, "{rest}");
    assert!(html.contains("<th scope=\"col\">操作</th>") && !html.contains("<th scope=\"col\">问题</th>"));
    // Who can be asked for by name.
    let offered = async |cookie: &str| {
        let html = desk.read("/en/desk/audit", cookie).await.text();
        ["w1", "w2", "o2", "a1"].map(|id| html.contains(&format!("value=\"account/{id}\"")))
    };
    assert_eq!(offered(&town).await, [true, false, true, false]);
    assert_eq!(offered(&county).await, [true, true, false, false], "of another official only what the rows name");
    assert_eq!(offered(&all).await, [true; 4]);
    // What is asked.
    assert_eq!(rows(&all, "?person=account%2Fw1").await, (true, false, false));
    assert_eq!(rows(&all, "?action=commit").await, (true, true, true));
    assert_eq!(rows(&all, "?action=invite").await, (false, false, false));
    let entry: String = form_urlencoded::byte_serialize(format!("/zh/{other}").as_bytes()).collect();
    assert_eq!(rows(&all, &format!("?entry={entry}")).await, (false, true, true));
    let day = |ms: i64| server::clock::rfc3339(ms + 8 * 3_600_000)[..10].to_owned();
    let second = day(START + 2 * DAY);
    assert_eq!(rows(&all, &format!("?from={second}")).await, (false, true, false));
    assert_eq!(rows(&all, &format!("?until={}", day(START + DAY))).await, (true, false, true));
    // Hostile and wrong questions are answered with a sentence, and nothing else.
    for (query, said) in [
        ("?entry=nothing", "There is no entry of this name"),
        ("?from=yesterday", "This is not a day"),
        ("?until=2026-02-30", "This is not a day"),
        ("?person=%27%20OR%201%3D1", "Nothing was written down that fits."),
        ("?before=-5", "Nothing was written down that fits."),
    ] {
        let answer = desk.read(&format!("/en/desk/audit{query}"), &all).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}");
        assert!(answer.text().contains(said), "{query}");
    }
    let kept = desk.read("/en/desk/audit?entry=%22%3E%3Cb%3E", &all).await.text();
    assert!(!kept.contains("\"><b>"), "what was typed is kept, and escaped");
}

#[tokio::test]
async fn the_file_holds_what_the_page_shows_and_an_erased_person_is_gone() {
    let desk = DeskServer::start(Setup::default()).await;
    desk.invited("w1", Role::Partner, &[], Some(TOWN)).await;
    change(&desk, "one", "account/w1", &site_of(TOWN), START + DAY).await;
    let all = desk.signed_in("a1", Role::Administrator, &[], None).await;
    let file = async |language: &str| {
        let answer = desk.read(&format!("/{language}/desk/audit.csv?action=commit"), &all).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.header("content-type").starts_with("text/csv") && answer.header("cache-control") == "no-store");
        let text = answer.text();
        let mut lines = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        lines.records().map(|line| line.expect("a line").iter().map(str::to_owned).collect()).collect::<Vec<Vec<_>>>()
    };
    let rows = file("en").await;
    assert_eq!(rows.len(), 2, "the change and the data set");
    assert_eq!((&*rows[0][2], &*rows[0][3]), ("Name of w1", "Changed what is published"));
    assert!(rows[0][4].contains(&site_of(TOWN).to_string()));
    let id = AccountId::new("w1").expect("an id");
    desk.database.erase_person(&id, "operator", START + 2 * DAY).await.expect("an account");
    assert_eq!(file("zh").await[0][2], "个人信息已删除");
    let page = desk.read("/zh/desk/audit", &all).await.text();
    assert!(!page.contains("Name of w1") && page.contains("个人信息已删除"));
    assert_eq!(desk.database.check().await.expect("a check"), []);
}

#[tokio::test]
async fn whom_the_accounts_page_hides_the_audit_hides_too() {
    let desk = DeskServer::start(Setup::default()).await;
    // Both are in the town; what the first one's organisation takes part in is so, too, what the second one's does is not.
    desk.invited("near", Role::Partner, &["fic-yunnan"], Some(TOWN)).await;
    desk.invited("far", Role::Partner, &["county-hospital"], Some(TOWN)).await;
    let official = desk.signed_in("o2", Role::Official, &[], Some(TOWN)).await;
    let all = desk.signed_in("a1", Role::Administrator, &[], None).await;
    let audit = "/en/desk/audit?action=invite";
    for (who, far) in [(&official, false), (&all, true)] {
        for (page, near_name, far_name) in [
            ("/en/desk/people", "Name of near", "Name of far"),
            (audit, "Name of near", "Name of far"),
            (audit, "value=\"account/near\"", "value=\"account/far\""),
            ("/en/desk/audit.csv?action=invite", "Name of near", "Name of far"),
        ] {
            let html = desk.read(page, who).await.text();
            assert_eq!((html.contains(near_name), html.contains(far_name)), (true, far), "{page}: {html}");
        }
    }
}
