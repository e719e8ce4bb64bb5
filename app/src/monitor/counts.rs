//! How many entries have something to be said of them, by organisation and by place.

use super::{Finding, Flaw, Group, Owners};
use crate::{atlas::Atlas, domain::slug::Slug};
use std::collections::{BTreeMap, BTreeSet};

/// How many entries have a flaw, or one of a group. An entry counts once in a cell, whatever is to be said of it there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Entries with each flaw.
    pub flaws: BTreeMap<Flaw, usize>,
    /// Entries of each organisation, by group.
    pub organisations: BTreeMap<Slug, BTreeMap<Group, usize>>,
    /// Entries in each township, and of the whole programme under its own division, by group.
    pub places: BTreeMap<Slug, BTreeMap<Group, usize>>,
}

/// Counts findings, each with whom its entry concerns.
pub fn counts(atlas: &Atlas, found: &[(Finding, Owners)]) -> Counts {
    let mut flaws: BTreeMap<Flaw, BTreeSet<_>> = BTreeMap::new();
    let mut organisations: BTreeMap<(Slug, Group), BTreeSet<_>> = BTreeMap::new();
    let mut places: BTreeMap<(Slug, Group), BTreeSet<_>> = BTreeMap::new();
    for (finding, owners) in found {
        let (entry, group) = (&finding.entry, finding.flaw.group());
        flaws.entry(finding.flaw).or_default().insert(entry);
        for organisation in &owners.organisations {
            organisations.entry((organisation.clone(), group)).or_default().insert(entry);
        }
        for division in &owners.divisions {
            places.entry((township(atlas, division), group)).or_default().insert(entry);
        }
    }
    Counts {
        flaws: flaws.into_iter().map(|(flaw, entries)| (flaw, entries.len())).collect(),
        organisations: rows(organisations),
        places: rows(places),
    }
}

fn rows<Entry>(cells: BTreeMap<(Slug, Group), BTreeSet<Entry>>) -> BTreeMap<Slug, BTreeMap<Group, usize>> {
    let mut rows: BTreeMap<Slug, BTreeMap<Group, usize>> = BTreeMap::new();
    for ((name, group), entries) in cells {
        rows.entry(name).or_default().insert(group, entries.len());
    }
    rows
}

/// The division directly under the programme's that a division lies in; itself where it lies in none.
pub(super) fn township(atlas: &Atlas, division: &Slug) -> Slug {
    let programme = atlas.programme().map(|programme| &programme.division);
    let path = atlas.division_path(division);
    let inside = path.first().is_some_and(|first| Some(&first.id) == programme);
    path.get(1).filter(|_| inside).map_or_else(|| division.clone(), |township| township.id.clone())
}
