//! Totals that explain themselves: value, rule, what was counted, what was left out and why. Drawn by the server.

use super::words;
use crate::{
    atlas::{
        query::Subject,
        view::{Total, TotalValue},
    },
    i18n::{fill, use_locale},
};
use leptos::prelude::*;

/// The totals of an answer: the items of a description list.
#[component]
pub fn Totals(
    /// The subject of the rows.
    subject: Subject,
    /// The totals.
    totals: Vec<Total>,
) -> impl IntoView {
    let locale = use_locale();
    totals
        .into_iter()
        .map(|total| {
            let (at_least, value) = words::total(locale, &total);
            let (of, left_of) = total.rule.subjects(subject);
            let left_out = total
                .left_out
                .iter()
                .filter(|(_, count)| *count > 0)
                .map(|(reason, count)| {
                    fill(
                        locale.in_brackets,
                        &[words::reason(locale, *reason), &words::counted(locale, left_of, *count)],
                    )
                })
                .collect::<Vec<_>>()
                .join(locale.list_separator);
            // A total that is a number of records has said it already.
            let sum = !matches!(total.value, Some(TotalValue::Count(_)));
            let counted = sum.then(|| words::counted(locale, of, total.counted));
            let left_out = (!left_out.is_empty()).then(|| format!("{}{left_out}", locale.left_out));
            let explained = counted.into_iter().chain(left_out).collect::<Vec<_>>().join(" · ");
            view! {
                <div>
                    <dt>{words::rule(locale, total.rule)}</dt>
                    <dd>
                        {at_least.map(|words| view! { <span>{words} {locale.gap}</span> })}
                        <strong>{value}</strong>
                        <small>{explained}</small>
                    </dd>
                </div>
            }
        })
        .collect_view()
}
