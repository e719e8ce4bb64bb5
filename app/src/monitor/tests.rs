//! The monitor against a slow reading of the same records, straight from their JSON form.

use super::*;
use crate::{
    atlas::tests::programmes::{atlas, ground, programme, record},
    domain::{
        record::{Kind, Records},
        slug::Slug,
    },
};
use proptest::{collection::vec, prelude::*};
use serde_json::{Value, json};

const DAY: i64 = 86_400_000;
const NOW: i64 = 1_000 * DAY;

/// What is to be said of one record by itself, read from its JSON form.
fn naive(records: &Records, record: &Record, confirmed: &Confirmed, days: u32) -> BTreeSet<Flaw> {
    let body = record.to_json();
    let entry = record.entry_id();
    let kind = entry.kind;
    let none = |field: &str| body[field].is_null() || body[field] == json!([]);
    let all = |fields: &[&str]| fields.iter().all(|field| none(field));
    let mut flaws = BTreeSet::new();
    let mut say = |flaw, holds: bool| {
        if holds {
            flaws.insert(flaw);
        }
    };
    say(
        Flaw::NoPlace,
        match kind {
            Kind::Site => none("location"),
            Kind::Project | Kind::Aid | Kind::Service => all(&["sites", "divisions"]),
            Kind::Training => all(&["sites", "division", "place"]),
            _ => false,
        },
    );
    let amount = match kind {
        Kind::Project => "stated_amount",
        Kind::Training => "cost",
        Kind::Aid => "value",
        _ => "id",
    };
    let paid = records.transactions.values().any(|moved| moved.of == entry);
    say(Flaw::NoAmount, none(amount) && !paid);
    let period = |field: &str| body[field]["from"].is_null() && body[field]["to"].is_null();
    say(
        Flaw::NoDate,
        match kind {
            Kind::Project => all(&["start", "end"]),
            Kind::Training | Kind::Service | Kind::Transaction => none("date"),
            Kind::Aid => none("date") && period("period"),
            Kind::Figure => period("period"),
            _ => false,
        },
    );
    say(Flaw::NoSource, kind != Kind::Division && none("citations"));
    // The program asks each value; here it is the text of the whole that is looked through.
    let half = |text: &str| {
        let (zh, en) = (text.matches("\"zh\":null").count(), text.matches("\"en\":null").count());
        let both = text.matches("{\"en\":null,\"zh\":null}").count();
        zh > both || en > both
    };
    say(Flaw::NoTranslation, half(&body.to_string()));
    say(Flaw::NoName, body["name"]["zh_status"] == "translated");
    say(Flaw::DoubtfulReading, body["garbled"] == true || body["status"] == "doubtful reading");
    let told = goes_stale(kind);
    say(Flaw::Stale, told && confirmed.get(&entry).is_some_and(|at| NOW - at > i64::from(days) * DAY));
    flaws
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_survey_says_what_a_slow_reading_says(
        records in programme(), days in 1..900_u32, ages in vec(0..1_000_i64, 8), alike in 0.3..1.0_f64, near_m in 1.0..40_000.0_f64,
    ) {
        let atlas = atlas(&records);
        let thresholds = Thresholds { stale_after_days: days, near_m, alike };
        let entries = records.iter().map(|record| record.entry_id());
        let confirmed: Confirmed = entries.zip(ages.iter().cycle()).map(|(entry, age)| (entry, NOW - age * DAY)).collect();
        let found = survey(&atlas, &confirmed, NOW, &thresholds);
        let looked_after: Vec<Record> = records.iter().filter(|record| is_looked_after(&atlas, record)).collect();
        let alone = |flaw: Flaw| !matches!(flaw, Flaw::IdenticalPin | Flaw::NearDuplicate);
        for record in &looked_after {
            let entry = record.entry_id();
            let said: BTreeSet<Flaw> = found.iter().filter(|f| f.entry == entry && alone(f.flaw)).map(|f| f.flaw).collect();
            prop_assert_eq!(said, naive(&records, record, &confirmed, days), "{}", entry);
        }
        prop_assert!(found.iter().all(|f| looked_after.iter().any(|record| record.entry_id() == f.entry)));
        // Every pair was compared, although only few were looked at.
        for one in &looked_after {
            for other in &looked_after {
                let (entry, with) = (one.entry_id(), other.entry_id());
                let named = matches!(entry.kind, Kind::Organisation | Kind::WorkingGroup | Kind::Site | Kind::Project | Kind::Training);
                let same = named && duplicates::may_be_same(&atlas, one, other, &thresholds);
                let finding = Finding { entry, flaw: Flaw::NearDuplicate, with: Some(with) };
                prop_assert_eq!(found.contains(&finding), same, "{:?}", finding);
            }
        }
        let pinned: BTreeSet<EntryId> = found.iter().filter(|f| f.flaw == Flaw::IdenticalPin).map(|f| f.entry.clone()).collect();
        let exact = |site: &Value| (site["location"]["precision"] == "exact").then(|| site["location"].clone());
        let place = |location: Value| (location["lat"].clone(), location["lng"].clone());
        let sites: Vec<Value> = records.sites.values().map(|site| json!(**site)).collect();
        for site in &sites {
            let at = exact(site).map(place);
            let others = sites.iter().filter(|other| other["id"] != site["id"]).filter_map(exact).map(place);
            let shared = at.is_some() && others.into_iter().any(|other| Some(other) == at);
            let id = Slug::new(site["id"].as_str().expect("a slug")).expect("a slug");
            prop_assert_eq!(pinned.contains(&EntryId::new(Kind::Site, id)), shared);
        }
    }

    /// A count and the list behind it are the same entries.
    #[test]
    fn a_count_is_the_length_of_its_list(records in programme()) {
        let atlas = atlas(&records);
        let found = survey(&atlas, &Confirmed::new(), NOW, &Thresholds::default());
        let found: Vec<(Finding, Owners)> =
            found.into_iter().map(|finding| { let owners = Owners::of(&atlas, &finding.entry); (finding, owners) }).collect();
        let listed = |filter: &Filter| {
            let asked = Filter::from_query(&filter.to_query());
            let rows = found.iter().filter(|(finding, owners)| asked.takes(&atlas, finding, owners));
            rows.map(|(finding, _)| &finding.entry).collect::<BTreeSet<_>>().len()
        };
        let counted = counts(&atlas, &found);
        for (flaw, count) in &counted.flaws {
            prop_assert_eq!(listed(&Filter { flaw: Some(*flaw), ..Filter::default() }), *count);
        }
        for (rows, of) in [(&counted.organisations, true), (&counted.places, false)] {
            for (name, cells) in rows {
                for (group, count) in cells {
                    let (organisation, within) = if of { (Some(name.clone()), None) } else { (None, Some(name.clone())) };
                    prop_assert_eq!(listed(&Filter { group: Some(*group), flaw: None, organisation, within }), *count);
                }
            }
        }
        let all: BTreeSet<&EntryId> = found.iter().map(|(finding, _)| &finding.entry).collect();
        let placed: usize = counted.places.values().flat_map(|cells| cells.values()).sum();
        prop_assert!(placed >= all.len(), "every entry stands in some place");
    }
}

