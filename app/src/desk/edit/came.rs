//! What the controls of a page came with, so that a plain form sends only what was typed, and never takes back what another tab
//! saved. A mark of the text goes along, not the text: with it, a long entry would be sent twice.

use sha2::{Digest, Sha256};

/// What stands before the name of a control in the name of its mark.
pub const CAME_WITH: &str = "was:";

/// The name under which a page sends up to when it knows what was saved: milliseconds since 1970, UTC; 0 for never.
pub const SEEN: &str = "seen";

/// The mark of a text. Line ends are those that a form has once it was received.
pub fn mark(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    hex::encode(&Sha256::digest(text)[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_short_and_tells_texts_apart_but_not_line_ends() {
        assert_eq!(mark("a\r\nb\rc"), mark("a\nb\nc"));
        assert_ne!(mark("a\nb"), mark("a b"));
        assert_ne!(mark(""), mark(" "));
        assert_eq!(mark(&"盘".repeat(10_000)).len(), 16);
    }
}
