//! Sheets as they come out of the printer: Chromium makes a PDF of them, over a real connection and under their own
//! policy, and another program reads its text.

use crate::export_support::{huaning, made_up, serving};
use crate::http_support::Server;
use server::{config::Limits, http::listen::serve};
use std::{env, path::Path, process::Command};
use tokio::{net::TcpListener, sync::oneshot};

/// The first of the usual names of the browser that is there.
fn chromium() -> String {
    let names =
        env::var("CHROMIUM").into_iter().chain(["chromium", "chromium-browser", "google-chrome"].map(str::to_owned));
    let found = names.into_iter().find(|name| Command::new(name).arg("--version").output().is_ok());
    found.expect("Chromium is needed (.ci/setup brings it)")
}

/// The pages of a PDF as text, in the order of writing, and the size of its paper.
fn read(pdf: &Path) -> (Vec<String>, String) {
    let run = |program: &str, arguments: &[&str]| {
        let output =
            Command::new(program).args(arguments).arg(pdf).args((program == "pdftotext").then_some("-")).output();
        let output = output.unwrap_or_else(|_| panic!("{program} is needed (poppler-utils; .ci/setup brings it)"));
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let text = run("pdftotext", &["-raw", "-enc", "UTF-8"]);
    let size = run("pdfinfo", &[]).lines().find(|line| line.starts_with("Page size:")).unwrap_or_default().to_owned();
    (text.split('\u{c}').filter(|page| !page.trim().is_empty()).map(str::to_owned).collect(), size)
}

/// Prints some addresses of a server; each gives its pages and the size of its paper.
async fn printed(server: &Server, addresses: &[&str]) -> Vec<(Vec<String>, String)> {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let host = listener.local_addr().expect("its number");
    let (stop, stopped) = oneshot::channel::<()>();
    let router = server.router.clone();
    let serving = tokio::spawn(async move {
        serve(listener, router, &Limits::default(), async {
            let _either_way = stopped.await;
        })
        .await
    });
    let folder = tempfile::tempdir().expect("a folder");
    let mut all = Vec::new();
    for (number, address) in addresses.iter().enumerate() {
        let pdf = folder.path().join(format!("{number}.pdf"));
        let mut browser = tokio::process::Command::new(chromium());
        browser
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--disable-dev-shm-usage"])
            .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
            .arg(format!("--print-to-pdf={}", pdf.display()))
            .arg(format!("http://{host}{address}"));
        let output = browser.output().await.expect("Chromium");
        assert!(pdf.is_file(), "{address}: {}", String::from_utf8_lossy(&output.stderr));
        all.push(read(&pdf));
    }
    let _either_way = stop.send(());
    let _drained = serving.await.expect("the server to stop");
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_prints_on_a4_with_all_that_stands_on_it() {
    let server = serving(&huaning());
    let addresses = ["/en/sheet?in=panxi-town", "/zh/sheet", "/zh/site/panxi-tongxin-square/sheet"];
    let sheets = printed(&server, &addresses).await;
    for ((pages, size), address) in sheets.iter().zip(addresses) {
        assert!(size.contains("A4"), "{address}: {size}");
        assert!((1..=6).contains(&pages.len()), "{address}: {} pages", pages.len());
        let first = &pages[0];
        assert!(first.contains("km"), "{address}: the scale stands on the first page\n{first}");
        let all = pages.concat();
        assert!(all.contains("GS(2024)0650"), "{address}: the approval number");
        assert!(!all.contains("A4"), "{address}: the hint for the screen is not printed");
    }
    // Where a line ends is the paper's business.
    let whole = |pages: &[String]| pages.concat().replace(['\n', ' '], "");
    let (english, chinese, place) = (sheets[0].0.concat(), whole(&sheets[1].0), whole(&sheets[2].0));
    for text in
        ["Sites", "Legend", "Township", "Panxi Town", "1 January 1970", "Data version 7", "Live view", "in=panxi-town"]
    {
        assert!(english.contains(text), "{text}\n{english}");
    }
    for site in huaning().sites.values() {
        let name = site.name.as_ref().expect("a name");
        assert!(chinese.contains(&*name.zh.replace(' ', "")), "{}\n{chinese}", name.zh);
    }
    for text in ["图例", "1970年1月1日", "在线查看"] {
        assert!(chinese.contains(text) && place.contains(text), "{text}");
    }
    // What the page folds away stands on paper: the paragraph and the words that lead to the place in the source.
    assert!(place.contains("WGS-84") && place.contains("第"), "{place}");
}

#[tokio::test(flavor = "multi_thread")]
async fn made_up_sheets_say_so_on_paper() {
    let server = serving(&made_up(60, 2));
    let sheets = printed(&server, &["/en/sheet"]).await;
    assert!(sheets[0].0[0].contains("This data set is fictional"));
}
