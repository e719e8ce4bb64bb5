//! Totals that explain themselves: value, rule, what was counted, what was left out and why. Drawn by the server.

use super::words;
use crate::{atlas::view::Total, i18n::use_locale};
use leptos::prelude::*;

/// The totals of an answer: the items of a description list.
#[component]
pub fn Totals(
    /// The totals.
    totals: Vec<Total>,
) -> impl IntoView {
    let locale = use_locale();
    totals
        .into_iter()
        .map(|total| {
            let (at_least, value) = words::total(locale, &total);
            let left_out = total
                .left_out
                .iter()
                .filter(|(_, count)| *count > 0)
                .map(|(reason, count)| format!("{} ({})", words::reason(locale, *reason), locale.number(i64::from(*count))))
                .collect::<Vec<_>>()
                .join(locale.list_separator);
            let counted = locale.count(total.counted, (locale.count_records_one, locale.count_records_other));
            view! {
                <div>
                    <dt>{words::rule(locale, total.rule)}</dt>
                    <dd>
                        {at_least.map(|words| view! { <span>{words} " "</span> })}
                        <strong>{value}</strong>
                        <small>{counted}{(!left_out.is_empty()).then(|| view! { " · " {locale.left_out} {left_out} })}</small>
                    </dd>
                </div>
            }
        })
        .collect_view()
}
