//! Bodies that carry the programme, and what each does in a record.

use super::{record::EntryId, slug::Slug, text::Text};
use crate::entry;

crate::code_list! {
    /// What sort of body it is.
    OrganisationKind {
        /// A democratic party 民主党派.
        DemocraticParty = "democratic party",
        /// A people's organisation 人民团体.
        PeoplesOrganisation = "people's organisation",
        /// A body of government.
        Government = "government",
        /// An organ of the Communist Party.
        PartyOrgan = "party organ",
        /// An enterprise.
        Enterprise = "enterprise",
        /// A foundation or charity.
        Foundation = "foundation",
        /// A school.
        School = "school",
        /// A hospital.
        Hospital = "hospital",
        /// Several bodies that a source names together.
        Collective = "collective",
    }
}

entry! {
    /// An organisation.
    Organisation {
        /// What sort of body it is.
        pub kind: OrganisationKind,
        /// Its level, in words (provincial, county …).
        pub level: Option<Text>,
        /// Unified social credit code (GB 32100), where known.
        pub credit_code: Option<Text>,
        /// The bodies that a collective stands for.
        pub members: Vec<Slug>,
        /// How the source prints its name, where that differs.
        pub as_printed: Option<Text>,
    }
}

crate::code_list! {
    /// What an organisation does in a record. The first four are the IATI organisation roles 1 to 4.
    Role {
        /// Gives the money (IATI 1).
        Funding = "funding",
        /// Answers for it (IATI 2).
        Accountable = "accountable",
        /// Passes the money on and manages (IATI 3).
        Extending = "extending",
        /// Carries it out (IATI 4).
        Implementing = "implementing",
        /// Leads it.
        Lead = "lead",
        /// Signed the agreement.
        Signatory = "signatory",
        /// Brought the parties together.
        Broker = "broker",
        /// Put the idea forward.
        Proposer = "proposer",
        /// Takes part beside the others.
        Partner = "partner",
        /// Gives goods.
        Donor = "donor",
    }
}

entry! {
    /// An organisation's part in a project, training, proposal or other record.
    Participation {
        /// The record it takes part in.
        pub of: EntryId,
        /// The organisation.
        pub organisation: Slug,
        /// What it does there.
        pub role: Role,
        /// Whether the source credits several bodies together rather than this one by name.
        pub joint: bool,
    }
}
