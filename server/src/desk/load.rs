//! Which file loads the data of which page. Who may come in was asked before.

use super::Seat;
use app::{
    desk::{Sheet, SignIn},
    error::AppError,
    routes::{DeskPage, Page},
};

pub(super) async fn load(seat: &Seat, page: &Page, query: &str) -> Result<Sheet, AppError> {
    let Page::Desk(page) = page else { return Err(AppError::NotFound) };
    match page {
        DeskPage::SignIn => Ok(Sheet::SignIn(sign_in(query))),
        DeskPage::Home => super::home::load(seat).await,
        DeskPage::New(kind) => super::begin::load(seat, *kind, query),
        DeskPage::Draft(id) => super::draft::load(seat, id).await,
        DeskPage::Edit(id, entry) => super::edit::load(seat, id, entry).await,
        DeskPage::Review => super::review::load_all(seat).await,
        DeskPage::ReviewOne(id) => super::review::load(seat, id).await,
        _ => Err(AppError::NotFound),
    }
}

/// The empty form; `next` of its address says where to go on to.
fn sign_in(query: &str) -> SignIn {
    let next = form_urlencoded::parse(query.as_bytes()).find_map(|(key, value)| (key == "next").then_some(value));
    SignIn { next: next.unwrap_or_default().into_owned(), ..SignIn::default() }
}
