//! An archived project comes back with what was archived with it, as one change; what cannot come back is said.

use crate::common::{Engine, entry, on_both_engines};
use crate::http_support::{
    Answer, Setup,
    crawl::{between, text},
    desk::{DeskServer, START},
};
use app::{
    atlas::{Atlas, Published},
    domain::{
        account::Role,
        change::{Change, Edit, Op, RevisionNo, Version},
        text::Text,
    },
};
use axum::body::Body;
use http::StatusCode;
use serde_json::{Value, json};

const TOWN: &str = "qinglong-town";
const PROJECT: &str = "project/qinglong-mutual-aid";
const INDICATOR: &str = "indicator/families-helped";
const VALUE: &str = "indicator-value/families-helped-2021";
/// Names an organisation that is archived afterwards.
const ORPHAN: &str = "participation/reading-room-lead";

on_both_engines!(story);

async fn story(engine: &Engine) {
    let story = Story::begin(engine).await;
    story.what_comes_back_is_offered_and_what_cannot_is_said().await;
    let draft = story.one_change_is_begun().await;
    story.what_comes_back_counts_as_there(&draft).await;
    story.one_decision_brings_all_of_it_back(&draft).await;
}

fn words(raw: &str) -> Text {
    Text::new(raw).expect("a text")
}

/// The part of an organisation in the project.
fn part(organisation: &str) -> String {
    format!("participation/qinglong-mutual-aid-{organisation}-implementing")
}

fn with(all: &[&str]) -> String {
    all.iter().map(|entry| format!("&with={}", entry.replace('/', "%2F"))).collect()
}

/// The steps that make a record.
fn made(name: &str, own: Value) -> Edit {
    let mut body = json!({
        "name": null, "summary": { "zh": null, "en": null }, "pillars": [], "garbled": false, "reading_note": null,
        "citations": [{ "source": "huaning-tongxin-article", "paragraph": 2, "locator": "p. 1" }],
    });
    body.as_object_mut().expect("an object").extend(own.as_object().expect("an object").clone());
    let sets = body.as_object().into_iter().flatten().map(|(field, value)| Op::Set(field.clone(), value.clone()));
    Edit { entry: entry(name), base: RevisionNo(0), ops: [Op::Create].into_iter().chain(sets).collect() }
}

fn archived(name: &str) -> Edit {
    Edit { entry: entry(name), base: RevisionNo(1), ops: vec![Op::Archive { reason: words("gone") }] }
}

struct Story {
    desk: DeskServer,
    partner: String,
    official: String,
}

impl Story {
    /// The project, with what belongs to it, is archived; then an organisation that took part in it, too.
    async fn begin(engine: &Engine) -> Self {
        let desk = DeskServer::start_on(engine, Setup::default()).await;
        let partner = desk.signed_in("p1", Role::Partner, &["fic-yunnan"], Some(TOWN)).await;
        let official = desk.signed_in("o1", Role::Official, &[], Some(TOWN)).await;
        let story = Self { desk, partner, official };
        let name = |zh: &str, en: &str| json!({ "zh": zh, "en": en, "zh_status": "established" });
        let of = json!({ "kind": "project", "id": "qinglong-mutual-aid" });
        let room = json!({
            "name": name("阅览室", "Reading Room"), "kind": "enterprise", "level": null, "credit_code": null,
            "members": [], "as_printed": null,
        });
        let indicator = json!({
            "name": name("受助户数", "Families helped"), "of": of, "unit": "households", "ascending": true,
            "baseline": null,
        });
        let value = json!({
            "indicator": "families-helped", "from": "2021", "to": "2021", "target": null,
            "actual": { "value": 12, "decimals": 0, "unit": "households", "bound": "exact" },
            "women": null, "children": null, "ethnic_minorities": null,
        });
        let lead = json!({ "of": of, "organisation": "reading-room", "role": "lead", "joint": false });
        let more = [("organisation/reading-room", room), (INDICATOR, indicator), (VALUE, value), (ORPHAN, lead)];
        story.change("more", more.map(|(name, own)| made(name, own)).to_vec()).await;
        let parts = ["democratic-parties-yunnan", "fic-yunnan", "ves-yunnan"].map(part);
        let gone = parts.iter().map(String::as_str).chain([ORPHAN, INDICATOR, VALUE, PROJECT]);
        story.change("gone", gone.map(archived).collect()).await;
        story.change("later", vec![archived("organisation/reading-room")]).await;
        story
    }

    async fn change(&self, key: &str, edits: Vec<Edit>) {
        let change = Change {
            idempotency_key: words(key),
            author: words("account/author1"),
            on_behalf_of: None,
            reason: words("It never was."),
            edits,
        };
        self.desk.database.commit(&change, START).await.expect("a change");
        self.publish().await;
    }

    async fn publish(&self) {
        let mut published: Published = self.desk.database.published().await.expect("records");
        // The server began with a version of its own.
        published.version = Version(published.version.0 + 10);
        assert!(self.desk.server.publisher.publish(Atlas::build(published)));
    }

    async fn post(&self, form: &str) -> Answer {
        self.desk.post(&format!("/en/history/{PROJECT}"), &self.partner, form).await
    }

