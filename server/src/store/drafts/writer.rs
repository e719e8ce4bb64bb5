//! Group commit: all savings that wait at one moment are made in one transaction, and each is answered only after that
//! transaction is on the disk.

use super::{
    DraftError,
    save::{Kept, Save, Saved, keep},
};
use crate::{
    clock::Clock,
    store::{Database, error::StoreError, queue::Queue},
};
use std::sync::Arc;
use tokio::sync::oneshot;

/// The most savings in one transaction, so that none waits long for the others.
const MOST: usize = 256;

type Answer = Result<Saved, DraftError>;
/// What was typed, and who waits for the answer.
type Waiting = (Save, oneshot::Sender<Answer>);

/// Makes savings for one database. Cloning shares the queue.
#[derive(Clone)]
pub struct DraftWriter {
    database: Arc<Database>,
    clock: Clock,
    queue: Arc<Queue<Waiting>>,
}

impl DraftWriter {
    /// A writer with an empty queue.
    pub fn new(database: Arc<Database>, clock: Clock) -> Self {
        Self { database, clock, queue: Arc::default() }
    }

    /// Keeps what was typed. When it returns `Ok`, that is on the disk.
    ///
    /// # Errors
    /// [`DraftError::NotFound`] for a draft or entry that the person may not work on, [`DraftError::Closed`] when it was
    /// sent or decided meanwhile; those of the database.
    pub async fn save(&self, save: Save) -> Answer {
        let mut answered = self.save_all(vec![save]).await;
        answered.pop().unwrap_or(Err(DraftError::NotFound))
    }

    /// Keeps several texts at once: in one transaction, unless there are more than go into one. An answer for each.
    pub async fn save_all(&self, saves: Vec<Save>) -> Vec<Answer> {
        let (waiting, answers): (Vec<Waiting>, Vec<_>) = saves
            .into_iter()
            .map(|save| {
                let (answer, answered) = oneshot::channel();
                ((save, answer), answered)
            })
            .unzip();
        if self.queue.add(waiting) {
            let writer = self.clone();
            // On its own task: whoever hangs up half-way must not take the savings of others along.
            tokio::spawn(async move { writer.queue.work(MOST, |batch| writer.make_all(batch)).await });
        }
        let mut answered = Vec::with_capacity(answers.len());
        for answer in answers {
            let gone = || Err(DraftError::Store(StoreError::Unreachable(sqlx::Error::WorkerCrashed)));
            answered.push(answer.await.unwrap_or_else(|_| gone()));
        }
        answered
    }

    /// Makes some savings. The next ones can be made while the answers to these are put together.
    async fn make_all(&self, batch: Vec<Waiting>) {
        let (saves, senders): (Vec<_>, Vec<_>) = batch.into_iter().unzip();
        let kept = match self.make(&saves).await {
            Ok(kept) => kept,
            Err(error) => self.failed(&saves, &error).await,
        };
        let database = Arc::clone(&self.database);
        tokio::spawn(async move { answer_all(&database, &saves, kept, senders).await });
    }

    /// Answers savings whose transaction failed. One that fails in the engine takes the others with it; each is then made for
    /// itself.
    async fn failed(&self, saves: &[Save], error: &DraftError) -> Vec<Result<Kept, DraftError>> {
        if let DraftError::Store(error) = error
            && let Some(all) = error.for_each(saves.len())
        {
            return all.into_iter().map(|error| Err(error.into())).collect();
        }
        let mut kept = Vec::with_capacity(saves.len());
        for save in saves {
            let alone = self.make(std::slice::from_ref(save)).await;
            kept.push(alone.and_then(|mut kept| kept.pop().unwrap_or(Err(DraftError::NotFound))));
        }
        kept
    }

    /// Makes some savings in one transaction: an answer for each, or the failure of the transaction.
    async fn make(&self, saves: &[Save]) -> Result<Vec<Result<Kept, DraftError>>, DraftError> {
        let now_ms = self.clock.now_ms();
        let mut transaction = self.database.pools.write().await?;
        let kept = keep(&mut transaction.connection(), saves, now_ms).await?;
        transaction.commit().await?;
        Ok(kept)
    }
}

/// Answers savings that last, or were refused.
async fn answer_all(
    database: &Database,
    saves: &[Save],
    kept: Vec<Result<Kept, DraftError>>,
    senders: Vec<oneshot::Sender<Answer>>,
) {
    let made = saves.iter().zip(&kept).filter_map(|(save, kept)| Some((save, kept.as_ref().ok()?)));
    let beside = database.beside(made).await.unwrap_or_else(|error| {
        tracing::error!(?error, "what stands beside savings could not be read");
        Default::default()
    });
    for ((save, kept), sender) in saves.iter().zip(kept).zip(senders) {
        let beside = beside.get(&(&save.draft, &save.entry)).cloned();
        drop(sender.send(kept.map(|Kept { at, already, .. }| Saved { at, already, beside })));
    }
}
