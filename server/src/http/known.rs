//! Whether a client holds what it asks for (RFC 9110 §13.1.2).

use http::{HeaderMap, header::IF_NONE_MATCH};

/// Whether `If-None-Match` names an entity tag, given as it is sent. For reading a weak tag is as good as a strong one, and a
/// proxy that touched the answer may have made it weak.
pub(super) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let opaque = |tag: &str| tag.strip_prefix("W/").unwrap_or(tag).to_owned();
    let tag = opaque(tag);
    let known = headers.get_all(IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
    known.flat_map(|tags| tags.split(',')).map(str::trim).any(|known| known == "*" || opaque(known) == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_in_any_list_weak_or_strong() {
        for (sent, known) in [
            ("\"1-ab\"", true),
            ("W/\"1-ab\"", true),
            ("\"x\", W/\"1-ab\"", true),
            ("*", true),
            ("\"1-abc\"", false),
            ("1-ab", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(IF_NONE_MATCH, sent.parse().expect("a value"));
            assert_eq!(is_known(&headers, "W/\"1-ab\""), known, "{sent}");
            assert_eq!(is_known(&headers, "\"1-ab\""), known, "{sent}");
        }
        assert!(!is_known(&HeaderMap::new(), "\"1-ab\""));
    }
}
