//! Lists as comma-separated values: exactly what the pages list, read back by other programs.

use crate::export_support;

use crate::export_support::{FORMULAS, atlas, huaning, made_up, read_back, rows, serving, with_formulas};
use app::{
    atlas::query::{Query, Subject, Want},
    domain::{language::Language, record::EntryId},
};
use http::StatusCode;
use serde_json::json;

/// The identifiers in the list of a question, page by page.
fn listed(records: &app::domain::record::Records, question: &str, language: Language) -> Vec<String> {
    let atlas = atlas(records);
    let (query, _) = atlas.question(question);
    let page = |page| atlas.view(&Query { page, ..query.clone() }, Want::PAN, language).list;
    let all = (1..=page(1).pages).flat_map(|number| page(number).rows);
    all.map(|card| card.entry).map(|EntryId { id, .. }| id.to_string()).collect()
}

#[tokio::test]
async fn a_file_has_the_rows_of_all_pages_in_their_order() {
    for records in [huaning(), made_up(180, 5)] {
        let server = serving(&records);
        for subject in Subject::ALL {
            for (language, question) in [
                (Language::Chinese, ""),
                (Language::English, "sort=name"),
                (Language::English, "pillar=projects&sort=records&page=2"),
                (Language::Chinese, "pillar=-training"),
                (Language::Chinese, "bbox=102.9,24.1,103.05,24.4"),
            ] {
                let answer = server.get(&format!("/{}/export/{subject}.csv?{question}", language.code()), &[]).await;
                assert_eq!(answer.status, StatusCode::OK);
                let ids: Vec<String> = rows(&answer).into_iter().skip(1).map(|row| row[0].clone()).collect();
                assert_eq!(
                    ids,
                    listed(&records, &format!("{question}&show={subject}"), language),
                    "{subject} {question}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_movement_of_money_is_called_by_what_it_is_not_by_its_stable_name() {
    let records = made_up(60, 3);
    let server = serving(&records);
    for language in ["en", "zh"] {
        let file = rows(&server.get(&format!("/{language}/export/funding.csv"), &[]).await);
        assert!(file.len() > 20, "{} movements", file.len());
        for row in file.iter().skip(1) {
            let moved = records.transactions.values().find(|moved| moved.id.as_str() == row[0]).expect("a movement");
            let of = records.get(&moved.of).and_then(|of| of.head().name.cloned()).expect("what it is for");
            let (zh, en) = (&row[1], &row[2]);
            assert!(zh.ends_with(&*of.zh) && en.ends_with(&*of.en), "{zh}, {en}");
            assert!(!zh.contains(&row[0]) && !en.contains(&row[0]), "{zh}, {en}");
        }
        // The list beside the map and the sheet call it the same.
        let name = if language == "en" { &file[1][2] } else { &file[1][1] };
        for page in ["?show=funding", "sheet?show=funding"] {
            let html = server.get(&format!("/{language}/{page}"), &[]).await.text();
            assert!(html.contains(&format!(">{name}<")), "{name} on {page}");
        }
    }
}

#[tokio::test]
async fn where_the_map_stands_counts_as_on_the_page() {
    let records = huaning();
    let server = serving(&records);
    let whole = rows(&server.get("/en/export/sites.csv", &[]).await).len();
    let near = rows(&server.get("/en/export/sites.csv?lat=24.2247&lng=103.101&z=14", &[]).await);
    assert!((2..whole).contains(&near.len()), "{} of {whole}", near.len());
    let page = server.get("/en/?lat=24.2247&lng=103.101&z=14", &[]).await.text();
    for row in near.iter().skip(1) {
        assert!(page.contains(&format!("id=\"site-{}\"", row[0])), "{} is on the page", row[0]);
    }
}

#[tokio::test]
async fn another_program_reads_the_same() {
    for records in [huaning(), with_formulas()] {
        let server = serving(&records);
        for subject in ["sites", "projects", "trainings", "organisations"] {
            let answer = server.get(&format!("/zh/export/{subject}.csv"), &[]).await;
            assert!(answer.body.starts_with(&[0xEF, 0xBB, 0xBF]) && answer.body.ends_with(b"\r\n"));
            assert_eq!(read_back("csv", &answer.body), json!(rows(&answer)), "{subject}");
        }
    }
}

#[tokio::test]
async fn no_cell_is_run_as_a_formula() {
    let records = with_formulas();
    let answer = serving(&records).get("/zh/export/projects.csv", &[]).await;
    let rows = rows(&answer);
    for formula in FORMULAS {
        assert!(rows.iter().any(|row| row[1] == format!("'{formula}")), "{formula:?} is led by an apostrophe");
    }
    for cell in rows.iter().flatten() {
        let begins = cell.trim_start_matches(['"', '\u{feff}', ' ']);
        assert!(!begins.starts_with(['=', '+', '-', '@', '＝', '\t', '\r']), "{cell:?}");
    }
    // Where lists are separated by semicolons, an unquoted one would begin a cell.
    assert!(answer.text().contains("\"plain; =not a cell\""));
}

#[tokio::test]
async fn unknown_is_empty_and_zero_is_zero() {
    let mut records = made_up(12, 3);
    let projects: Vec<_> =
        records.projects.values().take(3).cloned().map(app::domain::record::Record::Project).collect();
    let amount = |fen: i64| json!({ "fen": fen, "currency": "CNY", "bound": "at-least" });
    for (project, amount) in projects.iter().zip([json!(null), amount(0), amount(123_456_789)]) {
        records.insert(export_support::with(project, &[("stated_amount", amount), ("start", json!(null))]));
    }
    let rows = rows(&serving(&records).get("/en/export/projects.csv", &[]).await);
    let column = |heading: &str| rows[0].iter().position(|found| found == heading).expect("a column");
    let (amount, bound, currency, start) =
        (column("Amount"), column("Bound of the amount"), column("Currency"), column("Start"));
    for (project, expected) in
        projects.iter().zip([["", "", ""], ["0", "at least", "CNY"], ["1234567.89", "at least", "CNY"]])
    {
        let row = rows.iter().find(|row| row[0] == project.entry_id().id.as_str()).expect("a row");
        assert_eq!([&*row[amount], &*row[bound], &*row[currency]], expected);
        assert_eq!(row[start], "");
    }
}

#[tokio::test]
async fn a_made_up_programme_says_so_in_every_row() {
    let fictional = rows(&serving(&made_up(12, 3)).get("/en/export/sites.csv", &[]).await);
    assert_eq!(fictional[0].last().map(String::as_str), Some("Fictional"));
    assert!(fictional.iter().skip(1).all(|row| row.last().is_some_and(|mark| mark == "TRUE")));
    let real = rows(&serving(&huaning()).get("/en/export/sites.csv", &[]).await);
    assert!(!real[0].contains(&"Fictional".to_owned()));
}
