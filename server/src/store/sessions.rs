//! Who is signed in. Only the hash of what a browser holds is kept; whoever reads the tables cannot sign in with it.

use super::{
    Database,
    accounts::deed,
    connection::{Connection, StoreResult},
    error::StoreError,
    value::{Unreadable, Values, optional, read},
};
use app::domain::{
    account::{Account, AccountId},
    audit::Action,
};

/// A session as its owner sees it. Times: milliseconds since 1970, UTC.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Session {
    /// Its name, which opens nothing.
    pub id: String,
    /// From what it began, roughly.
    pub device: String,
    /// When it began.
    pub began_at: i64,
    /// When it was last used, give or take a minute.
    pub seen_at: i64,
    /// When it ends, however much it is used.
    pub ends_at: i64,
    /// Until when a password may be chosen without the old one.
    pub may_set: Option<i64>,
}

/// A session that begins.
#[derive(Clone, Debug)]
pub struct NewSession<'a> {
    /// The SHA-256 of what the browser gets, as hexadecimal digits.
    pub token: &'a str,
    /// That of the session which the browser had, whoever's it was; it ends.
    pub instead_of: Option<&'a str>,
    /// The rest.
    pub session: Session,
}

/// A session, whose it is, and one of its organisations.
#[derive(sqlx::FromRow)]
pub(super) struct KnownRow {
    #[sqlx(flatten)]
    session: Session,
    account: String,
    name: Option<String>,
    role: String,
    division: Option<String>,
    organisation: Option<String>,
}

/// Puts the rows of one session together.
pub(super) fn known(rows: Vec<KnownRow>) -> Result<Option<(Session, Account)>, Unreadable> {
    let mut known: Option<(Session, Account)> = None;
    for row in rows {
        let organisation = optional(row.organisation)?;
        if let Some((_, account)) = &mut known {
            account.organisations.extend(organisation);
            continue;
        }
        let account = Account {
            id: read(row.account)?,
            name: optional(row.name)?,
            role: read(row.role)?,
            organisations: organisation.into_iter().collect(),
            division: optional(row.division)?,
        };
        known = Some((row.session, account));
    }
    Ok(known)
}

impl Database {
    /// Begins a session of an account; those of it that have ended are forgotten.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn begin_session(&self, id: &AccountId, new: &NewSession<'_>, now_ms: i64) -> Result<(), StoreError> {
        let mut transaction = self.pools.write().await?;
        begin(&mut transaction.connection(), id, new, now_ms).await?;
        transaction.commit().await
    }

    /// The session with this hash and whose it is; `None` when it is not known, has ended, was not used since
    /// `idle_since`, or the account is not active.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn session(
        &self,
        token: &str,
        now_ms: i64,
        idle_since: i64,
    ) -> Result<Option<(Session, Account)>, StoreError> {
        let known = self.known_session(token).await?;
        Ok(known.filter(|(session, _)| session.ends_at > now_ms && session.seen_at > idle_since))
    }

    /// Writes down that a session was used.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn touch_session(&self, token: &str, now_ms: i64) -> Result<(), StoreError> {
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        const WHOSE: &str = "SELECT account FROM session WHERE token = $1";
        let Some((account,)) = connection.row::<(String,)>(WHOSE, Values::new().put(token)).await? else {
            return Ok(());
        };
        let account = read(account).map_err(|what| StoreError::Damaged(format!("session: {what}")))?;
        seen(&mut connection, &account, now_ms).await?;
        const TOUCH: &str = "UPDATE session SET seen_at = $2 WHERE token = $1";
        connection.execute(TOUCH, Values::new().put(token).put(&now_ms)).await?;
        transaction.commit().await
    }

    /// The sessions of an account that have not ended, the last used first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn sessions(
        &self,
        account: &AccountId,
        now_ms: i64,
        idle_since: i64,
    ) -> Result<Vec<Session>, StoreError> {
        const ALL: &str = "SELECT id, device, began_at, seen_at, ends_at, may_set FROM session \
            WHERE account = $1 AND ends_at > $2 AND seen_at > $3 ORDER BY seen_at DESC, id";
        let values = Values::new().put(account).put(&now_ms).put(&idle_since);
        self.pools.read().await?.connection().rows(ALL, values).await
    }

    /// Ends one session, by the hash of its token: who has it signs out.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn sign_out(&self, token: &str) -> Result<(), StoreError> {
        let mut transaction = self.pools.write().await?;
        const END: &str = "DELETE FROM session WHERE token = $1";
        transaction.connection().execute(END, Values::new().put(token)).await?;
        transaction.commit().await
    }

    /// Ends a session of an account by its name, or all but the one with a hash when there is none; answers how many.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn end_sessions(
        &self,
        account: &AccountId,
        one: Option<&str>,
        keep: &str,
        now_ms: i64,
    ) -> Result<u64, StoreError> {
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        deed(&mut connection, account, Action::EndSessions, &account.author(), now_ms).await?;
        const ONE: &str = "DELETE FROM session WHERE account = $1 AND id = $2";
        const OTHERS: &str = "DELETE FROM session WHERE account = $1 AND token <> $2";
        let ended = match one {
            Some(id) => connection.execute(ONE, Values::new().put(account).put(id)).await?,
            None => connection.execute(OTHERS, Values::new().put(account).put(keep)).await?,
        };
        if ended > 0 {
            transaction.commit().await?;
        }
        Ok(ended)
    }
}

/// Begins a session, as a part of a transaction.
pub(super) async fn begin(
    connection: &mut Connection<'_>,
    id: &AccountId,
    new: &NewSession<'_>,
    now_ms: i64,
) -> StoreResult<()> {
    seen(connection, id, now_ms).await?;
    const ENDED: &str = "DELETE FROM session WHERE token = $1 OR (account = $2 AND ends_at <= $3)";
    let instead_of = new.instead_of.unwrap_or_default();
    connection.execute(ENDED, Values::new().put(instead_of).put(id).put(&now_ms)).await?;
    const INSERT: &str = "INSERT INTO session (token, id, account, device, began_at, seen_at, ends_at, may_set) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let session = &new.session;
    let values = Values::new()
        .put(new.token)
        .put(&session.id)
        .put(id)
        .put(&session.device)
        .put(&session.began_at)
        .put(&session.seen_at)
        .put(&session.ends_at)
        .put(&session.may_set);
    connection.execute(INSERT, values).await.map(|_| ())
}

/// Writes down when a person was seen. It comes before anything is done to the person's sessions: whoever shuts a person out
/// or sets a password does it in this order, and two who take two rows in different order wait for each other.
async fn seen(connection: &mut Connection<'_>, account: &AccountId, now_ms: i64) -> StoreResult<()> {
    const SEEN: &str = "UPDATE account SET seen_at = $2 WHERE id = $1";
    connection.execute(SEEN, Values::new().put(account).put(&now_ms)).await.map(|_| ())
}

/// Signs everybody out and ends all links that nobody has used: what a backup says of them may have been taken back since
/// it was made. Answers how many sessions and links there were.
pub(super) async fn end_all(connection: &mut Connection<'_>) -> StoreResult<(u64, u64)> {
    let sessions = connection.execute("DELETE FROM session", Values::new()).await?;
    let links = connection.execute("DELETE FROM account_link WHERE used_at IS NULL", Values::new()).await?;
    Ok((sessions, links))
}
