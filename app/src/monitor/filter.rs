//! Which findings are asked for: the address of the monitor's lists.

use super::{Finding, Flaw, Group, Owners, counts::township};
use crate::{atlas::Atlas, domain::slug::Slug};

/// The key of the page of a list.
const PAGE: &str = "page";

/// Which findings are asked for. Everything that is set must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those of a column.
    pub group: Option<Group>,
    /// Those of one sort.
    pub flaw: Option<Flaw>,
    /// Those of entries in which this organisation takes part.
    pub organisation: Option<Slug>,
    /// Those of entries of this township; of the programme's own division, what belongs to no township.
    pub within: Option<Slug>,
}

impl Filter {
    /// Reads the query of an address. What is not understood is left out.
    pub fn from_query(query: &str) -> Self {
        let mut filter = Self::default();
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*key {
                "group" => filter.group = Group::from_code(&value),
                "flaw" => filter.flaw = Flaw::from_code(&value),
                "org" => filter.organisation = Slug::new(&value).ok(),
                "in" => filter.within = Slug::new(&value).ok(),
                _ => {}
            }
        }
        filter
    }

    /// The query of its address; empty for everything.
    pub fn to_query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let parts = [
            ("group", self.group.map(Group::code)),
            ("flaw", self.flaw.map(Flaw::code)),
            ("org", self.organisation.as_ref().map(Slug::as_str)),
            ("in", self.within.as_ref().map(Slug::as_str)),
        ];
        query.extend_pairs(parts.into_iter().filter_map(|(key, value)| Some((key, value?))));
        query.finish()
    }

    /// The query of the address of one page of its list.
    pub fn on_page(&self, page: usize) -> String {
        let query = self.to_query();
        if page > 1 { format!("{query}&{PAGE}={page}") } else { query }
    }

    /// The page of a list that the query of an address asks for, counted from 1.
    pub fn page_of(query: &str) -> usize {
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        pairs.find_map(|(key, value)| (key == PAGE).then(|| value.parse().ok()).flatten()).unwrap_or(1)
    }

    /// Whether nothing is asked for: the tables are shown, not a list.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a finding is asked for.
    pub fn takes(&self, atlas: &Atlas, finding: &Finding, owners: &Owners) -> bool {
        self.group.is_none_or(|group| finding.flaw.group() == group)
            && self.flaw.is_none_or(|flaw| finding.flaw == flaw)
            && self.organisation.as_ref().is_none_or(|body| owners.organisations.contains(body))
            && self
                .within
                .as_ref()
                .is_none_or(|within| owners.divisions.iter().any(|division| township(atlas, division) == *within))
    }
}
