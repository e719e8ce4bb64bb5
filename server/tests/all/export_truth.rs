//! Cells against a reading of the records' JSON that knows nothing of the program's own: on random programmes, every row
//! of every list.

use crate::export_support::{atlas, made_up};
use app::{
    atlas::query::{Query, Subject},
    domain::{language::Language, record::Records},
    i18n::Locale,
    store::Settings,
};
use proptest::prelude::*;
use serde_json::{Map, Value};
use server::export::{about::Asked, chunks::Chunks, csv::Csv, list::List};
use std::{collections::BTreeMap, sync::Arc};

/// All records as JSON, by kind and identifier.
type Json = BTreeMap<(String, String), Value>;

fn json(records: &Records) -> Json {
    records
        .iter()
        .map(|record| {
            let entry = record.entry_id();
            ((entry.kind.code().to_owned(), entry.id.to_string()), record.to_json())
        })
        .collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn number(value: &Value) -> String {
    value.as_u64().map(|number| number.to_string()).unwrap_or_default()
}

fn yes(value: &Value) -> String {
    value.as_bool().map(|flag| if flag { "TRUE" } else { "FALSE" }.to_owned()).unwrap_or_default()
}

/// Yuan with at most two digits behind the point.
fn yuan(value: &Value) -> String {
    let Some(fen) = value.as_u64() else { return String::new() };
    let written = format!("{}.{:02}", fen / 100, fen % 100);
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn bound(value: &Value) -> &'static str {
    match value.as_str() {
        None => "",
        Some("exact") => "exactly",
        Some("more-than") => "more than",
        Some("at-least") => "at least",
        Some("at-most") => "at most",
        Some("nearly") => "nearly",
        Some("about") => "about",
        Some(other) => panic!("{other}"),
    }
}

/// The English names of what a field refers to, one or several.
fn names(all: &Json, kind: &str, ids: &Value) -> String {
    let ids: Vec<&str> = match ids {
        Value::Array(ids) => ids.iter().filter_map(Value::as_str).collect(),
        id => id.as_str().into_iter().collect(),
    };
    let name = |id: &&str| text(&all[&(kind.to_owned(), (*id).to_owned())]["name"]["en"]);
    ids.iter().map(name).collect::<Vec<_>>().join("; ")
}

/// The English part of a note in both languages.
fn in_english(note: &Value) -> String {
    text(note).split("\nEnglish: ").last().unwrap_or_default().to_owned()
}

fn ids(value: &Value) -> String {
    let ids = value.as_array().map(|ids| ids.iter().filter_map(Value::as_str).collect::<Vec<_>>());
    ids.unwrap_or_default().join(" ")
}

/// What the cells of a record must be, by heading.
fn expected(all: &Json, kind: &str, record: &Value) -> Vec<(&'static str, String)> {
    let of = |field: &str| &record[field];
    let mut cells = vec![
        ("Identifier", text(of("id"))),
        ("Doubtful reading", yes(of("garbled"))),
        ("How it was read", in_english(of("reading_note"))),
        ("Sources", sources(all, record)),
        ("Fictional", "TRUE".into()),
    ];
    if record["name"].is_object() {
        cells.push(("Name in Chinese", text(&record["name"]["zh"])));
        cells.push(("Name in English", text(&record["name"]["en"])));
    }
    let amount = match kind {
        "project" => Some("stated_amount"),
        "training" => Some("cost"),
        "aid" => Some("value"),
        "transaction" => Some("amount"),
        _ => None,
    };
    if let Some(field) = amount {
        cells.push(("Amount", yuan(&record[field]["fen"])));
        cells.push(("Bound of the amount", bound(&record[field]["bound"]).into()));
        cells.push(("Currency", text(&record[field]["currency"])));
    }
    match kind {
        "site" => {
            let at = of("location");
            let degrees = |field: &str| at[field].as_f64().map(|degrees| degrees.to_string()).unwrap_or_default();
            cells.extend([("Latitude", degrees("lat")), ("Longitude", degrees("lng"))]);
            cells.push(("Datum", if at.is_null() { "" } else { "WGS-84" }.into()));
            cells.push(("How the position was found", in_english(&at["method"])));
            cells.push(("Datum as entered", text(&at["entered"]["datum"])));
            cells.push(("May lie in", names(all, "division", of("candidate_divisions"))));
            cells.push(("Division code", text(&all[&("division".into(), text(of("division")))]["code"])));
        }
        "project" => {
            cells.extend([("Start", text(of("start"))), ("End", text(of("end")))]);
            cells.push(("Part of", names(all, "project", of("part_of"))));
        }
        "training" => {
            cells.extend([("Participants", number(of("participants"))), ("Women among them", number(of("women")))]);
            cells.extend([("Date", text(of("date"))), ("Part of", names(all, "project", of("part_of")))]);
        }
        "aid" => {
            for (heading, field) in [
                ("Households", "households"),
                ("People", "people"),
                ("Students", "students"),
                ("Village committees", "village_committees"),
            ] {
                cells.push((heading, number(of(field))));
            }
            cells.extend([
                ("Donors", names(all, "organisation", of("donors"))),
                ("Donor identifiers", ids(of("donors"))),
            ]);
        }
        "proposal" => cells.extend([("Number", number(of("count"))), ("Adopted", yes(of("adopted")))]),
        "service" => {
            cells.push(("Organiser", names(all, "organisation", of("organiser"))));
            cells.push(("Working group", names(all, "working-group", of("working_group"))));
            cells.push(("People reached", number(of("beneficiaries"))));
        }
        "organisation" => cells.push(("Unified social credit code", text(of("credit_code")))),
        "working-group" => {
            cells.extend([
                ("Members", names(all, "organisation", of("members"))),
                ("Lead", names(all, "organisation", of("lead"))),
            ]);
        }
        "division" => {
            cells.extend([("Division code", text(of("code"))), ("Year of the code", number(of("code_year")))]);
        }
        "transaction" => {
            cells.extend([("Date", text(of("date"))), ("In kind", yes(of("in_kind")))]);
            cells.extend([
                ("Giver", names(all, "organisation", of("provider"))),
                ("Receiver", names(all, "organisation", of("receiver"))),
            ]);
            let of = of("of");
            cells.push(("Belongs to (identifier)", format!("{}/{}", text(&of["kind"]), text(&of["id"]))));
        }
        other => panic!("{other}"),
    }
    if ["project", "training", "aid", "service"].contains(&kind) {
        cells.extend([("Sites", names(all, "site", of("sites"))), ("Site identifiers", ids(of("sites")))]);
    }
    if ["project", "training", "aid", "service", "proposal"].contains(&kind) {
        cells.push(("Organisations and roles", parties(all, kind, &text(of("id")))));
    }
    cells
}

fn sources(all: &Json, record: &Value) -> String {
    let citations = record["citations"].as_array().expect("citations").iter().map(|citation| {
        let mut parts = vec![names(all, "source", &citation["source"])];
        parts.extend(citation["paragraph"].as_u64().map(|paragraph| format!("paragraph {paragraph}")));
        parts.push(text(&citation["locator"]));
        parts.join(", ")
    });
    citations.collect::<Vec<_>>().join("; ")
}

fn parties(all: &Json, kind: &str, id: &str) -> String {
    let parts = all
        .iter()
        .filter(|((of, _), part)| of == "participation" && part["of"]["kind"] == kind && part["of"]["id"] == id);
    let said = parts.map(|(_, part)| {
        let joint = if part["joint"] == true { ", jointly" } else { "" };
        format!("{} ({}{joint})", names(all, "organisation", &part["organisation"]), text(&part["role"]))
    });
    said.collect::<Vec<_>>().join("; ")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn every_cell_is_what_its_record_says(sites in 1u32..60, seed in any::<u64>()) {
        let records = made_up(sites, seed);
        let (all, atlas) = (json(&records), Arc::new(atlas(&records)));
        for subject in Subject::ALL {
            let query = Query { subject: *subject, ..Query::default() };
            let locale = Locale::of(Language::English);
            let asked = Asked { locale, query: &query, notices: &[], camera: None, site: None, now_ms: 0 };
            let list = Arc::new(List::new(Arc::clone(&atlas), &Settings::default(), asked));
            let file: Vec<u8> = Chunks::new(list, Csv).flat_map(|chunk| chunk.expect("a piece")).collect();
            let mut reader = csv::Reader::from_reader(&file[3..]);
            let head = reader.headers().expect("a head").clone();
            let kind = subject.kind().code();
            let mut rows: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
            for row in reader.records() {
                let row = row.expect("a row");
                let cells: Map<String, Value> = head.iter().map(str::to_owned).zip(row.iter().map(Value::from)).collect();
                rows.insert(row[0].to_owned(), cells);
            }
            // Of the divisions the townships: those directly under the programme's.
            let programme = all.iter().find(|((kind, _), _)| kind == "programme").expect("a programme").1;
            let is_row = |record: &Value| *subject != Subject::Townships || record["parent"] == programme["division"];
            let of_kind: Vec<_> =
                all.iter().filter(|((found, _), record)| found == kind && is_row(record)).collect();
            prop_assert_eq!(rows.len(), of_kind.len(), "{}", subject);
            for ((_, id), record) in of_kind {
                for (heading, cell) in expected(&all, kind, record) {
                    let found = rows[id].get(heading).unwrap_or_else(|| panic!("{subject}: no column {heading}"));
                    prop_assert_eq!(found, &Value::from(cell), "{} {}: {}", subject, id, heading);
                }
            }
        }
    }
}
