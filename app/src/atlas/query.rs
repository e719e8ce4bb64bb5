//! What is asked.

use crate::domain::{
    geo::Bounds, organisation::Role, pillar::Pillar, project::ProjectStatus, record::Kind, site::Brand, slug::Slug,
    text::Text,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

crate::code_list! {
    /// What the list shows, one row each. Marks are always those of the places that the rows stand for.
    Subject {
        /// Demonstration sites.
        Sites = "sites",
        /// Projects.
        Projects = "projects",
        /// Trainings.
        Trainings = "trainings",
        /// Aid.
        Aid = "aid",
        /// Proposals.
        Proposals = "proposals",
        /// Services.
        Services = "services",
        /// Organisations.
        Organisations = "organisations",
        /// Working groups.
        WorkingGroups = "working-groups",
        /// The divisions directly under the programme's.
        Townships = "townships",
        /// Movements of money.
        Funding = "funding",
    }
}

crate::code_list! {
    /// The order of the list.
    Sort {
        /// By division code, then by name: neighbours stand together.
        Place = "place",
        /// By name in the language of the page (Chinese by pinyin).
        Name = "name",
        /// Most records first.
        Records = "records",
    }
}

/// A question. The canonical URL form ([`Query::to_url`]) is the cache key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Query {
    /// What the list shows.
    pub subject: Subject,
    /// All of them must hold.
    pub clauses: Vec<Clause>,
    /// Words that must all occur in the row's text.
    pub text: Option<Text>,
    /// The part of the earth that is on the screen; `None` is the whole.
    pub bounds: Option<Bounds>,
    /// The zoom of the map, 0 to 18, for clusters; `None` is the first view, in which the whole area fits.
    pub zoom: Option<u8>,
    /// Order of the list.
    pub sort: Sort,
    /// Page of the list, counted from 1.
    pub page: u32,
}

impl Default for Query {
    /// All sites, by place.
    fn default() -> Self {
        Self {
            subject: Subject::Sites,
            clauses: Vec::new(),
            text: None,
            bounds: None,
            zoom: None,
            sort: Sort::Place,
            page: 1,
        }
    }
}

impl Query {
    /// The longest text that is searched for, in characters.
    pub const TEXT_MAX: usize = 200;
    /// The most conditions on records that belong to a row (`has`) which are read from an address: each is looked for anew,
    /// and anybody may ask.
    pub const HAS_MAX: usize = 16;
    /// The greatest zoom.
    pub const ZOOM_MAX: u8 = 18;
    /// Rows on a page of the list.
    pub const PAGE_ROWS: usize = 30;
}

/// One condition; `not` turns it round.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Clause {
    /// Whether the rows for which it holds are left out.
    pub not: bool,
    /// What must hold.
    pub what: Predicate,
}

/// What must hold for a row. Several values of one predicate: any of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Predicate {
    /// It lies in one of these divisions or below.
    Within(BTreeSet<Slug>),
    /// One of these pillars is present.
    Pillar(BTreeSet<Pillar>),
    /// It is of one of these kinds (the code or words of the record's `kind`).
    Kind(BTreeSet<Text>),
    /// One of these organisations takes part; in a project itself, not only in a part of it.
    Organisation(BTreeSet<Slug>),
    /// One of its projects has one of these statuses; of a project it itself, whatever its parts have.
    Status(BTreeSet<ProjectStatus>),
    /// It carries one of these brands.
    Brand(BTreeSet<Brand>),
    /// One of its projects has one of these themes; of a project it itself, whatever its parts have.
    Theme(BTreeSet<Text>),
    /// One of its trainings, or it itself, teaches one of these subjects ([`Phrase::key`](crate::domain::text::Phrase::key)).
    Taught(BTreeSet<Text>),
    /// One of its trainings, or it itself, is for one of these audiences ([`Phrase::key`](crate::domain::text::Phrase::key)).
    Audience(BTreeSet<Text>),
    /// It is dated in one of these years, or a span of time that it is given touches one.
    Year(BTreeSet<u16>),
    /// One of these organisations gives.
    Giver(BTreeSet<Slug>),
    /// One of these organisations receives.
    Receiver(BTreeSet<Slug>),
    /// One record belongs to it for which all parts hold at once; where the rows are projects and projects are asked for,
    /// the row itself.
    Has(Has),
}

/// A record that belongs to a row; all parts must hold for the same record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Has {
    /// The kind of the record.
    pub record: Kind,
    /// An organisation that takes part in it.
    pub organisation: Option<Slug>,
    /// The role in which that (or any) organisation takes part.
    pub role: Option<Role>,
    /// Its status, for projects.
    pub status: Option<ProjectStatus>,
    /// Whether a source states an amount for it.
    pub amount_stated: Option<bool>,
}

/// Which parts of the answer are wanted. Panning wants marks and list only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Want {
    /// What stands on the map.
    pub marks: bool,
    /// The list.
    pub list: bool,
    /// The sites without a place, which stay when the map moves.
    pub unplaced: bool,
    /// Counts per filter value.
    pub facets: bool,
    /// Sums with their explanation.
    pub totals: bool,
}

impl Has {
    /// The kinds of records that can belong to a row.
    pub const KINDS: &[Kind] = &super::graph::KINDS;

    /// Any record of a kind.
    pub const fn any(record: Kind) -> Self {
        Self { record, organisation: None, role: None, status: None, amount_stated: None }
    }
}

impl Want {
    /// Everything.
    pub const ALL: Self = Self { marks: true, list: true, unplaced: true, facets: true, totals: true };
    /// Nothing: the question is only understood.
    pub const NOTHING: Self = Self { marks: false, list: false, unplaced: false, facets: false, totals: false };
    /// What changes when the map moves.
    pub const PAN: Self = Self { marks: true, list: true, unplaced: false, facets: false, totals: false };
}

/// Something in a URL that was not understood and how it was taken instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The parameter as given, cut to a readable length.
    pub parameter: String,
    /// Its value as given, cut to a readable length.
    pub value: String,
    /// What was wrong with it.
    pub problem: Problem,
}

impl Notice {
    /// The most notices that an answer carries; a URL of nonsense needs no more to be seen as such.
    pub const MOST: usize = 20;

    /// A notice with its parameter and value cut to a readable length.
    pub fn of(parameter: &str, value: &str, problem: Problem) -> Self {
        let cut = |text: &str| text.chars().filter(|c| !c.is_control()).take(60).collect();
        Self { parameter: cut(parameter), value: cut(value), problem }
    }
}

crate::code_list! {
    /// What is wrong with a parameter of a URL.
    Problem {
        /// No such parameter.
        Unknown = "unknown",
        /// No such value, or nothing of that name.
        NoSuchValue = "no-such-value",
        /// Not a number, or outside the range.
        NotANumber = "not-a-number",
        /// Longer than is searched for; the beginning was taken.
        TooLong = "too-long",
        /// Not readable as text.
        Unreadable = "unreadable",
        /// One condition more than is read.
        TooMany = "too-many",
        /// It stands once more behind, with another value; that one was taken.
        Twice = "twice",
        /// A part of a position whose other parts are missing.
        Alone = "alone",
        /// Behind the last page, which was taken.
        Beyond = "beyond",
    }
}
