//! What all records share, the list of their kinds, and the set of all of them.
//!
//! Adding a kind of record: write its file with [`entry!`](crate::entry), add one line to `kinds!` below, and the
//! compiler names every place that has to answer for it.

use super::{
    pillar::Pillar,
    slug::Slug,
    source::Citation,
    text::{Name, Phrase, Text},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};

/// Declares a record: the fields that every record has, and its own.
#[macro_export]
macro_rules! entry {
    ($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* pub $field:ident : $ty:ty),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Stable name within its kind.
            pub id: $crate::domain::slug::Slug,
            /// What it is called; records that have no name of their own have none.
            pub name: Option<$crate::domain::text::Name>,
            /// What it is, in a sentence or two.
            pub summary: $crate::domain::text::Phrase,
            /// The pillars it belongs to, the main one first.
            pub pillars: Vec<$crate::domain::pillar::Pillar>,
            /// Whether the source's text is garbled there, so that it had to be read with care.
            pub garbled: bool,
            /// How a doubtful text was read.
            pub reading_note: Option<$crate::domain::text::Text>,
            /// Where it is stated, the main place first.
            pub citations: Vec<$crate::domain::source::Citation>,
            $($(#[$fmeta])* pub $field: $ty,)*
        }

        impl $crate::domain::record::Entry for $name {
            const KIND: $crate::domain::record::Kind = $crate::domain::record::Kind::$name;
            fn head(&self) -> $crate::domain::record::Head<'_> {
                $crate::domain::record::Head {
                    id: &self.id, name: self.name.as_ref(), summary: &self.summary, pillars: &self.pillars,
                    garbled: self.garbled, reading_note: self.reading_note.as_ref(), citations: &self.citations,
                }
            }
        }
    };
}

/// The fields that every record has.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// Stable name within its kind.
    pub id: &'a Slug,
    /// What it is called.
    pub name: Option<&'a Name>,
    /// What it is, in a sentence or two.
    pub summary: &'a Phrase,
    /// The pillars it belongs to, the main one first.
    pub pillars: &'a [Pillar],
    /// Whether the source's text is garbled there.
    pub garbled: bool,
    /// How a doubtful text was read.
    pub reading_note: Option<&'a Text>,
    /// Where it is stated, the main place first.
    pub citations: &'a [Citation],
}

/// A record of one kind.
pub trait Entry {
    /// Its kind.
    const KIND: Kind;
    /// The fields that every record has.
    fn head(&self) -> Head<'_>;
}

/// Names a record: its kind and its slug.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryId {
    /// The kind of record.
    pub kind: Kind,
    /// Its stable name within the kind.
    pub id: Slug,
}

impl EntryId {
    /// Names a record.
    pub const fn new(kind: Kind, id: Slug) -> Self {
        Self { kind, id }
    }
}

impl std::fmt::Display for EntryId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.kind, self.id)
    }
}

