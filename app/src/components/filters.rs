//! Search and filters: the fields of a plain form that works without script. Drawn by the server.

use super::{
    drawn::{Parts, drawn},
    words,
};
use crate::{
    atlas::{
        query::{Query, Sort, Subject},
        view::{Facet, FacetField},
    },
    i18n::{Locale, use_locale},
    routes::Page,
};
use leptos::prelude::*;

/// The filters of the map; the lists have more.
const FIELDS: [FacetField; 6] = [
    FacetField::Within,
    FacetField::Pillar,
    FacetField::Kind,
    FacetField::Organisation,
    FacetField::Status,
    FacetField::Brand,
];

/// The element with the parts of the question that no field shows.
const KEPT: &str = "filter-kept";

/// What stands inside the form of filters.
#[component]
pub fn FilterFields(
    /// The question as it was understood.
    query: Query,
    /// Counts per filter value.
    facets: Vec<Facet>,
) -> impl IntoView {
    let locale = use_locale();
    let field = |name: &'static str, label: &'static str, options: String| {
        view! {
            <div class="field">
                <label for=id_of(name)>{label}</label>
                <select name=name id=id_of(name) inner_html=options></select>
            </div>
        }
    };
    let fields = FIELDS
        .iter()
        .map(|of| field(of.code(), words::filter(locale, *of), facet_options(locale, *of, &facets)))
        .collect_view();
    let text = query.text.as_ref().map(ToString::to_string);
    view! {
        <div class="search">
            <div class="field">
                <label for=id_of("q")>{locale.live.filter_search}</label>
                <input type="search" name="q" id=id_of("q") maxlength="200" autocomplete="off" placeholder=locale.filter_search_hint value=text/>
            </div>
            <button type="submit" aria-label=locale.live.filter_search title=locale.live.filter_search>
                <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="M8.5 3a5.5 5.5 0 1 0 .01 0zM12.5 12.5 17 17"/></svg>
            </button>
        </div>
        <details class="more" open=!query.clauses.is_empty()>
            <summary>{locale.filters_open}</summary>
            <div class="fields">
                {fields}
                {field("show", locale.filter_show, subject_options(locale, query.subject))}
                {field("sort", locale.sort, sort_options(locale, query.sort))}
            </div>
            <div id=KEPT inner_html=kept(locale, &query)></div>
            <p class="actions">
                <button type="submit" class="apply">{locale.filter_apply}</button>
                <a href=Page::Overview.path(locale.language)>{locale.filter_clear}</a>
            </p>
        </details>
    }
}

/// Adds the options of every field, and what no field shows.
pub fn push_options(parts: &mut Parts, locale: Locale, query: &Query, facets: &[Facet]) {
    for field in &FIELDS {
        parts.add(&id_of(field.code()), facet_options(locale, *field, facets));
    }
    parts.add(&id_of("show"), subject_options(locale, query.subject));
    parts.add(&id_of("sort"), sort_options(locale, query.sort));
    parts.add(KEPT, kept(locale, query));
}

fn id_of(name: &str) -> String {
    format!("filter-{name}")
}

/// The values of one filter with their counts.
fn facet_options(locale: Locale, field: FacetField, facets: &[Facet]) -> String {
    let values = facets.iter().find(|facet| facet.field == field).map(|facet| &*facet.values).unwrap_or_default();
    let nothing_chosen = !values.iter().any(|value| value.chosen);
    let any = (String::new(), locale.filter_any.to_owned(), nothing_chosen);
    let rest = values.iter().map(|value| {
        let words = words::filter_value(locale, field, value);
        (value.value.clone(), format!("{words} ({})", locale.number(i64::from(value.count))), value.chosen)
    });
    options(locale, std::iter::once(any).chain(rest))
}

fn subject_options(locale: Locale, chosen: Subject) -> String {
    let value = |subject: Subject| if subject == Subject::Sites { "" } else { subject.code() };
    // Money moves for records and stands nowhere on a map: it is not offered, but kept where an address asks for it.
    let all = Subject::ALL.iter().copied().filter(|one| *one != Subject::Funding || *one == chosen);
    options(locale, all.map(|one| (value(one).to_owned(), words::subject(locale, one).to_owned(), one == chosen)))
}

fn sort_options(locale: Locale, chosen: Sort) -> String {
    let value = |sort: Sort| if sort == Sort::Place { "" } else { sort.code() };
    let all = Sort::ALL.iter().copied();
    options(locale, all.map(|one| (value(one).to_owned(), words::sort(locale, one).to_owned(), one == chosen)))
}

/// Options of a `<select>`: value, words, whether it is chosen.
fn options(locale: Locale, options: impl Iterator<Item = (String, String, bool)>) -> String {
    drawn(locale, || {
        options
            .map(|(value, words, chosen)| view! { <option value=value selected=chosen>{words}</option> })
            .collect_view()
    })
}

/// The parts of the question that no field shows, such as negations, so that a change of a field does not lose them.
fn kept(locale: Locale, query: &Query) -> String {
    // A field shows no negation; where the map stands is not for the form to say.
    let shown = |name: &str, value: &str| match name {
        "q" | "show" | "sort" | "page" | "z" | "bbox" => true,
        _ => !value.starts_with('-') && FIELDS.iter().any(|field| field.code() == name),
    };
    let address = query.to_url();
    let pairs = form_urlencoded::parse(address.as_bytes()).into_owned();
    let pairs = pairs.filter(|(name, value)| !shown(name, value));
    drawn(locale, || pairs.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view())
}
