//! References between records, followed once when the graph is built.

use super::graph::Graph;
use crate::domain::{
    record::{Kind, Records},
    slug::Slug,
};

/// Pairs of nodes, collected before they become lists.
pub(super) struct Links<'a> {
    graph: &'a Graph,
    /// A record, and one that belongs to it.
    pub(super) belongs: Vec<(u32, u32)>,
    /// A record, and the row of a site that it names.
    pub(super) sites: Vec<(u32, u32)>,
    /// A record, and the position of an organisation that takes part in it.
    pub(super) organisations: Vec<(u32, u32)>,
}

impl<'a> Links<'a> {
    /// Follows every reference of every record that has a node.
    pub(super) fn collect(graph: &'a Graph, records: &Records) -> Self {
        let mut links = Self { graph, belongs: Vec::new(), sites: Vec::new(), organisations: Vec::new() };
        links.follow(records);
        links
    }

    fn follow(&mut self, records: &Records) {
        let mut node = 0;
        for _ in records.sites.values() {
            self.sites.push((node, node));
            node += 1;
        }
        for project in records.projects.values() {
            self.at(node, &project.sites);
            self.part(Kind::Project, project.part_of.as_ref(), node);
            node += 1;
        }
        for training in records.trainings.values() {
            self.at(node, &training.sites);
            self.part(Kind::Project, training.part_of.as_ref(), node);
            node += 1;
        }
        for aid in records.aid.values() {
            self.at(node, &aid.sites);
            self.by(&aid.donors, node);
            node += 1;
        }
        node += records.proposals.len() as u32;
        for service in records.services.values() {
            self.at(node, &service.sites);
            self.by(&service.organiser, node);
            self.part(Kind::WorkingGroup, service.working_group.as_ref(), node);
            node += 1;
        }
        for group in records.working_groups.values() {
            self.by(group.lead.iter().chain(&group.members), node);
            node += 1;
        }
        node += records.organisations.len() as u32;
        macro_rules! about {
            ($($collection:ident, |$record:ident| $organisations:expr;)+) => {$(
                for $record in records.$collection.values() {
                    self.part($record.of.kind, Some(&$record.of.id), node);
                    self.by($organisations, node);
                    node += 1;
                }
            )+};
        }
        about! {
            figures, |record| None;
            statements, |record| &record.organisations;
            budgets, |record| None;
            transactions, |record| record.provider.iter().chain(&record.receiver);
            indicators, |record| None;
            photos, |record| None;
        }
        for participation in records.participations.values() {
            if let Some(node) = self.graph.node(participation.of.kind, &participation.of.id) {
                self.by([&participation.organisation], node);
            }
        }
    }

    fn at(&mut self, node: u32, sites: &[Slug]) {
        for site in sites.iter().filter_map(|site| self.graph.node(Kind::Site, site)) {
            self.sites.push((node, site));
            self.belongs.push((site, node));
        }
    }

    fn part(&mut self, kind: Kind, whole: Option<&Slug>, node: u32) {
        if let Some(whole) = whole.and_then(|whole| self.graph.node(kind, whole)) {
            self.belongs.push((whole, node));
        }
    }

    fn by<'s>(&mut self, organisations: impl IntoIterator<Item = &'s Slug>, node: u32) {
        let first = self.graph.nodes(Kind::Organisation).unwrap_or_default().start;
        for organisation in organisations {
            if let Some(owner) = self.graph.node(Kind::Organisation, organisation) {
                self.belongs.push((owner, node));
                self.organisations.push((node, owner - first));
            }
        }
    }
}
