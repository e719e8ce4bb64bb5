//! Questions as URLs, and random questions for the other tests.

use super::programmes::{DIVISIONS, KINDS, ORGANISATIONS, STATUSES, TAUGHT, atlas, ground};
use crate::{
    atlas::query::{Clause, Has, Predicate, Problem, Query, Sort, Subject, Want},
    domain::{
        geo::Bounds, language::Language, organisation::Role, pillar::Pillar, project::ProjectStatus, record::Kind,
        site::Brand, slug::Slug, text::Text,
    },
};
use proptest::{
    collection::{btree_set, vec},
    option,
    prelude::*,
    sample::select,
};

pub(super) fn slug(raw: &str) -> Slug {
    Slug::new(raw).expect("a slug")
}

pub(super) fn text(raw: &str) -> Text {
    Text::new(raw).expect("a text")
}

fn organisation() -> impl Strategy<Value = Slug> {
    (0..=ORGANISATIONS).prop_map(|number| slug(&format!("org-{number}")))
}

fn status() -> impl Strategy<Value = ProjectStatus> {
    select(&STATUSES[..]).prop_map(|code| ProjectStatus::from_code(code).expect("a status"))
}

prop_compose! {
    fn has()(record in select(&[Kind::Project, Kind::Training, Kind::Figure, Kind::Site, Kind::Transaction][..]), status in option::of(status()),
        organisation in option::of(organisation()), role in option::of(select(&[Role::Funding, Role::Implementing][..])),
        amount_stated in option::of(any::<bool>())) -> Has {
        Has { record, organisation, role, status, amount_stated }
    }
}

/// What a phrase is asked for by.
fn known([zh, en]: [Option<&str>; 2]) -> Text {
    text(zh.or(en).unwrap_or("volcanoes"))
}

fn predicate() -> impl Strategy<Value = Predicate> {
    prop_oneof![
        btree_set((0..DIVISIONS.len()).prop_map(|number| slug(DIVISIONS[number].0)), 1..3).prop_map(Predicate::Within),
        btree_set(select(Pillar::ALL), 1..3).prop_map(Predicate::Pillar),
        btree_set(select(&KINDS[..]).prop_map(text), 1..3).prop_map(Predicate::Kind),
        btree_set(organisation(), 1..3).prop_map(Predicate::Organisation),
        btree_set(status(), 1..3).prop_map(Predicate::Status),
        Just(Predicate::Brand([Brand::Tongxin].into())),
        btree_set(select(&["water", "health", "volcanoes"][..]).prop_map(text), 1..3).prop_map(Predicate::Theme),
        btree_set(select(&TAUGHT[..]).prop_map(known), 1..3).prop_map(Predicate::Taught),
        btree_set(select(&TAUGHT[..]).prop_map(known), 1..3).prop_map(Predicate::Audience),
        btree_set(2018..2022u16, 1..3).prop_map(Predicate::Year),
        btree_set(organisation(), 1..3).prop_map(Predicate::Giver),
        btree_set(organisation(), 1..3).prop_map(Predicate::Receiver),
        has().prop_map(Predicate::Has),
    ]
}

fn bounds() -> impl Strategy<Value = Bounds> {
    (24.1..24.4f64, 24.1..24.4f64, 102.8..103.2f64, 102.8..103.2f64).prop_map(|(one, other, left, right)| Bounds {
        south: one.min(other),
        north: one.max(other),
        west: left.min(right),
        east: left.max(right),
    })
}

prop_compose! {
    /// A random question about a random programme.
    pub(super) fn query()(subject in select(Subject::ALL), clauses in vec((any::<bool>(), predicate()), 0..3),
        text in option::weighted(0.3, select(&["px", "PANXI", "广场", "tongxin 路", "jz", "road", "nothing of that"][..])),
        bounds in option::of(bounds()), zoom in option::of(0..=Query::ZOOM_MAX), sort in select(Sort::ALL)) -> Query {
        let clauses = clauses.into_iter().map(|(not, what)| Clause { not, what }).collect();
        Query { subject, clauses, text: text.map(self::text), bounds, zoom, sort, page: 1 }
    }
}

