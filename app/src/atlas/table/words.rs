//! What is searched in a row.

use super::said::kind_text;
use crate::{
    atlas::{places::Places, search::Haystack},
    domain::{
        record::Record,
        text::{Name, Phrase, Text},
    },
};
use std::collections::BTreeMap;

/// The words of the data (kinds, themes) as they are searched: folded once for the many rows that each stands in.
#[derive(Default)]
pub(super) struct FoldedWords(BTreeMap<Text, String>);

impl FoldedWords {
    fn get(&mut self, word: &Text) -> &str {
        self.0.entry(word.clone()).or_insert_with(|| Haystack::folded_word(word))
    }
}

/// Writes the words by which a row is found.
pub(super) fn write_haystack(
    haystack: &mut Haystack,
    words: &mut FoldedWords,
    record: &Record,
    name: &Name,
    divisions: &[u32],
    places: &Places,
) {
    haystack.add_name(name);
    let head = record.head();
    let said = |haystack: &mut Haystack, phrase: &Phrase| {
        for text in phrase.zh.iter().chain(&phrase.en) {
            haystack.add(text);
        }
    };
    said(haystack, head.summary);
    haystack.add_folded(words.get(&kind_text(record)));
    match record {
        Record::Project(project) => haystack.add_folded(words.get(&project.theme)),
        Record::Training(training) => {
            said(haystack, &training.subject);
            said(haystack, &training.audience);
        }
        Record::Aid(aid) => aid.goods.iter().for_each(|goods| said(haystack, goods)),
        Record::Proposal(proposal) => proposal.topics.iter().for_each(|topic| said(haystack, topic)),
        Record::Organisation(organisation) => organisation.as_printed.iter().for_each(|text| haystack.add(text)),
        _ => {}
    }
    // Who searches for a township wants what lies in it. Organisations lie in none.
    if !matches!(record, Record::Organisation(_)) {
        for division in divisions.iter().flat_map(|d| places.upwards(*d)).filter(|d| places.township(*d).is_some()) {
            haystack.add_folded(places.searched(division));
        }
    }
    haystack.end_row();
}
