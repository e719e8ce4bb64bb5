//! Tongxin Atlas: everything that runs on both sides, in the browser and on the server.
//!
//! | module | what it holds |
//! |---|---|
//! | [`domain`] | the nouns and their rules; pure |
//! | [`atlas`] | the read model: what is asked, what is answered; pure |
//! | [`store`] | what pages need from the server |
//! | [`api`] | server functions |
//! | [`routes`], [`parameters`] | paths and the address of the overview |
//! | [`pages`], [`components`], [`map`] | what is seen |
//! | [`editing`] | what is typed is kept |
//! | `written` | the pages that the server writes; not in the browser |
//! | `desk` | the pages of those who are signed in, and the histories; not in the browser |
//! | `monitor` | what is missing, stale or doubtful; pure, not in the browser |
//! | [`i18n`] | the two languages |
//! | [`error`] | each sentence a person can be shown when something fails |

// The views of whole pages are deeply nested types.
#![recursion_limit = "512"]

pub mod api;
pub mod atlas;
pub mod components;
#[cfg(feature = "ssr")]
pub mod desk;
pub mod domain;
pub mod editing;
pub mod error;
pub mod i18n;
pub mod map;
#[cfg(feature = "ssr")]
pub mod monitor;
pub mod pages;
pub mod parameters;
pub mod routes;
pub mod shell;
pub mod store;
#[cfg(feature = "ssr")]
pub mod written;

use components::frame::Header;
use domain::language::Language;
use i18n::Locale;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Outlet, ParentRoute, Route, Router, Routes},
    hooks::use_location,
    path,
};
use pages::{not_found::NotFoundPage, overview::OverviewPage, written::WrittenPage};
pub use shell::shell;

/// The application. Every public page is rendered whole before it is sent, so that it needs no script and can be kept.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <LanguageFrame>
                <Routes fallback=NotFoundPage>
                    <ParentRoute path=path!("/:lang") view=Known>
                        <Route path=path!("") view=OverviewPage ssr=SsrMode::Async/>
                        <Route path=path!("*page") view=WrittenPage ssr=SsrMode::Async/>
                    </ParentRoute>
                </Routes>
            </LanguageFrame>
        </Router>
    }
}

/// Gives every page its language, read from the first segment of the path, and the header.
#[component]
fn LanguageFrame(children: Children) -> impl IntoView {
    // The language changes by a full load only (the switch remembers it on the server), so it is read once.
    let path = use_location().pathname.get_untracked();
    provide_context(Locale::of(language_of(&path).unwrap_or(Language::Chinese)));
    view! { <Header/> {children()} }
}

/// The pages of a language that there is.
#[component]
fn Known() -> impl IntoView {
    let path = use_location().pathname;
    // Remembered, so that the outlet stays while the page within the language changes.
    let known = Memo::new(move |_| language_of(&path.get()).is_some());
    move || if known.get() { view! { <Outlet/> }.into_any() } else { view! { <NotFoundPage/> }.into_any() }
}

/// The language that a path begins with.
pub fn language_of(path: &str) -> Option<Language> {
    Language::from_code(path.trim_start_matches('/').split('/').next().unwrap_or_default())
}

/// Brings a page that the server has sent to life.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    hydrate_body(App);
}
