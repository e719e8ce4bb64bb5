//! The desk on the server's side: who asks, and what each page shows. `http::desk` receives what is sent.
//!
//! [`Office`] is what all requests share, [`Seat`] the desk of one of them. One file per page loads its data, with the
//! permission that it needs as a value: `&Editor`, `&Official` or `&Administrator`.

mod audit;
mod authors;
mod files;
mod history;
mod load;
mod moments;
mod monitor;
mod receive;

pub(crate) use files::{audit_file, monitor_file};
pub(crate) use receive::receive;

use crate::{clock::Clock, store::Database};
use app::{
    desk::{Desk, Sheet, Waiting},
    domain::account::{Editor, Official, Visitor},
    error::AppError,
    monitor::Thresholds,
    routes::Page,
    store::Publication,
};
use http::HeaderMap;
use std::sync::Arc;

/// What the desks of all requests share.
pub struct Office {
    /// Where everything is kept.
    pub database: Arc<Database>,
    /// What is published.
    pub publication: Arc<dyn Publication>,
    /// The time.
    pub clock: Clock,
    /// From when on something is worth a look.
    pub thresholds: Thresholds,
}

impl Office {
    /// An office with a database.
    pub fn new(database: Arc<Database>, publication: Arc<dyn Publication>, clock: Clock) -> Self {
        Self { database, publication, clock, thresholds: Thresholds::default() }
    }

    /// The same, with other thresholds of the monitor.
    #[must_use]
    pub fn with_thresholds(self, thresholds: Thresholds) -> Self {
        Self { thresholds, ..self }
    }

    /// The desk of a request.
    pub async fn seat(self: &Arc<Self>, _headers: &HeaderMap) -> Seat {
        Seat { office: Arc::clone(self), visitor: Visitor::ANONYMOUS }
    }

    /// Says in the log why something failed; what the person gets says nothing of it.
    pub fn failed(error: impl std::fmt::Debug) -> AppError {
        tracing::error!(?error, "the desk could not answer");
        AppError::Failed
    }
}

/// The desk of one request.
#[derive(Clone)]
pub struct Seat {
    /// What all share.
    pub office: Arc<Office>,
    visitor: Visitor,
}

impl Seat {
    /// Permission to work on drafts.
    ///
    /// # Errors
    /// [`AppError::SignIn`] when nobody is signed in.
    pub fn editor(&self) -> Result<Editor, AppError> {
        self.visitor.editor().ok_or(AppError::SignIn)
    }

    /// Permission to decide.
    ///
    /// # Errors
    /// [`AppError::SignIn`] when nobody is signed in, [`AppError::Forbidden`] for who is no official.
    pub fn official(&self) -> Result<Official, AppError> {
        self.editor()?;
        self.visitor.official().ok_or(AppError::Forbidden)
    }
}

impl Desk for Seat {
    fn visitor(&self) -> &Visitor {
        &self.visitor
    }

    fn load<'a>(&'a self, page: &'a Page, query: &'a str) -> Waiting<'a, Result<Sheet, AppError>> {
        Box::pin(async move {
            if let Page::Desk(page) = page {
                self.visitor.pass(page.door())?;
            }
            load::load(self, page, query).await
        })
    }
}
