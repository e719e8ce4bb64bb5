//! The desk with everybody at it: a partner, a colleague, a stranger, and officials here and elsewhere.

use super::{
    Answer, Setup,
    crawl::between,
    desk::{COUNTY, DeskServer, OTHER_TOWN, START},
};
use crate::common::{change, entry};
use app::domain::{
    account::Role,
    change::{Edit, Op, RevisionNo},
};
use axum::body::Body;
use http::StatusCode;

pub const PROJECT: &str = "project/afa-road-transformation";

pub struct Scene {
    pub desk: DeskServer,
    pub partner: String,
    pub colleague: String,
    pub stranger: String,
    pub official: String,
    pub elsewhere: String,
}

impl Scene {
    pub async fn set() -> Self {
        let desk = DeskServer::start(Setup::default()).await;
        // Brings the database to the version that the server of a test begins with.
        let mut first = change("the second version");
        let note = Op::Set("note".into(), "As found.".into());
        first.edits = vec![Edit { entry: entry("source/gshhg-2-3-6"), base: RevisionNo(1), ops: vec![note] }];
        desk.database.commit(&first, START).await.expect("a change");
        Self {
            partner: desk.signed_in("partner", Role::Partner, &["fic-yunnan"], Some(COUNTY)).await,
            colleague: desk.signed_in("colleague", Role::Partner, &["fic-yunnan"], Some(COUNTY)).await,
            stranger: desk.signed_in("stranger", Role::Partner, &[], Some(COUNTY)).await,
            official: desk.signed_in("official", Role::Official, &[], Some(COUNTY)).await,
            elsewhere: desk.signed_in("elsewhere", Role::Official, &[], Some(OTHER_TOWN)).await,
            desk,
        }
    }

    /// Begins a change of an entry with the button on “my entries”, and answers the address of its form.
    pub async fn begin(&self, who: &str, entry: &str) -> String {
        let home = self.desk.read("/en/desk", who).await.text();
        let key = between(&home, "name=\"key\" value=\"", "\"").expect("a key").to_owned();
        let answer = self.desk.post("/en/desk", who, &format!("key={key}&entry={}", encoded(entry))).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        answer.header("location").to_owned()
    }

    /// Saves one control as the script does.
    pub async fn save(&self, who: &str, form: &str, field: &str, raw: &str, key: &str) -> Answer {
        let (draft, entry) = names(form);
        let body =
            format!("draft={draft}&entry={}&field={}&raw={}&key={key}", encoded(&entry), encoded(field), encoded(raw));
        let headers = [
            ("cookie", who),
            ("content-type", "application/x-www-form-urlencoded"),
            ("sec-fetch-site", "same-origin"),
            ("referer", "http://localhost/en/desk"),
        ];
        self.desk.server.ask("POST", "/api/desk/draft", &headers, Body::from(body)).await
    }

    pub async fn public(&self, address: &str) -> String {
        let answer = self.desk.server.get(address, &[("accept", "text/html")]).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        answer.text()
    }
}

pub fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// The draft and the entry of a form's address.
pub fn names(form: &str) -> (String, String) {
    let parts: Vec<&str> = form.split('/').collect();
    (parts[4].to_owned(), format!("{}/{}", parts[5], parts[6]))
}

pub fn draft_page(form: &str) -> String {
    format!("/en/desk/draft/{}", names(form).0)
}

pub fn review_page(form: &str) -> String {
    format!("/en/desk/review/{}", names(form).0)
}
