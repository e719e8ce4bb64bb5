//! The charts of the lists: what is counted, and the sentence that says what can be seen.

use super::{
    Chart,
    bars::{Bars, Colour, Series},
    leaders::leaders,
    row::Row,
};
use crate::{
    atlas::query::{Query, Subject},
    components::words,
    domain::{
        funding::TransactionKind,
        language::Language,
        money::{Bound, Currency},
        pillar::Pillar,
        project::ProjectStatus,
        record::{EntryId, Kind},
    },
    i18n::{Locale, fill},
    written::Question,
};
use leptos::prelude::*;
use std::{cmp::Reverse, collections::BTreeMap};

/// The most bars of a chart whose rows are many; the table beside it names the same, and the caption says so.
const MOST: usize = 16;

/// A number of records, with the word.
fn records(locale: Locale, count: i64) -> String {
    fill(locale.count_records, &[&number(locale, count)])
}

/// The first rows of a chart, those with most on top, and what the caption says where there are more.
fn first_rows(locale: Locale, rows: &mut Vec<Row>) -> String {
    let all = rows.len();
    if all <= MOST {
        return String::new();
    }
    rows.sort_by_key(|row| Reverse(row.sum()));
    rows.truncate(MOST);
    fill(locale.pages().first_drawn, &[&number(locale, MOST as i64), &number(locale, all as i64)])
}

fn number(locale: Locale, count: i64) -> String {
    locale.number(count)
}

/// Projects by theme, in parts by status.
pub(super) fn themes(question: &Question<'_>, passing: &[EntryId]) -> Option<AnyView> {
    let Question { atlas, locale, .. } = *question;
    let texts = locale.pages();
    let projects = || passing.iter().filter_map(|entry| atlas.records().projects.get(&entry.id));
    let statuses = ProjectStatus::ALL;
    let mut counts: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for project in projects() {
        let values = counts.entry(&project.theme).or_insert_with(|| vec![0; statuses.len()]);
        values[project.status as usize] += 1;
    }
    let all = projects().count() as i64;
    let mut rows: Vec<Row> = counts.into_iter().map(|(theme, values)| Row::new(locale.label(theme), values)).collect();
    rows.sort_by_key(|row| Reverse(row.sum()));
    let count = |value| number(locale, value);
    let theme = leaders(locale, rows.iter().map(Row::named_sum), count, texts.count_themes)?;
    let of_status = |status: usize| rows.iter().map(|row| row.values[status]).sum::<i64>();
    let by_status =
        statuses.iter().map(|status| (words::status(locale, *status).to_owned(), of_status(*status as usize)));
    let status = leaders(locale, by_status, count, texts.count_statuses)?;
    let finding = fill(texts.finding_themes, &[&number(locale, all), &theme, &status]);
    let series = statuses
        .iter()
        .zip(Colour::STATUSES)
        .map(|(status, colour)| Series { name: words::status(locale, *status).to_owned(), colour });
    let bars = Bars::new(series.collect(), rows).numbered();
    Some(view! { <Chart bars finding heading=locale.filter_theme/> }.into_any())
}

/// The kinds of record that an organisation takes part in, each in the colour of its pillar.
const DEEDS: [(Kind, Pillar); 5] = [
    (Kind::WorkingGroup, Pillar::Organisation),
    (Kind::Project, Pillar::Projects),
    (Kind::Training, Pillar::Training),
    (Kind::Proposal, Pillar::Proposals),
    (Kind::Aid, Pillar::Livelihood),
];

/// Organisations and what they took part in.
pub(super) fn organisations(question: &Question<'_>, passing: &[EntryId]) -> Option<AnyView> {
    let Question { atlas, locale, .. } = *question;
    let texts = locale.pages();
    let mut rows: Vec<Row> = Vec::new();
    for entry in passing.iter().filter(|entry| entry.kind == Kind::Organisation) {
        let Some(profile) = atlas.profile(entry) else { continue };
        let mut values = vec![0; DEEDS.len() + 1];
        let mut seen = std::collections::BTreeSet::new();
        // Two roles in one record are one record.
        for deed in profile.deeds.iter().filter(|deed| seen.insert(&deed.record.entry)) {
            let place = DEEDS.iter().position(|(kind, _)| *kind == deed.record.entry.kind).unwrap_or(DEEDS.len());
            values[place] += 1;
        }
        rows.extend(atlas.title(entry).map(|named| Row::of(&named.name, locale, values)));
    }
    let (all, idle) = (rows.len(), rows.iter().filter(|row| row.values.iter().all(|value| *value == 0)).count());
    rows.retain(|row| row.values.iter().any(|value| *value > 0));
    rows.sort_by_key(|row| Reverse(row.sum()));
    let first =
        leaders(locale, rows.iter().map(Row::named_sum), |sum| records(locale, sum), locale.count_organisations)?;
    let finding =
        fill(texts.finding_organisations, &[&number(locale, all as i64), &first, &number(locale, idle as i64)]);
    let finding = finding + &first_rows(locale, &mut rows);
    let mut series: Vec<Series> = DEEDS
        .iter()
        .map(|(kind, pillar)| Series {
            name: subject_words(locale, *kind).to_owned(),
            colour: Colour::PILLARS[pillar.ring()],
        })
        .collect();
    series.push(Series { name: texts.other_records.to_owned(), colour: Colour::REST });
    Some(view! { <Chart bars=Bars::new(series, rows) finding heading=locale.filter_organisation/> }.into_any())
}

