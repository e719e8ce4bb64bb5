//! What is said to who may not see a page, and to who is signed in and asks for what is not there.

use crate::{
    error::AppError,
    i18n::fill,
    routes::{DeskPage, Page},
    written::{Question, Written},
};
use leptos::prelude::*;

pub(super) fn page(question: &Question<'_>) -> Written {
    let texts = question.locale.accounts();
    said(question, texts.refused, texts.refused_why)
}

/// That a page of the desk is not there, or could not be made.
pub(super) fn failed(question: &Question<'_>, error: &AppError) -> Written {
    said(question, error.title(question.locale), error.sentence(question.locale))
}

/// That a form is longer than what is taken at once, so that nothing of it could be kept here; the browser has it still.
pub(super) fn too_long(question: &Question<'_>, most: usize) -> Written {
    let texts = question.locale.accounts();
    said(question, texts.too_long, &fill(texts.too_long_why, &[&(most / 1024).to_string()]))
}

fn said(question: &Question<'_>, title: &'static str, why: &str) -> Written {
    let home = Page::Desk(DeskPage::Home).path(question.language());
    Written {
        title: title.to_owned(),
        here: title.to_owned(),
        description: why.to_owned(),
        class: "place desk",
        crumbs: Vec::new(),
        body: view! {
            <header>
                <h1>{title}</h1>
                <p>{why.to_owned()}</p>
                <p><a class="action" href=home>{question.locale.accounts().way_home}</a></p>
            </header>
        }
        .into_any(),
    }
}
