//! Who asks: the sessions of all requests that wait at one moment are looked up with one query. Each request of everybody
//! who is signed in begins with such a question, and what it asks for is never older than the question.

use super::{
    Database,
    connection::{StoreResult, places, rounded},
    error::StoreError,
    sessions::{KnownRow, Session, known},
    value::Values,
};
use app::domain::account::Account;
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Mutex, PoisonError},
};
use tokio::sync::{Mutex as Turn, oneshot};

type Known = Option<(Session, Account)>;
type Waiting = (String, oneshot::Sender<StoreResult<Known>>);

/// The questions that wait.
#[derive(Debug, Default)]
pub(super) struct Questions {
    waiting: Mutex<Vec<Waiting>>,
    turn: Turn<()>,
}

#[derive(sqlx::FromRow)]
struct Row {
    token: String,
    #[sqlx(flatten)]
    known: KnownRow,
}

impl Database {
    /// The session with this hash and whose it is, whether or not it has ended; `None` when it is not known or the account
    /// is not active.
    pub(super) async fn known_session(&self, token: &str) -> StoreResult<Known> {
        let (sender, answer) = oneshot::channel();
        let waiting = &self.questions.waiting;
        waiting.lock().unwrap_or_else(PoisonError::into_inner).push((token.to_owned(), sender));
        let database = self.clone();
        // On its own task: whoever hangs up half-way must not take the questions of others along.
        tokio::spawn(async move { database.answer_all().await });
        answer.await.unwrap_or(Err(StoreError::Unreachable(sqlx::Error::WorkerCrashed)))
    }

    /// Takes a turn, and answers whatever waits by then.
    async fn answer_all(&self) {
        let _turn = self.questions.turn.lock().await;
        let waiting = std::mem::take(&mut *self.questions.waiting.lock().unwrap_or_else(PoisonError::into_inner));
        if waiting.is_empty() {
            return;
        }
        let tokens: BTreeSet<&str> = waiting.iter().map(|(token, _)| &**token).collect();
        match self.known_sessions(tokens.into_iter().collect()).await {
            Ok(found) => {
                for (token, sender) in waiting {
                    drop(sender.send(Ok(found.get(&token).cloned())));
                }
            }
            // An error is told once; each is then asked for itself.
            Err(_) => {
                for (token, sender) in waiting {
                    let alone = self.known_sessions(vec![&token]).await;
                    drop(sender.send(alone.map(|mut found| found.remove(&token))));
                }
            }
        }
    }

    async fn known_sessions(&self, tokens: Vec<&str>) -> StoreResult<HashMap<String, (Session, Account)>> {
        let tokens = rounded(tokens);
        // A row for each organisation.
        let query = format!(
            "SELECT session.token, session.id, session.device, session.began_at, session.seen_at, session.ends_at, \
            session.may_set, account.id AS account, account.name, account.role, account.division, \
            account_organisation.organisation FROM session \
            JOIN account ON account.id = session.account AND account.active \
            LEFT JOIN account_organisation ON account_organisation.account = account.id \
            WHERE session.token IN {}",
            places(1, tokens.len())
        );
        let values = tokens.iter().fold(Values::new(), |values, token| values.put(*token));
        let rows: Vec<Row> = self.pools.single().await?.connection().rows_assembled(query, values).await?;
        let mut by_token: HashMap<String, Vec<KnownRow>> = HashMap::new();
        for Row { token, known } in rows {
            by_token.entry(token).or_default().push(known);
        }
        let mut found = HashMap::with_capacity(by_token.len());
        for (token, rows) in by_token {
            let one = known(rows).map_err(|what| StoreError::Damaged(format!("session: {what}")))?;
            found.extend(one.map(|one| (token, one)));
        }
        Ok(found)
    }
}
