//! Counted or measured numbers with their unit.

use super::money::Bound;
use serde::{Deserialize, Serialize};

crate::code_list! {
    /// What a number counts.
    Unit {
        /// 1/100 of the currency's unit.
        Fen = "fen",
        /// People.
        People = "people",
        /// Households.
        Households = "households",
        /// Farmers.
        Farmers = "farmers",
        /// Students.
        Students = "students",
        /// Villages.
        Villages = "villages",
        /// Village committees.
        VillageCommittees = "village committees",
        /// Documents.
        Documents = "documents",
        /// Suggestions.
        Suggestions = "suggestions",
        /// Parts of a whole.
        Parts = "parts",
        /// Years.
        Years = "years",
        /// Hundredths.
        Percent = "percent",
        /// Visits or events.
        Events = "events",
        /// Kilometres.
        Kilometres = "kilometres",
        /// Hectares.
        Hectares = "hectares",
    }
}

/// A number as a source states it: `value / 10^decimals` of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quantity {
    /// The digits of the number.
    pub value: i64,
    /// How many of the digits stand behind the point, 0 to 6.
    pub decimals: u8,
    /// What it counts.
    pub unit: Unit,
    /// How the number bounds the true one.
    pub bound: Bound,
}
