//! Everything known about one place, ready to be shown: the answer behind a site's, a township's or the county's page.
//!
//! What belongs where: a site has the records that name it; a township those that name it, one of its villages or one
//! of its sites; the county those that name the county or no place at all. County-wide facts are never shared out.

mod body;
mod build;
mod fact;
mod money;
mod profile;
mod shown;

pub use body::{Body, Deed};
pub use money::{BudgetRow, IndicatorRow, TransactionRow};
pub use profile::Profile;

use super::view::{Named, Rings};
use crate::domain::{
    division::{DivisionCode, Level},
    figure::FigureStatus,
    geo::Location,
    money::Amount,
    organisation::{OrganisationKind, Role},
    period::{PartialDate, Period},
    project::ProjectStatus,
    quantity::Quantity,
    record::EntryId,
    site::Brand,
    slug::Slug,
    text::{Name, Phrase, Text},
};
use serde::{Deserialize, Serialize};

/// A place and what is known about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// The site or division.
    pub entry: EntryId,
    /// Its level, for divisions.
    pub level: Option<Level>,
    /// What it is: the words of its `kind`.
    pub kind: Text,
    /// Its name, what it is, where that is stated.
    pub head: FactHead,
    /// Brand.
    pub brand: Option<Brand>,
    /// Records per pillar.
    pub rings: Rings,
    /// Where it is, if that is stated.
    pub location: Option<Location>,
    /// The names of the sources of its position: of the point, and of the cross-check.
    pub location_sources: Vec<Named>,
    /// Division code and the year of its list.
    pub code: Option<(DivisionCode, u16)>,
    /// The divisions that it lies in, the largest first.
    pub path: Vec<Named>,
    /// Divisions that it may lie in.
    pub candidates: Vec<Named>,
    /// Divisions directly below it.
    pub parts: Vec<PlaceRow>,
    /// Sites in it.
    pub sites: Vec<PlaceRow>,
    /// Its projects.
    pub projects: Vec<Fact>,
    /// Its trainings.
    pub trainings: Vec<Fact>,
    /// Aid given here.
    pub aid: Vec<Fact>,
    /// Proposals about it.
    pub proposals: Vec<Fact>,
    /// Services brought here.
    pub services: Vec<Fact>,
    /// Working groups; on the county's page only.
    pub working_groups: Vec<Fact>,
    /// Organisations with a part in one of these records; on the county's page all of them.
    pub organisations: Vec<OrganisationRow>,
    /// Figures about the place itself and about its records.
    pub figures: Vec<FigureRow>,
    /// What the source says of the place itself without a number.
    pub statements: Vec<FactHead>,
    /// The sources that state all this.
    pub sources: Vec<SourceRow>,
    /// The whole that the programme covers, unless this is it.
    pub county: Option<Named>,
}

/// A place in a list of places.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceRow {
    /// The site or division.
    pub place: Named,
    /// Its level, for divisions.
    pub level: Option<Level>,
    /// What it is.
    pub kind: Text,
    /// Records per pillar.
    pub rings: Rings,
    /// Sites in it, for divisions.
    pub sites: u32,
    /// Whether its place is stated.
    pub placed: bool,
}

/// What every shown record has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactHead {
    /// The record.
    pub entry: EntryId,
    /// Its name.
    pub name: Option<Name>,
    /// What it is, in a sentence or two.
    pub summary: Phrase,
    /// Whether its text is garbled in the source.
    pub garbled: bool,
    /// How a doubtful text was read.
    pub reading_note: Option<Text>,
    /// Where it is stated.
    pub citations: Vec<Cited>,
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cited {
    /// The source.
    pub source: Named,
    /// Paragraph, counted from 1.
    pub paragraph: Option<u16>,
    /// A few words that lead to the place.
    pub locator: Text,
}

/// A record that belongs to a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// What every shown record has.
    pub head: FactHead,
    /// The words of its `kind`.
    pub kind: Text,
    /// Brand.
    pub brand: Option<Brand>,
    /// Status, for projects.
    pub status: Option<ProjectStatus>,
    /// The amount a source states; the outer `None` is for kinds of record that have none.
    pub amount: Option<Option<Amount>>,
    /// First and last day, month or year; the outer `None` is for kinds of record that have no date.
    pub dates: Option<(Option<PartialDate>, Option<PartialDate>)>,
    /// The sites that it is carried out at.
    pub sites: Vec<Named>,
    /// Whether it is for the whole that the programme covers.
    pub county_wide: bool,
    /// The record that it is part of.
    pub part_of: Option<Named>,
    /// Who does what in it.
    pub parties: Vec<Party>,
    /// What else is known, in the order of showing.
    pub details: Vec<Detail>,
    /// What the source says of it without a number.
    pub statements: Vec<FactHead>,
}

/// An organisation's part in a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Party {
    /// The organisation.
    pub organisation: Named,
    /// What it does.
    pub role: Role,
    /// Whether several bodies are credited together.
    pub joint: bool,
}

/// One more thing that is known about a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Detail {
    /// Theme of a project.
    Theme(Text),
    /// What was taught.
    Subject(Phrase),
    /// Whom it was for.
    Audience(Phrase),
    /// Where, in words.
    Place(Text),
    /// What was given.
    Goods(Vec<Phrase>),
    /// Who received.
    Recipients(Phrase),
    /// Who led a group.
    Lead(Named),
    /// The office of the head of a group.
    Head(Phrase),
    /// The bodies in a group.
    Members(Vec<Named>),
    /// How many took part, and how many of them were women; `None` when no source says.
    Participants(Option<u32>, Option<u32>),
    /// Participants of one group.
    ParticipantGroup(Phrase, u32),
    /// People reached.
    People(u32),
    /// Households reached.
    Households(u32),
    /// Students among them.
    Students(u32),
    /// Village committees reached.
    VillageCommittees(u32),
    /// A counted number and what it counts.
    Count(Quantity, Phrase),
    /// What it is about.
    Topics(Vec<Phrase>),
    /// How it was worked out.
    Methods(Vec<Phrase>),
    /// That it was taken up.
    Adopted,
    /// The span of time.
    Period(Period),
}

/// An organisation in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrganisationRow {
    /// What every shown record has.
    pub head: FactHead,
    /// What sort of body it is.
    pub kind: OrganisationKind,
    /// Its level.
    pub level: Option<Text>,
    /// How the source prints its name.
    pub as_printed: Option<Text>,
    /// The bodies that it stands for.
    pub members: Vec<Named>,
    /// What it does in the records of the page, each role once.
    pub roles: Vec<Role>,
}

/// A figure in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureRow {
    /// What every shown record has.
    pub head: FactHead,
    /// The record it belongs to.
    pub of: Named,
    /// The number.
    pub quantity: Quantity,
    /// The span of time it covers.
    pub period: Option<Period>,
    /// What it counts.
    pub counts: Phrase,
    /// How the source prints it.
    pub as_printed: Text,
    /// How far it can be relied on.
    pub status: FigureStatus,
    /// Figures that may contain it.
    pub may_be_contained_in: Vec<Named>,
}

/// A source in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceRow {
    /// Its stable name.
    pub id: Slug,
    /// Its title.
    pub name: Option<Name>,
    /// What sort of source it is.
    pub kind: Text,
    /// Author, as far as known.
    pub author: Phrase,
    /// Day, month or year.
    pub date: Option<PartialDate>,
    /// Language it was translated from.
    pub translated_from: Option<Text>,
    /// Licence as found.
    pub licence: Option<Text>,
    /// How far it can be relied on.
    pub note: Option<Text>,
}
