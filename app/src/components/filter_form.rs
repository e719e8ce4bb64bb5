//! The form of filters: plain without script; with script it asks as soon as something changes.

use super::{later::Later, overview_parts::FILTERS};
use crate::{i18n::use_locale, parameters::Parameters, routes::Page};
use leptos::{ev, html::Form, prelude::*};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, FormData, HtmlFormElement, HtmlInputElement, HtmlSelectElement, UrlSearchParams};

/// How long typing must rest before the search asks.
const TYPING_REST: Duration = Duration::from_millis(250);
/// How long a field must have the focus before it is looked at: whoever goes past it with Tab is quicker.
const FOCUS_REST: Duration = Duration::from_millis(150);
/// So many of a field's values are looked at, those that are nearest to its own.
const NEAREST: u32 = 8;

/// The form around the fields that the server draws. Both callbacks get parameters without empty ones, as `key=value&…`.
#[component]
pub fn FilterForm(
    /// The address of the page.
    #[prop(into)]
    address: Signal<Parameters>,
    /// The fields; empty in the browser, where they stand in the document already.
    html: String,
    /// Told about every change.
    on_change: Callback<String>,
    /// Told what somebody may choose next: the parameters that the field with the focus can lead to.
    on_focus: Callback<Vec<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let form = NodeRef::<Form>::new();
    // The text that this form asked for last: somebody may be typing on by the time the address has it.
    let asked = StoredValue::new(address.with_untracked(|address| address.text().to_owned()));
    let ask = move || {
        if let Some(form) = form.get_untracked() {
            if let Some(field) = search_field(&form) {
                asked.set_value(field.value());
            }
            on_change.run(parameters(&form));
        }
    };
    let (typing, looking) = (Later::nothing(), Later::nothing());
    // While a field has the focus, and after each choice in it, somebody may choose another value.
    let look = move |field: Option<EventTarget>| {
        let field = field.and_then(|field| field.dyn_into::<HtmlSelectElement>().ok());
        if let (Some(form), Some(field)) = (form.get_untracked(), field) {
            looking.set(move || on_focus.run(next(&form, &field)), FOCUS_REST);
        }
    };
    let typed = move |event: ev::Event| {
        if text_field(&event).is_some() {
            typing.set(ask, TYPING_REST);
        }
        look(event.target());
    };
    // The text follows the address, also under the cursor of somebody who goes back.
    Effect::watch(
        move || address.with(|address| address.text().to_owned()),
        move |text, _, _| {
            let own = asked.with_value(|asked| asked.trim() == text.trim());
            if let (false, Some(form)) = (own, form.get_untracked())
                && let Some(field) = search_field(&form)
            {
                typing.give_up();
                field.set_value(text);
                asked.set_value(text.clone());
            }
        },
        false,
    );
    view! {
        <form class="filters" id=FILTERS method="get" action=Page::Overview.path(locale.language) role="search"
            aria-label=locale.live.filters node_ref=form
            on:submit=move |event| { event.prevent_default(); typing.give_up(); ask(); }
            on:change=move |_| ask()
            on:input=typed
            on:focusin=move |event| look(event.target())
            on:focusout=move |_| looking.give_up()
            inner_html=html
        ></form>
    }
}

fn search_field(form: &HtmlFormElement) -> Option<HtmlInputElement> {
    form.query_selector("[name=q]").ok()??.dyn_into().ok()
}

fn text_field(event: &ev::Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

/// The filled-in parameters of a form.
fn parameters(form: &HtmlFormElement) -> String {
    FormData::new_with_form(form).map(|data| filled(&data)).unwrap_or_default()
}

/// What the parameters would be after a choice in a field.
fn next(form: &HtmlFormElement, field: &HtmlSelectElement) -> Vec<String> {
    let Ok(data) = FormData::new_with_form(form) else { return Vec::new() };
    let first = u32::try_from(field.selected_index()).unwrap_or(0).saturating_sub(NEAREST / 2);
    let values = (first..field.length())
        .take(NEAREST as usize + 1)
        .filter_map(|index| field.item(index)?.get_attribute("value"));
    values
        .map(|value| {
            let _ = data.set_with_str(&field.name(), &value);
            filled(&data)
        })
        .collect()
}

fn filled(data: &FormData) -> String {
    let Ok(all) = UrlSearchParams::new_with_str_sequence_sequence(data.unchecked_ref()) else {
        return String::new();
    };
    let text: String = all.to_string().into();
    let filled = form_urlencoded::parse(text.as_bytes()).filter(|(_, value)| !value.trim().is_empty());
    form_urlencoded::Serializer::new(String::new()).extend_pairs(filled).finish()
}
