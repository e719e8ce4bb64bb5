//! An Atlas after a change equals one built from the records after the change.

use super::{
    programmes::{atlas, programme, project, site},
    questions::query,
};
use crate::{
    atlas::{Delta, query::Want},
    domain::{change::Version, language::Language},
};
use proptest::{collection::vec, prelude::*};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn apply_equals_a_rebuild(before in programme(), queries in vec(query(), 1..6), removed in vec(any::<prop::sample::Index>(), 0..4),
        sites in vec((0..40usize).prop_flat_map(site), 0..4), projects in vec((0..14usize).prop_flat_map(|n| project(n, 40)), 0..4)) {
        let all: Vec<_> = before.iter().map(|record| record.entry_id()).collect();
        let removed: Vec<_> = removed.iter().map(|index| index.get(&all).clone()).collect();
        let changed: Vec<_> = sites.into_iter().chain(projects).collect();
        let mut after = before.clone();
        removed.iter().for_each(|entry| after.remove(entry));
        changed.iter().for_each(|record| after.insert(record.clone()));

        let old = atlas(&before);
        let applied = old.apply(&Delta { version: Version(2), changed, removed, ..Delta::default() });
        let rebuilt = atlas(&after);
        prop_assert_eq!(applied.version(), Version(2));
        prop_assert_eq!(applied.records(), rebuilt.records());
        prop_assert_eq!(&**old.records(), &before, "the old one stays as it was");
        prop_assert_eq!(applied.pillars(), rebuilt.pillars());
        for query in queries {
            let mut expected = rebuilt.view(&query, Want::ALL, Language::Chinese);
            expected.version = Version(2);
            prop_assert_eq!(applied.view(&query, Want::ALL, Language::Chinese), expected);
        }
    }
}
