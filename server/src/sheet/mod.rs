//! What leaves the site as a page of its own: sheets of A4 for the printer, and the map in a frame on another site. They
//! are whole documents without script.
//!
//! | module | what it makes |
//! |---|---|
//! | [`of_question`] | the sheet of a question: map, legend, list |
//! | [`of_place`] | the sheet of a site, a township or the county |
//! | [`frame`] | the map for a frame |
//! | [`parts`], [`qr`] | what several of them have |

pub mod frame;
pub mod of_place;
pub mod of_question;
mod parts;
mod qr;

use app::{components::drawn::drawn, domain::language::Language, i18n::Locale};
use leptos::{nonce::Nonce, prelude::*};

/// What the style sheets of all documents begin with: colours, the glyph, the map.
macro_rules! style {
    ($($file:literal),+ $(,)?) => {
        concat!($(include_str!(concat!("../../../style/", $file)), "\n"),+)
    };
}

/// The style of a sheet, from the files of the site's own, so that both look alike.
const SHEET: &str = concat!(
    style!("tokens.css", "base.css", "frame.css", "pages.css", "list.css", "glyph.css", "map.css", "print.css"),
    include_str!("sheet.css")
);
/// The style of a frame: it is loaded by pages that are not ours, so it has only what it needs.
const FRAME: &str = concat!(style!("tokens.css", "glyph.css", "map.css"), include_str!("frame.css"));

/// A whole document: the language of its text, its title, its style and what stands in its body. Only the style element
/// with the nonce is meant to count.
fn document(language: Language, title: &str, nonce: &Nonce, style: &'static str, body: String) -> String {
    let (tag, nonce, title) = (language.tag(), nonce.to_string(), title.to_owned());
    let html = drawn(Locale::of(language), || {
        view! {
            <html lang=tag>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <meta name="robots" content="noindex"/>
                    <title>{title}</title>
                    <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                    <style nonce=nonce inner_html=style></style>
                </head>
                <body inner_html=body></body>
            </html>
        }
    });
    format!("<!DOCTYPE html>{html}")
}
