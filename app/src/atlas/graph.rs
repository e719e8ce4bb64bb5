//! All records that can belong to a row, numbered, with the places and organisations of each and what belongs to what.

use super::{links::Links, lists::Lists, places::Places};
use crate::domain::{
    pillar::Pillar,
    record::{EntryId, Kind, Records},
    slug::Slug,
};
use std::collections::HashSet;

/// The kinds in the graph. Sites come first, so that a site's node is its row. Those up to the organisations have a
/// table of their own; the rest says something about another record.
pub(super) const KINDS: [Kind; 14] = [
    Kind::Site,
    Kind::Project,
    Kind::Training,
    Kind::Aid,
    Kind::Proposal,
    Kind::Service,
    Kind::WorkingGroup,
    Kind::Organisation,
    Kind::Figure,
    Kind::Statement,
    Kind::Budget,
    Kind::Transaction,
    Kind::Indicator,
    Kind::Photo,
];

/// How many of [`KINDS`] fill rings: those that have pillars in their own right.
const RING_KINDS: usize = 10;
const FIRST_ABOUT: usize = 8;

/// The graph of records. A record is known by its node: its position kind by kind, then in the order of slugs.
#[derive(Debug, Default)]
pub(super) struct Graph {
    slugs: Vec<Slug>,
    /// The first node of each kind, and one past the last.
    firsts: Vec<u32>,
    pillars: Vec<u8>,
    belongs: Lists,
    divisions: Lists,
    sites: Lists,
    organisations: Lists,
}

impl Graph {
    /// Builds the graph. References to records that are not there are left out.
    pub(super) fn build(records: &Records, places: &Places) -> Self {
        let mut graph = Self { firsts: vec![0], ..Self::default() };
        macro_rules! number {
            ($($collection:ident)+) => {$(
                for record in records.$collection.values() {
                    graph.slugs.push(record.id.clone());
                    graph.pillars.push(mask(&record.pillars));
                }
                graph.firsts.push(graph.slugs.len() as u32);
            )+};
        }
        number!(sites projects trainings aid proposals services working_groups organisations figures statements);
        number!(budgets transactions indicators photos);
        let Links { belongs, sites, organisations, .. } = Links::collect(&graph, records);
        let size = graph.slugs.len();
        graph.belongs = Lists::from_pairs(size, belongs);
        graph.sites = Lists::from_pairs(size, sites);
        graph.organisations = Lists::from_pairs(size, organisations);
        graph.divisions = graph.divisions(records, places);
        graph
    }

    /// The node of a record.
    pub(super) fn node(&self, kind: Kind, slug: &Slug) -> Option<u32> {
        let nodes = self.nodes(kind)?;
        let slugs = &self.slugs[nodes.start as usize..nodes.end as usize];
        slugs.binary_search(slug).ok().map(|index| nodes.start + index as u32)
    }

    /// The nodes of a kind; `None` for a kind that is not in the graph.
    pub(super) fn nodes(&self, kind: Kind) -> Option<std::ops::Range<u32>> {
        let index = KINDS.iter().position(|k| *k == kind)?;
        Some(self.firsts[index]..self.firsts[index + 1])
    }

    /// How many nodes there are.
    pub(super) fn size(&self) -> usize {
        self.slugs.len()
    }

    /// The nodes that fill rings.
    pub(super) fn ring_nodes(&self) -> std::ops::Range<u32> {
        0..self.firsts[RING_KINDS]
    }

    /// Those of them that are work of their own. Figures and statements are said of such work, and may contain one another.
    pub(super) fn work_nodes(&self) -> std::ops::Range<u32> {
        0..self.firsts[FIRST_ABOUT]
    }

    /// The slug of a node.
    pub(super) fn slug(&self, node: u32) -> &Slug {
        &self.slugs[node as usize]
    }

    /// The pillars of a node, one bit each.
    pub(super) fn pillars(&self, node: u32) -> u8 {
        self.pillars[node as usize]
    }

    /// The divisions of a node: its own, those of its sites unless one of its own lies in them, those of what it is about;
    /// where there is none of these, the programme's. For an organisation those of everything it takes part in.
    pub(super) fn divisions_of(&self, node: u32) -> &[u32] {
        self.divisions.get(node)
    }

    /// The rows of the sites that the record itself names; a site names itself.
    pub(super) fn sites_of(&self, node: u32) -> &[u32] {
        self.sites.get(node)
    }

    /// The rows of the sites among some nodes; a site's node is its row.
    pub(super) fn sites_among(&self, nodes: &[u32]) -> Vec<u32> {
        let sites = self.nodes(Kind::Site).unwrap_or_default();
        nodes.iter().copied().filter(|node| sites.contains(node)).collect()
    }

    /// The organisations that take part in a node, as positions in the order of their slugs.
    pub(super) fn organisations_of(&self, node: u32) -> &[u32] {
        self.organisations.get(node)
    }

