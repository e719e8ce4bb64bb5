//! What a revision did, in words.

use super::super::field_words::{label, value, values};
use crate::{
    atlas::Atlas,
    domain::history::{Difference, Step, Turn},
    i18n::{Locale, fill},
};
use leptos::prelude::*;

/// What became of the entry as a whole, and of its fields.
pub(super) fn turn(locale: Locale, atlas: &Atlas, turn: &Turn) -> AnyView {
    let texts = locale.monitor();
    match turn {
        Turn::Archived => view! { <p>{texts.revision_archived}</p> }.into_any(),
        Turn::Changed(steps) if steps.is_empty() => view! { <p>{texts.revision_same}</p> }.into_any(),
        Turn::Changed(steps) => list(locale, atlas, steps).into_any(),
        Turn::Back(steps) => view! { <p>{texts.revision_back}</p> {list(locale, atlas, steps)} }.into_any(),
        // All values of a new entry are new; who wants to see them opens the list.
        Turn::Made(steps) => {
            let summary = fill(texts.revision_values, &[&locale.number(steps.len() as i64)]);
            view! {
                <p>{texts.revision_made}</p>
                <details><summary>{summary}</summary>{list(locale, atlas, steps)}</details>
            }
            .into_any()
        }
    }
}

fn list(locale: Locale, atlas: &Atlas, steps: &[Difference]) -> impl IntoView + use<> {
    let rows = steps
        .iter()
        .map(|one| {
            let label = label(locale, &one.field, one.language);
            view! { <div><dt>{label}</dt><dd>{step(locale, atlas, one)}</dd></div> }
        })
        .collect_view();
    view! { <dl class="steps">{rows}</dl> }
}

/// What was done to one field, as a sentence.
fn step(locale: Locale, atlas: &Atlas, Difference { field, step, .. }: &Difference) -> String {
    let texts = locale.monitor();
    let said = |pattern: &str, words: String| fill(pattern, &[&words]);
    match step {
        Step::Added(now) => said(texts.was_added, value(locale, atlas, field, now)),
        Step::Removed(old) => said(texts.was_removed, value(locale, atlas, field, old)),
        Step::Changed { from, to } => {
            fill(texts.was_now, &[&value(locale, atlas, field, from), &value(locale, atlas, field, to)])
        }
        Step::Order(all) => said(texts.new_order, values(locale, atlas, field, all)),
        Step::Members { added, removed } => {
            let parts = [(texts.was_added, added), (texts.was_removed, removed)];
            let parts = parts.into_iter().filter(|(_, members)| !members.is_empty());
            let parts: Vec<_> = parts.map(|(pattern, all)| said(pattern, values(locale, atlas, field, all))).collect();
            parts.join(locale.list_separator)
        }
    }
}