/// The parts that URLs of nonsense are made of: real parameters with wrong values, and noise.
fn nonsense() -> impl Strategy<Value = String> {
    let pair = (
        "show|in|pillar|kind|org|status|brand|theme|taught|audience|year|giver|receiver|has|q|bbox|z|sort|page|lat|lng|sel|lang|x",
        "(-|[+]|%)?[ -~同%]{0,12}",
    )
        .prop_map(|(parameter, value)| format!("{parameter}={value}"));
    prop_oneof![vec(pair, 0..8).prop_map(|pairs| pairs.join("&")), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn a_canonical_question_survives_its_url(query in query(), page in 1..9u32) {
        // What a URL says is canonical: one condition per parameter and sign, sorted.
        let (canonical, notices) = Query::from_url(&Query { page, ..query }.to_url());
        prop_assert_eq!(&notices, &[]);
        let (again, notices) = Query::from_url(&canonical.to_url());
        prop_assert_eq!(&notices, &[]);
        prop_assert_eq!(&again, &canonical);
        prop_assert_eq!(again.to_url(), canonical.to_url());
    }

    #[test]
    fn one_condition_per_parameter_survives_whole(query in query()) {
        let mut query = query;
        query.clauses.sort();
        query.clauses.dedup();
        let same = |one: &Clause, other: &Clause| one.not == other.not
            && std::mem::discriminant(&one.what) == std::mem::discriminant(&other.what)
            && !matches!(one.what, Predicate::Has(_));
        query.clauses.dedup_by(|one, other| same(one, other));
        prop_assert_eq!(Query::from_url(&query.to_url()).0, query);
    }

    #[test]
    fn nonsense_asks_something_sensible(raw in nonsense()) {
        let (query, notices) = atlas(&ground()).question(&raw);
        prop_assert!(notices.len() <= 20);
        prop_assert!(notices.iter().all(|notice| notice.value.chars().count() <= 60));
        prop_assert!(query.page >= 1 && query.zoom.is_none_or(|zoom| zoom <= Query::ZOOM_MAX));
        prop_assert!(query.bounds.is_none_or(|b| b.south <= b.north && b.west <= b.east));
        prop_assert_eq!(Query::from_url(&query.to_url()).0, query);
    }
}

/// The problems that a URL is told of, as `parameter: problem`.
fn problems(raw: &str) -> Vec<String> {
    let (_, notices) = atlas(&ground()).question(raw);
    notices.into_iter().map(|notice| format!("{}: {}", notice.parameter, notice.problem)).collect()
}

#[test]
fn each_mistake_is_named() {
    for (raw, problem) in [
        ("lat=abc", "lat: not-a-number"),
        ("lng=1e999", "lng: not-a-number"),
        ("z=999", "z: not-a-number"),
        ("z=NaN", "z: not-a-number"),
        ("page=0", "page: not-a-number"),
        ("bbox=1,2,3", "bbox: not-a-number"),
        ("bbox=3,1,1,2", "bbox: not-a-number"),
        ("color=red", "color: unknown"),
        ("pillar=money", "pillar: no-such-value"),
        ("in=atlantis", "in: no-such-value"),
        ("in=No Slug", "in: no-such-value"),
        ("org=-nobody", "org: no-such-value"),
        ("kind=volcano", "kind: no-such-value"),
        ("theme=volcano", "theme: no-such-value"),
        ("taught=volcano", "taught: no-such-value"),
        ("audience=-volcano", "audience: no-such-value"),
        ("year=soon", "year: not-a-number"),
        ("year=1234", "year: not-a-number"),
        ("giver=nobody", "giver: no-such-value"),
        ("receiver=-nobody", "receiver: no-such-value"),
        ("has=volcano", "has: no-such-value"),
        ("has=project.org_nobody", "has: no-such-value"),
        ("has=project.colour_red", "has: no-such-value"),
        ("q=%ff%fe", "q: unreadable"),
        ("q=%E2%80%AE", "q: unreadable"),
        ("page=2&page=3", "page: twice"),
        ("q=a&q=b", "q: twice"),
        ("sort=name&sort=records", "sort: twice"),
        ("lat=24&lng=103&z=9&lat=25", "lat: twice"),
        ("lat=24.2", "lat: alone"),
        ("lng=103&z=9", "lng: alone"),
        ("sel=nope", "sel: no-such-value"),
        ("sel=No+Slug", "sel: no-such-value"),
    ] {
        assert_eq!(problems(raw), [problem], "{raw}");
    }
    assert!(problems("lat=24.2&lng=103&z=12.4&sel=&lang=zh&q=&in=&page=&show=sites").is_empty());
    assert!(problems("in=jia&in=-jia-one&org=org-1&status=under+way&has=project.amount_missing").is_empty());
}

#[test]
fn conditions_are_read_up_to_a_number_and_the_rest_is_named() {
    let many = (0..40).map(|n| format!("has=project.org_o{n}&")).collect::<String>();
    let (query, notices) = Query::from_url(&format!("{many}has=project.org_o1&has=-training"));
    assert_eq!(query.clauses.len(), Query::HAS_MAX);
    assert!(!notices.is_empty() && notices.iter().all(|notice| notice.problem == Problem::TooMany), "{notices:?}");
    let (query, notices) = Query::from_url(&"has=training&".repeat(40));
    assert_eq!((query.clauses.len(), notices.len()), (1, 0), "one that is said again is no more");
}

#[test]
fn a_page_that_is_not_there_is_named() {
    let (_, view) = atlas(&ground()).answer("page=999", Want::ALL, Language::English);
    let told: Vec<_> = view.notices.iter().map(|notice| (&*notice.parameter, &*notice.value, notice.problem)).collect();
    assert_eq!(told, [("page", "999", Problem::Beyond)]);
}

#[test]
fn the_nearest_sensible_question_is_asked() {
    assert_eq!(Query::from_url("z=999").0.zoom, Some(18));
    assert_eq!(Query::from_url("z=11.6").0.zoom, Some(12));
    assert_eq!(
        Query::from_url("bbox=-500,-91,500,91").0.bounds,
        Some(Bounds { south: -90.0, west: -180.0, north: 90.0, east: 180.0 })
    );
    let (query, notices) = Query::from_url(&format!("q={}", "长".repeat(5_000)));
    assert_eq!(query.text.map(|text| text.chars().count()), Some(Query::TEXT_MAX));
    assert_eq!(notices[0].problem, Problem::TooLong);
    assert_eq!(atlas(&ground()).question("in=jia&in=nowhere").0, Query::from_url("in=jia").0);
    assert_eq!(atlas(&ground()).question("in=nowhere").0, Query::default());
}

#[test]
fn what_means_the_same_is_written_the_same() {
    let canonical = "show=projects&in=jia&in=yi&pillar=-training&q=a+b";
    assert_eq!(
        Query::from_url("q=++a%20b&in=yi&pillar=-training&in=jia&show=projects&in=yi&page=1&sort=place").0.to_url(),
        canonical
    );
    assert_eq!(Query::default().to_url(), "");
    let dash = Clause { not: false, what: Predicate::Kind([text("-x")].into()) };
    let query = Query { clauses: vec![dash], ..Query::default() };
    assert_eq!(query.to_url(), "kind=%2B-x");
    assert_eq!(Query::from_url("kind=%2B-x").0, query);
}
