//! Questions that a list can answer, as links: they show what can be asked, and are the quickest way to it.

use super::Question;
use crate::{atlas::query::Subject, i18n::PageTexts, routes};
use leptos::prelude::*;

/// A question: the list that answers it, its query there, and its words.
type Asked = (Subject, &'static str, fn(&PageTexts) -> &'static str);

const TRAINED_WITHOUT_AMOUNT: Asked =
    (Subject::Townships, "has=training&has=-project.amount_stated", |t| t.ask_trained_without_amount);
const TOWNSHIPS_WITHOUT_TRAINING: Asked = (Subject::Townships, "has=-training", |t| t.ask_townships_without_training);
const TOWNSHIPS_WITHOUT_AID: Asked = (Subject::Townships, "has=-aid", |t| t.ask_townships_without_aid);
const TOWNSHIPS_WITHOUT_MONEY: Asked =
    (Subject::Townships, "has=project&has=-transaction", |t| t.ask_townships_without_money);
const SITES_WITHOUT_TRAINING: Asked = (Subject::Sites, "has=project&has=-training", |t| t.ask_sites_without_training);
const SITES_WITH_TRAINING: Asked = (Subject::Sites, "has=training", |t| t.ask_sites_with_training);
const NO_AMOUNT: Asked = (Subject::Projects, "has=-project.amount_stated", |t| t.ask_no_amount);
const AMOUNT: Asked = (Subject::Projects, "has=project.amount_stated", |t| t.ask_amount);
const AGREED: Asked = (Subject::Projects, "status=agreement+signed&status=intention+agreement", |t| t.ask_agreed_only);
const UNPAID: Asked = (Subject::Projects, "has=project.amount_stated&has=-transaction", |t| t.ask_amount_unmoved);
const BUSY: Asked = (Subject::Organisations, "has=project&has=training", |t| t.ask_projects_and_training);
const IDLE: Asked = (Subject::Organisations, "has=-project", |t| t.ask_without_project);
const COMPANIES: Asked = (Subject::Organisations, "kind=enterprise", |t| t.ask_companies);
const ADVISERS: Asked = (Subject::Organisations, "has=proposal", |t| t.ask_advisers);
const NOT_ONLY_PROMISED: Asked = (Subject::Funding, "kind=-commitment", |t| t.ask_not_only_promised);

/// The questions of a list.
const fn questions(subject: Subject) -> &'static [Asked] {
    match subject {
        Subject::Townships => &[TRAINED_WITHOUT_AMOUNT, TOWNSHIPS_WITHOUT_TRAINING, TOWNSHIPS_WITHOUT_AID],
        Subject::Sites => &[SITES_WITHOUT_TRAINING, SITES_WITH_TRAINING, TRAINED_WITHOUT_AMOUNT],
        Subject::Projects => &[AMOUNT, NO_AMOUNT, AGREED, TRAINED_WITHOUT_AMOUNT],
        Subject::Trainings => &[TRAINED_WITHOUT_AMOUNT, TOWNSHIPS_WITHOUT_TRAINING, SITES_WITH_TRAINING],
        Subject::Organisations => &[BUSY, IDLE, COMPANIES, ADVISERS],
        Subject::Funding => &[NOT_ONLY_PROMISED, UNPAID, TOWNSHIPS_WITHOUT_MONEY, TRAINED_WITHOUT_AMOUNT],
        Subject::Aid => &[TOWNSHIPS_WITHOUT_AID, SITES_WITHOUT_TRAINING],
        Subject::Proposals | Subject::Services | Subject::WorkingGroups => &[ADVISERS, BUSY],
    }
}

/// The questions of a list, in words, and the way to them; `None` where there are none.
pub(super) fn asked(question: &Question<'_>, subject: Subject) -> Option<(AnyView, AnyView)> {
    let Question { atlas, locale, .. } = *question;
    let heading = locale.pages().questions;
    let links = questions(subject)
        .iter()
        .filter_map(|(about, raw, words)| {
            // A question whose values do not occur in this data is not asked, nor one that nothing answers.
            let (query, notices) = atlas.question(&format!("show={about}&{raw}"));
            let answered = notices.is_empty() && !atlas.passing(&query, locale.language).is_empty();
            answered.then(|| {
                let href = routes::list_with(locale.language, *about, raw);
                view! { <li><a href=href>{words(locale.pages())}</a></li> }
            })
        })
        .collect::<Vec<_>>();
    let section = |links| {
        view! {
            <section class="questions" id="questions">
                <h2>{heading}</h2>
                <ul>{links}</ul>
            </section>
        }
    };
    let way = || view! { <a href="#questions">{heading}</a> };
    (!links.is_empty()).then(|| (way().into_any(), section(links).into_any()))
}
