//! Times as pages show them.

use crate::clock::rfc3339;
use app::{desk::Moment, domain::period::PartialDate};

/// How far Beijing is ahead of UTC, in milliseconds.
const BEIJING_MS: i64 = 8 * 3_600_000;

/// A time; `None` for one that no calendar of ours holds. `ms`: milliseconds since 1970, UTC.
pub(super) fn moment(ms: i64) -> Option<Moment> {
    let there = rfc3339(ms.saturating_add(BEIJING_MS));
    Some(Moment {
        iso: rfc3339(ms),
        day: PartialDate::new(there.get(..10)?).ok()?,
        clock: there.get(11..16)?.to_owned(),
    })
}

/// The first moment of a day in Beijing, such as `2026-05-03`: milliseconds since 1970, UTC. `None` for what is no day.
pub(super) fn day_begins(day: &str) -> Option<i64> {
    let date = PartialDate::new(day).ok()?;
    date.parts().2?;
    let at = humantime::parse_rfc3339(&format!("{day}T00:00:00Z")).ok()?;
    let ms = at.duration_since(std::time::UNIX_EPOCH).ok()?.as_millis();
    Some(i64::try_from(ms).ok()? - BEIJING_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_in_beijing() {
        let begins = day_begins("2026-05-03").expect("a day");
        let first = moment(begins).expect("a moment");
        assert_eq!((first.day.as_str(), &*first.clock, &*first.iso), ("2026-05-03", "00:00", "2026-05-02T16:00:00Z"));
        let before = moment(begins - 1).expect("a moment");
        assert_eq!((before.day.as_str(), &*before.clock), ("2026-05-02", "23:59"));
        assert_eq!(day_begins("2026-05-04").expect("a day") - begins, 86_400_000);
        for none in ["", "2026", "2026-05", "2026-02-30", "03.05.2026"] {
            assert_eq!(day_begins(none), None, "{none}");
        }
    }
}
