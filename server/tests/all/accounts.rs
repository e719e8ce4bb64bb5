//! Accounts, links and sessions: one story, told on both engines.

use crate::common::{Engine, full, number, on_both_engines, tamper, text};
use app::domain::{
    account::{Account, AccountId, Role},
    audit::{Action, Deed},
    slug::Slug,
};
use server::{
    cli::import,
    clock::Clock,
    keeping,
    store::{AccountError, AuditQuestion, Database, NewLink, NewSession, Occupied, Person, Session},
};
use std::{collections::BTreeSet, sync::Arc};

const DAY: i64 = 24 * 60 * 60 * 1000;

on_both_engines!(story);

fn id(raw: &str) -> AccountId {
    AccountId::new(raw).expect("an id")
}

fn account(raw: &str, role: Role, organisation: &Slug, division: Option<&Slug>) -> Account {
    Account {
        id: id(raw),
        name: Some(text("王芳")),
        role,
        organisations: BTreeSet::from([organisation.clone()]),
        division: division.cloned(),
    }
}

fn link(token: &str, expires_at: i64) -> NewLink {
    NewLink { token: token.into(), expires_at }
}

fn session(name: &str, at: i64) -> Session {
    Session {
        id: name.into(),
        device: "Firefox · Windows".into(),
        began_at: at,
        seen_at: at,
        ends_at: at + 14 * DAY,
        may_set: None,
    }
}

async fn begin(database: &Database, account: &AccountId, token: &str, instead_of: Option<&str>, at: i64) {
    let new = NewSession { token, instead_of, session: session(&format!("s{token}"), at) };
    database.begin_session(account, &new, at).await.expect("a session");
}

async fn person(database: &Database, who: &AccountId) -> Person {
    database.person(who).await.expect("an answer").expect("a person")
}

async fn story(engine: &Engine) {
    let url = engine.fresh().await;
    let database = Database::open(&url).await.expect("a database");
    let records = full::records();
    let organisation = records.organisations.keys().next().expect("an organisation").clone();
    let division = records.divisions.keys().next().expect("a division").clone();
    import::import(&database, "full.json", full::TEXT, false, 1).await.expect("a good data set");
    assert!(database.people().await.expect("people").is_empty(), "nobody is there by default");

    accounts_are_made(&database, &organisation, &division).await;
    links_sign_in_once(&database).await;
    sessions_begin_and_end(&database).await;
    who_leaves_is_out(&database, &url, &organisation, &division).await;
    a_backup_opens_nothing(&database, &engine.fresh().await).await;
    a_person_is_erased(&database, &url).await;
    database.close().await;
}

async fn a_backup_opens_nothing(database: &Database, elsewhere: &str) {
    let p1 = id("p1");
    begin(database, &p1, "h", None, 1050).await;
    database.add_link(&p1, &link("t-6", DAY), "operator", 1050).await.expect("a link");
    let (_, file) = database.back_up(Vec::new(), 1060).await.expect("a backup");
    Database::restore(elsewhere, Occupied::Refuse, || Ok(file.as_slice())).await.expect("restored");
    let restored = Database::open(elsewhere).await.expect("a database");
    assert_eq!(person(&restored, &p1).await, person(database, &p1).await, "the accounts are there");
    assert!(restored.session("h", 1061, 0).await.expect("an answer").is_none());
    assert_eq!(restored.of_link("t-6", 1061).await.expect("an answer"), None);
    restored.close().await;
}

