//! Says what in an address was not understood.

use crate::{
    atlas::query::{Notice, Problem},
    i18n::{fill, use_locale},
};
use leptos::prelude::*;

/// The notices of an answer, one sentence each.
#[component]
pub fn Notices(
    /// What was not understood.
    notices: Vec<Notice>,
) -> impl IntoView {
    let locale = use_locale();
    (!notices.is_empty()).then(|| {
        let sentences = notices
            .into_iter()
            .map(|notice| {
                let text = match notice.problem {
                    Problem::Unknown => locale.problem_unknown,
                    Problem::NoSuchValue => locale.problem_no_such_value,
                    Problem::NotANumber => locale.problem_not_a_number,
                    Problem::TooLong => locale.problem_too_long,
                    Problem::Unreadable => locale.problem_unreadable,
                };
                view! { <li>{fill(text, &[&notice.parameter, &notice.value])}</li> }
            })
            .collect_view();
        view! {
            <aside class="notices" role="status" aria-label=locale.notices_heading>
                <p>{locale.notices_heading}</p>
                <ul>{sentences}</ul>
            </aside>
        }
    })
}
