//! Values of indicators: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    parts,
    value::{Values, optional, read},
    writes::Writes,
};
use app::domain::indicator::IndicatorValue;

const SELECT: &str = "SELECT id, indicator, first_day, last_day, target_value, target_decimals, target_unit, target_bound, \
    actual_value, actual_decimals, actual_unit, actual_bound, women, children, ethnic_minorities \
    FROM indicator_value";

const UPSERT: &str = "INSERT INTO indicator_value (id, indicator, first_day, last_day, target_value, target_decimals, \
    target_unit, target_bound, actual_value, actual_decimals, actual_unit, actual_bound, women, children, \
    ethnic_minorities) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) \
    ON CONFLICT (id) DO UPDATE SET indicator = excluded.indicator, first_day = excluded.first_day, \
    last_day = excluded.last_day, target_value = excluded.target_value, \
    target_decimals = excluded.target_decimals, target_unit = excluded.target_unit, \
    target_bound = excluded.target_bound, actual_value = excluded.actual_value, \
    actual_decimals = excluded.actual_decimals, actual_unit = excluded.actual_unit, \
    actual_bound = excluded.actual_bound, women = excluded.women, children = excluded.children, \
    ethnic_minorities = excluded.ethnic_minorities";

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    indicator: String,
    first_day: String,
    last_day: String,
    target_value: Option<i64>,
    target_decimals: Option<i64>,
    target_unit: Option<String>,
    target_bound: Option<String>,
    actual_value: Option<i64>,
    actual_decimals: Option<i64>,
    actual_unit: Option<String>,
    actual_bound: Option<String>,
    women: Option<i64>,
    children: Option<i64>,
    ethnic_minorities: Option<i64>,
}

/// Reads the published values of indicators.
pub(in crate::store) async fn load(
    connection: &mut Connection<'_>,
    heads: &mut Heads,
) -> StoreResult<Table<IndicatorValue>> {
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(IndicatorValue {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                indicator: read(row.indicator)?,
                from: read(row.first_day)?,
                to: read(row.last_day)?,
                target: parts::optional_quantity(
                    row.target_value,
                    row.target_decimals,
                    row.target_unit,
                    row.target_bound,
                )?,
                actual: parts::optional_quantity(
                    row.actual_value,
                    row.actual_decimals,
                    row.actual_unit,
                    row.actual_bound,
                )?,
                women: optional(row.women)?,
                children: optional(row.children)?,
                ethnic_minorities: optional(row.ethnic_minorities)?,
            })
        },
    )
}

/// Writes a value of an indicator in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, indicator_value: &IndicatorValue) {
    let values = Values::new()
        .put(&indicator_value.id)
        .put(&indicator_value.indicator)
        .put(&indicator_value.from)
        .put(&indicator_value.to)
        .quantity(indicator_value.target.as_ref())
        .quantity(indicator_value.actual.as_ref())
        .put(&indicator_value.women)
        .put(&indicator_value.children)
        .put(&indicator_value.ethnic_minorities);
    writes.put(UPSERT, values);
}
