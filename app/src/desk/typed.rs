//! What a text that was typed into a control says to a person who reads it elsewhere: names for what is named, words for codes.

use super::{
    Called,
    field_words::name,
    values::{code_words, known_word},
};
use crate::{
    atlas::Atlas,
    domain::{
        form::{self, Around, Shape},
        record::{EntryId, Kind},
        slug::Slug,
    },
    i18n::Locale,
    routes::entry_named,
};

/// The words. `own`: entries that are made by the same change, with what they are called. What is typed and is none of the
/// form's codes and names stays as it is.
pub fn typed_words(
    locale: Locale,
    atlas: &Atlas,
    (kind, path): (Kind, &str),
    raw: &str,
    own: &[(EntryId, Option<Called>)],
) -> String {
    let typed = raw.trim();
    let named = |entry: EntryId| {
        let new = own.iter().find(|(known, _)| *known == entry).and_then(|(_, called)| called.as_ref());
        let published = atlas.records().get(&entry).map(|_| name(locale, atlas, &entry));
        new.map(|called| called.get(locale).to_owned()).or(published)
    };
    let words = match form::control(kind, path) {
        _ if typed.is_empty() => Some(locale.drafts().not_stated.to_owned()),
        Some(Shape::Link(of)) => Slug::new(typed).ok().and_then(|slug| named(EntryId::new(of, slug))),
        Some(Shape::Owner) => entry_named(typed).and_then(named),
        Some(Shape::Word(of)) => {
            let word = Around::new(atlas.records(), &[]).word(of, path, typed);
            Some(known_word(locale, &word))
        }
        Some(Shape::Code(codes, _)) if codes.contains(&typed) => Some(code_words(locale, typed)),
        Some(Shape::Flag | Shape::Perhaps) if typed == "yes" => Some(locale.drafts().yes.to_owned()),
        Some(Shape::Flag | Shape::Perhaps) if typed == "no" => Some(locale.drafts().no.to_owned()),
        _ => None,
    };
    words.unwrap_or_else(|| raw.to_owned())
}
