//! What is asked of the list of entries: its address.

use crate::domain::record::Kind;

crate::code_list! {
    /// How far the work on an entry has come.
    Standing {
        /// A change of it is being worked on.
        Open = "open",
        /// A change of it waits for a decision.
        Submitted = "submitted",
        /// An official asks for something.
        Returned = "returned",
        /// A required field is empty.
        Incomplete = "incomplete",
        /// Nobody has changed or confirmed it for long.
        Stale = "stale",
    }
}

/// What is asked of the list of entries. Everything that is set must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// A name or a part of it, in either language or in pinyin; or the address of a page. As it was typed.
    pub text: String,
    /// The kind of the entries.
    pub kind: Option<Kind>,
    /// How far the work on them has come.
    pub standing: Option<Standing>,
}

impl Sought {
    /// Reads the query of an address, with the number of the page, counted from 1. What is not understood is left out.
    pub fn from_query(query: &str) -> (Self, usize) {
        let (mut sought, mut page) = (Self::default(), 1);
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*key {
                "q" => sought.text = value.trim().chars().take(300).collect(),
                "kind" => sought.kind = Kind::from_code(&value),
                "state" => sought.standing = Standing::from_code(&value),
                "page" => page = value.parse().unwrap_or(1),
                _ => {}
            }
        }
        (sought, page)
    }

    /// The query of the address of a page of the list; empty for the first page of everything.
    pub fn to_query(&self, page: usize) -> String {
        let page = (page > 1).then(|| page.to_string());
        let parts = [
            ("q", Some(&*self.text).filter(|text| !text.is_empty())),
            ("kind", self.kind.map(Kind::code)),
            ("state", self.standing.map(Standing::code)),
            ("page", page.as_deref()),
        ];
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(parts.into_iter().filter_map(|(key, value)| Some((key, value?))));
        query.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_what_is_asked() {
        let sought = Sought { text: "盘溪 px".into(), kind: Some(Kind::Aid), standing: Some(Standing::Returned) };
        assert_eq!(Sought::from_query(&sought.to_query(3)), (sought, 3));
        assert_eq!(Sought::default().to_query(1), "");
        let (sought, page) = Sought::from_query("q=%20a%20&kind=nothing&state=&page=-1&x=y");
        assert_eq!((sought, page), (Sought { text: "a".into(), ..Sought::default() }, 1));
    }
}
