//! Lists of the desk as files: `/{language}/desk/monitor.csv?…` and `…/audit.csv?…`.

use super::{
    Shared,
    desk::AWAY,
    failure::{failure, saying, wants_page},
};
use crate::{
    desk::{Seat, audit_file, failed, monitor_file},
    export::csv,
};
use app::{
    desk::Desk,
    domain::language::Language,
    error::AppError,
    routes::{self, DeskPage},
};
use axum::{
    Router,
    extract::Request,
    response::{IntoResponse, Response},
    routing::get,
};
use http::{
    HeaderValue, StatusCode,
    header::{CONTENT_DISPOSITION, CONTENT_TYPE},
};
use std::sync::Arc;

/// The routes of both files in a language.
pub(super) fn routes(language: Language) -> Router<Arc<Shared>> {
    Router::new()
        .route(&routes::monitor_file(language, ""), get(move |request| send(language, DeskPage::Monitor, request)))
        .route(&routes::audit_file(language, ""), get(move |request| send(language, DeskPage::Audit, request)))
}

async fn send(language: Language, page: DeskPage, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let query = parts.uri.query().unwrap_or_default();
    match file(language, page, parts.extensions.get::<Seat>(), query).await {
        Ok(made) => made,
        Err(error) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let (wants_page, id) = (wants_page(&parts.headers), parts.extensions.get());
            match error {
                AppError::Unavailable => saying(status, AWAY, wants_page, id),
                _ => failure(status, wants_page, id),
            }
        }
    }
}

async fn file(language: Language, page: DeskPage, seat: Option<&Seat>, query: &str) -> Result<Response, AppError> {
    let seat = seat.ok_or(AppError::NotFound)?;
    // The door of the page is that of its file.
    seat.visitor().pass(page.door())?;
    let (name, (heading, rows)) = match page {
        DeskPage::Audit => ("tongxin-audit.csv", audit_file(seat, language, query).await?),
        _ => ("tongxin-monitor.csv", monitor_file(seat, language, query).await?),
    };
    let text = csv::table(&heading, &rows).map_err(failed)?;
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")).map_err(failed)?;
    Ok(([(CONTENT_TYPE, HeaderValue::from_static(csv::MEDIA_TYPE)), (CONTENT_DISPOSITION, disposition)], text)
        .into_response())
}
