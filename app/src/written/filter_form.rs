//! The form of a list: the filters that fit its subject, as a plain GET form.

use super::conditions::{has_words, pairs, role_words};
use crate::{
    atlas::{
        query::{Predicate, Query, Sort, Subject},
        view::{Facet, FacetField},
    },
    components::words,
    domain::organisation::Role,
    i18n::{Locale, use_locale},
    routes::Page,
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The filters that fit a subject, in the order of showing.
const fn fields(subject: Subject) -> &'static [FacetField] {
    use FacetField::{
        Audience, Brand, Giver, Kind, Organisation, Pillar, Receiver, Status, Taught, Theme, Within, Year,
    };
    match subject {
        Subject::Sites => &[Within, Pillar, Kind, Theme, Status, Organisation, Brand],
        Subject::Projects => &[Status, Theme, Within, Organisation, Kind, Year, Brand],
        Subject::Trainings => &[Taught, Audience, Organisation, Kind, Within, Year],
        Subject::Aid => &[Kind, Giver, Within, Year],
        Subject::Proposals => &[Kind, Within, Organisation],
        Subject::Services => &[Kind, Within, Organisation, Year],
        Subject::Organisations => &[Kind, Pillar, Within, Theme, Status],
        Subject::WorkingGroups => &[Kind, Organisation, Within],
        Subject::Townships => &[Pillar, Theme, Status, Organisation, Kind],
        Subject::Funding => &[Kind, Year, Giver, Receiver, Within],
    }
}

/// What a row of a subject can have or lack, as values of `has`.
const fn havings(subject: Subject) -> &'static [&'static str] {
    match subject {
        Subject::Sites | Subject::Townships => {
            &["project", "project.amount_stated", "training", "aid", "service", "proposal", "figure", "transaction"]
        }
        Subject::Projects => &["project.amount_stated", "training", "figure", "budget", "transaction", "indicator"],
        Subject::Organisations => &["project", "training", "aid", "service", "proposal", "transaction"],
        Subject::Trainings | Subject::Aid => &["figure", "transaction"],
        _ => &[],
    }
}

/// The form.
#[component]
pub fn FilterForm(
    /// The question as it was understood.
    query: Query,
    /// Counts per filter value.
    facets: Vec<Facet>,
) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.pages();
    let subject = query.subject;
    let action = Page::List(subject).path(locale.language);
    let clear = action.clone();
    let selects = fields(subject)
        .iter()
        .filter_map(|field| facets.iter().find(|facet| facet.field == *field).cloned())
        .map(|facet| view! { <Select facet/> })
        .collect_view();
    // What the selects show, so that the rest of the question can be carried along unseen.
    let mut shown: BTreeSet<(String, String)> = BTreeSet::new();
    for facet in facets.iter().filter(|facet| fields(subject).contains(&facet.field)) {
        if let Some(value) = facet.values.iter().find(|value| value.chosen) {
            shown.insert((facet.field.code().to_owned(), value.value.clone()));
        }
    }
    let asked = pairs(&query);
    let (with, without) = (having(&asked, subject, false), having(&asked, subject, true));
    let role = role_options(&query);
    let chosen_role = role.iter().find(|(code, _)| asked.iter().any(|(key, value)| key == "has" && value == code));
    let carried_by_has = with.iter().chain(&without).cloned().chain(chosen_role.map(|(code, _)| code.clone()));
    shown.extend(carried_by_has.map(|code| ("has".to_owned(), code)));
    let hidden = asked
        .iter()
        .filter(|pair| pair.0 != "q" && !shown.contains(*pair))
        .map(|(key, value)| view! { <input type="hidden" name=key.clone() value=value.clone()/> })
        .collect_view();
    // Closed on a phone as long as nothing is chosen; a wide screen shows it anyway.
    let asks = !query.clauses.is_empty() || query.sort != Sort::Place;
    let text = query.text.as_ref().map(|text| text.to_string()).unwrap_or_default();
    let having_select = |label: &'static str, not: bool, chosen: Option<String>| {
        let options = havings(subject)
            .iter()
            .map(|code| {
                let value = if not { format!("-{code}") } else { (*code).to_owned() };
                let selected = chosen.as_ref() == Some(&value);
                view! { <option value=value selected=selected>{has_words(locale, code, not, subject)}</option> }
            })
            .collect_view();
        (!havings(subject).is_empty()).then(|| {
            view! {
                <label class="field">
                    <span>{label}</span>
                    <select name="has"><option value="">{locale.filter_any}</option>{options}</select>
                </label>
            }
        })
    };
    let roles = (subject == Subject::Projects).then(|| {
        let chosen = chosen_role.map(|(code, _)| code.clone());
        let options = role
            .iter()
            .map(|(code, words)| {
                let selected = chosen.as_ref() == Some(code);
                view! { <option value=code.clone() selected=selected>{words.clone()}</option> }
            })
            .collect_view();
        view! {
            <label class="field">
                <span>{texts.role}</span>
                <select name="has"><option value="">{locale.filter_any}</option>{options}</select>
            </label>
        }
    });
    let sorts = Sort::ALL
        .iter()
        .map(|sort| {
            let value = if *sort == Sort::Place { "" } else { sort.code() };
            view! { <option value=value selected={query.sort == *sort}>{words::sort(locale, *sort)}</option> }
        })
        .collect_view();
    let having_with = having_select(texts.has, false, with);
    let having_without = having_select(texts.has_not, true, without);
    view! {
        <form class="filters" method="get" action=action role="search" aria-label=locale.live.filters>
            {hidden}
            <label class="field">
                <span>{locale.live.filter_search}</span>
                <input type="search" name="q" maxlength="200" autocomplete="off" placeholder=search_hint(locale, subject) value=text/>
            </label>
            <details class="more" open=asks>
                <summary>{texts.more_filters}</summary>
                <div class="fields">
                    {selects}
                    {roles}
                    {having_with}
                    {having_without}
                    <label class="field"><span>{locale.sort}</span><select name="sort">{sorts}</select></label>
                </div>
            </details>
            <p class="actions">
                <button type="submit">{locale.filter_apply}</button>
                <a href=clear>{locale.filter_clear}</a>
            </p>
        </form>
    }
}

