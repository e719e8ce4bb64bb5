//! The controls of a form, by the fields that they belong to.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

#[wasm_bindgen]
extern "C" {
    /// An `<input>`, `<select>`, `<textarea>` or `<option>`: what they have in common.
    #[wasm_bindgen(extends = HtmlElement)]
    #[derive(Clone, Debug)]
    pub type Control;

    /// The name of the field.
    #[wasm_bindgen(method, getter)]
    pub fn name(this: &Control) -> String;

    #[wasm_bindgen(method, getter, js_name = type)]
    fn kind(this: &Control) -> String;

    #[wasm_bindgen(method, getter)]
    fn value(this: &Control) -> String;

    #[wasm_bindgen(method, setter)]
    fn set_value(this: &Control, value: &str);

    #[wasm_bindgen(method, getter)]
    fn checked(this: &Control) -> bool;

    #[wasm_bindgen(method, setter)]
    fn set_checked(this: &Control, checked: bool);

    #[wasm_bindgen(method, getter)]
    fn selected(this: &Control) -> bool;

    #[wasm_bindgen(method, setter)]
    fn set_selected(this: &Control, selected: bool);

    #[wasm_bindgen(method, getter, js_name = defaultValue)]
    fn default_value(this: &Control) -> String;

    #[wasm_bindgen(method, getter, js_name = defaultChecked)]
    fn default_checked(this: &Control) -> bool;

    #[wasm_bindgen(method, getter, js_name = defaultSelected)]
    fn default_selected(this: &Control) -> bool;
}

/// The elements below another one that a selector finds.
pub fn all(root: &Element, selector: &str) -> Vec<Control> {
    let found = root.query_selector_all(selector).ok();
    let found = found.iter().flat_map(|list| (0..list.length()).filter_map(|number| list.item(number)));
    found.map(JsCast::unchecked_into).collect()
}

/// The fields of a form, in their order. What is not typed (tokens, buttons, secrets) is none.
pub fn fields(form: &Element) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for control in all(form, "[name]") {
        if matches!(&*control.kind(), "hidden" | "submit" | "button" | "password" | "file") {
            continue;
        }
        let name = control.name();
        match fields.iter_mut().find(|field| field.name == name) {
            Some(field) => field.controls.push(control),
            None => fields.push(Field { name, controls: vec![control] }),
        }
    }
    fields
}

/// The controls of one name: one, or several boxes to tick.
pub struct Field {
    /// Their name: the path of the field.
    pub name: String,
    /// At least one.
    pub controls: Vec<Control>,
}

impl Field {
    /// Its text: the values that a form would send, one a line.
    pub fn raw(&self) -> String {
        self.text(Control::value, Control::checked, Control::selected)
    }

    /// The text that the page came with. A browser that opens a page again may have put in what was typed before.
    pub fn came_with(&self) -> String {
        self.text(Control::default_value, Control::default_checked, Control::default_selected)
    }

    fn text(
        &self,
        value: fn(&Control) -> String,
        checked: fn(&Control) -> bool,
        selected: fn(&Control) -> bool,
    ) -> String {
        let mut values = Vec::new();
        for control in &self.controls {
            match &*control.kind() {
                "checkbox" | "radio" => values.extend(checked(control).then(|| control.value())),
                kind @ ("select-one" | "select-multiple") => {
                    let options = all(control, "option");
                    let chosen: Vec<_> = options.iter().filter(|option| selected(option)).collect();
                    // Of a list to choose one from, the first stands chosen when none is said to be.
                    let first = options.first().filter(|_| kind == "select-one" && chosen.is_empty());
                    values.extend(chosen.into_iter().chain(first).map(Control::value));
                }
                _ => values.push(value(control)),
            }
        }
        values.join("\n")
    }

    /// Puts a text in.
    pub fn put(&self, raw: &str) {
        let among = |value: String| raw.split('\n').any(|line| line == value);
        let mut lines = raw.split('\n');
        for control in &self.controls {
            match &*control.kind() {
                "checkbox" | "radio" => control.set_checked(among(control.value())),
                "select-multiple" => {
                    all(control, "option").iter().for_each(|option| option.set_selected(among(option.value())));
                }
                _ if self.controls.len() == 1 => control.set_value(raw),
                _ => control.set_value(lines.next().unwrap_or_default()),
            }
        }
    }

    /// Whether somebody has typed in it before this part of the program had come: the page has taken note of that.
    pub fn was_typed_in(&self) -> bool {
        self.controls.iter().any(|control| control.has_attribute("data-typed"))
    }

    /// When the server last saved it as a draft, in its milliseconds; `None` for never.
    pub fn saved(&self) -> Option<i64> {
        self.controls.first()?.get_attribute("data-at")?.parse().ok()
    }

    /// Remembers when the server saved it.
    pub fn set_saved(&self, at: i64) {
        if let Some(control) = self.controls.first() {
            let _ = control.set_attribute("data-at", &at.to_string());
        }
    }
}