fn named(kind: Kind, id: &str, zh: &str, en: &str, mut fields: Value) -> Record {
    fields["name"] = json!({ "zh": zh, "en": en, "zh_status": "established" });
    record(kind, id, fields)
}

fn site(id: &str, zh: &str, en: &str, at: Option<(f64, f64)>) -> Record {
    let location = at.map(
        |(lat, lng)| json!({ "lat": lat, "lng": lng, "precision": "exact", "method": "measured", "source": "nbs" }),
    );
    named(
        Kind::Site,
        id,
        zh,
        en,
        json!({ "kind": "road", "division": "jia", "candidate_divisions": [], "location": location }),
    )
}

fn flaws(records: &[Record], of: &str) -> Vec<Flaw> {
    let mut all = ground();
    records.iter().for_each(|record| all.insert(record.clone()));
    let found = survey(&atlas(&all), &Confirmed::new(), NOW, &Thresholds::default());
    let mine = found.into_iter().filter(|finding| finding.entry.id.as_str() == of).map(|finding| finding.flaw);
    mine.filter(|flaw| *flaw != Flaw::NoSource).collect()
}

#[test]
fn like_names_near_one_another_may_be_the_same() {
    let here = Some((24.2, 103.1));
    let near = Some((24.203, 103.1));
    let far = Some((24.22, 103.1));
    let one = site("one", "盘溪同心文化广场", "Panxi Tongxin Culture Square", here);
    for (zh, en, at, same) in [
        ("盘溪同心文化广场", "A wholly different one", near, true),
        ("甲", "Panxi Tongxin Cultural Square", near, true),
        ("甲", "PANXI  Tongxin culture-square", near, true),
        ("盘溪同心文化广场", "Panxi Tongxin Culture Square", far, false),
        ("盘溪同心文化广场", "Panxi Tongxin Culture Square", None, true),
        ("盘溪同心文化广场二", "Panxi Tongxin Culture Square 2", near, false),
        ("盘溪同心文化广场东", "Panxi Tongxin Culture Square", near, true),
        ("盘溪同德文化广场", "Panxi Tongde Culture Square", near, false),
        ("盘溪村卫生室", "Panxi Village Clinic", near, false),
    ] {
        let found = flaws(&[one.clone(), site("two", zh, en, at)], "one");
        assert_eq!(found.contains(&Flaw::NearDuplicate), same, "{zh} {en}: {found:?}");
    }
    let vague = |division: &str| {
        let fields = json!({ "kind": "road", "division": division, "candidate_divisions": [], "location": null });
        named(Kind::Site, "two", "盘溪同心文化广场", "B", fields)
    };
    for (division, same) in [("county", true), ("jia-one", true), ("yi", false), ("other", false)] {
        let found = flaws(&[one.clone(), vague(division)], "one");
        assert_eq!(found.contains(&Flaw::NearDuplicate), same, "{division}: {found:?}");
    }
    let well = |id, zh| named(Kind::Organisation, id, zh, id, json!({ "kind": "enterprise", "members": [] }));
    assert_eq!(
        flaws(&[well("a", "云南致公建设有限公司"), well("b", "云南省致公建设有限公司")], "a"),
        [Flaw::NearDuplicate]
    );
}

