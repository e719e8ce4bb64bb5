//! Lists as workbooks, read back by openpyxl and compared with the plain file and with the page.

use crate::export_support::{FORMULAS, huaning, made_up, read_back, rows, serving, with_formulas};
use app::atlas::query::Subject;
use http::StatusCode;
use serde_json::Value;

/// A cell of a workbook as the plain file writes it.
fn plain(cell: &Value) -> String {
    match cell.as_object().and_then(|cell| cell.iter().next()) {
        None => String::new(),
        Some((kind, value)) => match kind.as_str() {
            "flag" => value.to_string().to_uppercase(),
            "number" => value.as_f64().expect("a number").to_string(),
            _ => value.as_str().expect("a text").to_owned(),
        },
    }
}

#[tokio::test]
async fn a_workbook_has_the_cells_of_the_plain_file_with_their_types() {
    for (records, language) in [(huaning(), "zh"), (made_up(60, 9), "en"), (with_formulas(), "zh")] {
        let server = serving(&records);
        for subject in Subject::ALL {
            let address = |format: &str| format!("/{language}/export/{subject}.{format}?sort=name");
            let answer = server.get(&address("xlsx"), &[]).await;
            assert_eq!(answer.status, StatusCode::OK, "{subject}");
            assert_eq!(answer.header("content-length"), answer.body.len().to_string());
            let book = read_back("xlsx", &answer.body);
            let expected = rows(&server.get(&address("csv"), &[]).await);
            let found = book["rows"].as_array().expect("rows");
            assert_eq!(found.len(), expected.len(), "{subject}");
            for (found, expected) in found.iter().zip(&expected) {
                let found = found.as_array().expect("cells");
                for (position, expected) in expected.iter().enumerate() {
                    let found = found.get(position).unwrap_or(&Value::Null);
                    // The plain file leads with an apostrophe what could run; here a text is a text.
                    let expected = match expected.strip_prefix('\'') {
                        Some(text) if found["text"] == text => text,
                        _ => expected,
                    };
                    assert_eq!(plain(found), expected, "{subject} {position}");
                }
            }
            assert_eq!(book["formulas"], 0);
            assert_eq!(book["freeze"], "A2");
            let filter = book["filter"].as_str().expect("a filter");
            assert!(filter.starts_with("A1:") && filter.ends_with(&expected.len().to_string()), "{filter}");
            assert!(book["widths"].as_array().expect("widths").iter().all(|width| width.as_f64() > Some(13.0)));
        }
    }
}

#[tokio::test]
async fn money_and_days_are_numbers_and_months_are_not_days() {
    let records = made_up(60, 9);
    let book = read_back("xlsx", &serving(&records).get("/en/export/projects.xlsx", &[]).await.body);
    let rows = book["rows"].as_array().expect("rows");
    let column = |heading: &str| {
        rows[0].as_array().expect("a head").iter().position(|cell| cell["text"] == heading).expect("a column")
    };
    let (amount, start) = (column("Amount"), column("Start"));
    let ids: Vec<&str> = rows[1..].iter().map(|row| row[0]["text"].as_str().expect("an id")).collect();
    let (mut amounts, mut days, mut parts) = (0, 0, 0);
    for (id, row) in ids.iter().zip(&rows[1..]) {
        let project = &records.projects[*id];
        match project.stated_amount {
            Some(stated) => {
                assert_eq!(row[amount]["number"].as_f64(), Some(stated.fen.get() as f64 / 100.0));
                amounts += 1;
            }
            None => assert!(row[amount].is_null(), "unknown is empty"),
        }
        match project.start.as_ref() {
            Some(date) if date.as_str().len() == 10 => {
                assert_eq!(row[start]["date"], date.as_str());
                days += 1;
            }
            Some(date) => {
                assert_eq!(row[start]["text"], date.as_str());
                parts += 1;
            }
            None => assert!(row[start].is_null()),
        }
    }
    assert!(amounts > 0 && days > 0 && parts > 0, "the case is there: {amounts} {days} {parts}");
    let formats = book["formats"].as_array().expect("formats");
    assert!(
        formats.iter().any(|format| format == "#,##0.00")
            && formats.iter().any(|format| format == "yyyy\\-mm\\-dd" || format == "yyyy-mm-dd")
    );
}

#[tokio::test]
async fn the_second_sheet_says_what_the_file_is() {
    let server = serving(&huaning());
    let address = "/en/export/projects.xlsx?status=carried%20out&in=no-such-place&=%3Dcmd&q=road";
    let answer = server.get(address, &[("host", "atlas.example")]).await;
    let book = read_back("xlsx", &answer.body);
    assert_eq!(book["names"], serde_json::json!(["Projects", "About this file"]));
    let about: Vec<(String, String)> = book["about"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| (row[0].as_str().unwrap_or_default().to_owned(), row[1].as_str().unwrap_or_default().to_owned()))
        .collect();
    let value = |label: &str| about.iter().find(|(found, _)| found == label).map(|(_, value)| value.as_str());
    assert_eq!(value("Project status"), Some("Carried out (no date known)"));
    assert_eq!(value("Search"), Some("“road”"));
    assert_eq!(value("Live view"), Some("http://atlas.example/en/?show=projects&status=carried+out&q=road"));
    assert_eq!(value("Version of the data"), Some("7"));
    assert!(value("Made at (UTC)").is_some_and(|time| time.starts_with("1970-01-01T") && time.ends_with('Z')));
    let ignored: Vec<&str> = about.iter().filter(|(label, _)| label == "Ignored").map(|(_, value)| &**value).collect();
    assert_eq!(ignored.len(), 2, "{about:?}");
    assert!(ignored.iter().any(|sentence| sentence.contains("no-such-place")));
    assert!(about.iter().any(|(title, _)| title.starts_with("Article on Huaning County")), "its source is named");
    assert!(about.iter().any(|(label, _)| label == "Credits"));
    assert!(!about.iter().any(|(label, _)| label == "Fictional data"));
    assert_eq!(book["formulas"], 0);
    let made_up = read_back("xlsx", &serving(&made_up(12, 3)).get("/en/export/sites.xlsx", &[]).await.body);
    assert_eq!(made_up["about"][0][0], "Fictional data");
}

#[tokio::test]
async fn a_text_that_looks_like_a_formula_stays_a_text() {
    let answer = serving(&with_formulas()).get("/zh/export/projects.xlsx", &[]).await;
    let book = read_back("xlsx", &answer.body);
    let names: Vec<&str> =
        book["rows"].as_array().expect("rows").iter().filter_map(|row| row[1]["text"].as_str()).collect();
    for formula in FORMULAS {
        assert!(names.contains(&formula), "{formula:?}");
    }
    assert_eq!(book["formulas"], 0);
}
