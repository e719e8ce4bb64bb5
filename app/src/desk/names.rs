//! How what an account names is called. What has gone from the Atlas is called by its stable name.

use crate::{atlas::Atlas, domain::slug::Slug, i18n::Locale};

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
