//! Whatever a number counts is kept, wherever a number stands: the lists of units in the tables are those of the code.

use crate::common::{Engine, full, on_both_engines};
use app::domain::{quantity::Unit, record::Records};
use serde_json::Value;
use server::{cli::import, dataset::Dataset, store::Database};

on_both_engines!(story);

/// Puts another unit wherever there is one.
fn put(unit: Unit, value: &mut Value) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(|value| put(unit, value)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if name == "unit" => *text = unit.code().to_owned(),
                    value => put(unit, value),
                }
            }
        }
        _ => {}
    }
}

async fn story(engine: &Engine) {
    let database = Database::open(&engine.fresh().await).await.expect("a database");
    let mut file: Value = serde_json::from_str(full::TEXT).expect("JSON");
    // Parts of people would be more than some of the numbers are.
    for value in file["indicator_values"].as_array_mut().expect("a list") {
        for part in ["women", "children", "ethnic_minorities"] {
            value[part] = Value::Null;
        }
    }
    for unit in Unit::ALL {
        put(*unit, &mut file);
        let text = file.to_string();
        let expected = Dataset::read(&text, &Records::default()).unwrap_or_else(|problems| panic!("{problems:#?}"));
        let count = |named: &str| text.matches(&format!("\"unit\":\"{named}\"")).count();
        assert!(count(unit.code()) > 5, "indicators, values and figures have units");
        import::import(&database, "full.json", &text, false, 0)
            .await
            .unwrap_or_else(|failure| panic!("{unit:?}: {failure:?}"));
        assert_eq!(database.published().await.expect("records").records, expected.records, "{unit:?}");
    }
    assert_eq!(database.check().await.expect("a check"), []);
}
