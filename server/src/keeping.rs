//! How long personal details are kept: of somebody who cannot sign in any more, so many days after that person was last
//! seen; and how a sender of a report can be reached, so many days after it came. What was done stays, under the opaque name,
//! and so does what a report says.

use crate::{
    clock::Clock,
    store::{Database, StoreError},
};
use std::{sync::Arc, time::Duration};

/// How the audit calls who erases when the time is over.
pub const ACTOR: &str = "keeping-time";
/// How often it is looked whether the time of anybody is over.
const PAUSE: Duration = Duration::from_secs(6 * 60 * 60);

/// What was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Erased {
    /// People.
    pub people: usize,
    /// People who cannot sign in, and stay.
    pub stay: usize,
    /// Reports of which it is no more known who sent them.
    pub contacts: usize,
}

/// Erases what was kept long enough. `by`: who does it.
///
/// # Errors
/// Those of the database.
pub async fn erase(database: &Database, days: u32, by: &str, now_ms: i64) -> Result<Erased, StoreError> {
    let since = now_ms - i64::from(days) * 86_400_000;
    let (people, stay) = database.erase_unseen(since, by, now_ms).await?;
    let contacts = database.erase_contacts(since).await?;
    Ok(Erased { people, stay, contacts })
}

/// Erases when the server starts and from time to time, for as long as it runs.
pub async fn follow(database: Arc<Database>, clock: Clock, days: u32) {
    loop {
        match erase(&database, days, ACTOR, clock.now_ms()).await {
            Ok(Erased { people: 0, contacts: 0, .. }) => {}
            Ok(Erased { people, contacts, .. }) => {
                tracing::info!(people, contacts, "personal details were kept long enough and are erased");
            }
            Err(error) => tracing::error!(?error, "personal details could not be erased; it is tried again"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}
