//! Demonstration sites 示范点.

use super::{geo::Location, slug::Slug, text::Text};
use crate::entry;

crate::code_list! {
    /// A brand under which works of the programme are shown.
    Brand {
        /// “Tongxin” (同心, concentric).
        Tongxin = "tongxin",
    }
}

entry! {
    /// A demonstration site.
    Site {
        /// What stands there, in words: square, road, clinic …
        pub kind: Text,
        /// The smallest division that it is known to lie in.
        pub division: Slug,
        /// Divisions that it may lie in, where the source leaves it open.
        pub candidate_divisions: Vec<Slug>,
        /// The brand it carries.
        pub brand: Option<Brand>,
        /// Where it stands; `None` when the source does not say.
        pub location: Option<Location>,
    }
}
