//! The publisher and the watch that follows the database.

use crate::http_support::atlas;
use app::{
    atlas::Published,
    domain::change::Version,
    store::{Publication, Settings},
};
use server::publish::{self, Origin, POLL, Publisher};
use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering::SeqCst},
    },
};

/// A database whose version is turned by hand.
#[derive(Default)]
struct ByHand {
    version: AtomicI64,
    broken: AtomicBool,
    /// How often it was asked in vain.
    in_vain: AtomicUsize,
}

impl Origin for ByHand {
    type Error = io::Error;

    async fn version(&self) -> Result<Version, io::Error> {
        if self.broken.load(SeqCst) {
            self.in_vain.fetch_add(1, SeqCst);
            return Err(io::Error::other("away"));
        }
        Ok(Version(self.version.load(SeqCst)))
    }

    async fn published(&self) -> Result<Published, io::Error> {
        Ok(Published { version: Version(self.version.load(SeqCst)), ..Published::default() })
    }
}

#[test]
fn versions_only_go_up() {
    let publisher = Publisher::new(atlas(5), Settings::default());
    assert!(!publisher.publish(atlas(5)) && !publisher.publish(atlas(4)));
    assert!(publisher.publish(atlas(7)));
    assert_eq!(publisher.atlas().version(), Version(7));
}

#[tokio::test]
async fn the_database_is_followed_through_its_absence() {
    let origin = Arc::new(ByHand::default());
    let publisher = Arc::new(Publisher::new(atlas(0), Settings::default()));
    let follower = tokio::spawn(publish::follow(Arc::clone(&origin), Arc::clone(&publisher), POLL / 100));
    let reaches = async |version: i64| {
        while publisher.version() != Version(version) {
            tokio::task::yield_now().await;
        }
    };
    origin.version.store(3, SeqCst);
    reaches(3).await;
    origin.broken.store(true, SeqCst);
    origin.version.store(4, SeqCst);
    while origin.in_vain.load(SeqCst) < 3 {
        tokio::task::yield_now().await;
    }
    assert_eq!(publisher.version(), Version(3), "what cannot be read changes nothing");
    origin.broken.store(false, SeqCst);
    reaches(4).await;
    follower.abort();
}
