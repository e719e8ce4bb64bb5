//! The Huaning data set says what its source says, no less and no more.
//!
//! Source and data set are read side by side, without the conversion between them: every word and number of a source
//! record is looked for in the record of the same name, and what is left over there has to be explained.

use app::domain::record::{Kind, Record};
use serde_json::Value;
use std::{collections::BTreeMap, path::PathBuf, process::Command};

/// Collections of the source; those of the data set have the same names.
const COLLECTIONS: [&str; 11] = [
    "sources",
    "divisions",
    "organisations",
    "working_groups",
    "sites",
    "projects",
    "trainings",
    "aid",
    "proposals",
    "figures",
    "statements",
];

/// Codes that have another name in the data set: field of the source, code there, code here.
const RENAMED: [(&str, &str, &str); 11] = [
    // The design's word for what the source says without a date.
    ("status", "implemented", "carried out"),
    // The roles are named as in IATI.
    ("organisations.role", "funder", "funding"),
    ("organisations.role", "implementer", "implementing"),
    // A reference names the kind of a record, not its collection.
    ("entity.collection", "divisions", "division"),
    ("entity.collection", "organisations", "organisation"),
    ("entity.collection", "sites", "site"),
    ("entity.collection", "projects", "project"),
    ("entity.collection", "trainings", "training"),
    ("entity.collection", "aid", "aid"),
    ("entity.collection", "proposals", "proposal"),
    ("entity.collection", "working_groups", "working-group"),
];

/// Fields of the source that are not kept because other fields say the same.
const DERIVED: [(&str, &str); 4] = [
    ("figures", "repeats figures[].entity; `lists_of_figures_repeat_what_figures_say` compares them"),
    ("organisations.attribution", "is the boolean `joint`; `roles_keep_their_attribution` compares them"),
    ("location.datum", "every position of the data set is in WGS-84; the walk itself checks that the source's is"),
    ("is_tongxin_brand", "repeats `brand`; `yes_and_no` compares them"),
];

/// What a record of the data set may hold that its source record does not: collection (empty: any), field, reason.
const ADDED: [(&str, &str, &str); 12] = [
    ("", "pillars", "from the paragraph of the citations"),
    ("", "participation.id", "made from record, organisation and role"),
    ("", "participation.of.kind", "a role stands inside its record in the source, and beside it here"),
    ("", "participation.of.id", "as above"),
    ("", "participation.pillars", "from the paragraph of the citation"),
    ("", "period.label.zh", "the Chinese of a period, a plain description"),
    ("", "note in Chinese", "the translation of our own notes, from notes.py"),
    ("sources", "name.zh_status", "the source does not mark its titles"),
    ("figures", "name.zh_status", "the source does not mark the labels of figures"),
    ("figures", "status", "from `garbled`"),
    ("figures", "quantity.decimals", "whole numbers throughout"),
    ("figures", "may_be_contained_in", "from the aid's summary, which leaves open what its total contains"),
];

fn seed(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seed").join(file)
}

fn read(file: &str) -> Value {
    let text = std::fs::read_to_string(seed(file)).expect("the seed folder is complete");
    serde_json::from_str(&text).expect("the file is JSON")
}

fn records<'a>(set: &'a Value, collection: &str) -> &'a [Value] {
    set[collection].as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Records of a collection by id.
fn by_id<'a>(set: &'a Value, collection: &str) -> BTreeMap<&'a str, &'a Value> {
    records(set, collection).iter().map(|record| (text(&record["id"]), record)).collect()
}

/// A word or number of a record: the path to it without list positions, its language where the path names one, itself.
#[derive(Clone, Debug)]
struct Leaf {
    path: String,
    language: Option<&'static str>,
    value: String,
}

fn leaves(path: &str, value: &Value, found: &mut Vec<Leaf>) {
    match value {
        Value::Null | Value::Bool(_) => {}
        Value::Array(items) => items.iter().for_each(|item| leaves(path, item, found)),
        Value::Object(fields) => {
            for (key, value) in fields {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                leaves(&path, value, found);
            }
        }
        Value::String(_) | Value::Number(_) => {
            let last = path.rsplit('.').next().unwrap_or(path);
            let language = ["en", "zh"].into_iter().find(|l| last == *l || last.ends_with(&format!("_{l}")));
            let value = value.as_str().map_or_else(|| value.to_string(), String::from);
            // A note of our own has both languages here, and is in English in the source.
            let marked = value.strip_prefix("中文：").and_then(|rest| rest.split_once("\nEnglish: "));
            let value = marked
                .map(|(zh, en)| {
                    found.push(Leaf { path: "note in Chinese".into(), language: Some("zh"), value: zh.into() });
                    en.to_owned()
                })
                .unwrap_or(value);
            // What leads to a place in a list of codes is the code.
            let value = value
                .strip_prefix("division code ")
                .or(value.strip_prefix("code "))
                .map_or(value.clone(), String::from);
            found.push(Leaf { path: path.into(), language, value });
        }
    }
}

