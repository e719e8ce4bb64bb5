//! Single records and whole collections, as they are shown.

use super::{Cited, FactHead, FigureRow, SourceRow};
use crate::{
    atlas::{Atlas, table, view::Named},
    domain::{
        record::{Entry, EntryId, Head, Kind, Record},
        slug::Slug,
        text::Name,
    },
};

impl Atlas {
    /// What a record is called; for one without a name the beginning of its summary, or else its slug.
    pub fn title(&self, entry: &EntryId) -> Option<Named> {
        Some(Named { entry: entry.clone(), name: table::name(&self.records().get(entry)?) })
    }

    /// What a record is called, published or not: by its name, or by what it says.
    pub fn name_of(record: &Record) -> Name {
        table::name(record)
    }

    /// All figures, as they are shown.
    pub fn figures(&self) -> Vec<FigureRow> {
        self.records().figures.values().filter_map(|figure| self.figure_row(figure)).collect()
    }

    /// All sources, as they are shown.
    pub fn sources(&self) -> Vec<SourceRow> {
        self.records().sources.values().map(|source| self.source_row(source)).collect()
    }

    /// What every shown record has, of any record.
    pub fn head(&self, kind: Kind, head: Head<'_>) -> FactHead {
        self.fact_head(kind, head)
    }

    /// Everything that cites a source, with the places, in the order of kinds and slugs.
    pub fn cited_from(&self, source: &Slug) -> Vec<(EntryId, Vec<Cited>)> {
        let cites = |record: Record| {
            let citations = record.head().citations.to_vec();
            let here = self.cited(&citations).into_iter().filter(|cited| cited.source.entry.id == *source);
            let here: Vec<_> = here.collect();
            (!here.is_empty()).then(|| (record.entry_id(), here))
        };
        self.records().iter().filter_map(cites).collect()
    }

    /// Everything that sources say without a number.
    pub fn statements(&self) -> impl Iterator<Item = FactHead> + '_ {
        self.records().statements.values().map(|said| self.fact_head(Kind::Statement, said.head()))
    }
}
