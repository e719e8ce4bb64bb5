//! The whole site, from link to link, in both languages.

use crate::http_support;

use crate::http_support::{
    Setup,
    crawl::{Crawl, between},
    programmes::{fictional_records, huaning, huaning_records},
};
use app::domain::record::{Kind, Record, Records};
use std::collections::{BTreeMap, BTreeSet};

/// The path of a record's own page, without language, written down here anew; `None` for what has none.
fn own_page(records: &Records, record: &Record) -> Option<String> {
    let id = record.head().id;
    Some(match record {
        Record::Division(division) => {
            let whole = &records.programmes.values().next().expect("a programme").division;
            let mut up = Some(id);
            while up.is_some() && up != Some(whole) {
                up = records.divisions[up.expect("a division")].parent.as_ref();
            }
            up?;
            let level = if division.level.code() == "county" { "county" } else { "township" };
            format!("/{level}/{id}")
        }
        Record::Programme(_) => "/about".into(),
        Record::Site(_) | Record::Project(_) | Record::Organisation(_) | Record::WorkingGroup(_) => {
            format!("/{}/{id}", record.kind())
        }
        Record::Training(_) | Record::Aid(_) | Record::Proposal(_) | Record::Service(_) | Record::Source(_) => {
            format!("/{}/{id}", record.kind())
        }
        _ => return None,
    })
}

/// Every record is found: on its own page, or under its name on a page that says what it is of.
fn every_record_is_found(records: &Records, crawl: &Crawl, language: &str) -> usize {
    let mut found = 0;
    let everything: String = crawl
        .pages
        .iter()
        .filter(|(path, _)| path.starts_with(&format!("/{language}/")))
        .map(|(_, html)| html.as_str())
        .collect();
    for record in records.iter() {
        let entry = record.entry_id();
        match record {
            // Drawn on the map; a picture has its place when there are pictures.
            Record::MapFeature(_) | Record::Photo(_) => continue,
            Record::Participation(part) => {
                let of = own_page(records, &records.get(&part.of).expect("a record"));
                let of = format!("/{language}{}", of.expect("a page"));
                let body = &crawl.pages[&format!("/{language}/organisation/{}", part.organisation)];
                assert!(body.contains(&format!("href=\"{of}\"")), "{entry}: its organisation does not lead to {of}");
            }
            Record::IndicatorValue(value) => {
                assert!(everything.contains(&format!("id=\"indicator-{}\"", value.indicator)), "{entry}");
            }
            _ => match own_page(records, &record) {
                Some(path) => {
                    assert!(crawl.pages.contains_key(&format!("/{language}{path}")), "nothing leads to {entry}")
                }
                None if entry.kind == Kind::Division => continue,
                None => assert!(
                    everything.contains(&format!("id=\"{}-{}\"", entry.kind, entry.id)),
                    "{entry} stands nowhere"
                ),
            },
        }
        found += 1;
    }
    found
}

fn every_part_is_there(crawl: &Crawl) {
    for (on, page, part) in &crawl.parts {
        let there = crawl.pages[page].contains(&format!("id=\"{part}\""));
        assert!(there, "{on} leads to #{part} on {page}, where nothing has that name");
    }
}

#[tokio::test]
async fn every_link_answers_and_every_record_is_found() {
    let server = huaning();
    let records = huaning_records();
    let crawl = server.crawl(&["/zh/", "/en/"]).await;
    assert!(crawl.pages.len() > 400, "only {} pages", crawl.pages.len());
    for language in ["zh", "en"] {
        assert!(every_record_is_found(&records, &crawl, language) > 300);
    }
    every_part_is_there(&crawl);
    // Of each language, three files for each of ten lists, the sheet, the map for other sites; and of the overview.
    assert!(crawl.taken.len() > 60, "only {} things to take away", crawl.taken.len());
    for (address, html) in &crawl.pages {
        let foreign = html.replace("http://www.w3.org/2000/svg", "");
        let at = foreign.find("http://").or_else(|| foreign.find("https://"));
        assert_eq!(
            at.map(|at| foreign.chars().skip(foreign[..at].chars().count()).take(60).collect::<String>()),
            None,
            "{address}"
        );
        assert!(!html.contains("style=\""), "{address} has a style that the policy forbids");
    }
    titles_are_unique(&crawl);
    the_map_of_the_site_is_complete(&server, &crawl).await;
}

