//! Figures: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    lists,
    parts::{self, PeriodColumns},
    value::{Values, read},
    writes::Writes,
};
use app::domain::figure::Figure;

const SELECT: &str = "SELECT id, of_kind, of_id, quantity_value, quantity_decimals, quantity_unit, quantity_bound, \
    period_stated, period_label_zh, period_label_en, period_years, period_first, period_last, counts_zh, \
    counts_en, as_printed, status \
    FROM figure";

const UPSERT: &str = "INSERT INTO figure (id, of_kind, of_id, quantity_value, quantity_decimals, quantity_unit, \
    quantity_bound, period_stated, period_label_zh, period_label_en, period_years, period_first, \
    period_last, counts_zh, counts_en, as_printed, status) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) \
    ON CONFLICT (id) DO UPDATE SET of_kind = excluded.of_kind, of_id = excluded.of_id, \
    quantity_value = excluded.quantity_value, quantity_decimals = excluded.quantity_decimals, \
    quantity_unit = excluded.quantity_unit, quantity_bound = excluded.quantity_bound, \
    period_stated = excluded.period_stated, period_label_zh = excluded.period_label_zh, \
    period_label_en = excluded.period_label_en, period_years = excluded.period_years, \
    period_first = excluded.period_first, period_last = excluded.period_last, \
    counts_zh = excluded.counts_zh, counts_en = excluded.counts_en, as_printed = excluded.as_printed, \
    status = excluded.status";

const MAY_BE_CONTAINED_IN: lists::List = lists::List {
    delete: "DELETE FROM figure_containment WHERE figure = $1",
    insert: "INSERT INTO figure_containment (figure, position, container) VALUES ($1, $2, $3)",
};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    of_kind: String,
    of_id: String,
    quantity_value: i64,
    quantity_decimals: i64,
    quantity_unit: String,
    quantity_bound: String,
    #[sqlx(flatten)]
    period: PeriodColumns,
    counts_zh: Option<String>,
    counts_en: Option<String>,
    as_printed: String,
    status: String,
}

/// Reads the published figures.
pub(in crate::store) async fn load(connection: &mut Connection<'_>, heads: &mut Heads) -> StoreResult<Table<Figure>> {
    let mut may_be_contained_in = lists::Slugs::load(
        connection,
        "SELECT figure AS owner, container AS item FROM figure_containment ORDER BY figure, position",
    )
    .await?;
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(Figure {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                of: parts::entry(row.of_kind, row.of_id)?,
                quantity: parts::quantity(
                    row.quantity_value,
                    row.quantity_decimals,
                    row.quantity_unit,
                    row.quantity_bound,
                )?,
                period: row.period.read()?,
                counts: parts::phrase(row.counts_zh, row.counts_en)?,
                as_printed: read(row.as_printed)?,
                status: read(row.status)?,
                may_be_contained_in: may_be_contained_in.take(&row.id)?,
            })
        },
    )
}

/// Writes a figure in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, figure: &Figure) {
    let values = Values::new()
        .put(&figure.id)
        .entry(&figure.of)
        .quantity(Some(&figure.quantity))
        .period(figure.period.as_ref())
        .phrase(&figure.counts)
        .put(&figure.as_printed)
        .put(&figure.status);
    writes.put(UPSERT, values);
    MAY_BE_CONTAINED_IN.write(writes, &figure.id, &figure.may_be_contained_in, |values, item| values.put(item));
}
