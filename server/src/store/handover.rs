//! Open work of a person who leaves goes to the organisation.

use super::connection::{Connection, StoreResult};
use app::domain::account::AccountId;

/// Hands the open drafts of a person over, as a part of the transaction that shuts the person out.
///
/// There are no drafts yet.
pub(super) async fn hand_over(_: &mut Connection<'_>, _: &AccountId, _by: &str, _now_ms: i64) -> StoreResult<()> {
    Ok(())
}
