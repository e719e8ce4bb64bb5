//! Which compression a client wants.

use http::{
    HeaderMap, HeaderValue,
    header::{ACCEPT_ENCODING, AsHeaderName},
};

/// How a body is written on the wire, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// `br`
    Brotli,
    /// `gzip`
    Gzip,
    /// As it is.
    Identity,
}

impl Encoding {
    /// The value of `Content-Encoding`; none for a body as it is.
    pub(super) const fn header(self) -> Option<HeaderValue> {
        match self {
            Self::Brotli => Some(HeaderValue::from_static("br")),
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Identity => None,
        }
    }

    /// The best that the client takes, by its own preference first and ours second.
    ///
    /// One that takes nothing gets the body as it is, which serves it better than a refusal.
    pub(super) fn wanted(headers: &HeaderMap) -> Self {
        let (mut brotli, mut gzip, mut identity, mut others) = (None, None, None, None);
        for (name, quality) in weighted(headers, ACCEPT_ENCODING) {
            if name.eq_ignore_ascii_case("br") {
                brotli = Some(quality);
            } else if name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip") {
                gzip = Some(quality);
            } else if name.eq_ignore_ascii_case("identity") {
                identity = Some(quality);
            } else if name == "*" {
                others = Some(quality);
            }
        }
        let brotli = brotli.or(others).unwrap_or(0);
        let gzip = gzip.or(others).unwrap_or(0);
        // Not named, it is acceptable, but anything that is named is wanted more.
        let identity = identity.unwrap_or(0);
        if brotli > 0 && brotli >= gzip && brotli >= identity {
            Self::Brotli
        } else if gzip > 0 && gzip >= identity {
            Self::Gzip
        } else {
            Self::Identity
        }
    }
}

/// The members of a header such as `Accept-Encoding` with their weights in thousandths. A weight that cannot be read
/// counts as none.
pub(super) fn weighted(headers: &HeaderMap, name: impl AsHeaderName) -> impl Iterator<Item = (&str, u16)> {
    headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).map(
        |member| {
            let mut parts = member.split(';').map(str::trim);
            let name = parts.next().unwrap_or_default();
            let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
            (name, weight.map_or(1000, thousandths))
        },
    )
}

fn thousandths(weight: &str) -> u16 {
    weight.parse::<f32>().map_or(0, |weight| (weight.clamp(0.0, 1.0) * 1000.0) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clients_preference_counts() {
        use Encoding::{Brotli, Gzip, Identity};
        for (header, wanted) in [
            ("", Identity),
            ("gzip", Gzip),
            ("gzip, deflate, br, zstd", Brotli),
            ("gzip;q=1.0, br;q=0.5", Gzip),
            ("br;q=0, gzip;q=0.1", Gzip),
            ("br;q=0, gzip;q=0", Identity),
            ("*", Brotli),
            ("*;q=0", Identity),
            ("*;q=0.3, br;q=0", Gzip),
            ("identity, br;q=0.9", Identity),
            ("identity;q=0.5, BR;Q=0.9", Brotli),
            ("br;q=nonsense", Identity),
            ("br;q=NaN, gzip", Gzip),
            ("deflate, zstd", Identity),
            (";;,,q=,br", Brotli),
        ] {
            let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(header))]);
            assert_eq!(Encoding::wanted(&headers), wanted, "{header}");
        }
        assert_eq!(Encoding::wanted(&HeaderMap::new()), Identity);
    }

    #[test]
    fn several_header_lines_are_one_list() {
        let lines = ["gzip;q=0.1", "br"].map(|line| (ACCEPT_ENCODING, HeaderValue::from_static(line)));
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(name, value);
        }
        assert_eq!(Encoding::wanted(&headers), Encoding::Brotli);
    }
}
