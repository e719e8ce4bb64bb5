//! The document around every page.

use crate::{domain::language::Language, language_of, store::Publication};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;
use leptos_router::location::RequestUrl;
use std::sync::Arc;

/// Starts the application once the content stands: the script and its WebAssembly are fetched side by side, behind the
/// first view rather than before it, and Leaflet beside them where there is a map: into the browser's cache, from which
/// the map takes it. It begins in a task of its own, so that a person is answered between the two. When one is gone (a new
/// version was put up) the page stays as it is.
const LOADER: &str = r#"const wasm=fetch(WASM,{credentials:"same-origin"});if(document.querySelector(".map"))fetch(LEAFLET,{credentials:"same-origin"}).then(script=>script.blob());import(SCRIPT).then(async app=>{await app.default({module_or_path:wasm});setTimeout(app.hydrate)})"#;

/// The document around every page, server side.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    // The context holds the whole address, host and all.
    let url = use_context::<RequestUrl>().and_then(|url| url.parse().ok());
    let language = url.and_then(|url| language_of(url.path())).unwrap_or(Language::Chinese);
    let assets = use_context::<Arc<dyn Publication>>()
        .map(|publication| publication.settings().assets.clone())
        .unwrap_or_default();
    let loader = [("WASM", &*assets.wasm), ("SCRIPT", &*assets.script), ("LEAFLET", crate::map::script::ADDRESS)]
        .iter()
        .fold(LOADER.to_owned(), |loader, (name, address)| loader.replace(name, &format!("{address:?}")));
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
