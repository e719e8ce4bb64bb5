//! Which text a field shows when the page comes with one and the device has another.

use super::kept::Kept;

/// What becomes of the text on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It has arrived: it need not be kept.
    Arrived,
    /// It is put back into the field and sent.
    PutBack,
    /// It is put back and sent, and what the page came with is offered beside it: it was saved elsewhere in the meantime.
    PutBackOffering,
    /// The page's text stays, and that of the device is offered beside it.
    Offered,
}

/// Decides. `raw` is the text that the page came with, `saved` when the server saved it as a draft, if it did.
///
/// As long as the server has saved nothing since the text was typed, the device is newer for certain. Otherwise the same
/// person has typed on two devices without a line: the later text stands in the field, and the other one is not thrown
/// away: the server keeps it beside the later one.
pub fn settle(raw: &str, saved: Option<i64>, kept: &Kept) -> Settled {
    // Browsers send line ends as CRLF and hold them as LF.
    let same = raw.replace("\r\n", "\n") == kept.raw.replace("\r\n", "\n");
    match saved {
        _ if same || kept.sent.is_some() => Settled::Arrived,
        _ if saved == kept.seen => Settled::PutBack,
        Some(saved) if saved > kept.at => Settled::Offered,
        Some(_) => Settled::PutBackOffering,
        // The draft of the field is gone: it was published, or taken back by its author.
        None => Settled::Offered,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(at: i64, seen: Option<i64>, sent: Option<i64>) -> Kept {
        Kept { at, seen, sent, key: "k".into(), raw: "typed\nhere".into() }
    }

    #[test]
    fn what_has_arrived_is_not_kept() {
        assert_eq!(settle("typed\r\nhere", Some(9), &kept(5, None, None)), Settled::Arrived);
        assert_eq!(settle("typed\nhere", None, &kept(5, Some(3), None)), Settled::Arrived);
        // Whatever stands there now came after it.
        assert_eq!(settle("later", Some(9), &kept(5, None, Some(6))), Settled::Arrived);
    }

    #[test]
    fn what_the_server_never_got_comes_back() {
        assert_eq!(settle("published", None, &kept(5, None, None)), Settled::PutBack);
        // Even if the clock of the device is far behind that of the server.
        assert_eq!(settle("before", Some(1_000), &kept(5, Some(1_000), None)), Settled::PutBack);
    }

    #[test]
    fn a_save_of_this_device_is_nobody_elses() {
        // The server has an earlier text; the crash came before the next one went, and the device's clock is far behind.
        let kept = kept(5, Some(3), None).answered("earlier", 9_000);
        assert_eq!(settle("earlier text", Some(9_000), &kept), Settled::PutBack);
        assert_eq!(settle("typed\nhere", Some(9_001), &kept.answered("k", 9_001)), Settled::Arrived);
    }

    #[test]
    fn of_two_texts_without_a_line_none_is_thrown_away() {
        assert_eq!(settle("on the phone", Some(9), &kept(12, Some(3), None)), Settled::PutBackOffering);
        assert_eq!(settle("on the phone", Some(9), &kept(5, Some(3), None)), Settled::Offered);
        assert_eq!(settle("on the phone", Some(9), &kept(5, None, None)), Settled::Offered);
        assert_eq!(settle("published", None, &kept(5, Some(3), None)), Settled::Offered);
    }
}
