//! Random programmes, small enough to be asked naively and odd enough to hold every case: shared points, unplaced
//! sites, county-wide records, parts of parts and circles of them, references to what is not there.

use crate::{
    atlas::{Atlas, Published},
    domain::{
        change::Version,
        record::{Kind, Record, Records},
    },
};
use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::{Index, select},
};
use serde_json::{Value, json};

/// Names with their pinyin and initials, written by hand.
pub(super) const NAMES: [[&str; 4]; 6] = [
    ["盘溪广场", "Panxi Square", "panxiguangchang", "pxgc"],
    ["同心路", "Tongxin Road", "tongxinlu", "txl"],
    ["青龙水窖", "Qinglong Cellar", "qinglongshuijiao", "qlsj"],
    ["华溪诊所", "Huaxi Clinic", "huaxizhensuo", "hxzs"],
    ["甲镇", "Jia Town", "jiazhen", "jz"],
    ["乙乡", "Yi Township", "yixiang", "yx"],
];
/// The pillars' codes.
const PILLARS: [&str; 5] = ["organisation", "projects", "training", "proposals", "livelihood"];
/// Words of sites' kinds.
pub(super) const KINDS: [&str; 3] = ["square", "road", "clinic"];
/// Statuses in use.
pub(super) const STATUSES: [&str; 3] = ["under way", "carried out", "unknown"];
/// Subjects and audiences of trainings in Chinese and English: some in both, some in one, some in none.
pub(super) const TAUGHT: [[Option<&str>; 2]; 4] =
    [[Some("柑橘"), Some("citrus")], [Some("刺绣"), None], [None, Some("-citrus & walnut")], [None, None]];
/// How many organisations there are.
pub(super) const ORGANISATIONS: usize = 4;
/// Divisions: slug, level, code, parent. The programme's is `county`; `other` lies beside it.
pub(super) const DIVISIONS: [(&str, &str, &str, &str); 9] = [
    ("province", "province", "530000", ""),
    ("county", "county", "530424", "province"),
    ("jia", "township", "530424100", "county"),
    ("yi", "township", "530424101", "county"),
    ("jia-one", "village", "530424100201", "jia"),
    ("jia-two", "village", "530424100202", "jia"),
    ("yi-one", "village", "530424101201", "yi"),
    ("other", "county", "530425", "province"),
    ("bing", "township", "530425100", "other"),
];
/// Points that sites share.
const SEATS: [[f64; 2]; 3] = [[24.2247, 103.101], [24.3383, 103.07], [24.19, 102.92]];

/// A record of a kind from the fields that matter; the ones that every record has are put in.
pub(crate) fn record(kind: Kind, id: &str, mut fields: Value) -> Record {
    let common = json!({ "id": id, "name": null, "summary": {"zh": null, "en": null}, "pillars": [], "garbled": false,
        "reading_note": null, "citations": [] });
    for (field, value) in common.as_object().expect("an object") {
        if fields.get(field).is_none() {
            fields[field] = value.clone();
        }
    }
    Record::from_json(kind, &fields).unwrap_or_else(|error| panic!("{kind}/{id}: {error}"))
}

fn name(number: usize) -> Value {
    let [zh, en, ..] = NAMES[number % NAMES.len()];
    json!({ "zh": zh, "en": en, "zh_status": "established" })
}

/// The divisions, the programme and the organisations, which are the same in every programme.
pub(crate) fn ground() -> Records {
    let mut records = Records::default();
    for (number, (id, level, code, parent)) in DIVISIONS.iter().enumerate() {
        let parent = (!parent.is_empty()).then_some(parent);
        records.insert(record(Kind::Division, id, json!({ "code": code, "code_source": "nbs", "code_year": 2023,
            "level": level, "kind": "division", "parent": parent, "named_in_source": true, "name": name(4 + number % 2) })));
    }
    records.insert(record(
        Kind::Programme,
        "programme",
        json!({ "division": "county", "fictional": true,
        "map_credit": {"zh": null, "en": null} }),
    ));
    for number in 0..ORGANISATIONS {
        records.insert(record(
            Kind::Organisation,
            &format!("org-{number}"),
            json!({ "kind": "enterprise", "members": [],
            "pillars": ["organisation"], "name": name(number) }),
        ));
    }
    records
}

prop_compose! {
    fn slugs(prefix: &'static str, count: usize, most: usize)(numbers in vec(0..count, 0..=most)) -> Vec<String> {
        numbers.into_iter().map(|number| format!("{prefix}-{number}")).collect()
    }
}

