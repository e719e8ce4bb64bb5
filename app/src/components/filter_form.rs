//! The form of filters: plain without script; with script it asks as soon as something changes.

use super::overview_parts::FILTERS;
use crate::{i18n::use_locale, parameters::Parameters, routes::Page};
use leptos::{ev, html::Form, prelude::*};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement, HtmlInputElement, UrlSearchParams};

/// How long typing must rest before the search asks.
const TYPING_REST: Duration = Duration::from_millis(250);

/// The form around the fields that the server draws. `on_change` gets the new parameters, without empty ones, as
/// `key=value&…`.
#[component]
pub fn FilterForm(
    /// The address of the page.
    #[prop(into)]
    address: Signal<Parameters>,
    /// The fields; empty in the browser, where they stand in the document already.
    html: String,
    /// Told about every change.
    on_change: Callback<String>,
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
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    };
    let typed = move |event: ev::Event| {
        if text_field(&event).is_some() {
            stop();
            timer.set_value(set_timeout_with_handle(ask, TYPING_REST).ok());
        }
    };
    on_cleanup(stop);
    // The text follows the address, also under the cursor of somebody who goes back.
    Effect::watch(
        move || address.with(|address| address.text().to_owned()),
        move |text, _, _| {
            let own = asked.with_value(|asked| asked.trim() == text.trim());
            if let (false, Some(form)) = (own, form.get_untracked())
                && let Some(field) = search_field(&form)
            {
                stop();
                field.set_value(text);
                asked.set_value(text.clone());
            }
        },
        false,
    );
    view! {
        <form class="filters" id=FILTERS method="get" action=Page::Overview.path(locale.language) role="search"
            aria-label=locale.live.filters node_ref=form
            on:submit=move |event| { event.prevent_default(); stop(); ask(); }
            on:change=move |_| ask()
            on:input=typed
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
    let Ok(data) = FormData::new_with_form(form) else { return String::new() };
    let Ok(all) = UrlSearchParams::new_with_str_sequence_sequence(data.unchecked_ref()) else {
        return String::new();
    };
    let text: String = all.to_string().into();
    let filled = form_urlencoded::parse(text.as_bytes()).filter(|(_, value)| !value.trim().is_empty());
    form_urlencoded::Serializer::new(String::new()).extend_pairs(filled).finish()
}
