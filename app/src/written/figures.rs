//! Every number and where it comes from.

use super::{Question, Written, fact::Figures, frame::bounded, link::NamedLink, record::kind_words};
use crate::{
    atlas::dossier::FigureRow,
    components::words,
    domain::{pillar::Pillar, record::Kind},
    i18n::{Locale, fill},
    routes::{self, Page},
};
use leptos::prelude::*;

/// The page of all figures: the claimed numbers pillar by pillar, and the amounts and counts that stand in records.
pub(super) fn page(question: &Question<'_>) -> Written {
    let Question { atlas, locale, .. } = *question;
    let texts = locale.pages();
    let figures = atlas.figures();
    let doubtful = figures.iter().filter(|figure| is_doubtful(figure)).count();
    let contained = figures.iter().filter(|figure| !figure.may_be_contained_in.is_empty()).count();
    let number = |count: usize| locale.number(count as i64);
    let summary = fill(texts.figures_summary, &[&number(figures.len()), &number(doubtful), &number(contained)]);
    let pillar_of = |figure: &FigureRow| {
        let pillars = atlas.records().figures.get(&figure.head.entry.id).map(|record| record.pillars.clone());
        pillars.and_then(|pillars| pillars.first().copied())
    };
    let group = |pillar: Option<Pillar>| {
        let rows: Vec<FigureRow> = figures.iter().filter(|figure| pillar_of(figure) == pillar).cloned().collect();
        let heading = pillar.map_or(texts.no_pillar, |pillar| words::pillar(locale, pillar));
        let id = pillar.map_or("other", Pillar::code);
        (!rows.is_empty()).then(|| {
            let (rows, more) = bounded(rows);
            view! { <section id=format!("pillar-{id}")><h2>{heading}</h2><Figures figures=rows of=true/>{more}</section> }
        })
    };
    let groups = Pillar::ALL.iter().map(|pillar| group(Some(*pillar))).chain([group(None)]).collect_view();
    let body = view! {
        <header>
            <h1>{texts.figures}</h1>
            <p>{texts.figures_intro}</p>
            <p>{summary.clone()}</p>
            <p class="hint">{locale.no_sum} " " {locale.county_only}</p>
        </header>
        {groups}
        {figures.is_empty().then(|| view! { <p class="none">{locale.none_figures}</p> })}
        <StatedInRecords numbers=stated(question)/>
    };
    Written {
        title: texts.figures.to_owned(),
        here: texts.figures.to_owned(),
        description: format!("{} {summary}", texts.figures_intro),
        class: "place",
        crumbs: Vec::new(),
        body: body.into_any(),
    }
}

fn is_doubtful(figure: &FigureRow) -> bool {
    figure.head.garbled || figure.status == crate::domain::figure::FigureStatus::DoubtfulReading
}

/// A number that stands in a record itself.
struct Stated {
    record: crate::atlas::view::Named,
    what: &'static str,
    number: String,
}

/// The amounts and counts that records state of themselves.
fn stated(question: &Question<'_>) -> Vec<Stated> {
    let Question { atlas, locale, .. } = *question;
    let (texts, records) = (locale.pages(), atlas.records());
    let mut all = Vec::new();
    let mut add = |kind: Kind, id: &crate::domain::slug::Slug, what: &'static str, number: Option<String>| {
        let record = atlas.title(&crate::domain::record::EntryId::new(kind, id.clone()));
        if let Some((record, number)) = record.zip(number) {
            all.push(Stated { record, what, number });
        }
    };
    let count =
        |pattern: &str, value: Option<u32>| value.map(|value| fill(pattern, &[&locale.number(i64::from(value))]));
    for project in records.projects.values() {
        let amount = project.stated_amount.map(|amount| locale.money(&amount));
        add(Kind::Project, &project.id, texts.stated_amount, amount);
    }
    for training in records.trainings.values() {
        add(Kind::Training, &training.id, texts.cost, training.cost.map(|cost| locale.money(&cost)));
        add(Kind::Training, &training.id, texts.participants, count(locale.people, training.participants));
        add(Kind::Training, &training.id, texts.women, count(locale.people, training.women));
    }
    for aid in records.aid.values() {
        add(Kind::Aid, &aid.id, texts.value, aid.value.map(|value| locale.money(&value)));
        add(Kind::Aid, &aid.id, texts.reached, count(locale.people, aid.people));
        add(Kind::Aid, &aid.id, texts.reached, count(locale.households, aid.households));
        add(Kind::Aid, &aid.id, texts.reached, count(locale.students, aid.students));
        add(Kind::Aid, &aid.id, texts.reached, count(locale.village_committees, aid.village_committees));
    }
    for proposal in records.proposals.values() {
        let bound = proposal.bound.unwrap_or(crate::domain::money::Bound::Exact);
        let number = proposal.count.map(|count| locale.bounded(bound, &locale.number(i64::from(count))));
        add(Kind::Proposal, &proposal.id, texts.counted, number);
    }
    for service in records.services.values() {
        add(Kind::Service, &service.id, texts.reached, count(locale.people, service.beneficiaries));
    }
    all
}

#[component]
fn StatedInRecords(numbers: Vec<Stated>) -> impl IntoView {
    let locale: Locale = crate::i18n::use_locale();
    let texts = locale.pages();
    let some = !numbers.is_empty();
    let (numbers, more) = bounded(numbers);
    let money = routes::list_with(locale.language, crate::atlas::query::Subject::Funding, "");
    let rows = numbers
        .into_iter()
        .map(|Stated { record, what, number }| {
            view! {
                <tr>
                    <td>{kind_words(locale, record.entry.kind)}</td>
                    <td><NamedLink named=record/></td>
                    <td>{what}</td>
                    <td class="amount">{number}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section id="in-records">
            <h2>{texts.in_records}</h2>
            <p class="hint">{texts.in_records_hint} " " <a href=money>{texts.funding}</a> " · " <a href=Page::Report.path(locale.language)>{texts.report}</a></p>
            {some.then(|| view! {
                <div class="scroll" role="region" tabindex="0" aria-label=texts.in_records>
                    <table>
                        <thead><tr>
                            <th scope="col">{texts.kind}</th>
                            <th scope="col">{texts.record}</th>
                            <th scope="col">{texts.what}</th>
                            <th scope="col">{texts.number}</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            })}
            {more}
        </section>
    }
}
