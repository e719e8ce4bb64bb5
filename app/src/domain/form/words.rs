//! Words of the data: kinds, themes and levels that no code list closes.
//!
//! A record says one of them in any words; filters, totals and charts put together what says the same. A word is therefore
//! meant by whatever pages print for it, in either language: who types 道路 or “Road” says `road`, as the others do.

use crate::{
    domain::{
        record::{Kind, Records},
        text::Text,
    },
    i18n::{Language, Locale, known_words},
};
use std::collections::BTreeSet;

/// The words that records of a kind say in a field, each once, in order.
pub fn words_in_use<'a>(records: &'a Records, kind: Kind, field: &str) -> BTreeSet<&'a Text> {
    match (kind, field) {
        (Kind::Site, "kind") => records.sites.values().map(|site| &site.kind).collect(),
        (Kind::Project, "theme") => records.projects.values().map(|project| &project.theme).collect(),
        (Kind::Aid, "kind") => records.aid.values().map(|aid| &aid.kind).collect(),
        (Kind::Proposal, "kind") => records.proposals.values().map(|proposal| &proposal.kind).collect(),
        (Kind::Organisation, "level") => {
            records.organisations.values().filter_map(|organisation| organisation.level.as_ref()).collect()
        }
        (Kind::Source, "kind") => records.sources.values().map(|source| &source.kind).collect(),
        (Kind::Source, "language" | "translated_from") => {
            let sources = records.sources.values();
            sources.flat_map(|source| [source.language.as_ref(), source.translated_from.as_ref()]).flatten().collect()
        }
        _ => BTreeSet::new(),
    }
}

/// The word that is meant by a text: itself where records say it; else the word in use, or else the known one, that is printed
/// so in one of the languages; else the text, as a new word.
pub(super) fn meant(records: &Records, kind: Kind, field: &str, typed: &str) -> String {
    let used = words_in_use(records, kind, field);
    if used.iter().any(|word| word.as_str() == typed) {
        return typed.to_owned();
    }
    let used = used.into_iter().map(Text::as_str).find(|word| is_printed_as(word, typed));
    let known = || known_words().find(|word| is_printed_as(word, typed));
    used.or_else(known).unwrap_or(typed).to_owned()
}

/// Whether pages of one of the languages print a word as a text, whatever its capitals.
fn is_printed_as(word: &str, text: &str) -> bool {
    let text = text.to_lowercase();
    let printed = [Language::Chinese, Language::English].map(|language| Locale::of(language).word(word).to_lowercase());
    printed.contains(&text) || word.to_lowercase() == text
}
