//! Work that keeps a processor busy for a while: away from the threads that answer requests, and a few at once.

use std::sync::Arc;
use tokio::{sync::Semaphore, task::JoinError};

/// Turns for one kind of work. Cloning shares them.
#[derive(Clone, Debug)]
pub struct Turns(Arc<Semaphore>);

impl Turns {
    /// So many may work at once.
    pub fn new(at_once: usize) -> Self {
        Self(Arc::new(Semaphore::new(at_once)))
    }

    /// Does the work when it is its turn. Work that has begun goes on when nobody waits for it any more, and so does its
    /// turn: otherwise whoever asks and hangs up would set any amount of it to work at once.
    ///
    /// # Errors
    /// When the work panicked, or the program ends.
    pub async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, JoinError> {
        // Turns never close.
        let turn = Arc::clone(&self.0).acquire_owned().await.ok();
        tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt;
    use std::sync::mpsc;

    #[tokio::test]
    async fn work_that_was_given_up_keeps_its_turn_until_it_is_done() {
        let turns = Turns::new(1);
        let (begun, has_begun) = mpsc::channel();
        let (end, ended) = mpsc::channel::<()>();
        let mut given_up = Box::pin(turns.work(move || {
            begun.send(()).expect("somebody listens");
            ended.recv()
        }));
        assert!((&mut given_up).now_or_never().is_none());
        has_begun.recv().expect("it begins");
        drop(given_up);
        let mut next = Box::pin(turns.work(|| 7));
        assert!((&mut next).now_or_never().is_none());
        assert_eq!(turns.0.available_permits(), 0, "nobody waits for it, and it still works");
        end.send(()).expect("it waits");
        assert_eq!(next.await.expect("an answer"), 7);
    }
}
