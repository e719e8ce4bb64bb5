//! A change that its author took back while an official looked at it. What it said is the author's again and not shown; what the
//! official typed about it is.

use super::draft::text_box;
use crate::{
    routes::{DeskPage, Page},
    written::{Question, Written},
};
use leptos::prelude::*;

/// `typed`: what the official wrote to it.
pub(super) fn page(question: &Question<'_>, typed: &[String]) -> Written {
    let locale = question.locale;
    let texts = locale.drafts();
    let review = Page::Desk(DeskPage::Review).path(locale.language);
    let typed: Vec<_> = typed
        .iter()
        .enumerate()
        .map(|(number, typed)| text_box(format!("typed-{number}"), texts.return_reason, typed, false))
        .collect();
    Written {
        title: texts.taken_back.to_owned(),
        here: texts.taken_back.to_owned(),
        description: texts.taken_back_why.to_owned(),
        class: "place desk",
        crumbs: vec![
            (Page::Desk(DeskPage::Home).path(locale.language), texts.home.to_owned()),
            (review.clone(), texts.review.to_owned()),
        ],
        body: view! {
            <header>
                <h1>{texts.taken_back}</h1>
                <p role="alert">{texts.taken_back_why}</p>
                <p><a class="action" href=review>{texts.review}</a></p>
            </header>
            {typed}
        }
        .into_any(),
    }
}