fn titles_are_unique(crawl: &Crawl) {
    let mut titles: BTreeMap<&str, &str> = BTreeMap::new();
    let mut descriptions: BTreeMap<&str, &str> = BTreeMap::new();
    for (address, html) in crawl.pages.iter().filter(|(address, _)| !address.contains('?')) {
        let title = between(html, "<title>", "</title>").expect("a title");
        let description = between(html, "<meta name=\"description\" content=\"", "\"").expect("a description");
        assert!(description.chars().count() > 5, "{address}: {description}");
        assert_eq!(titles.insert(title, address), None, "{address}: {title}");
        assert_eq!(descriptions.insert(description, address), None, "{address}: {description}");
        let canonical = between(html, "<link rel=\"canonical\" href=\"", "\"").expect("a canonical address");
        assert_eq!(canonical, address);
        for part in ["hreflang=\"zh-Hans\"", "hreflang=\"en\"", "hreflang=\"x-default\"", "og:title", "og:image"] {
            assert_eq!(html.matches(part).count(), if part == "og:image" { 3 } else { 1 }, "{address}: {part}");
        }
        let overview = address.len() == 4;
        assert_eq!(html.matches("<h1").count(), 1, "{address}");
        assert!(overview || html.contains("class=\"breadcrumbs\""), "{address}");
    }
}

async fn the_map_of_the_site_is_complete(server: &http_support::Server, crawl: &Crawl) {
    let answer = server.get("/sitemap.xml", &[("host", "atlas.example")]).await;
    assert!(answer.header("content-type").starts_with("application/xml"));
    let text = answer.text();
    let listed: BTreeSet<&str> =
        text.split("<loc>http://atlas.example").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    let found: BTreeSet<&str> = crawl.pages.keys().map(String::as_str).filter(|page| !page.contains('?')).collect();
    assert_eq!(listed.difference(&found).collect::<Vec<_>>(), Vec::<&&str>::new(), "listed, but nothing leads there");
    assert_eq!(found.difference(&listed).collect::<Vec<_>>(), Vec::<&&str>::new(), "not listed");
}

#[tokio::test]
async fn a_made_up_programme_is_whole_too() {
    let records = fictional_records(24);
    assert!(
        records.count(Kind::Transaction) > 5 && records.count(Kind::Budget) > 1 && records.count(Kind::Indicator) > 1
    );
    let server = Setup::default().publishing(records.clone());
    let crawl = server.crawl(&["/en/"]).await;
    assert!(every_record_is_found(&records, &crawl, "en") > 200);
    every_part_is_there(&crawl);
    for (address, html) in &crawl.pages {
        assert!(html.contains("class=\"fictional\""), "{address} does not say that it is made up");
    }
}

#[tokio::test]
async fn machines_are_told_where_to_look() {
    let server = Setup { public_url: Some("https://atlas.example"), ..Setup::default() }.publishing(huaning_records());
    let robots = server.get("/robots.txt", &[("host", "10.0.0.1:3000")]).await;
    assert!(robots.header("content-type").starts_with("text/plain"));
    assert!(robots.text().contains("Sitemap: https://atlas.example/sitemap.xml"));
    let page = server.get("/en/figures", &[]).await.text();
    assert!(page.contains("<link rel=\"canonical\" href=\"https://atlas.example/en/figures\">"));
    assert!(page.contains("<meta property=\"og:image\" content=\"https://atlas.example/share.png\">"));
    let evil = Setup::default().server().get("/robots.txt", &[("host", "a.example/<script>")]).await.text();
    assert!(!evil.contains("<script>"), "{evil}");
}
