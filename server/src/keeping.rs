//! How long personal details are kept: of somebody who cannot sign in any more, so many days after that person was last
//! seen. What was done stays, under the opaque name.

use crate::{
    clock::Clock,
    store::{Database, StoreError},
};
use std::{sync::Arc, time::Duration};

/// How the audit calls who erases when the time is over.
pub const ACTOR: &str = "keeping-time";
/// How often it is looked whether the time of anybody is over.
const PAUSE: Duration = Duration::from_secs(6 * 60 * 60);

/// Erases everybody whose time is over; answers how many were erased, and how many who cannot sign in stay. `by`: who does it.
///
/// # Errors
/// Those of the database.
pub async fn erase(database: &Database, days: u32, by: &str, now_ms: i64) -> Result<(usize, usize), StoreError> {
    database.erase_unseen(now_ms - i64::from(days) * 86_400_000, by, now_ms).await
}

/// Erases when the server starts and from time to time, for as long as it runs.
pub async fn follow(database: Arc<Database>, clock: Clock, days: u32) {
    loop {
        match erase(&database, days, ACTOR, clock.now_ms()).await {
            Ok((0, _)) => {}
            Ok((erased, _)) => tracing::info!(erased, "personal details were kept long enough and are erased"),
            Err(error) => tracing::error!(?error, "personal details could not be erased; it is tried again"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}
