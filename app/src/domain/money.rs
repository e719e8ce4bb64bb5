//! Money: whole fen and a currency, never a fraction.

use super::rule::Broken;
use serde::{Deserialize, Serialize};

crate::code_list! {
    /// A currency (ISO 4217). Amounts of different currencies are never added.
    Currency {
        /// Chinese yuan renminbi.
        Cny = "CNY",
        /// United States dollar.
        Usd = "USD",
        /// Euro.
        Eur = "EUR",
        /// Hong Kong dollar.
        Hkd = "HKD",
        /// New Taiwan dollar.
        Twd = "TWD",
    }
}

crate::code_list! {
    /// How a stated number bounds the true one.
    Bound {
        /// The number itself.
        Exact = "exact",
        /// The true number is greater.
        MoreThan = "more-than",
        /// The true number is this or greater.
        AtLeast = "at-least",
        /// The true number is this or smaller.
        AtMost = "at-most",
        /// The true number is a little smaller.
        Nearly = "nearly",
        /// The true number is near, on either side.
        About = "about",
    }
}

/// Whole hundredths of the currency's unit (fen for CNY), 0 or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Fen(i64);

impl Fen {
    /// The greatest amount, 10 thousand billion yuan: room to add a thousand of them without overflow.
    pub const MAX: i64 = 1_000_000_000_000_000;

    /// Checks an amount.
    ///
    /// # Errors
    /// When it is negative or greater than [`Fen::MAX`].
    pub fn new(fen: i64) -> Result<Self, Broken> {
        if (0..=Self::MAX).contains(&fen) {
            Ok(Self(fen))
        } else {
            Err(Broken::new("An amount lies between 0 and 10,000,000,000,000.", "金额应在0至10万亿元之间。"))
        }
    }

    /// The number of fen.
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl TryFrom<i64> for Fen {
    type Error = Broken;
    fn try_from(fen: i64) -> Result<Self, Broken> {
        Self::new(fen)
    }
}

impl From<Fen> for i64 {
    fn from(fen: Fen) -> i64 {
        fen.0
    }
}

/// An amount of money as a source states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// Whole fen (1/100 of the currency's unit).
    pub fen: Fen,
    /// Currency.
    pub currency: Currency,
    /// How the number bounds the true one.
    pub bound: Bound,
}
