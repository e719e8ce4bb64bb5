//! Which file receives what is sent to which page. Who may come in was asked before.

use super::Seat;
use crate::http::{Form, Outcome};
use app::{domain::language::Language, routes::DeskPage};

/// Receives what was sent to a page of the desk.
pub(crate) async fn receive(seat: &Seat, language: Language, page: &DeskPage, form: &Form) -> Outcome {
    match page {
        DeskPage::Home => super::home::receive(seat, language, form).await,
        DeskPage::New(kind) => super::begin::receive(seat, language, *kind, form).await,
        DeskPage::Draft(id) => super::draft::receive(seat, language, id, form).await,
        DeskPage::Edit(id, entry) => super::edit::receive(seat, language, (id, entry), form).await,
        DeskPage::ReviewOne(id) => super::review::receive(seat, language, id, form).await,
        _ => Outcome::NotTaken,
    }
}
