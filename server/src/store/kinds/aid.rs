//! Aid: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    lists,
    parts::{self, PeriodColumns},
    value::{Values, optional, read},
    writes::Writes,
};
use app::domain::aid::Aid;

const SELECT: &str = "SELECT id, kind, recipients_zh, recipients_en, households, people, students, village_committees, \
    value_fen, value_currency, value_bound, period_stated, period_label_zh, period_label_en, period_years, \
    period_first, period_last, date \
    FROM aid";

const UPSERT: &str = "INSERT INTO aid (id, kind, recipients_zh, recipients_en, households, people, students, \
    village_committees, value_fen, value_currency, value_bound, period_stated, period_label_zh, \
    period_label_en, period_years, period_first, period_last, date) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) \
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, recipients_zh = excluded.recipients_zh, \
    recipients_en = excluded.recipients_en, households = excluded.households, people = excluded.people, \
    students = excluded.students, village_committees = excluded.village_committees, \
    value_fen = excluded.value_fen, value_currency = excluded.value_currency, \
    value_bound = excluded.value_bound, period_stated = excluded.period_stated, \
    period_label_zh = excluded.period_label_zh, period_label_en = excluded.period_label_en, \
    period_years = excluded.period_years, period_first = excluded.period_first, \
    period_last = excluded.period_last, date = excluded.date";

const GOODS: lists::List = lists::List {
    delete: "DELETE FROM aid_goods WHERE aid = $1",
    insert: "INSERT INTO aid_goods (aid, position, text_zh, text_en) VALUES ($1, $2, $3, $4)",
};

const DONORS: lists::List = lists::List {
    delete: "DELETE FROM aid_donor WHERE aid = $1",
    insert: "INSERT INTO aid_donor (aid, position, donor) VALUES ($1, $2, $3)",
};

const DIVISIONS: lists::List = lists::List {
    delete: "DELETE FROM aid_division WHERE aid = $1",
    insert: "INSERT INTO aid_division (aid, position, division) VALUES ($1, $2, $3)",
};

const SITES: lists::List = lists::List {
    delete: "DELETE FROM aid_site WHERE aid = $1",
    insert: "INSERT INTO aid_site (aid, position, site) VALUES ($1, $2, $3)",
};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    recipients_zh: Option<String>,
    recipients_en: Option<String>,
    households: Option<i64>,
    people: Option<i64>,
    students: Option<i64>,
    village_committees: Option<i64>,
    value_fen: Option<i64>,
    value_currency: Option<String>,
    value_bound: Option<String>,
    #[sqlx(flatten)]
    period: PeriodColumns,
    date: Option<String>,
}

/// Reads the published aid.
pub(in crate::store) async fn load(connection: &mut Connection<'_>, heads: &mut Heads) -> StoreResult<Table<Aid>> {
    let mut goods =
        lists::Phrases::load(connection, "SELECT aid AS owner, text_zh, text_en FROM aid_goods ORDER BY aid, position")
            .await?;
    let mut donors =
        lists::Slugs::load(connection, "SELECT aid AS owner, donor AS item FROM aid_donor ORDER BY aid, position")
            .await?;
    let mut divisions = lists::Slugs::load(
        connection,
        "SELECT aid AS owner, division AS item FROM aid_division ORDER BY aid, position",
    )
    .await?;
    let mut sites =
        lists::Slugs::load(connection, "SELECT aid AS owner, site AS item FROM aid_site ORDER BY aid, position")
            .await?;
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(Aid {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                kind: read(row.kind)?,
                goods: goods.take(&row.id)?,
                donors: donors.take(&row.id)?,
                recipients: parts::phrase(row.recipients_zh, row.recipients_en)?,
                divisions: divisions.take(&row.id)?,
                sites: sites.take(&row.id)?,
                households: optional(row.households)?,
                people: optional(row.people)?,
                students: optional(row.students)?,
                village_committees: optional(row.village_committees)?,
                value: parts::optional_amount(row.value_fen, row.value_currency, row.value_bound)?,
                period: row.period.read()?,
                date: optional(row.date)?,
            })
        },
    )
}

/// Writes aid in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, aid: &Aid) {
    let values = Values::new()
        .put(&aid.id)
        .put(&aid.kind)
        .phrase(&aid.recipients)
        .put(&aid.households)
        .put(&aid.people)
        .put(&aid.students)
        .put(&aid.village_committees)
        .amount(aid.value.as_ref())
        .period(aid.period.as_ref())
        .put(&aid.date);
    writes.put(UPSERT, values);
    GOODS.write(writes, &aid.id, &aid.goods, |values, item| values.phrase(item));
    DONORS.write(writes, &aid.id, &aid.donors, |values, item| values.put(item));
    DIVISIONS.write(writes, &aid.id, &aid.divisions, |values, item| values.put(item));
    SITES.write(writes, &aid.id, &aid.sites, |values, item| values.put(item));
}