async fn accounts_are_made(database: &Database, organisation: &Slug, division: &Slug) {
    let partner = account("p1", Role::Partner, organisation, Some(division));
    database.add_account(&partner, &text(" Wang.Fang@Example.org"), None, "operator", 5).await.expect("an account");
    let found = database.person_by_login("wang.fang@EXAMPLE.org ").await.expect("an answer").expect("a person");
    assert_eq!((&found.account, found.active, found.password), (&partner, true, None));
    let other = account("p2", Role::Partner, organisation, None);
    let taken = database.add_account(&other, &text("WANG.FANG@example.org"), None, "operator", 5).await;
    assert!(matches!(taken, Err(AccountError::LoginTaken)), "{taken:?}");
    assert_eq!(database.person(&id("p2")).await.expect("an answer"), None, "nothing is half made");

    let nowhere = Slug::new("nowhere").expect("a slug");
    for bad in [
        account("p3", Role::Official, organisation, None),
        account("p3", Role::Official, organisation, Some(&nowhere)),
        account("p3", Role::Partner, &nowhere, Some(division)),
    ] {
        let refused = database.add_account(&bad, &text("x"), None, "operator", 5).await;
        let named = match refused {
            Err(AccountError::NoDivision(named) | AccountError::NoOrganisation(named)) => Some(named),
            Err(AccountError::Place) => None,
            other => panic!("{other:?}"),
        };
        let mut missing = [bad.division.as_ref(), bad.organisations.first()].into_iter().flatten();
        assert_eq!(named.as_ref(), missing.find(|slug| **slug == nowhere));
    }
    let official = account("o1", Role::Official, organisation, Some(division));
    let invitation = link("t-o1", DAY);
    database.add_account(&official, &text("o1"), Some(&invitation), "account/p1", 6).await.expect("an account");
    database
        .set_role(&Account { role: Role::Administrator, division: None, ..official.clone() }, "operator", 7)
        .await
        .expect("a change");
    let changed = person(database, &id("o1")).await;
    assert_eq!((changed.account.role, changed.account.division), (Role::Administrator, None));
    assert_eq!(changed.account.name, official.name, "the name stays");
    let unknown = database.set_role(&other, "operator", 7).await;
    assert!(matches!(unknown, Err(AccountError::Unknown)), "{unknown:?}");
}

/// Uses a link up: a session of its own begins with it, or nothing happens.
async fn used(database: &Database, link: &str, token: &str, now: i64) -> Option<AccountId> {
    let new = NewSession { token, instead_of: None, session: session(&format!("s{token}"), now) };
    let found = database.use_link(link, &new, now).await.expect("an answer").map(|person| person.account.id);
    let begun = database.session(token, now, 0).await.expect("an answer").map(|(_, account)| account.id);
    assert_eq!(begun, found);
    database.sign_out(token).await.expect("a change");
    found
}

async fn links_sign_in_once(database: &Database) {
    let whom = |found: Option<Person>| found.map(|person| person.account.id);
    assert_eq!(whom(database.of_link("t-o1", 10).await.expect("an answer")), Some(id("o1")));
    assert_eq!(whom(database.of_link("t-o1", DAY).await.expect("an answer")), None, "it has expired");
    assert_eq!(used(database, "t-o1", "l1", DAY).await, None, "it has expired");
    assert_eq!(used(database, "unknown", "l2", 10).await, None);
    // Two at once: one of them gets in.
    let (one, other) = tokio::join!(used(database, "t-o1", "l3", 10), used(database, "t-o1", "l4", 10));
    assert_eq!([one, other].into_iter().flatten().count(), 1);
    // Where no session can begin, the link is not used up.
    begin(database, &id("p1"), "taken", None, 10).await;
    let failed = NewSession { token: "taken", instead_of: None, session: session("staken", 10) };
    database.add_link(&id("p1"), &link("t-0", DAY), "account/o1", 19).await.expect("a link");
    assert!(database.use_link("t-0", &failed, 20).await.is_err());
    assert_eq!(whom(database.of_link("t-0", 20).await.expect("an answer")), Some(id("p1")));
    database.sign_out("taken").await.expect("a change");
    assert_eq!(whom(database.of_link("t-o1", 10).await.expect("an answer")), None, "it is used up");

    database.add_link(&id("p1"), &link("t-1", DAY), "account/o1", 20).await.expect("a link");
    database.add_link(&id("p1"), &link("t-2", DAY), "account/o1", 21).await.expect("a link");
    assert_eq!(used(database, "t-1", "l5", 22).await, None, "a newer one was made");
    assert_eq!(used(database, "t-2", "l6", 22).await, Some(id("p1")));
    let unknown = database.add_link(&id("p9"), &link("t-9", DAY), "operator", 20).await;
    assert!(matches!(unknown, Err(AccountError::Unknown)), "{unknown:?}");
}

