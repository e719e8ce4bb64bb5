//! The map in a frame on another site: pins, credits, and the way to the whole map. Every link opens a tab of its own.

use super::{FRAME, document};
use crate::export::{
    about::{About, Asked},
    words,
};
use app::{
    atlas::{
        Atlas,
        query::{Query, Subject, Want},
    },
    components::{
        drawn::drawn,
        frame::FictionalBanner,
        static_map::{Look, static_map},
        words::counted,
    },
    i18n::fill,
    routes::Page,
    store::Settings,
};
use leptos::{nonce::Nonce, prelude::*};

/// The document.
pub fn html(atlas: &Atlas, settings: &Settings, asked: Asked<'_>, nonce: &Nonce) -> String {
    let locale = asked.locale;
    let rows = atlas.rows(asked.query, locale.language).len();
    let about = About::new(atlas, settings, asked, rows);
    let want = Want { marks: true, unplaced: true, ..Want::NOTHING };
    let view = atlas.view(&Query { page: 1, ..asked.query.clone() }, want, locale.language);
    let look = Look { camera: asked.camera, framed: true, ..Look::default() };
    let map = static_map(atlas, &view, locale.language, look, &|mark| Page::of_mark(mark).path(locale.language));
    let title = about.programme.clone().unwrap_or_else(|| locale.live.site_title.into());
    let count = counted(locale, asked.query.subject, u32::try_from(rows).unwrap_or(u32::MAX));
    // What is counted and not on the map has to be said beside it: nobody who reads the frame sees the list.
    let unplaced = (view.unplaced_total > 0).then(|| {
        let sites = counted(locale, Subject::Sites, view.unplaced_total);
        (locale.unplaced_heading.to_owned(), sites)
    });
    // Money, proposals and groups have no place of their own: without this the map would look empty by mistake.
    let no_marks = (rows > 0 && view.marks.is_empty()).then(|| words::of(locale.language).no_marks);
    let body = drawn(locale, || {
        let About { question, ignored, link, credits, fictional, .. } = about;
        let said = unplaced.into_iter().chain(question);
        let said = said.map(|(label, value)| fill(locale.labelled, &[&label, &value]));
        let said = std::iter::once(count).chain(said).collect::<Vec<_>>().join(" · ");
        view! {
            <main class="framed" id="content">
                <FictionalBanner fictional=fictional.is_some()/>
                <section class="map" role="group" aria-label=locale.live.map_label>
                    <div class="map-canvas" inner_html=map></div>
                </section>
                <footer>
                    <p>
                        <strong>{title.clone()}</strong> " · " {said} " · "
                        <a href=link target="_blank" rel="noopener">{words::of(locale.language).open_map}</a>
                    </p>
                    {no_marks.map(|sentence| view! { <p>{sentence}</p> })}
                    {ignored.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
                    {credits.into_iter().map(|credit| view! { <p>{credit}</p> }).collect_view()}
                </footer>
            </main>
        }
    });
    document(locale.language, &title, nonce, FRAME, body)
}
