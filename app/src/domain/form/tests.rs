//! What is typed, the value, and what would be typed for it again.

mod alone;
mod judged;
mod words;

use super::*;
use crate::domain::{
    record::{EntryId, Record, Records},
    slug::Slug,
};
use proptest::prelude::*;
use serde_json::{Value, json};

/// One published record of each kind that a form can name, and a square county.
fn records() -> Records {
    let head = |id: &str, zh: &str, en: &str| {
        json!({ "id": id, "name": { "zh": zh, "en": en, "zh_status": "established" }, "summary": { "zh": null, "en": null },
            "pillars": [], "garbled": false, "reading_note": null, "citations": [] })
    };
    let with = |mut head: Value, own: Value| {
        head.as_object_mut().expect("an object").extend(own.as_object().expect("an object").clone());
        head
    };
    let mut records = Records::default();
    let mut add = |kind, body: Value| records.insert(Record::from_json(kind, &body).expect("a record"));
    let nothing = json!(null);
    add(
        Kind::Source,
        with(
            head("report", "报告", "Report"),
            json!({
        "kind": "report", "file": nothing, "author": { "zh": nothing, "en": nothing }, "date": nothing, "language": nothing,
        "translated_from": nothing, "licence": nothing, "note": nothing }),
        ),
    );
    let division = |level: &str, parent: Value, code: &str, location: Value| {
        json!({
        "code": code, "code_source": "report", "code_year": 2023, "level": level, "kind": "county", "parent": parent,
        "pinyin": nothing, "named_in_source": true, "location": location, "valid_from": nothing, "valid_to": nothing })
    };
    add(Kind::Division, with(head("county", "某县", "County"), division("county", json!(null), "530424", json!(null))));
    let seat = json!({ "lat": 24.2, "lng": 102.9, "precision": "township-seat", "method": "read", "source": "report",
        "entered": nothing, "cross_check": nothing });
    add(
        Kind::Division,
        with(head("town", "某镇", "Town"), division("township", json!("county"), "530424100", seat.clone())),
    );
    add(Kind::Division, with(head("lone", "孤镇", "Lone"), division("township", json!(null), "530425100", seat)));
    add(
        Kind::MapFeature,
        with(
            head("area", "某县", "County"),
            json!({
        "kind": "area", "rank": 1, "division": "county",
        "lines": [[[102.7, 24.0], [103.2, 24.0], [103.2, 24.5], [102.7, 24.5], [102.7, 24.0]]] }),
        ),
    );
    add(
        Kind::Organisation,
        with(
            head("party", "某党", "Party"),
            json!({
        "kind": "democratic party", "level": nothing, "credit_code": nothing, "members": [], "as_printed": nothing }),
        ),
    );
    add(
        Kind::Site,
        with(
            head("square", "广场", "Square"),
            json!({
        "kind": "square", "division": "town", "candidate_divisions": [], "brand": nothing, "location": nothing }),
        ),
    );
    add(
        Kind::Indicator,
        with(
            head("reach", "受益户数", "Reach"),
            json!({
        "of": { "kind": "site", "id": "square" }, "unit": "households", "ascending": true, "baseline": nothing }),
        ),
    );
    records
}

fn read(kind: Kind, raws: &[(&str, &str)]) -> Reading {
    let raws: Raws = raws.iter().map(|(path, raw)| ((*path).to_owned(), (*raw).to_owned())).collect();
    read_entry(kind, &raws, &Around::new(&records(), &[]))
}

fn problem(reading: &Reading, path: &str) -> Option<String> {
    reading.problems.iter().find(|problem| problem.path == path).map(|problem| problem.rule.en.clone())
}

const SITE: &[(&str, &str)] = &[
    ("name.zh", "新广场"),
    ("name.en", "New Square"),
    ("kind", "square"),
    ("division", "某镇"),
    ("pillars.0", "livelihood"),
    ("citations.0.source", "report"),
    ("citations.0.locator", "p. 3"),
    ("location.lat", "24°12′"),
    ("location.lng", "102,95"),
    ("location.datum", "GCJ-02"),
    ("location.method", "read from a map"),
    ("location.source", "Report"),
];

