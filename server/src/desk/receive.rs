//! Which file receives what is sent to which page. Who may come in was asked before.

use super::{Seat, account, link, monitor, people, sign_in};
use crate::http::{Form, Outcome};
use app::{domain::language::Language, routes::DeskPage};

/// Receives what was sent to a page of the desk.
pub(crate) async fn receive(seat: &Seat, language: Language, page: &DeskPage, form: &Form) -> Outcome {
    let received = match page {
        DeskPage::SignIn => Ok(sign_in::receive(seat, language, form).await),
        DeskPage::Account => account::receive(seat, language, form).await,
        DeskPage::Link(token) => link::receive(seat, language, token).await,
        DeskPage::People => people::receive(seat, language, form).await,
        DeskPage::Monitor => Ok(monitor::receive(seat, language, form).await),
        _ => Ok(Outcome::NotTaken),
    };
    received.unwrap_or_else(Outcome::Refused)
}
