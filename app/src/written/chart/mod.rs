//! Charts: drawn on the server as SVG, with a caption that says the finding and the table behind it.

mod bars;
mod charts;
mod leaders;
mod row;

use super::Question;
use crate::{
    atlas::query::{Query, Subject},
    components::badges::BackTranslated,
    domain::record::EntryId,
    i18n::use_locale,
};
use bars::{Bars, Series};
pub use charts::by_township;
use leptos::prelude::*;
use row::BACK_TRANSLATED;

/// The chart of a list, over all rows that pass; `None` where there is nothing to look at.
pub(super) fn of_list(question: &Question<'_>, query: &Query, passing: &[EntryId]) -> Option<AnyView> {
    match query.subject {
        Subject::Projects => charts::themes(question, passing),
        Subject::Organisations => charts::organisations(question, passing),
        Subject::Townships | Subject::Sites => charts::pillars(question, passing),
        Subject::Funding => charts::years(question, query, passing),
        _ => None,
    }
}

/// A chart as a figure: the finding, the drawing, what the colours mean, and the numbers.
#[component]
pub fn Chart(
    /// What is drawn.
    bars: Bars,
    /// What it shows, in a sentence made from the numbers.
    finding: String,
    /// What the rows are.
    heading: &'static str,
) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.pages();
    let svg = bars.svg(&finding);
    let keys = bars
        .series
        .iter()
        .zip(1..)
        .map(|(Series { name, colour }, number)| {
            let name = if bars.numbered { format!("{number} {name}") } else { name.clone() };
            view! {
                <li><svg width="12" height="12" aria-hidden="true"><rect width="12" height="12" fill=colour.hex()></rect></svg> {name}</li>
            }
        })
        .collect_view();
    let head = bars.series.iter().map(|series| view! { <th scope="col">{series.name.clone()}</th> }).collect_view();
    let rows = bars
        .rows
        .iter()
        .map(|row| {
            let cells =
                row.values.iter().map(|value| view! { <td class="amount">{bars.said(*value)}</td> }).collect_view();
            let mark = row.back_translated.then(|| view! { <BackTranslated/> });
            view! { <tr><th scope="row"><span class="name">{row.name.clone()}</span>{mark}</th>{cells}</tr> }
        })
        .collect_view();
    let marked = bars.rows.iter().any(|row| row.back_translated);
    let mark = marked.then(|| view! { <li>{format!("{BACK_TRANSLATED} {}", locale.back_translation_hint)}</li> });
    view! {
        <figure class="chart" id="chart">
            <figcaption>{finding}</figcaption>
            <div inner_html=svg></div>
            <ul class="keys">{keys} {mark}</ul>
            <details>
                <summary>{texts.table_behind}</summary>
                <div class="scroll" role="region" tabindex="0" aria-label=texts.table_behind>
                    <table>
                        <thead><tr><th scope="col">{heading}</th>{head}</tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details>
        </figure>
    }
}
