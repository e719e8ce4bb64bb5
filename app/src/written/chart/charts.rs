//! The charts of the lists: what is counted, and the sentence that says what can be seen.

use super::{
    Chart,
    bars::{Bars, Colour, Row, Series},
};
use crate::{
    atlas::{query::Subject, view::Rings},
    components::words,
    domain::{
        funding::TransactionKind,
        money::Currency,
        pillar::Pillar,
        project::ProjectStatus,
        record::{EntryId, Kind},
    },
    i18n::{Locale, fill},
    written::Question,
};
use leptos::prelude::*;
use std::{cmp::Reverse, collections::BTreeMap};

/// The most bars of a chart whose rows are many; the table beside it names the same.
const MOST: usize = 16;

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
    let mut rows: Vec<Row> =
        counts.into_iter().map(|(theme, values)| Row { name: locale.label(theme), values }).collect();
    rows.sort_by_key(|row| Reverse(row.values.iter().sum::<i64>()));
    let first = rows.first()?;
    let of_status = |status: usize| rows.iter().map(|row| row.values[status]).sum::<i64>();
    let status = (0..statuses.len()).max_by_key(|status| (of_status(*status), Reverse(*status)))?;
    let finding = fill(
        texts.finding_themes,
        &[
            &number(locale, all),
            &first.name,
            &number(locale, first.values.iter().sum()),
            words::status(locale, statuses[status]),
            &number(locale, of_status(status)),
        ],
    );
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
        let name = atlas.title(entry).map(|named| locale.name(&named.name)).unwrap_or_default();
        rows.push(Row { name, values });
    }
    let (all, idle) = (rows.len(), rows.iter().filter(|row| row.values.iter().all(|value| *value == 0)).count());
    rows.retain(|row| row.values.iter().any(|value| *value > 0));
    rows.sort_by_key(|row| Reverse(row.values.iter().sum::<i64>()));
    let first = rows.first()?;
    let finding = fill(
        texts.finding_organisations,
        &[
            &number(locale, all as i64),
            &first.name,
            &number(locale, first.values.iter().sum()),
            &number(locale, idle as i64),
        ],
    );
    rows.truncate(MOST);
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

/// Places by pillar: how many records of each pillar belong to each.
pub(super) fn pillars(question: &Question<'_>, passing: &[EntryId]) -> Option<AnyView> {
    let Question { atlas, locale, .. } = *question;
    let texts = locale.pages();
    let name = |entry: &EntryId| atlas.title(entry).map(|named| locale.name(&named.name)).unwrap_or_default();
    let mut rings: Vec<(String, Rings)> = passing.iter().map(|entry| (name(entry), atlas.rings_of(entry))).collect();
    let sum = |rings: &Rings| rings.iter().map(|count| i64::from(*count)).sum::<i64>();
    let sites = passing.first()?.kind == Kind::Site;
    if sites || rings.len() > MOST {
        rings.sort_by_key(|(_, rings)| Reverse(sum(rings)));
    }
    let (first, of_first) = rings.iter().max_by_key(|(name, rings)| (sum(rings), Reverse(name.clone())))?;
    let missing = rings.iter().filter(|(_, rings)| rings.contains(&0)).count() as i64;
    let finding = fill(
        if sites { texts.finding_sites } else { texts.finding_townships },
        &[first, &number(locale, sum(of_first)), &number(locale, missing), &number(locale, rings.len() as i64)],
    );
    rings.truncate(MOST);
    let rows = rings.into_iter().map(|(name, rings)| Row { name, values: rings.map(i64::from).to_vec() }).collect();
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

/// Money by year and kind. Each kind has a bar of its own: what was promised and what was paid are never added.
pub(super) fn years(question: &Question<'_>, passing: &[EntryId]) -> Option<AnyView> {
    let Question { atlas, locale, .. } = *question;
    let texts = locale.pages();
    let mut sums: BTreeMap<(u16, TransactionKind), i64> = BTreeMap::new();
    let (mut undated, mut other) = (0, 0);
    for moved in passing.iter().filter_map(|entry| atlas.records().transactions.get(&entry.id)) {
        match &moved.date {
            _ if moved.amount.currency != Currency::Cny => other += 1,
            None => undated += 1,
            Some(date) => {
                let sum = sums.entry((date.year(), moved.kind)).or_default();
                *sum = sum.saturating_add(moved.amount.fen.get());
            }
        }
    }
    let kinds = TransactionKind::ALL;
    let rows: Vec<Row> = sums
        .iter()
        .map(|((year, kind), fen)| {
            let mut values = vec![0; kinds.len()];
            // In ten thousands of yuan, as Chinese readers count, or in thousands, as English ones do.
            values[*kind as usize] = fen / unit(locale);
            Row { name: format!("{year} {}", locale.word(kind.code())), values }
        })
        .collect();
    let ((year, kind), most) = sums.iter().max_by_key(|(key, fen)| (**fen, Reverse(**key)))?;
    let finding = fill(
        texts.finding_years,
        &[
            &year.to_string(),
            &locale.word(kind.code()),
            &number(locale, most / unit(locale)),
            &number(locale, undated),
            &number(locale, other),
        ],
    );
    let series =
        kinds.iter().zip(Colour::PILLARS).map(|(kind, colour)| Series { name: locale.label(kind.code()), colour });
    Some(view! { <Chart bars=Bars::new(series.collect(), rows) finding heading=texts.year_and_kind/> }.into_any())
}

/// The unit of the numbers of money in a chart, in fen.
const fn unit(locale: Locale) -> i64 {
    match locale.language {
        crate::domain::language::Language::Chinese => 1_000_000,
        crate::domain::language::Language::English => 100_000,
    }
}
