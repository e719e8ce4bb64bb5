//! Every number of the Huaning data set stands on the page of the record that it belongs to, with its bound.
//!
//! The numbers are read from the file and written here anew, by other rules than those of the pages.

use crate::http_support::{
    Setup,
    crawl::{links, text},
    programmes::{fictional_records, huaning},
};
use app::domain::record::{Kind, Record};
use serde_json::Value;
use std::collections::BTreeSet;

fn data() -> Value {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/seed/huaning.json");
    serde_json::from_str(&std::fs::read_to_string(file).expect("the data set")).expect("JSON")
}

/// 1234567 as 1,234,567.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut parts: Vec<&str> =
        digits.as_bytes().rchunks(3).map(|part| std::str::from_utf8(part).expect("digits")).collect();
    parts.reverse();
    parts.join(",")
}

/// A number of fen in words: all of this data set are whole ten thousands of yuan.
fn money(fen: i64, language: &str) -> String {
    assert_eq!(fen % 1_000_000, 0, "{fen} fen");
    let ten_thousands = fen / 1_000_000;
    if language == "zh" {
        format!("{}万元", grouped(ten_thousands))
    } else {
        let millions = format!("{}.{:02}", ten_thousands / 100, ten_thousands % 100);
        format!("{} million yuan", millions.trim_end_matches('0').trim_end_matches('.'))
    }
}

fn bounded(bound: &str, number: &str, language: &str) -> String {
    match (bound, language) {
        ("exact", _) => number.to_owned(),
        ("more-than", "zh") => format!("超过{number}"),
        ("nearly", "zh") => format!("近{number}"),
        ("more-than", _) => format!("more than {number}"),
        ("nearly", _) => format!("nearly {number}"),
        _ => panic!("a bound that this data set does not have: {bound}"),
    }
}

/// The number itself, without the words for its unit.
fn quantity(quantity: &Value, language: &str) -> String {
    let (value, unit) = (quantity["value"].as_i64().expect("a number"), quantity["unit"].as_str().expect("a unit"));
    assert_eq!(quantity["decimals"], 0);
    let number = match unit {
        "fen" => money(value, language),
        "percent" => format!("{value}%"),
        _ => grouped(value),
    };
    bounded(quantity["bound"].as_str().expect("a bound"), &number, language)
}

fn page_of(entry: &Value) -> String {
    let (kind, id) = (entry["kind"].as_str().expect("a kind"), entry["id"].as_str().expect("an id"));
    let path = if kind == "division" { "county" } else { kind };
    format!("{path}/{id}")
}

#[tokio::test]
async fn every_figure_stands_with_its_record_and_among_all_figures() {
    let (server, data) = (huaning(), data());
    let figures = data["figures"].as_array().expect("figures");
    assert!(figures.len() > 15);
    for language in ["zh", "en"] {
        for figure in figures {
            let id = figure["id"].as_str().expect("an id");
            let expected = quantity(&figure["quantity"], language);
            for page in [page_of(&figure["of"]), "figures".to_owned()] {
                let html = server.get(&format!("/{language}/{page}"), &[]).await.text();
                let start =
                    html.find(&format!("id=\"figure-{id}\"")).unwrap_or_else(|| panic!("{id} is not on {page}"));
                let part = html[start..].split("class=\"figure-name\"").next().expect("its beginning");
                assert!(text(&format!("<{part}")).trim().starts_with(&expected), "{id} on {page}: {}", text(part));
                let whole = &html[start..];
                let whole = text(whole.split("<li id=").next().expect("the figure"));
                assert!(whole.contains(figure["as_printed"].as_str().expect("a print")), "{id} on {page}: {whole}");
                for citation in figure["citations"].as_array().expect("citations") {
                    let paragraph = citation["paragraph"].as_i64().expect("a paragraph").to_string();
                    assert!(whole.contains(&paragraph), "{id} on {page} has no paragraph");
                    assert!(
                        whole.contains(citation["locator"].as_str().expect("a locator")),
                        "{id} on {page}: {whole}"
                    );
                }
                if let Some(note) = figure["reading_note"].as_str() {
                    let (zh, en) = note.trim_start_matches("中文：").split_once("\nEnglish: ").expect("both languages");
                    let (note, other) = if language == "zh" { (zh, en) } else { (en, zh) };
                    assert!(whole.contains(note), "{id} on {page}: how it was read is not said");
                    assert!(!whole.contains(other), "{id} on {page}: how it was read is said in the other language");
                }
            }
        }
    }
}

