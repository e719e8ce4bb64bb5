//! What the server draws for the script: hidden until there is script, with all the words that it may have to say.

use crate::{
    domain::{
        geo::{Datum, LatLng},
        slug::Slug,
    },
    i18n::use_locale,
};
use leptos::prelude::*;

/// The line below a form that says where the text is safe.
#[component]
pub fn SavedLine(
    /// What it says before anything is typed; without script it stays.
    words: String,
    /// Where one signs in and then comes back to the form.
    sign_in: String,
) -> impl IntoView {
    let texts = use_locale().editing();
    view! {
        <p id="saved" class="saved" role="status"
            data-both=texts.both data-on-the-way=texts.on_the_way data-server-only=texts.server_only
            data-device-only=texts.device_only data-signed-out=texts.signed_out data-sign-in=sign_in
            data-sign-in-words=texts.sign_in data-refused=texts.refused data-nowhere=texts.nowhere
            data-other=texts.other data-elsewhere=texts.elsewhere data-take=texts.take>
            {words}
        </p>
    }
}

/// What is said about text that stays on the device. Belongs into the element with `data-account`.
#[component]
pub fn LeftOnDevice() -> impl IntoView {
    let texts = use_locale().editing();
    let note = |class: &'static str, words: &'static str| {
        view! { <p class=class role="status" hidden>{words} <button type="button">{texts.clear}</button></p> }
    };
    view! { {note("left-others notices", texts.left_others)} {note("left-own notices", texts.left_own)} }
}

/// What is said where a change is sent while the device holds text of it. Belongs into the form that sends it.
#[component]
pub fn LeftOfDraft(
    /// The change.
    draft: Slug,
) -> impl IntoView {
    let words = use_locale().editing().left_of_draft;
    view! { <p class="left-of-draft notices" role="status" hidden data-left=draft.to_string()>{words}</p> }
}

/// The names of the fields of a coordinate.
pub struct CoordinateFields {
    /// Degrees north.
    pub lat: &'static str,
    /// Degrees east.
    pub lng: &'static str,
    /// The datum.
    pub datum: &'static str,
}

/// The map on which a point is picked for the fields of a coordinate.
#[component]
pub fn PointPicker(
    /// The fields.
    fields: CoordinateFields,
    /// Places that it may be, or that are near: where they are, in WGS-84, and what they are called.
    candidates: Vec<(LatLng, String)>,
) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.editing();
    let any = !candidates.is_empty();
    let candidates = candidates
        .into_iter()
        .map(|(at, name)| view! { <li data-at=format!("{},{}", at.lat.degrees(), at.lng.degrees())>{name}</li> })
        .collect_view();
    view! {
        <div class="picker" hidden data-picker="" data-lat=fields.lat data-lng=fields.lng data-datum=fields.datum
            data-wgs84=Datum::Wgs84.code()>
            <button type="button">{texts.pick}</button>
            <div hidden>
                <p class="hint">{texts.pick_how}</p>
                <div class="picker-map"><div class="map-canvas" role="region" aria-label=locale.live.map_label></div></div>
                <p><button type="button" class="middle">{texts.pick_middle}</button></p>
                {any.then(|| view! { <p class="hint">{texts.candidates}</p> <ul>{candidates}</ul> })}
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        components::drawn::drawn,
        editing::standing::Standing,
        i18n::{Language, Locale},
    };

    #[test]
    fn the_line_has_words_for_everything_that_the_script_says() {
        for language in [Language::Chinese, Language::English] {
            let html = drawn(
                Locale::of(language),
                || view! { <SavedLine words=String::new() sign_in="/zh/desk/sign-in".into()/> },
            );
            let others = ["data-sign-in", "data-sign-in-words", "data-other", "data-elsewhere", "data-take"];
            for attribute in Standing::ALL.map(Standing::attribute).into_iter().chain(others) {
                let value = html.split(&format!(" {attribute}=\"")).nth(1).and_then(|rest| rest.split('"').next());
                assert!(value.is_some_and(|value| value.len() > 3), "{attribute} in {language:?}: {html}");
            }
        }
    }
}
