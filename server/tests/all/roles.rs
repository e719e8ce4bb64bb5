//! Who gets in where: every page, every server function and every route, with every role, in one table.
//!
//! The doors are listed from the code: a new page does not compile here before it has a line, a new server function and a
//! new route fail the test. Whoever adds one adds its line.

use crate::{
    common::{self, change, text},
    http_support::{
        Setup,
        desk::{DeskServer, OTHER_TOWN, START, TOWN},
    },
};
use app::{
    atlas::{Atlas, query::Subject},
    domain::{
        account::Role,
        change::{Edit, Op, RevisionNo},
        record::{EntryId, Kind},
        slug::Slug,
    },
    routes::{DeskPage, LinkToken, Page},
};
use axum::body::Body;
use std::collections::BTreeSet;

/// What a door answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is {
    /// This status.
    Status(u16),
    /// The door opens; what stands behind it is tested where its page is.
    Passed,
}
use Is::{Passed, Status};

/// By role: nobody, a partner of another organisation, the partner, an official of another division, the official, an
/// administrator.
type Line = [Is; 6];

const fn all(status: u16) -> Line {
    [Status(status); 6]
}
const SIGNED_IN: Line = [Status(401), Passed, Passed, Passed, Passed, Passed];
const OFFICIALS: Line = [Status(401), Status(403), Status(403), Passed, Passed, Passed];
/// A page that takes no form.
const READ_ONLY_OFFICIALS: Line = [Status(401), Status(403), Status(403), Status(405), Status(405), Status(405)];

fn slug(raw: &str) -> Slug {
    Slug::new(raw).expect("a slug")
}

fn entry(kind: Kind, raw: &str) -> EntryId {
    EntryId::new(kind, slug(raw))
}

/// One page of each sort of the desk.
fn desk_pages() -> Vec<DeskPage> {
    vec![
        DeskPage::SignIn,
        DeskPage::Home,
        DeskPage::Account,
        DeskPage::Link(LinkToken::new("nobody-made-this").expect("a token")),
        DeskPage::People,
        DeskPage::New(Kind::Site),
        DeskPage::Draft(slug("d1")),
        DeskPage::Edit(slug("d1"), entry(Kind::Site, "a-site")),
        DeskPage::Review,
        DeskPage::ReviewOne(slug("d1")),
        DeskPage::Monitor,
        DeskPage::Audit,
    ]
}

/// Reading a page, and sending it an empty form.
fn of_desk_page(page: &DeskPage) -> (Line, Line) {
    match page {
        DeskPage::SignIn => (all(200), all(422)),
        DeskPage::Link(_) => (all(410), all(410)),
        DeskPage::Home => (SIGNED_IN, SIGNED_IN),
        DeskPage::Account => (
            [Status(401), Status(200), Status(200), Status(200), Status(200), Status(200)],
            [Status(401), Status(422), Status(422), Status(422), Status(422), Status(422)],
        ),
        DeskPage::People => (
            [Status(401), Status(403), Status(403), Status(200), Status(200), Status(200)],
            [Status(401), Status(403), Status(403), Status(404), Status(404), Status(404)],
        ),
        DeskPage::New(_) | DeskPage::Draft(_) | DeskPage::Edit(..) => (SIGNED_IN, SIGNED_IN),
        DeskPage::Review => (OFFICIALS, READ_ONLY_OFFICIALS),
        DeskPage::ReviewOne(_) | DeskPage::Monitor => (OFFICIALS, OFFICIALS),
        DeskPage::Audit => (OFFICIALS, READ_ONLY_OFFICIALS),
    }
}

/// One page of each sort that everybody may read.
fn public_pages() -> Vec<Page> {
    vec![
        Page::Overview,
        Page::Site(slug("panxi-tongxin-square")),
        Page::Township(slug(TOWN)),
        Page::County(slug("huaning-county")),
        Page::Record(entry(Kind::Organisation, "county-hospital")),
        Page::List(Subject::Projects),
        Page::Figures,
        Page::About,
        Page::Data,
        Page::Accessibility,
        Page::Report,
        Page::ReportSent,
        Page::History(entry(Kind::Site, "panxi-tongxin-square")),
    ]
}

fn of_page(page: &Page) -> Line {
    match page {
        Page::Overview
        | Page::Site(_)
        | Page::Township(_)
        | Page::County(_)
        | Page::Record(_)
        | Page::List(_)
        | Page::Figures
        | Page::About
        | Page::Data
        | Page::Accessibility
        | Page::Report => all(200),
        // Who has sent nothing is led to the form.
        Page::ReportSent => all(303),
        Page::History(_) => [Passed; 6],
        Page::Desk(page) => of_desk_page(page).0,
    }
}

