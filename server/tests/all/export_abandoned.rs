//! A file that nobody waits for any more leaves nothing behind.

use crate::export_support;

use crate::export_support::{atlas, made_up, serving};
use app::{atlas::query::Query, domain::language::Language, i18n::Locale, store::Settings};
use axum::body::Body;
use futures::{FutureExt, StreamExt};
use http::Request;
use server::export::{
    about::Asked,
    list::List,
    xlsx::{NoWorkbook, workbook},
};
use std::{
    env, fs,
    process::Command,
    sync::{Arc, atomic::AtomicBool},
};
use tower::ServiceExt;

/// Open files of this program that have no name: temporary ones are made so.
fn nameless() -> usize {
    let open = fs::read_dir("/proc/self/fd").expect("the open files").flatten();
    open.filter_map(|file| fs::read_link(file.path()).ok())
        .filter(|to| to.to_string_lossy().ends_with("(deleted)"))
        .count()
}

fn list(sites: u32) -> List {
    let query = Query::default();
    let asked = Asked {
        locale: Locale::of(Language::English),
        query: &query,
        notices: &[],
        camera: None,
        site: None,
        now_ms: 0,
    };
    List::new(Arc::new(atlas(&made_up(sites, 1))), &Settings::default(), asked)
}

/// Set in the program that runs this test alone.
const ALONE: &str = "ATLAS_TEST_ALONE";

/// The open files are those of a whole program, so the test is one of its own: others would open and close theirs meanwhile.
#[test]
fn nothing_is_left_behind() {
    if env::var_os(ALONE).is_some() {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        return runtime.block_on(nothing_is_left_behind_alone());
    }
    let mut alone = Command::new(env::current_exe().expect("this program"));
    alone.args(["--exact", "export_abandoned::nothing_is_left_behind", "--nocapture"]).env(ALONE, "1");
    let output = alone.output().expect("a run");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

async fn nothing_is_left_behind_alone() {
    let list = list(40);
    let file = workbook(&list, &AtomicBool::new(false)).expect("a workbook");
    assert_eq!(nameless(), 1, "the workbook itself");
    drop(file);
    assert_eq!(nameless(), 0);
    assert!(matches!(workbook(&list, &AtomicBool::new(true)), Err(NoWorkbook::GivenUp)));
    assert_eq!(nameless(), 0, "given up");

    let server = serving(&made_up(5_000, 1));
    let ask = |address: &str| {
        let request = Request::get(address).body(Body::empty()).expect("a request");
        server.router.clone().oneshot(request)
    };
    // The request ends while the workbook is made: the first poll begins the work.
    let mut pending = Box::pin(ask("/en/export/sites.xlsx"));
    while nameless() == 0 {
        assert!((&mut pending).now_or_never().is_none(), "5,000 rows take longer than one look");
        tokio::task::yield_now().await;
    }
    drop(pending);
    while nameless() > 0 {
        tokio::task::yield_now().await;
    }
    // The client goes while the file is sent.
    for file in ["sites.xlsx", "sites.csv", "sites.geojson"] {
        let answer = ask(&format!("/en/export/{file}")).await.expect("an answer");
        let mut body = answer.into_body().into_data_stream();
        let first = body.next().await.expect("a piece").expect("bytes");
        assert!(!first.is_empty());
        drop(body);
        while nameless() > 0 {
            tokio::task::yield_now().await;
        }
    }
    // And the next one gets the whole.
    let whole = server.get("/en/export/sites.csv", &[]).await;
    assert_eq!(export_support::rows(&whole).len(), 5_001);
}
