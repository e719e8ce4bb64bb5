//! Links that sign a person in once: invitations, and those that are made afterwards. Only the hash of what stands in a
//! link is kept.

use super::{
    Database,
    accounts::{AccountError, NewLink, Person, deed, person},
    connection::{Connection, StoreResult},
    error::StoreError,
    sessions::{self, NewSession},
    value::{Values, read},
};
use app::domain::{account::AccountId, audit::Action};

impl Database {
    /// Makes a link for an account; one that was made before and not used ends. `by`: who does it.
    ///
    /// # Errors
    /// [`AccountError::Unknown`] when there is no such account or it was erased, [`AccountError::Deactivated`], and those of
    /// the database.
    pub async fn add_link(&self, id: &AccountId, link: &NewLink, by: &str, now_ms: i64) -> Result<(), AccountError> {
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        deed(&mut connection, id, Action::Link, by, now_ms).await?;
        match person(&mut connection, id).await? {
            Some(Person { active: true, .. }) => {}
            Some(Person { login: Some(_), .. }) => return Err(AccountError::Deactivated),
            _ => return Err(AccountError::Unknown),
        }
        end(&mut connection, id).await?;
        insert(&mut connection, id, link, false, by, now_ms).await?;
        Ok(transaction.commit().await?)
    }

    /// Whom a link would sign in; `None` for one that is not known, used, expired or of an account that is not active.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn of_link(&self, token: &str, now_ms: i64) -> Result<Option<Person>, StoreError> {
        const OF: &str = "SELECT account FROM account_link WHERE token = $1 AND used_at IS NULL AND expires_at > $2";
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let found: Option<(String,)> = connection.row(OF, Values::new().put(token).put(&now_ms)).await?;
        let Some((id,)) = found else { return Ok(None) };
        let id = read(id).map_err(|what| StoreError::Damaged(format!("account_link: {what}")))?;
        Ok(person(&mut connection, &id).await?.filter(|person| person.active))
    }

    /// Uses a link up, begins the session of whom it signs in, and answers who that is. Of two who use it at once, one gets
    /// nothing.
    ///
    /// # Errors
    /// Those of the database; the link is not used up then.
    pub async fn use_link(&self, token: &str, new: &NewSession<'_>, now_ms: i64) -> Result<Option<Person>, StoreError> {
        #[derive(sqlx::FromRow)]
        struct Known {
            account: String,
            invitation: bool,
        }
        const KNOWN: &str = "SELECT account, invitation FROM account_link \
            WHERE token = $1 AND used_at IS NULL AND expires_at > $2";
        const USE: &str = "UPDATE account_link SET used_at = $2 \
            WHERE token = $1 AND used_at IS NULL AND expires_at > $2";
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        let known = connection.row::<Known>(KNOWN, Values::new().put(token).put(&now_ms)).await?;
        let Some(Known { account, invitation }) = known else { return Ok(None) };
        let id: AccountId = read(account).map_err(|what| StoreError::Damaged(format!("account_link: {what}")))?;
        // First the lock of writers, as whoever ends links takes it; what holds is asked behind it.
        let action = if invitation { Action::InvitationUsed } else { Action::LinkUsed };
        deed(&mut connection, &id, action, &id.author(), now_ms).await?;
        if connection.execute(USE, Values::new().put(token).put(&now_ms)).await? == 0 {
            return Ok(None);
        }
        let Some(person) = person(&mut connection, &id).await?.filter(|person| person.active) else { return Ok(None) };
        sessions::begin(&mut connection, &id, new, now_ms).await?;
        transaction.commit().await?;
        Ok(Some(person))
    }
}

/// Writes a link, as a part of a transaction that says so in the audit.
pub(super) async fn insert(
    connection: &mut Connection<'_>,
    id: &AccountId,
    link: &NewLink,
    invitation: bool,
    by: &str,
    now_ms: i64,
) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO account_link (token, account, invitation, made_by, made_at, expires_at) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    let values = Values::new().put(&link.token).put(id).put(&invitation).put(by).put(&now_ms).put(&link.expires_at);
    connection.execute(INSERT, values).await.map(|_| ())
}

/// Ends the links of an account that nobody has used.
pub(super) async fn end(connection: &mut Connection<'_>, id: &AccountId) -> StoreResult<()> {
    const END: &str = "DELETE FROM account_link WHERE account = $1 AND used_at IS NULL";
    connection.execute(END, Values::new().put(id)).await.map(|_| ())
}
