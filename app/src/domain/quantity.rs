//! Counted or measured numbers with their unit.

use super::{money::Bound, rule::Broken};
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
        /// Mu, the Chinese measure of land: 1/15 of a hectare.
        Mu = "mu",
        /// Metres.
        Metres = "metres",
        /// Square metres.
        SquareMetres = "square metres",
        /// Tonnes.
        Tonnes = "tonnes",
    }
}

/// What is said of a part that is more than the whole. One sentence for all of them: the browser loads it.
pub fn more_than_all() -> Broken {
    Broken::new("These are more than all of them.", "不能多于总数。")
}

/// Whether a number is in the unit of the indicator that it is for. Both are codes.
///
/// # Errors
/// When it is in another one.
pub fn same_unit(unit: &str, of_indicator: &str) -> Result<(), Broken> {
    if unit == of_indicator {
        return Ok(());
    }
    Err(Broken::new("This has to be in the unit of the indicator.", "单位须与指标的单位一致。"))
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
