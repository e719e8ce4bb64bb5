//! Every number and where it comes from.

use super::{
    Question, Written,
    fact::Figures,
    link::NamedLink,
    parts::Parts,
    record::kind_words,
    table::{Cell, Row, table},
};
use crate::{
    atlas::{Atlas, dossier::FigureRow},
    components::{notices::Notices, words},
    domain::{
        figure::Figure,
        language::Language,
        money::Amount,
        pillar::Pillar,
        record::{EntryId, Kind},
        slug::Slug,
    },
    i18n::{Locale, fill},
    routes::{self, Page, section_of_figures},
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The section of the amounts and counts that stand in records.
const IN_RECORDS: &str = "in-records";

/// The section of a figure: that of its first pillar.
fn pillar_of(figure: &Figure) -> Option<Pillar> {
    figure.pillars.first().copied()
}

/// The address of a figure, on the page that shows it among all.
pub(super) fn address(atlas: &Atlas, language: Language, id: &Slug) -> String {
    let figures = &atlas.records().figures;
    let pillar = figures.get(id).and_then(|figure| pillar_of(figure));
    let others = figures.values().filter(|figure| pillar_of(figure) == pillar).map(|figure| &figure.id);
    routes::figure(language, pillar, id, others)
}

/// The claimed numbers of a pillar, or of none.
struct Group {
    part: &'static str,
    heading: &'static str,
    rows: Vec<FigureRow>,
}

/// The figures in their sections, as far as there are any.
fn groups(atlas: &Atlas, locale: Locale, figures: Vec<FigureRow>) -> Vec<Group> {
    let mut groups: BTreeMap<Option<Pillar>, Vec<FigureRow>> = BTreeMap::new();
    for row in figures {
        let figure = atlas.records().figures.get(&row.head.entry.id);
        groups.entry(figure.and_then(|figure| pillar_of(figure))).or_default().push(row);
    }
    let group = |pillar: Option<Pillar>| {
        let heading = pillar.map_or(locale.pages().no_pillar, |pillar| words::pillar(locale, pillar));
        Some(Group { part: section_of_figures(pillar), heading, rows: groups.remove(&pillar)? })
    };
    Pillar::ALL.iter().copied().map(Some).chain([None]).filter_map(group).collect()
}

/// The page of all figures: the claimed numbers pillar by pillar, and the amounts and counts that stand in records. Of long
/// sections it shows the beginning; each of them has pages of its own.
pub(super) fn page(question: &Question<'_>) -> Written {
    let Question { atlas, locale, .. } = *question;
    let texts = locale.pages();
    let path = Page::Figures.path(locale.language);
    let figures = atlas.figures();
    let summary = summary(locale, &figures);
    let (groups, numbers) = (groups(atlas, locale, figures), stated(question));
    let sections = groups.iter().map(|group| (group.part, group.heading, group.rows.len()));
    let contents: Vec<_> = sections.chain([(IN_RECORDS, texts.in_records, numbers.len())]).collect();
    let known: Vec<&str> = contents.iter().map(|(part, ..)| *part).collect();
    let (parts, notices) = Parts::read(path.clone(), question.query, &known);
    let here = contents.iter().find(|(part, ..)| parts.alone() == Some(*part)).map(|(_, heading, _)| *heading);
    let intro = here.is_none().then(|| {
        let none = groups.is_empty().then(|| view! { <p class="none">{locale.none_figures}</p> });
        view! { <p>{texts.figures_intro}</p> <p>{summary.clone()}</p> {none} {contents_of(locale, &contents)} }
    });
    let body = view! {
        <header>
            <h1>{texts.figures}</h1>
            {intro}
            <p class="hint">{locale.no_sum} {locale.gap} {locale.county_only}</p>
        </header>
        <Notices notices/>
        {claimed(locale, &parts, groups)}
        {parts.shows(IN_RECORDS).then(|| in_records(locale, &parts, numbers))}
    };
    Written {
        title: here.map_or_else(|| texts.figures.to_owned(), |here| format!("{here} · {}", texts.figures)),
        here: here.unwrap_or(texts.figures).to_owned(),
        description: format!("{} {summary}", texts.figures_intro),
        class: "place",
        crumbs: here.map(|_| (path, texts.figures.to_owned())).into_iter().collect(),
        body: body.into_any(),
    }
}

/// The sections of claimed numbers that stand on this page.
fn claimed(locale: Locale, parts: &Parts, groups: Vec<Group>) -> impl IntoView + use<> {
    let shown = groups.into_iter().filter(|group| parts.shows(group.part));
    let sections = shown.map(|Group { part, heading, rows }| {
        let (figures, way) = parts.rows(locale, part, rows);
        view! { <section id=part><h2>{heading}</h2><Figures figures of=true open=true/>{way}</section> }
    });
    sections.collect_view()
}

/// How many figures there are, and how many of them are to be read with care.
fn summary(locale: Locale, figures: &[FigureRow]) -> String {
    let doubtful = figures.iter().filter(|figure| is_doubtful(figure)).count();
    let contained = figures.iter().filter(|figure| !figure.may_be_contained_in.is_empty()).count();
    let number = |count: usize| locale.number(count as i64);
    fill(locale.pages().figures_summary, &[&number(figures.len()), &number(doubtful), &number(contained)])
}

/// The sections of the page, each with how many numbers it has.
fn contents_of(locale: Locale, contents: &[(&'static str, &'static str, usize)]) -> impl IntoView + use<> {
    let links = contents.iter().map(|(part, heading, count)| {
        let count = locale.number(*count as i64);
        view! { <li><a href=format!("#{part}")>{*heading} " " <span class="number">{count}</span></a></li> }
    });
    view! { <nav aria-label=locale.pages().on_this_page><ul class="numbers">{links.collect_view()}</ul></nav> }
}

fn is_doubtful(figure: &FigureRow) -> bool {
    figure.head.garbled || figure.status == crate::domain::figure::FigureStatus::DoubtfulReading
}

/// A number that stands in a record itself.
struct Stated {
    record: crate::atlas::view::Named,
    what: &'static str,
    number: Number,
}

/// Money, or what is counted, in words.
enum Number {
    Money(Amount),
    Counted(String),
}

/// The amounts and counts that records state of themselves.
fn stated(question: &Question<'_>) -> Vec<Stated> {
    let Question { atlas, locale, .. } = *question;
    let (texts, records) = (locale.pages(), atlas.records());
    let mut all = Vec::new();
    let mut add = |kind: Kind, id: &Slug, what: &'static str, number: Option<Number>| {
        let record = atlas.title(&EntryId::new(kind, id.clone()));
        if let Some((record, number)) = record.zip(number) {
            all.push(Stated { record, what, number });
        }
    };
    let count = |words: &str, value: Option<u32>| value.map(|value| Number::Counted(locale.count(value, words)));
    for project in records.projects.values() {
        add(Kind::Project, &project.id, texts.stated_amount, project.stated_amount.map(Number::Money));
    }
    for training in records.trainings.values() {
        add(Kind::Training, &training.id, texts.cost, training.cost.map(Number::Money));
        add(Kind::Training, &training.id, texts.participants, count(locale.people, training.participants));
        add(Kind::Training, &training.id, texts.women, count(locale.people, training.women));
    }
    for aid in records.aid.values() {
        add(Kind::Aid, &aid.id, texts.value, aid.value.map(Number::Money));
        add(Kind::Aid, &aid.id, texts.reached, count(locale.people, aid.people));
        add(Kind::Aid, &aid.id, texts.reached, count(locale.households, aid.households));
        add(Kind::Aid, &aid.id, texts.reached, count(locale.students, aid.students));
        add(Kind::Aid, &aid.id, texts.reached, count(locale.village_committees, aid.village_committees));
    }
    for proposal in records.proposals.values() {
        let bound = proposal.bound.unwrap_or(crate::domain::money::Bound::Exact);
        let number = proposal.count.map(|count| locale.bounded(bound, &locale.number(i64::from(count))));
        add(Kind::Proposal, &proposal.id, texts.counted, number.map(Number::Counted));
    }
    for service in records.services.values() {
        add(Kind::Service, &service.id, texts.reached, count(locale.people, service.beneficiaries));
    }
    all
}

