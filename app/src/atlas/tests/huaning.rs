//! The data of Huaning, as the repository holds it.

use super::{programmes::atlas, questions::slug};
use crate::{
    atlas::{
        Atlas,
        query::{Query, Subject, Want},
        view::{FacetField, MarkKind, Reason, RuleId, View},
    },
    domain::{
        division::Level,
        language::Language,
        record::{EntryId, Kind, Record, Records},
    },
    i18n::Locale,
};
use std::{fs, path::Path};

fn huaning() -> Atlas {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/seed/huaning.json");
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let data: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let mut records = Records::default();
    for kind in Kind::ALL {
        for body in data[kind.collection()].as_array().into_iter().flatten() {
            records.insert(Record::from_json(*kind, body).unwrap_or_else(|error| panic!("{kind} {body}: {error}")));
        }
    }
    atlas(&records)
}

fn ask(atlas: &Atlas, raw: &str) -> View {
    let (_, view) = atlas.answer(raw, Want::ALL, Language::Chinese);
    assert_eq!(view.notices, [], "{raw}");
    view
}

#[test]
fn a_square_is_found_however_it_is_written() {
    let atlas = huaning();
    for text in ["盘溪", "panxi", "px", "square", "同心", "Panxi square", "盘溪 广场", "ｐａｎｘｉ"] {
        let view = ask(&atlas, &format!("q={text}"));
        assert!(view.list.rows.iter().any(|card| card.entry.id == slug("panxi-tongxin-square")), "{text}");
    }
    assert_eq!(ask(&atlas, "q=kunming").list.total, 0);
}

#[test]
fn kinds_and_themes_are_found_in_the_words_that_rows_print() {
    let atlas = huaning();
    let total = |subject: &str, text: &str| ask(&atlas, &format!("show={subject}&q={text}")).list.total;
    for (subject, words) in [
        ("projects", ["transport", "交通", "jiaotong", "jt"]),
        ("projects", ["water", "水利", "shuili", "ＷＡＴＥＲ"]),
        ("projects", ["ethnic-unity", "ethnic unity", "民族团结", "minzutuanjie"]),
        ("organisations", ["democratic party", "Democratic Party", "民主党派", "minzhudangpai"]),
    ] {
        for word in words {
            assert!(total(subject, word) > 1, "{subject}: {word}");
        }
    }
    // Whatever is filtered by, is found in either language, and no row of it is missing.
    for subject in Subject::ALL {
        let view = ask(&atlas, &format!("show={subject}"));
        for kind in view.facets.iter().filter(|facet| facet.field == FacetField::Kind).flat_map(|facet| &facet.values) {
            for language in [Language::Chinese, Language::English] {
                let label = Locale::of(language).label(&kind.value);
                let found = ask(&atlas, &format!("show={subject}&kind={}&q={label}", kind.value)).list.total;
                assert_eq!(found, kind.count, "{subject}: {label}");
            }
        }
    }
}

#[test]
fn every_site_is_placed_or_in_the_tray() {
    let atlas = huaning();
    let view = ask(&atlas, "");
    let sites = atlas.records().sites.len();
    assert_eq!(view.list.total as usize, sites);
    assert!(view.unplaced_total > 0, "some places are not stated");
    assert_eq!(view.marks.len() + view.unplaced.len(), sites, "few enough to stand each for itself");
    assert!(
        view.marks
            .iter()
            .all(|mark| matches!(mark.what, MarkKind::Site { approximate: true, .. }) && mark.fan.is_some())
    );
}

#[test]
fn county_wide_records_fill_no_township() {
    let atlas = huaning();
    let panxi = atlas.rings_of(&EntryId::new(Kind::Division, slug("panxi-town")));
    let county = atlas.rings_of(&EntryId::new(Kind::Division, slug("huaning-county")));
    assert_eq!(panxi[0], 0, "how the county is led belongs to no town");
    assert!(county.iter().all(|ring| *ring > 0), "all five pillars: {county:?}");
    assert!(panxi.iter().zip(county).all(|(part, whole)| *part <= whole));
    let totals = ask(&atlas, "show=projects&in=panxi-town").totals;
    assert!(totals[0].left_out.iter().any(|(_, count)| *count > 0), "county-wide projects are named as left out");
}

#[test]
fn records_have_a_home_that_shows_them() {
    let atlas = huaning();
    for subject in Subject::ALL {
        let (_, view) = atlas.answer(&format!("show={subject}"), Want::ALL, Language::English);
        for card in view.list.rows {
            assert!(atlas.records().get(&card.home).is_some(), "{} is at home", card.entry);
            match card.home.kind {
                Kind::Site => assert_eq!(card.home_level, Level::Village),
                Kind::Division => assert_eq!(card.home_level, atlas.records().divisions[&card.home.id].level),
                other => panic!("{} at home in a {other}", card.entry),
            }
        }
    }
    let path = atlas.division_path(&slug("gele-village"));
    assert_eq!(
        path.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(),
        ["huaning-county", "qinglong-town", "gele-village"]
    );
    assert!(atlas.within(&slug("gele-village"), &slug("huaning-county")));
    assert!(!atlas.within(&slug("huaning-county"), &slug("gele-village")));
}

#[test]
fn chinese_names_are_sorted_by_pinyin() {
    let atlas = huaning();
    let query = Query { sort: crate::atlas::query::Sort::Name, ..Query::default() };
    let names = |language| -> Vec<String> {
        let rows = atlas.view(&query, Want::PAN, language).list.rows;
        let letters = |name: &str| name.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
        rows.iter().map(|card| letters(card.name.get(language))).collect()
    };
    let position = |start: &str| names(Language::Chinese).iter().position(|name| name.starts_with(start));
    // huá, pán, qīng, tōng
    let order = ["华溪", "盘溪", "青龙", "通红甸"].map(position);
    assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{order:?}");
    assert!(names(Language::English).is_sorted_by_key(|name| name.to_lowercase()));
}

#[test]
fn rows_at_no_site_say_what_is_known_of_their_place() {
    let atlas = huaning();
    let left_out = |raw: &str| {
        let totals = ask(&atlas, raw).totals;
        totals.into_iter().find(|total| total.rule == RuleId::Sites).map(|total| total.left_out).unwrap_or_default()
    };
    assert_eq!(left_out("show=projects&in=panxi-town"), [(Reason::NoSite, 1)], "a township is stated");
    assert_eq!(left_out("show=aid"), [(Reason::CountyWide, 1), (Reason::NoSite, 1)]);
    assert_eq!(left_out("show=working-groups"), [(Reason::CountyWide, 5)]);
}
