//! The address that a request comes from.

use axum::extract::ConnectInfo;
use http::{Extensions, HeaderMap};
use ipnet::IpNet;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The address that a request comes from: that of the connection, or what proxies of our own say of it.
///
/// Every proxy adds whom it saw to the end of `X-Forwarded-For`; what stands before the first that is not one of ours was
/// written by anybody. A proxy on this machine is one of ours whatever the settings say.
pub(super) fn sender(trusted: &[IpNet], extensions: &Extensions, headers: &HeaderMap) -> IpAddr {
    let ours = |address: IpAddr| address.is_loopback() || trusted.iter().any(|network| network.contains(&address));
    let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    // Who listens on IPv6 sees IPv4 addresses in clothes.
    let mut known = peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)).to_canonical();
    // Several lines of the header are one list, in their order.
    let lines = headers.get_all("x-forwarded-for").iter().rev();
    let mut seen = lines.flat_map(|line| line.to_str().unwrap_or_default().rsplit(','));
    while ours(known)
        && let Some(before) = seen.next().and_then(address)
    {
        known = before;
    }
    known
}

/// One entry of the list; some proxies write the port, too.
fn address(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim();
    let address = entry.parse().or_else(|_| entry.parse().map(|address: SocketAddr| address.ip()));
    address.ok().map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderName, HeaderValue};

    /// The sender, as proxies within 10.0.0.0/8 and at 2001:db8::7 tell of it in so many lines.
    fn ask(peer: &str, lines: &[&str]) -> String {
        let trusted = ["10.0.0.0/8", "2001:db8::7/128"].map(|network| network.parse().expect("a network"));
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo::<SocketAddr>(peer.parse().expect("an address")));
        let mut headers = HeaderMap::new();
        for line in lines {
            let line = HeaderValue::from_bytes(line.as_bytes()).expect("a value");
            headers.append(HeaderName::from_static("x-forwarded-for"), line);
        }
        sender(&trusted, &extensions, &headers).to_string()
    }

    #[test]
    fn only_a_proxy_of_our_own_is_believed() {
        for peer in ["127.0.0.1:5", "[::1]:5", "10.1.2.3:5", "[2001:db8::7]:5", "[::ffff:10.1.2.3]:5"] {
            assert_eq!(ask(peer, &["192.0.2.1, 198.51.100.7"]), "198.51.100.7", "{peer}");
        }
        for peer in ["203.0.113.9:5", "[::ffff:203.0.113.9]:5", "[2001:db8::8]:5", "11.0.0.1:5"] {
            assert_eq!(ask(peer, &["198.51.100.7"]), ask(peer, &[]), "{peer}");
        }
        assert_eq!(ask("[::ffff:203.0.113.9]:5", &[]), "203.0.113.9");
        assert_eq!(ask("127.0.0.1:5", &["::ffff:198.51.100.7"]), "198.51.100.7");
    }

    #[test]
    fn a_chain_is_followed_through_our_proxies_and_no_further() {
        assert_eq!(ask("127.0.0.1:5", &["192.0.2.1, 198.51.100.7, 10.0.0.1,::ffff:10.0.0.2"]), "198.51.100.7");
        assert_eq!(ask("10.0.0.3:5", &["192.0.2.1", "198.51.100.7 , 10.0.0.1", "127.0.0.1"]), "198.51.100.7");
        assert_eq!(ask("10.0.0.3:5", &["198.51.100.7:4711"]), "198.51.100.7");
        assert_eq!(ask("10.0.0.3:5", &["[2001:db8::9]:4711"]), "2001:db8::9");
        // Who sits in the network of the proxies is the first of them.
        assert_eq!(ask("10.0.0.3:5", &["10.0.0.1, 10.0.0.2"]), "10.0.0.1");
    }

    #[test]
    fn what_is_no_address_ends_the_chain() {
        for nonsense in ["nonsense", "", "198.51.100.7, unknown", "198.51.100.7, 盘", "198.51.100.7,"] {
            assert_eq!(ask("127.0.0.1:5", &[nonsense]), "127.0.0.1", "{nonsense}");
            assert_eq!(ask("127.0.0.1:5", &[nonsense, "10.0.0.1"]), "10.0.0.1", "{nonsense}");
        }
    }
}
