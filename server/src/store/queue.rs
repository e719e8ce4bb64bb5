//! What many ask for at one moment, to be done together: whoever comes first starts the work, and it goes on until nothing
//! waits any more.

use std::{
    future::Future,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// What waits, each to be answered by the one who works on it.
#[derive(Debug)]
pub(super) struct Queue<T> {
    state: Mutex<State<T>>,
}

#[derive(Debug)]
struct State<T> {
    waiting: Vec<T>,
    /// Whether somebody takes from it.
    working: bool,
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self { state: Mutex::new(State { waiting: Vec::new(), working: false }) }
    }
}

impl<T> Queue<T> {
    /// Adds what waits. True when nobody is at work: the caller then has to see that [`Queue::work`] begins.
    #[must_use]
    pub(super) fn add(&self, waiting: impl IntoIterator<Item = T>) -> bool {
        let mut state = self.state();
        state.waiting.extend(waiting);
        !std::mem::replace(&mut state.working, true)
    }

    /// Does what waits, at most a number at once, until nothing does. When it is dropped half-way or panics, what waits is
    /// dropped, too, so that nobody waits for ever.
    pub(super) async fn work<F: Future<Output = ()>>(&self, most: usize, mut make: impl FnMut(Vec<T>) -> F) {
        let mut end = End { queue: self, early: true };
        loop {
            // Whoever is about to ask is let in first: a larger number costs little more than a small one.
            tokio::task::yield_now().await;
            let Some(batch) = self.take(most) else { break };
            make(batch).await;
        }
        // From here on the work may be somebody else's.
        end.early = false;
    }

    /// What waits, the oldest first; `None` ends the work.
    fn take(&self, most: usize) -> Option<Vec<T>> {
        let mut state = self.state();
        let number = state.waiting.len().min(most);
        state.working = number > 0;
        state.working.then(|| state.waiting.drain(..number).collect())
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The end of the work, however it comes.
struct End<'a, T> {
    queue: &'a Queue<T>,
    /// Whether it comes while something may wait.
    early: bool,
}

impl<T> Drop for End<'_, T> {
    fn drop(&mut self) {
        if self.early {
            let mut state = self.queue.state();
            state.working = false;
            state.waiting.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use tokio::sync::oneshot;

    #[tokio::test]
    async fn what_waits_is_done_in_its_order_and_by_one() {
        let queue = Queue::default();
        assert!(queue.add([1, 2, 3]), "the first begins");
        assert!(!queue.add([4, 5]), "the second leaves it to the first");
        let done = Mutex::new(Vec::new());
        let note = |batch: Vec<i32>| {
            if batch == [1, 2] {
                assert!(!queue.add([6]), "while it works, too");
            }
            done.lock().expect("a list").push(batch);
            std::future::ready(())
        };
        queue.work(2, note).await;
        assert_eq!(*done.lock().expect("a list"), [vec![1, 2], vec![3, 4], vec![5, 6]]);
        assert!(queue.add([7]), "after it somebody has to begin anew");
    }

    #[tokio::test]
    async fn nobody_waits_for_work_that_was_given_up() {
        let queue = Arc::new(Queue::default());
        let (first, mut first_answer) = oneshot::channel::<()>();
        let (second, second_answer) = oneshot::channel::<()>();
        assert!(queue.add([first]));
        let worker = Arc::clone(&queue);
        let work = tokio::spawn(async move { worker.work(1, |_| std::future::pending()).await });
        // The first is taken when its sender is gone from the queue.
        while !queue.state().waiting.is_empty() {
            tokio::task::yield_now().await;
        }
        assert!(first_answer.try_recv().is_err() && !queue.add([second]));
        work.abort();
        assert!(second_answer.await.is_err(), "is told that nobody answers");
        assert!(work.await.is_err() && queue.add([]), "somebody else can begin");
    }
}
