//! A text as the device keeps it, and whose it is.

/// What every key on the device begins with.
pub const PREFIX: &str = "desk:";

/// A text that was typed into a field. Times are in milliseconds since 1970; what the server says is only ever compared
/// with what the server said, because clocks differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// When it was typed, by the clock of the device.
    pub at: i64,
    /// When the server had last saved the field, as the page knew it at that moment; `None` for never.
    pub seen: Option<i64>,
    /// When the server saved this text; `None` as long as it has not said so.
    pub sent: Option<i64>,
    /// The idempotency key under which it is sent, however often.
    pub key: String,
    /// The text.
    pub raw: String,
}

impl Kept {
    /// What is known once the server has answered that it saved the text of a key. It may be an earlier text of the field;
    /// the one here was then typed by somebody who knew it.
    pub fn answered(self, key: &str, at: i64) -> Self {
        if self.key == key { Self { sent: Some(at), ..self } } else { Self { seen: Some(at), ..self } }
    }

    /// As it is written to the device: a line of facts, then the text as it is.
    pub fn written(&self) -> String {
        let time = |time: Option<i64>| time.map_or_else(|| "-".to_owned(), |time| time.to_string());
        [&*self.at.to_string(), " ", &time(self.seen), " ", &time(self.sent), " ", &self.key, "\n", &self.raw].concat()
    }

    /// Reads what was written; `None` for anything else.
    pub fn read(written: &str) -> Option<Self> {
        let (facts, raw) = written.split_once('\n')?;
        let mut facts = facts.split(' ');
        let at = facts.next()?.parse().ok()?;
        let mut time = || facts.next().map(|time| time.parse().ok());
        let (seen, sent) = (time()?, time()?);
        Some(Self { at, seen, sent, key: facts.next()?.to_owned(), raw: raw.to_owned() })
    }
}

/// The key of a field on the device: account, draft, entry, field. Only the last may hold a colon.
pub fn place(account: &str, draft: &str, entry: &str, field: &str) -> String {
    [PREFIX, account, ":", draft, ":", entry, ":", field].concat()
}

/// The account that a key belongs to; `None` for a key of something else.
pub fn owner(place: &str) -> Option<&str> {
    place.strip_prefix(PREFIX)?.split_once(':').map(|(account, _)| account)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(at in any::<i64>(), seen in any::<Option<i64>>(), sent in any::<Option<i64>>(),
            key in "[a-z0-9]{1,20}", raw in "(.|\n|\r|\u{202E}){0,40}") {
            let kept = Kept { at, seen, sent, key, raw };
            prop_assert_eq!(Kept::read(&kept.written()), Some(kept));
        }

        #[test]
        fn anything_else_on_the_device_is_left_alone(text in any::<String>()) {
            if let Some(kept) = Kept::read(&text) {
                prop_assert!(text.ends_with(&kept.raw));
            }
        }

        #[test]
        fn a_key_names_its_account(account in "[a-z0-9]{1,40}", draft in "[a-z0-9-]{1,9}", field in ".{1,9}") {
            let place = place(&account, &draft, "site/a-square", &field);
            prop_assert_eq!(owner(&place), Some(&*account));
        }
    }

    #[test]
    fn what_is_no_key_has_no_owner() {
        assert_eq!((owner("theme"), owner("desk:"), owner("desk:a")), (None, None, None));
        for broken in ["", "1 2 3", "x - - k\ntext", "1 -\ntext", "1 - -\ntext"] {
            assert_eq!(Kept::read(broken), None, "{broken:?}");
        }
    }
}
