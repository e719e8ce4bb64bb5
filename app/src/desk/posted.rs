//! What was posted to a form that was not taken: its page is written again with all of it.

use std::collections::BTreeMap;

/// The controls of a form as they were posted, by their names; empty when the form is shown for the first time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posted(BTreeMap<String, String>);

impl Posted {
    /// The text of a control; empty where nothing was typed.
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Whether a control was posted with this value: a tick, or one of several choices.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.0.get(name).is_some_and(|posted| posted == value)
    }
}

impl<'a> FromIterator<&'a (String, String)> for Posted {
    fn from_iter<I: IntoIterator<Item = &'a (String, String)>>(pairs: I) -> Self {
        Self(pairs.into_iter().cloned().collect())
    }
}
