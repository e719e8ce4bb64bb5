//! Values that stand in several columns of a row: phrases, amounts, quantities, periods, locations.

use super::value::{Unreadable, Values, optional, read};
use app::domain::{
    geo::{CrossCheck, Entered, Location},
    money::{Amount, Bound, Currency, Fen},
    period::{PartialDate, Period},
    quantity::{Quantity, Unit},
    record::EntryId,
    text::Phrase,
};
use serde::{Serialize, de::DeserializeOwned};

impl Values {
    /// A phrase: Chinese, English.
    pub(super) fn phrase(self, phrase: &Phrase) -> Self {
        self.put(&phrase.zh).put(&phrase.en)
    }

    /// An amount: fen, currency, bound.
    pub(super) fn amount(self, amount: Option<&Amount>) -> Self {
        self.put_optional::<Fen>(amount.map(|amount| &amount.fen))
            .put_optional::<Currency>(amount.map(|amount| &amount.currency))
            .put_optional::<Bound>(amount.map(|amount| &amount.bound))
    }

    /// A quantity: value, decimals, unit, bound.
    pub(super) fn quantity(self, quantity: Option<&Quantity>) -> Self {
        self.put_optional::<i64>(quantity.map(|quantity| &quantity.value))
            .put_optional::<u8>(quantity.map(|quantity| &quantity.decimals))
            .put_optional::<Unit>(quantity.map(|quantity| &quantity.unit))
            .put_optional::<Bound>(quantity.map(|quantity| &quantity.bound))
    }

    /// A period: whether one is stated, Chinese and English label, years, first, last.
    pub(super) fn period(self, period: Option<&Period>) -> Self {
        let label = period.map(|period| period.label.clone()).unwrap_or_default();
        self.put(&period.is_some())
            .phrase(&label)
            .put_optional::<u16>(period.and_then(|period| period.years.as_ref()))
            .put_optional::<PartialDate>(period.and_then(|period| period.from.as_ref()))
            .put_optional::<PartialDate>(period.and_then(|period| period.to.as_ref()))
    }

    /// A location, the coordinate as it was given, and the cross-check.
    pub(super) fn location(self, location: Option<&Location>) -> Self {
        let entered = location.and_then(|location| location.entered.as_ref());
        let check = location.and_then(|location| location.cross_check.as_ref());
        self.put_optional(location.map(|location| &location.lat))
            .put_optional(location.map(|location| &location.lng))
            .put_optional(location.map(|location| &location.precision))
            .put_optional(location.map(|location| &location.method))
            .put_optional(location.map(|location| &location.source))
            .put_optional(entered.map(|entered| &entered.datum))
            .put_optional(entered.map(|entered| &entered.lat))
            .put_optional(entered.map(|entered| &entered.lng))
            .put_optional(check.map(|check| &check.source))
            .put_optional(check.and_then(|check| check.identifier.as_ref()))
            .put_optional(check.map(|check| &check.name))
            .put_optional(check.map(|check| &check.lat))
            .put_optional(check.map(|check| &check.lng))
            .put_optional(check.map(|check| &check.distance_m))
    }

    /// The name of a record: its kind, its slug.
    pub(super) fn entry(self, entry: &EntryId) -> Self {
        self.put(&entry.kind).put(&entry.id)
    }

    /// Something that is kept as JSON in one column.
    pub(super) fn json(self, value: &impl Serialize) -> Self {
        self.put(&serde_json::json!(value).to_string())
    }
}

/// Reads a phrase.
pub(super) fn phrase(zh: Option<String>, en: Option<String>) -> Result<Phrase, Unreadable> {
    Ok(Phrase { zh: optional(zh)?, en: optional(en)? })
}

/// Reads the name of a record.
pub(super) fn entry(kind: String, id: String) -> Result<EntryId, Unreadable> {
    Ok(EntryId::new(read(kind)?, read(id)?))
}

/// Reads what is kept as JSON in one column.
pub(super) fn json<T: DeserializeOwned>(column: &str) -> Result<T, Unreadable> {
    serde_json::from_str(column).map_err(|error| Unreadable(error.to_string()))
}

/// Reads an amount.
pub(super) fn amount(fen: i64, currency: String, bound: String) -> Result<Amount, Unreadable> {
    Ok(Amount { fen: read(fen)?, currency: read(currency)?, bound: read(bound)? })
}

