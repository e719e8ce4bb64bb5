//! What still has to reach the server: one text at a time, none forgotten, each until the server has answered for it.

/// The longest pause between two attempts, in milliseconds.
const LONGEST_PAUSE: f64 = 60_000.0;

/// A text on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Save {
    /// The field.
    pub field: String,
    /// Its text.
    pub raw: String,
    /// The same for every attempt, so that the server saves it once.
    pub key: String,
}

/// The texts of a form that are on their way. Only one is under way at any time, so that an older text of a field can never
/// arrive after a newer one of the same page. That of another tab is heard of by [`Outbox::forget`].
#[derive(Debug, Default)]
pub struct Outbox {
    waiting: Vec<Save>,
    flying: Option<Save>,
    /// Whether a newer text of the field under way has come from elsewhere.
    overtaken: bool,
    /// Fields whose last text the server did not take.
    refused: Vec<String>,
    failures: i32,
}

impl Outbox {
    /// Takes a text. It replaces one of the same field that still waits, and keeps its place in the row.
    pub fn put(&mut self, save: Save) {
        match self.waiting.iter_mut().find(|waiting| waiting.field == save.field) {
            Some(waiting) => *waiting = save,
            None => self.waiting.push(save),
        }
    }

    /// The next one to send; `None` while another is under way, and when there is none.
    pub fn take(&mut self) -> Option<Save> {
        if self.flying.is_some() || self.waiting.is_empty() {
            return None;
        }
        self.flying = Some(self.waiting.remove(0));
        self.flying.clone()
    }

    /// The server has the one under way.
    pub fn answered(&mut self) -> Option<Save> {
        (self.failures, self.overtaken) = (0, false);
        let save = self.flying.take()?;
        self.refused.retain(|field| *field != save.field);
        Some(save)
    }

    /// The server will never take the one under way. Its field counts as refused until another text of it has arrived.
    pub fn refused(&mut self) {
        if let Some(save) = self.answered() {
            self.refused.push(save.field);
        }
    }

    /// Whether the server did not take a text that still stands in its field.
    pub fn holds_refused(&self) -> bool {
        !self.refused.is_empty()
    }

    /// Whether the server does not have the text of one of the fields that count: it is on its way, or was refused.
    pub fn lacks(&self, counts: impl Fn(&str) -> bool) -> bool {
        let on_their_way = self.waiting.iter().chain(&self.flying).map(|save| &save.field);
        on_their_way.chain(&self.refused).any(|field| counts(field))
    }

    /// Whether this text of a field waits, is under way, or was the last that the server refused.
    pub fn knows(&self, field: &str, raw: &str) -> bool {
        let on_its_way = |save: &Save| save.field == field && save.raw == raw;
        self.waiting.iter().chain(&self.flying).any(on_its_way) || self.refused.iter().any(|one| one == field)
    }

    /// A newer text of a field comes from elsewhere: what waits of it need not be sent, nor sent again.
    pub fn forget(&mut self, field: &str) {
        self.waiting.retain(|save| save.field != field);
        self.overtaken |= self.flying.as_ref().is_some_and(|save| save.field == field);
    }

    /// Whether a newer text of the field under way has come from elsewhere: should the older one arrive all the same, the newer
    /// one has to be sent again.
    pub fn is_overtaken(&self) -> bool {
        self.overtaken
    }

    /// The one under way may or may not have arrived. It waits again, unless a newer text of its field does.
    pub fn failed(&mut self) {
        self.failures = self.failures.saturating_add(1);
        let overtaken = std::mem::take(&mut self.overtaken);
        if let Some(save) = self.flying.take().filter(|_| !overtaken) {
            self.put_back(save);
        }
    }

    /// Takes back a text that may or may not have arrived, unless a newer one of its field waits.
    pub fn put_back(&mut self, save: Save) {
        if !self.waiting.iter().any(|waiting| waiting.field == save.field) {
            self.waiting.insert(0, save);
        }
    }

    /// How long to wait before the next attempt, in milliseconds: twice as long after every failure. `random`, from 0 to
    /// 1, keeps many devices that lost the same server from coming back at the same moment.
    pub fn pause(&self, random: f64) -> f64 {
        if self.failures == 0 {
            return 0.0;
        }
        let pause = (1_000.0 * f64::powi(2.0, (self.failures - 1).min(10))).min(LONGEST_PAUSE);
        pause * (0.5 + random / 2.0)
    }

    /// Those that can be sent beside the one under way when there is no time to wait for it: of other fields.
    pub fn hurry(&mut self) -> Vec<Save> {
        let flying = self.flying.as_ref().map(|save| &save.field);
        let (stay, go) = std::mem::take(&mut self.waiting).into_iter().partition(|save| Some(&save.field) == flying);
        self.waiting = stay;
        go
    }

    /// Whether everything has arrived.
    pub fn is_empty(&self) -> bool {
        self.flying.is_none() && self.waiting.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::vec, prelude::*, sample::select};
    use std::collections::{BTreeMap, BTreeSet};

    fn save(field: &str, text: usize) -> Save {
        Save { field: field.into(), raw: text.to_string(), key: format!("key-{text}") }
    }

    #[derive(Clone, Copy, Debug)]
    enum Event {
        Typed(&'static str),
        Send,
        /// The server got it, and so did we hear.
        Heard,
        /// The server got it, but the answer was lost.
        Unheard,
        /// It never got there.
        Lost,
    }

    fn event() -> impl Strategy<Value = Event> {
        prop_oneof![
            select(&["name.zh", "name.en", "kind"][..]).prop_map(Event::Typed),
            Just(Event::Send),
            select(&[Event::Heard, Event::Unheard, Event::Lost][..]),
        ]
    }