#[test]
fn what_entries_say_themselves_tells_them_apart() {
    let training = |id: &str, date: Option<&str>| {
        let fields = json!({ "kind": "course", "subject": {"zh": null, "en": null}, "audience": {"zh": null, "en": null},
            "division": "jia", "sites": [], "participant_groups": [], "date": date });
        named(Kind::Training, id, "柑橘种植培训", "Training in citrus", fields)
    };
    for (one, other, same) in [
        (Some("2019"), Some("2020"), false),
        (Some("2019-05-01"), Some("2019-06"), false),
        (Some("2019-05-01"), Some("2019-05"), true),
        (Some("2019"), None, true),
    ] {
        let found = flaws(&[training("one", one), training("two", other)], "one");
        assert_eq!(found.contains(&Flaw::NearDuplicate), same, "{one:?} {other:?}");
    }
    let project = |id: &str, part_of: Option<&str>, grouped_with: &[&str]| {
        let fields = json!({ "kind": "project", "theme": "water", "status": "unknown", "sites": [], "divisions": ["jia"],
            "part_of": part_of, "grouped_with": grouped_with });
        named(Kind::Project, id, "盘溪引水工程", "Panxi water works", fields)
    };
    for (part_of, grouped_with, same) in [(None, &[][..], true), (Some("one"), &[], false), (None, &["one"], false)] {
        let found = flaws(&[project("one", None, &[]), project("two", part_of, grouped_with)], "one");
        assert_eq!(found.contains(&Flaw::NearDuplicate), same, "{part_of:?} {grouped_with:?}");
    }
}

#[test]
fn a_position_is_compared_with_the_area_of_its_division() {
    let square = |from: f64, to: f64| json!([[[103.0, from], [103.2, from], [103.2, to], [103.0, to]]]);
    let area = |id: &str, division: &str, lines: Value| {
        let fields = json!({ "kind": "area", "lines": lines, "rank": 1, "division": division });
        record(Kind::MapFeature, id, fields)
    };
    let county = area("county", "county", square(24.0, 25.0));
    let town = area("jia", "jia", square(24.0, 24.3));
    let at = |lat: f64| site("one", "甲", "A", Some((lat, 103.1)));
    for (ground, lat, expected) in [
        (vec![], 40.0, vec![]),
        (vec![county.clone()], 24.5, vec![]),
        (vec![county.clone(), town.clone()], 24.5, vec![Flaw::OutsideDivision]),
        (vec![county.clone(), town], 24.2, vec![]),
        (vec![county], 25.5, vec![Flaw::OutsideDivision]),
    ] {
        let records: Vec<Record> = ground.into_iter().chain([at(lat)]).collect();
        assert_eq!(flaws(&records, "one"), expected, "{lat}");
    }
    let zero = site("one", "甲", "A", Some((0.0, 0.0)));
    assert_eq!(flaws(&[zero], "one"), [Flaw::NullIsland]);
    let (a, b) = (site("a", "甲", "A", Some((24.2, 103.1))), site("b", "乙", "B", Some((24.2, 103.1))));
    assert_eq!(flaws(&[a, b], "b"), [Flaw::IdenticalPin]);
}

#[test]
fn an_entry_concerns_who_takes_part_and_where_it_lies() {
    let mut records = ground();
    for record in [
        site("square", "甲", "A", None),
        named(
            Kind::Project,
            "road",
            "路",
            "Road",
            json!({ "kind": "project", "theme": "water", "status": "unknown", "sites": ["square"], "divisions": ["yi"], "grouped_with": [] }),
        ),
        record(
            Kind::Participation,
            "part",
            json!({ "of": { "kind": "project", "id": "road" }, "organisation": "org-1", "role": "lead", "joint": false }),
        ),
        record(
            Kind::Transaction,
            "gift",
            json!({ "of": { "kind": "project", "id": "road" }, "kind": "donation", "in_kind": false, "provider": "org-2",
                "amount": { "fen": 1, "currency": "CNY", "bound": "exact" } }),
        ),
    ] {
        records.insert(record);
    }
    let atlas = atlas(&records);
    let owners = |kind, id: &str| {
        let owners = Owners::of(&atlas, &EntryId::new(kind, Slug::new(id).expect("a slug")));
        let words = |slugs: &BTreeSet<Slug>| slugs.iter().map(Slug::as_str).collect::<Vec<_>>().join(" ");
        (words(&owners.organisations), words(&owners.divisions))
    };
    assert_eq!(owners(Kind::Project, "road"), ("org-1".into(), "jia yi".into()));
    assert_eq!(owners(Kind::Transaction, "gift"), ("org-1 org-2".into(), "jia yi".into()));
    assert_eq!(owners(Kind::Site, "square"), (String::new(), "jia".into()));
    assert_eq!(owners(Kind::Organisation, "org-0"), ("org-0".into(), "county".into()));
}
