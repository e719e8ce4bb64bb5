//! Signing in with name and password.

use super::{Seat, session::IDLE};
use crate::{
    http::{Form, Outcome},
    store::{Person, fold},
    throttle::{Throttle, network},
};
use app::{
    desk::{Resume, Sheet, SignIn, SignInProblem},
    domain::{language::Language, text::Text},
    routes::{DeskPage, Page, next_page},
};
use http::StatusCode;
use std::{
    net::IpAddr,
    time::{Duration, Instant},
};

/// After so long a try counts no more.
const WINDOW: Duration = Duration::from_secs(15 * 60);

/// How often it may be tried in vain: for one name, and from one address, where a whole office may sit. A try counts from
/// its beginning, so that those side by side count, too, and is given back when it was none in vain.
pub(super) struct Tries {
    names: Throttle<String>,
    addresses: Throttle<IpAddr>,
}

impl Default for Tries {
    fn default() -> Self {
        Self { names: Throttle::new(10, WINDOW), addresses: Throttle::new(40, WINDOW) }
    }
}

impl Tries {
    fn admit(&self, name: &str, from: IpAddr, now: Instant) -> Result<(), Duration> {
        self.admit_address(from, now)?;
        self.admit_name(name, now).inspect_err(|_| self.give_back_address(from, now))
    }

    /// Whoever knows the password of a name is no stranger to it: what was tried before counts no more.
    fn right(&self, name: &str, from: IpAddr, now: Instant) {
        self.give_back_address(from, now);
        self.names.forget(&name.to_owned());
    }

    /// Nobody found out whether the password was right.
    fn give_back(&self, name: &str, from: IpAddr, now: Instant) {
        self.give_back_address(from, now);
        self.give_back_name(name, now);
    }

    /// Counts one try of who is signed in already.
    pub(super) fn admit_name(&self, name: &str, now: Instant) -> Result<(), Duration> {
        self.names.admit(name.to_owned(), now)
    }

    /// Gives back a try of who is signed in already.
    pub(super) fn give_back_name(&self, name: &str, now: Instant) {
        self.names.give_back(&name.to_owned(), now);
    }

    /// Counts one try from an address against what a link may be tried.
    pub(super) fn admit_address(&self, from: IpAddr, now: Instant) -> Result<(), Duration> {
        self.addresses.admit(network(from), now)
    }

    /// Gives back a try from an address.
    pub(super) fn give_back_address(&self, from: IpAddr, now: Instant) {
        self.addresses.give_back(&network(from), now);
    }
}

/// The empty form; `next` of its address says where to go on to.
pub(super) fn load(query: &str) -> Sheet {
    let next = form_urlencoded::parse(query.as_bytes()).find_map(|(key, value)| (key == "next").then_some(value));
    Sheet::SignIn(SignIn { next: next.unwrap_or_default().into_owned(), ..SignIn::default() })
}

/// Whether there is such an account makes no difference to the answer, to the work, or to how often it may be tried.
pub(super) async fn receive(seat: &Seat, language: Language, form: &Form) -> Outcome {
    let (login, next) = (form.get("login"), form.get("next"));
    let again = |status, problem| {
        let login = login.chars().take(200).collect();
        let kept = form.get("kept").to_owned();
        let data = SignIn { login, next: next.to_owned(), problem: Some(problem), instead: false, kept };
        Outcome::Again(status, Sheet::SignIn(data))
    };
    let office = &seat.office;
    let (tries, tried, now) = (&office.tries, name(login), Instant::now());
    if let Err(wait) = tries.admit(&tried, seat.sender, now) {
        let minutes = wait.as_secs().div_ceil(60).max(1);
        return again(StatusCode::TOO_MANY_REQUESTS, SignInProblem::TooOften { minutes });
    }
    let found = person(seat, login, form.get("password")).await;
    match &found {
        Ok(Some(_)) => tries.right(&tried, seat.sender, now),
        Ok(None) => {}
        Err(_) => tries.give_back(&tried, seat.sender, now),
    }
    match found {
        Ok(Some(person)) => match office.begin(&person.account.id, &seat.headers).await {
            Ok(cookie) => {
                if let (Some(to), kept @ [_, ..]) = (next_page(next), form.get("kept").as_bytes()) {
                    let sheet = Resume { to: to.to_owned(), fields: Form::read(kept).fields() };
                    return Outcome::SignedIn(cookie, Sheet::Resume(sheet));
                }
                let home = || Page::Desk(DeskPage::Home).path(language);
                Outcome::Done { to: next_page(next).map_or_else(home, str::to_owned), cookie: Some(cookie) }
            }
            Err(error) => {
                tracing::error!(?error, "nobody can be signed in");
                again(StatusCode::SERVICE_UNAVAILABLE, SignInProblem::Failed)
            }
        },
        Ok(None) => again(StatusCode::UNPROCESSABLE_ENTITY, SignInProblem::Wrong),
        Err(error) => {
            tracing::error!(?error, "nobody can be signed in");
            again(StatusCode::SERVICE_UNAVAILABLE, SignInProblem::Failed)
        }
    }
}

/// Under what tries for a name are counted: no name as long as a form can carry is remembered.
fn name(login: &str) -> String {
    super::secret::hash(&fold(login))
}

async fn person(
    seat: &Seat,
    login: &str,
    password: &str,
) -> Result<Option<Person>, Box<dyn std::error::Error + Send + Sync>> {
    // What cannot be a name is nobody's; it makes the same work.
    let found = match Text::new(login) {
        Ok(login) => seat.office.database.person_by_login(&login).await?,
        Err(_) => None,
    };
    let active = found.filter(|person| person.active);
    let hash = active.as_ref().and_then(|person| person.password.clone());
    let right = seat.office.passwords.check(password.to_owned(), hash).await?;
    Ok(active.filter(|_| right))
}

/// The moment before which a session that was not used since has ended.
pub(super) const fn idle_since(now_ms: i64) -> i64 {
    now_ms - IDLE
}
