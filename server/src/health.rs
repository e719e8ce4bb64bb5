//! Whether the program lives (`/healthz`) and whether it can answer (`/readyz`).

use crate::http::Shared;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use futures::future::BoxFuture;
use http::{
    HeaderName, HeaderValue, StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS},
};
use std::{sync::Arc, time::Duration};

/// How long the database may take to answer before the program counts as not ready.
const PATIENCE: Duration = Duration::from_secs(2);

/// What else has to work before the program can answer: the database, for one.
pub trait Readiness: Send + Sync + 'static {
    /// Asks once.
    ///
    /// # Errors
    /// With a sentence for the operator when it does not work.
    fn ready(&self) -> BoxFuture<'_, Result<(), NotReady>>;
}

/// Why the program cannot answer.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{sentence}")]
pub struct NotReady {
    /// One sentence that may be shown to anybody.
    pub sentence: String,
    /// The whole cause, for the log.
    pub cause: String,
}

/// What is said in plain text to a machine that asks how we are.
fn said(status: StatusCode, sentence: impl Into<axum::body::Body>) -> Response {
    let fixed: [(HeaderName, HeaderValue); 3] = [
        (CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (status, fixed, sentence.into()).into_response()
}

/// `/healthz`: the program lives. It asks nothing and nobody.
pub async fn alive() -> Response {
    said(StatusCode::OK, "ok")
}

/// `/readyz`: the database answers. An Atlas always stands: the router cannot be built without one.
pub async fn ready(State(shared): State<Arc<Shared>>) -> Response {
    match ask(shared.readiness()).await {
        Ok(()) => said(StatusCode::OK, "ready"),
        Err(problem) => {
            tracing::warn!(cause = %problem.cause, "not ready: {problem}");
            said(StatusCode::SERVICE_UNAVAILABLE, problem.sentence)
        }
    }
}

/// Asks, and waits no longer than makes sense.
pub(crate) async fn ask(readiness: &dyn Readiness) -> Result<(), NotReady> {
    tokio::time::timeout(PATIENCE, readiness.ready()).await.unwrap_or_else(|_| {
        Err(NotReady {
            sentence: "The database does not answer.".into(),
            cause: format!("no answer within {} s", PATIENCE.as_secs()),
        })
    })
}
