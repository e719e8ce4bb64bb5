//! Which file loads the data of which page. Who may come in was asked before.

use super::{Seat, account, audit, begin, draft, edit, history, home, link, monitor, people, review, sign_in};
use app::{
    desk::Sheet,
    error::AppError,
    routes::{DeskPage, Page},
};

pub(super) async fn load(seat: &Seat, page: &Page, query: &str) -> Result<Sheet, AppError> {
    let page = match page {
        Page::Desk(page) => page,
        Page::History(entry) => return history::load(seat, entry, query).await,
        _ => return Err(AppError::NotFound),
    };
    match page {
        DeskPage::Monitor => monitor::load(seat, query).await,
        DeskPage::Audit => audit::load(seat, query).await,
        DeskPage::SignIn => Ok(sign_in::load(query)),
        DeskPage::Account => account::load(seat, query).await,
        DeskPage::Link(token) => link::load(seat, token).await,
        DeskPage::People => people::load(seat, query).await,
        DeskPage::Home => home::load(seat, query).await,
        DeskPage::New(kind) => begin::load(seat, *kind, query).await,
        DeskPage::Draft(id) => draft::load(seat, id).await,
        DeskPage::Edit(id, entry) => edit::load(seat, id, entry).await,
        DeskPage::Review => review::load_all(seat, query).await,
        DeskPage::ReviewOne(id) => review::load(seat, id).await,
    }
}
