//! What a visitor says is wrong in what is shown, for the operator to look at. It is no record and never published.

use super::{record::EntryId, rule::Broken, text::Text};
use serde::{Deserialize, Serialize};

/// Declares a text with a limit of its own, in characters.
macro_rules! limited {
    ($(#[$meta:meta])* $name:ident: $most:literal) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(Text);

        impl TryFrom<String> for $name {
            type Error = Broken;
            fn try_from(raw: String) -> Result<Self, Broken> {
                Self::new(&raw)
            }
        }

        impl $name {
            /// The longest one, in characters.
            pub const MOST: usize = $most;

            /// Checks a text.
            ///
            /// # Errors
            /// When it is longer than it may be, or breaks a rule of every [`Text`].
            pub fn new(raw: &str) -> Result<Self, Broken> {
                let text = Text::new(raw)?;
                let length = text.chars().count();
                if length > Self::MOST {
                    return Err(Broken::new(
                        format!("This text has {length} characters; at most {} are possible here.", Self::MOST),
                        format!("文本有 {length} 个字符，此处最多 {} 个。", Self::MOST),
                    ));
                }
                Ok(Self(text))
            }

            /// The text itself.
            pub const fn text(&self) -> &Text {
                &self.0
            }
        }
    };
}

limited! {
    /// What is wrong, in the visitor's words.
    Remark: 2_000
}
limited! {
    /// How the visitor can be answered: an address or a number, as given. Kept for that purpose only.
    Contact: 200
}

/// The address within the site of the page that the visitor was on, with its query: it says what was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct PageAddress(Text);

impl TryFrom<String> for PageAddress {
    type Error = Broken;
    fn try_from(raw: String) -> Result<Self, Broken> {
        Self::new(&raw)
    }
}

impl PageAddress {
    /// The longest one, in characters.
    pub const MOST: usize = 1_000;

    /// Checks an address.
    ///
    /// # Errors
    /// When it is not one within the site, or is too long to be one of its pages.
    pub fn new(raw: &str) -> Result<Self, Broken> {
        let refuse = || Broken::new("This is not the address of a page of this site.", "这不是本网站页面的地址。");
        let text = Text::new(raw).map_err(|_| refuse())?;
        let within = text.starts_with('/') && !text.starts_with("//") && !text.contains(char::is_whitespace);
        if within && text.chars().count() <= Self::MOST { Ok(Self(text)) } else { Err(refuse()) }
    }

    /// The address itself.
    pub const fn text(&self) -> &Text {
        &self.0
    }
}

/// A report of an error. Who sent it from where is not part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The page that the visitor was on.
    pub page: PageAddress,
    /// The entry that the page is about, if it is about one.
    pub entry: Option<EntryId>,
    /// What is wrong.
    pub wrong: Remark,
    /// How to answer, if the visitor wants an answer.
    pub contact: Option<Contact>,
}

#[cfg(test)]
mod tests {
    use super::{Contact, PageAddress, Remark};

    #[test]
    fn texts_are_limited_in_both_languages() {
        assert_eq!(Remark::new("  The sum is 21.\n").expect("a remark").text().as_str(), "The sum is 21.");
        assert!(Remark::new(&"数".repeat(Remark::MOST)).is_ok(), "characters are counted, not bytes");
        let broken = Remark::new(&"x".repeat(Remark::MOST + 1)).expect_err("too long");
        assert!(broken.en.contains("2001") && broken.zh.contains("2001"), "{broken:?}");
        assert!(Remark::new(" \n ").is_err() && Remark::new("a\u{1b}[2Jb").is_err());
        assert!(Contact::new(&"1".repeat(201)).is_err());
    }

    #[test]
    fn only_addresses_of_the_site_are_addresses() {
        for good in ["/zh/", "/en/sites/a?z=9&in=b", "/zh/figures?q=%E5%8D%8E"] {
            assert_eq!(PageAddress::new(good).expect(good).text().as_str(), good);
        }
        let long = format!("/{}", "x".repeat(PageAddress::MOST));
        for bad in ["", "zh/", "https://elsewhere.example/", "//elsewhere.example/", "/a b", "/a\nb", &long] {
            assert!(PageAddress::new(bad).is_err(), "{bad:?}");
        }
    }
}
