//! Questions that a list can answer, as links: they show what can be asked, and are the quickest way to it.

use super::conditions::{pairs, words_of};
use crate::{
    atlas::query::{Query, Subject},
    components::words,
    i18n::use_locale,
    routes,
};
use leptos::prelude::*;

/// The questions of a subject, as the queries of their lists.
const fn questions(subject: Subject) -> &'static [(Subject, &'static str)] {
    match subject {
        Subject::Townships => &[
            (Subject::Townships, "has=training&has=-project.amount_stated"),
            (Subject::Townships, "has=-aid"),
            (Subject::Townships, "has=project&has=-training"),
        ],
        Subject::Sites => &[
            (Subject::Sites, "has=project&has=-training"),
            (Subject::Sites, "has=training"),
            (Subject::Townships, "has=training&has=-project.amount_stated"),
        ],
        Subject::Projects => &[
            (Subject::Projects, "has=-project.amount_stated"),
            (Subject::Projects, "has=project.amount_stated"),
            (Subject::Projects, "status=agreement+signed&status=intention+agreement"),
            (Subject::Projects, "brand=tongxin&status=-carried+out"),
        ],
        Subject::Trainings => &[
            (Subject::Townships, "has=-training"),
            (Subject::Sites, "has=training&has=-aid"),
        ],
        Subject::Organisations => &[
            (Subject::Organisations, "has=project&has=training"),
            (Subject::Organisations, "has=-project"),
            (Subject::Organisations, "kind=enterprise"),
        ],
        Subject::Funding => &[
            (Subject::Funding, "kind=-commitment"),
            (Subject::Townships, "has=project&has=-transaction"),
            (Subject::Projects, "has=project.amount_stated&has=-transaction"),
        ],
        Subject::Aid => &[(Subject::Townships, "has=aid"), (Subject::Townships, "has=-aid")],
        Subject::Proposals | Subject::Services | Subject::WorkingGroups => {
            &[(Subject::Organisations, "has=proposal"), (Subject::Townships, "has=-service")]
        }
    }
}

/// The questions of a list, in words.
#[component]
pub fn Questions(
    /// The list.
    subject: Subject,
) -> impl IntoView {
    let locale = use_locale();
    let atlas = super::link::atlas();
    let links = questions(subject)
        .iter()
        .filter_map(|(about, raw)| {
            // A question whose values do not occur in this data is not asked.
            let (query, notices) = atlas.question(&format!("show={about}&{raw}"));
            notices.is_empty().then(|| {
                let href = routes::list_with(locale.language, *about, raw);
                view! { <li><a href=href>{sentence(&query)}</a></li> }
            })
        })
        .collect_view();
    view! {
        <section class="questions">
            <h2>{locale.pages().questions}</h2>
            <ul>{links}</ul>
        </section>
    }
}

/// A question in words: the subject, and its conditions one after the other.
fn sentence(query: &Query) -> String {
    let locale = use_locale();
    let conditions = pairs(query).into_iter().map(|(key, value)| words_of(locale, &key, &value, query.subject));
    let conditions = conditions.collect::<Vec<_>>().join(locale.list_separator);
    format!("{} · {conditions}", words::subject(locale, query.subject))
}
