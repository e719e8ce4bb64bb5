//! Which file loads the data of which page. Who may come in was asked before.

use super::{Seat, account, begin, draft, edit, home, link, people, review, sign_in};
use app::{
    desk::Sheet,
    error::AppError,
    routes::{DeskPage, Page},
};

pub(super) async fn load(seat: &Seat, page: &Page, query: &str) -> Result<Sheet, AppError> {
    let Page::Desk(page) = page else { return Err(AppError::NotFound) };
    match page {
        DeskPage::SignIn => Ok(sign_in::load(query)),
        DeskPage::Account => account::load(seat, query).await,
        DeskPage::Link(token) => link::load(seat, token).await,
        DeskPage::People => people::load(seat, query).await,
        DeskPage::Home => home::load(seat).await,
        DeskPage::New(kind) => begin::load(seat, *kind, query),
        DeskPage::Draft(id) => draft::load(seat, id).await,
        DeskPage::Edit(id, entry) => edit::load(seat, id, entry).await,
        DeskPage::Review => review::load_all(seat).await,
        DeskPage::ReviewOne(id) => review::load(seat, id).await,
        _ => Err(AppError::NotFound),
    }
}