prop_compose! {
    fn divisions(most: usize)(numbers in vec(0..DIVISIONS.len() + 1, 0..=most)) -> Vec<String> {
        // One more than there are: a reference to nothing.
        numbers.into_iter().map(|number| DIVISIONS.get(number).map_or("nowhere", |d| d.0).to_owned()).collect()
    }
}

fn pillars() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::sample::subsequence(PILLARS.to_vec(), 0..=2)
}

prop_compose! {
    fn location()(seat in any::<Index>(), apart in any::<bool>(), lat in 24.1..24.4f64, lng in 102.8..103.2f64,
        precision in select(&["exact", "village", "township-seat", "township", "county"][..])) -> Value {
        let [lat, lng] = if apart { [lat, lng] } else { SEATS[seat.index(SEATS.len())] };
        json!({ "lat": lat, "lng": lng, "precision": precision, "method": "made up", "source": "nbs" })
    }
}

prop_compose! {
    /// A site.
    pub(super) fn site(number: usize)(division in 0..DIVISIONS.len(), kind in select(&KINDS[..]), title in 0..6usize,
        brand in option::of(Just("tongxin")), location in option::weighted(0.8, location()), pillars in pillars()) -> Record {
        record(Kind::Site, &format!("site-{number}"), json!({ "kind": kind, "division": DIVISIONS[division].0, "brand": brand,
            "candidate_divisions": [], "location": location, "name": name(title), "pillars": pillars }))
    }
}

/// A date, if any, as exact as it may be.
fn date() -> impl Strategy<Value = Option<&'static str>> {
    option::of(select(&["2018", "2019-05", "2019-12-31", "2021-01"][..]))
}

prop_compose! {
    fn transaction(number: usize)(of in about(), kind in select(&["commitment", "disbursement", "donation"][..]),
        amount in amount(), goods in proptest::bool::weighted(0.3), date in date(), provider in option::of(0..ORGANISATIONS + 1),
        receiver in option::of(0..ORGANISATIONS)) -> Record {
        let organisation = |number: Option<usize>| number.map(|number| format!("org-{number}"));
        record(Kind::Transaction, &format!("transaction-{number}"), json!({ "of": of, "kind": kind, "amount": amount,
            "in_kind": goods, "date": date, "provider": organisation(provider), "receiver": organisation(receiver) }))
    }
}

prop_compose! {
    fn amount()(fen in 0..9_000i64, currency in select(&["CNY", "CNY", "USD"][..]),
        bound in select(&["exact", "exact", "more-than", "nearly"][..])) -> Value {
        json!({ "fen": fen * 100, "currency": currency, "bound": bound })
    }
}

prop_compose! {
    /// A project; its parts may go in circles.
    pub(super) fn project(number: usize, sites: usize)(status in select(&STATUSES[..]), title in option::of(0..6usize),
        divisions in divisions(2), sites in slugs("site", sites + 1, 3), part_of in option::of(0..14usize),
        amount in option::of(amount()), pillars in pillars(), theme in select(&["water", "health"][..]),
        start in date(), end in date()) -> Record {
        // The last day does not come before the first.
        let (start, end) = if start <= end { (start, end) } else { (end, start) };
        record(Kind::Project, &format!("project-{number}"), json!({ "kind": "project", "theme": theme, "brand": null,
            "start": start, "end": end,
            "status": status, "sites": sites, "divisions": divisions, "grouped_with": [], "stated_amount": amount,
            "part_of": part_of.map(|part| format!("project-{part}")), "name": title.map(name), "pillars": pillars }))
    }
}

prop_compose! {
    fn training(number: usize)(divisions in divisions(1), sites in slugs("site", 20, 2), pillars in pillars(),
        part_of in option::of(0..14usize), taught in select(&TAUGHT[..]), audience in select(&TAUGHT[..])) -> Record {
        let phrase = |[zh, en]: [Option<&str>; 2]| json!({ "zh": zh, "en": en });
        record(Kind::Training, &format!("training-{number}"), json!({ "kind": "course", "pillars": pillars,
            "subject": phrase(taught), "audience": phrase(audience), "division": divisions.first(),
            "sites": sites, "participant_groups": [], "part_of": part_of.map(|part| format!("project-{part}")) }))
    }
}

