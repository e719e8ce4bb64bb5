//! Totals that explain themselves in one step: the rule in a sentence, what was counted, what was left out and why, with
//! links to the very rows where a list can show them.

use super::list::without_subject;
use crate::{
    atlas::{
        explained,
        query::{Query, Subject},
        view::TotalValue,
    },
    components::words,
    i18n::{fill, sentence_case, use_locale},
    routes,
};
use leptos::prelude::*;

/// The totals of an answer.
#[component]
pub fn Explained(
    /// The subject of the rows.
    subject: Subject,
    /// The totals.
    totals: Vec<explained::Explained>,
) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.pages();
    let linked = |words: String, rows: Option<&Query>| match rows {
        Some(query) => {
            let rows = routes::list_with(locale.language, query.subject, &without_subject(query));
            // Like every set of conditions, nothing from which machines need to go on.
            view! { <a href=format!("{rows}#list") rel="nofollow">{words}</a> }.into_any()
        }
        None => words.into_any(),
    };
    let all = totals
        .into_iter()
        .map(|explained::Explained { total, counted, left_out }| {
            let (at_least, value) = words::total(locale, &total);
            let (of, left_of) = total.rule.subjects(subject);
            let any_left_out = !left_out.is_empty();
            // Beside an amount that may be too great “at least” would be untrue, and this is not.
            let would_add = !total.at_least
                && matches!(total.value, Some(TotalValue::Money(_)))
                && left_out.iter().any(|(reason, ..)| reason.would_add());
            let left_out = left_out
                .iter()
                .map(|(reason, count, rows)| {
                    let count = words::counted(locale, left_of, *count);
                    let reason = sentence_case(words::reason(locale, *reason));
                    view! { <li>{linked(fill(locale.labelled, &[&reason, &count]), rows.as_ref())}</li> }
                })
                .collect_view();
            let counted = linked(words::counted(locale, of, total.counted), counted.as_ref());
            view! {
                <details class="total">
                    <summary>
                        <span class="rule">{words::rule(locale, total.rule)}</span>
                        " " {at_least.map(|words| view! { <span>{words} {locale.gap}</span> })}
                        <strong class="value">{value}</strong>
                    </summary>
                    <div>
                        <p>{locale.counted} {counted}</p>
                        {if any_left_out {
                            view! { <p>{locale.left_out}</p> <ul>{left_out}</ul> }.into_any()
                        } else {
                            view! { <p>{texts.nothing_left_out}</p> }.into_any()
                        }}
                        {total.at_least.then(|| view! { <p>{texts.why_at_least}</p> })}
                        {would_add.then(|| view! { <p>{texts.would_add}</p> })}
                    </div>
                </details>
            }
        })
        .collect_view();
    view! { <section class="explained" aria-label=locale.totals_heading>{all}</section> }
}
