//! Words of the data, and numbers that are judged by others.

use super::*;

#[test]
fn a_word_is_meant_by_whatever_pages_print_for_it() {
    for typed in ["square", "Square", "广场"] {
        assert_eq!(site(&[("kind", typed)]).fields["kind"], "square", "{typed}");
    }
    // Known, but in no record yet.
    for typed in ["road", "Road", "道路"] {
        assert_eq!(site(&[("kind", typed)]).fields["kind"], "road", "{typed}");
    }
    let theme = |typed: &str| read(Kind::Project, &[("theme", typed)]).fields["theme"].clone();
    for typed in ["ethnic-unity", "Ethnic unity", "民族团结"] {
        assert_eq!(theme(typed), "ethnic-unity", "{typed}");
    }
}

#[test]
fn a_new_word_stays_as_it_is_typed() {
    assert_eq!(site(&[("kind", "凉亭")]).fields["kind"], "凉亭");
    assert_eq!(problem(&site(&[("kind", "two\nlines")]), "kind").as_deref(), Some("This is one line of text."));
}

#[test]
fn a_word_in_use_is_never_exchanged_for_another() {
    let mut records = records();
    let site = records.sites.values().next().expect("a site").clone();
    let body = |kind: &str, id: &str| {
        let mut body = serde_json::to_value(&site).expect("a body");
        body["kind"] = kind.into();
        body["id"] = id.into();
        body
    };
    // A file brought a Chinese word in. Whoever opens its form and changes something else leaves it alone.
    records.insert(Record::from_json(Kind::Site, &body("广场", "other")).expect("a record"));
    records.insert(Record::from_json(Kind::Site, &body("Pavilion", "third")).expect("a record"));
    let around = Around::new(&records, &[]);
    assert_eq!(around.word(Kind::Site, "kind", "广场"), "广场");
    assert_eq!(around.word(Kind::Site, "kind", "square"), "square");
    assert_eq!(around.word(Kind::Site, "kind", "pavilion"), "Pavilion");
    assert_eq!(WordsInUse::of(&records, Kind::Site, "kind").iter().count(), 3);
}

#[test]
fn a_part_of_the_participants_is_no_more_than_all() {
    let training = |women: &str, group: &str| {
        read(Kind::Training, &[("participants", "60"), ("women", women), ("participant_groups.2.people", group)])
    };
    let fine = training("60", "60");
    assert_eq!(problem(&fine, "women").or(problem(&fine, "participant_groups.2.people")), None);
    let more = "These are more than all of them.";
    assert_eq!(problem(&training("61", ""), "women").as_deref(), Some(more));
    assert_eq!(problem(&training("", "1,000"), "participant_groups.2.people").as_deref(), Some(more));
}

#[test]
fn what_an_indicator_measures_is_in_its_unit() {
    let value = |unit: &str| {
        let raws = [("indicator", "reach"), ("target.number", "5"), ("target.unit", unit)];
        problem(&read(Kind::IndicatorValue, &raws), "target.unit")
    };
    assert_eq!(value("households"), None);
    let other = "This has to be in the unit of the indicator.";
    assert_eq!(value("people").as_deref(), Some(other));
    let baseline =
        read(Kind::Indicator, &[("unit", "people"), ("baseline.number", "5"), ("baseline.unit", "villages")]);
    assert_eq!(problem(&baseline, "baseline.unit").as_deref(), Some(other));
}

#[test]
fn people_among_a_value_are_no_more_than_it_says() {
    let women = |number: &str, unit: &str, bound: &str| {
        let raws = [("actual.number", number), ("actual.unit", unit), ("actual.bound", bound), ("women", "90")];
        problem(&read(Kind::IndicatorValue, &raws), "women")
    };
    assert_eq!(women("80", "people", "exact").as_deref(), Some("These are more than all of them."));
    for (number, unit, bound) in
        [("90", "people", "exact"), ("80", "people", "at-least"), ("80", "households", "exact")]
    {
        assert_eq!(women(number, unit, bound), None, "{number} {unit} {bound}");
    }
}

#[test]
fn a_period_ends_no_earlier_than_it_begins() {
    let reading = read(Kind::Aid, &[("period.from", "2023"), ("period.to", "2021")]);
    assert_eq!(problem(&reading, "period.to").as_deref(), Some("This is before 2023."));
}

#[test]
fn an_entry_of_the_change_is_named_as_published_ones_are() {
    let (records, new) = (records(), EntryId::new(Kind::Site, Slug::new("new-1a2b3c").expect("a slug")));
    let own = [new.clone()];
    let called = [(new.clone(), "新广场".to_owned()), (new.clone(), "Square".to_owned())];
    let around = Around::new(&records, &own).calling(&called);
    assert_eq!(around.find(Kind::Site, "新广场"), Ok(new));
    assert!(around.find(Kind::Site, "Square").expect_err("two").en.contains("Several records"));
    assert!(Around::new(&records, &own).find(Kind::Site, "新广场").is_err());
}
