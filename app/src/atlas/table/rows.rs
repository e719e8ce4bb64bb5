//! Which records are the rows of a subject, and what lies in those that are townships.

use crate::{
    atlas::{graph::Graph, places::Places, query::Subject},
    domain::record::{Kind, Record, Records},
};

impl Subject {
    /// The kind of the records that are its rows.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Sites => Kind::Site,
            Self::Projects => Kind::Project,
            Self::Trainings => Kind::Training,
            Self::Aid => Kind::Aid,
            Self::Proposals => Kind::Proposal,
            Self::Services => Kind::Service,
            Self::Organisations => Kind::Organisation,
            Self::WorkingGroups => Kind::WorkingGroup,
            Self::Townships => Kind::Division,
            Self::Funding => Kind::Transaction,
        }
    }
}

/// The records of a subject, in the order of their slugs.
pub(super) fn rows(subject: Subject, records: &Records, places: &Places) -> Vec<Record> {
    match subject {
        Subject::Sites => records.sites.values().cloned().map(Record::Site).collect(),
        Subject::Projects => records.projects.values().cloned().map(Record::Project).collect(),
        Subject::Trainings => records.trainings.values().cloned().map(Record::Training).collect(),
        Subject::Aid => records.aid.values().cloned().map(Record::Aid).collect(),
        Subject::Proposals => records.proposals.values().cloned().map(Record::Proposal).collect(),
        Subject::Services => records.services.values().cloned().map(Record::Service).collect(),
        Subject::Organisations => records.organisations.values().cloned().map(Record::Organisation).collect(),
        Subject::WorkingGroups => records.working_groups.values().cloned().map(Record::WorkingGroup).collect(),
        Subject::Funding => records.transactions.values().cloned().map(Record::Transaction).collect(),
        Subject::Townships => (0..places.len() as u32)
            .filter(|division| places.township(*division) == Some(*division))
            .map(|division| Record::Division(places.get(division).clone()))
            .collect(),
    }
}

/// The number of the division that a row of townships stands for.
pub(super) fn record_township(record: &Record, places: &Places) -> Option<u32> {
    match record {
        Record::Division(division) => places.number(&division.id),
        _ => None,
    }
}

/// The nodes that lie in each township, by the number of its division: what was done there, without the bodies that
/// did it and without what belongs to the whole. Empty for other subjects.
pub(super) fn townships(places: &Places, graph: &Graph, subject: Subject) -> Vec<Vec<u32>> {
    let mut lying = vec![Vec::new(); places.len()];
    if subject == Subject::Townships {
        let organisations = graph.nodes(Kind::Organisation).unwrap_or_default();
        for node in (0..graph.size() as u32).filter(|node| !organisations.contains(node)) {
            let divisions = graph.divisions_of(node).iter();
            let mut townships: Vec<u32> = divisions.filter_map(|division| places.township(*division)).collect();
            townships.sort_unstable();
            townships.dedup();
            townships.into_iter().for_each(|township| lying[township as usize].push(node));
        }
    }
    lying
}
