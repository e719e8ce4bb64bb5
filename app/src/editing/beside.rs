//! What is said beside a field and below the form.

use super::{
    control::{Control, Field, all},
    send::Other,
    standing::Standing,
};
use js_sys::Date;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// The line that says where the text is safe. The server draws it, with the words for everything that it may have to say.
const LINE: &str = "saved";

/// A time of day on this device, such as 09:41.
pub fn time_of_day(ms: f64) -> String {
    let date = Date::new(&JsValue::from_f64(ms));
    let two = |number: u32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    [&*two(date.get_hours()), ":", &two(date.get_minutes())].concat()
}

/// Says where the text is safe. `at` is when the server last took something.
pub fn say(standing: Standing, at: f64) {
    let Some(line) = document().get_element_by_id(LINE) else { return };
    let _ = line.set_attribute("aria-live", if standing.is_told() { "polite" } else { "off" });
    let _ = line.set_attribute("data-standing", &standing.attribute()["data-".len()..]);
    line.set_text_content(Some(&words(&line, standing.attribute()).replace("{}", &time_of_day(at))));
    if standing == Standing::SignedOut
        && let Some(link) = make("a")
    {
        link.set_text_content(Some(&words(&line, "data-sign-in-words")));
        let _ = link.set_attribute("href", &words(&line, "data-sign-in"));
        let _ = line.append_child(&link);
    }
}

/// What is said to be wrong with the text of a field.
pub fn problem(field: &Field) -> Option<String> {
    problem_line(&field.name).filter(|line| !line.has_attribute("hidden")).and_then(|line| line.text_content())
}

/// Says why the text of a field is no value of it yet, or that it is one. What is said already is not said again: readers of
/// the screen would hear it twice.
pub fn say_problem(field: &Field, problem: Option<&str>) {
    if self::problem(field).as_deref() == problem {
        return;
    }
    for control in &field.controls {
        let _ = match problem {
            Some(_) => control.set_attribute("aria-invalid", "true"),
            None => control.remove_attribute("aria-invalid"),
        };
    }
    if let Some(line) = problem_line(&field.name) {
        show(&line, problem);
    }
}

/// Says how the amount of a field is understood; nothing where it is none.
pub fn say_understood(field: &str, words: Option<&str>) {
    if let Some(line) = document().get_element_by_id(&["understood-", field].concat()) {
        show(&line, words);
    }
}

fn show(line: &Element, words: Option<&str>) {
    line.set_text_content(words);
    let _ = line.toggle_attribute_with_force("hidden", words.is_none());
}

/// Lets readers of the screen hear of problems when they arise.
pub fn listen_for_problems(field: &Field) {
    if let Some(line) = problem_line(&field.name) {
        let _ = line.set_attribute("aria-live", "polite");
    }
}

fn problem_line(field: &str) -> Option<Element> {
    document().get_element_by_id(&["problem-", field].concat())
}

/// Says what others have open for a field.
pub fn say_others(field: &Field, others: &[Other]) {
    let Some(list) = list(field, "others", !others.is_empty()) else { return };
    list.set_text_content(None);
    for Other { who, value, at } in others {
        fill(&list, "data-other", &[who, value, at]);
    }
}

/// What the server has offered beside a field, with the words that do.
pub fn offered(field: &Field) -> Vec<(String, Control)> {
    let list = list(field, "offered", false);
    let items = list.iter().flat_map(|list| all(list, "[data-text]"));
    items.map(|item| (item.get_attribute("data-text").unwrap_or_default(), item)).collect()
}

/// Offers a text beside the one in the field; the words that do, unless it is offered already.
pub fn offer(field: &Field, text: &str) -> Option<Element> {
    if field.raw() == text || offered(field).iter().any(|(offered, _)| offered == text) {
        return None;
    }
    let item = fill(&list(field, "offered", true)?, "data-elsewhere", &[text])?;
    let _ = item.set_attribute("data-text", text);
    Some(item)
}

/// Adds the button that puts an offered text into its field.
pub fn add_button(item: &Element) -> Option<Control> {
    let button: Control = make("button")?.unchecked_into();
    let _ = button.set_attribute("type", "button");
    button.set_text_content(Some(&words(&document().get_element_by_id(LINE)?, "data-take")));
    item.append_child(&button).ok()?;
    Some(button)
}

/// The list of a class behind the problem of a field: the one that the server has drawn, or one made where it is needed.
fn list(field: &Field, class: &str, needed: bool) -> Option<Element> {
    let before = problem_line(&field.name)?;
    let there = before.parent_element()?.query_selector(&[".", class].concat()).ok()?;
    if there.is_some() || !needed {
        return there;
    }
    let list = make("ul")?;
    list.set_class_name(class);
    let _ = list.set_attribute("aria-live", "polite");
    before.insert_adjacent_element("afterend", &list).ok()?;
    Some(list)
}

/// Adds an item with words of the line, `{}` filled in order. Whatever somebody has typed is text, never markup.
fn fill(list: &Element, attribute: &str, values: &[&str]) -> Option<Element> {
    let item = make("li")?;
    let words = words(&document().get_element_by_id(LINE)?, attribute);
    item.set_text_content(Some(&crate::i18n::fill(&words, values)));
    list.append_child(&item).ok()?;
    Some(item)
}

fn words(line: &Element, attribute: &str) -> String {
    line.get_attribute(attribute).unwrap_or_default()
}

fn make(tag: &str) -> Option<Element> {
    document().create_element(tag).ok()
}
