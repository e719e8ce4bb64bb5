//! Counts per filter value, each over the rows that pass all other filters, so that a choice can be changed.

use super::{
    facts::Facts,
    filter::{any_within, fails},
    graph::Graph,
    lists::Lists,
    phrases::Phrases,
    places::Places,
    query::{Predicate, Query},
    table::{Table, name, status_bit},
    view::{Facet, FacetField, FacetValue},
};
use crate::domain::{
    pillar::Pillar,
    project::ProjectStatus,
    record::{Kind, Record, Records},
    site::Brand,
    slug::Slug,
    text::{Name, Text},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// What the counts are made from.
pub(super) struct Ground<'a> {
    pub(super) records: &'a Records,
    pub(super) places: &'a Places,
    pub(super) graph: &'a Graph,
    pub(super) facts: &'a Facts,
    pub(super) table: &'a Table,
    /// For each row the filters that it fails.
    pub(super) failing: &'a [u16],
}

impl Ground<'_> {
    /// The rows that fail none but the filters of a mask.
    fn rows(&self, own: u16) -> impl Iterator<Item = u32> + '_ {
        (0..).zip(self.failing).filter(move |(_, fails)| **fails & !own == 0).map(|(row, _)| row)
    }
}

/// All filters that have values.
pub(super) fn facets(query: &Query, ground: &Ground<'_>) -> Vec<Facet> {
    FacetField::ALL
        .iter()
        .map(|field| {
            let values = match field {
                FacetField::Within => townships(query, ground),
                FacetField::Pillar => pillars(query, ground),
                FacetField::Kind => kinds(query, ground),
                FacetField::Organisation => organisations(query, ground),
                FacetField::Status => statuses(query, ground),
                FacetField::Brand => brands(query, ground),
                FacetField::Theme => themes(query, ground),
                FacetField::Taught => taught(query, ground),
                FacetField::Audience => audiences(query, ground),
                FacetField::Year => years(query, ground),
                FacetField::Giver => givers(query, ground),
                FacetField::Receiver => receivers(query, ground),
            };
            Facet { field: *field, values }
        })
        .filter(|facet| !facet.values.is_empty())
        .collect()
}

/// The values that the question asks for, over all its conditions of one sort; those it leaves out are not chosen.
fn chosen<'q, Value: Ord + 'q>(
    query: &'q Query,
    of: impl Fn(&'q Predicate) -> Option<&'q BTreeSet<Value>>,
) -> BTreeSet<&'q Value> {
    let asked = query.clauses.iter().filter(|clause| !clause.not);
    asked.filter_map(|clause| of(&clause.what)).flatten().collect()
}

fn townships(query: &Query, ground: &Ground<'_>) -> Vec<FacetValue> {
    let Ground { places, table, .. } = ground;
    let own = fails::WITHIN;
    let mut counts = vec![0; places.len()];
    for row in ground.rows(own) {
        table.townships.get(row).iter().for_each(|township| counts[*township as usize] += 1);
    }
    let chosen = chosen(query, |what| if let Predicate::Within(set) = what { Some(set) } else { None });
    let chosen: BTreeSet<u32> = chosen.into_iter().filter_map(|slug| places.number(slug)).collect();
    // A chosen village or county is no township, so its rows are not counted yet.
    for division in chosen.iter().filter(|division| places.township(**division) != Some(**division)) {
        let lies_in = |row: &u32| any_within(places, table.divisions.get(*row), &[*division]);
        counts[*division as usize] = ground.rows(own).filter(lies_in).count() as u32;
    }
    let mut values: Vec<u32> = (0..places.len() as u32)
        .filter(|division| counts[*division as usize] > 0 || chosen.contains(division))
        .collect();
    values.sort_by_key(|division| &places.get(*division).code);
    let value = |division| {
        let record = places.get(division);
        FacetValue {
            value: record.id.to_string(),
            name: Some(name(&Record::Division(record.clone()))),
            count: counts[division as usize],
            chosen: chosen.contains(&division),
        }
    };
    values.into_iter().map(value).collect()
}

