//! What is known of an organisation beside the records that it shares with others.

use crate::{
    atlas::{Atlas, view::Named},
    domain::{
        organisation::Role,
        record::{EntryId, Kind},
        slug::Slug,
        text::Text,
    },
};
use std::collections::BTreeSet;

/// What is known of an organisation itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Its level.
    pub level: Option<Text>,
    /// Unified social credit code.
    pub credit_code: Option<Text>,
    /// How the source prints its name.
    pub as_printed: Option<Text>,
    /// The bodies that it stands for.
    pub members: Vec<Named>,
    /// The collectives that it is counted in.
    pub collectives: Vec<Named>,
}

/// An organisation's part in a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// The record.
    pub record: Named,
    /// What it does there.
    pub role: Role,
    /// Whether several bodies are credited together.
    pub joint: bool,
}

impl Atlas {
    /// What an organisation does: its parts in records, the aid it gives, the services it organises.
    pub(super) fn deeds(&self, organisation: &Slug) -> Vec<Deed> {
        let relations = self.relations();
        let parts = relations.participations_by(organisation).map(|part| (part.of.clone(), part.role, part.joint));
        let aid = relations
            .aid_from(organisation)
            .map(|aid| (EntryId::new(Kind::Aid, aid.id.clone()), Role::Donor, aid.donors.len() > 1));
        let services = relations
            .services_from(organisation)
            .map(|service| (EntryId::new(Kind::Service, service.id.clone()), Role::Lead, false));
        let groups = relations.working_groups_with(organisation).map(|group| {
            let leads = group.lead.as_ref() == Some(organisation);
            (EntryId::new(Kind::WorkingGroup, group.id.clone()), if leads { Role::Lead } else { Role::Partner }, false)
        });
        let all: BTreeSet<(EntryId, Role, bool)> = parts.chain(aid).chain(services).chain(groups).collect();
        all.into_iter()
            .filter_map(|(record, role, joint)| Some(Deed { record: self.title(&record)?, role, joint }))
            .collect()
    }
}
