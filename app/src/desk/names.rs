//! How what an account names is called, and what a page about a change says of entries. What has gone from the Atlas is called
//! by its stable name.

use super::{Called, EntryChanges, values::name};
use crate::{
    atlas::Atlas,
    domain::{record::EntryId, slug::Slug},
    i18n::Locale,
    written::Question,
};

/// The name of an organisation.
pub(super) fn organisation_name(atlas: &Atlas, locale: Locale, id: &Slug) -> String {
    let name = atlas.records().organisations.get(id).and_then(|organisation| organisation.name.as_ref());
    name.map_or_else(|| id.to_string(), |name| locale.name(name))
}

/// The name of a division.
pub(super) fn division_name(atlas: &Atlas, locale: Locale, id: &Slug) -> String {
    let name = atlas.records().divisions.get(id).and_then(|division| division.name.as_ref());
    name.map_or_else(|| id.to_string(), |name| locale.name(name))
}

/// What entries are called on a page about a change: those that only the change has, as they are called in it.
pub(super) struct Names<'a> {
    pub(super) question: &'a Question<'a>,
    own: Vec<(&'a EntryId, &'a Called)>,
}

impl<'a> Names<'a> {
    /// Of published entries only.
    pub(super) const fn published(question: &'a Question<'a>) -> Self {
        Self { question, own: Vec::new() }
    }

    /// With the entries of a change.
    pub(super) fn of(question: &'a Question<'a>, change: &'a [EntryChanges]) -> Self {
        let own = change.iter().filter_map(|one| Some((&one.entry, one.new_name.as_ref()?))).collect();
        Self { question, own }
    }

    /// What an entry is called.
    pub(super) fn name(&self, entry: &EntryId) -> String {
        let own = self.own.iter().find(|(known, _)| *known == entry);
        own.map_or_else(|| name(self.question, entry), |(_, called)| called.get(self.question.locale).to_owned())
    }
}
