//! What stands around every page: the header with the language switch, and the footer.

use super::glyph::Glyph;
use crate::{
    atlas::query::Subject,
    i18n::use_locale,
    routes::{self, Page},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Title, navigation and language switch. On a phone the navigation is a `<details>`, which needs no script.
#[component]
pub fn Header() -> impl IntoView {
    let locale = use_locale();
    let ways = move || {
        let location = use_location();
        [
            (Page::Overview, locale.menu_map),
            (Page::List(Subject::Projects), locale.subject_projects),
            (Page::List(Subject::Organisations), locale.subject_organisations),
            (Page::List(Subject::Funding), locale.section_funding),
            (Page::List(Subject::Trainings), locale.subject_trainings),
            (Page::Figures, locale.section_figures),
            (Page::About, locale.menu_about),
        ]
        .map(|(page, words)| {
            let path = page.path(locale.language);
            let here = path.clone();
            let current = move || (location.pathname.get() == here).then_some("page");
            view! { <li><a href=path aria-current=current>{words}</a></li> }
        })
    };
    let location = use_location();
    let other = locale.language.other();
    let switch = move || {
        let search = location.search.get();
        let query = if search.is_empty() { String::new() } else { format!("?{}", search.trim_start_matches('?')) };
        routes::language_switch(other, &format!("{}{query}", routes::in_language(&location.pathname.get(), other)))
    };
    view! {
        <a class="skip" href="#content">{locale.skip_to_content}</a>
        <header class="site-header">
            <a class="brand-mark" href=Page::Overview.path(locale.language)>
                <Glyph rings=[1; 5] size=28/>
                <span>{locale.site_title}</span>
            </a>
            <nav class="ways" aria-label=locale.menu><ul>{ways()}</ul></nav>
            <details class="menu">
                <summary>{locale.menu}</summary>
                <nav aria-label=locale.menu><ul>{ways()}</ul></nav>
            </details>
            <a class="switch" rel="external" href=switch lang=other.tag() title=locale.switch_language_hint>
                {locale.switch_language}
            </a>
        </header>
    }
}

/// Says on every page of a fictional programme that it is one.
#[component]
pub fn FictionalBanner(
    /// Whether it is.
    fictional: bool,
) -> impl IntoView {
    let locale = use_locale();
    fictional.then(|| view! { <p class="fictional" role="note">{locale.fictional}</p> })
}
