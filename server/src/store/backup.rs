//! `atlas backup`: every row of the database, as of one moment, while others go on writing.

use super::{
    Database,
    error::StoreError,
    history,
    layout::Layout,
    schema,
    value::{Type, Value},
};
use crate::backup::{Summary, Writer};
use std::io::{self, Write};

/// Why no backup was made.
#[derive(Debug, thiserror::Error)]
pub enum BackUpError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was to be written to.
    #[error("the backup cannot be written: {0}")]
    Write(#[from] io::Error),
}

impl Database {
    /// Writes a backup in the format of [`crate::backup`], all in one reading transaction: nothing that is written
    /// meanwhile is in it, and nothing half. `now_ms`: milliseconds since 1970, UTC.
    ///
    /// # Errors
    /// When the database cannot be read, or `out` not be written.
    pub async fn back_up<W: Write + Send>(&self, out: W, now_ms: i64) -> Result<(Summary, W), BackUpError> {
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let schema = schema::applied(&mut connection).await?.ok_or(StoreError::NoTables)?;
        let published = history::version(&mut connection).await?;
        let mut writer = Writer::begin(out, schema, published.0, now_ms)?;
        for table in Layout::of(schema).await?.0 {
            writer.table(&table.name, table.names())?;
            let types: Vec<Type> = table.columns.iter().map(|(_, column)| *column).collect();
            let each = |row: Vec<Value>| -> Result<(), BackUpError> {
                let values: Vec<serde_json::Value> = row.into_iter().map(Into::into).collect();
                Ok(writer.row(&values)?)
            };
            connection.visit(table.select(), &types, each).await?;
            writer.end_table()?;
        }
        Ok(writer.finish()?)
    }
}
