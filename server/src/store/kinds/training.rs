//! Trainings: their rows.

use super::{Heads, Table, collect};
use crate::store::{
    connection::{Connection, StoreResult},
    lists, parts,
    value::{Unreadable, Values, optional, read},
    writes::Writes,
};
use app::domain::training::{ParticipantGroup, Training};
use std::collections::HashMap;

const SELECT: &str = "SELECT id, kind, subject_zh, subject_en, audience_zh, audience_en, place, division, date, participants, \
    women, cost_fen, cost_currency, cost_bound, part_of \
    FROM training";

const UPSERT: &str = "INSERT INTO training (id, kind, subject_zh, subject_en, audience_zh, audience_en, place, division, date, \
    participants, women, cost_fen, cost_currency, cost_bound, part_of) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) \
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, subject_zh = excluded.subject_zh, \
    subject_en = excluded.subject_en, audience_zh = excluded.audience_zh, \
    audience_en = excluded.audience_en, place = excluded.place, division = excluded.division, \
    date = excluded.date, participants = excluded.participants, women = excluded.women, \
    cost_fen = excluded.cost_fen, cost_currency = excluded.cost_currency, cost_bound = excluded.cost_bound, \
    part_of = excluded.part_of";

const SITES: lists::List = lists::List {
    delete: "DELETE FROM training_site WHERE training = $1",
    insert: "INSERT INTO training_site (training, position, site) VALUES ($1, $2, $3)",
};

const PARTICIPANT_GROUPS: lists::List = lists::List {
    delete: "DELETE FROM training_participant_group WHERE training = $1",
    insert: "INSERT INTO training_participant_group (training, position, group_zh, group_en, people) VALUES ($1, $2, $3, $4, $5)",
};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    subject_zh: Option<String>,
    subject_en: Option<String>,
    audience_zh: Option<String>,
    audience_en: Option<String>,
    place: Option<String>,
    division: Option<String>,
    date: Option<String>,
    participants: Option<i64>,
    women: Option<i64>,
    cost_fen: Option<i64>,
    cost_currency: Option<String>,
    cost_bound: Option<String>,
    part_of: Option<String>,
}

/// Reads the published trainings.
pub(in crate::store) async fn load(connection: &mut Connection<'_>, heads: &mut Heads) -> StoreResult<Table<Training>> {
    let mut sites = lists::Slugs::load(
        connection,
        "SELECT training AS owner, site AS item FROM training_site ORDER BY training, position",
    )
    .await?;
    let mut participant_groups = groups(connection).await?;
    let rows = connection.rows::<Row>(SELECT, Values::new()).await?;
    collect(
        heads,
        rows,
        |row| &row.id,
        |row, head| {
            Ok(Training {
                id: head.id,
                name: head.name,
                summary: head.summary,
                pillars: head.pillars,
                garbled: head.garbled,
                reading_note: head.reading_note,
                citations: head.citations,
                kind: read(row.kind)?,
                subject: parts::phrase(row.subject_zh, row.subject_en)?,
                audience: parts::phrase(row.audience_zh, row.audience_en)?,
                place: optional(row.place)?,
                division: optional(row.division)?,
                sites: sites.take(&row.id)?,
                date: optional(row.date)?,
                participants: optional(row.participants)?,
                women: optional(row.women)?,
                participant_groups: participant_groups
                    .remove(&row.id)
                    .unwrap_or_default()
                    .into_iter()
                    .map(Group::read)
                    .collect::<Result<_, _>>()?,
                cost: parts::optional_amount(row.cost_fen, row.cost_currency, row.cost_bound)?,
                part_of: optional(row.part_of)?,
            })
        },
    )
}

/// Writes a training in the place of the one with the same name.
pub(in crate::store) fn save(writes: &mut Writes, training: &Training) {
    let values = Values::new()
        .put(&training.id)
        .put(&training.kind)
        .phrase(&training.subject)
        .phrase(&training.audience)
        .put(&training.place)
        .put(&training.division)
        .put(&training.date)
        .put(&training.participants)
        .put(&training.women)
        .amount(training.cost.as_ref())
        .put(&training.part_of);
    writes.put(UPSERT, values);
    SITES.write(writes, &training.id, &training.sites, |values, item| values.put(item));
    PARTICIPANT_GROUPS.write(writes, &training.id, &training.participant_groups, |values, item| {
        values.phrase(&item.group).put(&item.people)
    });
}

#[derive(sqlx::FromRow)]
struct Group {
    owner: String,
    group_zh: Option<String>,
    group_en: Option<String>,
    people: i64,
}

impl Group {
    fn read(self) -> Result<ParticipantGroup, Unreadable> {
        Ok(ParticipantGroup { group: parts::phrase(self.group_zh, self.group_en)?, people: read(self.people)? })
    }
}

async fn groups(connection: &mut Connection<'_>) -> StoreResult<HashMap<String, Vec<Group>>> {
    const SELECT: &str = "SELECT training AS owner, group_zh, group_en, people \
        FROM training_participant_group ORDER BY training, position";
    let mut groups: HashMap<String, Vec<Group>> = HashMap::new();
    for group in connection.rows::<Group>(SELECT, Values::new()).await? {
        groups.entry(group.owner.clone()).or_default().push(group);
    }
    Ok(groups)
}
