//! Transactions: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    parts,
    value::{Values, optional, read},
    writes::Writes,
};
use app::domain::funding::Transaction;

const SELECT: &str = "SELECT id, of_kind, of_id, kind, amount_fen, amount_currency, amount_bound, in_kind, date, provider, \
    receiver \
    FROM money_transaction";

const UPSERT: &str = "INSERT INTO money_transaction (id, of_kind, of_id, kind, amount_fen, amount_currency, amount_bound, \
    in_kind, date, provider, receiver) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
    ON CONFLICT (id) DO UPDATE SET of_kind = excluded.of_kind, of_id = excluded.of_id, kind = excluded.kind, \
    amount_fen = excluded.amount_fen, amount_currency = excluded.amount_currency, \
    amount_bound = excluded.amount_bound, in_kind = excluded.in_kind, date = excluded.date, \
    provider = excluded.provider, receiver = excluded.receiver";

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    of_kind: String,
    of_id: String,
    kind: String,
    amount_fen: i64,
    amount_currency: String,
    amount_bound: String,
    in_kind: bool,
    date: Option<String>,
    provider: Option<String>,
    receiver: Option<String>,
}

/// Reads the published transactions.
pub(in crate::store) async fn load(
    connection: &mut Connection<'_>,
    heads: &mut Heads,
) -> StoreResult<Table<Transaction>> {
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(Transaction {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                of: parts::entry(row.of_kind, row.of_id)?,
                kind: read(row.kind)?,
                amount: parts::amount(row.amount_fen, row.amount_currency, row.amount_bound)?,
                in_kind: row.in_kind,
                date: optional(row.date)?,
                provider: optional(row.provider)?,
                receiver: optional(row.receiver)?,
            })
        },
    )
}

/// Writes a transaction in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, transaction: &Transaction) {
    let values = Values::new()
        .put(&transaction.id)
        .entry(&transaction.of)
        .put(&transaction.kind)
        .amount(Some(&transaction.amount))
        .put(&transaction.in_kind)
        .put(&transaction.date)
        .put(&transaction.provider)
        .put(&transaction.receiver);
    writes.put(UPSERT, values);
}
