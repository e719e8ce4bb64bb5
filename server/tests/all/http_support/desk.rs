//! A server where people can sign in: with a database of its own and a clock that a test can turn.

use super::{Answer, Server, Setup, programmes::huaning_records};
use crate::common::Engine;
use app::domain::{
    account::{Account, AccountId, Role},
    language::Language,
    slug::Slug,
    text::Text,
};
use axum::body::Body;
use server::{cli::import, clock::Clock, config::Config, desk::link, store::Database};
use std::{cell::Cell, collections::BTreeSet, sync::Arc};

/// When the tests begin: milliseconds since 1970, UTC.
pub const START: i64 = 1_790_000_000_000;
/// A minute, an hour and a day in milliseconds.
pub const MINUTE: i64 = 60 * 1000;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

thread_local! {
    /// Each test has a thread of its own, and the router runs on it.
    static NOW: Cell<i64> = const { Cell::new(START) };
}

/// Turns the clock to so long after the start.
pub fn after(ms: i64) {
    NOW.set(START + ms);
}

/// The programme's county, and two of its townships.
pub const COUNTY: &str = "huaning-county";
pub const TOWN: &str = "panxi-town";
pub const OTHER_TOWN: &str = "ningzhou-subdistrict";

/// A server with the programme of Huaning, in its database and published, and nobody who can sign in.
pub struct DeskServer {
    pub server: Server,
    pub database: Arc<Database>,
    /// Where its database is, if that is nobody else's.
    _engine: Option<Engine>,
}

impl DeskServer {
    /// Starts one on SQLite.
    pub async fn start(setup: Setup) -> Self {
        let engine = Engine::sqlite();
        let desk = Self::start_on(&engine, setup).await;
        Self { _engine: Some(engine), ..desk }
    }

    /// Starts one on an engine, which has to outlive it.
    pub async fn start_on(engine: &Engine, setup: Setup) -> Self {
        let database = Arc::new(Database::open(&engine.fresh().await).await.expect("a database"));
        let data = include_str!("../../../seed/huaning.json");
        import::import(&database, "huaning.json", data, false, START).await.expect("the data set");
        let config = Config { clock: Clock::reading(|| NOW.get()), ..setup.config };
        let setup = Setup { database: Some(Arc::clone(&database)), config, ..setup };
        Self { server: setup.publishing(huaning_records()), database, _engine: None }
    }

    /// Makes an account of which the sign-in name is its stable name, and signs it in with a link; answers the cookie.
    pub async fn signed_in(&self, id: &str, role: Role, organisations: &[&str], division: Option<&str>) -> String {
        let link = self.invited(id, role, organisations, division).await;
        let answer = self.post(&link, "", "").await;
        assert_eq!(answer.status.as_u16(), 303, "{}", answer.text());
        cookie_of(&answer)
    }

    /// Makes an account and answers the path of its invitation.
    pub async fn invited(&self, id: &str, role: Role, organisations: &[&str], division: Option<&str>) -> String {
        let slug = |raw: &&str| Slug::new(raw).expect("a slug");
        let account = Account {
            id: AccountId::new(id).expect("an id"),
            name: Some(Text::new(format!("Name of {id}")).expect("a name")),
            role,
            organisations: organisations.iter().map(slug).collect::<BTreeSet<_>>(),
            division: division.as_ref().map(slug),
        };
        let login = Text::new(id).expect("a name");
        let (new, token) = link::make(NOW.get(), link::INVITATION).expect("random");
        self.database.add_account(&account, &login, Some(&new), "operator", NOW.get()).await.expect("an account");
        link::address(token, Language::English, None)
    }

    /// Reads a page with a cookie.
    pub async fn read(&self, address: &str, cookie: &str) -> Answer {
        self.server.get(address, &[("accept", "text/html"), ("cookie", cookie)]).await
    }

    /// Sends a form with a cookie.
    pub async fn post(&self, address: &str, cookie: &str, form: &str) -> Answer {
        let headers = [
            ("accept", "text/html"),
            ("cookie", cookie),
            ("content-type", "application/x-www-form-urlencoded"),
            ("sec-fetch-site", "same-origin"),
        ];
        self.server.ask("POST", address, &headers, Body::from(form.to_owned())).await
    }
}

/// The cookie that an answer sets, as the browser sends it back.
pub fn cookie_of(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
}
