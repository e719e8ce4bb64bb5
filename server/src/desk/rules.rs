//! What would be wrong with the entries of a change once they are published, beside others: said while it can still be
//! mended. The database asks again, in the transaction that publishes.

use super::body::Body;
use crate::integrity::{self, Surroundings};
use app::{
    atlas::Atlas,
    domain::{
        change::Op,
        draft::Verdict,
        form::{Around, Problem},
        record::{EntryId, Record},
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// Adds to each entry what is wrong with it after the change, and to what goes the entries that name it.
pub(super) fn judge(atlas: &Atlas, all: &mut [Body]) {
    let after = After::of(atlas, all);
    let named_by = after.named_by();
    for body in all.iter_mut().filter(|body| body.shown.verdict != Verdict::Approved) {
        body.shown.named_by = named_by.get(&body.entry).cloned().unwrap_or_default();
        for problem in after.problems(body) {
            let said = body.shown.problems.iter().any(|said| said.path == problem.path);
            if !said {
                body.shown.problems.push(problem);
            }
        }
    }
}

/// What is published, with a change over it.
struct After<'a> {
    atlas: &'a Atlas,
    changed: BTreeMap<EntryId, Record>,
    /// Entries of the change that cannot be read yet: they are there, whatever they will say.
    unread: BTreeSet<EntryId>,
    gone: BTreeSet<EntryId>,
}

impl<'a> After<'a> {
    fn of(atlas: &'a Atlas, all: &[Body]) -> Self {
        let mut after = Self { atlas, changed: BTreeMap::new(), unread: BTreeSet::new(), gone: BTreeSet::new() };
        for body in all.iter().filter(|body| body.shown.verdict != Verdict::Approved) {
            match &body.after {
                _ if is_archived(body) => _ = after.gone.insert(body.entry.clone()),
                Some(record) => _ = after.changed.insert(body.entry.clone(), record.clone()),
                None => _ = after.unread.insert(body.entry.clone()),
            }
        }
        after
    }

    fn is_there(&self, entry: &EntryId) -> bool {
        let published = || self.atlas.records().get(entry).is_some() && !self.gone.contains(entry);
        self.changed.contains_key(entry) || self.unread.contains(entry) || published()
    }

    fn get(&self, entry: &EntryId) -> Option<Record> {
        self.changed.get(entry).cloned().or_else(|| self.atlas.records().get(entry))
    }

    fn problems(&self, body: &Body) -> Vec<Problem> {
        let Some(record) = self.changed.get(&body.entry) else { return Vec::new() };
        let breaches = integrity::check(record, &self.around(record)).into_iter();
        let mut problems: Vec<Problem> = breaches
            .map(|breach| Problem { path: breach.field.replace('[', ".").replace(']', ""), rule: breach.rule })
            .collect();
        if let Record::Site(site) = record
            && let Some(at) = &site.location
            && body.ops.iter().any(|op| matches!(op, Op::Set(field, _) if field == "location" || field == "division"))
        {
            let around = Around::new(self.atlas.records(), &[]);
            let rule = around.lies_in((at.lat.degrees(), at.lng.degrees()), site.division.as_str()).err();
            problems.extend(rule.map(|rule| Problem { path: "location.lat".into(), rule }));
        }
        problems
    }

    /// What there is of what a record refers to, and what it is part of, as far up as that leads.
    fn around(&self, record: &Record) -> Surroundings {
        let mut around = Surroundings::default();
        let targets = integrity::references(record).into_iter().map(|reference| reference.target);
        around.known.extend(targets.filter(|target| self.is_there(target)));
        let mut next = Some(record.clone());
        while let Some(record) = next {
            let parent = integrity::parent(&record).map(|reference| reference.target);
            next = parent.filter(|_| !around.parents.contains_key(&record.entry_id())).and_then(|parent| {
                around.parents.insert(record.entry_id(), parent.clone());
                self.get(&parent)
            });
        }
        around
    }

    /// For each entry that goes those that name it after the change, in order.
    fn named_by(&self) -> BTreeMap<EntryId, Vec<EntryId>> {
        let mut named_by: BTreeMap<EntryId, Vec<EntryId>> = BTreeMap::new();
        if self.gone.is_empty() {
            return named_by;
        }
        let published = self.atlas.records().iter().filter(|record| !self.changed.contains_key(&record.entry_id()));
        for record in published.chain(self.changed.values().cloned()) {
            let entry = record.entry_id();
            if self.gone.contains(&entry) {
                continue;
            }
            let targets: BTreeSet<EntryId> =
                integrity::references(&record).into_iter().map(|reference| reference.target).collect();
            for target in targets.intersection(&self.gone) {
                named_by.entry(target.clone()).or_default().push(entry.clone());
            }
        }
        named_by
    }
}

fn is_archived(body: &Body) -> bool {
    body.ops.iter().any(|op| matches!(op, Op::Archive { .. }))
}
