//! Which compression a client wants.

use http::{
    HeaderMap, HeaderValue,
    header::{ACCEPT_ENCODING, AsHeaderName},
};

/// How a body is written on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// `br`
    Brotli,
    /// `gzip`
    Gzip,
    /// `zstd` (RFC 8878)
    Zstandard,
    /// As it is.
    Identity,
}

impl Encoding {
    /// The value of `Content-Encoding`; none for a body as it is.
    pub(super) const fn header(self) -> Option<HeaderValue> {
        match self {
            Self::Brotli => Some(HeaderValue::from_static("br")),
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Zstandard => Some(HeaderValue::from_static("zstd")),
            Self::Identity => None,
        }
    }

    /// The best of what is offered that the client takes: by its own preference first, by the order of the offer second.
    ///
    /// One that takes nothing gets the body as it is, which serves it better than a refusal.
    pub(super) fn wanted(headers: &HeaderMap, offered: &[Self]) -> Self {
        let named: Vec<(&str, u16)> = weighted(headers, ACCEPT_ENCODING).collect();
        let weight = |names: &[&str]| {
            let found = named.iter().rfind(|(name, _)| names.iter().any(|known| name.eq_ignore_ascii_case(known)));
            found.map(|(_, quality)| *quality)
        };
        let others = weight(&["*"]);
        // Not named, it is acceptable, but anything that is named is wanted more.
        let mut best = (Self::Identity, weight(&["identity"]).unwrap_or(0).max(1));
        for encoding in offered.iter().rev() {
            let quality = weight(encoding.names()).or(others).unwrap_or(0);
            if quality >= best.1 {
                best = (*encoding, quality);
            }
        }
        best.0
    }

    /// What clients call it.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Brotli => &["br"],
            Self::Gzip => &["gzip", "x-gzip"],
            Self::Zstandard => &["zstd"],
            Self::Identity => &["identity"],
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
            assert_eq!(Encoding::wanted(&headers, &[Brotli, Gzip]), wanted, "{header}");
        }
        assert_eq!(Encoding::wanted(&HeaderMap::new(), &[Brotli, Gzip]), Identity);
    }

    #[test]
    fn only_what_is_offered_is_wanted() {
        use Encoding::{Gzip, Identity, Zstandard};
        for (header, wanted) in [
            ("gzip, deflate, br, zstd", Zstandard),
            ("gzip, deflate, br", Gzip),
            ("gzip, zstd;q=0.5", Gzip),
            ("br", Identity),
            ("zstd;q=0, *", Gzip),
        ] {
            let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(header))]);
            assert_eq!(Encoding::wanted(&headers, &[Zstandard, Gzip]), wanted, "{header}");
        }
    }

    #[test]
    fn several_header_lines_are_one_list() {
        let lines = ["gzip;q=0.1", "br"].map(|line| (ACCEPT_ENCODING, HeaderValue::from_static(line)));
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(name, value);
        }
        assert_eq!(Encoding::wanted(&headers, &[Encoding::Brotli, Encoding::Gzip]), Encoding::Brotli);
    }
}
