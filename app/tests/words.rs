//! Every word of the data that pages show has a Chinese translation.

use app::{
    domain::{
        funding::TransactionKind, language::Language, organisation::OrganisationKind, project::ProjectKind,
        quantity::Unit, service::ServiceKind, training::TrainingKind,
    },
    i18n::Locale,
};
use std::collections::BTreeSet;

/// The fields of the data set that hold words of the data, by collection.
const WORDS: &[(&str, &[&str])] = &[
    ("sites", &["kind"]),
    ("divisions", &["kind"]),
    ("sources", &["kind", "translated_from"]),
    ("organisations", &["kind", "level"]),
    ("working_groups", &["kind"]),
    ("projects", &["kind", "theme"]),
    ("trainings", &["kind"]),
    ("aid", &["kind"]),
    ("proposals", &["kind"]),
    ("statements", &["theme"]),
];

#[test]
fn every_word_of_the_huaning_data_is_translated() {
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../server/seed/huaning.json")).expect("the data");
    let data: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let mut seen = 0;
    let mut missing = BTreeSet::new();
    for (collection, fields) in WORDS {
        for record in data[collection].as_array().expect("a collection") {
            for word in fields.iter().filter_map(|field| record[field].as_str()) {
                seen += 1;
                if !Locale::has_word(word) {
                    missing.insert(format!("{collection}: {word}"));
                }
            }
        }
    }
    assert!(seen > 200, "only {seen} words were looked at");
    assert!(missing.is_empty(), "without a translation: {missing:?}");
}

#[test]
fn every_code_that_pages_show_is_translated() {
    let codes = (OrganisationKind::ALL.iter().map(|kind| kind.code().to_owned()))
        .chain(ProjectKind::ALL.iter().map(|kind| kind.code().to_owned()))
        .chain(TrainingKind::ALL.iter().map(|kind| kind.code().to_owned()))
        .chain(TransactionKind::ALL.iter().map(|kind| kind.code().to_owned()))
        .chain(ServiceKind::ALL.iter().map(|kind| kind.code().to_owned()))
        .chain(Unit::ALL.iter().map(|unit| format!("unit:{unit}")));
    let missing: Vec<String> = codes.filter(|code| !Locale::has_word(code)).collect();
    assert!(missing.is_empty(), "without a translation: {missing:?}");
}

/// The full data set of the tests fills every field of every kind.
#[test]
fn every_field_has_a_name() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../server/tests/all/data/full.json"));
    let data: serde_json::Value = serde_json::from_str(&text.expect("the data")).expect("JSON");
    let mut fields = BTreeSet::new();
    for records in data.as_object().expect("collections").values().filter_map(serde_json::Value::as_array) {
        let records = records.iter().filter_map(serde_json::Value::as_object);
        fields.extend(records.flat_map(|record| record.keys().cloned()));
    }
    fields.remove("id");
    assert!(fields.len() > 90, "only {} fields were looked at", fields.len());
    for language in Language::ALL {
        let texts = Locale::of(*language).fields();
        let missing: Vec<_> = fields.iter().filter(|field| texts.label(field).is_none()).collect();
        assert!(missing.is_empty(), "without a name in {language}: {missing:?}");
    }
}

/// Every control of every form has words in both languages.
#[test]
fn every_control_has_words() {
    use app::domain::{
        form::{self, Part, Shape},
        language::Language,
    };
    fn walk(parts: &[Part], texts: &app::i18n::DraftTexts) {
        for part in parts {
            let own = texts.labels.iter().any(|(name, _)| *name == part.name);
            assert!(own || texts.fields.label(part.name).is_some(), "no words for {}", part.name);
            let mut shape = part.shape;
            while let Shape::List(item) = shape {
                shape = *item;
            }
            match (shape, form::composed_parts(shape)) {
                (Shape::Parts(parts, _), _) | (_, Some(parts)) => walk(parts, texts),
                (Shape::Code(codes, _), None) => {
                    // An English word is its own.
                    let chinese = Locale::of(Language::Chinese).drafts();
                    let missing: Vec<_> =
                        codes.iter().filter(|code| chinese.code(code).is_none() && !Locale::has_word(code)).collect();
                    assert!(missing.is_empty(), "no words for {missing:?}");
                }
                _ => {}
            }
        }
    }
    for language in [Language::Chinese, Language::English] {
        let texts = Locale::of(language).drafts();
        for kind in form::KINDS {
            assert!(!texts.kind(kind.code()).is_empty(), "{kind}");
            walk(form::fields(*kind).expect("a form"), texts);
        }
    }
}
