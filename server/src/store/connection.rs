//! The two engines behind one face: the same constant statement text, the same parameters, two concrete connections.

use super::{
    error::StoreError,
    value::{Type, Value, Values},
};
use futures::TryStreamExt;
use sqlx::{
    AssertSqlSafe, FromRow, PgConnection, PgPool, Postgres, Row as _, Sqlite, SqliteConnection, SqlitePool,
    pool::PoolConnection,
    postgres::{PgArguments, PgRow},
    sqlite::{SqliteArguments, SqliteRow},
};

/// What every private function of the store answers.
pub(super) type StoreResult<T> = Result<T, StoreError>;

/// The pools of one database. SQLite has one connection that writes, and others that only read.
#[derive(Clone, Debug)]
pub(super) enum Pools {
    /// A file.
    Sqlite {
        /// The one connection that writes.
        writer: SqlitePool,
        /// Connections that only read.
        readers: SqlitePool,
    },
    /// A server.
    Postgres(PgPool),
}

/// A row that both engines can give.
pub(super) trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin> Row for T {}

/// A connection on which a transaction is open.
pub(super) enum Connection<'a> {
    /// To SQLite.
    Sqlite(&'a mut SqliteConnection),
    /// To PostgreSQL.
    Postgres(&'a mut PgConnection),
}

/// Writes the same expression for both engines; `$arguments` is the type of the engine's arguments.
macro_rules! both {
    ($connection:expr, $arguments:ident, $inner:ident => $body:expr) => {
        match $connection {
            Connection::Sqlite($inner) => {
                type $arguments = SqliteArguments;
                $body
            }
            Connection::Postgres($inner) => {
                type $arguments = PgArguments;
                $body
            }
        }
    };
}

impl Connection<'_> {
    /// Runs a statement and answers how many rows it touched.
    pub(super) async fn execute(&mut self, statement: &'static str, values: Values) -> StoreResult<u64> {
        let touched = both!(self, Engine, inner => {
            let arguments: Engine = values.arguments().map_err(sqlx::Error::Encode)?;
            sqlx::query_with(statement, arguments).execute(&mut **inner).await?.rows_affected()
        });
        Ok(touched)
    }

    /// All rows of a query.
    pub(super) async fn rows<T: Row>(&mut self, query: &'static str, values: Values) -> StoreResult<Vec<T>> {
        let rows = both!(self, Engine, inner => {
            let arguments: Engine = values.arguments().map_err(sqlx::Error::Encode)?;
            sqlx::query_as_with(query, arguments).fetch_all(&mut **inner).await?
        });
        Ok(rows)
    }

    /// The one row of a query, if there is one.
    pub(super) async fn row<T: Row>(&mut self, query: &'static str, values: Values) -> StoreResult<Option<T>> {
        let row = both!(self, Engine, inner => {
            let arguments: Engine = values.arguments().map_err(sqlx::Error::Encode)?;
            sqlx::query_as_with(query, arguments).fetch_optional(&mut **inner).await?
        });
        Ok(row)
    }

    /// The whole numbers of a query with one column.
    pub(super) async fn number(&mut self, query: &'static str, values: Values) -> StoreResult<Option<i64>> {
        Ok(self.row::<(i64,)>(query, values).await?.map(|(number,)| number))
    }
}