/// The server functions, with a question to each.
fn of_function(path: &str) -> (&'static str, Line) {
    match path {
        "/api/page" => ("?address=%2Fen%2Fabout", all(200)),
        "/api/overview" => ("?language=en&query=&bounds=&change=page", all(200)),
        other => panic!("the server function {other} has no line in this table"),
    }
}

/// Acting on the accounts of two partners: the form, and what comes of it. Both are in the official's town; what the first one's
/// organisation takes part in is so, too, and what the second one's does is the whole county's.
const ON_PARTNERS: [(&str, Line); 5] = [
    ("do=link&account=near", [Status(401), Status(403), Status(403), Status(404), Status(200), Status(200)]),
    (
        "do=role&account=near&role=partner&organisation=fic-yunnan&division=panxi-town",
        [Status(401), Status(403), Status(403), Status(404), Status(303), Status(303)],
    ),
    ("do=reactivate&account=near", [Status(401), Status(403), Status(403), Status(404), Status(303), Status(303)]),
    ("do=link&account=own", [Status(401), Status(403), Status(403), Status(404), Status(404), Status(200)]),
    (
        "do=role&account=own&role=partner&organisation=county-hospital&division=panxi-town",
        [Status(401), Status(403), Status(403), Status(404), Status(404), Status(303)],
    ),
];

/// Bringing a revision of an entry back: one of the official's town, and one that the partner takes part in.
const RESTORED: [(&str, Line); 2] = [
    ("site/panxi-tongxin-square", [Status(401), Status(403), Status(403), Status(403), Status(303), Status(303)]),
    (
        "project/county-hospital-liquid-centre",
        [Status(401), Status(403), Status(303), Status(403), Status(403), Status(303)],
    ),
];

/// Bringing an archived entry back, which was about the partner's organisation: whom it does not concern is told of none.
const BROUGHT_BACK: (&str, Line) = (
    "participation/county-hospital-liquid-centre-county-hospital-partner",
    [Status(401), Status(404), Status(303), Status(404), Status(404), Status(303)],
);

/// Every route that is registered, as it stands in the source.
const ROUTES: [&str; 27] = [
    "\"/\"",
    "\"/api/desk/draft\"",
    "\"/api/{*function}\"",
    "\"/en\"",
    "\"/healthz\"",
    "\"/language/{language}\"",
    "\"/metrics\"",
    "\"/readyz\"",
    "\"/robots.txt\"",
    "\"/sitemap.xml\"",
    "\"/zh\"",
    "&DESK.address()",
    "&PAGES.address()",
    "&PRINT.address()",
    "&Page::Report.path(Language::Chinese)",
    "&Page::Report.path(Language::English)",
    "&Page::ReportSent.path(Language::Chinese)",
    "&Page::ReportSent.path(Language::English)",
    "&base_map_address(Language::Chinese)",
    "&base_map_address(Language::English)",
    "&format!(\"{home}/{{*page}}\")",
    "&history",
    "&home",
    "&path(\"embed\")",
    "&path(\"sheet\")",
    "&routes::audit_file(language",
    "&routes::monitor_file(language",
];
const MORE_ROUTES: [&str; 2] = ["&path(\"export/{file}\")", "&path(\"{place}/{id}/sheet\")"];

struct People {
    desk: DeskServer,
    /// The cookies of the six roles.
    cookies: [String; 6],
}

async fn people() -> People {
    let desk = DeskServer::start(Setup::default()).await;
    let cookies = [
        String::new(),
        desk.signed_in("other", Role::Partner, &["ufwd-yunnan"], Some(OTHER_TOWN)).await,
        desk.signed_in("own", Role::Partner, &["county-hospital"], Some(TOWN)).await,
        desk.signed_in("elsewhere", Role::Official, &[], Some(OTHER_TOWN)).await,
        desk.signed_in("official", Role::Official, &[], Some(TOWN)).await,
        desk.signed_in("administrator", Role::Administrator, &[], None).await,
    ];
    desk.invited("near", Role::Partner, &["fic-yunnan"], Some(TOWN)).await;
    People { desk, cookies }
}

impl People {
    /// Takes an entry out of what is published.
    async fn archive(&self, name: &str) {
        let mut archived = change("the archiving");
        let ops = vec![Op::Archive { reason: text("A mistake.") }];
        archived.edits = vec![Edit { entry: common::entry(name), base: RevisionNo(1), ops }];
        self.desk.database.commit(&archived, START).await.expect("a change");
        let mut published = self.desk.database.published().await.expect("records");
        // The server began with a version of its own.
        published.version.0 += 10;
        assert!(self.desk.server.publisher.publish(Atlas::build(published)));
    }