async fn sessions_begin_and_end(database: &Database) {
    let p1 = id("p1");
    begin(database, &p1, "a", None, 100).await;
    begin(database, &p1, "b", None, 200).await;
    let known = async |token: &str, now, idle_since| {
        database
            .session(token, now, idle_since)
            .await
            .expect("an answer")
            .map(|(session, account)| (session, account.id))
    };
    assert_eq!(known("a", 101, 0).await, Some((session("sa", 100), p1.clone())));
    assert_eq!(known("a", 101, 100).await, None, "it was not used for too long");
    assert_eq!(known("a", 100 + 14 * DAY, 0).await, None, "it has ended");
    assert_eq!(known("c", 101, 0).await, None);
    database.touch_session("a", 300).await.expect("an update");
    assert_eq!(known("a", 301, 200).await.map(|(session, _)| session.seen_at), Some(300));
    assert_eq!(person(database, &p1).await.seen_at, Some(300));
    let listed = async || -> Vec<String> {
        let sessions = database.sessions(&p1, 400, 0).await.expect("sessions");
        sessions.into_iter().map(|session| session.id).collect()
    };
    assert_eq!(listed().await, ["sa", "sb"], "the last used first");

    // Who signs in again in the same browser has one session, not two.
    begin(database, &p1, "c", Some("b"), 500).await;
    assert_eq!(listed().await, ["sc", "sa"]);
    // A session is ended by its owner alone.
    assert_eq!(database.end_sessions(&id("o1"), Some("sa"), "x", 600).await.expect("a number"), 0);
    assert_eq!(database.end_sessions(&p1, Some("sa"), "c", 600).await.expect("a number"), 1);
    begin(database, &p1, "d", None, 700).await;
    assert_eq!(database.end_sessions(&p1, None, "d", 700).await.expect("a number"), 1);
    assert_eq!(listed().await, ["sd"]);
    database.sign_out("d").await.expect("signed out");
    assert!(listed().await.is_empty());

    // A new password ends every other session, and links.
    begin(database, &p1, "e", None, 800).await;
    begin(database, &p1, "f", None, 800).await;
    database.add_link(&p1, &link("t-3", DAY), "operator", 800).await.expect("a link");
    database.set_password(&p1, "$argon2id$…", "e", 900).await.expect("a password");
    assert_eq!(listed().await, ["se"]);
    assert_eq!(database.of_link("t-3", 900).await.expect("an answer"), None);
    assert_eq!(person(database, &p1).await.password.as_deref(), Some("$argon2id$…"));
}

async fn who_leaves_is_out(database: &Database, url: &str, organisation: &Slug, division: &Slug) {
    let p1 = id("p1");
    let draft = |id: &str, author: &str, state: &str| format!("('{id}', 'account/{author}', '{state}', 0, 1, 1)");
    let drafts = [draft("d1", "p1", "draft"), draft("d2", "p1", "withdrawn"), draft("d3", "o1", "draft")].join(", ");
    let columns = "id, author, state, round, created_at, changed_at";
    tamper(url, &format!("INSERT INTO draft ({columns}) VALUES {drafts}")).await;
    let withdrawn = Deed { actor: "account/p1", action: Action::Withdraw, target: "draft/d2", reason: None };
    database.record(&withdrawn, 1).await.expect("a deed");
    database.add_link(&p1, &link("t-4", DAY), "operator", 1000).await.expect("a link");
    database.set_active(&p1, false, "account/o1", 1000).await.expect("a change");
    assert!(database.session("e", 1001, 0).await.expect("an answer").is_none());
    assert_eq!(database.of_link("t-4", 1001).await.expect("an answer"), None);
    let refused = database.add_link(&p1, &link("t-5", DAY), "operator", 1001).await;
    assert!(matches!(refused, Err(AccountError::Deactivated)), "{refused:?}");
    let handed = "SELECT count(*) FROM draft WHERE on_behalf_of";
    assert_eq!(
        number(url, &format!("{handed} = '{organisation}' AND id = 'd1'")).await,
        1,
        "its open work is handed over"
    );
    assert_eq!(number(url, &format!("{handed} IS NOT NULL")).await, 1, "and nothing else");
    assert_eq!(number(url, "SELECT count(*) FROM audit WHERE action = 'hand-over' AND target = 'draft/d1'").await, 1);
    assert_eq!(number(url, "SELECT count(*) FROM audit WHERE action = 'hand-over'").await, 1);
    database.set_active(&p1, true, "account/o1", 1002).await.expect("a change");
    let back = person(database, &p1).await;
    assert!(back.active && back.password.is_some());
    assert_eq!(back.account, account("p1", Role::Partner, organisation, Some(division)));
}

