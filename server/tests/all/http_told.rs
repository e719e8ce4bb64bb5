//! Pages over HTTP say what holds: where a record can be seen on the map, which names are back-translations, what a chart
//! leaves out, what a map cannot show.

use crate::{
    export_support::with,
    http_support::{
        Server, Setup,
        crawl::{between, links, text},
        programmes::{fictional_records, huaning, huaning_records},
    },
};
use app::{
    atlas::{Atlas, Published},
    domain::{
        record::{EntryId, Kind, Record, Records},
        text::{Name, NameStatus},
    },
};
use serde_json::json;

/// The mark of a back-translation, in both languages.
const MARKS: [&str; 2] = ["回译名称</span>", "Back-translated name</span>"];

async fn page(server: &Server, address: &str) -> String {
    server.get(address, &[]).await.text()
}

/// The caption of the chart of a list.
async fn caption(server: &Server, address: &str) -> String {
    let html = page(server, address).await;
    text(between(&html, "<figcaption>", "</figcaption>").unwrap_or_else(|| panic!("{address} has no chart")))
}

#[tokio::test]
async fn a_way_to_the_map_leads_to_the_record_or_is_not_offered() {
    let server = huaning();
    let records = huaning_records();
    let mut townships = 0;
    for (kind, subject) in
        [(Kind::Project, "projects"), (Kind::Training, "trainings"), (Kind::Aid, "aid"), (Kind::WorkingGroup, "")]
    {
        for record in records.iter().filter(|record| record.kind() == kind) {
            let id = record.head().id.clone();
            let html = page(&server, &format!("/en/{kind}/{id}").replace("working_group", "working-group")).await;
            let header = between(&html, "class=\"place-header\"", "</header>").expect("a header");
            let ways: Vec<String> = links(header).into_iter().filter(|way| way.starts_with("/en/?")).collect();
            assert!(!header.contains("href=\"/en/\""), "{id} leads to the bare map");
            let body = record.to_json();
            let names = |field: &str| body[field].as_array().cloned().unwrap_or_default();
            let smaller = |division: &&serde_json::Value| **division != json!("huaning-county");
            let divisions: Vec<_> = names("divisions").into_iter().chain([body["division"].clone()]).collect();
            let township = divisions.iter().filter(|one| one.is_string()).find(smaller);
            match (names("sites").first(), township) {
                (Some(site), _) => assert_eq!(ways, [format!("/en/?sel={}", site.as_str().expect("a slug"))], "{id}"),
                (None, Some(township)) => {
                    townships += 1;
                    let [way] = &*ways else { panic!("{id}: {ways:?}") };
                    let place = format!("in={}", township.as_str().expect("a slug"));
                    assert!(way.contains(&place) && way.contains(&format!("show={subject}")), "{id}: {way}");
                    let overview = page(&server, way).await;
                    let name = record.head().name.map(|name| name.en.to_string());
                    assert!(name.is_none_or(|name| text(&overview).contains(&name)), "{id} is not on {way}");
                }
                (None, None) => assert!(ways.is_empty(), "{id} belongs to the whole county: {ways:?}"),
            }
        }
    }
    assert!(townships > 3, "some lie in a township without a site");
}

fn is_marked(name: Option<&Name>) -> bool {
    name.is_some_and(|name| name.zh_status == NameStatus::Translated)
}

