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
    atlas::{Atlas, Published, query::Subject},
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

#[tokio::test]
async fn back_translations_are_marked_on_sheets_in_charts_and_under_headings() {
    let (server, records) = (huaning(), huaning_records());
    let [zh, en] = MARKS;

    let sheet = page(&server, "/zh/sheet").await;
    let table = between(&sheet, "class=\"sheet-list\"", "</table>").expect("a list");
    let marked = records.sites.values().filter(|site| is_marked(site.name.as_ref())).count();
    assert!(marked > 10 && table.matches(zh).count() >= marked, "each of {marked}: {table}");
    let hint = "此中文名称由英文译文回译而来";
    assert_eq!(sheet.matches(&format!("</span> {hint}")).count(), 1, "paper says what the mark means");
    let english = page(&server, "/en/sheet").await;
    assert!(!english.contains("sheet-marks\""), "English names are no back-translations");

    let lists = page(&server, "/zh/sites").await;
    let chart = between(&lists, "<figure id=\"chart\"", "</figure>").expect("a chart");
    let rows = |html: &str| html.split("<th scope=\"row\">").skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rows(chart).len(), 16);
    for row in rows(chart) {
        let name = text(between(&row, "<span class=\"name\">", "</span>").expect("a name"));
        let site = records.sites.values().find(|site| site.name.as_ref().is_some_and(|one| *one.zh == *name));
        assert_eq!(row.contains(zh), is_marked(site.expect("a site").name.as_ref()), "{name}");
    }
    assert!(chart.contains(&format!("* {hint}")), "and the drawing says what its sign means");

    let mut seen = [0, 0];
    for record in
        records.iter().filter(|record| matches!(record.kind(), Kind::Site | Kind::Project | Kind::Organisation))
    {
        let Some(name) = record.head().name.cloned() else { continue };
        let paths = match record.kind() {
            Kind::Site => {
                vec![format!("/en/site/{}", record.head().id), format!("/en/site/{}/sheet", record.head().id)]
            }
            kind => vec![format!("/en/{kind}/{}", record.head().id)],
        };
        for path in paths {
            let html = page(&server, &path).await;
            let other = between(&html, "class=\"other-name\"", "</p>").unwrap_or_else(|| panic!("{path}"));
            assert!(other.contains(&*name.zh) || text(other).contains(&*name.zh), "{path}: {other}");
            assert_eq!(other.contains(en), is_marked(Some(&name)), "{path}: {other}");
            let explained = html.contains("sheet-marks\"");
            assert_eq!(explained, path.ends_with("/sheet") && html.contains(en), "{path}");
            seen[usize::from(is_marked(Some(&name)))] += 1;
        }
    }
    assert!(seen.iter().all(|count| *count > 3), "{seen:?}");
}

#[tokio::test]
async fn a_chart_says_who_is_first_and_how_much_of_it_is_drawn() {
    let records = fictional_records(60);
    let server = Setup::default().publishing(records.clone());
    let atlas = Atlas::build(Published { records: records.clone(), ..Published::default() });
    let of_site =
        |id: &_| atlas.works_of(Subject::Sites, &EntryId::new(Kind::Site, Clone::clone(id))).iter().sum::<u32>();
    let most = records.sites.keys().map(of_site).max().expect("a site");
    let first: Vec<_> = records.sites.values().filter(|site| of_site(&site.id) == most).collect();
    let en = caption(&server, "/en/sites").await;
    assert!(en.contains("Drawn are the first 16 of 60."), "{en}");
    match &*first {
        few if few.len() <= 3 => {
            few.iter().for_each(|site| assert!(en.contains(&*site.name.as_ref().expect("a name").en), "{en}"));
        }
        many => assert!(en.contains(&format!("{} sites ({most} records each)", many.len())), "{en}"),
    }
    let zh = caption(&server, "/zh/sites").await;
    assert!(zh.contains("图和表只列前16个（共60个）。"), "{zh}");
    let short = caption(&huaning(), "/en/townships").await;
    assert!(!short.contains("Drawn are"), "all of few are drawn: {short}");
}

