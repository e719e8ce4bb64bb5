//! Says what in an address was not understood.

use super::words;
use crate::{atlas::query::Notice, i18n::use_locale};
use leptos::prelude::*;

/// The notices of an answer, one sentence each.
#[component]
pub fn Notices(
    /// What was not understood.
    notices: Vec<Notice>,
) -> impl IntoView {
    let locale = use_locale();
    (!notices.is_empty()).then(|| {
        let sentences =
            notices.into_iter().map(|notice| view! { <li>{words::notice(locale, &notice)}</li> }).collect_view();
        view! {
            <aside class="notices" role="status" aria-label=locale.notices_heading>
                <p>{locale.notices_heading}</p>
                <ul>{sentences}</ul>
            </aside>
        }
    })
}
