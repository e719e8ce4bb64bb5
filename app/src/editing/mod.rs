//! The script side of editing: nothing that is typed is lost.
//!
//! The server draws the forms, and they work without script. Where there is script, every stroke is kept on the device at
//! once and sent to the server within seconds; the line below the form says where the text is safe. What is typed before
//! this part of the program has come is marked in the document (`data-typed`) and taken up when it comes. What is wrong with it is said
//! by the rules of the form, which the server has, too; what only the server knows comes with its answer. What the device has
//! and the server has not is put back when the form is opened again: after a crash, a reload, the end of a session. It
//! stands on the device under the account of its author. A text that replaces one of another device that its writer did not
//! know is kept, and so is the other one: by the server, which tells them apart by the open page that wrote them and by what that
//! page had seen; it is offered beside the field until it is taken.
//!
//! | module | what it holds | |
//! |---|---|---|
//! | [`kept`], [`outbox`], [`settle`], [`standing`] | a text on the device, the way to the server, which text is shown, what is said | pure |
//! | [`verdict`] | what is said of a control, by the page and by the server | pure |
//! | [`form`], [`control`], [`beside`] | a form, its fields, what is said beside them | browser |
//! | [`device`], [`send`] | the device, the server | browser |
//! | [`leaving`], [`picker`] | what stays after signing out; a point from the map | browser |
//! | `words` | what the server draws for the script, with all its words | server |
//!
//! A form says what it is by `data-draft`, `data-entry` and `data-account`; every control has the path of its field as `name`
//! and, where the server has saved it as a draft, `data-at` with the time in milliseconds. Boxes of one name are one field, whose
//! text has one value a line. The line of a field's problem has the id `problem-PATH` and shares its parent with no other field's; a
//! list `.others` in it holds what others have open. The line that reads back the amount of a field has the id `understood-FIELD`.
//!
//! The modules for the browser compile on the server too, but only an effect calls them, and effects do not run there.

pub mod beside;
pub mod control;
pub mod device;
pub mod form;
pub mod kept;
pub mod leaving;
pub mod outbox;
pub mod picker;
pub mod send;
pub mod settle;
pub mod standing;
pub mod verdict;
#[cfg(feature = "ssr")]
pub mod words;

use crate::map::listener::Listener;
use control::all;
use form::DraftForm;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use picker::Picker;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// What was attached to a page. Dropping it takes it off. Opaque, because whoever holds it must not have to download what
/// it is made of.
pub trait Attached {}

struct Editing {
    _forms: Vec<DraftForm>,
    _pickers: Vec<Picker>,
    _leaving: Vec<Listener>,
}

impl Attached for Editing {}

/// Whether something of a page is edited.
pub fn is_edited(root: &Element) -> bool {
    matches!(root.query_selector("[data-account]"), Ok(Some(_)))
}

/// Attaches to whatever of a page is edited. All of this module but [`is_edited`] is a part of the browser's program of its
/// own, which comes with the first page that needs it: a visitor never downloads it.
///
/// # Errors
/// When that part does not come; the next call fetches it again.
#[wasm_split(editing, fallible, wasm_split_path = leptos::wasm_split)]
pub fn attach(root: Element) -> Result<Box<dyn Attached>, SplitLoaderError> {
    let forms = all(&root, "form[data-draft]").into_iter().map(|form| DraftForm::attach(form.unchecked_into()));
    Ok(Box::new(Editing {
        _forms: forms.collect(),
        _pickers: all(&root, "form [data-picker]").into_iter().filter_map(Picker::attach).collect(),
        _leaving: leaving::attach(&root),
    }))
}
