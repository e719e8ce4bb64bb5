//! A click on “still true”, on whatever page of the desk it is made: it renews an entry as it stands in the revision that the
//! page showed.

use super::{Seat, failed};
use crate::{http::Form, store::Renewed as Became};
use app::{
    desk::Renewed,
    domain::{account::Editor, change::RevisionNo, record::EntryId},
    error::AppError,
    routes::{entry_named, with_query},
};

/// Renews an entry; whether the person may was asked before.
pub(super) async fn renew(seat: &Seat, editor: &Editor, entry: &EntryId, form: &Form) -> Result<Became, AppError> {
    let seen = form.get("revision").parse().map(RevisionNo).map_err(|_| AppError::NotFound)?;
    seat.office.database.renew(editor, entry, seen, seat.office.clock.now_ms()).await.map_err(failed)
}

/// Where to go on to: back to a page, which then says what was renewed.
pub(super) fn address(path: String, mut query: String, entry: &EntryId) -> String {
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str("renewed=");
    query.extend(form_urlencoded::byte_serialize(entry.to_string().as_bytes()));
    with_query(path, &query)
}

/// What was renewed on the page before.
pub(super) fn done(query: &str) -> Option<Renewed> {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find_map(|(key, value)| (key == "renewed").then(|| entry_named(&value)).flatten()).map(Renewed::Done)
}
