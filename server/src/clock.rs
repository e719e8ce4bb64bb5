//! The time of day for those who work while the server runs. The system's clock is read once, when the program starts;
//! from there on time is counted, so that a clock that is set back does not make anything younger.

use std::time::{Duration, Instant, UNIX_EPOCH};

/// Tells the time.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    start_ms: i64,
    since: Instant,
}

impl Clock {
    /// A clock that shows this time now: milliseconds since 1970, UTC.
    pub fn showing(now_ms: i64) -> Self {
        Self { start_ms: now_ms, since: Instant::now() }
    }

    /// Milliseconds since 1970, UTC.
    pub fn now_ms(&self) -> i64 {
        let elapsed = i64::try_from(self.since.elapsed().as_millis()).unwrap_or(i64::MAX);
        self.start_ms.saturating_add(elapsed)
    }
}

impl Default for Clock {
    /// A clock that begins with 1970, for those who do not care for the day.
    fn default() -> Self {
        Self::showing(0)
    }
}

/// A time as RFC 3339 writes it, to the second: `2026-05-03T10:42:00Z`. Its first ten characters are the day.
pub fn rfc3339(ms: i64) -> String {
    let since = Duration::from_millis(u64::try_from(ms).unwrap_or_default());
    humantime::format_rfc3339_seconds(UNIX_EPOCH + since).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_goes_on_from_where_it_was_set() {
        let clock = Clock::showing(1_700_000_000_000);
        let (one, two) = (clock.now_ms(), clock.now_ms());
        assert!(one >= 1_700_000_000_000 && two >= one);
    }

    #[test]
    fn times_are_written_in_utc() {
        assert_eq!(rfc3339(1_777_804_920_000), "2026-05-03T10:42:00Z");
        assert_eq!(rfc3339(-1), "1970-01-01T00:00:00Z");
    }
}
