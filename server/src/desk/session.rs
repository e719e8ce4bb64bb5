//! Sessions: how they begin, how they are known again, and the cookie that carries them.

use super::{Office, device::device, secret, secret::Secret};
use crate::{
    http::session_cookie,
    store::{NewSession, Session, StoreError},
};
use app::{
    domain::account::{AccountId, Visitor},
    routes::LinkToken,
};
use http::{HeaderMap, HeaderValue};

const MINUTE: i64 = 60 * 1000;
/// A session ends when it was not used for so long, in milliseconds.
pub(super) const IDLE: i64 = 12 * 60 * MINUTE;
/// A session ends after so long, however much it is used, in milliseconds.
pub(super) const LONGEST: i64 = 14 * 24 * 60 * MINUTE;
/// So long after a link a password may be chosen without the old one, in milliseconds.
const CHOOSING: i64 = 60 * MINUTE;
/// The use of a session is written down no more often, so that reading does not write.
const TOUCHED: i64 = MINUTE;

/// The session of a request.
#[derive(Clone, Debug)]
pub struct Known {
    /// The hash of its token.
    pub token: String,
    /// The session.
    pub session: Session,
}

/// Why no session began; for the log.
pub(super) type CannotBegin = Box<dyn std::error::Error + Send + Sync>;

/// A session that is about to begin.
struct Begins {
    secret: Secret,
    token: String,
    old: Option<String>,
    session: Session,
}

impl Begins {
    fn for_store(&self) -> NewSession<'_> {
        NewSession { token: &self.token, instead_of: self.old.as_deref(), session: self.session.clone() }
    }
}

/// How somebody proved who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// With the password.
    Password,
    /// With a link.
    Link,
}

impl Office {
    /// Who sends a request, by its cookie.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn know(&self, headers: &HeaderMap) -> Result<(Visitor, Option<Known>), StoreError> {
        let nobody = (Visitor::ANONYMOUS, None);
        let Some(cookie) = session_cookie(headers, self.https) else { return Ok(nobody) };
        let (token, now) = (secret::hash(cookie), self.clock.now_ms());
        let Some((session, account)) = self.database.session(&token, now, now - IDLE).await? else {
            return Ok(nobody);
        };
        if now - session.seen_at >= TOUCHED
            && let Err(error) = self.database.touch_session(&token, now).await
        {
            // Who only reads is not kept from it by a database that cannot be written.
            tracing::warn!(%error, "that a session was used could not be written down");
        }
        Ok((Visitor::signed_in(account), Some(Known { token, session })))
    }

    /// Begins a session and answers the cookie that carries it. The one that the browser had ends.
    ///
    /// # Errors
    /// For the log: when the database fails, or the system has no random numbers.
    pub(super) async fn begin(&self, account: &AccountId, headers: &HeaderMap) -> Result<HeaderValue, CannotBegin> {
        let begins = self.begins(Proof::Password, headers)?;
        self.database.begin_session(account, &begins.for_store(), self.clock.now_ms()).await?;
        Ok(self.cookie(begins.secret.as_str(), LONGEST / 1000)?)
    }

    /// Uses a link up and begins a session with it: both, or neither. `None` for a link that signs nobody in.
    ///
    /// # Errors
    /// As for [`Office::begin`].
    pub(super) async fn begin_by_link(
        &self,
        token: &LinkToken,
        headers: &HeaderMap,
    ) -> Result<Option<HeaderValue>, CannotBegin> {
        let begins = self.begins(Proof::Link, headers)?;
        let hash = secret::hash(token.as_str());
        let found = self.database.use_link(&hash, &begins.for_store(), self.clock.now_ms()).await?;
        Ok(found.map(|_| self.cookie(begins.secret.as_str(), LONGEST / 1000)).transpose()?)
    }

    fn begins(&self, proof: Proof, headers: &HeaderMap) -> Result<Begins, CannotBegin> {
        let (secret, now) = (Secret::make()?, self.clock.now_ms());
        let old = session_cookie(headers, self.https).map(secret::hash);
        let session = Session {
            id: secret::name()?,
            device: device(headers),
            began_at: now,
            seen_at: now,
            ends_at: now + LONGEST,
            may_set: (proof == Proof::Link).then_some(now + CHOOSING),
        };
        Ok(Begins { token: secret.hash(), secret, old, session })
    }

    /// The cookie that takes a session out of the browser.
    pub(super) fn no_cookie(&self) -> Option<HeaderValue> {
        self.cookie("", 0).ok()
    }

    /// Only http can read it, no page of another site sends it with a form, and behind https it belongs to this host alone
    /// and travels by https alone.
    fn cookie(&self, value: &str, seconds: i64) -> Result<HeaderValue, http::header::InvalidHeaderValue> {
        let name = crate::http::session_cookie_name(self.https);
        let secure = if self.https { "; Secure" } else { "" };
        HeaderValue::try_from(format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"))
    }
}

impl Known {
    /// Whether a password may be chosen without the old one.
    pub(super) fn may_set(&self, now_ms: i64) -> bool {
        self.session.may_set.is_some_and(|until| now_ms < until)
    }
}
