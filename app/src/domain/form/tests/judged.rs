//! What is said while a form is filled in: after one saving no other than what the whole form says.

use super::{alone::typed_anywhere, *};

#[test]
fn a_new_form_is_not_full_of_reproaches() {
    let records = records();
    let around = Around::new(&records, &[]);
    let said = |typed: &[(&str, &str)]| {
        let typed = typed.iter().map(|(path, raw)| ((*path).to_owned(), (*raw).to_owned())).collect();
        let (_, problems) = judged(Kind::Site, None, &typed, &around);
        problems.into_iter().map(|problem| problem.path).collect::<Vec<_>>()
    };
    assert!(said(&[]).is_empty());
    assert_eq!(said(&[("name.zh", "某站")]), ["name.en"], "what is missing in a field in which something was typed");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_024) })]

    #[test]
    fn one_saving_is_judged_as_the_whole_form_is(
        (kind, raws) in typed_anywhere(),
        stood in prop::collection::vec(any::<bool>(), 24),
        anew in any::<bool>(),
    ) {
        let records = records();
        let around = Around::new(&records, &[]);
        let mut stood = stood.into_iter();
        let (before, typed): (Raws, Raws) = raws.into_iter().partition(|_| stood.next() == Some(true));
        let base = (!anew).then(|| Value::Object(read_entry(kind, &before, &around).fields));
        let (_, all) = judged(kind, base.as_ref(), &typed, &around);
        for saved in typed.keys() {
            let concerned: Vec<Problem> =
                all.iter().filter(|problem| concerns(saved, &problem.path)).cloned().collect();
            prop_assert_eq!(judged_at(kind, base.as_ref(), &typed, saved, &around), concerned, "{}", saved);
        }
    }
}

#[test]
fn what_is_refused_does_not_count_as_filled_in() {
    let raws =
        |division: &str| Raws::from([("kind".into(), "square".into()), ("division".into(), division.to_owned())]);
    let count = |division: &str| {
        let raws = raws(division);
        let problems = read_entry(Kind::Site, &raws, &Around::new(&records(), &[])).problems;
        completeness(Kind::Site, &raws, &problems).0
    };
    assert_eq!((count("town"), count("no-such-town"), count("")), (2, 1, 1));
}
