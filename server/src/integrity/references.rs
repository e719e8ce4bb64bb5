//! Everything that a record refers to, field by field.

use app::domain::{
    geo::Location,
    record::{EntryId, Kind, Record},
    slug::Slug,
};

/// A field that names another record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The field, such as `sites[0]` or `location.source`.
    pub field: String,
    /// The record that it names.
    pub target: EntryId,
}

impl Reference {
    /// Whether it is the record that this one belongs to.
    pub fn is_owner(&self) -> bool {
        self.field == "of"
    }

    /// Whether it says where the record is stated; a source may be stated in itself.
    pub fn is_citation(&self) -> bool {
        self.field.starts_with("citations[")
    }

    /// The list that the field is in, if that is a set: citations may name the same source twice.
    pub fn set(&self) -> Option<&str> {
        self.field.strip_suffix(']').and_then(|field| field.split_once('[')).map(|(list, _)| list)
    }
}

struct Collected(Vec<Reference>);

impl Collected {
    fn entry(&mut self, field: impl Into<String>, target: EntryId) {
        self.0.push(Reference { field: field.into(), target });
    }

    fn one(&mut self, field: &str, kind: Kind, slug: &Slug) {
        self.entry(field, EntryId::new(kind, slug.clone()));
    }

    fn maybe(&mut self, field: &str, kind: Kind, slug: Option<&Slug>) {
        if let Some(slug) = slug {
            self.one(field, kind, slug);
        }
    }

    fn list(&mut self, field: &str, kind: Kind, slugs: &[Slug]) {
        for (position, slug) in slugs.iter().enumerate() {
            self.one(&format!("{field}[{position}]"), kind, slug);
        }
    }

    fn location(&mut self, location: Option<&Location>) {
        if let Some(location) = location {
            self.one("location.source", Kind::Source, &location.source);
            let check = location.cross_check.as_ref();
            self.maybe("location.cross_check.source", Kind::Source, check.map(|check| &check.source));
        }
    }
}

/// Everything that a record refers to.
pub fn references(record: &Record) -> Vec<Reference> {
    let mut found = Collected(Vec::new());
    for (position, citation) in record.head().citations.iter().enumerate() {
        found.one(&format!("citations[{position}].source"), Kind::Source, &citation.source);
    }
    match record {
        Record::Source(_) => {}
        Record::Division(division) => {
            found.one("code_source", Kind::Source, &division.code_source);
            found.maybe("parent", Kind::Division, division.parent.as_ref());
            found.location(division.location.as_ref());
        }
        Record::Programme(programme) => found.one("division", Kind::Division, &programme.division),
        Record::MapFeature(feature) => found.maybe("division", Kind::Division, feature.division.as_ref()),
        Record::Organisation(organisation) => found.list("members", Kind::Organisation, &organisation.members),
        Record::WorkingGroup(group) => {
            found.maybe("lead", Kind::Organisation, group.lead.as_ref());
            found.list("members", Kind::Organisation, &group.members);
        }
        Record::Site(site) => {
            found.one("division", Kind::Division, &site.division);
            found.list("candidate_divisions", Kind::Division, &site.candidate_divisions);
            found.location(site.location.as_ref());
        }
        Record::Project(project) => {
            found.list("sites", Kind::Site, &project.sites);
            found.list("divisions", Kind::Division, &project.divisions);
            found.maybe("part_of", Kind::Project, project.part_of.as_ref());
            found.list("grouped_with", Kind::Project, &project.grouped_with);
        }
        Record::Training(training) => {
            found.maybe("division", Kind::Division, training.division.as_ref());
            found.list("sites", Kind::Site, &training.sites);
            found.maybe("part_of", Kind::Project, training.part_of.as_ref());
        }
        Record::Aid(aid) => {
            found.list("donors", Kind::Organisation, &aid.donors);
            found.list("divisions", Kind::Division, &aid.divisions);
            found.list("sites", Kind::Site, &aid.sites);
        }
        Record::Proposal(proposal) => found.list("divisions", Kind::Division, &proposal.divisions),
        Record::Service(service) => {
            found.maybe("organiser", Kind::Organisation, service.organiser.as_ref());
            found.maybe("working_group", Kind::WorkingGroup, service.working_group.as_ref());
            found.list("divisions", Kind::Division, &service.divisions);
            found.list("sites", Kind::Site, &service.sites);
        }
        Record::Participation(participation) => {
            found.entry("of", participation.of.clone());
            found.one("organisation", Kind::Organisation, &participation.organisation);
        }
        Record::Budget(budget) => found.entry("of", budget.of.clone()),
        Record::Transaction(transaction) => {
            found.entry("of", transaction.of.clone());
            found.maybe("provider", Kind::Organisation, transaction.provider.as_ref());
            found.maybe("receiver", Kind::Organisation, transaction.receiver.as_ref());
        }
        Record::Indicator(indicator) => found.entry("of", indicator.of.clone()),
        Record::IndicatorValue(value) => found.one("indicator", Kind::Indicator, &value.indicator),
        Record::Figure(figure) => {
            found.entry("of", figure.of.clone());
            found.list("may_be_contained_in", Kind::Figure, &figure.may_be_contained_in);
        }
        Record::Statement(statement) => {
            found.entry("of", statement.of.clone());
            found.list("organisations", Kind::Organisation, &statement.organisations);
        }
        Record::Photo(photo) => found.entry("of", photo.of.clone()),
    }
    found.0
}

/// The record of the same kind above this one, where there is one.
pub fn parent(record: &Record) -> Option<Reference> {
    let (field, slug) = match record {
        Record::Division(division) => ("parent", division.parent.as_ref()?),
        Record::Project(project) => ("part_of", project.part_of.as_ref()?),
        _ => return None,
    };
    Some(Reference { field: field.into(), target: EntryId::new(record.kind(), slug.clone()) })
}
