//! What is answered.

use super::query::{Notice, Subject};
use crate::domain::{
    change::Version,
    division::Level,
    geo::{Bounds, LatLng, Precision},
    money::Amount,
    pillar::Pillar,
    project::ProjectStatus,
    quantity::Quantity,
    record::EntryId,
    site::Brand,
    slug::Slug,
    text::{Name, Phrase, Text},
};
use serde::{Deserialize, Serialize};

/// An answer; parts that were not wanted are empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// The state of the records that it answers from.
    pub version: Version,
    /// What the list shows.
    pub subject: Subject,
    /// What stands on the map: within the bounds, and bounded by what can be seen.
    pub marks: Vec<Mark>,
    /// The rows of this page, of those within the bounds.
    pub list: Page<Card>,
    /// The first sites, at most a page of them, that pass but have no place. The bounds do not matter for them.
    pub unplaced: Vec<Card>,
    /// How many sites pass but have no place.
    pub unplaced_total: u32,
    /// Counts per filter value, whatever the bounds: they stay when the map moves. Filters without any value are left out.
    pub facets: Vec<Facet>,
    /// Sums with their explanation, whatever the bounds.
    pub totals: Vec<Total>,
    /// What was not understood. [`super::Atlas::view`] knows of a page that is not there, [`super::Atlas::answer`] of all else.
    pub notices: Vec<Notice>,
}

/// Records per pillar, in the order of the rings from the centre.
pub type Rings = [u32; 5];

/// Something that stands on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Where.
    pub at: LatLng,
    /// Records per pillar.
    pub rings: Rings,
    /// What it stands for.
    pub what: MarkKind,
    /// Its place in a fan of approximate sites around one point; `None` for a mark that stands where it says.
    pub fan: Option<Fan>,
}

impl Mark {
    /// Whether it stands for this site and no other.
    pub fn is_of(&self, site: &Slug) -> bool {
        matches!(&self.what, MarkKind::Site { id, .. } if id == site)
    }
}

/// What a mark stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum MarkKind {
    /// A site.
    Site {
        /// The site.
        id: Slug,
        /// Its name.
        name: Name,
        /// Whether it stands near the place rather than on it.
        approximate: bool,
    },
    /// A township or county, with all that lies in it.
    Place {
        /// The division.
        id: Slug,
        /// Its name.
        name: Name,
        /// Its level.
        level: Level,
        /// Sites of the answer that it stands for; they have no mark of their own.
        sites: u32,
    },
    /// Several sites that stand too close to be drawn apart.
    Cluster {
        /// How many.
        sites: u32,
        /// Where they are.
        bounds: Bounds,
    },
}

/// The place of a site in a fan around a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fan {
    /// Counted from 0.
    pub slot: u32,
    /// How many slots the fan has.
    pub of: u32,
}

/// A part of a longer list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows of this page.
    pub rows: Vec<T>,
    /// Rows on all pages.
    pub total: u32,
    /// This page, counted from 1.
    pub page: u32,
    /// Number of pages, at least 1.
    pub pages: u32,
}

impl<T> Default for Page<T> {
    /// The one page of an empty list.
    fn default() -> Self {
        Self { rows: Vec::new(), total: 0, page: 1, pages: 1 }
    }
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// The record.
    pub entry: EntryId,
    /// Whose page shows the record: itself for a site; for a movement of money what it moves for; for others the first of
    /// its sites, else its first division below the programme's, else the programme's division. Itself where there is
    /// none of these.
    pub home: EntryId,
    /// The level of the home's division; [`Level::Village`] for a site.
    pub home_level: Level,
    /// Its name; for a record without one the beginning of its summary, or else its slug.
    pub name: Name,
    /// The smallest division it is known to lie in; organisations and working groups lie in none.
    pub place: Option<Named>,
    /// The code or words of its `kind`.
    pub kind: Text,
    /// Records per pillar.
    pub rings: Rings,
    /// Brand.
    pub brand: Option<Brand>,
    /// Status, for projects.
    pub status: Option<ProjectStatus>,
    /// How exactly its place is known; `None` when it is not stated.
    pub precision: Option<Precision>,
    /// Its position, for sites that have one.
    pub at: Option<LatLng>,
}

/// A record to refer to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The record.
    pub entry: EntryId,
    /// Its name.
    pub name: Name,
}