#[tokio::test]
async fn every_number_of_a_record_stands_on_its_page() {
    let (server, data) = (huaning(), data());
    let mut seen = 0;
    for language in ["zh", "en"] {
        for (collection, kind) in [
            ("projects", "project"),
            ("trainings", "training"),
            ("aid", "aid"),
            ("proposals", "proposal"),
            ("services", "service"),
        ] {
            for record in data[collection].as_array().expect("a collection") {
                let id = record["id"].as_str().expect("an id");
                let shown = text(&server.get(&format!("/{language}/{kind}/{id}"), &[]).await.text());
                for field in ["stated_amount", "cost", "value"] {
                    if let Some(fen) = record[field]["fen"].as_i64() {
                        let bound = record[field]["bound"].as_str().expect("a bound");
                        let expected = bounded(bound, &money(fen, language), language);
                        assert!(shown.contains(&expected), "{kind}/{id} does not say {expected}");
                        seen += 1;
                    }
                }
                for field in
                    ["participants", "women", "people", "households", "students", "village_committees", "beneficiaries"]
                {
                    if let Some(count) = record[field].as_i64() {
                        assert!(shown.contains(&grouped(count)), "{kind}/{id} does not say {count} {field}");
                        seen += 1;
                    }
                }
                if let Some(count) = record["count"].as_i64() {
                    let expected = bounded(record["bound"].as_str().expect("a bound"), &grouped(count), language);
                    assert!(shown.contains(&expected), "{kind}/{id} does not say {expected}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen >= 20, "only {seen} numbers were looked for");
}

#[tokio::test]
async fn what_is_not_stated_is_said_in_words() {
    let server = huaning();
    for (page, zh, en) in [
        ("project/panxi-national-unity-zone-project", "来源未写明总金额", "No total amount stated"),
        ("project/panxi-national-unity-zone-project", "来源未写明日期", "No date stated"),
        ("site/daxing-irrigation", "地点未说明", "Place not stated"),
        ("funding", "没有来源写明谁在何时向谁支付了多少", "No source states who paid what to whom"),
        ("funding", "没有来源写明预算", "No source states a budget"),
        ("services", "现有来源中没有“服务”类记录", "No source mentions any record under “Services”"),
    ] {
        for (language, words) in [("zh", zh), ("en", en)] {
            let shown = text(&server.get(&format!("/{language}/{page}"), &[]).await.text());
            assert!(shown.contains(words), "/{language}/{page} does not say “{words}”");
        }
    }
}

#[tokio::test]
async fn long_sections_stand_page_by_page_and_nothing_is_left_out() {
    let records = fictional_records(160);
    let server = Setup::default().publishing(records.clone());
    for (page, kind) in [("figures", Kind::Figure), ("funding", Kind::Budget)] {
        let (path, mut found) = (format!("/en/{page}"), String::new());
        let (mut waiting, mut seen) = (vec![path.clone()], BTreeSet::new());
        while let Some(address) = waiting.pop() {
            let html = server.get(&address, &[]).await.text();
            let here = links(&html).into_iter().filter(|link| link.starts_with(&format!("{path}?part=")));
            waiting.extend(here.filter(|link| seen.insert(link.clone())));
            found.push_str(&html);
        }
        assert!(seen.iter().any(|address| address.contains("&page=2")), "{page} has no long section: {seen:?}");
        for record in records.iter().filter(|record| record.kind() == kind) {
            let id = format!("id=\"{kind}-{}\"", record.head().id);
            assert!(found.contains(&id), "{id} is on no page of {page}");
        }
        if page == "figures" {
            let states = |record: &Record| match record {
                Record::Project(project) => project.stated_amount.is_some(),
                Record::Training(training) => training.participants.is_some() || training.cost.is_some(),
                Record::Aid(aid) => aid.value.is_some() || aid.people.is_some(),
                _ => false,
            };
            for record in records.iter().filter(states) {
                let link = format!("href=\"/en/{}/{}\"", record.kind(), record.head().id);
                assert!(found.contains(&link), "the numbers of {} are on no page", record.entry_id());
            }
        }
    }
}

#[tokio::test]
async fn a_link_to_a_figure_leads_to_the_page_that_shows_it() {
    let records = fictional_records(160);
    let server = Setup::default().publishing(records.clone());
    let (mut far, mut seen) = (0, BTreeSet::new());
    for source in records.sources.keys() {
        let html = server.get(&format!("/en/source/{source}"), &[]).await.text();
        for link in links(&html).into_iter().filter(|link| link.starts_with("/en/figures")) {
            // The menu leads to the page as a whole.
            let Some((page, part)) = link.split_once('#') else { continue };
            assert!(server.get(page, &[]).await.text().contains(&format!("id=\"{part}\"")), "{link}");
            far += usize::from(page.contains("part="));
            seen.insert(link);
        }
    }
    assert!(far > 10 && seen.len() == records.count(Kind::Figure), "{far} of {}", seen.len());
    let page = text(&server.get("/en/figures?part=nothing", &[]).await.text());
    assert!(page.contains("“part” has no value “nothing”"), "{page}");
}
