//! Indicators: what a record set out to change, and how far it came.

use super::{
    money::Bound,
    period::PartialDate,
    quantity::{Quantity, Unit},
    record::EntryId,
    rule::Broken,
    slug::Slug,
};
use crate::entry;

/// Whether a part of the people of a value is no more than all of them, as far as the value says how many they were at most.
///
/// # Errors
/// When it is more.
pub fn among(part: u32, actual: &Quantity) -> Result<(), Broken> {
    let no_less = matches!(actual.bound, Bound::Exact | Bound::AtMost | Bound::Nearly);
    if actual.unit != Unit::People
        || !no_less
        || i128::from(part) * 10_i128.pow(actual.decimals.into()) <= i128::from(actual.value)
    {
        return Ok(());
    }
    Err(Broken::new("These are more than the actual value.", "不能多于实际值。"))
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
