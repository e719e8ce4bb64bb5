//! Which file receives what is sent to which page. Who may come in was asked before.

use super::{Seat, monitor};
use crate::http::{Form, Outcome};
use app::{domain::language::Language, routes::DeskPage};

/// Receives what was sent to a page of the desk.
pub(crate) async fn receive(seat: &Seat, language: Language, page: &DeskPage, form: &Form) -> Outcome {
    match page {
        DeskPage::Monitor => monitor::receive(seat, language, form).await,
        _ => Outcome::NotTaken,
    }
}