fn pillars(query: &Query, ground: &Ground<'_>) -> Vec<FacetValue> {
    let chosen = chosen(query, |what| if let Predicate::Pillar(set) = what { Some(set) } else { None });
    let mut counts = [0; 5];
    for row in ground.rows(fails::PILLAR) {
        for (count, ring) in counts.iter_mut().zip(ground.table.rings[row as usize]) {
            *count += u32::from(ring > 0);
        }
    }
    coded(Pillar::ALL.iter().map(|pillar| (pillar.code(), counts[pillar.ring()], chosen.contains(pillar))))
}

fn kinds(query: &Query, ground: &Ground<'_>) -> Vec<FacetValue> {
    let chosen = chosen(query, |what| if let Predicate::Kind(set) = what { Some(set) } else { None });
    let mut counts = vec![0; ground.table.kinds.len()];
    for row in ground.rows(fails::KIND) {
        counts[ground.table.kind[row as usize] as usize] += 1;
    }
    let kinds = ground.table.kinds.iter().zip(counts);
    let mut values = coded(kinds.map(|(kind, count)| (&**kind, count, chosen.contains(kind))));
    values.sort_by_key(|value| Reverse(value.count));
    values
}

fn organisations(query: &Query, ground: &Ground<'_>) -> Vec<FacetValue> {
    let chosen = chosen(query, |what| if let Predicate::Organisation(set) = what { Some(set) } else { None });
    bodies(&chosen, fails::ORGANISATION, &ground.table.organisations, ground)
}

fn givers(query: &Query, ground: &Ground<'_>) -> Vec<FacetValue> {
    let chosen = chosen(query, |what| if let Predicate::Giver(set) = what { Some(set) } else { None });
    bodies(&chosen, fails::GIVER, &ground.table.givers, ground)
}

fn receivers(query: &Query, ground: &Ground<'_>) -> Vec<FacetValue> {
    let chosen = chosen(query, |what| if let Predicate::Receiver(set) = what { Some(set) } else { None });
    bodies(&chosen, fails::RECEIVER, &ground.table.receivers, ground)
}

/// Organisations as they stand in a column of the table, the most frequent first.
fn bodies(chosen: &BTreeSet<&Slug>, own: u16, column: &Lists, ground: &Ground<'_>) -> Vec<FacetValue> {
    let nodes = ground.graph.nodes(Kind::Organisation).unwrap_or_default();
    let mut counts = vec![0; nodes.len()];
    for row in ground.rows(own) {
        column.get(row).iter().for_each(|organisation| counts[*organisation as usize] += 1);
    }
    let mut values: Vec<(u32, &Slug)> = counts.into_iter().zip(nodes.map(|node| ground.graph.slug(node))).collect();
    values.retain(|(count, slug)| *count > 0 || chosen.contains(slug));
    values.sort_by_key(|(count, slug)| (Reverse(*count), *slug));
    let value = |(count, slug): (u32, &Slug)| FacetValue {
        value: slug.to_string(),
        name: ground.records.organisations.get(slug).map(|record| name(&Record::Organisation(record.clone()))),
        count,
        chosen: chosen.contains(slug),
    };
    values.into_iter().map(value).collect()
}

fn statuses(query: &Query, ground: &Ground<'_>) -> Vec<FacetValue> {
    let chosen = chosen(query, |what| if let Predicate::Status(set) = what { Some(set) } else { None });
    let mut counts = vec![0; ProjectStatus::ALL.len()];
    for row in ground.rows(fails::STATUS) {
        for (count, status) in counts.iter_mut().zip(ProjectStatus::ALL) {
            *count += u32::from(ground.table.statuses[row as usize] & status_bit(*status) != 0);
        }
    }
    let statuses = ProjectStatus::ALL.iter().zip(counts);
    coded(statuses.map(|(status, count)| (status.code(), count, chosen.contains(status))))
}