/// Records with two movements of money, of 5,688,620 and of 2,100 yuan.
fn with_money() -> Records {
    let mut records = fictional_records(40);
    let moved: Vec<Record> = records.transactions.values().take(2).cloned().map(Record::Transaction).collect();
    records.transactions.clear();
    for (record, (fen, date)) in moved.iter().zip([(568_862_000, "2019"), (210_000, "2020")]) {
        let amount = json!({ "fen": fen, "currency": "CNY", "bound": "exact" });
        records.insert(with(record, &[("amount", amount), ("date", json!(date))]));
    }
    assert_eq!(records.count(Kind::Transaction), 2);
    records
}

#[tokio::test]
async fn sums_in_a_chart_are_rounded_and_never_to_nothing() {
    let server = Setup::default().publishing(with_money());
    for (language, wanted, most) in
        [("zh", ["569", "&lt;1"], "（569万元）"), ("en", ["5,689", "2"], "(5,689 thousand yuan)")]
    {
        let html = page(&server, &format!("/{language}/funding")).await;
        let chart = between(&html, "<figure id=\"chart\"", "</figure>").expect("a chart");
        let cells = chart.split("<td class=\"amount\">").skip(1).filter_map(|rest| rest.split("</td>").next());
        let sums: Vec<&str> = cells.filter(|cell| *cell != "0").collect();
        assert_eq!(sums, wanted, "{language}");
        let said = caption(&server, &format!("/{language}/funding")).await;
        assert!(said.contains(most), "{said}");
    }
}

#[tokio::test]
async fn the_sheet_of_a_site_says_which_mark_is_its_own() {
    let server = huaning();
    for (language, words) in [("en", "This place"), ("zh", "本页所述地点")] {
        let sheet = page(&server, &format!("/{language}/site/panxi-tongxin-square/sheet")).await;
        let own = format!("class=\"pin selected px\" href=\"/{language}/site/panxi-tongxin-square\"");
        assert_eq!((sheet.matches(&own).count(), sheet.matches("class=\"pin selected px\"").count()), (1, 1));
        assert!(sheet.matches("class=\"pin px\"").count() > 1, "others stand beside it");
        assert!(sheet.rfind("class=\"pin px\"") < sheet.find(&own), "and below it");
        assert!(sheet.contains(words));
        let township = page(&server, &format!("/{language}/township/panxi-town/sheet")).await;
        assert!(!township.contains("pin selected\"") && !township.contains(words), "a township is no mark");
    }
}

#[tokio::test]
async fn a_column_of_a_sheet_breaks_no_word_that_has_room() {
    let sheet = page(&huaning(), "/en/sheet?show=projects").await;
    let list = between(&sheet, "\n.sheet-list {", "}").expect("a rule");
    // “anywhere” lets a column be as narrow as a letter.
    assert!(list.contains("overflow-wrap: break-word"), "{list}");
}

#[tokio::test]
async fn a_frame_says_how_many_of_its_sites_have_no_place() {
    let (server, records) = (huaning(), huaning_records());
    let nowhere = records.sites.values().filter(|site| site.location.is_none()).count();
    assert!(nowhere > 1);
    for (language, heading, sites) in
        [("en", "Place not stated: ", format!("{nowhere} sites")), ("zh", "地点未说明：", format!("{nowhere}个示范点"))]
    {
        let frame = page(&server, &format!("/{language}/embed")).await;
        let foot = text(between(&frame, "<footer>", "</footer>").expect("a foot"));
        assert!(foot.contains(&format!(" · {heading}{sites} · ")), "{foot}");
        let placed = records.sites.values().find(|site| site.location.is_some()).expect("a site");
        let asked = format!("/{language}/embed?q={}", placed.name.as_ref().expect("a name").en.replace(' ', "+"));
        let foot = text(between(&page(&server, &asked).await, "<footer>", "</footer>").expect("a foot"));
        assert!(!foot.contains(heading), "{foot}");
    }
}
