//! What is said of one control: by the page itself, at once, and by the server, which knows more and answers later.

/// What is said of one control. The rules that the page has, too, come first, because they speak of the text that stands there
/// now; where they find nothing, the last word of the server stands until another one replaces it.
#[derive(Debug, Default)]
pub struct Verdict {
    /// What the page last found wrong.
    own: Option<String>,
    /// Whether it still does.
    holds: bool,
    /// What only the server knows.
    server: Option<String>,
}

impl Verdict {
    /// What the page finds wrong with the text as it stands.
    pub fn judge(&mut self, own: Option<String>) {
        self.holds = own.is_some();
        if self.holds {
            self.own = own;
        }
    }

    /// What the server says of the text as it stands. Where the page said the same, it is the page that sees when it is right
    /// again, and may have seen it before the answer came.
    pub fn hear(&mut self, word: Option<String>) {
        self.server = word.filter(|word| self.own.as_ref() != Some(word));
    }

    /// What the server said hangs on something else that is typed: it may be true no longer.
    pub fn withdraw(&mut self) {
        self.server = None;
    }

    /// What is wrong, as far as is known.
    pub fn shown(&self) -> Option<&str> {
        if self.holds { self.own.as_deref() } else { self.server.as_deref() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn what_the_page_finds_wrong_goes_when_it_is_right_again_whatever_the_server_said() {
        let mut verdict = Verdict::default();
        verdict.judge(some("no date"));
        assert_eq!(verdict.shown(), Some("no date"));
        verdict.hear(some("no date"));
        assert_eq!(verdict.shown(), Some("no date"));
        // Without a line.
        verdict.judge(None);
        assert_eq!(verdict.shown(), None);
        // The answer comes after the other control that made it wrong was changed.
        verdict.hear(some("no date"));
        assert_eq!(verdict.shown(), None);
    }

    #[test]
    fn what_only_the_server_knows_stays_until_its_next_word() {
        let mut verdict = Verdict::default();
        verdict.hear(some("no such record"));
        verdict.judge(None);
        assert_eq!(verdict.shown(), Some("no such record"));
        verdict.judge(some("too long"));
        assert_eq!(verdict.shown(), Some("too long"));
        verdict.judge(None);
        assert_eq!(verdict.shown(), Some("no such record"));
        verdict.hear(some("several records"));
        assert_eq!(verdict.shown(), Some("several records"));
        verdict.hear(None);
        assert_eq!(verdict.shown(), None);
    }

    #[test]
    fn what_hangs_on_another_control_is_withdrawn_but_not_what_the_page_sees() {
        let mut verdict = Verdict::default();
        verdict.hear(some("outside the county"));
        verdict.withdraw();
        assert_eq!(verdict.shown(), None);
        verdict.judge(some("not read as degrees"));
        verdict.withdraw();
        assert_eq!(verdict.shown(), Some("not read as degrees"));
    }
}
