//! Each sentence that a person can be shown when something fails, with its status.

use crate::i18n::Locale;
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
    /// The request could not be read (422).
    #[error("the request could not be read")]
    Unreadable,
    /// The connection to the server failed.
    #[error("the server could not be reached")]
    Offline,
    /// Something failed that the person cannot mend (500); the log has the cause.
    #[error("the server could not answer")]
    Failed,
}

impl AppError {
    /// The HTTP status that tells the truth about it.
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Unreadable => 422,
            Self::Offline => 503,
            Self::Failed => 500,
        }
    }

    /// The sentence for the person.
    pub const fn sentence(&self, locale: Locale) -> &'static str {
        match self {
            Self::NotFound => locale.live.not_found_text,
            Self::Offline => locale.live.offline,
            Self::Unreadable | Self::Failed => locale.live.error_text,
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::Unreadable
            }
            _ => Self::Failed,
        }
    }
}

/// Makes an error the answer: on the server its status becomes that of the response.
pub fn answer_with(error: AppError) -> AppError {
    #[cfg(feature = "ssr")]
    if let Some(response) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>()
        && let Ok(status) = http::StatusCode::from_u16(error.status())
    {
        response.set_status(status);
    }
    error
}
