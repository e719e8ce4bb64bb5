//! A list that answers questions: what is asked stands in the address, and everything works as plain links and a form.

use super::{
    Question, Written, chart, conditions::Conditions, explain::Explained, filter_form::FilterForm, funding,
    list_row::Rows, money::Transactions, pager::pager, parts::Parts, questions::asked,
};
use crate::{
    atlas::{
        query::{Notice, Query, Subject, Want},
        view::{RuleId, Total, View},
    },
    components::{notices::Notices, takeaway::TakeAway, words},
    domain::record::Kind,
    i18n::{Locale, fill, use_locale},
    routes::{self, Page},
};
use leptos::prelude::*;

/// The page of a list.
pub(super) fn page(question: &Question<'_>, subject: Subject) -> Written {
    let Question { atlas, locale, query: raw, .. } = *question;
    let language = locale.language;
    let parts = if subject == Subject::Funding { &funding::PARTS[..] } else { &[] };
    let (parts, notices) = Parts::read(Page::List(subject).path(language), raw, parts);
    if let Some(part) = parts.alone() {
        return part_of_funding(question, &parts, notices, funding::heading(locale, part));
    }
    // Which list it is says the path; a word in the query against it is not understood.
    let raw = &format!("{raw}&show={subject}");
    let (query, view) = atlas.answer(raw, Want { marks: false, totals: false, ..Want::ALL }, language);
    let heading = words::subject(locale, subject);
    let count = words::counted(locale, subject, view.list.total);
    let intro = intro(locale, subject);
    let page = (view.list.page > 1).then(|| {
        let number = |number: u32| locale.number(i64::from(number));
        fill(locale.page_of, &[&number(view.list.page), &number(view.list.pages)])
    });
    let map = routes::overview_with(language, &Query { page: 1, ..query.clone() }.to_url());
    let chart = chart::of_list(question, &query, &atlas.passing(&query, language));
    // How many rows there are is said above them.
    let same = match subject {
        Subject::Projects => Some(RuleId::Projects),
        Subject::Trainings => Some(RuleId::Trainings),
        // Money moves for records, not at sites.
        Subject::Sites | Subject::Funding => Some(RuleId::Sites),
        _ => None,
    };
    let whole = |total: &Total| total.left_out.iter().all(|(_, count)| *count == 0);
    let said = |total: &Total| Some(total.rule) == same || (total.rule == RuleId::Rows && whole(total));
    let mut totals = atlas.explained(&query);
    totals.retain(|explained| !said(&explained.total));
    // Where nothing is known there is nothing to be filtered or added up.
    let known = view.list.total > 0 || !unasked(&query);
    let texts = locale.pages();
    let beside = matches!(subject, Subject::Trainings | Subject::Services | Subject::Aid | Subject::Proposals);
    let taken = Query { page: 1, ..query.clone() }.to_url();
    let (to_questions, questions) = asked(question, subject).unzip();
    let body = view! {
        <header>
            <h1>{heading}</h1>
            <p>{intro}</p>
            {beside.then(|| view! { <p><a href=Page::Figures.path(language)>{texts.figures_beside}</a></p> })}
        </header>
        <Notices notices=view.notices.clone()/>
        <Conditions query=query.clone()/>
        {known.then(|| view! { <FilterForm query=query.clone() facets=view.facets.clone()/> })}
        <p class="count">
            <strong>{count}</strong>
            {(subject != Subject::Funding).then(|| view! { <a href=map>{texts.on_the_map}</a> })}
            {chart.is_some().then(|| view! { <a href="#chart">{texts.chart}</a> })}
            {to_questions}
        </p>
        {(known && !totals.is_empty()).then(|| view! { <Explained subject totals/> })}
        <Results query=query.clone() view=view.clone()/>
        <TakeAway subject files=taken.clone() query=taken site=question.site.clone() title=locale.name(&question.programme.name)/>
        {chart}
        {(subject == Subject::Funding).then(|| funding::beside(question, &parts))}
        {questions}
    };
    Written {
        title: [Some(heading.to_owned()), page].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        here: heading.to_owned(),
        description: format!("{heading} · {intro}"),
        class: "place listing",
        crumbs: Vec::new(),
        body: body.into_any(),
    }
}

/// A page of one of the long sections that stand beside the movements of money.
fn part_of_funding(question: &Question<'_>, parts: &Parts, notices: Vec<Notice>, here: &'static str) -> Written {
    let Question { locale, .. } = *question;
    let heading = words::subject(locale, Subject::Funding);
    let body = view! { <header><h1>{heading}</h1></header> <Notices notices/> {funding::beside(question, parts)} };
    Written {
        title: format!("{here} · {heading}"),
        here: here.to_owned(),
        description: format!("{here} · {}", intro(locale, Subject::Funding)),
        class: "place listing",
        crumbs: vec![(Page::List(Subject::Funding).path(locale.language), heading.to_owned())],
        body: body.into_any(),
    }
}

/// What a list is about, in a sentence.
const fn intro(locale: Locale, subject: Subject) -> &'static str {
    let texts = locale.pages();
    match subject {
        Subject::Sites => texts.intro_sites,
        Subject::Projects => texts.intro_projects,
        Subject::Trainings => texts.intro_trainings,
        Subject::Aid => texts.intro_aid,
        Subject::Proposals => texts.intro_proposals,
        Subject::Services => texts.intro_services,
        Subject::Organisations => texts.intro_organisations,
        Subject::WorkingGroups => texts.intro_working_groups,
        Subject::Townships => texts.intro_townships,
        Subject::Funding => texts.intro_funding,
    }
}

/// The rows of one page, and the way to the others.
#[component]
fn Results(query: Query, view: View) -> impl IntoView {
    let locale = use_locale();
    let rows = view.list.rows.clone();
    if rows.is_empty() {
        return view! { <p class="none" id="list">{nothing(locale, &query)}</p> }.into_any();
    }
    let list = match query.subject {
        Subject::Funding => {
            let atlas = super::link::atlas();
            let moved = rows.iter().filter(|card| card.entry.kind == Kind::Transaction);
            let rows = moved.filter_map(|card| atlas.transaction(&card.entry.id)).collect();
            view! { <Transactions rows of=true whole=true/> }.into_any()
        }
        _ => view! { <Rows cards=rows/> }.into_any(),
    };
    let pages = (view.list.page as usize, view.list.pages as usize);
    let address = move |page: usize| {
        let asked = Query { page: page as u32, ..query.clone() };
        routes::list_with(locale.language, query.subject, &without_subject(&asked))
    };
    view! {
        <section class="list" id="list" aria-label=locale.live.list_heading>
            {list}
            {pager(locale, pages, address)}
        </section>
    }
    .into_any()
}

/// Why a list is empty: nothing of the sort is known, or nothing passes the conditions.
fn nothing(locale: Locale, query: &Query) -> String {
    if unasked(query) && query.subject == Subject::Funding {
        locale.pages().no_movements.to_owned()
    } else if unasked(query) {
        fill(locale.pages().nothing_known, &[words::subject(locale, query.subject)])
    } else {
        format!("{} {}", locale.list_empty, locale.list_empty_hint)
    }
}

/// Whether a list is asked for without conditions.
fn unasked(query: &Query) -> bool {
    query.clauses.is_empty() && query.text.is_none() && query.bounds.is_none()
}

/// A question as the query of its own list, whose path says what is listed.
pub(super) fn without_subject(query: &Query) -> String {
    Query { subject: Subject::Sites, ..query.clone() }.to_url()
}
