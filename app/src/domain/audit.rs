//! What is written down of those who are signed in: who did what to which thing, and why.

use super::text::Text;

crate::code_list! {
    /// What somebody did. Published changes are written down by the store itself; all else with a [`Deed`].
    Action {
        /// A change of published records was made.
        Commit = "commit",
        /// A draft was sent for review.
        Submit = "submit",
        /// A submitted draft was sent back with a reason.
        Return = "return",
        /// A draft was taken back by its author.
        Withdraw = "withdraw",
        /// A draft that was taken back is worked on again.
        Reopen = "reopen",
        /// A submitted draft was approved, in whole or in part.
        Approve = "approve",
        /// Open work was handed over to the organisation or to another person.
        HandOver = "hand-over",
        /// An entry was confirmed as still true.
        Renew = "renew",
        /// An account was made without an invitation.
        AddAccount = "add-account",
        /// A person was invited.
        Invite = "invite",
        /// An invitation was used up.
        InvitationUsed = "invitation-used",
        /// A one-time sign-in link was made.
        Link = "link",
        /// A one-time sign-in link was used up.
        LinkUsed = "sign-in-link-used",
        /// A password was set or changed.
        Password = "password",
        /// Sessions were ended.
        EndSessions = "end-sessions",
        /// The role, the organisations or the division of an account were changed.
        Role = "role",
        /// An account was deactivated.
        Deactivate = "deactivate",
        /// An account was activated again.
        Reactivate = "reactivate",
        /// The personal details of an account were erased.
        Erase = "erase",
    }
}

/// Something that somebody did which is no change of published records.
#[derive(Clone, Copy, Debug)]
pub struct Deed<'a> {
    /// Who: the stable name of an account, such as `account/…`, or of a part of the program. Never a person's name or
    /// address: those can be erased, this stays.
    pub actor: &'a str,
    /// What.
    pub action: Action,
    /// To what, as `kind/name`: an account, a draft, an entry.
    pub target: &'a str,
    /// Why, where a person said so.
    pub reason: Option<&'a Text>,
}
