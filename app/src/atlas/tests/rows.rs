//! All rows at once equal those of all pages, and the naive reading.

use super::{
    answers::all_rows,
    naive::Naive,
    programmes::{atlas, programme},
    questions::query,
};
use crate::{
    atlas::{query::Query, rows::Row},
    domain::{language::Language, record::EntryId, slug::Slug},
};
use proptest::prelude::*;
use std::collections::BTreeSet;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn all_rows_at_once_are_those_of_all_pages(records in programme(), query in query()) {
        let (atlas, naive) = (atlas(&records), Naive(&records));
        for language in [Language::Chinese, Language::English] {
            let rows = atlas.rows(&query, language);
            let all: Vec<Row> = (0..rows.len()).filter_map(|position| atlas.row(&rows, position)).collect();
            prop_assert!(atlas.row(&rows, rows.len()).is_none());
            prop_assert_eq!(all.iter().map(|row| row.card.clone()).collect::<Vec<_>>(), all_rows(&atlas, &query, language));
            let expected: BTreeSet<EntryId> = naive.passing(&query, &|_| true).into_iter().filter(|row| {
                query.bounds.is_none() || !shown(&naive, row, &query).is_empty()
            }).collect();
            prop_assert_eq!(all.iter().map(|row| row.record.entry_id()).collect::<BTreeSet<_>>(), expected);
            for row in all {
                let entry = row.record.entry_id();
                prop_assert_eq!(&entry, &row.card.entry);
                let sites: BTreeSet<Slug> = row.sites.iter().map(|site| site.id.clone()).collect();
                prop_assert_eq!(sites, shown(&naive, &entry, &query), "{}", entry);
                let townships: BTreeSet<Slug> = row.townships.iter().map(|place| place.id.clone()).collect();
                let lies_in = naive.divisions(&entry);
                prop_assert_eq!(townships, lies_in.iter().filter_map(|division| naive.township(division)).collect());
            }
        }
    }
}

/// The sites with which a row stands on the map.
fn shown(naive: &Naive<'_>, row: &EntryId, query: &Query) -> BTreeSet<Slug> {
    let inside = |site: &Slug| query.bounds.is_none_or(|bounds| naive.at(site).is_some_and(|at| bounds.contains(at)));
    naive.sites(row, query).into_iter().filter(inside).collect()
}
