//! How far everybody can use these pages, and what to do where it is not far enough.

use super::{Question, Written};
use crate::routes::Page;
use leptos::prelude::*;

/// The accessibility statement.
pub(super) fn page(question: &Question<'_>) -> Written {
    let locale = question.locale;
    let texts = locale.pages();
    let list = |lines: &[&'static str]| lines.iter().map(|line| view! { <li>{*line}</li> }).collect_view();
    let report = Page::Report.path(locale.language) + "?page=" + &Page::Accessibility.path(locale.language);
    let body = view! {
        <header>
            <h1>{texts.accessibility}</h1>
            <p>{texts.accessibility_intro}</p>
        </header>
        <section>
            <h2>{texts.accessibility_done}</h2>
            <ul class="plain">{list(texts.accessibility_does)}</ul>
        </section>
        <section>
            <h2>{texts.accessibility_limits}</h2>
            <ul class="plain">{list(texts.accessibility_lacks)}</ul>
        </section>
        <section>
            <h2>{texts.accessibility_tell}</h2>
            <p>{texts.accessibility_how} {locale.gap} <a href=report>{texts.report_any}</a></p>
        </section>
    };
    Written {
        title: texts.accessibility.to_owned(),
        here: texts.accessibility.to_owned(),
        description: texts.accessibility_intro.to_owned(),
        class: "place",
        crumbs: Vec::new(),
        body: body.into_any(),
    }
}
