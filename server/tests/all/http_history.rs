//! Histories: what everybody sees of an entry's revisions, and what only those with rights do.

use crate::http_support::{
    Setup,
    crawl::{between, text},
    desk::{COUNTY, DeskServer, OTHER_TOWN, TOWN},
    programmes::{huaning, huaning_records},
};
use app::{
    atlas::{Atlas, Published},
    domain::{
        account::Role,
        change::{Change, Edit, Op, RevisionNo, Version},
        record::{EntryId, Kind},
        slug::Slug,
        text::Text,
    },
    monitor::Owners,
};
use http::StatusCode;
use serde_json::{Value, json};

const NOW: i64 = 1_777_804_920_000; // 3 May 2026, 18:42 in Beijing

fn words(raw: &str) -> Text {
    Text::new(raw).expect("a text")
}

fn set(field: &str, value: Value) -> Op {
    Op::Set(field.into(), value)
}

/// A project in one township only, with an organisation that takes part in it.
struct Story {
    desk: DeskServer,
    entry: EntryId,
    organisation: Slug,
}

impl Story {
    async fn begin() -> Self {
        let desk = DeskServer::start(Setup::default()).await;
        let atlas = Atlas::build(Published { version: Version(1), records: huaning_records(), ..Published::default() });
        let of_town = |entry: &EntryId| {
            let owners = Owners::of(&atlas, entry);
            let own = owners.divisions.iter().all(|division| division.as_str() == TOWN);
            let organisation = owners.organisations.first().cloned();
            organisation.filter(|_| own).map(|organisation| (entry.clone(), organisation))
        };
        let mut projects = atlas.records().projects.keys().map(|id| EntryId::new(Kind::Project, id.clone()));
        let (entry, organisation) = projects.find_map(|entry| of_town(&entry)).expect("a project of the town");
        Self { desk, entry, organisation }
    }

    async fn change(&self, key: &str, base: u32, ops: Vec<Op>) {
        let change = Change {
            idempotency_key: words(key),
            author: words("account/author1"),
            on_behalf_of: Some(self.organisation.clone()),
            reason: words("SECRETREASON 内部理由"),
            edits: vec![Edit { entry: self.entry.clone(), base: RevisionNo(base), ops }],
        };
        self.desk.database.commit(&change, NOW).await.expect("a change");
        self.publish().await;
    }

    async fn publish(&self) {
        let mut published = self.desk.database.published().await.expect("records");
        // The server began with a version of its own.
        published.version = Version(published.version.0 + 10);
        assert!(self.desk.server.publisher.publish(Atlas::build(published)));
    }

    /// Archives the project at a revision, with all that names it.
    async fn archive(&self, base: u32) {
        let parts: Vec<Edit> = (huaning_records().participations.values())
            .filter(|part| part.of == self.entry)
            .map(|part| EntryId::new(Kind::Participation, part.id.clone()))
            .map(|entry| Edit { entry, base: RevisionNo(1), ops: vec![Op::Archive { reason: words("gone") }] })
            .collect();
        // What it is named together with does not name it any longer.
        let together = (huaning_records().projects.values())
            .filter(|project| project.grouped_with.contains(&self.entry.id))
            .map(|project| Edit {
                entry: EntryId::new(Kind::Project, project.id.clone()),
                base: RevisionNo(1),
                ops: vec![Op::Remove("grouped_with".into(), json!(self.entry.id))],
            })
            .collect::<Vec<_>>();
        let own = Edit {
            entry: self.entry.clone(),
            base: RevisionNo(base),
            ops: vec![Op::Archive { reason: words("gone") }],
        };
        let change = Change {
            idempotency_key: words("b"),
            author: words("account/author1"),
            on_behalf_of: None,
            reason: words("It never was."),
            edits: parts.into_iter().chain(together).chain([own]).collect(),
        };
        self.desk.database.commit(&change, NOW).await.expect("a change");
        self.publish().await;
    }

    fn address(&self, language: &str) -> String {
        format!("/{language}/history/{}", self.entry)
    }
}