fn site(change: &[(&'static str, &'static str)]) -> Reading {
    let mut raws: Vec<(&str, &str)> =
        SITE.iter().filter(|(path, _)| !change.iter().any(|(other, _)| other == path)).copied().collect();
    raws.extend(change);
    read(Kind::Site, &raws)
}

#[test]
fn a_site_is_read_with_names_resolved_and_the_datum_kept() {
    let reading = site(&[]);
    assert_eq!(reading.problems, []);
    let fields = &reading.fields;
    assert_eq!((&fields["division"], &fields["location"]["source"]), (&json!("town"), &json!("report")));
    assert_eq!(fields["name"]["zh_status"], "established");
    let entered = &fields["location"]["entered"];
    assert_eq!((&entered["datum"], &entered["lat"], &entered["lng"]), (&json!("GCJ-02"), &json!(24.2), &json!(102.95)));
    let moved = fields["location"]["lng"].as_f64().expect("a number");
    assert!((0.0005..0.005).contains(&(102.95 - moved)), "{moved}");
    let mut body = Value::Object(fields.clone());
    body["id"] = json!("new-square");
    body["garbled"] = json!(false);
    Record::from_json(Kind::Site, &body).expect("a record");
}

#[test]
fn a_site_needs_no_pillar_of_its_own() {
    let pillars =
        fields(Kind::Site).and_then(|parts| parts.iter().find(|part| part.name == "pillars")).expect("a field");
    assert!(!pillars.required, "so that it counts for nothing in how complete an entry is");
    let without = site(&[("pillars.0", "")]);
    assert_eq!((&without.fields["pillars"], &without.problems[..]), (&json!([]), &[][..]));
}

#[test]
fn slips_with_positions_are_named() {
    let swapped = site(&[("location.lat", "102.95"), ("location.lng", "24.2")]);
    assert!(problem(&swapped, "location.lat").is_some_and(|text| text.contains("swapped")), "{swapped:?}");
    let letters = site(&[("location.lat", "102.95E"), ("location.lng", "24.2N")]);
    assert!(problem(&letters, "location.lat").is_some_and(|text| text.contains("swapped")));
    // Nothing lies 102.95° north: the letter is wrong, not the order.
    let letter = site(&[("location.lat", "24.2E")]);
    let told = problem(&letter, "location.lat").expect("a problem");
    assert!(told.contains("east or west") && !told.contains("swapped"), "{told}");
    let far = site(&[("location.lat", "25.5")]);
    let told = problem(&far, "location.lat").expect("a problem");
    assert!(told.contains("outside County") && told.contains("111."), "{told}");
    let lone = site(&[("location.lat", "25.5"), ("division", "lone")]);
    assert!(problem(&lone, "location.lat").is_some_and(|text| text.contains("from the seat of Lone")));
    let no_datum = site(&[("location.datum", "")]);
    assert!(problem(&no_datum, "location.datum").is_some());
    assert_eq!(no_datum.fields["location"], Value::Null);
    let nowhere = site(&[("location.lat", "240")]);
    assert!(problem(&nowhere, "location.lat").is_some());
}

#[test]
fn what_is_missing_or_wrong_is_named_at_its_control() {
    let empty = read(Kind::Project, &[]);
    let named: Vec<&str> = empty.problems.iter().map(|problem| &*problem.path).collect();
    assert_eq!(named, ["name.zh", "kind", "theme", "status", "pillars.0", "citations.0.source"]);
    let half = read(
        Kind::Project,
        &[("name.zh", "路"), ("citations.0.source", "nothing"), ("start", "2021"), ("end", "2020-12")],
    );
    for (path, words) in [
        ("name.en", "filled in"),
        ("citations.0.source", "no record"),
        ("citations.0.locator", "filled in"),
        ("end", "before 2021"),
    ] {
        assert!(problem(&half, path).is_some_and(|text| text.contains(words)), "{path}: {half:?}");
    }
    let hostile = read(
        Kind::Project,
        &[("theme", "a\u{202E}b"), ("kind", "x"), ("sites.0", "square"), ("sites.1", "广场"), ("name.en", "a\nb")],
    );
    for path in ["theme", "kind", "sites.1", "name.en"] {
        assert!(problem(&hostile, path).is_some(), "{path}");
    }
    assert_eq!(hostile.fields["sites"], json!(["square"]));
}

