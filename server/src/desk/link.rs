//! What an invitation or a link for signing in leads to. Looking at it changes nothing: programs that look at every link of a
//! message before a person does would use it up.

use super::{Seat, secret};
use crate::{http::Outcome, store::NewLink};
use app::{
    desk::{AccountDone, LinkSheet, Sheet},
    domain::{language::Language, text::Text},
    error::AppError,
    routes::{DeskPage, LinkToken, Page},
};
use http::StatusCode;
use std::time::Instant;

/// How long an invitation may wait, in milliseconds: a week.
pub const INVITATION: i64 = 7 * 24 * 60 * 60 * 1000;
/// How long a link that was asked for may wait, in milliseconds: a day.
pub const AGAIN: i64 = 24 * 60 * 60 * 1000;

/// A new link: what is kept of it, and its secret.
///
/// # Errors
/// When the system has no random numbers to give.
pub fn make(now_ms: i64, lasting: i64) -> Result<(NewLink, LinkToken), secret::NoRandomness> {
    loop {
        let secret = secret::Secret::make()?;
        // Signs of ours always make a link.
        if let Some(token) = LinkToken::new(secret.as_str()) {
            return Ok((NewLink { token: secret.hash(), expires_at: now_ms.saturating_add(lasting) }, token));
        }
    }
}

/// The address of a link under the host at which the public finds us; only its path where that is not known.
pub fn address(token: LinkToken, language: Language, public_url: Option<&Text>) -> String {
    let base = public_url.map(|url| url.trim_end_matches('/')).unwrap_or_default();
    format!("{base}{}", Page::Desk(DeskPage::Link(token)).path(language))
}

/// Whom the link would sign in.
pub(super) async fn load(seat: &Seat, token: &LinkToken) -> Result<Sheet, AppError> {
    let hash = secret::hash(token.as_str());
    let found = seat.office.database.of_link(&hash, seat.office.clock.now_ms()).await.map_err(super::failed)?;
    Ok(Sheet::Link(match found {
        Some(person) => LinkSheet::Good { token: token.clone(), name: person.account.name },
        None => LinkSheet::Gone,
    }))
}

/// Uses the link up and signs the person in.
pub(super) async fn receive(seat: &Seat, language: Language, token: &LinkToken) -> Result<Outcome, AppError> {
    let office = &seat.office;
    let tried = Instant::now();
    if office.tries.admit_address(seat.sender, tried).is_err() {
        return Ok(Outcome::Again(StatusCode::TOO_MANY_REQUESTS, Sheet::Link(LinkSheet::TooOften)));
    }
    let begun = office.begin_by_link(token, &seat.headers).await;
    if !matches!(begun, Ok(None)) {
        office.tries.give_back_address(seat.sender, tried);
    }
    match begun.map_err(super::failed)? {
        None => Ok(Outcome::Again(StatusCode::GONE, Sheet::Link(LinkSheet::Gone))),
        Some(cookie) => {
            let to = format!("{}?done={}", Page::Desk(DeskPage::Account).path(language), AccountDone::SignedIn);
            Ok(Outcome::Done { to, cookie: Some(cookie) })
        }
    }
}