    async fn save(&self, draft: &str, entry: &str, field: &str, raw: &str) -> Value {
        let body = format!("draft={draft}&entry={entry}&field={field}&raw={raw}&key={field}-{raw}");
        let headers = [
            ("cookie", &*self.partner),
            ("content-type", "application/x-www-form-urlencoded"),
            ("sec-fetch-site", "same-origin"),
        ];
        let answer = self.desk.server.ask("POST", "/api/desk/draft", &headers, Body::from(body)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        serde_json::from_str(&answer.text()).expect("JSON")
    }

    async fn what_comes_back_is_offered_and_what_cannot_is_said(&self) {
        for (language, said) in [
            (
                "en",
                "“reading-room (lead) · Participation of an organisation” was archived together with it and cannot come \
                back, because what it names is not published: reading-room.",
            ),
            ("zh", "曾一同归档，现无法恢复，因其所涉条目未公开：reading-room。"),
        ] {
            let html = self.desk.read(&format!("/{language}/history/{PROJECT}"), &self.partner).await.text();
            for entry in [&*part("fic-yunnan"), &*part("ves-yunnan"), INDICATOR, VALUE] {
                let offered = between(&html, &format!("value=\"{entry}\""), ">").expect("a box");
                assert!(offered.contains("checked"), "{entry}: {offered}");
            }
            assert!(!html.contains(&format!("value=\"{ORPHAN}\"")), "what cannot come back is not offered");
            assert!(text(&html).contains(said), "{language}: {}", text(&html));
        }
        let html = self.desk.read(&format!("/en/history/{PROJECT}"), &self.partner).await.text();
        assert!(html.contains("Families helped · Indicator"), "each is called by what it says: {html}");
    }

    async fn one_change_is_begun(&self) -> String {
        let refused = self.post(&format!("revision=1&key=a{}", with(&[VALUE, INDICATOR, ORPHAN]))).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.text().contains("Nothing was begun") && refused.text().contains("cannot come back"));
        let forged = self.post(&format!("revision=1&key=a{}", with(&["site/tongxin-road-huaxi"]))).await;
        assert_eq!(forged.status, StatusCode::CONFLICT, "only what went with it");
        assert_eq!(self.post("revision=1&key=a&with=nothing").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let home = self.desk.read("/en/desk", &self.partner).await.text();
        assert!(!home.contains("/en/desk/draft/"), "nothing was begun");

        // One organisation has left and stays out.
        let chosen = [&*part("democratic-parties-yunnan"), &*part("fic-yunnan"), INDICATOR, VALUE];
        let sent = format!("revision=1&key=a{}", with(&chosen));
        let begun = self.post(&sent).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
        let form = begun.header("location").to_owned();
        assert_eq!(self.post(&sent).await.header("location"), form, "a double click begins once");
        let draft = form.split('/').nth(4).expect("a draft").to_owned();
        let html = self.desk.read(&format!("/en/desk/draft/{draft}"), &self.partner).await.text();
        for entry in chosen.iter().chain([&PROJECT]) {
            assert_eq!(html.matches(&format!("data-entry=\"{entry}\"")).count(), 1, "{entry}");
        }
        assert!(!html.contains(&part("ves-yunnan")) && !html.contains(ORPHAN));
        assert!(text(&html).contains("(implementing)"), "a part is called by its organisation and role");
        draft
    }

    /// The forms of what comes back name one another, although nothing of it is published.
    async fn what_comes_back_counts_as_there(&self, draft: &str) {
        for (entry, control) in [(&*part("fic-yunnan"), "of"), (INDICATOR, "of"), (VALUE, "indicator")] {
            let html = self.desk.read(&format!("/en/desk/draft/{draft}/{entry}"), &self.partner).await.text();
            let line = between(&html, &format!("id=\"problem-{control}\""), "</p>").expect("a line");
            assert!(line.contains("hidden") && line.ends_with('>'), "{entry}: {line}");
        }
        let html = self.desk.read(&format!("/en/desk/draft/{draft}"), &self.partner).await.text();
        assert!(!html.contains("Still to be put right"), "{html}");
        let told = self.save(draft, &part("fic-yunnan"), "of", "project%2Fqinglong-mutual-aid").await;
        assert!(told["problem"].is_null(), "{told}");
        let told = self.save(draft, VALUE, "indicator", "families-helpedd").await;
        assert!(told["problem"].is_string(), "what nobody makes is still not there: {told}");
        let told = self.save(draft, VALUE, "indicator", "families-helped").await;
        assert!(told["problem"].is_null(), "{told}");
    }

    async fn one_decision_brings_all_of_it_back(&self, draft: &str) {
        let desk = &self.desk;
        let sent = desk.post(&format!("/en/desk/draft/{draft}"), &self.partner, "do=send&reason=They+are+there").await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        // All of it lies where the project does, and is decided there.
        let review = format!("/en/desk/review/{draft}");
        let shown = desk.read(&review, &self.official).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(shown.text().contains(&part("fic-yunnan")));
        let approved = desk.post(&review, &self.official, "do=approve").await;
        assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());
        self.publish().await;
        let body = async |name: &str, number| {
            desk.database.revision(&entry(name), RevisionNo(number)).await.expect("a revision")
        };
        for entry in [PROJECT, &part("democratic-parties-yunnan"), &part("fic-yunnan"), INDICATOR, VALUE] {
            assert_eq!(body(entry, 3).await, body(entry, 1).await, "{entry}: all of it");
        }
        for entry in [&*part("ves-yunnan"), ORPHAN] {
            assert_eq!(body(entry, 3).await, None, "{entry} stays archived");
        }
        let page = desk.read(&format!("/en/{PROJECT}"), "").await;
        assert!(page.status == StatusCode::OK && page.text().contains("Families helped"));
    }
}
