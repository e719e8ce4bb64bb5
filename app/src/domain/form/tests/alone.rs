//! The reader without the records, as the browser has it, against the reader with them.

use super::*;

/// The paths of all controls below a shape; of a list, those of two rows.
fn controls(shape: Shape, path: &str) -> Vec<(String, Shape)> {
    let parts = match shape {
        Shape::Parts(parts, _) => parts,
        Shape::List(item) => return (0..2).flat_map(|row| controls(*item, &below(path, row))).collect(),
        other => match composed_parts(other) {
            Some(parts) => parts,
            None => return vec![(path.to_owned(), other)],
        },
    };
    parts.iter().flat_map(|part| controls(part.shape, &below(path, part.name))).collect()
}

fn controls_of(kind: Kind) -> Vec<(String, Shape)> {
    fields(kind).expect("a form").iter().flat_map(|part| controls(part.shape, part.name)).collect()
}

/// What a person might type anywhere: good values of every shape, and bad ones.
const TYPED: [&str; 32] = [
    "2021",
    "2021-13",
    "2021年5月",
    "2020-12-31",
    "1850",
    "abc",
    "0",
    "12",
    "1,200.50",
    "1,5",
    "-3",
    "99999999999999",
    "200万元",
    "24.2",
    "24°12′",
    "102.95",
    "102.95E",
    "95",
    "240",
    "24.2, 102.9",
    "WGS-84",
    "CNY",
    "people",
    "livelihood",
    "square",
    "广场",
    "report",
    "site/square",
    "source/report",
    "a\u{202E}b",
    "two\nlines",
    " ",
];

/// What the records, and they alone, can add to what is wrong.
fn is_for_the_records(kind: Kind, problem: &Problem) -> bool {
    let names_a_record = matches!(control(kind, &problem.path), Some(Shape::Link(_) | Shape::Owner));
    let more = ["more than all", "unit of the indicator"].iter().any(|words| problem.rule.en.contains(words));
    let inner = problem.path.starts_with("period.") && problem.rule.en.starts_with("This is before ");
    names_a_record || more || inner || problem.rule.en.starts_with("This point lies ")
}

fn first_at<'a>(reading: &'a Reading, path: &str) -> Option<&'a Broken> {
    reading.problems.iter().find(|problem| problem.path == path).map(|problem| &problem.rule)
}

/// Whoever reads alone says nothing that would not be said with the records, and misses nothing that does not need them.
fn agree(kind: Kind, raws: &Raws, records: &Records) -> Result<(), String> {
    let (alone, with) = (read_alone(kind, raws), read_entry(kind, raws, &Around::new(records, &[])));
    for Problem { path, .. } in &alone.problems {
        let (said, wanted) = (first_at(&alone, path), first_at(&with, path));
        if said != wanted {
            return Err(format!("{kind} {path} {raws:?}: {said:?}, with the records {wanted:?}"));
        }
    }
    let missed =
        with.problems.iter().find(|problem| !alone.problems.contains(problem) && !is_for_the_records(kind, problem));
    missed.map_or(Ok(()), |missed| Err(format!("{kind} {raws:?}: not said alone: {missed:?}")))
}

#[test]
fn one_control_is_judged_alike_with_and_without_the_records() {
    let records = records();
    let mut wrong = 0;
    for kind in KINDS {
        for (path, _) in controls_of(*kind) {
            for raw in TYPED {
                let raws = Raws::from([(path.clone(), raw.to_owned())]);
                agree(*kind, &raws, &records).expect("the same");
                wrong += usize::from(first_at(&read_alone(*kind, &raws), &path).is_some());
            }
        }
    }
    assert!(wrong > 1_000, "{wrong} texts were wrong: the table holds too little that is");
}

#[test]
fn what_is_typed_wrong_is_said_without_the_records() {
    for (kind, raws, path, words) in [
        (Kind::Project, &[("start", "2021-13")][..], "start", "is not a date"),
        (Kind::Project, &[("start", "2021"), ("end", "2020")], "end", "before 2021"),
        (Kind::Project, &[("stated_amount.number", "abc")], "stated_amount.number", "is not a number"),
        (Kind::Project, &[("pillars.0", "projects"), ("pillars.1", "projects")], "pillars.1", "in the list already"),
        (Kind::Site, &[("location.lat", "95")], "location.lat", "90"),
        (Kind::Site, &[("location.lng", "190")], "location.lng", "180"),
        (Kind::Site, &[("location.lat", "102.9"), ("location.lng", "24.2")], "location.lat", "swapped"),
        (Kind::Site, &[("name.zh", "路")], "name.en", "filled in"),
        (Kind::Transaction, &[("of", "source/report")], "of", "belongs to"),
        (Kind::IndicatorValue, &[("target.number", "many")], "target.number", "is not a number"),
    ] {
        let raws: Raws = raws.iter().map(|(path, raw)| ((*path).to_owned(), (*raw).to_owned())).collect();
        let alone = read_alone(kind, &raws);
        assert!(first_at(&alone, path).is_some_and(|rule| rule.en.contains(words)), "{path}: {alone:?}");
    }
}

#[test]
fn amounts_are_read_back_without_the_records() {
    let raws = Raws::from([("amount.number".into(), "2,000".into()), ("amount.unit".into(), "ten-thousand".into())]);
    let amount = &read_alone(Kind::Budget, &raws).fields["amount"];
    assert_eq!(read_back(amount).expect("words").zh, "20,000,000元，即2,000万元");
}

#[test]
fn a_stroke_concerns_its_field_and_what_is_judged_by_it() {
    for (typed, control) in [
        ("location.lng", "location.lat"),
        ("division", "location.lat"),
        ("from", "to"),
        ("start", "end"),
        ("participants", "women"),
        ("indicator", "actual.unit"),
        ("name.zh", "name.zh"),
    ] {
        assert!(concerns(typed, control), "{typed} {control}");
    }
    for (typed, control) in [("location.lat", "division"), ("to", "from"), ("end", "start"), ("name.zh", "summary.zh")]
    {
        assert!(!concerns(typed, control), "{typed} {control}");
    }
}

/// A kind and texts for some of the controls of its form.
pub(super) fn typed_anywhere() -> impl Strategy<Value = (Kind, Raws)> {
    prop::sample::select(KINDS).prop_flat_map(|kind| {
        let paths: Vec<String> = controls_of(kind).into_iter().map(|(path, _)| path).collect();
        let raw = prop_oneof![3 => prop::sample::select(TYPED.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,12}"];
        let raws = prop::collection::btree_map(prop::sample::select(paths), raw, 0..24);
        raws.prop_map(move |raws| (kind, raws))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_024) })]

    #[test]
    fn whole_forms_are_judged_alike_with_and_without_the_records((kind, raws) in typed_anywhere()) {
        let told = agree(kind, &raws, &records());
        prop_assert_eq!(told, Ok(()));
    }
}