prop_compose! {
    fn service(number: usize)(divisions in divisions(2), sites in slugs("site", 20, 2), pillars in pillars(),
        organiser in 0..ORGANISATIONS, group in 0..2usize) -> Record {
        record(Kind::Service, &format!("service-{number}"), json!({ "kind": "legal", "pillars": pillars, "sites": sites,
            "organiser": format!("org-{organiser}"), "working_group": format!("group-{group}"), "divisions": divisions }))
    }
}

prop_compose! {
    fn aid(number: usize)(divisions in divisions(2), sites in slugs("site", 20, 2), pillars in pillars(),
        donors in slugs("org", ORGANISATIONS + 1, 2)) -> Record {
        record(Kind::Aid, &format!("aid-{number}"), json!({ "kind": "in kind", "goods": [], "donors": donors, "sites": sites,
            "recipients": {"zh": null, "en": null}, "divisions": divisions, "pillars": pillars }))
    }
}

prop_compose! {
    fn proposal(number: usize)(divisions in divisions(1), pillars in pillars()) -> Record {
        record(Kind::Proposal, &format!("proposal-{number}"), json!({ "kind": "report", "counts": {"zh": null, "en": null},
            "topics": [], "methods": [], "divisions": divisions, "pillars": pillars }))
    }
}

prop_compose! {
    fn group(number: usize)(members in slugs("org", ORGANISATIONS, 3)) -> Record {
        record(Kind::WorkingGroup, &format!("group-{number}"), json!({ "kind": "service group", "lead": members.first(),
            "head": {"zh": null, "en": null}, "members": members, "pillars": ["organisation"] }))
    }
}

/// Something that a figure or a statement can be about.
fn about() -> impl Strategy<Value = Value> {
    let of = |kind: &'static str, prefix: &'static str, count: usize| {
        (0..count).prop_map(move |number| json!({ "kind": kind, "id": format!("{prefix}-{number}") }))
    };
    prop_oneof![
        of("site", "site", 20),
        of("project", "project", 12),
        of("training", "training", 6),
        of("service", "service", 4),
        of("organisation", "org", ORGANISATIONS),
        (0..DIVISIONS.len()).prop_map(|number| json!({ "kind": "division", "id": DIVISIONS[number].0 })),
    ]
}

prop_compose! {
    fn figure(number: usize)(of in about(), pillars in pillars(), unit in select(&["fen", "people"][..]),
        contained in slugs("figure", 10, 1)) -> Record {
        record(Kind::Figure, &format!("figure-{number}"), json!({ "of": of, "pillars": pillars, "as_printed": "7",
            "quantity": { "value": 7, "decimals": 0, "unit": unit, "bound": "exact" }, "counts": {"zh": null, "en": null},
            "status": "reported", "may_be_contained_in": contained }))
    }
}

prop_compose! {
    fn statement(number: usize)(of in about(), pillars in pillars(), organisations in slugs("org", ORGANISATIONS, 1)) -> Record {
        record(Kind::Statement, &format!("statement-{number}"), json!({ "of": of, "pillars": pillars, "theme": "outcome",
            "organisations": organisations }))
    }
}

prop_compose! {
    fn participation(number: usize)(of in about(), organisation in 0..ORGANISATIONS + 1,
        role in select(&["funding", "implementing"][..])) -> Record {
        record(Kind::Participation, &format!("part-{number}"), json!({ "of": of, "role": role, "joint": false,
            "organisation": format!("org-{organisation}") }))
    }
}

/// As many records as there are numbers below a random one.
fn some<Made: Strategy<Value = Record>>(most: usize, make: fn(usize) -> Made) -> impl Strategy<Value = Vec<Record>> {
    (0..=most).prop_flat_map(move |count| (0..count).map(make).collect::<Vec<_>>())
}

/// A random programme.
pub(crate) fn programme() -> impl Strategy<Value = Records> {
    let places = (some(30, site), some(12, |number| project(number, 30)), some(6, training), some(3, aid));
    let rest = (
        some(3, proposal),
        some(4, service),
        some(2, group),
        some(10, figure),
        some(6, statement),
        some(12, participation),
        some(8, transaction),
    );
    (places, rest).prop_map(
        |((sites, projects, trainings, aid), (proposals, services, groups, figures, statements, parts, moved))| {
            let mut records = ground();
            [sites, projects, trainings, aid, proposals, services, groups, figures, statements, parts, moved]
                .into_iter()
                .flatten()
                .for_each(|record| records.insert(record));
            records
        },
    )
}

/// The Atlas of records.
pub(crate) fn atlas(records: &Records) -> Atlas {
    Atlas::build(Published { version: Version(1), records: records.clone(), ..Published::default() })
}
