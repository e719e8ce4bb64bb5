//! The people who can sign in. What is done to an account is written down in the audit within the same transaction, under
//! the opaque name of the account; a person's own names stand here alone.

use super::{
    Database, audit,
    connection::{Connection, StoreResult},
    error::StoreError,
    handover, links,
    value::{Unreadable, Values, optional, read},
};
use app::domain::{
    account::{Account, AccountId},
    audit::{Action, Deed},
    slug::Slug,
    text::Text,
};

/// An account with what its permissions do not depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// What the permissions depend on.
    pub account: Account,
    /// What the person signs in with, folded ([`fold`]); `None` once that was erased.
    pub login: Option<Text>,
    /// The hash of the password, as a PHC string; `None` until one is chosen.
    pub password: Option<String>,
    /// Whether the person may sign in.
    pub active: bool,
    /// When the person was last seen: milliseconds since 1970, UTC.
    pub seen_at: Option<i64>,
}

/// A one-time link that is made: the hash of its token, and when it expires.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// The SHA-256 of the token, as hexadecimal digits.
    pub token: String,
    /// Milliseconds since 1970, UTC.
    pub expires_at: i64,
}

/// Why an account was not made or changed; nothing was written then.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Another account has the sign-in name.
    #[error("There is an account with this sign-in name already.")]
    LoginTaken,
    /// There is no such account.
    #[error("There is no such account.")]
    Unknown,
    /// It cannot be signed in with until it is let in again.
    #[error("The account was deactivated. “atlas user reactivate NAME” comes first.")]
    Deactivated,
    /// A division that is not among the published ones.
    #[error("There is no division “{0}”.")]
    NoDivision(Slug),
    /// An organisation that is not among the published ones.
    #[error("There is no organisation “{0}”.")]
    NoOrganisation(Slug),
    /// An official has no division, or what was there a moment ago is gone.
    #[error("An official needs a division, and divisions and organisations must be there.")]
    Place,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A sign-in name as it is compared: without space around it, in lower case.
