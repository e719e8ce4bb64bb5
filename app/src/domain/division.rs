//! Administrative divisions of China.

use super::{geo::Location, period::PartialDate, rule::Broken, slug::Slug, text::Text};
use crate::entry;
use serde::{Deserialize, Serialize};

/// A division code: 6 digits (GB/T 2260), or 9 or 12 digits (statistical codes of the NBS, after GB/T 10114).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DivisionCode(Box<str>);

impl DivisionCode {
    /// Checks a code.
    ///
    /// # Errors
    /// When it has not 6, 9 or 12 digits.
    pub fn new(raw: impl AsRef<str>) -> Result<Self, Broken> {
        let raw = raw.as_ref();
        if matches!(raw.len(), 6 | 9 | 12) && raw.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(raw.into()))
        } else {
            let shown: String = raw.chars().take(30).collect();
            Err(Broken::new(
                format!("“{shown}” is not a division code: it has 6, 9 or 12 digits."),
                format!("“{shown}”不是行政区划代码：代码为6、9或12位数字。"),
            ))
        }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for DivisionCode {
    type Error = Broken;
    fn try_from(raw: String) -> Result<Self, Broken> {
        Self::new(raw)
    }
}

impl From<DivisionCode> for String {
    fn from(code: DivisionCode) -> Self {
        code.0.into()
    }
}

crate::code_list! {
    /// Level of a division, from the whole down.
    Level {
        /// Province 省级.
        Province = "province",
        /// Prefecture 地级.
        Prefecture = "prefecture",
        /// County 县级.
        County = "county",
        /// Township 乡级.
        Township = "township",
        /// Village 村级.
        Village = "village",
    }
}

entry! {
    /// A division: province, prefecture, county, township or village.
    Division {
        /// Its code, as text.
        pub code: DivisionCode,
        /// Source of the code.
        pub code_source: Slug,
        /// The year whose code list holds it.
        pub code_year: u16,
        /// Its level.
        pub level: Level,
        /// What it is within its level: subdistrict, town, ethnic township, community …
        pub kind: Text,
        /// The division above it.
        pub parent: Option<Slug>,
        /// Its name in pinyin.
        pub pinyin: Option<Text>,
        /// Whether the programme's main source names it.
        pub named_in_source: bool,
        /// Its seat or another point that stands for it.
        pub location: Option<Location>,
        /// First day on which it existed under this code, where known.
        pub valid_from: Option<PartialDate>,
        /// Last day on which it existed under this code, where it has ended.
        pub valid_to: Option<PartialDate>,
    }
}
