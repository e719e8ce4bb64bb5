//! Each sentence that a person can be shown when something fails, with its status.

use crate::{domain::account::Shut, i18n::Locale};
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a question or a change was not answered. It carries nothing of the server's inside.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum AppError {
    /// There is no such thing, or it is not public (404).
    #[error("there is no such page")]
    NotFound,
    /// Only who is signed in may see it (401).
    #[error("nobody is signed in")]
    SignIn,
    /// The person who is signed in may not see it (403).
    #[error("this person may not")]
    Forbidden,
    /// The request could not be read (422).
    #[error("the request could not be read")]
    Unreadable,
    /// The connection to the server failed.
    #[error("the server could not be reached")]
    Offline,
    /// What the page needs cannot be read or written just now; it is worth trying again (503).
    #[error("the database cannot be used just now")]
    Unavailable,
    /// Something failed that the person cannot mend (500); the log has the cause.
    #[error("the server could not answer")]
    Failed,
}

impl AppError {
    /// The HTTP status that tells the truth about it.
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::SignIn => 401,
            Self::Forbidden => 403,
            Self::Unreadable => 422,
            Self::Offline | Self::Unavailable => 503,
            Self::Failed => 500,
        }
    }

    /// What stands above the sentence.
    pub const fn title(&self, locale: Locale) -> &'static str {
        match self {
            Self::NotFound => locale.live.not_found_title,
            Self::Unavailable => locale.live.unavailable_title,
            _ => locale.live.error_title,
        }
    }

    /// The sentence for the person.
    pub const fn sentence(&self, locale: Locale) -> &'static str {
        match self {
            Self::NotFound => locale.live.not_found_text,
            Self::Unavailable => locale.live.unavailable_text,
            Self::Offline => locale.live.offline,
            // What is said of the first two stands in a document of its own, which the browser then asks for.
            Self::SignIn | Self::Forbidden | Self::Unreadable | Self::Failed => locale.live.error_text,
        }
    }
}

impl From<Shut> for AppError {
    fn from(shut: Shut) -> Self {
        match shut {
            Shut::SignIn => Self::SignIn,
            Shut::Forbidden => Self::Forbidden,
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        answer_with(match error {
            ServerFnErrorErr::Request(_) => Self::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::Unreadable
            }
            _ => Self::Failed,
        })
    }
}

/// Makes an error the answer: on the server its status becomes that of the response.
pub fn answer_with(error: AppError) -> AppError {
    #[cfg(feature = "ssr")]
    set_status(error.status());
    error
}

/// Gives the response of the present request a status.
#[cfg(feature = "ssr")]
pub fn set_status(status: u16) {
    if let Some(response) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>()
        && let Ok(status) = http::StatusCode::from_u16(status)
    {
        response.set_status(status);
    }
}
