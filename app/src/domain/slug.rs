//! Stable names of records.

use super::rule::Broken;
use serde::{Deserialize, Serialize};

/// A stable name within one kind of record: lower-case letters, digits and single hyphens, at most 120 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(Box<str>);

impl Slug {
    /// The longest slug, in bytes.
    pub const MAX: usize = 120;

    /// Checks a slug.
    ///
    /// # Errors
    /// When it is empty, too long, or holds anything but lower-case letters, digits and single hyphens.
    pub fn new(raw: impl AsRef<str>) -> Result<Self, Broken> {
        let raw = raw.as_ref();
        let well_formed = !raw.is_empty()
            && raw.len() <= Self::MAX
            && raw
                .split('-')
                .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        if well_formed {
            Ok(Self(raw.into()))
        } else {
            Err(Broken::new(
                format!(
                    "“{}” is not an identifier: use lower-case letters and digits, joined by single hyphens.",
                    shorten(raw)
                ),
                format!("“{}”不是标识符：请用小写字母和数字，以单个连字符连接。", shorten(raw)),
            ))
        }
    }

    /// The slug itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn shorten(raw: &str) -> String {
    raw.chars().take(60).collect()
}

impl TryFrom<String> for Slug {
    type Error = Broken;
    fn try_from(raw: String) -> Result<Self, Broken> {
        Self::new(raw)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0.into()
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Lets maps keyed by slugs be asked with a plain `&str`.
impl std::borrow::Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}
