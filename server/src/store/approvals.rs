//! Who approved a change. The change itself names whoever wrote it; the approval stands in the audit, right before the change:
//! both are written down in one transaction, in which nobody else writes.

use super::{
    Database, audit,
    connection::{Connection, StoreResult, places, rounded},
    value::Values,
};
use std::collections::HashMap;

/// Who approved changes, by their numbers: the stable name of the official's account. `made`: the place in the audit and
/// the number of each change. What was made without a review is not among the answers.
pub(super) async fn approvers(
    connection: &mut Connection<'_>,
    made: &[(i64, i64)],
) -> StoreResult<HashMap<i64, String>> {
    if made.is_empty() {
        return Ok(HashMap::new());
    }
    let made = rounded(made.to_vec());
    let approvals =
        format!("SELECT seq, actor, target FROM audit WHERE action = 'approve' AND seq IN ({})", places(made.len(), 1));
    let values = made.iter().fold(Values::new(), |values, (seq, _)| values.put(&(seq - 1)));
    let approvals = connection.rows_assembled::<(i64, String, String)>(approvals, values).await?;
    let keys = format!("SELECT id, idempotency_key FROM change WHERE id IN ({})", places(made.len(), 1));
    let values = made.iter().fold(Values::new(), |values, (_, change)| values.put(change));
    let keys: HashMap<i64, String> =
        connection.rows_assembled::<(i64, String)>(keys, values).await?.into_iter().collect();
    let approved = approvals.into_iter().filter_map(|(seq, actor, target)| {
        let (_, change) = made.iter().find(|(of, _)| of - 1 == seq)?;
        // An approval of what differed no more has no change; the next one after it is another's.
        keys.get(change)?.strip_prefix(&*target)?.strip_prefix('/')?;
        Some((*change, actor))
    });
    Ok(approved.collect())
}

impl Database {
    /// Who approved changes that were sent for review, by their numbers.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn approvers(&self, changes: &[i64]) -> StoreResult<HashMap<i64, String>> {
        if changes.is_empty() {
            return Ok(HashMap::new());
        }
        let changes = rounded(changes.to_vec());
        let query = format!(
            "SELECT seq, target FROM audit WHERE action = 'commit' AND target IN ({})",
            places(changes.len(), 1)
        );
        let values = changes.iter().fold(Values::new(), |values, change| values.put(&audit::target(*change)));
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let made = connection.rows_assembled::<(i64, String)>(query, values).await?;
        let number = |target: &str| changes.iter().copied().find(|change| audit::target(*change) == target);
        let made: Vec<(i64, i64)> = made.iter().filter_map(|(seq, target)| Some((*seq, number(target)?))).collect();
        approvers(&mut connection, &made).await
    }
}