pub fn fold(login: &str) -> String {
    login.trim().to_lowercase()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    login: Option<String>,
    name: Option<String>,
    role: String,
    division: Option<String>,
    password: Option<String>,
    active: bool,
    seen_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct Membership {
    account: String,
    organisation: String,
}

impl Row {
    fn read(self) -> Result<Person, Unreadable> {
        let account = Account {
            id: read(self.id)?,
            name: optional(self.name)?,
            role: read(self.role)?,
            organisations: Default::default(),
            division: optional(self.division)?,
        };
        let login = optional(self.login)?;
        Ok(Person { account, login, password: self.password, active: self.active, seen_at: self.seen_at })
    }
}

/// The account with a stable name, without looking whether it is active.
pub(super) async fn person(connection: &mut Connection<'_>, id: &AccountId) -> StoreResult<Option<Person>> {
    const ONE: &str = "SELECT id, login, name, role, division, password, active, seen_at FROM account WHERE id = $1";
    let row = connection.row::<Row>(ONE, Values::new().put(id)).await?;
    whole(connection, row).await
}

async fn whole(connection: &mut Connection<'_>, row: Option<Row>) -> StoreResult<Option<Person>> {
    let Some(row) = row else { return Ok(None) };
    let mut person = row.read().map_err(damaged)?;
    const OF: &str = "SELECT account, organisation FROM account_organisation WHERE account = $1 ORDER BY organisation";
    for membership in connection.rows::<Membership>(OF, Values::new().put(&person.account.id)).await? {
        person.account.organisations.insert(read(membership.organisation).map_err(damaged)?);
    }
    Ok(Some(person))
}

fn damaged(what: Unreadable) -> StoreError {
    StoreError::Damaged(format!("account: {what}"))
}

impl Database {
    /// The account with a stable name.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn person(&self, id: &AccountId) -> Result<Option<Person>, StoreError> {
        person(&mut self.pools.read().await?.connection(), id).await
    }

    /// The account with a sign-in name, however it is written.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn person_by_login(&self, login: &str) -> Result<Option<Person>, StoreError> {
        const BY_LOGIN: &str =
            "SELECT id, login, name, role, division, password, active, seen_at FROM account WHERE login = $1";
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let row = connection.row::<Row>(BY_LOGIN, Values::new().put(&fold(login))).await?;
        whole(&mut connection, row).await
    }

    /// All accounts, active ones first, by name.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn people(&self) -> Result<Vec<Person>, StoreError> {
        const ALL: &str = "SELECT id, login, name, role, division, password, active, seen_at FROM account \
            ORDER BY active DESC, name, id";
        let mut transaction = self.pools.read().await?;
        let mut connection = transaction.connection();
        let rows = connection.rows::<Row>(ALL, Values::new()).await?;
        let mut people = rows.into_iter().map(Row::read).collect::<Result<Vec<_>, _>>().map_err(damaged)?;
        const MEMBERSHIPS: &str = "SELECT account, organisation FROM account_organisation";
        for membership in connection.rows::<Membership>(MEMBERSHIPS, Values::new()).await? {
            let organisation: Slug = read(membership.organisation).map_err(damaged)?;
            let of = people.iter_mut().find(|person| person.account.id.as_str() == membership.account);
            of.map(|person| person.account.organisations.insert(organisation));
        }
        Ok(people)
    }

    /// Makes an account, and with it the link that invites the person, if there is one. `by`: who does it.
    ///
    /// # Errors
    /// [`AccountError::LoginTaken`], [`AccountError::NoDivision`], [`AccountError::NoOrganisation`],
    /// [`AccountError::Place`], and those of the database.
    pub async fn add_account(
        &self,
        account: &Account,
        login: &Text,
        link: Option<&NewLink>,
        by: &str,
        now_ms: i64,
    ) -> Result<(), AccountError> {
        let login = fold(login);
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        let action = if link.is_some() { Action::Invite } else { Action::AddAccount };
        deed(&mut connection, &account.id, action, by, now_ms).await?;
        const TAKEN: &str = "SELECT count(*) FROM account WHERE login = $1";
        if connection.number(TAKEN, Values::new().put(&login)).await? != Some(0) {
            return Err(AccountError::LoginTaken);
        }
        are_there(&mut connection, account).await?;
        const INSERT: &str = "INSERT INTO account (id, login, name, role, division, active, made_at) \
            VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let values = Values::new()
            .put(&account.id)
            .put(&login)
            .put(&account.name)
            .put(&account.role)
            .put(&account.division)
            .put(&true)
            .put(&now_ms);
        place(connection.execute(INSERT, values).await)?;
        join(&mut connection, account).await?;
        if let Some(link) = link {
            links::insert(&mut connection, &account.id, link, true, by, now_ms).await?;
        }
        place(transaction.commit().await)
    }

    /// Changes role, organisations and division of an account to those given. What it has open for an organisation that it
    /// leaves stays with that organisation. `by`: who does it.
    ///
    /// # Errors
    /// [`AccountError::Unknown`], [`AccountError::NoDivision`], [`AccountError::NoOrganisation`], [`AccountError::Place`],
    /// and those of the database.
    pub async fn set_role(&self, account: &Account, by: &str, now_ms: i64) -> Result<(), AccountError> {
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        deed(&mut connection, &account.id, Action::Role, by, now_ms).await?;
        are_there(&mut connection, account).await?;
        const UPDATE: &str = "UPDATE account SET role = $2, division = $3 WHERE id = $1";
        let values = Values::new().put(&account.id).put(&account.role).put(&account.division);
        match connection.execute(UPDATE, values).await {
            Ok(0) => return Err(AccountError::Unknown),
            other => place(other.map(|_| ()))?,
        }
        handover::leave_behind(&mut connection, &account.id, &account.organisations, by, now_ms).await?;
        const LEAVE: &str = "DELETE FROM account_organisation WHERE account = $1";
        connection.execute(LEAVE, Values::new().put(&account.id)).await?;
        join(&mut connection, account).await?;
        place(transaction.commit().await)
    }

    /// Lets a person sign in no more: sessions and links end, open work is handed over to the organisation. Or lets it sign
    /// in again. `by`: who does it.
    ///
    /// # Errors
    /// [`AccountError::Unknown`], and those of the database.
    pub async fn set_active(&self, id: &AccountId, active: bool, by: &str, now_ms: i64) -> Result<(), AccountError> {
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        let action = if active { Action::Reactivate } else { Action::Deactivate };
        deed(&mut connection, id, action, by, now_ms).await?;
        // Who was erased has no name to sign in with and does not come back.
        const UPDATE: &str = "UPDATE account SET active = $2 WHERE id = $1 AND (NOT $2 OR login IS NOT NULL)";
        if !active {
            handover::shut_out(&mut connection, id, by, now_ms).await?;
        }
        if connection.execute(UPDATE, Values::new().put(id).put(&active)).await? == 0 {
            return Err(AccountError::Unknown);
        }
        Ok(transaction.commit().await?)
    }

    /// Erases what tells who the person is, and lets it sign in no more. What was done stays, under the opaque name.
    ///
    /// # Errors
    /// [`AccountError::Unknown`], and those of the database.
    pub async fn erase_person(&self, id: &AccountId, by: &str, now_ms: i64) -> Result<(), AccountError> {
        const ANY: &str = "SELECT count(*) FROM account WHERE id = $1";
        if self.erase_if(ANY, Values::new().put(id), id, by, now_ms).await? {
            Ok(())
        } else {
            Err(AccountError::Unknown)
        }
    }

    /// Erases, as [`Database::erase_person`] does, everybody who cannot sign in any more and was last seen before a moment
    /// (who never was, made before it). Answers how many were erased, and how many who cannot sign in were seen later and
    /// stay. Each is erased for itself: what was done before a failure lasts.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn erase_unseen(&self, before_ms: i64, by: &str, now_ms: i64) -> Result<(usize, usize), StoreError> {
        const SHUT_OUT: &str =
            "SELECT id FROM account WHERE active = $1 AND (login IS NOT NULL OR name IS NOT NULL) ORDER BY id";
        let mut reading = self.pools.read().await?;
        let ids = reading.connection().rows::<(String,)>(SHUT_OUT, Values::new().put(&false)).await?;
        drop(reading);
        // Asked again within the transaction: the person may be let in again meanwhile.
        const UNSEEN: &str =
            "SELECT count(*) FROM account WHERE id = $1 AND active = $2 AND coalesce(seen_at, made_at) < $3";
        let (mut erased, all) = (0, ids.len());
        for (id,) in ids {
            let id: AccountId = read(id).map_err(damaged)?;
            let values = Values::new().put(&id).put(&false).put(&before_ms);
            erased += usize::from(self.erase_if(UNSEEN, values, &id, by, now_ms).await?);
        }
        Ok((erased, all - erased))
    }

    /// Erases a person when a query counts one row; answers whether it did.
    async fn erase_if(
        &self,
        query: &'static str,
        values: Values,
        id: &AccountId,
        by: &str,
        now_ms: i64,
    ) -> StoreResult<bool> {
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        deed(&mut connection, id, Action::Erase, by, now_ms).await?;
        if connection.number(query, values).await? != Some(1) {
            return Ok(false);
        }
        const ERASE: &str =
            "UPDATE account SET login = NULL, name = NULL, password = NULL, seen_at = NULL, active = $2 WHERE id = $1";
        handover::shut_out(&mut connection, id, by, now_ms).await?;
        connection.execute(ERASE, Values::new().put(id).put(&false)).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Sets the password of a person, as its own deed, and ends all its other sessions and its links. `keep`: the hash of
    /// the token of the session that stays.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn set_password(&self, id: &AccountId, hash: &str, keep: &str, now_ms: i64) -> Result<(), StoreError> {
        let mut transaction = self.pools.write().await?;
        let mut connection = transaction.connection();
        deed(&mut connection, id, Action::Password, &id.author(), now_ms).await?;
        const UPDATE: &str = "UPDATE account SET password = $2 WHERE id = $1";
        connection.execute(UPDATE, Values::new().put(id).put(hash)).await?;
        const OTHERS: &str = "DELETE FROM session WHERE account = $1 AND token <> $2";
        connection.execute(OTHERS, Values::new().put(id).put(keep)).await?;
        const CHOSEN: &str = "UPDATE session SET may_set = NULL WHERE token = $1";
        connection.execute(CHOSEN, Values::new().put(keep)).await?;
        links::end(&mut connection, id).await?;
        transaction.commit().await
    }
}

