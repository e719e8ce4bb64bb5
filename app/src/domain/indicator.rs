//! Indicators: what a record set out to change, and how far it came.

use super::{
    money::Bound,
    period::PartialDate,
    quantity::{Quantity, Unit, more_than_all},
    record::EntryId,
    rule::Broken,
    slug::Slug,
};
use crate::entry;

/// Whether a part of the people of a value is no more than all of them, as far as the value says how many they were at most:
/// `number` is its digits and how many of them stand behind the point; unit and bound are codes.
///
/// # Errors
/// When it is more.
pub fn among(part: u32, (digits, decimals): (i64, u8), unit: &str, bound: &str) -> Result<(), Broken> {
    let at_most = [Bound::Exact, Bound::AtMost, Bound::Nearly].iter().any(|one| one.code() == bound);
    // The greatest part with six decimals is far from the end of these numbers.
    let part = i64::from(part) * 10_i64.pow(u32::from(decimals.min(6)));
    if unit != Unit::People.code() || !at_most || part <= digits {
        return Ok(());
    }
    Err(more_than_all())
}

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
