//! The document around every page.

use crate::{domain::language::Language, language_of, routes::is_desk, store::Publication};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;
use leptos_router::location::RequestUrl;
use std::sync::Arc;

/// Has the program for browsers fetched as soon as the page has been drawn, and Leaflet with it where there is a map: into
/// the browser's cache, from which they are taken when they are needed. Every page is whole without the program and reading
/// one takes none, so it begins with the first sign of a person: a phone is not kept busy while it draws a page. A press is
/// no sign, but its end is: what was pressed must still be there. Scrolling is none either: a browser scrolls by itself to the
/// part of a page that an address names. A map that nobody has touched for three seconds comes to life by itself, to follow
/// the first finger; a page of the desk does at once, because what is typed there is to be kept. When a file is gone (a new
/// version was put up) the page stays as it is; one that did not come is fetched again.
const LOADER: &str = include_str!("loader.js");

/// The document around every page, server side.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    // The context holds the whole address, host and all.
    let url = use_context::<RequestUrl>().and_then(|url| url.parse().ok());
    let path = url.as_ref().map(|url| url.path()).unwrap_or_default();
    let language = language_of(path).unwrap_or(Language::Chinese);
    let assets = use_context::<Arc<dyn Publication>>()
        .map(|publication| publication.settings().assets.clone())
        .unwrap_or_default();
    let loader = [("PROGRAM", &*assets.wasm), ("SCRIPT", &*assets.script), ("LEAFLET", crate::map::script::ADDRESS)]
        .iter()
        .fold(LOADER.to_owned(), |loader, (name, address)| loader.replace(name, &format!("{address:?}")))
        .replace("AT_ONCE", if is_desk(path) { "true" } else { "false" });
    // What is typed before the program attends to it is told from what a browser puts in again.
    let typed = is_desk(path)
        .then_some("addEventListener(\"input\", ({ target }) => target.setAttribute(\"data-typed\", \"\"), true);");
    let loader = format!("{}{loader}", typed.unwrap_or_default());
    let print = assets.print_style.clone();
    let _ = options;
    view! {
        <!DOCTYPE html>
        <html lang=language.tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <style nonce=use_nonce() inner_html=assets.style></style>
                <MetaTags/>
            </head>
            <body>
                <crate::App/>
                <link rel="stylesheet" media="print" href=print/>
                <script type="module" nonce=use_nonce()>{loader}</script>
            </body>
        </html>
    }
}