    /// Asks as each role and compares. Each comes from an address of its own, so that none uses up another's tries.
    async fn compare(&self, method: &str, address: &str, form: &str, line: Line) {
        for (number, (cookie, is)) in self.cookies.iter().zip(line).enumerate() {
            let from = format!("198.51.100.{number}");
            let headers = [
                ("cookie", cookie.as_str()),
                // A browser that asks a server function for a document is sent back to where it comes from.
                ("accept", if address.starts_with("/api/") { "application/json" } else { "text/html" }),
                ("sec-fetch-site", "same-origin"),
                ("content-type", "application/x-www-form-urlencoded"),
                ("x-forwarded-for", &from),
            ];
            let answer = self.desk.server.ask(method, address, &headers, Body::from(form.to_owned())).await;
            let status = answer.status.as_u16();
            let as_said = match is {
                Status(said) => status == said,
                Passed => !matches!(status, 401 | 403 | 500..),
            };
            assert!(as_said, "{method} {address} {form} as role {number}: {status}, not {is:?}");
        }
    }
}

#[tokio::test]
async fn pages() {
    let people = people().await;
    for page in public_pages() {
        let line = of_page(&page);
        people.compare("GET", &page.path(app::domain::language::Language::English), "", line).await;
    }
    for page in desk_pages() {
        let (read, sent) = of_desk_page(&page);
        let address = Page::Desk(page.clone()).path(app::domain::language::Language::English);
        people.compare("GET", &address, "", read).await;
        people.compare("POST", &address, "", sent).await;
    }
    for (entry, line) in RESTORED {
        people.compare("POST", &format!("/en/history/{entry}"), "revision=1&key=a", line).await;
    }
    let (archived, line) = BROUGHT_BACK;
    people.archive(archived).await;
    people.compare("POST", &format!("/en/history/{archived}"), "revision=1&key=a", line).await;
    for (form, line) in ON_PARTNERS {
        people.compare("POST", "/en/desk/people", form, line).await;
    }
    let nowhere = [Status(401), Status(404), Status(404), Status(404), Status(404), Status(404)];
    people.compare("POST", "/en/history/site/nowhere", "revision=1&key=a", nowhere).await;
    // A draft that is not there, and one that is somebody else's, are told alike (`http_drafts`).
    let typed = "draft=d1&entry=site%2Fpanxi-tongxin-square&field=note&raw=x&key=a";
    people.compare("POST", "/api/desk/draft", typed, nowhere).await;
    people.compare("POST", "/en/report", "message=", all(422)).await;
}

#[tokio::test]
async fn server_functions() {
    let people = people().await;
    let known: BTreeSet<&str> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    assert!(known.len() >= 2, "{known:?}");
    for path in known {
        let (question, line) = of_function(path);
        people.compare("GET", &format!("{path}{question}"), "", line).await;
    }
    // The pages of the desk through the server function that the application asks.
    for page in desk_pages() {
        let (read, _) = of_desk_page(&page);
        let address = Page::Desk(page).path(app::domain::language::Language::English);
        let address: String = form_urlencoded::byte_serialize(address.as_bytes()).collect();
        people.compare("GET", &format!("/api/page?address={address}"), "", read).await;
    }
}

#[test]
fn every_route_is_known() {
    let http = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/http");
    let mut found = BTreeSet::new();
    for file in ["mod.rs", "style_sheet.rs", "scrape.rs", "desk_files.rs"] {
        let source = std::fs::read_to_string(http.join(file)).expect("a file").replace(['\n'], " ");
        for call in source.split(".route(").skip(1) {
            found.insert(call.trim_start().split(", ").next().expect("an address").trim().to_owned());
        }
    }
    let known: BTreeSet<String> = ROUTES.iter().chain(&MORE_ROUTES).map(|route| (*route).to_owned()).collect();
    assert_eq!(found, known);
    let others = std::fs::read_dir(&http).expect("a folder").flatten().filter(|file| {
        let name = file.file_name();
        let listed =
            ["mod.rs", "style_sheet.rs", "scrape.rs", "desk_files.rs"].iter().any(|known| name.to_str() == Some(known));
        !listed && file.path().is_file() && std::fs::read_to_string(file.path()).expect("a file").contains(".route(")
    });
    assert_eq!(others.count(), 0, "routes are registered in the files that this test reads");
}