fn brands(query: &Query, ground: &Ground<'_>) -> Vec<FacetValue> {
    let chosen = chosen(query, |what| if let Predicate::Brand(set) = what { Some(set) } else { None });
    let count = |brand: &Brand| {
        ground.rows(fails::BRAND).filter(|row| ground.table.brand[*row as usize] == Some(*brand)).count() as u32
    };
    coded(Brand::ALL.iter().map(|brand| (brand.code(), count(brand), chosen.contains(brand))))
}

fn themes(query: &Query, ground: &Ground<'_>) -> Vec<FacetValue> {
    let chosen = chosen(query, |what| if let Predicate::Theme(set) = what { Some(set) } else { None });
    let mut counts = vec![0; ground.table.themes.len()];
    for row in ground.rows(fails::THEME) {
        ground.table.theme.get(row).iter().for_each(|theme| counts[*theme as usize] += 1);
    }
    let themes = ground.table.themes.iter().zip(counts);
    let mut values = coded(themes.map(|(theme, count)| (&**theme, count, chosen.contains(theme))));
    values.sort_by_key(|value| Reverse(value.count));
    values
}

fn taught(query: &Query, ground: &Ground<'_>) -> Vec<FacetValue> {
    let chosen = chosen(query, |what| if let Predicate::Taught(set) = what { Some(set) } else { None });
    phrases(&chosen, fails::TAUGHT, &ground.facts.taught, &ground.table.taught, ground)
}

fn audiences(query: &Query, ground: &Ground<'_>) -> Vec<FacetValue> {
    let chosen = chosen(query, |what| if let Predicate::Audience(set) = what { Some(set) } else { None });
    phrases(&chosen, fails::AUDIENCE, &ground.facts.audiences, &ground.table.audience, ground)
}

/// Free texts as they stand in a column of the table, the most frequent first.
fn phrases(
    chosen: &BTreeSet<&Text>,
    own: u16,
    known: &Phrases,
    column: &Lists,
    ground: &Ground<'_>,
) -> Vec<FacetValue> {
    let mut counts = vec![0; known.iter().len()];
    for row in ground.rows(own) {
        column.get(row).iter().for_each(|phrase| counts[*phrase as usize] += 1);
    }
    let value = |((key, name), count): (&(Text, Name), u32)| FacetValue {
        value: key.to_string(),
        name: Some(name.clone()),
        count,
        chosen: chosen.contains(key),
    };
    let mut values: Vec<FacetValue> = known.iter().zip(counts).map(value).collect();
    values.retain(|value| value.count > 0 || value.chosen);
    values.sort_by_key(|value| Reverse(value.count));
    values
}

fn years(query: &Query, ground: &Ground<'_>) -> Vec<FacetValue> {
    let chosen = chosen(query, |what| if let Predicate::Year(set) = what { Some(set) } else { None });
    let mut counts: BTreeMap<u32, u32> = chosen.iter().map(|year| (u32::from(**year), 0)).collect();
    for row in ground.rows(fails::YEAR) {
        ground.table.years.get(row).iter().for_each(|year| *counts.entry(*year).or_default() += 1);
    }
    let is_chosen = |year: u32| u16::try_from(year).is_ok_and(|year| chosen.contains(&year));
    let value =
        |(year, count): (u32, u32)| FacetValue { value: year.to_string(), name: None, count, chosen: is_chosen(year) };
    counts.into_iter().map(value).collect()
}

/// Values that a page names by their code: those that would leave a row, and those chosen.
fn coded<'a>(values: impl Iterator<Item = (&'a str, u32, bool)>) -> Vec<FacetValue> {
    values
        .filter(|(_, count, chosen)| *count > 0 || *chosen)
        .map(|(code, count, chosen)| FacetValue { value: code.to_owned(), name: None, count, chosen })
        .collect()
}
