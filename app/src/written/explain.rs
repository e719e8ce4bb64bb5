//! Totals that explain themselves in one step: the rule in a sentence, what was counted, what was left out and why.

use super::list::without_subject;
use crate::{
    atlas::{query::Query, view::Total},
    components::words,
    i18n::{fill, sentence_case, use_locale},
    routes,
};
use leptos::prelude::*;

/// The totals of an answer.
#[component]
pub fn Explained(
    /// The totals.
    totals: Vec<Total>,
    /// The question that they answer.
    query: Query,
) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.pages();
    let rows = routes::list_with(locale.language, query.subject, &without_subject(&Query { page: 1, ..query.clone() }));
    let all = totals
        .into_iter()
        .map(|total| {
            let (at_least, value) = words::total(locale, &total);
            let left_out = total
                .left_out
                .iter()
                .filter(|(_, count)| *count > 0)
                .map(|(reason, count)| {
                    let count = locale.number(i64::from(*count));
                    let reason = sentence_case(words::reason(locale, *reason));
                    view! { <li>{fill(locale.labelled, &[&reason, &count])}</li> }
                })
                .collect_view();
            let any_left_out = total.left_out.iter().any(|(_, count)| *count > 0);
            let counted = locale.count(total.counted, locale.count_records);
            view! {
                <details class="total">
                    <summary>
                        <span class="rule">{words::rule(locale, total.rule)}</span>
                        " " {at_least.map(|words| view! { <span>{words} " "</span> })}
                        <strong class="value">{value}</strong>
                    </summary>
                    <div>
                        <p>{locale.counted} <a href=format!("{rows}#list")>{counted}</a></p>
                        {if any_left_out {
                            view! { <p>{locale.left_out}</p> <ul>{left_out}</ul> }.into_any()
                        } else {
                            view! { <p>{texts.nothing_left_out}</p> }.into_any()
                        }}
                        {total.at_least.then(|| view! { <p>{texts.why_at_least}</p> })}
                    </div>
                </details>
            }
        })
        .collect_view();
    view! { <section class="explained" aria-label=locale.totals_heading>{all}</section> }
}