/// Reads an amount that may be unknown.
pub(super) fn optional_amount(
    fen: Option<i64>,
    currency: Option<String>,
    bound: Option<String>,
) -> Result<Option<Amount>, Unreadable> {
    match (fen, currency, bound) {
        (None, None, None) => Ok(None),
        (Some(fen), Some(currency), Some(bound)) => amount(fen, currency, bound).map(Some),
        _ => Err(half("amount")),
    }
}

/// Reads a quantity.
pub(super) fn quantity(value: i64, decimals: i64, unit: String, bound: String) -> Result<Quantity, Unreadable> {
    Ok(Quantity { value, decimals: read(decimals)?, unit: read(unit)?, bound: read(bound)? })
}

/// Reads a quantity that may be unknown.
pub(super) fn optional_quantity(
    value: Option<i64>,
    decimals: Option<i64>,
    unit: Option<String>,
    bound: Option<String>,
) -> Result<Option<Quantity>, Unreadable> {
    match (value, decimals, unit, bound) {
        (None, None, None, None) => Ok(None),
        (Some(value), Some(decimals), Some(unit), Some(bound)) => quantity(value, decimals, unit, bound).map(Some),
        _ => Err(half("quantity")),
    }
}

fn half(what: &str) -> Unreadable {
    Unreadable(format!("only a part of the {what} is there"))
}

/// The columns of a period.
#[derive(sqlx::FromRow)]
pub(super) struct PeriodColumns {
    period_stated: bool,
    period_label_zh: Option<String>,
    period_label_en: Option<String>,
    period_years: Option<i64>,
    period_first: Option<String>,
    period_last: Option<String>,
}

impl PeriodColumns {
    /// Reads the period, if one is stated.
    pub(super) fn read(self) -> Result<Option<Period>, Unreadable> {
        if !self.period_stated {
            return Ok(None);
        }
        Ok(Some(Period {
            label: phrase(self.period_label_zh, self.period_label_en)?,
            years: optional(self.period_years)?,
            from: optional(self.period_first)?,
            to: optional(self.period_last)?,
        }))
    }
}

/// The columns of a location.
#[derive(sqlx::FromRow)]
pub(super) struct LocationColumns {
    location_lat: Option<f64>,
    location_lng: Option<f64>,
    location_precision: Option<String>,
    location_method: Option<String>,
    location_source: Option<String>,
    entered_datum: Option<String>,
    entered_lat: Option<f64>,
    entered_lng: Option<f64>,
    cross_check_source: Option<String>,
    cross_check_identifier: Option<String>,
    cross_check_name: Option<String>,
    cross_check_lat: Option<f64>,
    cross_check_lng: Option<f64>,
    cross_check_distance_m: Option<i64>,
}

impl LocationColumns {
    /// Reads the location, if one is known. That all of its columns are filled together is a check of the table.
    pub(super) fn read(self) -> Result<Option<Location>, Unreadable> {
        let (Some(lat), Some(lng), Some(precision), Some(method), Some(source)) =
            (self.location_lat, self.location_lng, self.location_precision, self.location_method, self.location_source)
        else {
            return Ok(None);
        };
        let entered = match (self.entered_datum, self.entered_lat, self.entered_lng) {
            (Some(datum), Some(lat), Some(lng)) => {
                Some(Entered { datum: read(datum)?, lat: read(lat)?, lng: read(lng)? })
            }
            _ => None,
        };
        let cross_check = match (
            self.cross_check_source,
            self.cross_check_name,
            self.cross_check_lat,
            self.cross_check_lng,
            self.cross_check_distance_m,
        ) {
            (Some(source), Some(name), Some(lat), Some(lng), Some(distance)) => Some(CrossCheck {
                source: read(source)?,
                identifier: optional(self.cross_check_identifier)?,
                name: read(name)?,
                lat: read(lat)?,
                lng: read(lng)?,
                distance_m: read(distance)?,
            }),
            _ => None,
        };
        Ok(Some(Location {
            lat: read(lat)?,
            lng: read(lng)?,
            precision: read(precision)?,
            method: read(method)?,
            source: read(source)?,
            entered,
            cross_check,
        }))
    }
}
