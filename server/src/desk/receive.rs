//! Which file receives what is sent to which page. Who may come in was asked before.

use super::Seat;
use crate::http::{Form, Outcome};
use app::{domain::language::Language, routes::DeskPage};

/// Receives what was sent to a page of the desk.
pub(crate) async fn receive(_seat: &Seat, _language: Language, _page: &DeskPage, _form: &Form) -> Outcome {
    Outcome::NotTaken
}
