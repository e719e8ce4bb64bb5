//! Small marks beside a name: back-translation, brand, doubtful reading, approximate place.

use crate::{
    domain::{
        language::Language,
        site::Brand,
        text::{Name, Text},
    },
    i18n::use_locale,
};
use leptos::prelude::*;

/// A name, marked where it is a back-translation.
#[component]
pub fn NameWithMark(
    /// The name.
    name: Name,
) -> impl IntoView {
    let locale = use_locale();
    let back = name.is_back_translation(locale.language);
    view! {
        <span class="name">{locale.name(&name)}</span>
        {back.then(|| view! { <BackTranslated/> })}
    }
}

/// The mark of a back-translation.
#[component]
pub fn BackTranslated() -> impl IntoView {
    let locale = use_locale();
    view! { <span class="badge quiet" title=locale.back_translation_hint>{locale.back_translation}</span> }
}

/// A name in the other language than the page's, marked where it is a back-translation.
#[component]
pub fn OtherName(
    /// The name.
    name: Name,
) -> impl IntoView {
    let other = use_locale().language.other();
    let back = name.is_back_translation(other);
    view! {
        <p class="other-name">
            <span class="name" lang=other.tag()>{name.get(other).to_owned()}</span>
            {back.then(|| view! { <BackTranslated/> })}
        </p>
    }
}

/// The brand a thing carries.
#[component]
pub fn BrandBadge(
    /// The brand, if any.
    brand: Option<Brand>,
) -> impl IntoView {
    let locale = use_locale();
    brand.map(|Brand::Tongxin| view! { <span class="badge brand">{locale.brand_tongxin}</span> })
}

/// Says that a text was garbled in its source, and how it was read.
#[component]
pub fn ReadingNote(
    /// Whether the text is garbled.
    garbled: bool,
    /// How it was read.
    note: Option<Text>,
) -> impl IntoView {
    let locale = use_locale();
    (garbled || note.is_some()).then(|| {
        view! {
            <p class="reading">
                {garbled.then(|| view! { <span class="badge doubt">{locale.garbled}</span> " " })}
                {note.map(|note| {
                    let (note, language) = note.reads(locale.language);
                    view! { <span>{locale.reading_note}<span lang=language.tag()>{note.to_owned()}</span></span> }
                })}
            </p>
        }
    })
}

/// The approval number of a map. Word and number are Chinese in both languages, and said to be.
#[component]
pub fn Approval(
    /// The sentence, with the place of the number; its Chinese begins with the word for such a number.
    sentence: &'static str,
    /// The number.
    number: Text,
) -> impl IntoView {
    let (before, after) = sentence.split_once("{}").unwrap_or((sentence, ""));
    let (before, word) = before.split_at(before.find("审图号").unwrap_or(before.len()));
    view! { {before} <span lang=Language::Chinese.tag()>{format!("{word}{number}")}</span> {after} }
}
