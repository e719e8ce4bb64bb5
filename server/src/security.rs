//! The headers that tell a browser what a page of ours may do, and the check of where a write comes from.

use http::{
    HeaderMap, HeaderName, HeaderValue, Method,
    header::{
        CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
        X_FRAME_OPTIONS,
    },
};

/// Everything is off but our own position on the map, which the visitor is asked for.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), \
    fullscreen=(self), geolocation=(self), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), \
    publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

/// The policy for a body: what it may load and from where.
///
/// Scripts and style elements in the body run only with the nonce; without one, only files of our own do. Leaflet moves
/// its layers by writing styles from script, which needs no exception; the wasm needs `'wasm-unsafe-eval'`.
pub fn content_security_policy(nonce: Option<&str>) -> HeaderValue {
    let nonce = nonce.map(|nonce| format!(" 'nonce-{nonce}'")).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'self'{nonce} 'wasm-unsafe-eval'; style-src 'self'{nonce}; img-src 'self' \
         data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    // A nonce that is no header text cannot be allowed: then nothing is.
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"))
}

/// What a policy says when pages of other sites may show the body in a frame.
const FRAMED: &str = "frame-ancestors *";

/// The policy for the one body that other sites may show in a frame: a map without script, with a style of its own.
pub fn frame_policy(nonce: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; img-src 'self' data:; form-action 'none'; base-uri 'none'; {FRAMED}"
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"))
}

/// The headers that every answer carries.
#[derive(Clone, Debug)]
pub struct SecurityHeaders {
    fixed: Vec<(HeaderName, HeaderValue)>,
}

impl SecurityHeaders {
    /// The headers for an installation; `https` when the public reaches it by that scheme, so that browsers may be told
    /// to use no other.
    pub fn new(https: bool) -> Self {
        let text = HeaderValue::from_static;
        let mut fixed = vec![
            (CONTENT_SECURITY_POLICY, content_security_policy(None)),
            (X_CONTENT_TYPE_OPTIONS, text("nosniff")),
            (X_FRAME_OPTIONS, text("DENY")),
            (REFERRER_POLICY, text("strict-origin-when-cross-origin")),
            (HeaderName::from_static("permissions-policy"), text(PERMISSIONS)),
            (HeaderName::from_static("cross-origin-opener-policy"), text("same-origin")),
        ];
        if https {
            // Of this host alone: what else the county serves below it is not ours to decide.
            fixed.push((STRICT_TRANSPORT_SECURITY, text("max-age=31536000")));
        }
        Self { fixed }
    }

    /// Adds the headers; one that the answer has already, such as a policy with a nonce, stays. Where its policy lets other
    /// sites show it in a frame, the older header that forbids that is left out.
    pub fn apply(&self, headers: &mut HeaderMap) {
        let policy = headers.get(CONTENT_SECURITY_POLICY).and_then(|policy| policy.to_str().ok());
        let framed = policy.is_some_and(|policy| policy.ends_with(FRAMED));
        for (name, value) in self.fixed.iter().filter(|(name, _)| !(framed && name == X_FRAME_OPTIONS)) {
            headers.entry(name).or_insert_with(|| value.clone());
        }
    }
}

/// Whether a request that may change something comes from a page of another site.
///
/// Browsers say so by `Sec-Fetch-Site`, older ones by `Origin`; programs that are no browsers send neither and carry no
/// one else's cookies. `public_url` is where the public finds us, for a proxy that does not hand on the host.
pub fn is_foreign_write(method: &Method, headers: &HeaderMap, public_url: Option<&str>) -> bool {
    if method.is_safe() {
        return false;
    }
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return !matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(ORIGIN) else { return false };
    let ours = public_url.is_some_and(|url| url.trim_end_matches('/') == origin);
    let host = origin.split_once("://").map(|(_, host)| host);
    !ours && (host.is_none() || host != text(HOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn a_nonce_that_could_break_out_of_the_header_allows_nothing() {
        assert_eq!(content_security_policy(Some("a\r\nb")), "default-src 'none'; frame-ancestors 'none'");
        assert!(content_security_policy(Some("abc")).to_str().is_ok_and(|text| text.contains("'nonce-abc'")));
    }

    #[test]
    fn a_policy_that_is_there_stays() {
        let mut map = headers(&[("content-security-policy", "default-src 'self'")]);
        SecurityHeaders::new(false).apply(&mut map);
        assert_eq!(map.get_all(CONTENT_SECURITY_POLICY).iter().count(), 1);
        assert_eq!(map[CONTENT_SECURITY_POLICY], "default-src 'self'");
        assert!(!map.contains_key(STRICT_TRANSPORT_SECURITY));
    }

    #[test]
    fn a_frame_is_allowed_by_its_policy_alone() {
        let mut map = HeaderMap::from_iter([(CONTENT_SECURITY_POLICY, frame_policy("abc"))]);
        SecurityHeaders::new(false).apply(&mut map);
        assert!(!map.contains_key(X_FRAME_OPTIONS));
        assert!(map[CONTENT_SECURITY_POLICY].to_str().is_ok_and(|policy| !policy.contains("script-src")));
        let mut refused = HeaderMap::from_iter([(CONTENT_SECURITY_POLICY, frame_policy("a\r\nb"))]);
        SecurityHeaders::new(false).apply(&mut refused);
        assert_eq!(refused[X_FRAME_OPTIONS], "DENY");
    }

    #[test]
    fn only_https_is_pinned() {
        let mut map = HeaderMap::new();
        SecurityHeaders::new(true).apply(&mut map);
        assert!(map.contains_key(STRICT_TRANSPORT_SECURITY));
    }

    #[test]
    fn writes_come_from_our_own_pages() {
        let public = Some("https://atlas.example/");
        for (pairs, foreign) in [
            (&[][..], false),
            (&[("sec-fetch-site", "same-origin")], false),
            (&[("sec-fetch-site", "cross-site")], true),
            (&[("sec-fetch-site", "same-site")], true),
            (&[("origin", "https://atlas.example"), ("host", "10.0.0.1:3000")], false),
            (&[("origin", "http://localhost:3000"), ("host", "localhost:3000")], false),
            (&[("origin", "https://evil.example"), ("host", "atlas.example")], true),
            (&[("origin", "null"), ("host", "atlas.example")], true),
            (&[("origin", "null")], true),
        ] {
            assert_eq!(is_foreign_write(&Method::POST, &headers(pairs), public), foreign, "{pairs:?}");
            assert!(!is_foreign_write(&Method::GET, &headers(pairs), public));
        }
    }
}
