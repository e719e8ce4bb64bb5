//! What visitors report is kept as it was sent, in order, on both engines; and nothing else about them.

mod common;

use app::{
    domain::report::{Contact, PageAddress, Remark, Report},
    store::Reports,
};
use common::{Engine, entry, number, tamper};
use server::{
    reports::ReportBox,
    store::{Database, StoreError},
};
use std::sync::Arc;

fn report(wrong: &str) -> Report {
    Report {
        page: PageAddress::new("/zh/figures?q=%E6%95%B0").expect("an address"),
        entry: None,
        wrong: Remark::new(wrong).expect("a remark"),
        contact: None,
    }
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
    let first = Report {
        entry: Some(entry("figure/long-gone")),
        contact: Some(Contact::new("王女士 <w@example.org>").expect("a contact")),
        ..report("“21” 应为 “12”\n第二行 '; DROP TABLE report; --")
    };
    let boxed = ReportBox::new(Arc::clone(&database), || 1_700_000_000_000);
    boxed.report(first.clone()).await.expect("a report that is kept");
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

    tamper(&url, "UPDATE report SET page = 'https://elsewhere.example' WHERE id = 3").await;
    let damaged = database.reports().await.expect_err("no page of ours");
    assert!(matches!(&damaged, StoreError::Damaged(what) if what.starts_with("report 3: ")), "{damaged:?}");
    database.close().await;
    boxed.report(report("Nobody there.")).await.expect_err("a closed database keeps nothing");
}
