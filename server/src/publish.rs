//! The newest Atlas: one publisher, whose versions only go up, and the watch that follows the database.

use crate::store::{Database, StoreError};
use app::{
    atlas::{Atlas, Published},
    domain::change::Version,
    store::{Publication, Reports, Settings},
};
use arc_swap::ArcSwap;
use std::{
    future::Future,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// How often the database is asked for its version.
pub const POLL: Duration = Duration::from_millis(500);

/// Holds the newest Atlas. Reading it takes no lock.
pub struct Publisher {
    atlas: ArcSwap<Atlas>,
    settings: Settings,
    reports: Option<Arc<dyn Reports>>,
    turn: Mutex<()>,
}

impl Publisher {
    /// Starts with an Atlas.
    pub fn new(atlas: Atlas, settings: Settings) -> Self {
        Self { atlas: ArcSwap::from_pointee(atlas), settings, reports: None, turn: Mutex::new(()) }
    }

    /// The same, with a place where reports are kept.
    #[must_use]
    pub fn with_reports(self, reports: Arc<dyn Reports>) -> Self {
        Self { reports: Some(reports), ..self }
    }

    /// Puts an Atlas in the place of an older one; says whether it did. One that is not newer is dropped, so that two
    /// who publish at once cannot set the clock back.
    pub fn publish(&self, atlas: Atlas) -> bool {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let newer = atlas.version() > self.version();
        if newer {
            self.atlas.store(Arc::new(atlas));
        }
        newer
    }

    /// The version of the Atlas that answers now.
    pub fn version(&self) -> Version {
        self.atlas.load().version()
    }
}

impl Publication for Publisher {
    fn atlas(&self) -> Arc<Atlas> {
        self.atlas.load_full()
    }

    fn settings(&self) -> &Settings {
        &self.settings
    }

    fn reports(&self) -> Option<Arc<dyn Reports>> {
        self.reports.clone()
    }
}

/// One Atlas for the whole of one page: a publication that does not move while the page is rendered.
#[derive(Clone)]
pub struct Snapshot {
    atlas: Arc<Atlas>,
    publication: Arc<dyn Publication>,
}

impl Snapshot {
    /// Takes the newest.
    pub fn of(publication: &Arc<dyn Publication>) -> Self {
        Self { atlas: publication.atlas(), publication: Arc::clone(publication) }
    }
}

impl Publication for Snapshot {
    fn atlas(&self) -> Arc<Atlas> {
        Arc::clone(&self.atlas)
    }

    fn settings(&self) -> &Settings {
        self.publication.settings()
    }

    fn reports(&self) -> Option<Arc<dyn Reports>> {
        self.publication.reports()
    }
}

/// Where what is published comes from.
pub trait Origin: Send + Sync + 'static {
    /// Why it could not be read.
    type Error: std::error::Error + Send + Sync + 'static;

    /// The version that stands there now.
    fn version(&self) -> impl Future<Output = Result<Version, Self::Error>> + Send;

    /// Everything that is published there, as of one moment.
    fn published(&self) -> impl Future<Output = Result<Published, Self::Error>> + Send;
}

/// Reads everything and builds the Atlas, away from the threads that answer requests.
///
/// # Errors
/// When the origin cannot be read.
pub async fn build<O: Origin>(origin: &O) -> Result<Atlas, O::Error> {
    let published = origin.published().await?;
    match tokio::task::spawn_blocking(move || Atlas::build(published)).await {
        Ok(atlas) => Ok(atlas),
        Err(failed) => std::panic::resume_unwind(failed.into_panic()),
    }
}

/// Publishes what has been committed, before whoever committed it is answered: with the changes alone where that is possible.
///
/// # Errors
/// When the database cannot be read; the watch then publishes it later.
pub async fn now(database: &Database, publisher: &Publisher) -> Result<(), StoreError> {
    let atlas = publisher.atlas();
    match database.changes_since(atlas.version()).await? {
        Some(delta) if delta.version == atlas.version() => Ok(()),
        Some(delta) => {
            let applied = tokio::task::spawn_blocking(move || atlas.apply(&delta)).await;
            publisher.publish(applied.unwrap_or_else(|failed| std::panic::resume_unwind(failed.into_panic())));
            Ok(())
        }
        None => step(database, publisher).await,
    }
}

/// Follows the origin for as long as it is polled: each version that is newer is built and published.
///
/// An origin that cannot be read leaves the last Atlas standing; that is logged once, and again when it can be read.
pub async fn follow<O: Origin>(origin: Arc<O>, publisher: Arc<Publisher>, every: Duration) {
    let mut trouble = false;
    loop {
        tokio::time::sleep(every).await;
        match step(&*origin, &publisher).await {
            Ok(()) if trouble => {
                trouble = false;
                tracing::info!("the database can be read again");
            }
            Ok(()) => {}
            Err(error) if !trouble => {
                trouble = true;
                tracing::error!(?error, "the database cannot be read; the last published state stays up");
            }
            Err(_) => {}
        }
    }
}

async fn step<O: Origin>(origin: &O, publisher: &Publisher) -> Result<(), O::Error> {
    if origin.version().await? > publisher.version() {
        let atlas = build(origin).await?;
        let version = atlas.version();
        if publisher.publish(atlas) {
            tracing::info!(version = version.0, "published");
        }
    }
    Ok(())
}
