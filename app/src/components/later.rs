//! What is done after a while.

use leptos::prelude::*;
use std::time::Duration;

/// Something that is done after a while, unless it is given up or something else takes its place.
#[derive(Clone, Copy)]
pub struct Later(StoredValue<Option<TimeoutHandle>>);

impl Later {
    /// Nothing yet. What waits when its owner goes is given up.
    pub fn nothing() -> Self {
        let later = Self(StoredValue::new(None));
        on_cleanup(move || later.give_up());
        later
    }

    /// Does this after a while, and nothing that waited before.
    pub fn set(self, act: impl FnOnce() + 'static, after: Duration) {
        self.give_up();
        self.0.set_value(set_timeout_with_handle(act, after).ok());
    }

    /// Does nothing of what waits.
    pub fn give_up(self) {
        if let Some(Some(timer)) = self.0.try_update_value(Option::take) {
            timer.clear();
        }
    }
}
