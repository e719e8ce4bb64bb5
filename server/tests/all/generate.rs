//! The made-up programme: the same from the same seed, whole in itself, and never to be taken for a real one.

use app::{
    domain::{
        figure::FigureStatus,
        funding::TransactionKind,
        money::{Bound, Currency},
        record::{EntryId, Kind, Record, Records},
        slug::Slug,
    },
    i18n::Locale,
};
use serde_json::Value;
use server::{
    cli::generate::{GenerateArgs, run},
    generate::{Plan, programme, write},
};
use std::collections::BTreeSet;

const PLAN: Plan = Plan { sites: 450, seed: 7 };

fn made(plan: Plan) -> Records {
    programme(plan).expect("a plan within the limits is made")
}

fn text(plan: Plan) -> String {
    let mut out = Vec::new();
    write(&made(plan), "note", &mut out).expect("writing to memory does not fail");
    String::from_utf8(out).expect("a data set is UTF-8")
}

/// Calls `visit` for every field of a JSON value, however deep, with the name of the field.
fn fields<'a>(value: &'a Value, visit: &mut impl FnMut(&'a str, &'a Value)) {
    match value {
        Value::Object(object) => object.iter().for_each(|(name, value)| {
            visit(name, value);
            fields(value, visit);
        }),
        Value::Array(items) => items.iter().for_each(|item| fields(item, visit)),
        _ => {}
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes_and_another_seed_does_not() {
    assert!(text(PLAN) == text(PLAN), "the same seed, the same programme");
    assert!(text(PLAN) != text(Plan { seed: 8, ..PLAN }), "another seed, another programme");
}

#[test]
fn what_is_written_reads_back_as_the_same_records() {
    let set: Value = serde_json::from_str(&text(PLAN)).expect("a data set is JSON");
    assert_eq!((&set["format"], &set["version"]), (&Value::from("tongxin-atlas"), &Value::from(1)));
    let mut read = Records::default();
    for kind in Kind::ALL {
        for body in set[kind.collection()].as_array().expect("every collection is there") {
            read.insert(Record::from_json(*kind, body).unwrap_or_else(|error| panic!("{kind}: {error} in {body}")));
        }
    }
    assert!(read == made(PLAN));
}

#[test]
fn every_kind_is_met_but_photos_which_would_need_files() {
    let records = made(PLAN);
    assert_eq!(PLAN.sites as usize, records.count(Kind::Site));
    for kind in Kind::ALL {
        assert_eq!(*kind == Kind::Photo, records.count(*kind) == 0, "{kind}");
    }
    assert!(records.count(Kind::Project) > records.count(Kind::Site), "one to three projects for each site");
    assert_eq!(1, made(Plan { sites: 1, seed: 1 }).count(Kind::Site), "a single site will do");
}

#[test]
fn every_reference_leads_somewhere() {
    let records = made(PLAN);
    let kind_of = |field: &str| match field {
        "division" | "divisions" | "candidate_divisions" | "parent" => Some(Kind::Division),
        "sites" => Some(Kind::Site),
        "organisation" | "organisations" | "donors" | "provider" | "receiver" | "organiser" | "lead" | "members" => {
            Some(Kind::Organisation)
        }
        "source" | "code_source" => Some(Kind::Source),
        "part_of" | "grouped_with" => Some(Kind::Project),
        "working_group" => Some(Kind::WorkingGroup),
        "indicator" => Some(Kind::Indicator),
        "may_be_contained_in" => Some(Kind::Figure),
        _ => None,
    };
    let mut followed = 0;
    for record in records.iter() {
        fields(&record.to_json(), &mut |field, value| {
            let mut follow = |entry: EntryId| {
                followed += 1;
                assert!(records.get(&entry).is_some(), "{} of {} names {entry}", field, record.entry_id());
            };
            if field == "of" {
                follow(serde_json::from_value(value.clone()).expect("a reference has a kind and an id"));
            } else if let Some(kind) = kind_of(field) {
                let several = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                for id in several.iter().filter(|id| id.is_string()) {
                    follow(EntryId::new(kind, serde_json::from_value(id.clone()).expect("a slug")));
                }
            }
        });
    }
    assert!(followed > 10 * PLAN.sites, "only {followed} references were met");
}

#[test]
fn its_words_are_words_that_pages_can_translate() {
    for record in made(PLAN).iter() {
        let body = record.to_json();
        for word in ["kind", "theme", "level"].into_iter().filter_map(|field| body.get(field).and_then(Value::as_str)) {
            // Codes of the base map and of money are no words of the data; pages draw or phrase them.
            let coded = matches!(record.kind(), Kind::MapFeature | Kind::Transaction);
            assert!(coded || Locale::has_word(word), "{}: “{word}”", record.entry_id());
        }
    }
}

#[test]
fn nobody_takes_it_for_a_real_place() {
    let records = made(Plan { sites: 2_000, seed: 3 });
    assert!(records.programmes.values().all(|programme| programme.fictional));
    assert!(records.divisions.values().all(|division| division.code.as_str().starts_with("99")));
    let mut positions = 0;
    for record in records.iter() {
        let head = record.head();
        let named_so =
            head.name.is_none_or(|name| name.zh.contains("虚构") && name.en.to_lowercase().contains("example"));
        assert!(named_so || record.kind() == Kind::Source, "{} does not say that it is made up", record.entry_id());
        if let Some(location) = record.to_json().get("location").filter(|location| location.is_object()) {
            positions += 1;
            let (lat, lng) =
                (location["lat"].as_f64().unwrap_or_default(), location["lng"].as_f64().unwrap_or_default());
            assert!(
                (4.0..16.0).contains(&lat) && (-156.0..-144.0).contains(&lng),
                "{} at {lat}, {lng}",
                record.entry_id()
            );
        }
    }
    assert!(positions > 2_000);
}

#[test]
fn places_are_known_as_well_as_in_real_sources() {
    let records = made(Plan { sites: 4_000, seed: 5 });
    let share = |precision: Option<&str>| {
        let of_it =
            records.sites.values().filter(|site| site.location.as_ref().map(|l| l.precision.code()) == precision);
        of_it.count() as f64 / 4_000.0
    };
    for (precision, wanted) in
        [(Some("exact"), 0.70), (Some("township-seat"), 0.20), (Some("village"), 0.05), (None, 0.05)]
    {
        let found = share(precision);
        assert!((found - wanted).abs() < 0.02, "{precision:?}: {found} instead of {wanted}");
    }
    let unknown = records.projects.values().filter(|project| project.stated_amount.is_none()).count();
    assert!(unknown > records.projects.len() / 2, "most projects state no amount");
    assert!(records.figures.values().any(|figure| figure.garbled && figure.status.code() == "doubtful reading"));
}

/// What `make demo` shows: everything that pages, totals and lists have to deal with is in 400 sites.
#[test]
fn the_demonstration_has_everything() {
    let records = made(Plan { sites: 400, seed: 1 });
    for kind in TransactionKind::ALL {
        let of_kind = records.transactions.values().filter(|transaction| transaction.kind == *kind);
        let years: BTreeSet<_> =
            of_kind.filter_map(|transaction| transaction.date.as_ref().map(|date| date.year())).collect();
        assert!(years.len() >= 5, "{kind}: only in {years:?}");
    }
    let most = |found: usize, least: usize, what: &str| {
        assert!(found >= least, "{found} {what}, at least {least} are wanted");
    };
    let projects = || records.projects.values();
    let money = || records.transactions.values();
    most(projects().filter(|project| project.sites.len() > 1).count(), 20, "projects on several sites");
    most(projects().filter(|project| project.part_of.is_some()).count(), 50, "projects that are part of one");
    let parents: BTreeSet<_> = projects().filter_map(|project| project.part_of.clone()).collect();
    most(parents.len(), 10, "parents");
    let counted = |slug: &Slug| records.projects[slug].stated_amount.is_some();
    let twice = projects().filter(|p| p.stated_amount.is_some() && p.part_of.as_ref().is_some_and(counted));
    most(twice.clone().count(), 10, "amounts that another may contain");
    most(projects().filter(|project| project.stated_amount.is_none()).count(), 100, "projects without an amount");
    most(projects().filter(|project| project.garbled).count(), 5, "doubtful projects");
    most(money().filter(|transaction| transaction.amount.currency != Currency::Cny).count(), 2, "other currencies");
    most(money().filter(|transaction| transaction.amount.bound != Bound::Exact).count(), 10, "amounts with a bound");
    most(money().filter(|transaction| transaction.date.is_none()).count(), 10, "transactions without a date");
    most(money().filter(|transaction| transaction.in_kind).count(), 10, "gifts in kind");
    most(money().filter(|transaction| transaction.of.kind == Kind::Aid).count(), 5, "gifts that belong to aid");
    let trainings = || records.trainings.values();
    most(trainings().filter(|training| training.participants.is_some()).count(), 30, "trainings with participants");
    most(trainings().filter(|training| training.women.is_some()).count(), 10, "trainings that say how many women");
    most(trainings().filter(|training| !training.participant_groups.is_empty()).count(), 10, "with groups");
    most(trainings().filter(|training| training.participants.is_none()).count(), 5, "that do not say how many");
    most(trainings().filter(|training| training.sites.is_empty()).count(), 10, "trainings at no single site");
    most(trainings().filter(|training| training.garbled).count(), 1, "doubtful trainings");
    let values = || records.indicator_values.values();
    most(values().filter(|value| value.target.is_some() && value.actual.is_some()).count(), 50, "whole values");
    most(values().filter(|value| value.actual.is_none()).count(), 10, "values that nobody knows yet");
    let figures = || records.figures.values();
    most(figures().filter(|figure| figure.status == FigureStatus::DoubtfulReading).count(), 3, "doubtful figures");
    most(figures().filter(|figure| !figure.may_be_contained_in.is_empty()).count(), 10, "contained figures");
    most(records.proposals.values().filter(|proposal| proposal.adopted.is_none()).count(), 1, "open proposals");
    most(records.services.len(), 10, "services");
    most(records.budgets.len(), 20, "budgets");
}

#[test]
fn the_border_holds_every_site() {
    let records = made(Plan { sites: 3_000, seed: 11 });
    let area = records.map_features.values().find(|f| f.kind.code() == "area").expect("there is an outline");
    let ring = &area.lines.get()[0];
    assert_eq!(ring.first(), ring.last(), "the outline is closed");
    for site in records.sites.values() {
        let Some(location) = &site.location else { continue };
        let (x, y) = (location.lng.degrees(), location.lat.degrees());
        // A line to the east crosses the outline an odd number of times.
        let crossings = ring.windows(2).filter(|pair| {
            let ([ax, ay], [bx, by]) = (pair[0], pair[1]);
            (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
        });
        assert_eq!(1, crossings.count() % 2, "{} lies outside", site.id);
    }
}

#[test]
fn a_plan_beyond_the_limits_is_refused_in_words() {
    for sites in [0, Plan::MOST_SITES + 1] {
        let refused = programme(Plan { sites, seed: 1 }).expect_err("too few or too many");
        assert!(refused.en.contains(&sites.to_string()) && refused.zh.contains(&sites.to_string()), "{refused}");
    }
}

#[test]
fn the_command_writes_the_whole_file_or_none() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let args = |output| GenerateArgs { sites: 3, seed: 2, output: Some(output), overwrite: false };
    let target = folder.path().join("example.json");
    run(&args(target.clone())).expect("the file can be written");
    let set: Value = serde_json::from_slice(&std::fs::read(&target).expect("the file is there")).expect("JSON");
    assert_eq!(3, set["sites"].as_array().map_or(0, Vec::len));
    let again = run(&args(target.clone())).expect_err("it is there");
    assert!(again.to_string().contains("is there already"), "{again}");
    run(&GenerateArgs { overwrite: true, ..args(target.clone()) }).expect("it may be replaced");
    let refused = run(&args(folder.path().join("missing/example.json"))).expect_err("there is no such folder");
    assert!(refused.to_string().contains("missing"), "{refused}");
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("the folder").filter_map(Result::ok).collect();
    assert_eq!(1, left.len(), "nothing but the target is left");
}