macro_rules! kinds {
    ($($(#[$meta:meta])* $name:ident, $field:ident, $code:literal, $module:ident;)+) => {
        crate::code_list! {
            /// The kinds of records, in an order in which a record mostly comes after those it refers to.
            Kind { $($(#[$meta])* $name = $code),+ }
        }

        impl Kind {
            /// The name of the kind's collection in a data set.
            pub const fn collection(self) -> &'static str {
                match self { $(Self::$name => stringify!($field)),+ }
            }
        }

        /// One record of any kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Record { $($(#[$meta])* $name(Arc<super::$module::$name>)),+ }

        impl Record {
            /// Reads a record from its JSON form.
            ///
            /// # Errors
            /// When a field is missing, unknown or breaks its rule; the message is the rule's sentence.
            pub fn from_json(kind: Kind, body: &serde_json::Value) -> Result<Self, serde_json::Error> {
                Self::deserialize_as(kind, body)
            }

            /// Reads a record of a known kind from any format, so that callers can learn the path of an error.
            ///
            /// # Errors
            /// Those of the format, and broken rules.
            pub fn deserialize_as<'de, D: serde::Deserializer<'de>>(kind: Kind, from: D) -> Result<Self, D::Error> {
                match kind { $(Kind::$name => super::$module::$name::deserialize(from).map(|r| Self::$name(Arc::new(r)))),+ }
            }

            /// The JSON form, every field present, unknown ones null.
            pub fn to_json(&self) -> serde_json::Value {
                match self { $(Self::$name(record) => serde_json::to_value(&**record)),+ }.unwrap_or_default()
            }

            /// The kind of the record.
            pub const fn kind(&self) -> Kind {
                match self { $(Self::$name(_) => Kind::$name),+ }
            }

            /// The fields that every record has.
            pub fn head(&self) -> Head<'_> {
                match self { $(Self::$name(record) => record.head()),+ }
            }

            /// The name of the record.
            pub fn entry_id(&self) -> EntryId {
                EntryId::new(self.kind(), self.head().id.clone())
            }
        }

        /// All records, by kind and slug. Cloning shares them.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Records {
            $(
                #[doc = concat!("Records of the kind `", $code, "`.")]
                pub $field: BTreeMap<Slug, Arc<super::$module::$name>>,
            )+
        }

        impl Records {
            /// Puts a record in, in the place of one with the same kind and slug.
            pub fn insert(&mut self, record: Record) {
                match record { $(Record::$name(record) => { self.$field.insert(record.id.clone(), record); }),+ }
            }

            /// Takes a record out.
            pub fn remove(&mut self, entry: &EntryId) {
                match entry.kind { $(Kind::$name => { self.$field.remove(&entry.id); }),+ }
            }

            /// A record by its name.
            pub fn get(&self, entry: &EntryId) -> Option<Record> {
                match entry.kind { $(Kind::$name => self.$field.get(&entry.id).cloned().map(Record::$name)),+ }
            }

            /// Every record, kind by kind.
            pub fn iter(&self) -> impl Iterator<Item = Record> + '_ {
                std::iter::empty()$(.chain(self.$field.values().cloned().map(Record::$name)))+
            }

            /// Every record, kind by kind; what was handed out is kept no longer.
            pub fn into_records(self) -> impl Iterator<Item = Record> + Send {
                std::iter::empty()$(.chain(self.$field.into_values().map(Record::$name)))+
            }

            /// How many records of a kind there are.
            pub fn count(&self, kind: Kind) -> usize {
                match kind { $(Kind::$name => self.$field.len()),+ }
            }
        }
    };
}

kinds! {
    /// A document or data set that facts were taken from.
    Source, sources, "source", source;
    /// An administrative division.
    Division, divisions, "division", division;
    /// The programme.
    Programme, programmes, "programme", programme;
    /// A feature of the base map.
    MapFeature, map_features, "map-feature", map_feature;
    /// An organisation.
    Organisation, organisations, "organisation", organisation;
    /// A working group.
    WorkingGroup, working_groups, "working-group", working_group;
    /// A demonstration site.
    Site, sites, "site", site;
    /// A project.
    Project, projects, "project", project;
    /// A training.
    Training, trainings, "training", training;
    /// Aid.
    Aid, aid, "aid", aid;
    /// A proposal.
    Proposal, proposals, "proposal", proposal;
    /// A service.
    Service, services, "service", service;
    /// An organisation's part in a record.
    Participation, participations, "participation", organisation;
    /// A budget.
    Budget, budgets, "budget", funding;
    /// A transaction.
    Transaction, transactions, "transaction", funding;
    /// An indicator.
    Indicator, indicators, "indicator", indicator;
    /// A value of an indicator.
    IndicatorValue, indicator_values, "indicator-value", indicator;
    /// A figure.
    Figure, figures, "figure", figure;
    /// A statement.
    Statement, statements, "statement", figure;
    /// A photo.
    Photo, photos, "photo", photo;
}

impl Record {
    /// Whether a place is stated; `None` for what has none. A proposal without a division speaks of the whole programme.
    pub fn states_place(&self) -> Option<bool> {
        Some(match self {
            Self::Site(site) => site.location.is_some(),
            Self::Project(project) => !(project.sites.is_empty() && project.divisions.is_empty()),
            Self::Training(training) => {
                training.place.is_some() || training.division.is_some() || !training.sites.is_empty()
            }
            Self::Aid(aid) => !(aid.sites.is_empty() && aid.divisions.is_empty()),
            Self::Service(service) => !(service.sites.is_empty() && service.divisions.is_empty()),
            _ => return None,
        })
    }

    /// The record that this one belongs to, and whose place and bodies are its own: of a part in something, of money for it,
    /// and of what is said or shown of it.
    pub fn owner(&self) -> Option<EntryId> {
        match self {
            Self::Participation(part) => Some(part.of.clone()),
            Self::Budget(budget) => Some(budget.of.clone()),
            Self::Transaction(moved) => Some(moved.of.clone()),
            Self::Indicator(indicator) => Some(indicator.of.clone()),
            Self::IndicatorValue(value) => Some(EntryId::new(Kind::Indicator, value.indicator.clone())),
            Self::Figure(figure) => Some(figure.of.clone()),
            Self::Statement(said) => Some(said.of.clone()),
            Self::Photo(photo) => Some(photo.of.clone()),
            _ => None,
        }
    }
}
