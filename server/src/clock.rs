//! The time of day. Only the program's `main` reads the system's clock; everybody else is given this.

use std::time::{Duration, UNIX_EPOCH};

/// Tells the time.
#[derive(Clone, Copy, Debug)]
pub struct Clock(fn() -> i64);

impl Clock {
    /// A clock that is read so: milliseconds since 1970, UTC.
    pub const fn reading(read: fn() -> i64) -> Self {
        Self(read)
    }

    /// Milliseconds since 1970, UTC.
    pub fn now_ms(self) -> i64 {
        (self.0)()
    }
}

impl Default for Clock {
    /// A clock that stands at the beginning of 1970, for those who do not care for the day.
    fn default() -> Self {
        Self(|| 0)
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
    fn a_clock_tells_what_it_reads() {
        assert_eq!(Clock::reading(|| 7).now_ms(), 7);
    }

    #[test]
    fn times_are_written_in_utc() {
        assert_eq!(rfc3339(1_777_804_920_000), "2026-05-03T10:42:00Z");
        assert_eq!(rfc3339(-1), "1970-01-01T00:00:00Z");
    }
}
