//! Services brought to people: experts, lawyers, doctors, cultural visits.

use super::{period::PartialDate, slug::Slug};
use crate::entry;

crate::code_list! {
    /// What is brought.
    ServiceKind {
        /// Advice of experts.
        Expert = "expert",
        /// Legal advice.
        Legal = "legal",
        /// Medical care.
        Medical = "medical",
        /// Culture.
        Cultural = "cultural",
        /// Education.
        Education = "education",
    }
}

entry! {
    /// A service brought to people.
    Service {
        /// What is brought.
        pub kind: ServiceKind,
        /// Who organises it.
        pub organiser: Option<Slug>,
        /// The working group that brings it.
        pub working_group: Option<Slug>,
        /// The divisions it was brought to.
        pub divisions: Vec<Slug>,
        /// The sites it was brought to.
        pub sites: Vec<Slug>,
        /// Day, month or year.
        pub date: Option<PartialDate>,
        /// How many people it reached.
        pub beneficiaries: Option<u32>,
    }
}
