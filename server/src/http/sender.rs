//! The address that a request comes from.

use axum::extract::ConnectInfo;
use http::{Extensions, HeaderMap};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The address that a request comes from: that of the connection, or what a proxy of our own says of it.
pub(super) fn sender(extensions: &Extensions, headers: &HeaderMap) -> IpAddr {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    // Who listens on IPv6 sees IPv4 addresses in clothes.
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)).to_canonical();
    if peer.is_loopback() { forwarded(headers).unwrap_or(peer) } else { peer }
}

/// The last address that was added to `X-Forwarded-For`: the one that the proxy next to us saw itself.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok().map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn only_a_proxy_of_our_own_is_believed() {
        let ask = |peer: &str, forwarded: &str| {
            let mut extensions = Extensions::new();
            extensions.insert(ConnectInfo::<SocketAddr>(peer.parse().expect("an address")));
            let forwarded = HeaderValue::try_from(forwarded).expect("a value");
            let headers = HeaderMap::from_iter([(http::HeaderName::from_static("x-forwarded-for"), forwarded)]);
            sender(&extensions, &headers).to_string()
        };
        assert_eq!(ask("127.0.0.1:5", "10.0.0.1, 198.51.100.7"), "198.51.100.7");
        assert_eq!(ask("203.0.113.9:5", "198.51.100.7"), "203.0.113.9");
        assert_eq!(ask("127.0.0.1:5", "nonsense"), "127.0.0.1");
        assert_eq!(ask("[::ffff:127.0.0.1]:5", "::ffff:198.51.100.7"), "198.51.100.7");
        assert_eq!(ask("[::ffff:203.0.113.9]:5", "198.51.100.7"), "203.0.113.9");
    }
}
