//! Drawing on the server: components as HTML that the browser puts in as it is.

use super::drawn_list::{self, Room};
use crate::i18n::Locale;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;

/// Draws components in a language, as HTML without marks of hydration.
pub fn drawn<V: IntoView>(locale: Locale, view: impl FnOnce() -> V) -> String {
    let html = Owner::new().with(|| {
        provide_context(locale);
        view().into_view().to_html()
    });
    // The framework marks the place of what is not there, for a browser that would draw it later. In a text the sign
    // cannot occur, because it is escaped there.
    html.replace("<!>", "")
}

/// A title of a document. The framework writes it as it is, in the document and later from script, so that it cannot be
/// escaped for both: a sign that could begin a tag is written as a quotation mark of the same look.
pub fn document_title(text: &str) -> String {
    text.replace('<', "‹")
}

/// Drawn parts of a page: the `id` of the element that each stands in, and what stands inside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Parts(Vec<(String, String)>);

impl Parts {
    /// Adds a part.
    pub fn add(&mut self, id: &str, html: String) {
        self.0.push((id.to_owned(), html));
    }

    /// Adds parts that were drawn before.
    pub fn extend<'a>(&mut self, others: impl Iterator<Item = &'a (String, String)>) {
        self.0.extend(others.cloned());
    }

    /// Each part with its name.
    pub fn iter(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter()
    }

    /// A part; empty when it is not among them, as in a browser that has it in the document already.
    pub fn get(&self, id: &str) -> String {
        self.0.iter().find(|(known, _)| known == id).map(|(_, html)| html.clone()).unwrap_or_default()
    }

    /// The parts of these names, and all others.
    pub fn split(self, names: &[&str]) -> (Self, Self) {
        let (these, others) = self.0.into_iter().partition(|(id, _)| names.contains(&id.as_str()));
        (Self(these), Self(others))
    }

    /// Puts the parts of an answer into their elements of the document and remembers them, so that those that are as they
    /// were stay untouched. What has the focus keeps it where an element with the same `id` comes in its place. Of the part
    /// with the name `list` the rows beyond the screen are handed back.
    pub fn put(&mut self, answer: Self, list: &str) -> Option<drawn_list::Rest> {
        let document = document();
        let listed = answer.0.iter().any(|(id, _)| id == list);
        let frame = document.get_element_by_id(list).filter(|_| listed);
        let mut room = frame.map(|frame| Room::of(frame.unchecked_into()));
        let mut rest = None;
        let focused = document.active_element().map(|element| element.id()).filter(|id| !id.is_empty());
        for (id, html) in answer.0 {
            let before = self.0.iter_mut().find(|(known, _)| *known == id);
            if before.as_ref().is_some_and(|(_, before)| *before == html) {
                continue;
            }
            if id == list {
                rest = room.take().and_then(|room| drawn_list::begin(room, &html));
            } else if let Some(element) = document.get_element_by_id(&id) {
                element.set_inner_html(&html);
            }
            match before {
                Some((_, before)) => *before = html,
                None => self.0.push((id, html)),
            }
        }
        if let Some(element) = focused.and_then(|id| document.get_element_by_id(&id))
            && document.active_element().as_ref() != Some(&element)
            && let Some(element) = element.dyn_ref::<web_sys::HtmlElement>()
        {
            let _ = element.focus();
        }
        rest
    }
}

impl From<Parts> for Vec<(String, String)> {
    fn from(parts: Parts) -> Self {
        parts.0
    }
}
