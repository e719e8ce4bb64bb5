//! Rules between fields and between records: a span ends no earlier than it begins, what a record refers to must be
//! there, lists hold nothing twice, and no chain of parents closes to a ring. The same rules hold for a file and for a change; the foreign keys of the database are the second
//! line.

mod references;

pub use references::{Reference, parent, references};

use app::domain::{
    indicator::among,
    period::{PartialDate, Period, in_order},
    quantity::same_unit,
    record::{EntryId, Kind, Record},
    rule::Broken,
    training::within,
};
use std::collections::{HashMap, HashSet};

/// The kinds of records that others can belong to (`of`).
const BEARERS: &[Kind] = &[
    Kind::Division,
    Kind::Programme,
    Kind::Organisation,
    Kind::WorkingGroup,
    Kind::Site,
    Kind::Project,
    Kind::Training,
    Kind::Aid,
    Kind::Proposal,
    Kind::Service,
];

/// What there is around a record that is to be checked.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The entries that are there, the checked ones included. Those that nobody refers to may be left out.
    pub known: HashSet<EntryId>,
    /// The parent of every entry that has one, as far up as the checked ones lead.
    pub parents: HashMap<EntryId, EntryId>,
}

/// A rule that a record breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The field, such as `sites[0]` or `location.source`.
    pub field: String,
    /// What is wrong with it.
    pub rule: Broken,
}

/// Every rule between fields or records that a record breaks.
pub fn check(record: &Record, around: &Surroundings) -> Vec<Breach> {
    let entry = record.entry_id();
    let mut breaches = Vec::new();
    let mut say = |field: &str, en: String, zh: String| {
        breaches.push(Breach { field: field.into(), rule: Broken { en, zh } });
    };
    if let Some((field, (from, to))) = span(record)
        && let Err(Broken { en, zh }) = in_order(from.as_str(), to.as_str())
    {
        say(field, en, zh);
    }
    for (field, Broken { en, zh }) in beyond(record) {
        say(&field, en, zh);
    }
    let mut seen = HashSet::new();
    for (position, pillar) in record.head().pillars.iter().enumerate() {
        if record.head().pillars[..position].contains(pillar) {
            say(
                &format!("pillars[{position}]"),
                format!("The pillar “{pillar}” stands twice in this list."),
                format!("“{pillar}”在列表中出现了两次。"),
            );
        }
    }
    for reference in references(record) {
        let Reference { field, target } = &reference;
        if reference.is_owner() && !BEARERS.contains(&target.kind) {
            say(
                field,
                format!("A record cannot belong to one of the kind “{}”.", target.kind),
                format!("记录不能隶属于“{}”类条目。", target.kind),
            );
        } else if *target == entry && !reference.is_citation() {
            say(field, "The entry refers to itself.".into(), "条目引用了自身。".into());
        } else if !around.known.contains(target) {
            say(field, missing(target, around), format!("没有已公开的条目“{target}”。"));
        }
        if let Some(list) = reference.set()
            && !seen.insert((list.to_owned(), target.clone()))
        {
            say(
                field,
                format!("“{}” stands twice in this list.", target.id),
                format!("“{}”在列表中出现了两次。", target.id),
            );
        }
    }
    if let Some(reference) = parent(record)
        && reference.target != entry
        && closes(&entry, &around.parents)
    {
        say(
            &reference.field,
            format!("Going up from “{}” leads back to it.", entry.id),
            format!("从“{}”逐级向上会回到它自身。", entry.id),
        );
    }
    breaches
}

/// The span of time that a record states, with the name of its end.
fn span(record: &Record) -> Option<(&'static str, (&PartialDate, &PartialDate))> {
    match record {
        Record::Project(project) => Some(("end", project.start.as_ref().zip(project.end.as_ref())?)),
        Record::Budget(budget) => Some(("to", (&budget.from, &budget.to))),
        Record::IndicatorValue(value) => Some(("to", (&value.from, &value.to))),
        Record::Division(division) => Some(("valid_to", division.valid_from.as_ref().zip(division.valid_to.as_ref())?)),
        Record::Aid(aid) => of_period(aid.period.as_ref()),
        Record::Figure(figure) => of_period(figure.period.as_ref()),
        _ => None,
    }
}

fn of_period(period: Option<&Period>) -> Option<(&'static str, (&PartialDate, &PartialDate))> {
    let period = period?;
    Some(("period.to", (period.from.as_ref()?, period.to.as_ref()?)))
}

/// Numbers that cannot be, with the rule: parts of the participants that are more than all, a baseline in another unit.
fn beyond(record: &Record) -> Vec<(String, Broken)> {
    match record {
        Record::Training(training) => {
            let Some(all) = training.participants else { return Vec::new() };
            let groups = training.participant_groups.iter().enumerate();
            let groups =
                groups.map(|(position, group)| (format!("participant_groups[{position}].people"), group.people));
            let parts = training.women.map(|women| ("women".to_owned(), women)).into_iter().chain(groups);
            parts.filter_map(|(field, part)| Some((field, within(part, all).err()?))).collect()
        }
        Record::Indicator(indicator) => {
            let stated =
                indicator.baseline.as_ref().map(|baseline| same_unit(baseline.unit.code(), indicator.unit.code()));
            stated.and_then(Result::err).map(|rule| ("baseline.unit".to_owned(), rule)).into_iter().collect()
        }
        Record::IndicatorValue(value) => {
            let Some(actual) = &value.actual else { return Vec::new() };
            let parts =
                [("women", value.women), ("children", value.children), ("ethnic_minorities", value.ethnic_minorities)];
            let broken = |(field, part): (&str, Option<u32>)| {
                Some((
                    field.to_owned(),
                    among(part?, (actual.value, actual.decimals), actual.unit.code(), actual.bound.code()).err()?,
                ))
            };
            parts.into_iter().filter_map(broken).collect()
        }
        _ => Vec::new(),
    }
}

fn missing(target: &EntryId, around: &Surroundings) -> String {
    let named_alike = Kind::ALL.iter().find(|kind| around.known.contains(&EntryId::new(**kind, target.id.clone())));
    let kind = words(target.kind);
    match named_alike {
        Some(other) => format!("There is no {kind} “{}”; the name stands among the {}.", target.id, plural(*other)),
        None => format!("There is no {kind} “{}”.", target.id),
    }
}

/// The collection of a kind in words.
fn plural(kind: Kind) -> String {
    kind.collection().replace('_', " ")
}

/// The kind in words.
fn words(kind: Kind) -> String {
    kind.code().replace('-', " ")
}

/// Whether the chain of parents comes back to where it began. Rings that it only runs into are not its own.
fn closes(start: &EntryId, parents: &HashMap<EntryId, EntryId>) -> bool {
    let mut seen = HashSet::new();
    let mut at = start;
    while let Some(above) = parents.get(at) {
        if above == start {
            return true;
        }
        if !seen.insert(above) {
            return false;
        }
        at = above;
    }
    false
}