fn subject_words(locale: Locale, kind: Kind) -> &'static str {
    let subject = Subject::ALL.iter().find(|subject| subject.kind() == kind);
    subject.map_or(locale.pages().other_records, |subject| words::subject(locale, *subject))
}

/// Places by pillar: how many records of work of each pillar belong to each.
pub(super) fn pillars(question: &Question<'_>, passing: &[EntryId]) -> Option<AnyView> {
    let Question { atlas, locale, .. } = *question;
    let texts = locale.pages();
    let sites = passing.first()?.kind == Kind::Site;
    let subject = if sites { Subject::Sites } else { Subject::Townships };
    let row = |entry: &EntryId| {
        let values = atlas.works_of(subject, entry).map(i64::from).to_vec();
        atlas.title(entry).map(|named| Row::of(&named.name, locale, values))
    };
    let mut rows: Vec<Row> = passing.iter().filter_map(row).collect();
    if sites {
        rows.sort_by_key(|row| Reverse(row.sum()));
    }
    let (text, counted) = match sites {
        true => (texts.finding_sites, locale.count_sites),
        false => (texts.finding_townships, locale.count_townships),
    };
    let first = leaders(locale, rows.iter().map(Row::named_sum), |sum| records(locale, sum), counted)?;
    let missing = rows.iter().filter(|row| row.values.contains(&0)).count() as i64;
    let finding = fill(text, &[&first, &number(locale, missing), &number(locale, rows.len() as i64)]);
    let finding = finding + &first_rows(locale, &mut rows);
    let series = Pillar::ALL.iter().map(|pillar| Series {
        name: words::pillar(locale, *pillar).to_owned(),
        colour: Colour::PILLARS[pillar.ring()],
    });
    let heading = if sites { texts.site } else { locale.filter_within };
    Some(view! { <Chart bars=Bars::new(series.collect(), rows) finding heading/> }.into_any())
}

/// The townships of the programme by pillar.
pub fn by_township(question: &Question<'_>) -> Option<AnyView> {
    let (query, _) = question.atlas.question("show=townships");
    pillars(question, &question.atlas.passing(&query, question.language()))
}

/// Money by year and kind: what the sums above count, so that both say the same. Each kind has a bar of its own: what was
/// promised and what was paid are never added.
pub(super) fn years(question: &Question<'_>, query: &Query, passing: &[EntryId]) -> Option<AnyView> {
    let Question { atlas, locale, .. } = *question;
    let texts = locale.pages();
    let counted = atlas.counted_money(query);
    let mut sums: BTreeMap<(u16, TransactionKind), i64> = BTreeMap::new();
    let (mut left_out, mut undated, mut inexact, mut goods) = (0_i64, 0, 0, 0);
    for moved in passing.iter().filter_map(|entry| atlas.records().transactions.get(&entry.id)) {
        let is_counted = counted.contains(&EntryId::new(Kind::Transaction, moved.id.clone()));
        match &moved.date {
            _ if !is_counted || moved.amount.currency != Currency::Cny => left_out += 1,
            None => undated += 1,
            Some(date) => {
                let sum = sums.entry((date.year(), moved.kind)).or_default();
                *sum = sum.saturating_add(moved.amount.fen.get());
                inexact += i64::from(moved.amount.bound != Bound::Exact);
                goods += i64::from(moved.in_kind);
            }
        }
    }
    let kinds = TransactionKind::ALL;
    let name = |(year, kind): &(u16, TransactionKind)| format!("{year} {}", locale.word(kind.code()));
    let rows: Vec<Row> = sums
        .iter()
        .map(|(key, fen)| {
            let mut values = vec![0; kinds.len()];
            values[key.1 as usize] = *fen;
            Row::new(name(key), values)
        })
        .collect();
    let series =
        kinds.iter().zip(Colour::PILLARS).map(|(kind, colour)| Series { name: locale.label(kind.code()), colour });
    let bars = Bars::new(series.collect(), rows).in_units(unit(locale));
    let sum = |fen| fill(texts.sum_in_unit, &[&bars.said(fen)]);
    let most = leaders(locale, bars.rows.iter().map(Row::named_sum), sum, texts.count_sums)?;
    let clauses = [
        (undated, texts.drawn_without_undated),
        (left_out, texts.drawn_without_left_out),
        (inexact, texts.drawn_inexact),
        (goods, texts.drawn_goods),
    ];
    let said = clauses.into_iter().filter(|(count, _)| *count > 0);
    let said: String = said.map(|(count, words)| fill(words, &[&number(locale, count)])).collect();
    let finding = fill(texts.finding_years, &[&most]) + &said;
    Some(view! { <Chart bars finding heading=texts.year_and_kind/> }.into_any())
}

/// The unit of the numbers of money in a chart, as a power of ten of a fen: ten thousands of yuan, as Chinese readers count,
/// or thousands, as English ones do.
const fn unit(locale: Locale) -> u8 {
    match locale.language {
        Language::Chinese => 6,
        Language::English => 5,
    }
}