#[tokio::test]
async fn everybody_reads_what_changed_in_words() {
    let story = Story::begin().await;
    let amount = json!({ "fen": 350_000_000, "currency": "CNY", "bound": "more-than" });
    let first = vec![set("stated_amount", amount), set("start", json!("2021-05")), set("theme", json!("water"))];
    story.change("a", 1, first).await;
    let amount = json!({ "fen": 620_000_000, "currency": "CNY", "bound": "exact" });
    let summary = json!({ "zh": "新的说明 <b>&", "en": null });
    let second = vec![set("stated_amount", amount), set("summary", summary), set("start", Value::Null)];
    story.change("b", 2, second).await;
    for (language, said) in [
        (
            "en",
            [
                "Revision 3 As it stands now",
                "was “more than 3.5 million yuan”, is now “6.2 million yuan”",
                "removed: “May 2021”",
                "Summary (in Chinese)",
                "3 May 2026 18:42",
                "The entry was made.",
            ],
        ),
        (
            "zh",
            [
                "第3次修订 当前版本",
                "由“超过350万元”改为“620万元”",
                "删除：“2021年5月”",
                "简介 (中文)",
                "2026年5月3日 18:42",
                "新建条目。",
            ],
        ),
    ] {
        let answer = story.desk.read(&story.address(language), "").await;
        assert_eq!(answer.status, StatusCode::OK);
        let html = answer.text();
        let shown = text(&html);
        for words in said {
            assert!(shown.contains(words), "{language}: {words} in {shown}");
        }
        assert!(!html.contains("说明 <b>"), "what was typed is escaped");
        assert!(!html.contains("SECRETREASON") && !html.contains("author1"), "persons and reasons are not public");
        assert!(!html.contains("method=\"post\""), "nobody brings anything back who is not signed in");
    }
    // What is written once is also what the application in the browser gets.
    let address: String = form_urlencoded::byte_serialize(story.address("en").as_bytes()).collect();
    let inside = story.desk.server.get(&format!("/api/page?address={address}"), &[]).await;
    assert!(inside.status == StatusCode::OK && inside.text().contains("Revision 3"));
}

#[tokio::test]
async fn persons_and_reasons_are_for_those_with_rights() {
    let story = Story::begin().await;
    story.change("a", 1, vec![set("theme", json!("water"))]).await;
    let desk = &story.desk;
    desk.invited("author1", Role::Partner, &[story.organisation.as_str()], None).await;
    let other = huaning_records().organisations.into_keys().find(|id| *id != story.organisation).expect("another");
    for (id, role, organisation, division, sees) in [
        ("o1", Role::Official, None, Some(COUNTY), true),
        ("o2", Role::Official, None, Some(TOWN), true),
        ("o3", Role::Official, None, Some(OTHER_TOWN), false),
        ("p1", Role::Partner, Some(&story.organisation), Some(TOWN), true),
        ("p2", Role::Partner, Some(&other), Some(TOWN), false),
        ("a1", Role::Administrator, None, None, true),
    ] {
        let organisations: Vec<&str> = organisation.iter().map(|id| id.as_str()).collect();
        let cookie = desk.signed_in(id, role, &organisations, division).await;
        let html = desk.read(&story.address("en"), &cookie).await.text();
        assert_eq!(html.contains("SECRETREASON"), sees, "{id}");
        assert_eq!(html.contains("Name of author1"), sees, "{id}");
    }
    let author = app::domain::account::AccountId::new("author1").expect("an id");
    desk.database.erase_person(&author, "operator", NOW).await.expect("an account");
    let cookie = desk.signed_in("a2", Role::Administrator, &[], None).await;
    for (language, erased) in [("en", "Person erased"), ("zh", "个人信息已删除")] {
        let html = desk.read(&story.address(language), &cookie).await.text();
        assert!(html.contains(erased) && !html.contains("Name of author1"), "{language}");
    }
    assert_eq!(desk.database.check().await.expect("a check"), [], "the chain does not need the person");
}

