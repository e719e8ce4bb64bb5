//! Fetches what the live map needs from our own server: Leaflet, and the base map where the page came without one.

use std::cell::RefCell;
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlScriptElement, Response, window};

/// Where the server keeps Leaflet; the version is part of the address, so it can be cached for ever.
pub const ADDRESS: &str = "/vendor/leaflet-1.9.4/leaflet.js";

thread_local! {
    /// The script on its way, so that two maps fetch it once.
    static LOADING: RefCell<Option<js_sys::Promise>> = const { RefCell::new(None) };
}

/// Waits until Leaflet is there, and has it fetched when nobody has asked for it before.
///
/// # Errors
/// When it cannot be fetched; the next call tries again.
pub async fn load() -> Result<(), JsValue> {
    let window = window().ok_or(JsValue::NULL)?;
    if js_sys::Reflect::has(&window, &"L".into())? {
        return Ok(());
    }
    let promise = LOADING.with_borrow_mut(|loading| loading.get_or_insert_with(fetch_script).clone());
    let result = JsFuture::from(promise).await;
    if result.is_err() {
        LOADING.with_borrow_mut(Option::take);
    }
    // A browser reads the script and tells that it has done so in one task.
    pause(0).await;
    result.map(|_| ())
}

/// Waits for a task of the browser's after so many milliseconds, so that it can answer a person in between.
pub async fn pause(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// Puts the script into the document; the promise settles with it.
fn fetch_script() -> js_sys::Promise {
    js_sys::Promise::new(&mut |resolve, reject| {
        let added = || -> Option<()> {
            let document = window()?.document()?;
            let script: HtmlScriptElement = document.create_element("script").ok()?.dyn_into().ok()?;
            script.set_src(ADDRESS);
            script.set_onload(Some(&resolve));
            script.set_onerror(Some(&reject));
            document.head()?.append_child(&script).ok()?;
            Some(())
        };
        if added().is_none() {
            let _ = reject.call0(&JsValue::NULL);
        }
    })
}

/// Fetches a text from our own server.
///
/// # Errors
/// When the server cannot be reached or does not answer with success.
pub async fn fetch_text(address: &str) -> Result<String, JsValue> {
    let window = window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_str(address)).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    let text = JsFuture::from(response.text()?).await?;
    text.as_string().ok_or(JsValue::NULL)
}