/// What the data set says of a source record: the record of the same name, and its participations beside it.
fn mapped(set: &Value, collection: &str, id: &str) -> Vec<Leaf> {
    let mut found = Vec::new();
    leaves("", by_id(set, collection)[id], &mut found);
    let kind = Kind::ALL.iter().find(|kind| kind.collection() == collection).expect("a collection of the data set");
    let of = serde_json::json!({ "kind": kind.code(), "id": id });
    for part in records(set, "participations").iter().filter(|part| part["of"] == of) {
        leaves("participation", part, &mut found);
    }
    found
}

#[test]
fn every_word_and_number_arrives_and_none_is_added() {
    let (source, set) = (read("source/programme.json"), read("huaning.json"));
    for collection in COLLECTIONS {
        for record in records(&source, collection) {
            let id = text(&record["id"]);
            let (mut stated, mut here) = (Vec::new(), mapped(&set, collection, id));
            leaves("", record, &mut stated);
            // Texts of a known language first, so that no other leaf takes their place.
            stated.sort_by_key(|leaf| leaf.language.is_none());
            for leaf in stated {
                if DERIVED.iter().any(|(path, _)| leaf.path == *path) {
                    assert!(leaf.path != "location.datum" || leaf.value == "WGS-84", "{collection}/{id}");
                    continue;
                }
                let renamed = RENAMED.iter().find(|(path, code, _)| leaf.path == *path && leaf.value == *code);
                let wanted = renamed.map_or(leaf.value.as_str(), |(_, _, code)| code);
                let same = |l: &Leaf| l.value == wanted && (leaf.language.is_none() || l.language == leaf.language);
                let place = here
                    .iter()
                    .position(|l| same(l) && l.path == leaf.path)
                    .or_else(|| here.iter().position(|l| same(l) && l.language == leaf.language))
                    .or_else(|| here.iter().position(same));
                let place = place.unwrap_or_else(|| panic!("{collection}/{id}: {leaf:?} did not arrive"));
                here.swap_remove(place);
            }
            for leaf in here {
                // How long the period of an aid is stands in the source's figures of that aid.
                let from_figures = collection == "aid" && leaf.path == "period.years";
                let explained =
                    ADDED.iter().any(|(c, path, _)| (c.is_empty() || *c == collection) && leaf.path == *path);
                assert!(explained || from_figures, "{collection}/{id}: {leaf:?} is not in the source");
            }
        }
    }
}

#[test]
fn no_record_is_lost_or_added() {
    let (source, set) = (read("source/programme.json"), read("huaning.json"));
    for collection in COLLECTIONS {
        // The source of lakes and rivers is not in programme.json, which holds no base map.
        let added = usize::from(collection == "sources");
        assert_eq!(records(&source, collection).len() + added, records(&set, collection).len(), "{collection}");
    }
    let roles: usize = ["projects", "trainings", "proposals"]
        .iter()
        .flat_map(|collection| records(&source, collection))
        .map(|record| records(record, "organisations").len())
        .sum();
    assert_eq!(roles, records(&set, "participations").len());
    assert_eq!(1, records(&set, "programmes").len());
    for kind in [Kind::Service, Kind::Budget, Kind::Transaction, Kind::Indicator, Kind::IndicatorValue, Kind::Photo] {
        assert_eq!(0, records(&set, kind.collection()).len(), "the source states no {kind}");
    }
    for title in ["title_en", "title_zh"] {
        assert!(text(&set["note"]).contains(text(&source[title])), "the note of the data set carries the {title}");
    }
}

