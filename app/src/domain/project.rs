//! Projects: works, agreements, activities and programmes.

use super::{money::Amount, period::PartialDate, site::Brand, slug::Slug, text::Text};
use crate::entry;

crate::code_list! {
    /// What sort of project it is.
    ProjectKind {
        /// A single work.
        Project = "project",
        /// A work shown under the programme's brand.
        BrandProject = "brand project",
        /// An agreement.
        Agreement = "agreement",
        /// An activity.
        Activity = "activity",
        /// A programme that others are part of.
        Programme = "programme",
    }
}

crate::code_list! {
    /// How far a project has come.
    ProjectStatus {
        /// Found to be worth doing.
        Identified = "identified",
        /// Letter of intent signed.
        IntentionAgreement = "intention agreement",
        /// Agreement signed.
        AgreementSigned = "agreement signed",
        /// Under way.
        UnderWay = "under way",
        /// Carried out, as the source says; no date known.
        CarriedOut = "carried out",
        /// Completed on a known date.
        Completed = "completed",
        /// Suspended.
        Suspended = "suspended",
        /// The source does not say.
        Unknown = "unknown",
    }
}

entry! {
    /// A project.
    Project {
        /// What sort of project it is.
        pub kind: ProjectKind,
        /// Its theme: water, transport, health …
        pub theme: Text,
        /// The brand it carries.
        pub brand: Option<Brand>,
        /// How far it has come.
        pub status: ProjectStatus,
        /// The sites it is carried out at, the primary one first.
        pub sites: Vec<Slug>,
        /// The divisions it belongs to.
        pub divisions: Vec<Slug>,
        /// The project it is part of. Amounts of parts and of the whole are never added.
        pub part_of: Option<Slug>,
        /// Projects that the source names in one breath with it.
        pub grouped_with: Vec<Slug>,
        /// What the source says was put into it, where it says so.
        pub stated_amount: Option<Amount>,
        /// First day, month or year.
        pub start: Option<PartialDate>,
        /// Last day, month or year.
        pub end: Option<PartialDate>,
    }
}
