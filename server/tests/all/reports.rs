//! What readers report is kept as it was sent, in order, on both engines; and nothing else about them.

use crate::common::{Engine, number, tamper, text};
use app::{
    domain::language::Language,
    store::{NewReport, Reports},
};
use server::{
    clock::Clock,
    reports::ReportBox,
    store::{Database, StoreError},
};
use std::sync::Arc;

fn report(message: &str) -> NewReport {
    NewReport { page: None, message: text(message), contact: None, language: Language::English }
}

#[tokio::test]
async fn reports_are_kept_on_sqlite() {
    kept(&Engine::sqlite()).await;
}

#[tokio::test]
async fn reports_are_kept_on_postgres() {
    kept(&Engine::postgres()).await;
}

async fn kept(engine: &Engine) {
    let url = engine.fresh().await;
    let database = Arc::new(Database::open(&url).await.expect("a database"));
    let first = NewReport {
        page: Some(text("/zh/figures?q=%E6%95%B0")),
        contact: Some(text("王女士 <w@example.org>")),
        language: Language::Chinese,
        ..report("“21” 应为 “12”\n第二行 '; DROP TABLE report; --")
    };
    let boxed = ReportBox::new(Arc::clone(&database), Clock::reading(|| 1_700_000_000_000));
    boxed.add_report(first.clone()).await.expect("a report that is kept");
    let received = database.reports().await.expect("reports");
    assert_eq!((received.len(), received[0].number, received[0].received_at), (1, 1, 1_700_000_000_000));
    assert_eq!(received[0].report, first);

    // Many at once: each has a number of its own, none is lost.
    let many: Vec<_> = (0..20)
        .map(|turn| {
            let database = Arc::clone(&database);
            tokio::spawn(async move { database.add_report(&report(&format!("turn {turn}")), turn).await })
        })
        .collect();
    let mut numbers = Vec::new();
    for one in many {
        numbers.push(one.await.expect("no panic").expect("a report that is kept"));
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (2..=21).collect::<Vec<i64>>());
    assert_eq!(number(&url, "SELECT count(*) FROM report").await, 21);
    assert_eq!(database.version().await.expect("a version").0, 0, "a report changes nothing that is published");

    // How a sender can be reached is forgotten in time, and what was said stays.
    assert_eq!(database.erase_contacts(1_700_000_000_000).await.expect("none is so old"), 0);
    assert_eq!(database.erase_contacts(1_700_000_000_001).await.expect("one is"), 1);
    let kept = database.reports().await.expect("reports").remove(0);
    assert_eq!((kept.report.contact, kept.report.message), (None, first.message));
    // One that is done stays, too, and is done once.
    for now_ms in [5, 6] {
        assert!(database.close_report(2, now_ms).await.expect("it is there"));
    }
    let done: Vec<_> = database.reports().await.expect("reports").iter().map(|one| one.done_at).take(3).collect();
    assert_eq!(done, [None, Some(5), None]);
    assert!(!database.close_report(99, 5).await.expect("an answer"));

    // The tables hold the limits, too; characters are counted, not bytes.
    database.add_report(&report(&"数".repeat(4_000)), 0).await.expect("as long as it may be");
    let too_long = database.add_report(&report(&"x".repeat(4_001)), 0).await.expect_err("too long");
    assert!(matches!(too_long, StoreError::Constraint(_)), "{too_long:?}");

    tamper(&url, "UPDATE report SET language = 'fr' WHERE id = 3").await;
    let damaged = database.reports().await.expect_err("no language of ours");
    assert!(matches!(&damaged, StoreError::Damaged(what) if what.starts_with("report 3: ")), "{damaged:?}");
    database.close().await;
    boxed.add_report(report("Nobody there.")).await.expect_err("a closed database keeps nothing");
}
