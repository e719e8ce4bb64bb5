//! Under which scheme and host the reader knows this site, for links that leave the page: in files, codes and frames.

use super::Shared;
use app::domain::text::Text;
use http::{HeaderMap, header::HOST};

/// The longest name of a host with its port, in bytes.
const LONGEST_HOST: usize = 260;

/// Scheme and host: what the operator has set, else what the request was sent to; `None` when that is not the name of a
/// host. A program that names another host than ours only gets its own words back, so nothing that holds the answer may
/// be kept for others.
pub(super) fn site(shared: &Shared, headers: &HeaderMap) -> Option<String> {
    let set = shared.publication.settings().public_url.as_ref().map(Text::to_string);
    set.or_else(|| {
        let host = headers.get(HOST)?.to_str().ok().filter(|host| is_host(host))?;
        Some(format!("http://{host}"))
    })
}

/// Whether a text is nothing but a name or number of a host, with or without port.
fn is_host(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']');
    (1..=LONGEST_HOST).contains(&text.len()) && text.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::is_host;

    #[test]
    fn only_hosts_are_hosts() {
        for host in ["localhost", "127.0.0.1:3000", "[::1]:3000", "atlas.example", "xn--fiq228c.example"] {
            assert!(is_host(host), "{host}");
        }
        for other in ["", "a b", "a/b", "evil.example\"><script>", "a@b", "同心.example", "a?b", "a\\b"] {
            assert!(!is_host(other), "{other}");
        }
        assert!(!is_host(&"a".repeat(300)));
    }
}
