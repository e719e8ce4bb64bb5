//! What is shown when there is nothing at an address, or the server could not answer.

use crate::{
    components::glyph::Glyph,
    error::{AppError, answer_with},
    i18n::use_locale,
    routes::Page,
};
use leptos::prelude::*;
use leptos_meta::Title;

/// There is no such page: says so, and helps on.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    answer_with(AppError::NotFound);
    view! { <Failure error=AppError::NotFound/> }
}

/// A page that could not be answered.
#[component]
pub fn Failure(
    /// Why.
    error: AppError,
) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.live;
    let title = error.title(locale);
    // `public/arrival.js` sees to it that this goes on.
    let class = if error == AppError::Offline { "failure offline" } else { "failure" };
    let home = Page::Overview.path(locale.language);
    view! {
        <Title text=title/>
        <main id="content" class=class>
            <Glyph rings=[0, 1, 0, 1, 0] size=96/>
            <h1>{title}</h1>
            <p>{error.sentence(locale)}</p>
            <form method="get" action=home.clone() role="search">
                <label>
                    <span>{texts.not_found_search}</span>
                    <input type="search" name="q" maxlength="200"/>
                </label>
                <button type="submit">{texts.filter_search}</button>
            </form>
            <p><a href=home>{texts.back_to_map}</a></p>
        </main>
    }
}