#[tokio::test]
async fn what_is_archived_has_no_public_history() {
    let story = Story::begin().await;
    assert_eq!(story.desk.read(&story.address("en"), "").await.status, StatusCode::OK);
    story.change("a", 1, vec![set("theme", json!("water"))]).await;
    story.archive(2).await;
    assert_eq!(story.desk.read(&story.address("en"), "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(story.desk.read("/en/history/project/nowhere", "").await.status, StatusCode::NOT_FOUND);
    let town = story.desk.signed_in("o2", Role::Official, &[], Some(TOWN)).await;
    let html = story.desk.read(&story.address("en"), &town).await;
    assert_eq!(html.status, StatusCode::OK, "its last values say whose it was");
    assert!(html.text().contains("The entry was archived.") && html.text().contains("It never was."));
}

#[tokio::test]
async fn what_was_archived_is_brought_back() {
    let story = Story::begin().await;
    story.archive(1).await;
    let desk = &story.desk;
    let (history, page) = (story.address("en"), format!("/en/{}", story.entry));
    let before = desk.database.revision(&story.entry, RevisionNo(1)).await.expect("a revision");
    let partner = desk.signed_in("p1", Role::Partner, &[story.organisation.as_str()], Some(TOWN)).await;
    let other = huaning_records().organisations.into_keys().find(|id| *id != story.organisation).expect("another");
    let stranger = desk.signed_in("p2", Role::Partner, &[other.as_str()], Some(TOWN)).await;
    let away = desk.signed_in("o3", Role::Official, &[], Some(OTHER_TOWN)).await;
    let town = desk.signed_in("o2", Role::Official, &[], Some(TOWN)).await;
    for (cookie, read, sent) in [("", 404, 401), (&*stranger, 404, 404), (&*away, 404, 404)] {
        assert_eq!(desk.read(&history, cookie).await.status.as_u16(), read);
        assert_eq!(desk.post(&history, cookie, "revision=1&key=a").await.status.as_u16(), sent);
    }

    // Who took part in it proposes; the official approves.
    for (language, words) in [("en", "Bring this entry back"), ("zh", "恢复此条目")] {
        assert!(desk.read(&story.address(language), &partner).await.text().contains(words), "{language}");
    }
    let begun = desk.post(&history, &partner, "revision=1&key=a").await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let form = begun.header("location").to_owned();
    assert_eq!(desk.post(&history, &partner, "revision=1&key=a").await.header("location"), form, "a double click");
    let name = before.as_ref().and_then(|body| body["name"]["en"].as_str()).expect("a name").to_owned();
    assert!(desk.read(&form, &partner).await.text().contains(&name), "the form has its values");
    let id = form.split('/').nth(4).expect("a draft").to_owned();
    let (draft, review) = (format!("/en/desk/draft/{id}"), format!("/en/desk/review/{id}"));
    let zh = before.as_ref().and_then(|body| body["name"]["zh"].as_str()).expect("a name");
    for (home, name) in [("/en/desk", &*name), ("/zh/desk", zh)] {
        assert!(desk.read(home, &partner).await.text().contains(name), "the change names it: {name}");
    }
    let sent = desk.post(&draft, &partner, "do=send&reason=It+is+there").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert_eq!(desk.read(&page, "").await.status, StatusCode::NOT_FOUND, "nothing is published by it");
    assert!(desk.read(&review, &town).await.text().contains(&name));
    let approved = desk.post(&review, &town, "do=approve").await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());
    assert_eq!(desk.database.revision(&story.entry, RevisionNo(3)).await.expect("a revision"), before, "all of it");

    // The history goes on, for everybody.
    story.publish().await;
    for (language, words) in [("en", "The entry was published again, with these values:"), ("zh", "条目重新公开")]
    {
        let html = desk.read(&story.address(language), "").await.text();
        assert!(html.contains(words) && !html.contains("It is there"), "{language}");
    }
    assert_eq!(desk.read(&page, "").await.status, StatusCode::OK);

    // An official brings it back directly, with a reason.
    let gone = vec![Op::Archive { reason: words("again") }];
    story.change("c", 3, gone).await;
    assert_eq!(desk.read(&page, "").await.status, StatusCode::NOT_FOUND);
    let begun = desk.post(&history, &town, "revision=3&key=b").await;
    let id = begun.header("location").split('/').nth(4).expect("a draft").to_owned();
    let published = desk.post(&format!("/en/desk/draft/{id}"), &town, "do=publish&reason=Still+there").await;
    assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.text());
    assert_eq!(desk.database.revision(&story.entry, RevisionNo(5)).await.expect("a revision"), before);
}