/// Statements that are put together from the names of tables and columns in our own migrations, or for a number of rows;
/// never from anything that comes from outside.
impl Connection<'_> {
    /// All rows of a query.
    pub(super) async fn rows_assembled<T: Row>(&mut self, query: String, values: Values) -> StoreResult<Vec<T>> {
        let rows = both!(self, Engine, inner => {
            let arguments: Engine = values.arguments().map_err(sqlx::Error::Encode)?;
            sqlx::query_as_with(AssertSqlSafe(query), arguments).fetch_all(&mut **inner).await?
        });
        Ok(rows)
    }

    /// What a query ends with whose drafts nobody else may change until the end of the transaction. Whoever writes to
    /// SQLite has locked all of it already.
    pub(super) fn locking_drafts(&self) -> &'static str {
        match self {
            Connection::Sqlite(_) => "",
            Connection::Postgres(_) => " FOR UPDATE OF draft",
        }
    }

    /// Runs a statement and answers how many rows it touched.
    pub(super) async fn execute_assembled(&mut self, statement: String, values: Values) -> StoreResult<u64> {
        let touched = both!(self, Engine, inner => {
            let arguments: Engine = values.arguments().map_err(sqlx::Error::Encode)?;
            sqlx::query_with(AssertSqlSafe(statement), arguments).execute(&mut **inner).await?.rows_affected()
        });
        Ok(touched)
    }

    /// Hands over the rows of a query one by one, as they come; the types are those of its columns.
    pub(super) async fn visit<E: From<StoreError>>(
        &mut self,
        query: String,
        types: &[Type],
        mut each: impl FnMut(Vec<Value>) -> Result<(), E>,
    ) -> Result<(), E> {
        both!(self, Engine, inner => {
            let query = sqlx::query_with(AssertSqlSafe(query), Engine::default());
            let mut rows = query.fetch(&mut **inner);
            while let Some(row) = rows.try_next().await.map_err(StoreError::from)? {
                let value = |(column, column_type): (usize, &Type)| -> Result<Value, sqlx::Error> {
                    Ok(match column_type {
                        Type::Integer => Value::Integer(row.try_get(column)?),
                        Type::Real => Value::Real(row.try_get(column)?),
                        Type::Text => Value::Text(row.try_get(column)?),
                        Type::Boolean => Value::Boolean(row.try_get(column)?),
                    })
                };
                let values: Result<Vec<_>, _> = types.iter().enumerate().map(value).collect();
                // A value of another type than its column's: only a writer outside the program can bring that about.
                each(values.map_err(|error| StoreError::Damaged(error.to_string()))?)?;
            }
        });
        Ok(())
    }
}

/// The places of `rows` rows of `width` parameters each, as they stand behind `VALUES`: `($1, $2), ($3, $4)`.
pub(super) fn places(rows: usize, width: usize) -> String {
    let row = |row: usize| {
        let places: Vec<String> = (1..=width).map(|column| format!("${}", row * width + column)).collect();
        format!("({})", places.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

/// Rows for a statement that takes the same row twice: the last is repeated until their number is a power of two, so that
/// there are few statements and engines keep them prepared.
pub(super) fn rounded<T: Clone>(mut rows: Vec<T>) -> Vec<T> {
    if let Some(last) = rows.last().cloned() {
        rows.resize(rows.len().next_power_of_two(), last);
    }
    rows
}

/// A connection for a single query, which is of one state without a transaction.
pub(super) enum Single {
    /// To SQLite.
    Sqlite(PoolConnection<Sqlite>),
    /// To PostgreSQL.
    Postgres(PoolConnection<Postgres>),
}

impl Single {
    /// The connection inside.
    pub(super) fn connection(&mut self) -> Connection<'_> {
        match self {
            Self::Sqlite(connection) => Connection::Sqlite(connection),
            Self::Postgres(connection) => Connection::Postgres(connection),
        }
    }
}

/// An open transaction; it is taken back when it is dropped.
pub(super) enum Transaction {
    /// Of SQLite.
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    /// Of PostgreSQL.
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Transaction {
    /// The connection inside.
    pub(super) fn connection(&mut self) -> Connection<'_> {
        match self {
            Self::Sqlite(transaction) => Connection::Sqlite(transaction),
            Self::Postgres(transaction) => Connection::Postgres(transaction),
        }
    }

    /// Makes everything in it last.
    pub(super) async fn commit(self) -> StoreResult<()> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await?,
            Self::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(())
    }
}

impl Pools {
    /// Begins to write. SQLite takes its lock at once, so that a writer waits here and never fails half-way.
    pub(super) async fn write(&self) -> StoreResult<Transaction> {
        Ok(match self {
            Self::Sqlite { writer, .. } => Transaction::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Transaction::Postgres(pool.begin().await?),
        })
    }

    /// Begins to read; everything that is read in it is of one state.
    pub(super) async fn read(&self) -> StoreResult<Transaction> {
        Ok(match self {
            Self::Sqlite { readers, .. } => Transaction::Sqlite(readers.begin().await?),
            Self::Postgres(pool) => {
                Transaction::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        })
    }

    /// Takes a connection for a single query.
    pub(super) async fn single(&self) -> StoreResult<Single> {
        Ok(match self {
            Self::Sqlite { readers, .. } => Single::Sqlite(readers.acquire().await?),
            Self::Postgres(pool) => Single::Postgres(pool.acquire().await?),
        })
    }

    /// Closes every connection, once it is given back.
    pub(super) async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}
