//! Answers for what goes wrong outside the pages: kind sentences with a reference number; the cause is in the log.

use super::{Shared, request_id::RequestId};
use axum::{
    extract::Request,
    response::{Html, IntoResponse, Response},
};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{ACCEPT, ALLOW, CACHE_CONTROL, RETRY_AFTER},
};

/// Whether who asks wants to read a page rather than to process an answer.
pub(super) fn wants_page(headers: &HeaderMap) -> bool {
    headers.get_all(ACCEPT).iter().any(|value| value.to_str().is_ok_and(|value| value.contains("text/html")))
}

/// An answer for what went wrong, in both languages, because these happen before a language is known.
pub(super) fn failure(status: StatusCode, page: bool, id: Option<&RequestId>) -> Response {
    saying(status, sentence(status), page, id)
}

/// An answer with sentences of its own, in Chinese and English; they hold nothing that a client has sent.
pub(super) fn saying(
    status: StatusCode,
    (chinese, english): (&str, &str),
    page: bool,
    id: Option<&RequestId>,
) -> Response {
    let reference = id.map(RequestId::as_str).unwrap_or_default();
    let body = if page {
        Html(format!(
            "<!DOCTYPE html><html lang=\"zh-Hans\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
             content=\"width=device-width, initial-scale=1\"><title>{chinese}</title></head><body><main>\
             <h1>{chinese}</h1><p lang=\"en\">{english}</p><p>编号 · <span lang=\"en\">Reference</span>: \
             <code>{reference}</code></p><p><a href=\"/zh/\">返回首页</a> · <a href=\"/en/\" lang=\"en\">Start \
             page</a></p></main></body></html>"
        ))
        .into_response()
    } else {
        format!("{english}\n{chinese}\nReference 编号: {reference}\n").into_response()
    };
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    match status {
        StatusCode::SERVICE_UNAVAILABLE => headers.insert(RETRY_AFTER, HeaderValue::from_static("2")),
        StatusCode::METHOD_NOT_ALLOWED => headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD")),
        _ => None,
    };
    response
}

const fn sentence(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::BAD_REQUEST => ("无法读懂这个请求。", "This request cannot be understood."),
        StatusCode::FORBIDDEN => ("不接受来自其他网站的更改。", "Changes sent from another site are not accepted."),
        StatusCode::NOT_FOUND => ("这里没有内容。", "There is nothing here."),
        StatusCode::METHOD_NOT_ALLOWED => ("此地址只供阅读。", "This address can only be read."),
        StatusCode::REQUEST_TIMEOUT => ("请求发送得太慢。", "The request took too long to arrive."),
        StatusCode::PAYLOAD_TOO_LARGE => ("发送的内容太大。", "What was sent is too large."),
        StatusCode::URI_TOO_LONG => ("地址太长。", "The address is too long."),
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => ("请求头太大。", "The header fields are too large."),
        StatusCode::SERVICE_UNAVAILABLE => {
            ("现在访问太多，请稍后再试。", "Too much is asked for at the moment. Please try again shortly.")
        }
        _ => ("出错了，我们会查明原因。", "Something went wrong on our side. The cause has been recorded."),
    }
}

/// For an address under `/api/` that is no server function.
pub(super) async fn no_such_function(request: Request) -> Response {
    failure(StatusCode::NOT_FOUND, false, request.extensions().get())
}

impl Shared {
    /// A failure with the headers that every answer carries, for the places that the guard does not see.
    pub(super) fn refuse(&self, status: StatusCode, page: bool, id: &RequestId) -> Response {
        let mut response = failure(status, page, Some(id));
        self.security.apply(response.headers_mut());
        response
    }
}
