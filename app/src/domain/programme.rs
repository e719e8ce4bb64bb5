//! The programme that a database holds.

use super::{
    slug::Slug,
    text::{Phrase, Text},
};
use crate::entry;

entry! {
    /// The programme: its title, the division it covers, and whether it is real.
    Programme {
        /// The division that it covers as a whole.
        pub division: Slug,
        /// Whether everything in it is made up; then every page says so.
        pub fictional: bool,
        /// Approval number (审图号) of the source of the borders.
        pub map_approval: Option<Text>,
        /// What must be credited wherever the map is shown.
        pub map_credit: Phrase,
    }
}
