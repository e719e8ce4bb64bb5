//! Words of the data: kinds, themes and levels that no code list closes.
//!
//! A record says one of them in any words; filters, totals and charts put together what says the same. A word is therefore
//! meant by whatever pages print for it, in either language: who types 道路 or “Road” says `road`, as the others do.

use crate::{
    domain::{
        record::{Kind, Records},
        text::Text,
    },
    i18n::{chinese_word, english_word, known_words},
};
use std::collections::BTreeSet;

/// The words that records of a kind say in a field, each as often as it is said.
fn said<'a>(records: &'a Records, kind: Kind, field: &str) -> Box<dyn Iterator<Item = &'a Text> + 'a> {
    match (kind, field) {
        (Kind::Site, "kind") => Box::new(records.sites.values().map(|site| &site.kind)),
        (Kind::Project, "theme") => Box::new(records.projects.values().map(|project| &project.theme)),
        (Kind::Aid, "kind") => Box::new(records.aid.values().map(|aid| &aid.kind)),
        (Kind::Proposal, "kind") => Box::new(records.proposals.values().map(|proposal| &proposal.kind)),
        (Kind::Organisation, "level") => {
            Box::new(records.organisations.values().filter_map(|organisation| organisation.level.as_ref()))
        }
        (Kind::Source, "kind") => Box::new(records.sources.values().map(|source| &source.kind)),
        (Kind::Source, "language" | "translated_from") => {
            let sources = records.sources.values();
            Box::new(sources.flat_map(|source| [source.language.as_ref(), source.translated_from.as_ref()]).flatten())
        }
        _ => Box::new(std::iter::empty()),
    }
}

/// The words that records of a kind say in a field, each once, in order.
pub struct WordsInUse<'a>(BTreeSet<&'a Text>);

impl<'a> WordsInUse<'a> {
    /// Gathers them: one pass over the records of the kind.
    pub fn of(records: &'a Records, kind: Kind, field: &str) -> Self {
        Self(said(records, kind, field).collect())
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &'a Text> {
        self.0.iter().copied()
    }

    /// The word that is meant by a text: itself where it is in use; else the word in use, or else the known one, that is
    /// printed so in one of the languages; else the text, as a new word.
    pub fn meant<'b>(&self, typed: &'b str) -> &'b str
    where
        'a: 'b,
    {
        let mut used = self.0.iter().map(|word| word.as_str());
        if self.0.iter().any(|word| word.as_str() == typed) {
            return typed;
        }
        let known = || known_words().find(|(word, chinese)| is_printed_as(word, chinese, typed)).map(|(word, _)| word);
        let used = used.find(|word| is_printed_as(word, chinese_word(word).unwrap_or(word), typed));
        used.or_else(known).unwrap_or(typed)
    }
}

/// The word that is meant by a text: see [`WordsInUse::meant`]. Mostly it is in use, and nothing is gathered.
pub(super) fn meant(records: &Records, kind: Kind, field: &str, typed: &str) -> String {
    if said(records, kind, field).any(|word| word.as_str() == typed) {
        return typed.to_owned();
    }
    WordsInUse::of(records, kind, field).meant(typed).to_owned()
}

/// Whether pages of one of the languages print a word as a text, whatever its capitals.
fn is_printed_as(word: &str, chinese: &str, text: &str) -> bool {
    [word, chinese, &english_word(word)].into_iter().any(|printed| is_same(printed, text))
}

/// Whether two texts differ in their capitals at most. Every text that is typed is compared with many words: nothing is copied.
fn is_same(one: &str, other: &str) -> bool {
    one.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase))
}