/// The numbers that stand in records, as a table: money in one unit, and what is counted, each in a column of its own.
fn in_records(locale: Locale, parts: &Parts, numbers: Vec<Stated>) -> impl IntoView + use<> {
    let texts = locale.pages();
    let unit = locale.money_unit(numbers.iter().filter_map(|stated| match &stated.number {
        Number::Money(amount) => Some(amount),
        Number::Counted(_) => None,
    }));
    let (numbers, way) = parts.rows(locale, IN_RECORDS, numbers);
    let some = !numbers.is_empty();
    let rows = numbers.into_iter().map(|Stated { record, what, number }| {
        let (money, counted) = match number {
            Number::Money(amount) => (locale.money_in(unit, &amount), String::new()),
            Number::Counted(words) => (String::new(), words),
        };
        let kind = kind_words(locale, record.entry.kind);
        let cells = vec![
            Cell::new(kind),
            Cell::new(view! { <NamedLink named=record/> }),
            Cell::new(what),
            Cell::number(money),
            Cell::number(counted),
        ];
        Row { id: None, cells }
    });
    let columns = vec![texts.kind, texts.record, texts.what, locale.amount_heading(unit), texts.number];
    let list = some.then(|| table(texts.in_records, None, columns, rows.collect()));
    let money = routes::list_with(locale.language, crate::atlas::query::Subject::Funding, "");
    view! {
        <section id=IN_RECORDS>
            <h2>{texts.in_records}</h2>
            <p class="hint">{texts.in_records_hint} {locale.gap} <a href=money>{texts.funding}</a> " · " <a href=Page::Report.path(locale.language)>{texts.report}</a></p>
            {list}
            {way}
        </section>
    }
}
