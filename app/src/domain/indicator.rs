//! Indicators: what a record set out to change, and how far it came.

use super::{
    period::PartialDate,
    quantity::{Quantity, Unit},
    record::EntryId,
    slug::Slug,
};
use crate::entry;

entry! {
    /// A measure of change.
    Indicator {
        /// The record it measures.
        pub of: EntryId,
        /// What its values count.
        pub unit: Unit,
        /// Whether a greater value is better.
        pub ascending: bool,
        /// Value before the work began.
        pub baseline: Option<Quantity>,
    }
}

entry! {
    /// Target and actual value of an indicator in one period.
    IndicatorValue {
        /// The indicator.
        pub indicator: Slug,
        /// First day.
        pub from: PartialDate,
        /// Last day.
        pub to: PartialDate,
        /// What was aimed at.
        pub target: Option<Quantity>,
        /// What was reached.
        pub actual: Option<Quantity>,
        /// Women in the actual value.
        pub women: Option<u32>,
        /// People under 18 in the actual value.
        pub children: Option<u32>,
        /// Members of ethnic minorities in the actual value.
        pub ethnic_minorities: Option<u32>,
    }
}
