//! One file per kind of record: its private row, reading all, writing one. Nothing cleverer.

mod aid;
mod budget;
mod division;
mod figure;
mod indicator;
mod indicator_value;
mod map_feature;
mod organisation;
mod participation;
mod photo;
mod programme;
mod project;
mod proposal;
mod service;
mod site;
mod source;
mod statement;
mod training;
mod transaction;
mod working_group;

use super::{
    connection::{Connection, StoreResult},
    error::StoreError,
    head::{Head, Heads},
    value::Unreadable,
    writes::Writes,
};
use app::domain::{
    record::{Entry, Record, Records},
    slug::Slug,
};
use std::{collections::BTreeMap, sync::Arc};

/// The published records of one kind.
type Table<T> = BTreeMap<Slug, Arc<T>>;

/// Joins rows with their heads; rows of archived records have none and stay out.
fn collect<R, T: Entry>(
    heads: &mut Heads,
    rows: Vec<R>,
    id: impl Fn(&R) -> &str,
    mut read: impl FnMut(R, Head) -> Result<T, Unreadable>,
) -> StoreResult<Table<T>> {
    let mut table = BTreeMap::new();
    for row in rows {
        let Some(head) = heads.take(T::KIND, id(&row)) else { continue };
        let slug = head.id.clone();
        let record = read(row, head).map_err(|what| StoreError::Damaged(format!("{}/{slug}: {what}", T::KIND)))?;
        table.insert(slug, Arc::new(record));
    }
    Ok(table)
}

macro_rules! kinds {
    ($($name:ident, $field:ident, $module:ident;)+) => {
        /// Reads all published records.
        ///
        /// # Errors
        /// Those of the database, and [`StoreError::Damaged`] where a row breaks a rule of the domain or is missing.
        pub(super) async fn load(connection: &mut Connection<'_>) -> StoreResult<Records> {
            let mut heads = Heads::load(connection).await?;
            let records = Records { $($field: $module::load(connection, &mut heads).await?),+ };
            match heads.left().first() {
                None => Ok(records),
                Some((kind, id)) => Err(StoreError::Damaged(format!("{kind}/{id}: its row is missing"))),
            }
        }

        /// Gathers the rows of a record's own fields.
        pub(super) fn save(writes: &mut Writes, record: &Record) {
            match record { $(Record::$name(record) => $module::save(writes, record)),+ }
        }
    };
}

kinds! {
    Source, sources, source;
    Division, divisions, division;
    Programme, programmes, programme;
    MapFeature, map_features, map_feature;
    Organisation, organisations, organisation;
    WorkingGroup, working_groups, working_group;
    Site, sites, site;
    Project, projects, project;
    Training, trainings, training;
    Aid, aid, aid;
    Proposal, proposals, proposal;
    Service, services, service;
    Participation, participations, participation;
    Budget, budgets, budget;
    Transaction, transactions, transaction;
    Indicator, indicators, indicator;
    IndicatorValue, indicator_values, indicator_value;
    Figure, figures, figure;
    Statement, statements, statement;
    Photo, photos, photo;
}
