use super::*;
use crate::domain::record::{Kind, Record};
use proptest::prelude::*;
use serde_json::json;

fn change(field: &str, language: Option<Language>, step: Step) -> Difference {
    Difference { field: field.into(), language, step }
}

#[test]
fn each_field_says_what_became_of_it() {
    let before = json!({
        "id": "a", "name": { "zh": "甲", "en": "A", "zh_status": "translated" }, "summary": { "zh": null, "en": "old" },
        "kind": "park", "brand": "tongxin", "location": null, "sites": ["x", "y"], "citations": [], "goods": ["p", "p"],
    });
    let after = json!({
        "id": "a", "name": { "zh": "乙", "en": "A", "zh_status": "established" }, "summary": { "zh": "新", "en": null },
        "kind": "square", "brand": null, "location": null, "sites": ["z", "x"], "goods": ["p"], "opened": "2021",
    });
    assert_eq!(
        differences(&before, &after),
        [
            change("name", Some(Language::Chinese), Step::Changed { from: json!("甲"), to: json!("乙") }),
            change("summary", Some(Language::Chinese), Step::Added(json!("新"))),
            change("summary", Some(Language::English), Step::Removed(json!("old"))),
            change("kind", None, Step::Changed { from: json!("park"), to: json!("square") }),
            change("sites", None, Step::Members { added: vec![json!("z")], removed: vec![json!("y")] }),
            change("brand", None, Step::Removed(json!("tongxin"))),
            change("goods", None, Step::Members { added: vec![], removed: vec![json!("p")] }),
            change("opened", None, Step::Added(json!("2021"))),
        ]
    );
    let order = differences(&json!({ "sites": ["x", "y"] }), &json!({ "sites": ["y", "x"] }));
    assert_eq!(order, [change("sites", None, Step::Order(vec![json!("y"), json!("x")]))]);
    let name = |status| json!({ "name": { "zh": "甲", "en": "A", "zh_status": status } });
    let status = Step::Changed { from: json!("translated"), to: json!("established") };
    assert_eq!(differences(&name("translated"), &name("established")), [change("zh_status", None, status)]);
}

#[test]
fn an_entry_is_made_changed_archived_and_comes_back() {
    let body = json!({ "id": "a", "kind": "park" });
    let all = || vec![change("kind", None, Step::Added(json!("park")))];
    assert_eq!(turn(None, &body), Turn::Made(all()));
    assert_eq!(turn(Some(&Value::Null), &body), Turn::Back(all()));
    assert_eq!(turn(Some(&body), &Value::Null), Turn::Archived);
    assert_eq!(turn(Some(&body), &body), Turn::Changed(vec![]));
}

/// The full data set of the tests fills every field of every kind.
fn full() -> Vec<Record> {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../server/tests/all/data/full.json"));
    let data: Value = serde_json::from_str(&text.expect("the data")).expect("JSON");
    let records = Kind::ALL.iter().flat_map(|kind| {
        let all = data[kind.collection()].as_array().expect("a collection").iter();
        all.map(|body| Record::from_json(*kind, body).expect("a record"))
    });
    records.collect()
}

/// Every value is read as what it is: no JSON is shown to anybody, and every name of a record is known as one.
#[test]
fn every_value_of_every_kind_is_understood() {
    let records = full();
    let slugs: Vec<String> = records.iter().map(|record| record.head().id.to_string()).collect();
    fn leaves(reading: Reading) -> Vec<Reading> {
        match reading {
            Reading::List(all) => all.into_iter().flat_map(leaves).collect(),
            other => vec![other],
        }
    }
    let mut seen = 0;
    for record in &records {
        let entry = record.entry_id();
        for Difference { field, step, .. } in differences(&Value::Null, &record.to_json()) {
            let values = match step {
                Step::Added(value) => vec![value],
                Step::Members { added, .. } => added,
                other => panic!("{field} of {entry}: {other:?}"),
            };
            for reading in values.iter().flat_map(|value| leaves(read(&field, value))) {
                seen += 1;
                match reading {
                    Reading::Other(json) => panic!("{field} of {entry}: {json}"),
                    Reading::Text(text) => assert!(!slugs.contains(&text), "{field} of {entry}: {text}"),
                    Reading::Record(named) => {
                        assert!(records.iter().any(|one| one.entry_id() == named), "{field} of {entry}: {named}");
                    }
                    _ => {}
                }
            }
        }
    }
    assert!(seen > 300, "only {seen} values were looked at");
}

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![Just(Value::Null), "[a-c]".prop_map(Value::from), (0..3_i64).prop_map(Value::from)]
}

fn body() -> impl Strategy<Value = Value> {
    let phrase = (scalar(), scalar()).prop_map(|(zh, en)| json!({ "zh": zh, "en": en }));
    let list = proptest::collection::vec("[a-d]", 0..5).prop_map(|items| json!(items));
    let field = prop_oneof![scalar(), phrase, list];
    proptest::collection::btree_map("[p-t]", field, 0..5).prop_map(|fields| json!(fields))
}

proptest! {
    /// Whoever has the body before and the differences knows what every field holds now, and nothing else is claimed.
    #[test]
    fn differences_are_all_there_is(before in body(), after in body()) {
        let found = differences(&before, &after);
        for field in ["p", "q", "r", "s", "t"] {
            let (from, to) = (&before[field], &after[field]);
            let named: Vec<_> = found.iter().filter(|one| one.field == field).collect();
            prop_assert_eq!(named.is_empty(), from == to || (is_nothing(from) && is_nothing(to)), "{} {}", from, to);
            for one in named {
                let part = |value: &Value| one.language.map_or(value.clone(), |language| value[language.code()].clone());
                match &one.step {
                    Step::Added(value) => prop_assert!(is_nothing(&part(from)) && part(to) == *value),
                    Step::Removed(value) => prop_assert!(part(from) == *value && is_nothing(&part(to))),
                    Step::Changed { from: old, to: new } => prop_assert!(part(from) == *old && part(to) == *new),
                    Step::Order(now) => prop_assert_eq!(to, &json!(now)),
                    Step::Members { added, removed } => {
                        let mut list = from.as_array().cloned().unwrap_or_default();
                        for gone in removed {
                            let position = list.iter().position(|item| item == gone).expect("it was there");
                            list.remove(position);
                        }
                        list.extend(added.iter().cloned());
                        let mut now = to.as_array().cloned().unwrap_or_default();
                        list.sort_by_key(Value::to_string);
                        now.sort_by_key(Value::to_string);
                        prop_assert_eq!(list, now);
                    }
                }
            }
        }
    }
}
