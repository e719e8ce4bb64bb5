//! Values on their way between the domain and a column: one rule in both directions.
//!
//! A column is read through the same serde rules as a file, so that a value which breaks a rule cannot come out of a
//! database either.

use app::domain::{
    account::{self, AccountId},
    change::{RevisionNo, Version},
    division::{DivisionCode, Level},
    figure::FigureStatus,
    funding::TransactionKind,
    geo::{Datum, Latitude, Longitude, Precision},
    language::Language,
    map_feature::FeatureKind,
    money::{Bound, Currency, Fen},
    organisation::{OrganisationKind, Role},
    period::PartialDate,
    pillar::Pillar,
    project::{ProjectKind, ProjectStatus},
    quantity::Unit,
    record::Kind,
    service::ServiceKind,
    site::Brand,
    slug::Slug,
    text::{NameStatus, Text},
    training::TrainingKind,
};
use serde::de::{DeserializeOwned, IntoDeserializer, value::Error as RuleError};
use serde_json::Value as Json;
use sqlx::{Arguments, Encode, error::BoxDynError};

/// A value for one column; the unknown one knows its type, which PostgreSQL asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// BIGINT.
    Integer(Option<i64>),
    /// DOUBLE PRECISION.
    Real(Option<f64>),
    /// TEXT.
    Text(Option<String>),
    /// BOOLEAN.
    Boolean(Option<bool>),
}

/// What a column holds: the types that both engines know by the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Integer,
    Real,
    Text,
    Boolean,
}

impl Type {
    /// The type that a table's definition names.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "BIGINT" => Some(Self::Integer),
            "DOUBLE PRECISION" => Some(Self::Real),
            "TEXT" => Some(Self::Text),
            "BOOLEAN" => Some(Self::Boolean),
            _ => None,
        }
    }

    /// Reads the JSON form of a value; `None` when it is none of this type.
    pub(super) fn read(self, value: Json) -> Option<Value> {
        Some(match (self, value) {
            (Self::Integer, Json::Null) => Value::Integer(None),
            (Self::Real, Json::Null) => Value::Real(None),
            (Self::Text, Json::Null) => Value::Text(None),
            (Self::Boolean, Json::Null) => Value::Boolean(None),
            (Self::Integer, Json::Number(number)) => Value::Integer(Some(number.as_i64()?)),
            (Self::Real, Json::Number(number)) => Value::Real(Some(number.as_f64()?)),
            (Self::Text, Json::String(text)) => Value::Text(Some(text)),
            (Self::Boolean, Json::Bool(yes)) => Value::Boolean(Some(yes)),
            _ => return None,
        })
    }
}

impl From<Value> for Json {
    fn from(value: Value) -> Self {
        match value {
            Value::Integer(value) => value.into(),
            Value::Real(value) => value.into(),
            Value::Text(value) => value.into(),
            Value::Boolean(value) => value.into(),
        }
    }
}

/// A domain value that stands in one column.
pub(super) trait Column {
    /// The value for the column.
    fn value(&self) -> Value;
    /// The unknown value for the column.
    fn unknown() -> Value;
}

impl<T: Column> Column for Option<T> {
    fn value(&self) -> Value {
        self.as_ref().map_or_else(T::unknown, T::value)
    }
    fn unknown() -> Value {
        T::unknown()
    }
}

macro_rules! columns {
    ($variant:ident: $($name:ty => |$value:ident| $read:expr),+ $(,)?) => {
        $(impl Column for $name {
            fn value(&self) -> Value {
                let $value = self;
                Value::$variant(Some($read))
            }
            fn unknown() -> Value {
                Value::$variant(None)
            }
        })+
    };
}

macro_rules! code_columns {
    ($($name:ty),+ $(,)?) => { columns! { Text: $($name => |value| value.code().into()),+ } };
}

columns! { Integer:
    i64 => |value| *value,
    u8 => |value| i64::from(*value),
    u16 => |value| i64::from(*value),
    u32 => |value| i64::from(*value),
    Fen => |value| value.get(),
    RevisionNo => |value| i64::from(value.0),
    Version => |value| value.0,
}
columns! { Real: Latitude => |value| value.degrees(), Longitude => |value| value.degrees() }
columns! { Boolean: bool => |value| *value }
columns! { Text:
    str => |value| value.into(),
    String => |value| value.clone(),
    Slug => |value| value.as_str().into(),
    AccountId => |value| value.as_str().into(),
    Text => |value| value.as_str().into(),
    PartialDate => |value| value.as_str().into(),
    DivisionCode => |value| value.as_str().into(),
}
code_columns! {
    Kind, Pillar, NameStatus, Level, Precision, Datum, FeatureKind, OrganisationKind, Role, Brand, ProjectKind,
    ProjectStatus, TrainingKind, ServiceKind, TransactionKind, FigureStatus, Currency, Bound, Unit, Language, account::Role,
}

/// The values of one statement, in the order of its parameters.
#[derive(Clone, Debug, Default)]
pub(super) struct Values(Vec<Value>);

impl Values {
    /// No values.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds the next one.
    pub(super) fn put<T: Column + ?Sized>(self, value: &T) -> Self {
        self.with(value.value())
    }

    /// Adds the next one, which may be unknown.
    pub(super) fn put_optional<T: Column>(self, value: Option<&T>) -> Self {
        self.with(value.map_or_else(T::unknown, T::value))
    }

    fn with(mut self, value: Value) -> Self {
        self.0.push(value);
        self
    }

    /// The arguments for one engine.
    pub(super) fn arguments<A: Arguments>(self) -> Result<A, BoxDynError>
    where
        for<'q> Option<i64>: Encode<'q, A::Database> + sqlx::Type<A::Database>,
        for<'q> Option<f64>: Encode<'q, A::Database> + sqlx::Type<A::Database>,
        for<'q> Option<String>: Encode<'q, A::Database> + sqlx::Type<A::Database>,
        for<'q> Option<bool>: Encode<'q, A::Database> + sqlx::Type<A::Database>,
    {
        let mut arguments = A::default();
        for value in self.0 {
            match value {
                Value::Integer(value) => arguments.add(value)?,
                Value::Real(value) => arguments.add(value)?,
                Value::Text(value) => arguments.add(value)?,
                Value::Boolean(value) => arguments.add(value)?,
            }
        }
        Ok(arguments)
    }
}

impl IntoIterator for Values {
    type Item = Value;
    type IntoIter = std::vec::IntoIter<Value>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<Value> for Values {
    fn from_iter<I: IntoIterator<Item = Value>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

/// A column that breaks a rule of the domain, which only a writer outside the program can bring about.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Unreadable(pub(super) String);

impl From<RuleError> for Unreadable {
    fn from(error: RuleError) -> Self {
        Self(error.to_string())
    }
}

/// Reads a column under the rule of the domain type, number ranges and code lists included.
pub(super) fn read<T: DeserializeOwned>(column: impl IntoDeserializer<'static, RuleError>) -> Result<T, Unreadable> {
    Ok(T::deserialize(column.into_deserializer())?)
}

/// Reads a column that may be unknown.
pub(super) fn optional<T: DeserializeOwned>(
    column: Option<impl IntoDeserializer<'static, RuleError>>,
) -> Result<Option<T>, Unreadable> {
    column.map(read).transpose()
}
