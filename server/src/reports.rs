//! Where pages leave what visitors report.

use crate::store::Database;
use app::{
    domain::report::Report,
    store::{NotTaken, Reports},
};
use std::{future::Future, pin::Pin, sync::Arc};

/// Milliseconds since 1970, UTC: the clock, as it is passed in.
pub type Clock = fn() -> i64;

/// Keeps reports in the database.
pub struct ReportBox {
    database: Arc<Database>,
    clock: Clock,
}

impl ReportBox {
    /// Keeps them in this one.
    pub const fn new(database: Arc<Database>, clock: Clock) -> Self {
        Self { database, clock }
    }
}

impl Reports for ReportBox {
    fn report(&self, report: Report) -> Pin<Box<dyn Future<Output = Result<(), NotTaken>> + Send + '_>> {
        Box::pin(async move {
            match self.database.add_report(&report, (self.clock)()).await {
                Ok(number) => {
                    tracing::info!(number, "a report was received; “atlas reports” shows it");
                    Ok(())
                }
                Err(error) => {
                    tracing::error!(?error, "a report could not be kept");
                    Err(NotTaken)
                }
            }
        })
    }
}
