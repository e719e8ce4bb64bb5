//! What stands otherwise on the map of one state than on that of another: for a look at a change before it is published.

use super::{Atlas, view::Rings};
use crate::domain::{
    geo::{LatLng, Location, Precision},
    pillar::Pillar,
    record::{EntryId, Kind},
    slug::Slug,
    text::Name,
};
use std::collections::BTreeSet;

/// A place whose mark differs.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkChange {
    /// The site, or the division.
    pub entry: EntryId,
    /// What it is called, after the change where it is still there.
    pub name: Name,
    /// The division that a site lies in.
    pub division: Option<Name>,
    /// How it stood on the map; `None` where it did not.
    pub was: Option<Stand>,
    /// How it stands on the map after the change.
    pub now: Option<Stand>,
}

/// How a place stands on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stand {
    /// Where.
    pub at: LatLng,
    /// How exactly that is known.
    pub precision: Precision,
    /// Records per pillar.
    pub rings: Rings,
}

impl Stand {
    fn of(location: &Location, rings: Rings) -> Self {
        Self { at: location.point(), precision: location.precision, rings }
    }

    /// Whether the ring of a pillar is drawn.
    pub const fn has(&self, pillar: Pillar) -> bool {
        self.rings[pillar.ring()] > 0
    }

    /// Whether both are drawn alike: a ring is there or not, whatever the number of its records.
    fn looks_like(&self, other: &Self) -> bool {
        self.at == other.at
            && self.precision.is_exact() == other.precision.is_exact()
            && Pillar::ALL.iter().all(|pillar| self.has(*pillar) == other.has(*pillar))
    }
}

impl Atlas {
    /// The marks that differ in a later state: those of sites, and those of townships in which no site's mark differs.
    pub fn marks_changed(&self, after: &Self) -> Vec<MarkChange> {
        let sites: BTreeSet<&Slug> = self.records.sites.keys().chain(after.records.sites.keys()).collect();
        let mut changed: Vec<MarkChange> =
            sites.into_iter().filter_map(|id| self.changed(after, &EntryId::new(Kind::Site, id.clone()))).collect();
        let within: BTreeSet<&Slug> = changed
            .iter()
            .flat_map(|site| [self, after].map(|atlas| atlas.records.sites.get(&site.entry.id)))
            .flatten()
            .map(|site| &site.division)
            .collect();
        let programme = after.programme().map(|programme| &programme.division);
        let townships =
            after.records.divisions.values().filter(|one| programme.is_some() && one.parent.as_ref() == programme);
        let told = |township: &Slug| within.iter().any(|division| after.within(division, township));
        let townships: Vec<_> = townships
            .filter(|township| !told(&township.id))
            .filter_map(|township| self.changed(after, &EntryId::new(Kind::Division, township.id.clone())))
            .collect();
        changed.extend(townships);
        changed
    }

    fn changed(&self, after: &Self, entry: &EntryId) -> Option<MarkChange> {
        let (was, now) = (self.stand(entry), after.stand(entry));
        let alike = match (&was, &now) {
            (Some(was), Some(now)) => was.looks_like(now),
            (was, now) => was.is_none() && now.is_none(),
        };
        if alike {
            return None;
        }
        let later = if now.is_some() { after } else { self };
        let name = later.title(entry)?.name;
        let division = later.records.sites.get(&entry.id).filter(|_| entry.kind == Kind::Site);
        let division = division.and_then(|site| later.records.divisions.get(&site.division)?.name.clone());
        Some(MarkChange { entry: entry.clone(), name, division, was, now })
    }

    fn stand(&self, entry: &EntryId) -> Option<Stand> {
        let location = match entry.kind {
            Kind::Site => self.records.sites.get(&entry.id)?.location.as_ref(),
            _ => self.records.divisions.get(&entry.id)?.location.as_ref(),
        };
        Some(Stand::of(location?, self.rings_of(entry)))
    }
}
