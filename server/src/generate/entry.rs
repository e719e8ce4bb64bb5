//! The fields that every record has, and the way a record is put among the others.

use super::words;
use app::domain::{
    pillar::Pillar,
    rule::Broken,
    slug::Slug,
    source::Citation,
    text::{Name, Phrase, Text},
};

/// The one source that every made-up record cites.
pub const SOURCE: &str = "example-source";

/// The fields that every record has.
pub struct Common {
    pub id: Slug,
    pub name: Option<Name>,
    pub summary: Phrase,
    pub pillars: Vec<Pillar>,
    pub garbled: bool,
    pub reading_note: Option<Text>,
    pub citations: Vec<Citation>,
}

impl Common {
    /// A record of these pillars, the main one first, cited from the paragraph of that pillar.
    pub fn new(id: &str, pillars: &[Pillar]) -> Result<Self, Broken> {
        Ok(Self {
            id: Slug::new(id)?,
            name: None,
            summary: Phrase::default(),
            pillars: pillars.to_vec(),
            garbled: false,
            reading_note: None,
            citations: vec![Citation {
                source: Slug::new(SOURCE)?,
                paragraph: pillars.first().map(|pillar| pillar.ring() as u16 + 1),
                locator: Text::new(id)?,
            }],
        })
    }

    /// The same with a name.
    pub fn named(mut self, zh: &str, en: &str) -> Result<Self, Broken> {
        self.name = Some(words::name(zh, en)?);
        Ok(self)
    }

    /// The same with a summary.
    pub fn told(mut self, zh: &str, en: &str) -> Result<Self, Broken> {
        self.summary = words::phrase(zh, en)?;
        Ok(self)
    }

    /// The same, with a text of the source that had to be read with care.
    pub fn doubtful(mut self, zh: &str, en: &str) -> Result<Self, Broken> {
        self.garbled = true;
        self.reading_note = Some(Text::both(zh, en)?);
        Ok(self)
    }
}

/// Puts a record among the others: its kind, the fields that every record has, and its own.
macro_rules! put {
    ($records:expr, $kind:ident, $common:expr, { $($field:ident : $value:expr),* $(,)? }) => {{
        let $crate::generate::entry::Common { id, name, summary, pillars, garbled, reading_note, citations } = $common;
        let record = $kind { id, name, summary, pillars, garbled, reading_note, citations, $($field: $value),* };
        $records.insert(app::domain::record::Record::$kind(std::sync::Arc::new(record)));
    }};
}
pub(super) use put;
