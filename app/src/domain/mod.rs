//! The nouns of the programme, one file each. Pure: no framework, no database, no clock.
//!
//! A bad value cannot be built: every newtype checks once, when it is made or read, and the rule carries the sentence
//! that a person will read ([`rule::Broken`]). The JSON form of the records is the data-set format of the program
//! (see [`record`]), the body of a revision, and what an [`change::Op`] is applied to.

pub mod account;
pub mod aid;
pub mod audit;
pub mod change;
pub mod datum;
pub mod division;
pub mod draft;
pub mod figure;
pub mod form;
pub mod funding;
pub mod geo;
pub mod history;
pub mod indicator;
pub mod language;
pub mod map_feature;
pub mod merge;
pub mod money;
pub mod organisation;
pub mod period;
pub mod photo;
pub mod pillar;
pub mod programme;
pub mod project;
pub mod proposal;
pub mod quantity;
pub mod record;
pub mod rule;
pub mod service;
pub mod site;
pub mod slug;
pub mod source;
pub mod text;
pub mod training;
pub mod working_group;

/// Writes the enumeration of a code list: its variants with their stable wire names, which are also the values that
/// the database and the URL use.
#[macro_export]
macro_rules! code_list {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$vmeta])* #[serde(rename = $code)] $variant),+
        }

        impl $name {
            /// Every value, in the order of the code list.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The stable name used in files, in the database and in the URL.
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }

            /// The value with this stable name.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}
