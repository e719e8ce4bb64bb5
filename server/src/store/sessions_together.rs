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
use std::collections::{BTreeSet, HashMap};
use tokio::sync::oneshot;

/// The most questions in one query: engines bound the number of its parameters.
const MOST: usize = 1024;

type Known = Option<(Session, Account)>;

/// The hash of a session, and who waits for the answer.
pub(super) type Question = (String, oneshot::Sender<StoreResult<Known>>);

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
        if self.questions.add([(token.to_owned(), sender)]) {
            let database = self.clone();
            // On its own task: whoever hangs up half-way must not take the questions of others along.
            tokio::spawn(async move { database.questions.work(MOST, |waiting| database.answer_all(waiting)).await });
        }
        answer.await.unwrap_or(Err(StoreError::Unreachable(sqlx::Error::WorkerCrashed)))
    }

    async fn answer_all(&self, waiting: Vec<Question>) {
        let tokens: BTreeSet<&str> = waiting.iter().map(|(token, _)| &**token).collect();
        match self.known_sessions(tokens.into_iter().collect()).await {
            Ok(found) => {
                for (token, sender) in waiting {
                    drop(sender.send(Ok(found.get(&token).cloned())));
                }
            }
            Err(error) => {
                if let Some(all) = error.for_each(waiting.len()) {
                    for ((_, sender), error) in waiting.into_iter().zip(all) {
                        drop(sender.send(Err(error)));
                    }
                    return;
                }
                // One that is damaged fails all; each is then asked for itself.
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
