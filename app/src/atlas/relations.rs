//! What refers to what, looked at from the other end: the pages' dossiers are made of these.

use crate::domain::{
    aid::Aid,
    figure::{Figure, Statement},
    funding::{Budget, Transaction},
    indicator::{Indicator, IndicatorValue},
    organisation::{Organisation, Participation},
    photo::Photo,
    project::Project,
    proposal::Proposal,
    record::{EntryId, Records},
    service::Service,
    site::Site,
    slug::Slug,
    training::Training,
    working_group::WorkingGroup,
};
use std::{collections::HashMap, hash::Hash, sync::Arc};

/// Writes the struct, its building and its accessors from one line per relation: name, key, record, collection, and the
/// keys that a record gives.
macro_rules! relations {
    ($($(#[$meta:meta])* $name:ident: $key:ty => $record:ty, $collection:ident, |$each:ident| $keys:expr;)+) => {
        /// Reverse relations of all records. Every answer is in the order of slugs.
        #[derive(Debug, Default)]
        pub struct Relations {
            $($name: HashMap<$key, Vec<Arc<$record>>>,)+
        }

        impl Relations {
            /// Builds the relations of all records.
            pub(super) fn build(records: &Records) -> Self {
                Self { $($name: reversed(records.$collection.values(), |$each| $keys),)+ }
            }

            $(
                $(#[$meta])*
                pub fn $name<'a>(&'a self, key: &$key) -> impl Iterator<Item = &'a Arc<$record>> + use<'a> {
                    self.$name.get(key).into_iter().flatten()
                }
            )+
        }
    };
}

fn reversed<'a, Key: Clone + Eq + Hash + 'a, Record: 'a, Keys: IntoIterator<Item = &'a Key>>(
    records: impl Iterator<Item = &'a Arc<Record>>,
    keys: impl Fn(&'a Arc<Record>) -> Keys,
) -> HashMap<Key, Vec<Arc<Record>>> {
    let mut map: HashMap<Key, Vec<Arc<Record>>> = HashMap::new();
    for record in records {
        for key in keys(record) {
            let list = map.entry(key.clone()).or_default();
            // A record that names the same thing twice still stands there once.
            if list.last().is_none_or(|last| !Arc::ptr_eq(last, record)) {
                list.push(record.clone());
            }
        }
    }
    map
}

relations! {
    /// Parts that organisations have in a record.
    participations_of: EntryId => Participation, participations, |p| [&p.of];
    /// Parts that an organisation has.
    participations_by: Slug => Participation, participations, |p| [&p.organisation];
    /// Figures about a record.
    figures_of: EntryId => Figure, figures, |f| [&f.of];
    /// Statements about a record.
    statements_of: EntryId => Statement, statements, |s| [&s.of];
    /// Statements that name an organisation.
    statements_naming: Slug => Statement, statements, |s| &s.organisations;
    /// Transactions of a record.
    transactions_of: EntryId => Transaction, transactions, |t| [&t.of];
    /// Transactions that an organisation gives or receives.
    transactions_with: Slug => Transaction, transactions, |t| t.provider.iter().chain(&t.receiver);
    /// Budgets of a record.
    budgets_of: EntryId => Budget, budgets, |b| [&b.of];
    /// Indicators of a record.
    indicators_of: EntryId => Indicator, indicators, |i| [&i.of];
    /// Values of an indicator.
    values_of: Slug => IndicatorValue, indicator_values, |v| [&v.indicator];
    /// Photos of a record.
    photos_of: EntryId => Photo, photos, |p| [&p.of];
    /// Sites whose smallest known division this is.
    sites_in: Slug => Site, sites, |s| [&s.division];
    /// Sites that may lie in a division, where the source leaves it open.
    sites_perhaps_in: Slug => Site, sites, |s| &s.candidate_divisions;
    /// Projects at a site.
    projects_at: Slug => Project, projects, |p| &p.sites;
    /// Projects that name a division.
    projects_in: Slug => Project, projects, |p| &p.divisions;
    /// Projects that are part of a project.
    children_of: Slug => Project, projects, |p| &p.part_of;
    /// Trainings at a site.
    trainings_at: Slug => Training, trainings, |t| &t.sites;
    /// Trainings that name a division.
    trainings_in: Slug => Training, trainings, |t| &t.division;
    /// Trainings that are part of a project.
    trainings_of: Slug => Training, trainings, |t| &t.part_of;
    /// Aid at a site.
    aid_at: Slug => Aid, aid, |a| &a.sites;
    /// Aid that names a division.
    aid_in: Slug => Aid, aid, |a| &a.divisions;
    /// Aid that an organisation gives.
    aid_from: Slug => Aid, aid, |a| &a.donors;
    /// Proposals about a division.
    proposals_in: Slug => Proposal, proposals, |p| &p.divisions;
    /// Services at a site.
    services_at: Slug => Service, services, |s| &s.sites;
    /// Services that name a division.
    services_in: Slug => Service, services, |s| &s.divisions;
    /// Services that an organisation organises.
    services_from: Slug => Service, services, |s| &s.organiser;
    /// Services that a working group brings.
    services_by: Slug => Service, services, |s| &s.working_group;
    /// Working groups that an organisation leads or is a member of.
    working_groups_with: Slug => WorkingGroup, working_groups, |g| g.lead.iter().chain(&g.members);
    /// Collectives that an organisation is counted in.
    collectives_with: Slug => Organisation, organisations, |o| &o.members;
}
