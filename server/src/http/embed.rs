//! `/{language}/embed?…`: the map of a question for a frame on another site, the only page that may stand in one.

use super::Shared;
use crate::{export::about::Asked, publish::Snapshot, security::frame_policy, sheet::frame};
use app::{
    domain::language::Language,
    i18n::Locale,
    parameters::{Parameters, question},
    store::Publication,
};
use axum::{
    extract::{Request, State},
    response::{Html, IntoResponse, Response},
};
use http::header::CONTENT_SECURITY_POLICY;
use leptos::nonce::Nonce;
use std::sync::Arc;

/// The page. It holds no address with a host, so that it can be kept for everybody.
pub(super) async fn embed(language: Language, State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let snapshot = match request.extensions().get::<Snapshot>() {
        Some(snapshot) => snapshot.clone(),
        None => Snapshot::of(&shared.publication),
    };
    let atlas = snapshot.atlas();
    let raw = request.uri().query().unwrap_or_default();
    let (query, notices) = question(&atlas, raw);
    let asked = Asked {
        locale: Locale::of(language),
        query: &query,
        notices: &notices,
        camera: Parameters::read(raw).camera,
        site: None,
        now_ms: shared.config.clock.now_ms(),
    };
    let nonce = Nonce::new();
    let html = frame::html(&atlas, snapshot.settings(), asked, &nonce);
    ([(CONTENT_SECURITY_POLICY, frame_policy(&nonce))], Html(html)).into_response()
}