crate::code_list! {
    /// A filter with counts.
    FacetField {
        /// Township (or the level below the programme's division).
        Within = "in",
        /// Pillar.
        Pillar = "pillar",
        /// Kind.
        Kind = "kind",
        /// Organisation.
        Organisation = "org",
        /// Status of projects.
        Status = "status",
        /// Brand.
        Brand = "brand",
        /// Theme of projects.
        Theme = "theme",
        /// Subject of trainings.
        Taught = "taught",
        /// Audience of trainings.
        Audience = "audience",
        /// Year.
        Year = "year",
        /// Who gives.
        Giver = "giver",
        /// Who receives.
        Receiver = "receiver",
    }
}

/// The values of one filter. Counts are those of rows that pass all *other* filters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facet {
    /// Which filter.
    pub field: FacetField,
    /// Its values: those that would leave a row, and those chosen.
    pub values: Vec<FacetValue>,
}

/// A value of a filter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FacetValue {
    /// As it stands in the URL.
    pub value: String,
    /// Its name, where it is a record; code lists are named by the page.
    pub name: Option<Name>,
    /// Rows.
    pub count: u32,
    /// Whether the question asks for it.
    pub chosen: bool,
}

/// A sum or count that explains itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Total {
    /// Which rule made it.
    pub rule: RuleId,
    /// The value; `None` when no record states one.
    pub value: Option<TotalValue>,
    /// Whether the true value is this or greater.
    pub at_least: bool,
    /// Records counted.
    pub counted: u32,
    /// Records left out, by reason.
    pub left_out: Vec<(Reason, u32)>,
}

/// The value of a total.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum TotalValue {
    /// A number of records.
    Count(u32),
    /// A sum of money.
    Money(Amount),
}

crate::code_list! {
    /// The rule of a total; the page has its sentence.
    RuleId {
        /// Rows that pass, placed or not.
        Rows = "rows",
        /// Sites that the rows stand at.
        Sites = "sites",
        /// Projects that belong to the rows.
        Projects = "projects",
        /// Amounts stated for projects, without those that another counted project may contain.
        StatedAmounts = "stated-amounts",
        /// Trainings that belong to the rows.
        Trainings = "trainings",
        /// Money received, over rows of funding.
        Incoming = "incoming",
        /// Money promised, over rows of funding.
        Commitments = "commitments",
        /// Money paid out, over rows of funding.
        Disbursements = "disbursements",
        /// Money spent, over rows of funding.
        Expenditure = "expenditure",
        /// Gifts, over rows of funding.
        Donations = "donations",
    }
}

impl RuleId {
    /// Of which subject the records are that it counts, and those that it leaves out, over rows of a subject.
    pub const fn subjects(self, rows: Subject) -> (Subject, Subject) {
        match self {
            Self::Rows => (rows, rows),
            Self::Sites => (Subject::Sites, rows),
            Self::Projects | Self::StatedAmounts => (Subject::Projects, Subject::Projects),
            Self::Trainings => (Subject::Trainings, Subject::Trainings),
            _ => (Subject::Funding, Subject::Funding),
        }
    }
}

crate::code_list! {
    /// Why a record does not count in a total.
    Reason {
        /// No source states an amount.
        NoAmountStated = "no-amount-stated",
        /// It belongs to the whole county.
        CountyWide = "county-wide",
        /// Another currency.
        OtherCurrency = "other-currency",
        /// Goods rather than money.
        Goods = "goods",
        /// It is part of a record that counts.
        ChildOfCounted = "child-of-counted",
        /// It may be contained in another figure.
        MayBeContained = "may-be-contained",
        /// No place is stated.
        NoPlace = "no-place",
        /// A place is stated, but no site.
        NoSite = "no-site",
        /// It belongs to other places as well, and the source does not say how much to which.
        AlsoElsewhere = "also-elsewhere",
    }
}

impl Reason {
    /// Whether what was left out for it would add to a sum if more were known. Parts of what was counted would not, nor would
    /// goods or money of another currency.
    pub const fn would_add(self) -> bool {
        !matches!(self, Self::ChildOfCounted | Self::Goods | Self::OtherCurrency)
    }
}

/// What the first view says of one pillar: how many records of each subject there are, and the programme's own numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PillarSummary {
    /// The pillar.
    pub pillar: Pillar,
    /// Rows per subject in which the pillar is present, as many as the filter `pillar` leaves; subjects without rows are
    /// left out.
    pub rows: Vec<(Subject, u32)>,
    /// Claimed numbers whose main pillar it is, money and people first.
    pub figures: Vec<FigureCard>,
}

/// A claimed number for display.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureCard {
    /// The figure.
    pub id: Slug,
    /// Its name.
    pub name: Option<Name>,
    /// The number.
    pub quantity: Quantity,
    /// What it counts.
    pub counts: Phrase,
}
