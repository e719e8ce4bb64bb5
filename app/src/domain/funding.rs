//! Money planned and moved for a record, in the terms of IATI.

use super::{money::Amount, period::PartialDate, record::EntryId, slug::Slug};
use crate::entry;

crate::code_list! {
    /// The kind of a transaction. Commitments and disbursements are never added together.
    TransactionKind {
        /// Money received for the record.
        Incoming = "incoming",
        /// Money promised.
        Commitment = "commitment",
        /// Money paid out to another body.
        Disbursement = "disbursement",
        /// Money spent on goods and services.
        Expenditure = "expenditure",
        /// A gift.
        Donation = "donation",
    }
}

entry! {
    /// One movement of money, or of goods with a value.
    Transaction {
        /// The record it belongs to.
        pub of: EntryId,
        /// What kind of movement it is.
        pub kind: TransactionKind,
        /// Its amount or value.
        pub amount: Amount,
        /// Whether goods were moved rather than money.
        pub in_kind: bool,
        /// Day, month or year.
        pub date: Option<PartialDate>,
        /// Who gives.
        pub provider: Option<Slug>,
        /// Who receives.
        pub receiver: Option<Slug>,
    }
}

impl Transaction {
    /// Whether its amount is the value of goods that is not to be added to money. Of gifts the value is what counts, whatever
    /// was given.
    pub const fn is_goods(&self) -> bool {
        self.in_kind && !matches!(self.kind, TransactionKind::Donation)
    }
}

entry! {
    /// Money planned for a period of at most one year.
    Budget {
        /// The record it belongs to.
        pub of: EntryId,
        /// First day.
        pub from: PartialDate,
        /// Last day.
        pub to: PartialDate,
        /// The amount planned.
        pub amount: Amount,
    }
}
