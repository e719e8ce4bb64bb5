//! What is said to who may not see a page.

use crate::{
    routes::{DeskPage, Page},
    written::{Question, Written},
};
use leptos::prelude::*;

pub(super) fn page(question: &Question<'_>) -> Written {
    let texts = question.locale.accounts();
    Written {
        title: texts.refused.to_owned(),
        here: texts.refused.to_owned(),
        description: texts.refused_why.to_owned(),
        class: "place desk",
        crumbs: Vec::new(),
        body: view! {
            <header>
                <h1>{texts.refused}</h1>
                <p>{texts.refused_why}</p>
                <p><a class="action" href=Page::Desk(DeskPage::Home).path(question.language())>{texts.way_home}</a></p>
            </header>
        }
        .into_any(),
    }
}
