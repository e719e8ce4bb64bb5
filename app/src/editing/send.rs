//! Sends a text to the server and reads what it says.

use super::standing::Trouble;
use crate::map::bindings::object;
use js_sys::Reflect;
use leptos::prelude::{set_timeout, window};
use std::{borrow::Cow, collections::BTreeMap, time::Duration};
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Response, UrlSearchParams};

/// Where drafts are saved.
const ADDRESS: &str = "/api/desk/draft";
/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the server says to a text.
pub enum Answer {
    /// It has the text.
    Saved {
        /// Since when, in its milliseconds since 1970.
        at: i64,
        /// Why the text is no value of the field yet.
        problem: Option<String>,
        /// What is wrong at other fields that this one has a say in; `None` where the server does not know.
        elsewhere: Option<BTreeMap<String, String>>,
        /// Another text of the same person's that this one has replaced without knowing it.
        replaced: Option<String>,
        /// What others have open for the field.
        others: Vec<Other>,
    },
    /// It will never take it.
    Refused {
        /// Why, if it said so.
        problem: Option<String>,
    },
    /// It does not have the text, as far as is known.
    Trouble(Trouble),
}

/// An open value of somebody else for the same field.
pub struct Other {
    /// Who.
    pub who: String,
    /// The value, as it was typed.
    pub value: String,
    /// When, in words.
    pub at: String,
}

/// Sends a text: what it is, by name. `leaving`: the page goes, the browser shall send it all the same.
pub async fn send(parts: &[(&str, Cow<'_, str>)], leaving: bool) -> Answer {
    match ask(parts, leaving).await {
        Ok((200, body)) => Answer::Saved {
            at: get(&body, "saved_at").as_f64().unwrap_or_else(js_sys::Date::now) as i64,
            problem: get(&body, "problem").as_string(),
            elsewhere: elsewhere(&get(&body, "elsewhere")),
            replaced: get(&body, "replaced").as_string(),
            others: others(&get(&body, "others")),
        },
        Ok((401, _)) => Answer::Trouble(Trouble::SignedOut),
        // Too early, too often, too slow, or broken for the moment; 0 is no answer at all.
        Err(_) | Ok((408 | 425 | 429 | 500.., _)) => Answer::Trouble(Trouble::NoConnection),
        Ok((_, body)) => Answer::Refused { problem: get(&body, "problem").as_string() },
    }
}

/// Status and body of the answer.
async fn ask(parts: &[(&str, Cow<'_, str>)], leaving: bool) -> Result<(u16, JsValue), JsValue> {
    let body = UrlSearchParams::new()?;
    // Not every browser in use has a signal that ends by itself.
    let patience = AbortController::new()?;
    let signal = patience.signal();
    set_timeout(move || patience.abort(), PATIENCE);
    parts.iter().for_each(|(name, value)| body.append(name, value));
    let how = object(&[
        ("method", "POST".into()),
        ("body", body.into()),
        ("keepalive", leaving.into()),
        ("signal", signal.into()),
    ]);
    let answer = JsFuture::from(window().fetch_with_str_and_init(ADDRESS, how.unchecked_ref())).await?;
    let answer: Response = answer.dyn_into()?;
    let body = match answer.json() {
        Ok(body) => JsFuture::from(body).await,
        Err(error) => Err(error),
    };
    // A success that cannot be read is none: something between us and the server has answered.
    if answer.ok() { Ok((200, body?)) } else { Ok((answer.status(), body.unwrap_or(JsValue::NULL))) }
}

/// A property of what may be an object.
fn get(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap_or(JsValue::NULL)
}

/// What is wrong at which field.
fn elsewhere(told: &JsValue) -> Option<BTreeMap<String, String>> {
    let entries = js_sys::Object::entries(told.dyn_ref()?);
    let read = |entry: JsValue| {
        let entry: js_sys::Array = entry.unchecked_into();
        Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
    };
    let mut all = BTreeMap::new();
    for (field, problem) in entries.iter().filter_map(read) {
        all.insert(field, problem);
    }
    Some(all)
}

fn others(list: &JsValue) -> Vec<Other> {
    let text = |other: &JsValue, name| get(other, name).as_string().unwrap_or_default();
    let list = js_sys::Array::from(list);
    let other =
        |other: JsValue| Other { who: text(&other, "who"), value: text(&other, "value"), at: text(&other, "at") };
    list.iter().map(other).collect()
}
