//! Broken data sets: every error is found, with its place and a sentence.

use crate::common::full;
use app::domain::record::Records;
use serde_json::{Value, json};
use server::dataset::{Dataset, write};

fn problems(text: &str) -> Vec<String> {
    match Dataset::read(text, &Records::default()) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    }
}

/// The full data set with one thing spoilt.
fn spoilt(path: &str, value: Value) -> String {
    let mut file: Value = serde_json::from_str(full::TEXT).expect("JSON");
    let (parent, name) = path.rsplit_once('/').expect("a JSON pointer");
    match file.pointer_mut(parent).expect("a place in the file") {
        Value::Array(items) => items[name.parse::<usize>().expect("an index")] = value,
        fields => fields[name] = value,
    }
    file.to_string()
}

fn without(path: &str) -> String {
    let mut file: Value = serde_json::from_str(full::TEXT).expect("JSON");
    let (parent, name) = path.rsplit_once('/').expect("a JSON pointer");
    let parent = file.pointer_mut(parent).expect("a place in the file").as_object_mut().expect("an object");
    parent.remove(name).expect("a field");
    file.to_string()
}

#[test]
fn a_good_data_set_has_no_problem_and_survives_writing() {
    assert_eq!(problems(full::TEXT), Vec::<String>::new());
    assert_eq!(problems(&format!("\u{feff}{}", full::TEXT)), Vec::<String>::new(), "with a mark of the byte order");
    let mut written = Vec::new();
    write(&full::records(), "A note.", &mut written).expect("memory to write to");
    let read = Dataset::read(std::str::from_utf8(&written).expect("text"), &Records::default()).expect("a good file");
    assert_eq!((read.records, read.note.as_deref()), (full::records(), Some("A note.")));
}

#[test]
fn one_error_is_one_problem_at_its_place() {
    let cases = [
        (spoilt("/format", json!("geojson")), "$.format: The format is “tongxin-atlas”, not \"geojson\"."),
        (without("/format"), "$.format: The field is missing; it says “tongxin-atlas”."),
        (spoilt("/version", json!(2)), "$.version: This program reads version 1, not 2."),
        (without("/version"), "$.version: The field is missing; it says 1."),
        (spoilt("/note", json!(7)), "$.note: A note is a text."),
        (spoilt("/people", json!([])), "$.people: There is no collection “people”; possible are sources, divisions"),
        (spoilt("/a b", json!([])), "$[\"a b\"]: There is no collection “a b”"),
        (spoilt("/photos", json!({})), "$.photos: A collection is a list of records."),
        (spoilt("/photos/1", json!("x")), "$.photos[1]: A record is a JSON object."),
        (spoilt("/proposals/1/id", json!("Bad Id")), "$.proposals[1].id: “Bad Id” is not an identifier"),
        (spoilt("/services/1/id", json!("doctors")), "$.services[1].id: The identifier “doctors” stands twice"),
        (without("/sites/1/kind"), "$.sites[1].kind: The field is missing."),
        (
            spoilt("/sites/1/colour", json!("red")),
            "$.sites[1].colour: There is no field “colour” here; possible are id",
        ),
        (spoilt("/sites/0/location/height", json!(1)), "$.sites[0].location.height: There is no field “height” here"),
        (
            spoilt("/projects/0/status", json!("done")),
            "$.projects[0].status: “done” is not possible here; possible are identified",
        ),
        (
            spoilt("/projects/0/stated_amount/fen", json!(1.5)),
            "$.projects[0].stated_amount.fen: Here stands floating point `1.5`; expected is a whole number.",
        ),
        (
            spoilt("/projects/0/stated_amount/fen", json!(-1)),
            "$.projects[0].stated_amount.fen: An amount lies between 0 and",
        ),
        (
            spoilt("/projects/0/stated_amount", json!("much")),
            "$.projects[0].stated_amount: Here stands string \"much\"; expected is an object.",
        ),
        (spoilt("/projects/0/start", json!("2010-02-30")), "$.projects[0].start: “2010-02-30” is not a date"),
        (
            spoilt("/sites/0/location/lat", json!(91)),
            "$.sites[0].location.lat: A latitude lies between -90 and 90 degrees, not 91.",
        ),
        (spoilt("/map_features/0/lines", json!([[[200, 0]]])), "$.map_features[0].lines: The geometry needs positions"),
        (
            spoilt("/trainings/0/women", json!(-1)),
            "$.trainings[0].women: Here stands integer `-1`; expected is a whole number from 0",
        ),
        (
            spoilt("/trainings/0/garbled", json!("no")),
            "$.trainings[0].garbled: Here stands string \"no\"; expected is true or false.",
        ),
        (
            spoilt("/trainings/0/sites", json!("square")),
            "$.trainings[0].sites: Here stands string \"square\"; expected is a list.",
        ),
        (
            spoilt("/trainings/0/sites/0", json!(5)),
            "$.trainings[0].sites[0]: Here stands integer `5`; expected is a text.",
        ),
        (
            spoilt("/trainings/0/sites/0", json!("party")),
            "$.trainings[0].sites[0]: There is no site “party”; the name stands among the organisations.",
        ),
        (spoilt("/trainings/0/summary/zh", json!(" ")), "$.trainings[0].summary.zh: This text is empty"),
        (
            spoilt("/sites/0/citations/1/source", json!("lost")),
            "$.sites[0].citations[1].source: There is no source “lost”.",
        ),
        (spoilt("/sites/0/location/source", json!("lost")), "$.sites[0].location.source: There is no source “lost”."),
        (
            spoilt("/sites/0/location/cross_check/source", json!("lost")),
            "$.sites[0].location.cross_check.source: There is",
        ),
        (
            spoilt("/figures/1/of", json!({"kind": "site", "id": "party"})),
            "$.figures[1].of: There is no site “party”; the name",
        ),
        (
            spoilt("/figures/1/of", json!({"kind": "photo", "id": "picture"})),
            "$.figures[1].of: A record cannot belong to one of the kind “photo”.",
        ),
        (
            spoilt("/figures/1/of/kind", json!("town")),
            "$.figures[1].of.kind: “town” is not possible here; possible are source",
        ),
        (
            spoilt("/figures/0/may_be_contained_in/1", json!("bare-figure")),
            "$.figures[0].may_be_contained_in[1]: “bare-figure” stands twice",
        ),
        (
            spoilt("/figures/0/may_be_contained_in/1", json!("farmers")),
            "$.figures[0].may_be_contained_in[1]: The entry refers to itself.",
        ),
        (
            spoilt("/figures/0/pillars/1", json!("livelihood")),
            "$.figures[0].pillars[1]: The pillar “livelihood” stands twice",
        ),
        (spoilt("/divisions/1/parent", json!("province")), "$.divisions[1].parent: The entry refers to itself."),
    ];
    let wrong: Vec<_> = cases
        .into_iter()
        .map(|(file, expected)| (expected, problems(&file)))
        .filter(|(expected, found)| found.len() != 1 || !found[0].starts_with(expected))
        .collect();
    assert!(wrong.is_empty(), "expected, found: {wrong:#?}");
}

