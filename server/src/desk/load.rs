//! Which file loads the data of which page. Who may come in was asked before.

use super::{Seat, audit, history, monitor};
use app::{
    desk::{Sheet, SignIn},
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
        DeskPage::SignIn => Ok(Sheet::SignIn(sign_in(query))),
        DeskPage::Monitor => monitor::load(seat, query).await,
        DeskPage::Audit => audit::load(seat, query).await,
        _ => Err(AppError::NotFound),
    }
}

/// The empty form; `next` of its address says where to go on to.
fn sign_in(query: &str) -> SignIn {
    let next = form_urlencoded::parse(query.as_bytes()).find_map(|(key, value)| (key == "next").then_some(value));
    SignIn { next: next.unwrap_or_default().into_owned(), ..SignIn::default() }
}