#[test]
fn yes_and_no() {
    let (source, set) = (read("source/programme.json"), read("huaning.json"));
    for collection in COLLECTIONS {
        let here = by_id(&set, collection);
        for record in records(&source, collection) {
            let id = text(&record["id"]);
            let garbled = record.get("garbled").and_then(Value::as_bool).unwrap_or(false);
            assert_eq!(here[id]["garbled"], garbled, "{collection}/{id}");
            match collection {
                "divisions" => assert_eq!(here[id]["named_in_source"], record["named_in_article"], "{id}"),
                "sites" => assert_eq!(here[id]["brand"] == "tongxin", record["is_tongxin_brand"] == true, "{id}"),
                "figures" => assert_eq!(here[id]["status"] == "doubtful reading", garbled, "{id}"),
                _ => {}
            }
        }
    }
}

#[test]
fn roles_keep_their_attribution() {
    let (source, set) = (read("source/programme.json"), read("huaning.json"));
    for collection in ["projects", "trainings", "proposals"] {
        for record in records(&source, collection) {
            for role in records(record, "organisations") {
                let joint = role["attribution"] == "collective";
                let found = records(&set, "participations").iter().any(|part| {
                    part["of"]["id"] == record["id"]
                        && part["organisation"] == role["organisation"]
                        && part["joint"] == joint
                        && part["citations"][0]["locator"] == role["source"]["locator"]
                });
                assert!(found, "{} in {collection}/{}", role["organisation"], record["id"]);
            }
        }
    }
}

#[test]
fn lists_of_figures_repeat_what_figures_say() {
    let (source, set) = (read("source/programme.json"), read("huaning.json"));
    for collection in COLLECTIONS {
        for record in records(&source, collection).iter().filter(|record| record.get("figures").is_some()) {
            let mut listed: Vec<&str> = records(record, "figures").iter().map(text).collect();
            let mut belonging: Vec<&str> = records(&set, "figures")
                .iter()
                .filter(|figure| figure["of"]["id"] == record["id"])
                .map(|figure| text(&figure["id"]))
                .collect();
            listed.sort_unstable();
            belonging.sort_unstable();
            assert_eq!(listed, belonging, "{collection}/{}", record["id"]);
        }
    }
}

#[test]
fn the_data_set_is_made_of_domain_records() {
    let set = read("huaning.json");
    assert_eq!((text(&set["format"]), &set["version"]), ("tongxin-atlas", &Value::from(1)));
    for kind in Kind::ALL {
        assert!(set[kind.collection()].is_array(), "{} is missing", kind.collection());
        for body in records(&set, kind.collection()) {
            let record =
                Record::from_json(*kind, body).unwrap_or_else(|error| panic!("{kind}/{}: {error}", body["id"]));
            assert_eq!(record.to_json(), *body, "{kind}/{}: nothing is changed by reading it", body["id"]);
        }
    }
}

#[test]
fn the_conversion_gives_the_committed_file() {
    let run = Command::new("python3").arg(seed("convert.py")).arg("-").output().expect("python3 runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let committed = std::fs::read(seed("huaning.json")).expect("the data set is committed");
    assert!(run.stdout == committed, "huaning.json differs from what convert.py makes of source/");
}

#[test]
fn the_base_map_keeps_the_county_and_stays_small() {
    let (set, source) = (read("huaning.json"), read("source/geo/huaning-county.geojson"));
    let features = by_id(&set, "map_features");
    let drawn: Vec<&Value> = source["features"][0]["geometry"]["coordinates"]
        .as_array()
        .expect("the county has several areas")
        .iter()
        .flat_map(|area| area.as_array().into_iter().flatten())
        .collect();
    let county = records(features["huaning-county"], "lines");
    assert_eq!(drawn, county.iter().collect::<Vec<_>>(), "the county's border is kept point by point");

    // Wherever a neighbour meets the county, it does so in the county's own points, so that no gap shows.
    let border: Vec<&Value> = county.iter().flat_map(|ring| ring.as_array().into_iter().flatten()).collect();
    let mut met: Vec<&Value> = Vec::new();
    let mut points = 0;
    for feature in features.values().filter(|feature| feature["kind"] != "area") {
        for point in records(feature, "lines").iter().flat_map(|line| line.as_array().into_iter().flatten()) {
            points += 1;
            if feature["kind"] == "neighbour" && border.contains(&point) && !met.contains(&point) {
                met.push(point);
            }
        }
    }
    let mut own: Vec<&Value> = Vec::new();
    for point in border {
        if !own.contains(&point) {
            own.push(point);
        }
    }
    assert_eq!(own.len(), met.len(), "every point of the county's border is a point of a neighbour");
    assert!(points <= 1_200, "{points} points beside the county are too many for a first view");
}
