//! What the browser keeps on the device (`localStorage`), where it lets us.

use super::kept::{Kept, PREFIX};
use leptos::prelude::window;
use web_sys::Storage;

/// The storage; `None` where the browser keeps nothing.
pub struct Device(Option<Storage>);

impl Device {
    /// Opens it.
    pub fn open() -> Self {
        Self(window().local_storage().ok().flatten())
    }

    /// Keeps a text. Whether it is kept: there may be no room.
    pub fn put(&self, place: &str, kept: &Kept) -> bool {
        self.0.as_ref().is_some_and(|storage| storage.set_item(place, &kept.written()).is_ok())
    }

    /// What is kept in a place.
    pub fn get(&self, place: &str) -> Option<Kept> {
        Kept::read(&self.0.as_ref()?.get_item(place).ok()??)
    }

    /// Keeps it no longer.
    pub fn forget(&self, place: &str) {
        if let Some(storage) = &self.0 {
            let _ = storage.remove_item(place);
        }
    }

    /// All places that hold a text of somebody.
    pub fn places(&self) -> Vec<String> {
        let Some(storage) = &self.0 else { return Vec::new() };
        let keys = (0..storage.length().unwrap_or(0)).filter_map(|number| storage.key(number).ok().flatten());
        keys.filter(|key| key.starts_with(PREFIX)).collect()
    }
}
