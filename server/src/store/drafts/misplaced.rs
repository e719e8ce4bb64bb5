//! A position that two people put into the wrong division together.

use super::{DraftError, decide::op_field};
use crate::store::{connection::Connection, kinds};
use app::domain::{
    change::{Op, apply},
    form::Around,
    record::{EntryId, Record},
    rule::Broken,
};
use serde_json::Value;

/// What is wrong with a position and a division that two people have set, each rightly. What one person has set is judged in
/// the form.
pub(super) async fn misplaced(
    connection: &mut Connection<'_>,
    entry: &EntryId,
    current: Option<&Value>,
    ops: &[Op],
) -> Result<Option<Broken>, DraftError> {
    if !ops.iter().any(|op| matches!(op_field(op), Some("location" | "division"))) {
        return Ok(None);
    }
    let body = apply(entry, current, ops).ok().flatten();
    let Some(Ok(Record::Site(site))) = body.map(|body| Record::from_json(entry.kind, &body)) else { return Ok(None) };
    let Some(at) = &site.location else { return Ok(None) };
    let records = kinds::load(connection).await?;
    Ok(Around::new(&records, &[]).lies_in((at.lat.degrees(), at.lng.degrees()), site.division.as_str()).err())
}
