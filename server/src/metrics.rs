//! What is counted for Prometheus. The text is in the OpenMetrics format; labels have few values, all our own: nothing of
//! an address becomes one.
//!
//! | metric | what it is |
//! |---|---|
//! | `atlas_http_requests_total{kind, status}` | answers, by kind of route and class of status |
//! | `atlas_http_request_duration_seconds{kind}` | how long they took, until the body began |
//! | `atlas_kept_pages_total{found}` | pages that could have been kept, and whether they were |
//! | `atlas_published_version` | the version of the Atlas that answers |
//! | `atlas_database_ready` | 1 when the database answers, else 0 |
//! | `atlas_build_info{version}` | always 1; the version of the program |

use app::domain::change::Version;
use http::StatusCode;
use prometheus_client::{
    encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder, text},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::{Registry, Unit},
};
use std::{
    fmt::{self, Write},
    time::Duration,
};

/// The bounds of the durations, in seconds: kept pages take less than the first, and [`crate::config::Limits`] end a
/// request at 15.
const BOUNDS: [f64; 12] = [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1.0, 5.0, 15.0];

/// The kinds of routes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A page of the app.
    Page,
    /// A server function.
    Function,
    /// A file of the site, and whatever else.
    File,
}

impl Kind {
    const fn code(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Function => "function",
            Self::File => "file",
        }
    }
}

impl EncodeLabelValue for Kind {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> fmt::Result {
        encoder.write_str(self.code())
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    kind: Kind,
    status: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Took {
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Looked {
    found: &'static str,
}

/// The counts of one server.
pub struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    durations: Family<Took, Histogram, fn() -> Histogram>,
    kept: Family<Looked, Counter>,
    version: Gauge,
    ready: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let histogram: fn() -> Histogram = || Histogram::new(BOUNDS);
        let mut metrics = Self {
            registry: Registry::with_prefix("atlas"),
            requests: Family::default(),
            durations: Family::new_with_constructor(histogram),
            kept: Family::default(),
            version: Gauge::default(),
            ready: Gauge::default(),
        };
        let registry = &mut metrics.registry;
        registry.register("http_requests", "Answers, by kind of route and class of status", metrics.requests.clone());
        let help = "How long an answer took until its body began";
        registry.register_with_unit("http_request_duration", help, Unit::Seconds, metrics.durations.clone());
        registry.register("kept_pages", "Pages that could have been kept, and whether they were", metrics.kept.clone());
        registry.register("published_version", "The version of the Atlas that answers", metrics.version.clone());
        registry.register("database_ready", "Whether the database answers", metrics.ready.clone());
        let build = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("build", "The program", build);
        metrics
    }
}

impl Metrics {
    /// Counts an answer.
    pub fn answered(&self, kind: Kind, status: StatusCode, took: Duration) {
        let status = ["1xx", "2xx", "3xx", "4xx", "5xx"][usize::from(status.as_u16() / 100).clamp(1, 5) - 1];
        self.requests.get_or_create(&Answered { kind, status }).inc();
        self.durations.get_or_create(&Took { kind }).observe(took.as_secs_f64());
    }

    /// Counts that a page was looked for among the kept ones.
    pub fn looked(&self, found: bool) {
        self.kept.get_or_create(&Looked { found: if found { "yes" } else { "no" } }).inc();
    }

    /// The whole text, with what is so at this moment.
    ///
    /// # Errors
    /// Never, but the library's writer may say so.
    pub fn text(&self, version: Version, ready: bool) -> Result<String, fmt::Error> {
        self.version.set(version.0);
        self.ready.set(ready.into());
        let mut out = String::new();
        text::encode(&mut out, &self.registry)?;
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_answer_is_counted_once_and_under_its_kind() {
        let metrics = Metrics::default();
        for (kind, status, ms) in
            [(Kind::Page, 200, 3), (Kind::Page, 200, 30), (Kind::Page, 404, 3), (Kind::File, 304, 0)]
        {
            metrics.answered(kind, StatusCode::from_u16(status).expect("a status"), Duration::from_millis(ms));
        }
        metrics.looked(true);
        let text = metrics.text(Version(7), true).expect("text");
        for line in [
            "atlas_http_requests_total{kind=\"page\",status=\"2xx\"} 2",
            "atlas_http_requests_total{kind=\"page\",status=\"4xx\"} 1",
            "atlas_http_requests_total{kind=\"file\",status=\"3xx\"} 1",
            "atlas_http_request_duration_seconds_bucket{le=\"0.005\",kind=\"page\"} 2",
            "atlas_http_request_duration_seconds_bucket{le=\"+Inf\",kind=\"page\"} 3",
            "atlas_http_request_duration_seconds_count{kind=\"page\"} 3",
            "atlas_kept_pages_total{found=\"yes\"} 1",
            "atlas_published_version 7",
            "atlas_database_ready 1",
            "# EOF",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
        }
        assert!(!metrics.text(Version(7), false).expect("text").contains("ready 1"));
    }
}