#[test]
fn a_ring_of_parents_is_named_at_each_of_its_members() {
    let found = problems(&spoilt("/divisions/1/parent", json!("township")));
    let expected = [
        "$.divisions[0].parent: Going up from “county” leads back to it.",
        "$.divisions[1].parent: Going up from “province” leads back to it.",
        "$.divisions[2].parent: Going up from “township” leads back to it.",
    ];
    assert_eq!(found, expected);
    let found = problems(&spoilt("/projects/1/part_of", json!("a-third")));
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn all_errors_are_found_at_once() {
    let mut file: Value = serde_json::from_str(full::TEXT).expect("JSON");
    file["version"] = json!(9);
    let site = &mut file["sites"][0];
    site["kind"] = json!("");
    site["brand"] = json!("other");
    site["division"] = json!("nowhere");
    site["location"] = json!({ "lat": 100, "lng": "east", "precision": "good", "source": "lost" });
    site["citations"][0]["paragraph"] = json!(70_000);
    file["figures"][0]["of"] = json!({ "kind": "nothing", "name": "x" });
    let found = problems(&file.to_string());
    let places: Vec<_> = found.iter().map(|problem| problem.split(": ").next().expect("a place")).collect();
    for place in [
        "$.version",
        "$.sites[0].kind",
        "$.sites[0].brand",
        "$.sites[0].division",
        "$.sites[0].location.lat",
        "$.sites[0].location.lng",
        "$.sites[0].location.precision",
        "$.sites[0].location.method",
        "$.sites[0].location.source",
        "$.sites[0].citations[0].paragraph",
        "$.figures[0].of.kind",
        "$.figures[0].of.name",
        "$.figures[0].of.id",
    ] {
        assert_eq!(places.iter().filter(|found| **found == place).count(), 1, "{place}: {found:#?}");
    }
    assert_eq!(found.len(), 13, "{found:#?}");
}

#[test]
fn what_is_no_json_is_named_by_line_and_column() {
    assert_eq!(problems("{\n\"format\": oops }"), ["$: This is no JSON: line 2, column 11: expected value."]);
    assert_eq!(problems("[]"), ["$: A data set is one JSON object."]);
    assert!(problems("")[0].starts_with("$: This is no JSON: line 1, column 0"));
}

#[test]
fn what_is_in_the_database_already_can_be_referred_to() {
    let file = json!({ "format": "tongxin-atlas", "version": 1, "sites": [{
        "id": "new", "summary": {}, "pillars": [], "garbled": false, "citations": [],
        "kind": "bridge", "division": "township", "candidate_divisions": []
    }] });
    let read = Dataset::read(&file.to_string(), &full::records()).expect("a good file");
    assert_eq!(read.records.sites.len(), 1);
    assert_eq!(problems(&file.to_string()), ["$.sites[0].division: There is no division “township”."]);
}
