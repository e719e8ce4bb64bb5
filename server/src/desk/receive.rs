//! Which file receives what is sent to which page. Who may come in was asked before.

use super::{Seat, account, begin, draft, edit, home, link, monitor, people, restore, review, sign_in};
use crate::http::{Form, Outcome};
use app::{
    domain::language::Language,
    error::AppError,
    routes::{DeskPage, Page},
};

/// Receives what was sent to a page of the desk, or to a history.
pub(crate) async fn receive(seat: &Seat, language: Language, page: &Page, form: &Form) -> Outcome {
    let received = match page {
        Page::Desk(page) => at_the_desk(seat, language, page, form).await,
        Page::History(entry) => restore::receive(seat, language, entry, form).await,
        _ => Ok(Outcome::NotTaken),
    };
    received.unwrap_or_else(Outcome::Refused)
}

async fn at_the_desk(seat: &Seat, language: Language, page: &DeskPage, form: &Form) -> Result<Outcome, AppError> {
    match page {
        DeskPage::SignIn => Ok(sign_in::receive(seat, language, form).await),
        DeskPage::Account => account::receive(seat, language, form).await,
        DeskPage::Link(token) => link::receive(seat, language, token).await,
        DeskPage::People => people::receive(seat, language, form).await,
        DeskPage::Home => Ok(home::receive(seat, language, form).await),
        DeskPage::New(kind) => Ok(begin::receive(seat, language, *kind, form).await),
        DeskPage::Draft(id) => Ok(draft::receive(seat, language, id, form).await),
        DeskPage::Edit(id, entry) => Ok(edit::receive(seat, language, (id, entry), form).await),
        DeskPage::ReviewOne(id) => Ok(review::receive(seat, language, id, form).await),
        DeskPage::Monitor => Ok(monitor::receive(seat, language, form).await),
        _ => Ok(Outcome::NotTaken),
    }
}
