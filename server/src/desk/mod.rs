//! The desk on the server's side: who asks, what each page shows, and what is done with what is sent to it. `http::desk` is
//! the way in and out.
//!
//! [`Office`] is what all requests share, [`Seat`] the desk of one of them. One file per page loads its data and receives
//! its forms, with the permission that it needs as a value: `&Editor` or `&Official`.

mod account;
mod archived;
mod audit;
mod authors;
mod begin;
mod body;
mod care;
mod device;
mod draft;
mod edit;
mod entry_typed;
mod files;
mod history;
mod home;
pub mod link;
mod load;
mod moments;
mod monitor;
pub mod password;
mod people;
mod reach;
mod receive;
mod renewal;
mod restore;
mod review;
mod rules;
pub mod secret;
mod session;
mod sign_in;
mod together;
mod unpublished;

pub(crate) use edit::save_one;

pub(crate) use files::{audit_file, monitor_file};
pub(crate) use receive::receive;

use crate::{
    clock::Clock,
    publish::{self, Publisher},
    store::{Database, DraftError, DraftWriter, StoreError},
};
use app::{
    desk::{Desk, Sheet, Waiting},
    domain::account::{Editor, Official, Visitor},
    domain::slug::Slug,
    error::AppError,
    monitor::Thresholds,
    routes::Page,
    store::Publication,
};
use http::HeaderMap;
use password::Passwords;
use session::Known;
use sha2::{Digest, Sha256};
use sign_in::Tries;
use std::{
    any::Any,
    fmt::Debug,
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// What the desks of all requests share.
pub struct Office {
    /// Where everything is kept.
    pub database: Arc<Database>,
    /// What is published.
    pub publication: Arc<dyn Publication>,
    /// Where it is published.
    pub publisher: Arc<Publisher>,
    /// Saves what is typed.
    pub writer: DraftWriter,
    /// The time.
    pub clock: Clock,
    /// From when on something is worth a look.
    pub thresholds: Thresholds,
    passwords: Passwords,
    tries: Tries,
    surveys: monitor::Surveys,
    https: bool,
}

impl Office {
    /// An office with a database.
    pub fn new(database: Arc<Database>, publisher: Arc<Publisher>, clock: Clock) -> Self {
        let https = publisher.settings().public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
        Self {
            writer: DraftWriter::new(Arc::clone(&database), clock),
            publication: Arc::clone(&publisher) as _,
            publisher,
            database,
            clock,
            passwords: Passwords::default(),
            tries: Tries::default(),
            surveys: monitor::Surveys::default(),
            https,
            thresholds: Thresholds::default(),
        }
    }

    /// Lets everybody see what has been committed. Where that fails it is in the log, and the watch does it later.
    pub async fn publish(&self) {
        if let Err(error) = publish::now(&self.database, &self.publisher).await {
            tracing::error!(?error, "what was approved could not be published at once");
        }
    }

    /// What is said of a step with a draft that was not made.
    pub fn draft_failed(error: DraftError) -> AppError {
        match error {
            DraftError::NotFound => AppError::NotFound,
            DraftError::Store(error) => failed(error),
            other => failed(other),
        }
    }

    /// The same, with other thresholds of the monitor.
    #[must_use]
    pub fn with_thresholds(self, thresholds: Thresholds) -> Self {
        Self { thresholds, ..self }
    }

    /// The desk of a request that comes from an address.
    ///
    /// # Errors
    /// When the database cannot say who asks.
    pub async fn seat(self: &Arc<Self>, sender: IpAddr, headers: &HeaderMap) -> Result<Seat, StoreError> {
        let (visitor, known) = self.know(headers).await?;
        Ok(Seat { office: Arc::clone(self), visitor, known, sender, headers: headers.clone() })
    }

    /// The desk of a request of somebody whom nobody knows.
    pub fn unknown(self: &Arc<Self>, sender: IpAddr) -> Seat {
        let (visitor, headers) = (Visitor::ANONYMOUS, HeaderMap::new());
        Seat { office: Arc::clone(self), visitor, known: None, sender, headers }
    }
}

/// Says in the log why something failed; what the person gets says no more than whether it is worth trying again.
pub(crate) fn failed(error: impl Debug + 'static) -> AppError {
    tracing::error!(?error, "the desk could not answer");
    let error: &dyn Any = &error;
    match error.downcast_ref::<StoreError>() {
        Some(error) if error.passes() => AppError::Unavailable,
        _ => AppError::Failed,
    }
}

/// The desk of one request.
#[derive(Clone)]
pub struct Seat {
    /// What all share.
    pub office: Arc<Office>,
    visitor: Visitor,
    known: Option<Known>,
    sender: IpAddr,
    headers: HeaderMap,
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

    /// The session of the request.
    fn known(&self) -> Result<&Known, AppError> {
        self.known.as_ref().ok_or(AppError::SignIn)
    }
}

impl Seat {
    /// A name for one sending of a form that nobody has used before.
    fn fresh_key(&self) -> String {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        format!("{}-{}-{number}", self.office.clock.now_ms(), std::process::id())
    }

    /// The name of what a person makes by sending a form once; sent twice, it names the same.
    fn named_by(&self, key: &str) -> Slug {
        let account = self.visitor.account().map_or("", |account| account.id.as_str());
        let hash = Sha256::digest(format!("{account}/{key}"));
        Slug::new(hex::encode(&hash[..12])).unwrap_or_else(|_| unreachable!("hexadecimal digits are a slug"))
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
