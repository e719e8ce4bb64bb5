//! What stands around every page: the header with the language switch, and the footer.

use super::glyph::Glyph;
use crate::{
    atlas::query::Subject,
    i18n::use_locale,
    routes::{self, DeskPage, Page},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Title, navigation and language switch. On a phone the navigation is a `<details>`, which needs no script.
#[component]
pub fn Header() -> impl IntoView {
    let locale = use_locale();
    let ways = move || {
        let (texts, location) = (locale.live, use_location());
        [
            (Page::Overview, texts.menu_map),
            (Page::List(Subject::Projects), texts.menu_projects),
            (Page::List(Subject::Organisations), texts.menu_organisations),
            (Page::List(Subject::Funding), texts.menu_funding),
            (Page::List(Subject::Trainings), texts.menu_training),
            (Page::Figures, texts.menu_figures),
            (Page::About, texts.menu_about),
            // The same for everybody, so that a page is: who is not signed in can sign in there.
            (Page::Desk(DeskPage::Home), texts.menu_desk),
        ]
        .map(|(page, words)| {
            let path = page.path(locale.language);
            let here = path.clone();
            let current = move || (location.pathname.get() == here).then_some("page");
            view! { <li><a href=path aria-current=current>{words}</a></li> }
        })
    };
    let location = use_location();
    // Within the application the header stays when the page changes; the open menu would lie over it. It may have been opened
    // before the program began.
    let menu = NodeRef::<leptos::html::Details>::new();
    Effect::watch(
        move || location.pathname.get(),
        move |_, _, _| {
            if let Some(menu) = menu.get_untracked() {
                menu.set_open(false);
            }
        },
        false,
    );
    let other = locale.language.other();
    let switch = move || {
        let search = location.search.get();
        let query = if search.is_empty() { String::new() } else { format!("?{}", search.trim_start_matches('?')) };
        routes::language_switch(other, &format!("{}{query}", routes::in_language(&location.pathname.get(), other)))
    };
    view! {
        <a class="skip" href="#content">{locale.live.skip_to_content}</a>
        <header class="site-header">
            <a class="brand-mark" href=Page::Overview.path(locale.language)>
                <Glyph rings=[1; 5] size=28/>
                <span>{locale.live.site_title}</span>
            </a>
            <nav class="ways" aria-label=locale.live.menu><ul>{ways()}</ul></nav>
            <details class="menu" node_ref=menu>
                <summary>{locale.live.menu}</summary>
                <nav aria-label=locale.live.menu><ul>{ways()}</ul></nav>
            </details>
            <a class="switch" rel="external" href=switch lang=other.tag() title=locale.live.switch_language_hint>
                {locale.live.switch_language}
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