/// One filter: its values with their counts.
#[component]
fn Select(facet: Facet) -> impl IntoView {
    let locale = use_locale();
    let label = words::filter(locale, facet.field);
    // A select shows one value; further chosen ones stand among the conditions.
    let first = facet.values.iter().position(|value| value.chosen);
    let options = facet
        .values
        .iter()
        .enumerate()
        .map(|(number, value)| {
            let words = words::filter_value(locale, facet.field, value);
            let count = locale.number(i64::from(value.count));
            view! { <option value=value.value.clone() selected={first == Some(number)}>{words} " (" {count} ")"</option> }
        })
        .collect_view();
    view! {
        <label class="field">
            <span>{label}</span>
            <select name=facet.field.code()><option value="">{locale.filter_any}</option>{options}</select>
        </label>
    }
}

/// The value of `has` that a select shows: the first of those it offers that is asked for.
fn having(asked: &[(String, String)], subject: Subject, not: bool) -> Option<String> {
    let offered = |value: &str| {
        let code = if not { value.strip_prefix('-') } else { Some(value) };
        code.is_some_and(|code| havings(subject).contains(&code))
    };
    asked.iter().find(|(key, value)| key == "has" && offered(value)).map(|(_, value)| value.clone())
}

/// The parts that can be asked for: those of the organisation that is asked for, else of any.
fn role_options(query: &Query) -> Vec<(String, String)> {
    let locale = use_locale();
    let organisation = query.clauses.iter().find_map(|clause| match &clause.what {
        Predicate::Organisation(set) if !clause.not && set.len() == 1 => set.first().cloned(),
        _ => None,
    });
    let option = |role: &Role| match &organisation {
        Some(id) => (format!("project.org_{id}.role_{role}"), words::role(locale, *role).to_owned()),
        None => (format!("project.role_{role}"), role_words(locale, *role)),
    };
    Role::ALL.iter().map(option).collect()
}

const fn search_hint(locale: Locale, subject: Subject) -> &'static str {
    match subject {
        Subject::Trainings => locale.pages().search_trainings,
        _ => locale.texts().filter_search_hint,
    }
}