    /// Everything that belongs to a row, itself included, each node once and in order:
    /// to a site and a working group the records that name them and what is said about these;
    /// to an organisation everything it takes part in; to a project its parts, their parts, and what is said about them.
    pub(super) fn belonging(&self, kind: Kind, node: u32) -> Vec<u32> {
        let mut all = vec![node];
        match kind {
            Kind::Organisation => all.extend(self.belongs.get(node)),
            Kind::Site | Kind::WorkingGroup => {
                for direct in self.belongs.get(node) {
                    all.push(*direct);
                    all.extend(self.belongs.get(*direct).iter().filter(|n| **n >= self.firsts[FIRST_ABOUT]));
                }
            }
            _ => {
                // Parts of parts; the set is there because nothing forbids a circle of parts.
                let mut seen = HashSet::from([node]);
                let mut next = 0;
                while next < all.len() {
                    all.extend(self.belongs.get(all[next]).iter().filter(|part| seen.insert(**part)));
                    next += 1;
                }
            }
        }
        // An organisation may take part in itself, and one thing may be said of two records of a site.
        all.sort_unstable();
        all.dedup();
        all
    }

    /// What belongs to a project without the projects that are parts of it, and without what belongs only to these: they
    /// are rows of their own, and what they are or who takes part in them is said of them alone.
    pub(super) fn without_parts(&self, project: u32) -> Vec<u32> {
        let projects = self.nodes(Kind::Project).unwrap_or_default();
        let mut own = vec![project];
        own.extend(self.belongs.get(project).iter().filter(|node| !projects.contains(node)));
        own
    }

    fn divisions(&self, records: &Records, places: &Places) -> Lists {
        let whole: Vec<u32> = places.programme().into_iter().collect();
        let numbers = |slugs: &mut dyn Iterator<Item = &Slug>| slugs.filter_map(|slug| places.number(slug)).collect();
        let mut lists = Lists::default();
        let push = |lists: &mut Lists, mut row: Vec<u32>| {
            if row.is_empty() {
                row.clone_from(&whole);
            }
            lists.push(row);
        };
        for site in records.sites.values() {
            push(&mut lists, numbers(&mut std::iter::once(&site.division)));
        }
        let mut node = records.sites.len() as u32;
        macro_rules! own_and_sites {
            ($collection:ident, |$record:ident| $slugs:expr) => {
                for $record in records.$collection.values() {
                    let mut row: Vec<u32> = numbers(&mut $slugs);
                    let stated = row.len();
                    for division in self.sites_of(node).iter().flat_map(|site| lists.get(*site).to_vec()) {
                        // A site that is known to lie in a county says nothing more than the township that is stated.
                        if !row[..stated].iter().any(|own| *own != division && places.within(*own, division)) {
                            row.push(division);
                        }
                    }
                    push(&mut lists, row);
                    node += 1;
                }
            };
        }
        own_and_sites!(projects, |record| record.divisions.iter());
        own_and_sites!(trainings, |record| record.division.iter());
        own_and_sites!(aid, |record| record.divisions.iter());
        own_and_sites!(proposals, |record| record.divisions.iter());
        own_and_sites!(services, |record| record.divisions.iter());
        own_and_sites!(working_groups, |_record| std::iter::empty());
        // What is said of an organisation belongs to the whole, so that its own places can be made of all it takes
        // part in without going in circles.
        let about = |of: &EntryId, lists: &Lists| match of.kind {
            Kind::Division => places.number(&of.id).into_iter().collect(),
            Kind::Organisation => Vec::new(),
            _ => self
                .node(of.kind, &of.id)
                .filter(|node| *node < self.firsts[FIRST_ABOUT])
                .map_or_else(Vec::new, |node| lists.get(node).to_vec()),
        };
        let mut said = Lists::default();
        macro_rules! said {
            ($($collection:ident)+) => {$(
                for record in records.$collection.values() {
                    push(&mut said, about(&record.of, &lists));
                }
            )+};
        }
        said!(figures statements budgets transactions indicators photos);
        let first_said = self.firsts[FIRST_ABOUT];
        for organisation in node..first_said {
            let parts = self.belongs.get(organisation).iter();
            // What an organisation does for another leads to no place, nor does what is only said of it.
            let takes_part = |part: &&u32| self.organisations_of(**part).contains(&(organisation - node));
            let parts = parts.filter(|part| !(node..first_said).contains(*part));
            let parts = parts.filter(|part| **part < first_said || takes_part(part));
            let row = parts
                .flat_map(|part| if *part >= first_said { said.get(*part - first_said) } else { lists.get(*part) })
                .copied()
                .collect();
            push(&mut lists, row);
        }
        for row in 0..self.slugs.len() as u32 - first_said {
            lists.push(said.get(row).to_vec());
        }
        lists
    }
}

/// The pillars as bits, the innermost ring lowest.
pub(super) fn mask(pillars: &[Pillar]) -> u8 {
    pillars.iter().fold(0, |mask, pillar| mask | 1 << pillar.ring())
}
