//! Search and filters: a plain form that works without script; with script it asks as soon as something changes.

use super::words;
use crate::{
    atlas::{
        query::{Query, Sort, Subject},
        view::{Facet, FacetField, FacetValue},
    },
    domain::{pillar::Pillar, project::ProjectStatus},
    i18n::{Locale, use_locale},
    routes::Page,
};
use leptos::{ev, prelude::*};
use std::time::Duration;
use wasm_bindgen::JsCast;

/// How long typing must rest before the search asks.
const TYPING_REST: Duration = Duration::from_millis(250);

/// The form of filters. `on_change` gets the new parameters, without empty ones, as `key=value&…`.
#[component]
pub fn Filters(
    /// The question as it was understood.
    #[prop(into)]
    query: Signal<Query>,
    /// Counts per filter value.
    #[prop(into)]
    facets: Signal<Vec<Facet>>,
    /// Told about every change.
    on_change: Callback<String>,
) -> impl IntoView {
    let locale = use_locale();
    let form = NodeRef::<leptos::html::Form>::new();
    let ask = move || {
        if let Some(form) = form.get_untracked() {
            on_change.run(parameters(&form));
        }
    };
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let typed = move |_: ev::Event| {
        timer.update_value(|timer| {
            if let Some(earlier) = timer.take() {
                earlier.clear();
            }
            *timer = set_timeout_with_handle(ask, TYPING_REST).ok();
        });
    };
    on_cleanup(move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    });
    let text = move || query.with(|query| query.text.as_ref().map(|text| text.to_string()).unwrap_or_default());
    let field = move |field: FacetField| {
        let facet = Signal::derive(move || {
            facets
                .with(|facets| facets.iter().find(|facet| facet.field == field).map(|facet| facet.values.clone()))
                .unwrap_or_default()
        });
        view! { <FilterField field values=facet/> }
    };
    view! {
        <form class="filters" method="get" action=Page::Overview.path(locale.language) role="search" aria-label=locale.filters
            node_ref=form
            on:submit=move |event| { event.prevent_default(); ask(); }
            on:change=move |_| ask()
        >
            <label class="field search">
                <span>{locale.filter_search}</span>
                <input type="search" name="q" maxlength="200" autocomplete="off" placeholder=locale.filter_search_hint
                    prop:value=text value=text on:input=typed/>
            </label>
            <details class="more" open>
                <summary>{locale.filters_open}</summary>
                <div class="fields">
                    {field(FacetField::Within)}
                    {field(FacetField::Pillar)}
                    {field(FacetField::Kind)}
                    {field(FacetField::Organisation)}
                    {field(FacetField::Status)}
                    {field(FacetField::Brand)}
                    <label class="field">
                        <span>{locale.filter_show}</span>
                        <select name="show">
                            {Subject::ALL.iter().map(|subject| {
                                let chosen = move || query.with(|query| query.subject == *subject);
                                let value = if *subject == Subject::Sites { "" } else { subject.code() };
                                view! { <option value=value selected=chosen>{words::subject(locale, *subject)}</option> }
                            }).collect_view()}
                        </select>
                    </label>
                    <label class="field">
                        <span>{locale.sort}</span>
                        <select name="sort">
                            {Sort::ALL.iter().map(|sort| {
                                let chosen = move || query.with(|query| query.sort == *sort);
                                let value = if *sort == Sort::Place { "" } else { sort.code() };
                                view! { <option value=value selected=chosen>{sort_words(locale, *sort)}</option> }
                            }).collect_view()}
                        </select>
                    </label>
                </div>
                <p class="actions">
                    <button type="submit" class="apply">{locale.filter_apply}</button>
                    <a href=Page::Overview.path(locale.language)>{locale.filter_clear}</a>
                </p>
            </details>
        </form>
    }
}

/// One filter: its values with their counts.
#[component]
fn FilterField(field: FacetField, #[prop(into)] values: Signal<Vec<FacetValue>>) -> impl IntoView {
    let locale = use_locale();
    let label = match field {
        FacetField::Within => locale.filter_within,
        FacetField::Pillar => locale.filter_pillar,
        FacetField::Kind => locale.filter_kind,
        FacetField::Organisation => locale.filter_organisation,
        FacetField::Status => locale.filter_status,
        FacetField::Brand => locale.filter_brand,
        FacetField::Theme => locale.filter_theme,
        FacetField::Year => locale.filter_year,
        FacetField::Giver => locale.filter_giver,
        FacetField::Receiver => locale.filter_receiver,
    };
    let options = move || {
        values
            .get()
            .into_iter()
            .map(|value| {
                let text =
                    format!("{} ({})", value_words(locale, field, &value), locale.number(i64::from(value.count)));
                view! { <option value=value.value.clone() selected=value.chosen>{text}</option> }
            })
            .collect_view()
    };
    let nothing_chosen = move || values.with(|values| !values.iter().any(|value| value.chosen));
    view! {
        <label class="field">
            <span>{label}</span>
            <select name=field.code()>
                <option value="" selected=nothing_chosen>{locale.filter_any}</option>
                {options}
            </select>
        </label>
    }
}

/// What a filter value is called.
pub fn value_words(locale: Locale, field: FacetField, value: &FacetValue) -> String {
    if let Some(name) = &value.name {
        return locale.name(name);
    }
    match field {
        FacetField::Pillar => Pillar::from_code(&value.value).map(|pillar| words::pillar(locale, pillar).to_owned()),
        FacetField::Status => {
            ProjectStatus::from_code(&value.value).map(|status| words::status(locale, status).to_owned())
        }
        _ => None,
    }
    .unwrap_or_else(|| locale.word(&value.value))
}

const fn sort_words(locale: Locale, sort: Sort) -> &'static str {
    match sort {
        Sort::Place => locale.texts.sort_place,
        Sort::Name => locale.texts.sort_name,
        Sort::Records => locale.texts.sort_records,
    }
}

/// The filled-in parameters of a form.
fn parameters(form: &web_sys::HtmlFormElement) -> String {
    let Ok(data) = web_sys::FormData::new_with_form(form) else { return String::new() };
    let Ok(all) = web_sys::UrlSearchParams::new_with_str_sequence_sequence(data.unchecked_ref()) else {
        return String::new();
    };
    let text: String = all.to_string().into();
    let filled = form_urlencoded::parse(text.as_bytes()).filter(|(_, value)| !value.trim().is_empty());
    form_urlencoded::Serializer::new(String::new()).extend_pairs(filled).finish()
}
