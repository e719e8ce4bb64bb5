//! Proposals: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    lists, parts,
    value::{Values, optional, read},
    writes::Writes,
};
use app::domain::proposal::Proposal;

const SELECT: &str = "SELECT id, kind, count, bound, counts_zh, counts_en, adopted \
    FROM proposal";

const UPSERT: &str = "INSERT INTO proposal (id, kind, count, bound, counts_zh, counts_en, adopted) \
    VALUES ($1, $2, $3, $4, $5, $6, $7) \
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, count = excluded.count, bound = excluded.bound, \
    counts_zh = excluded.counts_zh, counts_en = excluded.counts_en, adopted = excluded.adopted";

const TOPICS: lists::List = lists::List {
    delete: "DELETE FROM proposal_topic WHERE proposal = $1",
    insert: "INSERT INTO proposal_topic (proposal, position, text_zh, text_en) VALUES ($1, $2, $3, $4)",
};

const METHODS: lists::List = lists::List {
    delete: "DELETE FROM proposal_method WHERE proposal = $1",
    insert: "INSERT INTO proposal_method (proposal, position, text_zh, text_en) VALUES ($1, $2, $3, $4)",
};

const DIVISIONS: lists::List = lists::List {
    delete: "DELETE FROM proposal_division WHERE proposal = $1",
    insert: "INSERT INTO proposal_division (proposal, position, division) VALUES ($1, $2, $3)",
};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    count: Option<i64>,
    bound: Option<String>,
    counts_zh: Option<String>,
    counts_en: Option<String>,
    adopted: Option<bool>,
}

/// Reads the published proposals.
pub(in crate::store) async fn load(connection: &mut Connection<'_>, heads: &mut Heads) -> StoreResult<Table<Proposal>> {
    let mut topics = lists::Phrases::load(
        connection,
        "SELECT proposal AS owner, text_zh, text_en FROM proposal_topic ORDER BY proposal, position",
    )
    .await?;
    let mut methods = lists::Phrases::load(
        connection,
        "SELECT proposal AS owner, text_zh, text_en FROM proposal_method ORDER BY proposal, position",
    )
    .await?;
    let mut divisions = lists::Slugs::load(
        connection,
        "SELECT proposal AS owner, division AS item FROM proposal_division ORDER BY proposal, position",
    )
    .await?;
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(Proposal {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                kind: read(row.kind)?,
                count: optional(row.count)?,
                bound: optional(row.bound)?,
                counts: parts::phrase(row.counts_zh, row.counts_en)?,
                topics: topics.take(&row.id)?,
                methods: methods.take(&row.id)?,
                adopted: row.adopted,
                divisions: divisions.take(&row.id)?,
            })
        },
    )
}

/// Writes a proposal in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, proposal: &Proposal) {
    let values = Values::new()
        .put(&proposal.id)
        .put(&proposal.kind)
        .put(&proposal.count)
        .put(&proposal.bound)
        .phrase(&proposal.counts)
        .put(&proposal.adopted);
    writes.put(UPSERT, values);
    TOPICS.write(writes, &proposal.id, &proposal.topics, |values, item| values.phrase(item));
    METHODS.write(writes, &proposal.id, &proposal.methods, |values, item| values.phrase(item));
    DIVISIONS.write(writes, &proposal.id, &proposal.divisions, |values, item| values.put(item));
}
