//! What pages and server functions need from the server, on one screen. What those who are signed in need beside it is
//! `crate::desk::Desk`, which the browser's build does not have.

use crate::{
    atlas::Atlas,
    domain::{language::Language, text::Text},
};
use std::{pin::Pin, sync::Arc};

/// Gives the current answer-giver; put into the context of every request as `Arc<dyn Publication>`.
pub trait Publication: Send + Sync + 'static {
    /// The newest published Atlas.
    fn atlas(&self) -> Arc<Atlas>;
    /// What the operator of this installation has set.
    fn settings(&self) -> &Settings;
    /// Where what readers report is kept; `None` where nothing can be kept.
    fn reports(&self) -> Option<Arc<dyn Reports>> {
        None
    }
}

/// Keeps what readers report; a database implements it.
pub trait Reports: Send + Sync + 'static {
    /// Keeps a report. When it returns `Ok` the report will not be lost.
    ///
    /// # Errors
    /// When it could not be kept; the error is for the log.
    fn add_report(&self, report: NewReport) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + '_>>;
}

/// What a reader reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReport {
    /// The page that it speaks of, as the reader left it.
    pub page: Option<Text>,
    /// What is wrong.
    pub message: Text,
    /// How to reach the reader, if an answer is wanted.
    pub contact: Option<Text>,
    /// The language in which it was written down.
    pub language: Language,
}

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
    /// Address of the style sheet that only the written pages need.
    pub pages_style: String,
    /// Address of the style sheet that only pages with a history or for those who are signed in need.
    pub desk_style: String,
    /// Address of the style sheet for paper.
    pub print_style: String,
}
