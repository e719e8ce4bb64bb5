//! What the tests of files share: programmes, a server that shows one, and readers that are not the program's own.

use crate::http_support::{Answer, Server, Setup};
use app::{
    atlas::{Atlas, Published},
    domain::{
        change::Version,
        record::{Record, Records},
    },
};
use serde_json::{Value, json};
use server::{
    dataset::Dataset,
    generate::{Plan, programme},
};
use std::{env, io::Write, process::Command};

/// The Huaning data.
pub fn huaning() -> Records {
    let text = include_str!("../../../seed/huaning.json");
    Dataset::read(text, &Records::default()).expect("the data set").records
}

/// A made-up programme.
pub fn made_up(sites: u32, seed: u64) -> Records {
    programme(Plan { sites, seed }).expect("a programme")
}

/// An Atlas of records, of version 7.
pub fn atlas(records: &Records) -> Atlas {
    Atlas::build(Published { version: Version(7), records: records.clone(), ..Published::default() })
}

/// A server that shows records.
pub fn serving(records: &Records) -> Server {
    let server = Setup::default().server();
    assert!(server.publisher.publish(atlas(records)));
    server
}

/// The record with some fields set to other values.
pub fn with(record: &Record, fields: &[(&str, Value)]) -> Record {
    let mut body = record.to_json();
    for (field, value) in fields {
        body[*field] = value.clone();
    }
    Record::from_json(record.kind(), &body).expect("a record")
}

/// What a person could have typed to have it run by a spreadsheet.
pub const FORMULAS: [&str; 8] =
    ["=1+1", "+1", "-1", "@SUM(A1:A9)", "\u{feff}=1+1", "\"=1+1", "=cmd|' /C calc'!A0", "＝1+1"];

/// Three sites and some projects, the first of which are named like formulas, in the Chinese name.
pub fn with_formulas() -> Records {
    let mut records = made_up(12, 3);
    let projects: Vec<Record> = records.projects.values().take(FORMULAS.len()).cloned().map(Record::Project).collect();
    assert_eq!(projects.len(), FORMULAS.len());
    for (project, formula) in projects.iter().zip(FORMULAS) {
        let name = json!({ "zh": formula, "en": "plain; =not a cell", "zh_status": "established" });
        records.insert(with(project, &[("name", name), ("stated_amount", json!(null))]));
    }
    records
}

/// The rows of a CSV file by the `csv` crate, head included, without the mark at the beginning.
pub fn rows(answer: &Answer) -> Vec<Vec<String>> {
    let text = answer.text();
    let text = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect()
}

/// What another library reads in a file. `ATLAS_PYTHON` names the Python that has the libraries, if it is not `python3`.
pub fn read_back(format: &str, file: &[u8]) -> Value {
    let mut copy = tempfile::Builder::new().suffix(&format!(".{format}")).tempfile().expect("a file");
    copy.write_all(file).expect("to write");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/all/export_support/read_back.py");
    let python = env::var("ATLAS_PYTHON").unwrap_or_else(|_| "python3".into());
    let output = Command::new(python).args([script, format]).arg(copy.path()).output().expect("python3");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "python3 with openpyxl and pyogrio is needed (.ci/setup brings them): {said}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}
