//! The kept pages: each anonymous page is rendered once per version of the Atlas and compressed once per encoding.

mod page;

use super::{compression::compressed, encoding::Encoding, known::is_known};
use crate::turns::Turns;
use app::domain::change::Version;
use arc_swap::ArcSwap;
use axum::{
    body::Body,
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{
    HeaderMap, Method, StatusCode,
    header::{ACCEPT_ENCODING, IF_MODIFIED_SINCE, IF_NONE_MATCH, RANGE},
};
use moka::future::Cache;
use page::{Form, KeptPage};
use std::sync::Arc;

/// The pages of the newest version.
pub(super) struct KeptPages {
    newest: ArcSwap<Pages>,
    number: u32,
    bytes: u32,
    compressors: Turns,
}

/// The pages of one version.
pub(super) struct Pages {
    version: Version,
    by_address: Cache<Box<str>, Arc<KeptPage>>,
    compressors: Turns,
}

/// The page that was rendered is not one to be kept.
struct NotKept;

impl KeptPages {
    /// Room for so many pages of together so many bytes.
    pub(super) fn new(number: u32, bytes: u32) -> Self {
        // One core compresses at most; the others answer.
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let compressors = Turns::new((cores / 2).max(1));
        let first = Pages::new(Version(i64::MIN), number, bytes, compressors.clone());
        Self { newest: ArcSwap::from_pointee(first), number, bytes, compressors }
    }

    /// The pages of a version. A newer one takes the place of all that was kept; for one that is already history there
    /// is nothing.
    pub(super) fn of(&self, version: Version) -> Option<Arc<Pages>> {
        let newest = self.newest.load();
        if newest.version == version {
            return Some(Arc::clone(&newest));
        }
        drop(newest);
        self.newest.rcu(|newest| {
            if newest.version < version {
                Arc::new(Pages::new(version, self.number, self.bytes, self.compressors.clone()))
            } else {
                Arc::clone(newest)
            }
        });
        Some(self.newest.load_full()).filter(|newest| newest.version == version)
    }
}

impl Pages {
    fn new(version: Version, number: u32, bytes: u32, compressors: Turns) -> Self {
        // One bound holds both limits: no page weighs less than its share, so that there are never more than `number`.
        let least = bytes / number.max(1);
        let by_address = Cache::builder()
            .max_capacity(bytes.into())
            .weigher(move |_, page: &Arc<KeptPage>| page.weight().max(least))
            .build();
        Self { version, by_address, compressors }
    }

    /// The page kept for an address.
    pub(super) async fn get(&self, address: &str) -> Option<Arc<KeptPage>> {
        self.by_address.get(address).await
    }

    /// Renders the page, keeps it if it is one to be kept, and answers. Who asks for the same page meanwhile waits for
    /// it, so that a new version is not rendered by everybody at once.
    pub(super) async fn render(&self, address: Box<str>, mut request: Request, next: Next) -> Response {
        let method = request.method().clone();
        let headers = request.headers().clone();
        // What is kept is whole and plain, whatever this request wants of it.
        *request.method_mut() = Method::GET;
        for name in [ACCEPT_ENCODING, IF_NONE_MATCH, IF_MODIFIED_SINCE, RANGE] {
            request.headers_mut().remove(name);
        }
        let mut question = Some((request, next));
        let mut refused = None;
        let kept = self.by_address.try_get_with(address, async {
            let Some((request, next)) = question.take() else { return Err(NotKept) };
            KeptPage::try_keep(self.version, next.run(request).await).await.map(Arc::new).map_err(|response| {
                refused = Some(response);
                NotKept
            })
        });
        match kept.await {
            Ok(page) => self.answer(&page, &method, &headers).await,
            Err(_) => match (refused, question) {
                // It was made plain, to be kept.
                (Some(response), _) => compressed(&headers, response).await,
                // Another request rendered it and it was not to be kept: then each renders its own.
                (None, Some((request, next))) => next.run(request).await,
                (None, None) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            },
        }
    }

    /// Answers with a kept page, in the encoding that is wanted; with 304 when the client has it.
    pub(super) async fn answer(&self, page: &KeptPage, method: &Method, headers: &HeaderMap) -> Response {
        let form: &Form =
            page.form(Encoding::wanted(headers, &[Encoding::Brotli, Encoding::Gzip]), &self.compressors).await;
        let known = is_known(headers, &form.tag);
        let body = if known || *method == Method::HEAD { Body::empty() } else { Body::from(form.body.clone()) };
        let mut response = Response::new(body);
        let headers = if known { &form.not_modified } else { &form.headers };
        response.headers_mut().clone_from(headers);
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        response
    }
}
