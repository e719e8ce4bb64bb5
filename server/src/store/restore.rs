//! `atlas restore`: a database as a backup says, in one transaction, or none at all.

use super::{
    Database, check,
    connection::{Connection, StoreResult},
    error::StoreError,
    layout::{Layout, Table},
    own, schema, sessions,
    value::{Type, Value, Values},
};
use crate::{
    backup::{BackupError, Event, Reader, Summary},
    problem::Problem,
};
use std::io::BufRead;

/// How many values one statement puts in at most; both engines take more.
const MOST_VALUES: usize = 10_000;

/// What to do about a database that holds something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occupied {
    /// Refuse.
    Refuse,
    /// What the backup holds takes the place of all of it.
    Replace,
}

/// Why nothing was restored. The database is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The backup: the sentence begins with the name of the file.
    #[error("The backup {0}")]
    Backup(#[from] BackupError),
    /// The database holds something.
    #[error("The database holds something already.")]
    Occupied,
    /// The backup is whole, but what it holds is no sound database.
    #[error("What the backup holds breaks {} rule(s).", .0.len())]
    Unsound(Vec<Problem>),
}

/// What was restored.
#[derive(Clone, Debug)]
pub struct Restored {
    /// What the backup says of itself.
    pub summary: Summary,
    /// How many sessions were ended: whom the backup has signed in has to sign in again.
    pub sessions: u64,
    /// How many links that nobody had used were ended.
    pub links: u64,
}

impl Database {
    /// Makes the database at a URL what a backup says: its tables as they were then, brought up to date, and checked as
    /// `atlas check` does before anything lasts. The database may be of the other engine, new, or hold something; when it is
    /// to be replaced, a newer program may have made its tables.
    ///
    /// `backup` opens the backup anew; it is read once to see whether it is whole, and then again.
    ///
    /// # Errors
    /// [`RestoreError`]; nothing was changed then, and a file that was not there is not there.
    pub async fn restore<R: BufRead + Send>(
        url: &str,
        occupied: Occupied,
        backup: impl Fn() -> Result<R, BackupError>,
    ) -> Result<Restored, RestoreError> {
        let known = schema::newest();
        let head = Reader::new(backup()?)?.head().clone();
        if head.schema > known {
            return Err(BackupError::Newer { what: "schema", found: head.schema, known }.into());
        }
        let layout = Layout::of(head.schema).await?;
        read(backup()?, &layout, async |_, _| Ok(())).await?;

        let (database, made) = Self::open_to_restore(url).await?;
        let restored = match database.fill(occupied, &layout, head.schema, backup).await {
            Err(RestoreError::Store(StoreError::Constraint(error))) => {
                tracing::debug!(%error, "a row of the backup was refused");
                let sentence = "A row breaks a rule of the tables, or refers to one that is not there.";
                Err(RestoreError::Unsound(vec![Problem::new("rows", sentence)]))
            }
            other => other,
        };
        database.close().await;
        if let (Err(_), Some(file)) = (&restored, made) {
            // Whether it can be removed does not change the answer; what is left is an empty database.
            let _ = std::fs::remove_file(file);
        }
        restored
    }

    async fn fill<R: BufRead + Send>(
        &self,
        occupied: Occupied,
        layout: &Layout,
        schema: i64,
        backup: impl Fn() -> Result<R, BackupError>,
    ) -> Result<Restored, RestoreError> {
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        if let Some(found) = schema::applied(&mut connection).await? {
            let present = Layout::of(found.min(schema::newest())).await?;
            // Of a newer schema we cannot say what holds something.
            if occupied == Occupied::Refuse
                && (found > schema::newest() || holds_something(&mut connection, &present).await?)
            {
                return Err(RestoreError::Occupied);
            }
            own::drop_all(&mut connection, &present).await?;
        }
        own::write_down(&mut connection).await?;
        schema::migrate(&mut connection, schema).await?;
        for table in &layout.0 {
            // Migrations put in a row here and there.
            connection.execute_assembled(format!("DELETE FROM {}", table.name), Values::new()).await?;
        }
        let summary = read(backup()?, layout, async |table, rows| put(&mut connection, table, rows).await).await?;
        if let Connection::Postgres(_) = connection {
            // PostgreSQL alters no table as long as checks of its rows are put off.
            connection.execute("SET CONSTRAINTS ALL IMMEDIATE", Values::new()).await?;
        }
        schema::migrate(&mut connection, schema::newest()).await?;
        let (sessions, links) = sessions::end_all(&mut connection).await?;
        let problems = check::all(&mut connection).await?;
        if !problems.is_empty() {
            return Err(RestoreError::Unsound(problems));
        }
        transaction.commit().await?;
        Ok(Restored { summary, sessions, links })
    }
}

/// Reads a backup to its end and hands over its rows, some at a time. Its tables have to be those of its schema.
async fn read<R: BufRead>(
    input: R,
    layout: &Layout,
    mut each: impl AsyncFnMut(&Table, Vec<Vec<Value>>) -> StoreResult<()>,
) -> Result<Summary, RestoreError> {
    let mut reader = Reader::new(input)?;
    let mut expected = layout.0.iter();
    let mut present: Option<&Table> = None;
    let mut rows: Vec<Vec<Value>> = Vec::new();
    loop {
        match (reader.next()?, present) {
            (Event::Table(head), _) => {
                present = expected.next().filter(|table| table.name == head.table && table.names() == head.columns);
                if present.is_none() {
                    let what = format!("a database of schema {} has no such table here", reader.head().schema);
                    return Err(reader.damaged(what).into());
                }
            }
            (Event::Row(values), Some(table)) => {
                rows.push(cells(table, values).map_err(|what| reader.damaged(what))?);
                if (rows.len() + 1) * table.columns.len() > MOST_VALUES {
                    each(table, std::mem::take(&mut rows)).await?;
                }
            }
            (Event::TableEnd, Some(table)) => {
                if !rows.is_empty() {
                    each(table, std::mem::take(&mut rows)).await?;
                }
            }
            (Event::End(summary), _) => match expected.next() {
                None => return Ok(summary),
                Some(table) => return Err(reader.damaged(format!("the table “{}” is missing", table.name)).into()),
            },
            (Event::Row(_) | Event::TableEnd, None) => return Err(reader.damaged("it is in no table".into()).into()),
        }
    }
}

/// The values of a row, each of the type of its column.
fn cells(table: &Table, values: Vec<serde_json::Value>) -> Result<Vec<Value>, String> {
    if values.len() != table.columns.len() {
        return Err(format!("a row has {} values, not {}", table.columns.len(), values.len()));
    }
    let cell = |((name, column), value): (&(String, Type), _)| {
        column.read(value).ok_or_else(|| format!("the value for “{name}” is of another type"))
    };
    table.columns.iter().zip(values).map(cell).collect()
}

async fn put(connection: &mut Connection<'_>, table: &Table, rows: Vec<Vec<Value>>) -> StoreResult<()> {
    let statement = table.insert(rows.len());
    connection.execute_assembled(statement, rows.into_iter().flatten().collect()).await?;
    Ok(())
}

/// Whether there is any row but that of the version, which every database has.
async fn holds_something(connection: &mut Connection<'_>, layout: &Layout) -> StoreResult<bool> {
    for table in layout.0.iter().filter(|table| table.name != "state") {
        let mut rows = 0_i64;
        let count = |row: Vec<Value>| -> StoreResult<()> {
            rows += i64::from(row != [Value::Integer(Some(0))]);
            Ok(())
        };
        connection.visit(format!("SELECT count(*) FROM {}", table.name), &[Type::Integer], count).await?;
        if rows > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}
