//! How often somebody may do a thing: a few times at once, and then one after another.

use std::{
    collections::HashMap,
    hash::Hash,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How many are remembered; when there are more, all of the others have to wait their turn together.
const REMEMBERED: usize = 10_000;

/// Remembers who did something when. In memory only: addresses are personal, and the time is soon over.
#[derive(Debug)]
pub struct Throttle<Who> {
    most: usize,
    window: Duration,
    all: Mutex<HashMap<Who, Vec<Instant>>>,
}

impl<Who: Eq + Hash> Throttle<Who> {
    /// Lets each do so many within a time.
    pub fn new(most: usize, window: Duration) -> Self {
        Self { most, window, all: Mutex::default() }
    }

    /// Whether somebody may do one more now; if so, it counts.
    ///
    /// # Errors
    /// With the time to be waited.
    pub fn admit(&self, who: Who, now: Instant) -> Result<(), Duration> {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= REMEMBERED && !all.contains_key(&who) {
            all.retain(|_, done| done.iter().any(|at| now.duration_since(*at) < self.window));
            if all.len() >= REMEMBERED {
                return Err(self.window);
            }
        }
        let done = all.entry(who).or_default();
        done.retain(|at| now.duration_since(*at) < self.window);
        match done.first() {
            Some(first) if done.len() >= self.most => Err(self.window - now.duration_since(*first)),
            _ => {
                done.push(now);
                Ok(())
            }
        }
    }

    /// Takes back what was admitted at a moment: it turned out to be nothing that counts. Who counts failures only reserves a
    /// try first and gives it back when it worked; asked about afterwards, any number would be let through side by side.
    pub fn give_back(&self, who: &Who, at: Instant) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(done) = all.get_mut(who) else { return };
        if let Some(place) = done.iter().rposition(|done| *done == at) {
            done.remove(place);
        }
        if done.is_empty() {
            all.remove(who);
        }
    }

    /// Forgets what somebody did.
    pub fn forget(&self, who: &Who) {
        self.all.lock().unwrap_or_else(PoisonError::into_inner).remove(who);
    }
}

/// Who sends: the address, or for IPv6 the network of 64 bits that one household has.
pub fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => {
            let [a, b, c, d, ..] = six.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOST: usize = 5;
    const WINDOW: Duration = Duration::from_secs(60 * 60);

    fn throttle() -> (Throttle<IpAddr>, Instant) {
        (Throttle::new(MOST, WINDOW), Instant::now())
    }

    fn at(text: &str) -> IpAddr {
        network(text.parse().expect("an address"))
    }

    #[test]
    fn a_few_at_once_and_then_after_the_time() {
        let (throttle, start) = throttle();
        for _ in 0..MOST {
            assert_eq!(throttle.admit(at("192.0.2.1"), start), Ok(()));
        }
        assert_eq!(throttle.admit(at("192.0.2.1"), start + WINDOW / 4), Err(WINDOW * 3 / 4));
        assert_eq!(throttle.admit(at("192.0.2.2"), start), Ok(()), "another address is not concerned");
        assert_eq!(throttle.admit(at("192.0.2.1"), start + WINDOW), Ok(()));
    }

    #[test]
    fn what_is_forgotten_counts_no_more() {
        let (throttle, start) = throttle();
        for _ in 0..MOST {
            assert_eq!(throttle.admit(at("192.0.2.1"), start), Ok(()));
        }
        throttle.forget(&at("192.0.2.1"));
        assert_eq!(throttle.admit(at("192.0.2.1"), start), Ok(()));
    }

    #[test]
    fn what_is_given_back_counts_no_more_and_counts_meanwhile() {
        let (throttle, start) = throttle();
        let (who, later) = (at("192.0.2.1"), start + WINDOW / 4);
        throttle.give_back(&who, start);
        for moment in [start, start, start, later, later] {
            assert_eq!(throttle.admit(who, moment), Ok(()));
        }
        assert!(throttle.admit(who, later).is_err(), "what is not given back yet counts");
        throttle.give_back(&who, later);
        throttle.give_back(&who, start + WINDOW / 2);
        assert_eq!(throttle.admit(who, later), Ok(()), "one was given back");
        assert_eq!(throttle.admit(who, later), Err(WINDOW * 3 / 4), "and only one; the others are as old as they were");
        let other = at("192.0.2.2");
        assert_eq!(throttle.admit(other, start), Ok(()));
        throttle.give_back(&other, start);
        assert_eq!(throttle.all.lock().expect("no panic").len(), 1, "who did nothing is not remembered");
    }

    #[test]
    fn one_household_is_one_sender() {
        let (throttle, start) = throttle();
        for number in 0..MOST {
            assert_eq!(throttle.admit(at(&format!("2001:db8::{number}")), start), Ok(()));
        }
        assert!(throttle.admit(at("2001:db8::ffff"), start).is_err());
        assert_eq!(throttle.admit(at("2001:db8:0:1::1"), start), Ok(()));
    }

    #[test]
    fn memory_is_bounded() {
        let (throttle, start) = throttle();
        for number in 0..REMEMBERED as u32 {
            assert_eq!(throttle.admit(IpAddr::from(number.to_be_bytes()), start), Ok(()));
        }
        assert!(throttle.admit(at("2001:db8::1"), start).is_err());
        assert_eq!(throttle.admit(at("2001:db8::1"), start + WINDOW), Ok(()), "what is over is forgotten");
    }
}
