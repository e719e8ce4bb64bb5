//! Locks on PostgreSQL: who waits for one holds none that the one who has it may want. Otherwise both wait for each other,
//! and one of them fails.

use crate::common::{Engine, text};
use app::domain::account::{Account, AccountId, Role};
use server::store::{Database, NewLink, NewSession, Session};
use sqlx::{Executor, PgPool};
use std::{collections::BTreeSet, time::Duration};

/// Begins something while a row is held, and once it waits, asks whether rows that come later in the order are free.
async fn waits_with_empty_hands(
    pool: &PgPool,
    held: &'static str,
    waiting: impl Future<Output = ()> + Send + 'static,
    free: &'static str,
) {
    let mut holder = pool.begin().await.expect("a transaction");
    holder.execute(held).await.expect("a lock");
    let waiting = tokio::spawn(waiting);
    const WAITING: &str = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
        AND wait_event_type = 'Lock'";
    while sqlx::query_scalar::<_, i64>(WAITING).fetch_one(pool).await.expect("an answer") == 0 {
        assert!(!waiting.is_finished(), "it did not wait for: {held}");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let locked = holder.execute(free).await;
    assert!(locked.is_ok_and(|rows| rows.rows_affected() > 0), "taken too early: {free}");
    holder.rollback().await.expect("an end");
    waiting.await.expect("what waited goes on");
}

/// A database with one person, who was invited.
async fn with_a_person(url: &str) -> (Database, AccountId) {
    let database = Database::open(url).await.expect("a database");
    let id = AccountId::new("a1").expect("an id");
    let account = Account {
        id: id.clone(),
        name: Some(text("王芳")),
        role: Role::Administrator,
        organisations: BTreeSet::new(),
        division: None,
    };
    let link = NewLink { token: "link".into(), expires_at: 1000 };
    database.add_account(&account, &text("wang"), Some(&link), "operator", 1).await.expect("an account");
    (database, id)
}

/// Begins a session of a person.
async fn begun(database: Database, id: AccountId, token: &'static str, now_ms: i64) {
    let device = "Firefox".to_owned();
    let session = Session { id: token.into(), device, began_at: 1, seen_at: 1, ends_at: now_ms + 10, may_set: None };
    let new = NewSession { token, instead_of: None, session };
    database.begin_session(&id, &new, now_ms).await.expect("a session");
}

const ACCOUNT: &str = "UPDATE account SET seen_at = 2 WHERE id = 'a1'";
const SESSION: &str = "SELECT token FROM session WHERE account = 'a1' FOR UPDATE NOWAIT";

#[tokio::test]
async fn who_is_shut_out_loses_sessions_after_the_account_and_drafts_in_their_order() {
    let engine = Engine::postgres();
    let url = engine.fresh().await;
    let (database, id) = with_a_person(&url).await;
    let pool = PgPool::connect(&url).await.expect("a connection");
    let drafts = "INSERT INTO draft (id, author, state, round, created_at, changed_at) VALUES \
        ('d2', 'account/a1', 'draft', 0, 1, 1), ('d1', 'account/a1', 'submitted', 0, 1, 1)";
    pool.execute(drafts).await.expect("drafts");
    begun(database.clone(), id.clone(), "old", 1).await;

    let (first, second) =
        ("UPDATE draft SET changed_at = 2 WHERE id = 'd1'", "SELECT id FROM draft WHERE id = 'd2' FOR UPDATE NOWAIT");
    let (shutting, whom) = (database.clone(), id.clone());
    let shut_out = async move { shutting.set_active(&whom, false, "operator", 5).await.expect("a change") };
    waits_with_empty_hands(&pool, first, shut_out, second).await;

    database.set_active(&id, true, "operator", 6).await.expect("a change");
    begun(database.clone(), id.clone(), "new", 7).await;
    let (shutting, whom) = (database.clone(), id.clone());
    let shut_out = async move { shutting.set_active(&whom, false, "operator", 8).await.expect("a change") };
    waits_with_empty_hands(&pool, ACCOUNT, shut_out, SESSION).await;

    database.set_active(&id, true, "operator", 9).await.expect("a change");
    begun(database.clone(), id.clone(), "last", 10).await;
    let erasing = database.clone();
    let erase = async move { erasing.erase_person(&id, "operator", 11).await.expect("a change") };
    waits_with_empty_hands(&pool, ACCOUNT, erase, SESSION).await;
    pool.close().await;
    database.close().await;
}

#[tokio::test]
async fn sessions_come_after_accounts_and_links_after_the_lock_of_writers() {
    let engine = Engine::postgres();
    let url = engine.fresh().await;
    let (database, id) = with_a_person(&url).await;
    let pool = PgPool::connect(&url).await.expect("a connection");
    begun(database.clone(), id.clone(), "old", 1).await;

    let touched = database.clone();
    let touch = async move { touched.touch_session("old", 5).await.expect("a change") };
    waits_with_empty_hands(&pool, ACCOUNT, touch, SESSION).await;
    // The old one has ended by then, and is taken out.
    waits_with_empty_hands(&pool, ACCOUNT, begun(database.clone(), id, "new", 50), SESSION).await;

    let using = database.clone();
    let sign_in = async move {
        let session =
            Session { id: "s".into(), device: "Firefox".into(), began_at: 60, seen_at: 60, ends_at: 90, may_set: None };
        let new = NewSession { token: "by-link", instead_of: None, session };
        assert!(using.use_link("link", &new, 60).await.expect("an answer").is_some());
    };
    let (writers, links) =
        ("UPDATE state SET version = version", "SELECT token FROM account_link WHERE account = 'a1' FOR UPDATE NOWAIT");
    waits_with_empty_hands(&pool, writers, sign_in, links).await;
    pool.close().await;
    database.close().await;
}