#[test]
fn money_is_read_in_either_unit_and_said_back() {
    let amount = |number: &'static str, unit: &'static str, currency: &'static str| {
        let unit = [("amount.number", number), ("amount.unit", unit), ("amount.currency", currency)];
        let reading = read(Kind::Budget, &unit);
        (reading.fields["amount"].clone(), problem(&reading, "amount.number"))
    };
    for (number, unit, fen) in [
        ("2,000,000", "", 200_000_000),
        ("200", "ten-thousand", 200_000_000),
        ("200万元", "yuan", 200_000_000),
        ("1.5 万", "", 1_500_000),
        ("0.00001", "ten-thousand", 10),
        ("12.30", "", 1230),
        ("２00", "", 20_000),
        ("１２０万", "", 120_000_000),
        ("￥１，２００．５０", "", 120_050),
        ("¥ 5万元整", "", 5_000_000),
        ("１２元整", "", 1200),
        ("整", "", -1),
        ("￥", "", -1),
        ("1,5", "", -1),
        ("12.345", "", -1),
        ("-3", "", -1),
        ("99999999999999999", "", -1),
    ] {
        let (value, problem) = amount(number, unit, "CNY");
        if fen < 0 {
            assert!(value.is_null() && problem.is_some(), "{number}: {value}");
        } else {
            assert_eq!(value["fen"], json!(fen), "{number}: {problem:?}");
        }
    }
    for (number, reads) in [("5万元", false), ("￥5", false), ("5 yuan", false), ("5万", true), ("5", true)] {
        let (value, problem) = amount(number, "", "USD");
        assert_eq!(value.is_null(), !reads, "{number}: {value}");
        assert_eq!(problem.is_some_and(|told| told.contains("another currency")), !reads, "{number}");
    }
    let date = |raw| read(Kind::Transaction, &[("date", raw)]).fields["date"].clone();
    for raw in ["2021年5月3号", "２０２１年５月３日", "２０２１－５－３", "２０２１／５／３"]
    {
        assert_eq!(date(raw), json!("2021-05-03"), "{raw}");
    }
    let words = read_back(&json!({ "fen": 200_000_000, "currency": "CNY" })).expect("words");
    assert_eq!((&*words.en, &*words.zh), ("2,000,000 yuan = 200 ten thousand yuan", "2,000,000元，即200万元"));
    assert_eq!(read_back(&json!({ "fen": 1_234_500, "currency": "CNY" })).expect("words").zh, "12,345元，即1.2345万元");
}

#[test]
fn controls_are_known_by_their_path() {
    for path in ["name.zh", "sites.0", "citations.59.paragraph", "stated_amount.number", "status"] {
        assert!(control(Kind::Project, path).is_some(), "{path}");
    }
    for path in [
        "",
        "id",
        "garbled",
        "name",
        "name.fr",
        "sites",
        "sites.60",
        "sites.01",
        "sites.x",
        "stated_amount",
        "stated_amount.fen",
        "status.x",
    ] {
        assert!(control(Kind::Project, path).is_none(), "{path}");
    }
    assert!(control(Kind::Statement, "theme").is_none());
    for kind in KINDS {
        for part in fields(*kind).expect("a form") {
            let first = read::first_control(part.shape, part.name);
            assert!(control(*kind, &first).is_some(), "{kind} {first}");
        }
    }
}

