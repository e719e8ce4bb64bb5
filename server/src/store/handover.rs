//! Open work of a person who leaves goes to the organisation.

use super::{
    accounts::deed,
    connection::{Connection, StoreResult},
    value::Values,
};
use app::domain::{account::AccountId, audit::Action};

/// Hands the open drafts of a person over, as a part of the transaction that shuts the person out. Those that were begun for
/// an organisation are its members' to work on already; the others go to the first organisation of the person.
pub(super) async fn hand_over(
    connection: &mut Connection<'_>,
    id: &AccountId,
    by: &str,
    now_ms: i64,
) -> StoreResult<()> {
    const OPEN: &str = "SELECT count(*) FROM draft WHERE author = $1 AND state IN ('draft', 'submitted', 'returned')";
    if connection.number(OPEN, Values::new().put(&id.author())).await?.unwrap_or_default() == 0 {
        return Ok(());
    }
    const GIVE: &str = "UPDATE draft SET on_behalf_of = \
        (SELECT min(organisation) FROM account_organisation WHERE account = $1) \
        WHERE author = $2 AND on_behalf_of IS NULL AND state IN ('draft', 'submitted', 'returned')";
    connection.execute(GIVE, Values::new().put(id).put(&id.author())).await?;
    deed(connection, id, Action::HandOver, by, now_ms).await
}