    /// A server that saves each key once, as the real one does.
    #[derive(Default)]
    struct Server {
        keys: BTreeSet<String>,
        fields: BTreeMap<String, String>,
    }

    impl Server {
        fn take(&mut self, save: &Save) {
            if self.keys.insert(save.key.clone()) {
                self.fields.insert(save.field.clone(), save.raw.clone());
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

        #[test]
        fn the_last_text_of_every_field_arrives_whatever_gets_lost(events in vec(event(), 0..60)) {
            let (mut outbox, mut server, mut typed) = (Outbox::default(), Server::default(), BTreeMap::new());
            let mut flying: Option<Save> = None;
            for (number, event) in events.into_iter().enumerate() {
                match event {
                    Event::Typed(field) => {
                        typed.insert(field.to_owned(), number.to_string());
                        outbox.put(save(field, number));
                    }
                    Event::Send => {
                        let next = outbox.take();
                        prop_assert!(next.is_none() || flying.is_none(), "two are under way");
                        flying = next.or(flying);
                    }
                    Event::Heard | Event::Unheard | Event::Lost => {
                        let Some(save) = flying.take() else { continue };
                        if !matches!(event, Event::Lost) {
                            server.take(&save);
                        }
                        if matches!(event, Event::Heard) {
                            prop_assert_eq!(outbox.answered(), Some(save));
                        } else {
                            outbox.failed();
                        }
                    }
                }
            }
            // The line comes back.
            if let Some(save) = flying {
                server.take(&save);
                outbox.answered();
            }
            while let Some(save) = outbox.take() {
                server.take(&save);
                outbox.answered();
            }
            prop_assert!(outbox.is_empty());
            prop_assert_eq!(server.fields, typed);
        }

        #[test]
        fn pauses_grow_and_end(failures in 0..100, random in 0.0..1.0f64) {
            let mut outbox = Outbox::default();
            outbox.put(save("kind", 1));
            let mut last = outbox.pause(random);
            prop_assert_eq!(last, 0.0);
            for _ in 0..failures {
                outbox.take();
                outbox.failed();
                let pause = outbox.pause(random);
                prop_assert!(pause >= last && (500.0..=LONGEST_PAUSE).contains(&pause));
                last = pause;
            }
            outbox.take();
            outbox.answered();
            prop_assert_eq!(outbox.pause(random), 0.0);
        }
    }

    #[test]
    fn what_is_refused_is_remembered_until_its_field_arrives() {
        let mut outbox = Outbox::default();
        outbox.put(save("kind", 1));
        outbox.put(save("name.zh", 2));
        outbox.take();
        outbox.refused();
        outbox.take();
        outbox.answered();
        assert!(outbox.is_empty() && outbox.holds_refused());
        outbox.put(save("kind", 3));
        outbox.take();
        outbox.failed();
        assert!(outbox.holds_refused());
        outbox.take();
        outbox.answered();
        assert!(outbox.is_empty() && !outbox.holds_refused());
    }

    #[test]
    fn the_server_lacks_what_waits_what_is_under_way_and_what_it_refused() {
        let lacks = |outbox: &Outbox, wanted: &str| outbox.lacks(|field| field == wanted);
        let mut outbox = Outbox::default();
        outbox.put(save("kind", 1));
        assert!(lacks(&outbox, "kind") && !lacks(&outbox, "name.zh"));
        outbox.take();
        assert!(lacks(&outbox, "kind"));
        outbox.refused();
        assert!(lacks(&outbox, "kind"));
        outbox.put(save("kind", 2));
        outbox.take();
        outbox.answered();
        assert!(!lacks(&outbox, "kind"));
    }

    #[test]
    fn what_is_on_its_way_or_refused_is_known() {
        let mut outbox = Outbox::default();
        let one = save("kind", 1);
        assert!(!outbox.knows("kind", &one.raw));
        outbox.put(one.clone());
        assert!(outbox.knows("kind", &one.raw) && !outbox.knows("kind", "other") && !outbox.knows("name.zh", &one.raw));
        outbox.take();
        assert!(outbox.knows("kind", &one.raw), "under way");
        outbox.answered();
        assert!(!outbox.knows("kind", &one.raw), "arrived; what the field holds since is not known here");
        outbox.put(one.clone());
        outbox.take();
        outbox.refused();
        assert!(outbox.knows("kind", &one.raw), "refused once is refused again");
    }

    #[test]
    fn what_another_tab_has_typed_later_is_not_overtaken() {
        let mut outbox = Outbox::default();
        outbox.put(save("kind", 1));
        outbox.forget("kind");
        assert_eq!(outbox.take(), None);
        // Neither by one that was under way then and got lost.
        outbox.put(save("kind", 1));
        outbox.take();
        assert!(!outbox.is_overtaken());
        outbox.forget("kind");
        assert!(outbox.is_overtaken());
        outbox.failed();
        assert_eq!(outbox.take(), None);
        outbox.put(save("kind", 2));
        outbox.take();
        outbox.failed();
        assert_eq!(outbox.take(), Some(save("kind", 2)));
    }

    #[test]
    fn in_a_hurry_no_field_overtakes_itself() {
        let mut outbox = Outbox::default();
        outbox.put(save("kind", 1));
        outbox.take();
        outbox.put(save("kind", 2));
        outbox.put(save("name.zh", 3));
        assert_eq!(outbox.hurry(), [save("name.zh", 3)]);
        assert!(!outbox.is_empty());
        // What did not get through in the hurry waits again, behind nothing newer.
        outbox.put_back(save("name.zh", 3));
        outbox.put_back(save("kind", 1));
        assert_eq!(outbox.hurry(), [save("name.zh", 3)]);
        outbox.answered();
        assert_eq!(outbox.take(), Some(save("kind", 2)));
    }
}
