//! What pages and server functions need from the server, on one screen.

use crate::{
    atlas::Atlas,
    domain::{report::Report, text::Text},
};
use std::{future::Future, pin::Pin, sync::Arc};

/// Gives the current answer-giver; put into the context of every request as `Arc<dyn Publication>`.
pub trait Publication: Send + Sync + 'static {
    /// The newest published Atlas.
    fn atlas(&self) -> Arc<Atlas>;
    /// What the operator of this installation has set.
    fn settings(&self) -> &Settings;
}

/// Takes what visitors report; put into the context as `Arc<dyn Reports>` where a page has the form. How often one visitor
/// may report is the business of who calls.
pub trait Reports: Send + Sync + 'static {
    /// Keeps a report for the operator. Once it answers, the report is stored.
    fn report(&self, report: Report) -> Pin<Box<dyn Future<Output = Result<(), NotTaken>> + Send + '_>>;
}

/// A report could not be kept; the cause is in the log, and the visitor may try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotTaken;

/// What the operator of an installation has set for its pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The operator's own approval number (审图号) for the map, shown beside that of the source.
    pub map_approval: Option<Text>,
    /// Scheme and host under which the pages are known to the public, such as `https://atlas.example`, for links that
    /// must be absolute.
    pub public_url: Option<Text>,
    /// The files that every page needs.
    pub assets: Assets,
}

/// The files that every page needs, as the build named them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet itself: it is small, and inside the page it costs no further round trip.
    pub style: Arc<str>,
    /// Address of the script that starts the application.
    pub script: String,
    /// Address of its WebAssembly.
    pub wasm: String,
}
