//! What stands around the body of every written page: the way back, and the footer.

use super::{Question, Written};
use crate::{
    components::frame::FictionalBanner,
    i18n::{fill, use_locale},
    routes::Page,
};
use leptos::prelude::*;

/// The whole of a page below the header.
pub(super) fn document(question: &Question<'_>, page: &Page, written: Written) -> impl IntoView {
    let Written { here, class, crumbs, body, .. } = written;
    let version = question.atlas.version().0;
    let report = Page::Report.path(question.language());
    let about_this = match page {
        // Its address is nobody else's business, and may be a secret.
        Page::Desk(_) => report,
        page => format!("{report}?page={}", page.path(question.language())),
    };
    let sheets =
        question.sheets.iter().map(|sheet| view! { <link rel="stylesheet" href=sheet.clone()/> }).collect_view();
    view! {
        {sheets}
        <main id="content" class=class>
            <FictionalBanner fictional=question.programme.fictional/>
            <Breadcrumbs crumbs here/>
            {body}
        </main>
        <Footer version report=about_this/>
    }
}

/// The ways that lead to a page, the map first.
#[component]
fn Breadcrumbs(crumbs: Vec<(String, String)>, here: String) -> impl IntoView {
    let locale = use_locale();
    let ways = crumbs.into_iter().map(|(href, words)| view! { <li><a href=href>{words}</a></li> }).collect_view();
    view! {
        <nav class="breadcrumbs" aria-label=locale.breadcrumbs>
            <ol>
                <li><a href=Page::Overview.path(locale.language)>{locale.live.menu_map}</a></li>
                {ways}
                <li aria-current="page">{here}</li>
            </ol>
        </nav>
    }
}

#[component]
fn Footer(version: i64, report: String) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.pages();
    let link = |page: Page, words: &'static str| view! { <li><a href=page.path(locale.language)>{words}</a></li> };
    view! {
        <footer class="site-footer">
            <ul>
                {link(Page::About, texts.about)}
                {link(Page::Data, texts.data)}
                {link(Page::Accessibility, texts.accessibility)}
                <li><a href=report>{texts.report}</a></li>
            </ul>
            <p>{fill(locale.footer_version, &[&version.to_string()])}</p>
        </footer>
    }
}
