//! A list that is to become a file.

use super::{
    about::{self, About, Asked, SourceNote},
    columns::{Column, columns},
    line::Line,
};
use app::{
    atlas::{
        Atlas,
        rows::{Row, Rows},
    },
    domain::{record::Record, slug::Slug},
    i18n::Locale,
    store::Settings,
    written::called,
};
use std::{collections::BTreeSet, sync::Arc};

/// The rows of a question with their columns. It holds no row itself: each is read when its turn comes.
pub struct List {
    /// The language.
    pub locale: Locale,
    /// What stands about the file in it.
    pub about: About,
    /// The columns.
    pub columns: Vec<&'static Column>,
    atlas: Arc<Atlas>,
    rows: Rows,
    site: Option<String>,
}

impl List {
    /// Answers a question.
    pub fn new(atlas: Arc<Atlas>, settings: &Settings, asked: Asked<'_>) -> Self {
        let rows = atlas.rows(asked.query, asked.locale.language);
        let about = About::new(&atlas, settings, asked, rows.len());
        let columns = columns(rows.subject(), about.fictional.is_some());
        Self { locale: asked.locale, about, columns, atlas, rows, site: asked.site.map(str::to_owned) }
    }

    /// How many rows there are.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A row, counted from 0.
    pub fn line(&self, position: usize) -> Option<Line<'_>> {
        let row = self.atlas.row(&self.rows, position)?;
        let row = Row { card: called(&self.atlas, row.card), ..row };
        Some(Line { atlas: &self.atlas, locale: self.locale, site: self.site.as_deref(), row })
    }

    /// The sources with some names.
    pub fn sources(&self, cited: &BTreeSet<Slug>) -> Vec<SourceNote> {
        about::sources(&self.atlas, self.locale, cited)
    }
}

/// Adds the sources that a record cites, those of its position included.
pub(super) fn cite(cited: &mut BTreeSet<Slug>, record: &Record) {
    let position = match record {
        Record::Site(site) => site.location.as_ref().map(|location| &location.source),
        _ => None,
    };
    let named = record.head().citations.iter().map(|citation| &citation.source);
    for source in named.chain(position) {
        if !cited.contains(source) {
            cited.insert(source.clone());
        }
    }
}
