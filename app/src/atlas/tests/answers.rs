//! Lists, facets, totals and rings equal the naive reading.

use super::{
    naive::Naive,
    programmes::{atlas, programme},
    questions::query,
};
use crate::{
    atlas::{
        Atlas,
        query::{Predicate, Query, Sort, Subject, Want},
        view::{Card, FacetField, Reason, RuleId, Total, TotalValue},
    },
    domain::{
        language::Language,
        money::{Bound, Currency},
        pillar::Pillar,
        record::{EntryId, Kind, Record},
        slug::Slug,
    },
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// All rows of all pages.
pub(super) fn all_rows(atlas: &Atlas, query: &Query, language: Language) -> Vec<Card> {
    let page = |page| atlas.view(&Query { page, ..query.clone() }, Want::PAN, language).list;
    let first = page(1);
    let rows: Vec<Card> = (1..=first.pages).flat_map(|number| page(number).rows).collect();
    assert_eq!(rows.len(), first.total as usize);
    rows
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn the_list_holds_the_rows_that_pass(records in programme(), query in query()) {
        let (atlas, naive) = (atlas(&records), Naive(&records));
        let expected: BTreeSet<EntryId> = naive.passing(&query, &|_| true).into_iter().filter(|row| {
            query.bounds.is_none_or(|bounds| {
                naive.sites(row, &query).iter().filter_map(|site| naive.at(site)).any(|at| bounds.contains(at))
            })
        }).collect();
        let rows = all_rows(&atlas, &query, Language::English);
        prop_assert_eq!(rows.len(), expected.len());
        prop_assert_eq!(rows.iter().map(|card| card.entry.clone()).collect::<BTreeSet<_>>(), expected);
        if query.sort == Sort::Name {
            prop_assert!(rows.is_sorted_by_key(|card| card.name.en.to_lowercase()));
        }
        for card in rows {
            prop_assert_eq!(card.rings, naive.rings(&naive.belonging(&card.entry)));
            prop_assert_eq!(card.rings, atlas.rings_of(&card.entry));
            let mut work = naive.belonging(&card.entry);
            work.retain(|entry| !matches!(entry.kind, Kind::Figure | Kind::Statement));
            prop_assert_eq!(atlas.works_of(query.subject, &card.entry), naive.rings(&work));
            // Money has no page of its own: it leads to what it is for, where that is there.
            if let Record::Transaction(moved) = naive.get(&card.entry) && records.get(&moved.of).is_some() {
                prop_assert_eq!(card.home, moved.of.clone());
            }
        }
    }

    #[test]
    fn divisions_have_the_rings_of_what_lies_in_them(records in programme()) {
        let (atlas, naive) = (atlas(&records), Naive(&records));
        for division in records.divisions.keys() {
            let expected = naive.rings(&naive.in_division(division));
            prop_assert_eq!(atlas.rings_of(&EntryId::new(Kind::Division, division.clone())), expected, "{}", division);
        }
    }

    #[test]
    fn facets_count_what_passes_all_other_filters(records in programme(), query in query()) {
        let (atlas, naive) = (atlas(&records), Naive(&records));
        let facets = atlas.view(&query, Want::ALL, Language::Chinese).facets;
        for field in FacetField::ALL {
            let found: BTreeMap<String, (u32, bool)> = facets.iter().filter(|facet| facet.field == *field)
                .flat_map(|facet| &facet.values)
                .map(|value| (value.value.clone(), (value.count, value.chosen))).collect();
            prop_assert_eq!(found, expected_facet(&naive, &query, *field), "{}", field);
        }
    }

    #[test]
    fn every_record_lies_where_it_says(records in programme()) {
        let (atlas, naive) = (atlas(&records), Naive(&records));
        let index = &atlas.index;
        // Townships are places themselves and have no node.
        let subjects = Subject::ALL.iter().filter(|subject| **subject != Subject::Townships);
        for entry in subjects.flat_map(|subject| naive.rows(*subject)) {
            let node = index.graph.node(entry.kind, &entry.id).expect("a node for every row");
            let found: BTreeSet<Slug> =
                index.graph.divisions_of(node).iter().map(|division| index.places.get(*division).id.clone()).collect();
            prop_assert_eq!(found, naive.divisions(&entry), "{}", entry);
        }
    }

    #[test]
    fn totals_explain_themselves(records in programme(), query in query()) {
        let (atlas, naive) = (atlas(&records), Naive(&records));
        let found = atlas.view(&query, Want::ALL, Language::Chinese).totals;
        for total in &found {
            prop_assert_eq!(total, &expected_total(&naive, &query, total.rule));
        }
        if query.subject == Subject::Funding {
            let kinds = |rules: &[RuleId]| rules.iter().filter(|rule| found.iter().any(|t| t.rule == **rule)).count();
            prop_assert_eq!(kinds(&[RuleId::Projects, RuleId::StatedAmounts, RuleId::Trainings]), 0);
            // Every row has a kind, and the sum of that kind speaks of it.
            let of = |code: &str| naive.passing(&query, &|_| true).iter().any(|row| naive.kind(row) == code);
            prop_assert_eq!(found.iter().any(|total| total.rule == RuleId::Commitments), of("commitment"));
            prop_assert_eq!(found.iter().any(|total| total.rule == RuleId::Disbursements), of("disbursement"));
            return Ok(());
        }
        for (rule, kind) in [(RuleId::Projects, Kind::Project), (RuleId::Trainings, Kind::Training)] {
            let present = found.iter().any(|total| total.rule == rule);
            prop_assert_eq!(present, !belonging(&naive, &query, kind).is_empty());
        }
    }

    #[test]
    fn every_number_of_a_pillar_is_that_of_its_list(records in programme()) {
        let atlas = atlas(&records);
        for summary in atlas.pillars() {
            for subject in Subject::ALL.iter().filter(|s| !matches!(s, Subject::Townships | Subject::Funding)) {
                let (query, _) = Query::from_url(&format!("show={subject}&pillar={}", summary.pillar));
                let total = atlas.view(&query, Want::PAN, Language::Chinese).list.total;
                let said = summary.rows.iter().find(|(said, _)| said == subject).map_or(0, |(_, rows)| *rows);
                prop_assert_eq!(total, said);
            }
        }
    }
}

/// The values that a filter must show, with count and whether they are chosen, one by one.
fn expected_facet(naive: &Naive<'_>, query: &Query, field: FacetField) -> BTreeMap<String, (u32, bool)> {
    let own = |what: &Predicate| match what {
        Predicate::Within(_) => field == FacetField::Within,
        Predicate::Pillar(_) => field == FacetField::Pillar,
        Predicate::Kind(_) => field == FacetField::Kind,
        Predicate::Organisation(_) => field == FacetField::Organisation,
        Predicate::Status(_) => field == FacetField::Status,
        Predicate::Brand(_) => field == FacetField::Brand,
        Predicate::Theme(_) => field == FacetField::Theme,
        Predicate::Taught(_) => field == FacetField::Taught,
        Predicate::Audience(_) => field == FacetField::Audience,
        Predicate::Year(_) => field == FacetField::Year,
        Predicate::Giver(_) => field == FacetField::Giver,
        Predicate::Receiver(_) => field == FacetField::Receiver,
        Predicate::Has(_) => false,
    };
    let mut counts: BTreeMap<String, (u32, bool)> = BTreeMap::new();
    let chosen: BTreeSet<String> = query
        .clauses
        .iter()
        .filter(|clause| !clause.not && own(&clause.what))
        .flat_map(|clause| codes(&clause.what))
        .filter(|value| is_there(naive, query.subject, field, value))
        .collect();
    for value in &chosen {
        counts.insert(value.clone(), (0, true));
    }
    for row in naive.passing(query, &|what| !own(what)) {
        let mut values: BTreeSet<String> = match field {
            FacetField::Within => {
                naive.divisions(&row).iter().filter_map(|d| naive.township(d)).map(|d| d.to_string()).collect()
            }
            FacetField::Pillar => {
                let rings = naive.rings(&naive.belonging(&row));
                Pillar::ALL.iter().filter(|pillar| rings[pillar.ring()] > 0).map(|pillar| pillar.to_string()).collect()
            }
            FacetField::Kind => [naive.kind(&row)].into(),
            FacetField::Organisation => naive.row_organisations(&row).iter().map(Slug::to_string).collect(),
            FacetField::Status => naive.statuses(&row).iter().map(|status| status.to_string()).collect(),
            FacetField::Theme => naive.themes(&row),
            FacetField::Taught => naive.of_trainings(&row, "subject"),
            FacetField::Audience => naive.of_trainings(&row, "audience"),
            FacetField::Year => naive.years(&row).iter().map(u16::to_string).collect(),
            FacetField::Giver => naive.givers(&row).iter().map(Slug::to_string).collect(),
            FacetField::Receiver => naive.receivers(&row).iter().map(Slug::to_string).collect(),
            FacetField::Brand => naive.get(&row).to_json()["brand"].as_str().map(str::to_owned).into_iter().collect(),
        };
        if field == FacetField::Within {
            values.extend(
                chosen
                    .iter()
                    .filter(|value| naive.lies_in(&row, &BTreeSet::from([super::questions::slug(value)])))
                    .cloned(),
            );
        }
        for value in values {
            let is_chosen = chosen.contains(&value);
            counts.entry(value).or_insert((0, is_chosen)).0 += 1;
        }
    }
    counts
}

fn codes(what: &Predicate) -> Vec<String> {
    match what {
        Predicate::Within(set) | Predicate::Organisation(set) | Predicate::Giver(set) | Predicate::Receiver(set) => {
            set.iter().map(Slug::to_string).collect()
        }
        Predicate::Pillar(set) => set.iter().map(|value| value.to_string()).collect(),
        Predicate::Kind(set) => set.iter().map(|value| value.to_string()).collect(),
        Predicate::Status(set) => set.iter().map(|value| value.to_string()).collect(),
        Predicate::Brand(set) => set.iter().map(|value| value.to_string()).collect(),
        Predicate::Theme(set) => set.iter().map(|value| value.to_string()).collect(),
        Predicate::Taught(set) | Predicate::Audience(set) => set.iter().map(|value| value.to_string()).collect(),
        Predicate::Year(set) => set.iter().map(u16::to_string).collect(),
        Predicate::Has(_) => Vec::new(),
    }
}

/// Whether a chosen value names something; a question from a URL never chooses anything else.
fn is_there(naive: &Naive<'_>, subject: Subject, field: FacetField, value: &str) -> bool {
    match field {
        FacetField::Organisation | FacetField::Giver | FacetField::Receiver => {
            naive.0.organisations.contains_key(value)
        }
        FacetField::Theme => naive.0.projects.values().any(|project| *project.theme == *value),
        FacetField::Taught | FacetField::Audience => {
            let field = if field == FacetField::Taught { "subject" } else { "audience" };
            naive.rows(Subject::Trainings).iter().any(|row| naive.of_trainings(row, field).contains(value))
        }
        FacetField::Kind => naive.rows(subject).iter().any(|row| naive.kind(row) == value),
        _ => true,
    }
}

/// The records of a kind that belong to passing rows; rows of that kind stand for themselves.
fn belonging(naive: &Naive<'_>, query: &Query, kind: Kind) -> BTreeSet<EntryId> {
    let rows = naive.passing(query, &|_| true);
    if query.subject.kind() == kind {
        return rows.into_iter().collect();
    }
    rows.iter().flat_map(|row| naive.belonging(row)).filter(|entry| entry.kind == kind).collect()
}

fn expected_total(naive: &Naive<'_>, query: &Query, rule: RuleId) -> Total {
    let rows = naive.passing(query, &|_| true);
    let mut left_out: BTreeMap<Reason, u32> = BTreeMap::new();
    let asked: Vec<&BTreeSet<Slug>> = query
        .clauses
        .iter()
        .filter(|clause| !clause.not)
        .filter_map(|clause| match &clause.what {
            Predicate::Within(asked) => Some(asked),
            _ => None,
        })
        .collect();
    let lies_in = |entry: &EntryId| asked.iter().all(|asked| naive.lies_in(entry, asked));
    let county_wide = |entry: &EntryId| naive.divisions(entry).iter().all(|division| naive.is_whole(division));
    let counted = match rule {
        RuleId::Rows => {
            let without_places = Query {
                clauses: query
                    .clauses
                    .iter()
                    .filter(|c| c.not || !matches!(c.what, Predicate::Within(_)))
                    .cloned()
                    .collect(),
                ..query.clone()
            };
            for row in naive.passing(&without_places, &|_| true) {
                if !lies_in(&row) && county_wide(&row) {
                    *left_out.entry(Reason::CountyWide).or_default() += 1;
                }
            }
            rows.len()
        }
        RuleId::Sites => {
            for row in rows.iter().filter(|row| naive.sites(row, query).is_empty()) {
                let reason = match () {
                    () if naive.is_placeless(row) => Reason::NoPlace,
                    () if county_wide(row) => Reason::CountyWide,
                    () => Reason::NoSite,
                };
                *left_out.entry(reason).or_default() += 1;
            }
            rows.iter().flat_map(|row| naive.sites(row, query)).collect::<BTreeSet<_>>().len()
        }
        RuleId::Projects | RuleId::Trainings => {
            let kind = if rule == RuleId::Projects { Kind::Project } else { Kind::Training };
            let all = belonging(naive, query, kind);
            for _ in all.iter().filter(|entry| !lies_in(entry) && county_wide(entry)) {
                *left_out.entry(Reason::CountyWide).or_default() += 1;
            }
            all.iter().filter(|entry| lies_in(entry)).count()
        }
        RuleId::StatedAmounts => return expected_amounts(naive, query, &asked),
        RuleId::Incoming => return expected_movements(naive, query, &asked, rule, "incoming"),
        RuleId::Commitments => return expected_movements(naive, query, &asked, rule, "commitment"),
        RuleId::Disbursements => return expected_movements(naive, query, &asked, rule, "disbursement"),
        RuleId::Expenditure => return expected_movements(naive, query, &asked, rule, "expenditure"),
        RuleId::Donations => return expected_movements(naive, query, &asked, rule, "donation"),
    };
    let value = Some(TotalValue::Count(counted as u32));
    Total { rule, value, at_least: false, counted: counted as u32, left_out: left_out.into_iter().collect() }
}

/// The sum of amounts: project by project the first reason that stands against it.
fn expected_amounts(naive: &Naive<'_>, query: &Query, asked: &[&BTreeSet<Slug>]) -> Total {
    let all = belonging(naive, query, Kind::Project);
    let inside =
        |division: &Slug| asked.iter().all(|asked| naive.above(division).iter().any(|above| asked.contains(above)));
    let mut left_out: BTreeMap<Reason, u32> = BTreeMap::new();
    let mut leave = |reason| *left_out.entry(reason).or_default() += 1;
    let mut stated = Vec::new();
    for project in &all {
        let divisions = naive.divisions(project);
        let touches = asked.iter().all(|asked| naive.lies_in(project, asked));
        let outside: Vec<&Slug> = divisions.iter().filter(|division| !inside(division)).collect();
        let outside_whole = outside.iter().any(|division| naive.is_whole(division));
        if !touches {
            if divisions.iter().all(|division| naive.is_whole(division)) {
                leave(Reason::CountyWide);
            }
        } else if outside_whole {
            leave(Reason::CountyWide);
        } else if let Some(amount) = naive.amount(project) {
            if outside.is_empty() { stated.push((project.clone(), amount)) } else { leave(Reason::AlsoElsewhere) }
        } else {
            leave(Reason::NoAmountStated);
        }
    }
    let yuan = stated.iter().filter(|(_, amount)| amount.currency == Currency::Cny).count();
    let currency = if yuan > 0 || stated.is_empty() { Currency::Cny } else { Currency::Usd };
    let (stated, other): (Vec<_>, Vec<_>) = stated.into_iter().partition(|(_, amount)| amount.currency == currency);
    other.iter().for_each(|_| leave(Reason::OtherCurrency));
    let has_whole = |project: &EntryId| {
        let mut seen = vec![project.id.clone()];
        while let Some(whole) = seen.last().and_then(|last| naive.0.projects.get(last)).and_then(|p| p.part_of.clone())
        {
            if seen.contains(&whole) {
                return false;
            }
            if stated.iter().any(|(other, _)| other.id == whole) {
                return true;
            }
            seen.push(whole);
        }
        false
    };
    let mut wholes: Vec<_> = stated.iter().filter(|(project, _)| !has_whole(project)).cloned().collect();
    (0..stated.len() - wholes.len()).for_each(|_| leave(Reason::ChildOfCounted));
    wholes.sort_by_key(|(project, amount)| (std::cmp::Reverse(amount.fen), project.clone()));
    let mut counted: Vec<(EntryId, _)> = Vec::new();
    for (project, amount) in wholes {
        if counted.iter().any(|(other, _)| overlap(naive, &project, other)) {
            leave(Reason::MayBeContained);
        } else {
            counted.push((project, amount));
        }
    }
    let bounds: BTreeSet<Bound> = counted.iter().map(|(_, amount)| amount.bound).collect();
    let less = bounds.contains(&Bound::Nearly);
    let more = bounds.contains(&Bound::MoreThan);
    let fen = counted.iter().map(|(_, amount)| amount.fen.get()).sum::<i64>();
    let bound = if less {
        Bound::About
    } else if more {
        Bound::AtLeast
    } else {
        Bound::Exact
    };
    let fen = crate::domain::money::Fen::new(fen).expect("a small sum");
    let value =
        (!counted.is_empty()).then_some(TotalValue::Money(crate::domain::money::Amount { fen, currency, bound }));
    let more_left = left_out.keys().any(|reason| ![Reason::ChildOfCounted, Reason::OtherCurrency].contains(reason));
    Total {
        rule: RuleId::StatedAmounts,
        at_least: value.is_some() && !less && (more || more_left),
        value,
        counted: counted.len() as u32,
        left_out: left_out.into_iter().collect(),
    }
}

/// The sum of the movements of one kind: row by row the first reason that stands against it.
fn expected_movements(naive: &Naive<'_>, query: &Query, asked: &[&BTreeSet<Slug>], rule: RuleId, kind: &str) -> Total {
    let inside =
        |division: &Slug| asked.iter().all(|asked| naive.above(division).iter().any(|above| asked.contains(above)));
    let mut left_out: BTreeMap<Reason, u32> = BTreeMap::new();
    let mut stated = Vec::new();
    for row in naive.passing(query, &|_| true).into_iter().filter(|row| naive.kind(row) == kind) {
        let outside: Vec<Slug> = naive.divisions(&row).into_iter().filter(|division| !inside(division)).collect();
        if outside.iter().any(|division| naive.is_whole(division)) {
            *left_out.entry(Reason::CountyWide).or_default() += 1;
        } else if !outside.is_empty() {
            *left_out.entry(Reason::AlsoElsewhere).or_default() += 1;
        } else if naive.0.transactions[&row.id].in_kind && kind != "donation" {
            *left_out.entry(Reason::Goods).or_default() += 1;
        } else {
            stated.push(naive.0.transactions[&row.id].amount);
        }
    }
    let yuan = stated.iter().filter(|amount| amount.currency == Currency::Cny).count();
    let currency = if yuan > 0 || stated.is_empty() { Currency::Cny } else { Currency::Usd };
    for _ in stated.iter().filter(|amount| amount.currency != currency) {
        *left_out.entry(Reason::OtherCurrency).or_default() += 1;
    }
    stated.retain(|amount| amount.currency == currency);
    let less = stated.iter().any(|amount| amount.bound == Bound::Nearly);
    let more = stated.iter().any(|amount| amount.bound == Bound::MoreThan);
    let bound = match (less, more) {
        (true, _) => Bound::About,
        (_, true) => Bound::AtLeast,
        _ => Bound::Exact,
    };
    let sum = stated.iter().map(|amount| amount.fen.get()).sum::<i64>();
    let fen = crate::domain::money::Fen::new(sum).expect("a small sum");
    let value =
        (!stated.is_empty()).then_some(TotalValue::Money(crate::domain::money::Amount { fen, currency, bound }));
    Total {
        rule,
        at_least: value.is_some()
            && !less
            && (more || left_out.keys().any(|reason| ![Reason::Goods, Reason::OtherCurrency].contains(reason))),
        value,
        counted: stated.len() as u32,
        left_out: left_out.into_iter().collect(),
    }
}

/// Whether the amount of one project may be contained in that of another, or the other way round.
fn overlap(naive: &Naive<'_>, one: &EntryId, other: &EntryId) -> bool {
    let money = |of: &EntryId| -> Vec<_> {
        naive.0.figures.values().filter(|f| f.of == *of && f.quantity.unit.code() == "fen").cloned().collect()
    };
    let holds = |part: &EntryId, whole: &EntryId| {
        let wholes = money(whole);
        money(part).iter().any(|part| wholes.iter().any(|whole| part.may_be_contained_in.contains(&whole.id)))
    };
    holds(one, other) || holds(other, one)
}
