//! Days as people in China mean them.

use app::{desk::BEIJING_MS, domain::period::PartialDate};

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
    use app::desk::Moment;

    #[test]
    fn a_day_begins_in_beijing() {
        let begins = day_begins("2026-05-03").expect("a day");
        let first = Moment::at(begins).expect("a moment");
        assert_eq!((first.day.as_str(), &*first.clock, &*first.iso), ("2026-05-03", "00:00", "2026-05-02T16:00:00Z"));
        let before = Moment::at(begins - 1).expect("a moment");
        assert_eq!((before.day.as_str(), &*before.clock), ("2026-05-02", "23:59"));
        assert_eq!(day_begins("2026-05-04").expect("a day") - begins, 86_400_000);
        for none in ["", "2026", "2026-05", "2026-02-30", "03.05.2026"] {
            assert_eq!(day_begins(none), None, "{none}");
        }
    }
}
