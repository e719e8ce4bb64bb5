//! A row with what its cells look up.

use super::cell::Cell;
use app::{
    atlas::{Atlas, rows::Row},
    components::{list::card_href, words},
    domain::{
        money::{Amount, Bound},
        record::{EntryId, Kind, Record},
        slug::Slug,
        text::Phrase,
    },
    i18n::{Locale, fill},
};

/// A row in a language.
pub struct Line<'a> {
    /// Where names are looked up.
    pub atlas: &'a Atlas,
    /// The language of words, and of names that are not given in both.
    pub locale: Locale,
    /// Scheme and host for links, where they are known.
    pub site: Option<&'a str>,
    /// The row.
    pub row: Row,
}

impl Line<'_> {
    /// The record's name in its row.
    pub fn entry(&self) -> EntryId {
        self.row.record.entry_id()
    }

    /// Several texts in one cell.
    pub fn joined(&self, texts: impl IntoIterator<Item = String>) -> Cell {
        let texts: Vec<_> = texts.into_iter().collect();
        Cell::text(texts.join(self.locale.list_separator))
    }

    /// The names of records, in the order in which they are given; one that is not there is named by its slug.
    pub fn names<'s>(&self, kind: Kind, ids: impl IntoIterator<Item = &'s Slug>) -> Cell {
        self.joined(ids.into_iter().map(|id| self.name(kind, id)))
    }

    /// The slugs of records, apart by spaces.
    pub fn ids<'s>(&self, ids: impl IntoIterator<Item = &'s Slug>) -> Cell {
        let ids: Vec<_> = ids.into_iter().map(Slug::as_str).collect();
        Cell::text(ids.join(" "))
    }

    /// The name of a record in the language.
    pub fn name(&self, kind: Kind, id: &Slug) -> String {
        let record = self.atlas.records().get(&EntryId::new(kind, id.clone()));
        let name = record.as_ref().and_then(|record| record.head().name.map(|name| self.locale.name(name)));
        name.unwrap_or_else(|| id.to_string())
    }

    /// A phrase in the language, or in the other one.
    pub fn phrase(&self, phrase: &Phrase) -> Cell {
        self.locale.phrase(phrase).map_or(Cell::Empty, Cell::Text)
    }

    /// Several phrases in one cell.
    pub fn phrases(&self, phrases: &[Phrase]) -> Cell {
        self.joined(phrases.iter().filter_map(|phrase| self.locale.phrase(phrase)))
    }

    /// A word of the data.
    pub fn word(&self, code: &str) -> Cell {
        Cell::text(self.locale.word(code))
    }

    /// How a number bounds the true one, in words; nothing for the number itself.
    pub fn bound(&self, bound: Option<Bound>) -> Cell {
        let pattern = match bound {
            None => return Cell::Empty,
            Some(Bound::Exact) => super::words::of(self.locale.language).exactly,
            Some(Bound::MoreThan) => self.locale.bound_more_than,
            Some(Bound::AtLeast) => self.locale.bound_at_least,
            Some(Bound::AtMost) => self.locale.bound_at_most,
            Some(Bound::Nearly) => self.locale.bound_nearly,
            Some(Bound::About) => self.locale.bound_about,
        };
        Cell::text(fill(pattern, &[""]).trim())
    }

    /// The amount that a source states for the record.
    pub fn amount(&self) -> Option<Amount> {
        match &self.row.record {
            Record::Project(project) => project.stated_amount,
            Record::Training(training) => training.cost,
            Record::Aid(aid) => aid.value,
            Record::Transaction(transaction) => Some(transaction.amount),
            _ => None,
        }
    }

    /// Who takes part in the record, each with its role, as the record's page says it.
    pub fn parties(&self) -> Cell {
        let parts = self.atlas.relations().participations_of(&self.entry());
        self.joined(parts.map(|part| {
            let role = words::role(self.locale, part.role);
            let joint = if part.joint { format!(", {}", self.locale.joint_credit) } else { String::new() };
            format!("{} ({role}{joint})", self.name(Kind::Organisation, &part.organisation))
        }))
    }

    /// Where the record is stated: source, paragraph, words that lead to the place.
    pub fn sources(&self) -> Cell {
        self.joined(self.row.record.head().citations.iter().map(|citation| {
            let source = self.name(Kind::Source, &citation.source);
            let paragraph = citation.paragraph.map(|paragraph| fill(self.locale.paragraph, &[&paragraph.to_string()]));
            [Some(source), paragraph, Some(citation.locator.to_string())]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", ")
        }))
    }

    /// The address of the page that shows the record.
    pub fn page(&self) -> Cell {
        let path = card_href(self.locale, &self.row.card);
        self.site.map_or(Cell::Empty, |site| Cell::Text(format!("{site}{path}")))
    }
}
