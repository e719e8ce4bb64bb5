//! What readers reported. Only ever added to; what is done about a report is a change of records.

use super::{
    Database,
    connection::Connection,
    error::StoreError,
    value::{Unreadable, Values, optional, read},
};
use app::store::NewReport;

/// A report, as it was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// Its number, counted from 1.
    pub number: i64,
    /// When: milliseconds since 1970, UTC.
    pub received_at: i64,
    /// What it says.
    pub report: NewReport,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    received_at: i64,
    language: String,
    page: Option<String>,
    message: String,
    contact: Option<String>,
}

impl Database {
    /// Keeps a report and answers its number. `now_ms`: milliseconds since 1970, UTC.
    ///
    /// # Errors
    /// Those of the database; [`StoreError::Constraint`] when a text is longer than its column takes. Nothing was kept
    /// then.
    pub async fn add_report(&self, report: &NewReport, now_ms: i64) -> Result<i64, StoreError> {
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        if let Connection::Postgres(_) = connection {
            // Two reports at once must not get the same number; readers go on.
            connection.execute("LOCK TABLE report IN SHARE ROW EXCLUSIVE MODE", Values::new()).await?;
        }
        let last = connection.number("SELECT coalesce(max(id), 0) FROM report", Values::new()).await?;
        let number = last.unwrap_or_default() + 1;
        const INSERT: &str = "INSERT INTO report (id, received_at, language, page, message, contact) \
            VALUES ($1, $2, $3, $4, $5, $6)";
        let values = Values::new()
            .put(&number)
            .put(&now_ms)
            .put(&report.language)
            .put(&report.page)
            .put(&report.message)
            .put(&report.contact);
        connection.execute(INSERT, values).await?;
        transaction.commit().await?;
        Ok(number)
    }

    /// All reports, in the order in which they were received.
    ///
    /// # Errors
    /// Those of the database; [`StoreError::Damaged`] when a row breaks a rule of the domain.
    pub async fn reports(&self) -> Result<Vec<Received>, StoreError> {
        const SELECT: &str = "SELECT id, received_at, language, page, message, contact FROM report ORDER BY id";
        let rows = self.pools.read().await?.connection().rows::<Row>(SELECT, Values::new()).await?;
        rows.into_iter()
            .map(|row| {
                let number = row.id;
                row.read().map_err(|what| StoreError::Damaged(format!("report {number}: {what}")))
            })
            .collect()
    }
}

impl Row {
    fn read(self) -> Result<Received, Unreadable> {
        let (page, contact) = (optional(self.page)?, optional(self.contact)?);
        let report = NewReport { page, message: read(self.message)?, contact, language: read(self.language)? };
        Ok(Received { number: self.id, received_at: self.received_at, report })
    }
}
