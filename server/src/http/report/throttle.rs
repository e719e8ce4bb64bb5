//! How many reports one address may send: a few at once, and then one after another.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Reports that one address may send within [`WINDOW`].
const MOST: usize = 5;
/// The time after which a report counts no more.
const WINDOW: Duration = Duration::from_secs(60 * 60);
/// Addresses that are remembered; when there are more, all of them have to wait their turn together.
const ADDRESSES: usize = 10_000;

/// Remembers who sent when. In memory only: addresses are personal, and an hour is soon over.
#[derive(Debug, Default)]
pub(in crate::http) struct Throttle(Mutex<HashMap<IpAddr, Vec<Instant>>>);

impl Throttle {
    /// Whether an address may send one more now; if so, it counts.
    pub(in crate::http) fn admit(&self, from: IpAddr, now: Instant) -> bool {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let from = network(from);
        if all.len() >= ADDRESSES && !all.contains_key(&from) {
            all.retain(|_, sent| sent.iter().any(|at| now.duration_since(*at) < WINDOW));
            if all.len() >= ADDRESSES {
                return false;
            }
        }
        let sent = all.entry(from).or_default();
        sent.retain(|at| now.duration_since(*at) < WINDOW);
        let admitted = sent.len() < MOST;
        if admitted {
            sent.push(now);
        }
        admitted
    }
}

/// The address, or for IPv6 the network of 64 bits that one household has.
fn network(address: IpAddr) -> IpAddr {
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

    fn at(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn a_few_at_once_and_then_after_an_hour() {
        let (throttle, start) = (Throttle::default(), Instant::now());
        for _ in 0..MOST {
            assert!(throttle.admit(at("192.0.2.1"), start));
        }
        assert!(!throttle.admit(at("192.0.2.1"), start + WINDOW / 2));
        assert!(throttle.admit(at("192.0.2.2"), start), "another address is not concerned");
        assert!(throttle.admit(at("192.0.2.1"), start + WINDOW));
    }

    #[test]
    fn one_household_is_one_sender() {
        let (throttle, start) = (Throttle::default(), Instant::now());
        for number in 0..MOST {
            assert!(throttle.admit(at(&format!("2001:db8::{number}")), start));
        }
        assert!(!throttle.admit(at("2001:db8::ffff"), start));
        assert!(throttle.admit(at("2001:db8:0:1::1"), start));
    }

    #[test]
    fn memory_is_bounded() {
        let (throttle, start) = (Throttle::default(), Instant::now());
        for number in 0..ADDRESSES as u32 {
            assert!(throttle.admit(IpAddr::from(number.to_be_bytes()), start));
        }
        assert!(!throttle.admit(at("2001:db8::1"), start));
        assert!(throttle.admit(at("2001:db8::1"), start + WINDOW), "what is over is forgotten");
    }
}
