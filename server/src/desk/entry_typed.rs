//! An entry as a person names it, where no list offers it.

use app::{
    domain::record::{EntryId, Kind},
    routes::{Page, entry_named},
};

/// An entry as a person names it: `kind/name`, or the address of its page or of its history.
pub(super) fn entry_typed(text: &str) -> Option<EntryId> {
    let path = text.find("//").map_or(text, |at| text[at + 2..].find('/').map_or("", |slash| &text[at + 2 + slash..]));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let page = Page::from_path(path).map(|(_, page)| page);
    match page {
        Some(Page::Site(id)) => Some(EntryId::new(Kind::Site, id)),
        Some(Page::Township(id) | Page::County(id)) => Some(EntryId::new(Kind::Division, id)),
        Some(Page::Record(entry) | Page::History(entry)) => Some(entry),
        _ => entry_named(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_named_in_the_ways_people_have_at_hand() {
        for text in [
            "site/a-b",
            "/zh/site/a-b",
            "https://atlas.example/en/site/a-b?x=1#figures",
            "http://127.0.0.1:3000/zh/history/site/a-b",
        ] {
            assert_eq!(entry_typed(text).expect(text).to_string(), "site/a-b");
        }
        assert_eq!(entry_typed("/zh/township/panxi-town").expect("a town").to_string(), "division/panxi-town");
        for text in ["a-b", "site/", "nothing/a", "https://atlas.example", "/zh/desk/audit"] {
            assert_eq!(entry_typed(text), None, "{text}");
        }
    }
}
