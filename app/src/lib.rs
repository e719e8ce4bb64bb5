//! Tongxin Atlas: everything that runs on both sides.

pub mod atlas;
pub mod domain;
pub mod store;

use leptos::prelude::*;

/// The document around every page.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let _ = options;
    view! { <!DOCTYPE html><html lang="zh-Hans"><head></head><body><App/></body></html> }
}

/// The application.
#[component]
pub fn App() -> impl IntoView {
    view! { <main>"同心图"</main> }
}
