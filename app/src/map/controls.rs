//! Buttons, scale bar and messages on the live map. The markup is the page's own, so that its names are in its language.

use super::viewport::round_length;
use crate::i18n::use_locale;
use leptos::prelude::*;

/// The longest scale bar, in CSS pixels.
const LONGEST_BAR: f64 = 120.0;

/// What a button of the map asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// One level nearer.
    ZoomIn,
    /// One level farther.
    ZoomOut,
    /// The whole area.
    WholeArea,
    /// The position of the person.
    MyPosition,
}

/// The buttons.
#[component]
pub fn MapControls(
    /// Does what a button asks for.
    on_command: Callback<Command>,
) -> impl IntoView {
    let texts = use_locale().live;
    let buttons = [
        (Command::ZoomIn, texts.map_zoom_in, "M4 10h12M10 4v12"),
        (Command::ZoomOut, texts.map_zoom_out, "M4 10h12"),
        (Command::WholeArea, texts.map_whole_area, "M2 10l8-7 8 7M5 8v9h10V8"),
        (Command::MyPosition, texts.map_my_position, "M10 1v4M10 15v4M1 10h4M15 10h4M10 5a5 5 0 1 0 .01 0z"),
    ];
    view! {
        <div class="map-controls">
            {buttons
                .map(|(command, name, drawing)| {
                    view! {
                        <button type="button" aria-label=name title=name on:click=move |_| on_command.run(command)>
                            <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d=drawing></path></svg>
                        </button>
                    }
                })
                .collect_view()}
        </div>
    }
}

/// The scale bar: a round length on the ground.
#[component]
pub fn ScaleBar(
    /// Metres on the ground per CSS pixel; above 0.
    #[prop(into)]
    scale: Signal<f64>,
) -> impl IntoView {
    let metres = Memo::new(move |_| round_length(LONGEST_BAR * scale.get()));
    let length = move || (metres.get() / scale.get()).round().clamp(1.0, LONGEST_BAR) as u32;
    let text = move || {
        let metres = metres.get() as u32;
        if metres < 1000 { metres.to_string() + " m" } else { (metres / 1000).to_string() + " km" }
    };
    view! {
        <p class="map-scale">
            <svg width=length height="22" aria-hidden="true">
                <path d=move || ["M.75 16v5H", &length().to_string(), "v-5"].concat()></path>
            </svg>
            <span>{text}</span>
        </p>
    }
}
