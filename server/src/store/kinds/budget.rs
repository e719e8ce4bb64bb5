//! Budgets: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    parts,
    value::{Values, read},
    writes::Writes,
};
use app::domain::funding::Budget;

const SELECT: &str = "SELECT id, of_kind, of_id, first_day, last_day, amount_fen, amount_currency, amount_bound \
    FROM budget";

const UPSERT: &str = "INSERT INTO budget (id, of_kind, of_id, first_day, last_day, amount_fen, amount_currency, amount_bound) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
    ON CONFLICT (id) DO UPDATE SET of_kind = excluded.of_kind, of_id = excluded.of_id, \
    first_day = excluded.first_day, last_day = excluded.last_day, amount_fen = excluded.amount_fen, \
    amount_currency = excluded.amount_currency, amount_bound = excluded.amount_bound";

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    of_kind: String,
    of_id: String,
    first_day: String,
    last_day: String,
    amount_fen: i64,
    amount_currency: String,
    amount_bound: String,
}

/// Reads the published budgets.
pub(in crate::store) async fn load(connection: &mut Connection<'_>, heads: &mut Heads) -> StoreResult<Table<Budget>> {
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(Budget {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                of: parts::entry(row.of_kind, row.of_id)?,
                from: read(row.first_day)?,
                to: read(row.last_day)?,
                amount: parts::amount(row.amount_fen, row.amount_currency, row.amount_bound)?,
            })
        },
    )
}

/// Writes a budget in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, budget: &Budget) {
    let values =
        Values::new().put(&budget.id).entry(&budget.of).put(&budget.from).put(&budget.to).amount(Some(&budget.amount));
    writes.put(UPSERT, values);
}