async fn a_person_is_erased(database: &Database, url: &str) {
    let p1 = id("p1");
    begin(database, &p1, "g", None, 1100).await;
    database.erase_person(&p1, "operator", 1200).await.expect("an erasure");
    let erased = person(database, &p1).await;
    assert_eq!((erased.account.name, erased.login, erased.password, erased.active), (None, None, None, false));
    assert!(database.session("g", 1201, 0).await.expect("an answer").is_none());
    let named = "SELECT count(*) FROM audit WHERE actor LIKE '%wang%' OR target LIKE '%wang%' OR reason LIKE '%王%'";
    assert_eq!(number(url, named).await, 0, "no name ever stood in the audit");
    assert!(number(url, "SELECT count(*) FROM audit WHERE target = 'account/p1'").await >= 8, "what was done stays");
    let problems = database.check().await.expect("a check");
    assert_eq!(problems, Vec::new(), "the chain holds");
    let back = database.set_active(&p1, true, "operator", 1250).await;
    assert!(matches!(back, Err(AccountError::Unknown)), "who was erased does not come back: {back:?}");
    // Another person may take the sign-in name.
    let next = Account { id: id("p5"), ..person(database, &id("o1")).await.account };
    database.add_account(&next, &text("wang.fang@example.org"), None, "operator", 1300).await.expect("an account");
    assert_eq!(database.people().await.expect("people").len(), 3);
    // Who left is erased once not seen for long enough: by when the account was made, or by when the person was seen.
    let p5 = id("p5");
    let erase = async |before| database.erase_unseen(before, "operator", 1500).await.expect("an erasure");
    assert_eq!(erase(9000).await, (0, 0), "nobody who may sign in");
    database.set_active(&p5, false, "operator", 1400).await.expect("a change");
    assert_eq!(erase(1300).await, (0, 1));
    database.set_active(&p5, true, "operator", 1410).await.expect("a change");
    begin(database, &p5, "n", None, 1450).await;
    database.set_active(&p5, false, "operator", 1460).await.expect("a change");
    assert_eq!(erase(1450).await, (0, 1));
    assert_eq!(erase(1451).await, (1, 0));
    assert_eq!((person(database, &p5).await.login, erase(9000).await), (None, (0, 0)));
    assert!(person(database, &id("o1")).await.login.is_some(), "others stay");
    assert_eq!(database.check().await.expect("a check"), Vec::new(), "the chain holds");
}

#[tokio::test]
async fn the_server_erases_who_was_kept_long_enough() {
    let engine = Engine::sqlite();
    let database = Arc::new(Database::open(&engine.fresh().await).await.expect("a database"));
    for (name, seen) in [("gone", 0), ("late", 2 * DAY), ("here", 0)] {
        let one = Account { id: id(name), name: Some(text(name)), role: Role::Administrator, ..nobody() };
        database.add_account(&one, &text(name), None, "operator", seen).await.expect("an account");
    }
    for name in ["gone", "late"] {
        database.set_active(&id(name), false, "operator", 2 * DAY).await.expect("a change");
    }
    let erased = async {
        while person(&database, &id("gone")).await.login.is_some() {
            tokio::task::yield_now().await;
        }
    };
    // Two days after the one was made, and right after the other was.
    tokio::select! {
        () = keeping::follow(Arc::clone(&database), Clock::reading(|| 2 * DAY + 1), 2) => panic!("it goes on"),
        () = erased => {}
    }
    assert!(person(&database, &id("late")).await.login.is_some() && person(&database, &id("here")).await.active);
    let question = AuditQuestion { actor: Some(keeping::ACTOR.into()), ..AuditQuestion::default() };
    let noted = database.noted(&question, None, 9).await.expect("rows");
    assert_eq!(noted.len(), 1, "the audit says what did it");
}

fn nobody() -> Account {
    Account { id: id("x"), name: None, role: Role::Partner, organisations: BTreeSet::new(), division: None }
}
