//! Parts of sheets.

use super::qr;
use crate::export::{about::About, words};
use app::{
    atlas::view::{Mark, MarkKind},
    components::{
        badges::BackTranslated,
        frame::FictionalBanner,
        glyph::Glyph,
        legend::{LegendItems, Seen},
    },
    i18n::{fill, use_locale},
};
use leptos::prelude::*;

/// The head of a sheet: whose it is, what it shows, and the code that leads to the live view.
#[component]
pub fn SheetHead(
    /// What it shows.
    title: String,
    /// The programme.
    programme: String,
    /// Whether everything is made up.
    fictional: bool,
    /// The address of the live view.
    link: String,
) -> impl IntoView {
    let locale = use_locale();
    let texts = words::of(locale.language);
    // Without scheme and host an address leads nowhere.
    let code = link.starts_with("http").then(|| qr::svg(&link)).flatten();
    view! {
        <p class="print-hint">{texts.print_hint}</p>
        <header class="sheet-head">
            <div>
                <p class="sheet-brand"><Glyph rings=[1; 5] size=22/> <span>{locale.live.site_title} " · " {programme}</span></p>
                <h1>{title}</h1>
                <FictionalBanner fictional/>
            </div>
            {code.map(|code| view! {
                <figure class="sheet-code">
                    <div inner_html=code></div>
                    <figcaption><a href=link>{texts.live_view}</a></figcaption>
                </figure>
            })}
        </header>
    }
}

/// The map of a sheet; nothing when there is none.
#[component]
pub fn SheetMap(
    /// The map as an `<svg>` element.
    map: String,
) -> impl IntoView {
    let label = use_locale().live.map_label;
    (!map.is_empty()).then(|| {
        view! {
            <section class="map sheet-map" role="group" aria-label=label>
                <div class="map-canvas" inner_html=map></div>
            </section>
        }
    })
}

/// The legend of the map of a sheet.
#[component]
pub fn SheetLegend(
    /// What stands on the map.
    marks: Vec<Mark>,
    /// The mark of the place that the sheet is about.
    own: Option<Mark>,
) -> impl IntoView {
    let locale = use_locale();
    let texts = words::of(locale.language);
    let own = own.map(|mark| {
        let approximate = matches!(mark.what, MarkKind::Site { approximate: true, .. });
        view! {
            <li>
                <span class="pin selected"><Glyph rings=mark.rings size=22 approximate=approximate/></span>
                <span>{texts.this_place}</span>
            </li>
        }
    });
    view! {
        <section class="legend">
            <h2>{locale.legend}</h2>
            <ul>{own} <LegendItems seen=Seen::of(&marks)/></ul>
            <p>{locale.legend_rings}</p>
        </section>
    }
}

/// What the mark of a back-translation means: a pointer finds that on a screen, and nobody on paper.
#[component]
pub fn SheetMarks(
    /// Whether the mark stands on the sheet.
    shown: bool,
) -> impl IntoView {
    let locale = use_locale();
    shown.then(|| {
        view! { <p class="hint sheet-marks"><BackTranslated/> " " {locale.back_translation_hint}</p> }
    })
}

/// The foot of a sheet: day, version, address, credits and approval numbers.
#[component]
pub fn SheetFoot(
    /// The facts about the sheet.
    about: About,
) -> impl IntoView {
    let locale = use_locale();
    let day = about.day.map(|day| locale.date(&day));
    let version = fill(locale.footer_version, &[&about.version.to_string()]);
    view! {
        <footer class="sheet-foot">
            <p>{day} " · " {version} " · " <span class="address">{about.link}</span></p>
            {about.credits.into_iter().map(|credit| view! { <p>{credit}</p> }).collect_view()}
        </footer>
    }
}