#[tokio::test]
async fn what_came_back_is_for_those_who_may_see_the_change() {
    const WORD: &str = "qzxvreturnedword";
    let story = Story::begin().await;
    let desk = &story.desk;
    let own = [story.organisation.as_str()];
    let partner = desk.signed_in("p1", Role::Partner, &own, Some(TOWN)).await;
    let town = desk.signed_in("o2", Role::Official, &[], Some(TOWN)).await;
    let home = desk.read("/en/desk", &partner).await.text();
    let key = between(&home, "name=\"key\" value=\"", "\"").expect("a key");
    let entry: String = form_urlencoded::byte_serialize(story.entry.to_string().as_bytes()).collect();
    let form = desk.post("/en/desk", &partner, &format!("key={key}&entry={entry}")).await.header("location").to_owned();
    let id = form.split('/').nth(4).expect("a draft").to_owned();
    let typed = desk.post(&form, &partner, &format!("summary.en={WORD}")).await;
    assert_eq!(typed.status, StatusCode::SEE_OTHER, "{}", typed.text());
    desk.post(&format!("/en/desk/draft/{id}"), &partner, "do=send&reason=Ours").await;
    let back = desk.post(&format!("/en/desk/review/{id}"), &town, &format!("do=return&reason=Why+{WORD}%3F")).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());

    // Others of the same entry, and those of other places.
    let colleague = desk.signed_in("p3", Role::Partner, &own, Some(TOWN)).await;
    let other = huaning_records().organisations.into_keys().find(|id| *id != story.organisation).expect("another");
    let stranger = desk.signed_in("p2", Role::Partner, &[other.as_str()], Some(TOWN)).await;
    let county = desk.signed_in("o1", Role::Official, &[], Some(COUNTY)).await;
    let away = desk.signed_in("o3", Role::Official, &[], Some(OTHER_TOWN)).await;
    let administrator = desk.signed_in("a1", Role::Administrator, &[], None).await;
    let sees = [&partner, &colleague, &town, &county, &administrator];
    let not = [&String::new(), &stranger, &away];
    for language in ["en", "zh"] {
        for (all, seen) in [(&sees[..], true), (&not[..], false)] {
            for (number, cookie) in all.iter().enumerate() {
                let answer = desk.read(&story.address(language), cookie).await;
                assert_eq!(answer.status, StatusCode::OK);
                let html = answer.text();
                assert_eq!(html.contains(WORD), seen, "{language} {number} {seen}");
                let heading = if language == "en" { "Not published" } else { "未公开的内容" };
                assert_eq!(html.contains(heading), seen, "{language} {number} {seen}");
            }
        }
    }
    let html = text(&desk.read(&story.address("en"), &town).await.text());
    for words in ["Returned", "Summary (in English)", "Name of o2", "Name of p1", &format!("Why {WORD}?")] {
        assert!(html.contains(words), "{words}: {html}");
    }
    let address: String = form_urlencoded::byte_serialize(story.address("en").as_bytes()).collect();
    assert!(!desk.server.get(&format!("/api/page?address={address}"), &[]).await.text().contains(WORD));
}

#[tokio::test]
async fn every_record_with_a_page_links_to_its_history() {
    let story = Story::begin().await;
    let site = huaning_records().sites.into_keys().next().expect("a site");
    for page in [story.entry.to_string(), format!("site/{site}"), format!("township/{TOWN}")] {
        let html = story.desk.read(&format!("/zh/{page}"), "").await.text();
        let entry = page.replace("township/", "division/");
        assert!(html.contains(&format!("href=\"/zh/history/{entry}\"")), "{page}");
        let history = story.desk.read(&format!("/zh/history/{entry}"), "").await;
        assert_eq!(history.status, StatusCode::OK, "{entry}");
        // Where there is no database to ask, there is nothing to link to.
        assert!(!huaning().get(&format!("/zh/{page}"), &[]).await.text().contains("/history/"), "{page}");
    }
}
