//! Open work of a person who leaves goes to the organisation: drafts that were begun for one are its members' to work on, and
//! each that changes hands so is written down by itself, so that the audit says of which entries.

use super::{
    audit,
    connection::{Connection, StoreResult},
    drafts::{is_left, target},
    error::StoreError,
    links,
    value::{Values, read},
};
use app::domain::{
    account::AccountId,
    audit::{Action, Deed},
    slug::Slug,
};
use std::collections::BTreeSet;

#[derive(sqlx::FromRow)]
struct OpenRow {
    id: String,
    on_behalf_of: Option<String>,
}

/// Ends the sessions and the links of a person and hands its open work over. To be called while it can still sign in, if it can:
/// what was left behind before is not handed over once more.
pub(super) async fn shut_out(
    connection: &mut Connection<'_>,
    id: &AccountId,
    by: &str,
    now_ms: i64,
) -> StoreResult<()> {
    // Its row first, as whoever uses a session takes it first: see `sessions::seen`.
    const ACCOUNT: &str = "UPDATE account SET active = active WHERE id = $1";
    connection.execute(ACCOUNT, Values::new().put(id)).await?;
    const SESSIONS: &str = "DELETE FROM session WHERE account = $1";
    connection.execute(SESSIONS, Values::new().put(id)).await?;
    links::end(connection, id).await?;
    hand_over(connection, id, by, now_ms).await
}

/// Hands the open drafts of a person over, as a part of the transaction that shuts the person out. Those that speak for no
/// organisation go to the first one of the person; where there is none, to whoever shuts the person out, or to an
/// administrator.
async fn hand_over(connection: &mut Connection<'_>, id: &AccountId, by: &str, now_ms: i64) -> StoreResult<()> {
    let open = open(connection, id).await?;
    for draft in &open {
        note(connection, draft, by, now_ms).await?;
    }
    if open.iter().all(|draft| draft.on_behalf_of.is_some()) {
        return Ok(());
    }
    const FIRST: &str =
        "SELECT organisation FROM account_organisation WHERE account = $1 ORDER BY organisation LIMIT 1";
    let first: Option<(String,)> = connection.row(FIRST, Values::new().put(id)).await?;
    if let Some((organisation,)) = first {
        const GIVE: &str = "UPDATE draft SET on_behalf_of = $1 \
            WHERE author = $2 AND on_behalf_of IS NULL AND state IN ('draft', 'submitted', 'returned')";
        connection.execute(GIVE, Values::new().put(&organisation).put(&id.author())).await?;
    } else if let Some(heir) = heir(connection, id, by).await? {
        const GIVE: &str = "UPDATE draft SET author = $1 \
            WHERE author = $2 AND on_behalf_of IS NULL AND state IN ('draft', 'submitted', 'returned')";
        connection.execute(GIVE, Values::new().put(&heir.author()).put(&id.author())).await?;
    }
    Ok(())
}

/// Writes down what open drafts a person leaves behind who is going to work for these organisations only. Nothing else is to be
/// done: a draft is its organisation's.
pub(super) async fn leave_behind(
    connection: &mut Connection<'_>,
    id: &AccountId,
    organisations: &BTreeSet<Slug>,
    by: &str,
    now_ms: i64,
) -> StoreResult<()> {
    for draft in open(connection, id).await? {
        if draft.on_behalf_of.as_deref().is_some_and(|organisation| !organisations.contains(organisation)) {
            note(connection, &draft, by, now_ms).await?;
        }
    }
    Ok(())
}

/// The open drafts that a person has not left yet, and those that nobody could be given yet; for nobody else to change until the
/// transaction ends. In the order in which whoever saves takes them, so that neither waits for the other.
async fn open(connection: &mut Connection<'_>, id: &AccountId) -> StoreResult<Vec<OpenRow>> {
    const OPEN: &str = concat!(
        "SELECT id, on_behalf_of FROM draft WHERE author = $1 AND state IN ('draft', 'submitted', 'returned') \
            AND (on_behalf_of IS NULL OR NOT (",
        is_left!(),
        ")) ORDER BY id"
    );
    let query = format!("{OPEN}{}", connection.locking_drafts());
    connection.rows_assembled(query, Values::new().put(&id.author())).await
}

async fn note(connection: &mut Connection<'_>, draft: &OpenRow, by: &str, now_ms: i64) -> StoreResult<()> {
    let deed = Deed { actor: by, action: Action::HandOver, target: &target(&draft.id), reason: None };
    audit::record(connection, &deed, now_ms).await
}

/// Who goes on with what belongs to no organisation.
async fn heir(connection: &mut Connection<'_>, id: &AccountId, by: &str) -> StoreResult<Option<AccountId>> {
    if let Some(who) = AccountId::of_author(by).filter(|who| who != id) {
        return Ok(Some(who));
    }
    const ADMINISTRATOR: &str =
        "SELECT id FROM account WHERE role = 'administrator' AND active AND id <> $1 ORDER BY made_at, id LIMIT 1";
    let row: Option<(String,)> = connection.row(ADMINISTRATOR, Values::new().put(id)).await?;
    let found = row.map(|(id,)| read(id)).transpose();
    found.map_err(|what| StoreError::Damaged(format!("account: {what}")))
}