/// Writes down what is done to an account. It is the first thing in each transaction, because it takes the lock of writers.
pub(super) async fn deed(
    connection: &mut Connection<'_>,
    id: &AccountId,
    action: Action,
    by: &str,
    now_ms: i64,
) -> StoreResult<()> {
    let target = id.author();
    audit::record(connection, &Deed { actor: by, action, target: &target, reason: None }, now_ms).await
}

/// Names what an account is placed in and is not there; the tables would refuse it without a name.
async fn are_there(connection: &mut Connection<'_>, account: &Account) -> Result<(), AccountError> {
    const DIVISION: &str = "SELECT count(*) FROM division WHERE id = $1";
    const ORGANISATION: &str = "SELECT count(*) FROM organisation WHERE id = $1";
    if let Some(division) = &account.division
        && connection.number(DIVISION, Values::new().put(division)).await? == Some(0)
    {
        return Err(AccountError::NoDivision(division.clone()));
    }
    for organisation in &account.organisations {
        if connection.number(ORGANISATION, Values::new().put(organisation)).await? == Some(0) {
            return Err(AccountError::NoOrganisation(organisation.clone()));
        }
    }
    Ok(())
}

async fn join(connection: &mut Connection<'_>, account: &Account) -> Result<(), AccountError> {
    const JOIN: &str = "INSERT INTO account_organisation (account, organisation) VALUES ($1, $2)";
    for organisation in &account.organisations {
        place(connection.execute(JOIN, Values::new().put(&account.id).put(organisation)).await.map(|_| ()))?;
    }
    Ok(())
}

/// A rule of the tables that a division, an organisation or the lack of one breaks.
fn place<T>(result: StoreResult<T>) -> Result<(), AccountError> {
    match result {
        Ok(_) => Ok(()),
        Err(StoreError::Constraint(_)) => Err(AccountError::Place),
        Err(error) => Err(error.into()),
    }
}
