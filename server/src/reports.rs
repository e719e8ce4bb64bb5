//! Where pages leave what readers report.

use crate::{clock::Clock, store::Database};
use app::store::{NewReport, Reports};
use std::{pin::Pin, sync::Arc};

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
    fn add_report(&self, report: NewReport) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + '_>> {
        Box::pin(async move {
            // The whole cause, which is for the log alone.
            let kept =
                self.database.add_report(&report, self.clock.now_ms()).await.map_err(|error| format!("{error:?}"));
            kept.map(|number| tracing::info!(number, "a report was received; “atlas reports” shows it"))
        })
    }
}
