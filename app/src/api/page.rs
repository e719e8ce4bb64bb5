//! The pages that the server writes: every page but the overview.

#![allow(missing_docs, reason = "the fields that the server macro makes are the documented arguments")]

use crate::error::AppError;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

/// A page, written by the server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageText {
    /// The title of the document.
    pub title: String,
    /// What a search engine shows of it.
    pub description: String,
    /// What stands between the header and the end: `<main>` and the footer.
    pub html: String,
}

/// The page at an address: its path, and its query behind a question mark.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such page, or the record is not there; [`AppError::SignIn`] and
/// [`AppError::Forbidden`] for a page of the desk, which the browser then asks for as a document.
#[server(name = AskPage, endpoint = "page", input = GetUrl)]
pub async fn page(address: String) -> Result<PageText, AppError> {
    use super::guard;
    use crate::{
        desk,
        error::answer_with,
        routes::{Page, is_desk},
        written,
    };
    let publication = guard::publication().map_err(answer_with)?;
    let path = address.split('?').next().unwrap_or_default();
    match (Page::from_path(path), guard::desk()) {
        (Some((_, Page::Desk(_) | Page::History(_))), Some(at)) => desk::write(&*publication, &*at, &address).await,
        (None, Some(at)) if is_desk(path) => desk::write(&*publication, &*at, &address).await,
        _ => written::write(&*publication, &address).map_err(answer_with),
    }
}
