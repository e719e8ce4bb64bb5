//! Whom an official looks after: the accounts that it sees, names, and may let in again.

use app::{
    atlas::Atlas,
    domain::{
        account::{Account, Official},
        slug::Slug,
    },
};

/// Whether an account is the official's to look after: by its role and division, and by everything that it opens. With a link to
/// it one would be in its place.
pub(super) fn looks_after(official: &Official, account: &Account, atlas: &Atlas) -> bool {
    places(official, account, atlas) && account.organisations.iter().all(|one| answers_for(official, one, atlas))
}

/// Whether role and division of an account are the official's to give.
pub(super) fn places(official: &Official, account: &Account, atlas: &Atlas) -> bool {
    official.looks_after(account.role, account.division.as_ref(), |one, other| atlas.within(one, other))
}

/// Whether an organisation takes part in something that the official decides on. Its people see what it has not sent yet. One
/// that takes part in nothing, or is not there any more, belongs to the whole programme.
pub(super) fn answers_for(official: &Official, organisation: &Slug, atlas: &Atlas) -> bool {
    let gone = !atlas.records().organisations.contains_key(organisation);
    let whole = atlas.programme().map(|programme| &programme.division).filter(|_| gone);
    let mut divisions = atlas.divisions_of_organisation(organisation).chain(whole);
    official.division().is_none()
        || divisions.any(|division| official.covers(division, |one, other| atlas.within(one, other)))
}
