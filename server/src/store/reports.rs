//! What readers reported. What they say stays; how they can be reached is forgotten when something was done about it, or when
//! it was kept long enough. What is done about a report is a change of records.

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
    /// When somebody said that it is done: milliseconds since 1970, UTC.
    pub done_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    received_at: i64,
    language: String,
    page: Option<String>,
    message: String,
    contact: Option<String>,
    done_at: Option<i64>,
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
        const SELECT: &str = "SELECT id, received_at, language, page, message, contact, done_at \
            FROM report ORDER BY id";
        let rows = self.pools.read().await?.connection().rows::<Row>(SELECT, Values::new()).await?;
        rows.into_iter()
            .map(|row| {
                let number = row.id;
                row.read().map_err(|what| StoreError::Damaged(format!("report {number}: {what}")))
            })
            .collect()
    }

    /// Says that something was done about a report, and forgets how its sender can be reached; answers whether there is one
    /// of that number. `now_ms`: milliseconds since 1970, UTC.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn close_report(&self, number: i64, now_ms: i64) -> Result<bool, StoreError> {
        const CLOSE: &str = "UPDATE report SET done_at = coalesce(done_at, $2), contact = NULL WHERE id = $1";
        self.change_reports(CLOSE, Values::new().put(&number).put(&now_ms)).await.map(|closed| closed > 0)
    }

    /// Forgets how the senders of reports can be reached that were received before a time, in milliseconds since 1970, UTC;
    /// answers of how many.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn erase_contacts(&self, before_ms: i64) -> Result<usize, StoreError> {
        const ERASE: &str = "UPDATE report SET contact = NULL WHERE contact IS NOT NULL AND received_at < $1";
        let erased = self.change_reports(ERASE, Values::new().put(&before_ms)).await?;
        Ok(usize::try_from(erased).unwrap_or(usize::MAX))
    }

    async fn change_reports(&self, statement: &'static str, values: Values) -> Result<u64, StoreError> {
        let mut transaction = self.pools.write().await?;
        let changed = transaction.connection().execute(statement, values).await?;
        transaction.commit().await?;
        Ok(changed)
    }
}

impl Row {
    fn read(self) -> Result<Received, Unreadable> {
        let (page, contact) = (optional(self.page)?, optional(self.contact)?);
        let report = NewReport { page, message: read(self.message)?, contact, language: read(self.language)? };
        Ok(Received { number: self.id, received_at: self.received_at, report, done_at: self.done_at })
    }
}