fn raw_site() -> impl Strategy<Value = Vec<(String, String)>> {
    let text = "[a-z乙-甲][a-z 乙-甲]{0,6}[a-z乙-甲]";
    (
        text,
        text,
        prop::option::of(text),
        2400..2449_u32,
        10271..10319_u32,
        prop::sample::select(vec!["WGS-84", "CGCS2000", "GCJ-02", "BD-09"]),
        0..4_usize,
    )
        .prop_map(|(zh, en, summary, lat, lng, datum, pillars)| {
            let mut raws = vec![
                ("name.zh".into(), zh),
                ("name.en".into(), en),
                ("name.zh_status".into(), "translated".into()),
                ("kind".into(), "road".into()),
                ("division".into(), "county".into()),
                ("citations.0.source".into(), "report".into()),
                ("citations.0.paragraph".into(), "2".into()),
                ("citations.0.locator".into(), "here".into()),
                ("location.lat".into(), format!("{}", f64::from(lat) / 100.0)),
                ("location.lng".into(), format!("{}", f64::from(lng) / 100.0)),
                ("location.datum".into(), datum.into()),
                ("location.precision".into(), "village".into()),
                ("location.method".into(), "seen".into()),
                ("location.source".into(), "report".into()),
            ];
            raws.extend(summary.map(|summary| ("summary.zh".to_owned(), summary)));
            for (row, pillar) in ["projects", "training", "proposals", "livelihood"][..=pillars].iter().enumerate() {
                raws.push((format!("pillars.{row}"), (*pillar).to_owned()));
            }
            raws
        })
}

proptest! {
    #[test]
    fn what_is_typed_survives_its_value(typed in raw_site()) {
        let typed: Raws = typed.into_iter().collect();
        let records = records();
        let around = Around::new(&records, &[]);
        let reading = read_entry(Kind::Site, &typed, &around);
        // Shifted points near the edge may leave the square; that is the rule of another test.
        prop_assume!(reading.problems.is_empty());
        let written = write_entry(Kind::Site, &Value::Object(reading.fields.clone()));
        prop_assert_eq!(&written, &typed);
    }

    #[test]
    fn an_old_value_can_be_typed_again(one in raw_site(), other in raw_site()) {
        let records = records();
        let around = Around::new(&records, &[]);
        let read = |typed: &Raws| Value::Object(read_entry(Kind::Site, typed, &around).fields);
        let (now, old) = (read(&one.into_iter().collect()), read(&other.into_iter().collect()));
        let typed = retyped(Kind::Site, &now, &old);
        prop_assert_eq!(read(&effective(Kind::Site, Some(&now), &typed)), old);
    }

    #[test]
    fn a_value_survives_its_raw_texts(fen in 0..1_000_000_000_000_i64, value in any::<i32>(), decimals in 0..=6_u8, women in prop::option::of(any::<u32>())) {
        let records = records();
        let body = json!({
            "amount": { "fen": fen, "currency": "CNY", "bound": "about" }, "date": "2021-05",
            "target": { "value": value, "decimals": decimals, "unit": "people", "bound": "at-least" }, "women": women,
        });
        for kind in [Kind::Transaction, Kind::IndicatorValue] {
            let raws = write_entry(kind, &body);
            let again = read_entry(kind, &raws, &Around::new(&records, &[])).fields;
            for field in ["amount", "date", "target", "women"] {
                if let Some(value) = again.get(field) {
                    prop_assert_eq!(value, &body[field], "{}", field);
                }
            }
        }
    }

    #[test]
    fn nothing_that_is_typed_breaks_the_reader(path in prop::sample::select(vec!["name.zh", "stated_amount.number", "start", "sites.0", "kind", "stated_amount.unit", "location.lat", "location.lng", "division"]), raw in "\\PC{0,30}") {
        let records = records();
        let raws = Raws::from([(path.to_owned(), raw)]);
        for kind in KINDS {
            read_entry(*kind, &raws, &Around::new(&records, &[EntryId::new(Kind::Site, Slug::new("own").expect("a slug"))]));
        }
    }
}
