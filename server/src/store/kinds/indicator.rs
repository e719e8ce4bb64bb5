//! Indicators: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    parts,
    value::{Values, read},
    writes::Writes,
};
use app::domain::indicator::Indicator;

const SELECT: &str = "SELECT id, of_kind, of_id, unit, ascending, baseline_value, baseline_decimals, baseline_unit, \
    baseline_bound \
    FROM indicator";

const UPSERT: &str = "INSERT INTO indicator (id, of_kind, of_id, unit, ascending, baseline_value, baseline_decimals, \
    baseline_unit, baseline_bound) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
    ON CONFLICT (id) DO UPDATE SET of_kind = excluded.of_kind, of_id = excluded.of_id, unit = excluded.unit, \
    ascending = excluded.ascending, baseline_value = excluded.baseline_value, \
    baseline_decimals = excluded.baseline_decimals, baseline_unit = excluded.baseline_unit, \
    baseline_bound = excluded.baseline_bound";

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    of_kind: String,
    of_id: String,
    unit: String,
    ascending: bool,
    baseline_value: Option<i64>,
    baseline_decimals: Option<i64>,
    baseline_unit: Option<String>,
    baseline_bound: Option<String>,
}

/// Reads the published indicators.
pub(in crate::store) async fn load(
    connection: &mut Connection<'_>,
    heads: &mut Heads,
) -> StoreResult<Table<Indicator>> {
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(Indicator {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                of: parts::entry(row.of_kind, row.of_id)?,
                unit: read(row.unit)?,
                ascending: row.ascending,
                baseline: parts::optional_quantity(
                    row.baseline_value,
                    row.baseline_decimals,
                    row.baseline_unit,
                    row.baseline_bound,
                )?,
            })
        },
    )
}

/// Writes an indicator in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, indicator: &Indicator) {
    let values = Values::new()
        .put(&indicator.id)
        .entry(&indicator.of)
        .put(&indicator.unit)
        .put(&indicator.ascending)
        .quantity(indicator.baseline.as_ref());
    writes.put(UPSERT, values);
}
