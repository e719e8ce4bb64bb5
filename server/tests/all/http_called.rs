//! What a person reads at the desk are names in the language of the page: in the fields that name records, and for entries
//! that have no name of their own.

use crate::http_support::{
    Answer, Setup,
    crawl::between,
    desk::{COUNTY, DeskServer},
};
use app::domain::account::Role;
use http::StatusCode;

const PROJECT: &str = "project/afa-road-transformation";

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// The tag of a control.
fn control<'a>(html: &'a str, name: &str) -> &'a str {
    let tag = format!(" name=\"{name}\"");
    let at = html.find(&tag).unwrap_or_else(|| panic!("{name} stands on the page"));
    let (start, end) = (html[..at].rfind('<').unwrap_or(0), html[at..].find('>').map_or(html.len(), |end| at + end));
    &html[start..end]
}

async fn partner(desk: &DeskServer) -> String {
    desk.signed_in("partner", Role::Partner, &["fic-yunnan"], Some(COUNTY)).await
}

fn form_of(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header("location").to_owned()
}

#[tokio::test]
async fn a_link_stands_in_its_field_by_name_and_a_typed_name_is_understood() {
    let desk = DeskServer::start(Setup::default()).await;
    let who = partner(&desk).await;
    let form = form_of(&desk.post("/zh/desk", &who, &format!("key=a&entry={}", encoded(PROJECT))).await);
    let html = desk.read(&form, &who).await.text();
    let source = control(&html, "citations.0.source");
    let name = between(source, "value=\"", "\"").expect("a value").to_owned();
    assert!(
        !name.is_ascii() && html.contains(&format!("name=\"was:citations.0.source\" value=\"{name}\"")),
        "{source}"
    );
    assert!(html.contains(&format!("<option value=\"{name}\"")), "what is chosen is put in by name");
    assert!(!html.contains("<option value=\"panxi-town\""), "no stable name where a name will do");

    // Sent as it stands, nothing is changed by it; a name is understood, in either language; a wrong one is kept and said.
    let as_it_stands = format!("citations.0.source={0}&was%3Acitations.0.source={0}", encoded(&name));
    desk.post(&form, &who, &as_it_stands).await;
    let page = format!("/zh/desk/draft/{}", form.split('/').nth(4).expect("a draft"));
    assert!(!desk.read(&page, &who).await.text().contains("desk-changes"));
    for (typed, understood) in [("盘溪镇", true), ("Panxi Town", true), ("panxi-town", true), ("nowhere", false)] {
        desk.post(&form, &who, &format!("divisions.0={}", encoded(typed))).await;
        let html = desk.read(&form, &who).await.text();
        let problem = between(&html, "id=\"problem-divisions.0\"", "</p>").expect("a line");
        assert_eq!(problem.contains("没有可选的记录"), !understood, "{typed}: {problem}");
        assert_eq!(
            control(&html, "divisions.0").contains("value=\"盘溪镇\""),
            typed.contains('镇') || typed == "panxi-town"
        );
    }
}

#[tokio::test]
async fn what_has_no_name_is_asked_for_none_and_is_called_by_what_it_links() {
    let desk = DeskServer::start(Setup::default()).await;
    let who = partner(&desk).await;
    for kind in ["transaction", "participation", "indicator-value", "budget"] {
        let html = desk.read(&format!("/en/desk/new/{kind}"), &who).await.text();
        assert!(!html.contains("name=\"name.zh\"") && html.contains("It has no name of its own"), "{kind}");
    }
    assert!(desk.read("/en/desk/new/site", &who).await.text().contains("name=\"name.zh\""));

    let names = format!("key=p&name.zh={}&name.en=Test+project", encoded("测试项目"));
    let project = form_of(&desk.post("/zh/desk/new/project", &who, &names).await);
    let draft = project.split('/').nth(4).expect("a draft").to_owned();
    let begin = desk.read(&format!("/zh/desk/new/participation?draft={draft}"), &who).await.text();
    assert!(begin.contains("<option value=\"project/test-project\">测试项目</option>"), "{begin}");
    let others = format!("key=q&draft={draft}&of={}", encoded(PROJECT));
    let empty = form_of(&desk.post("/zh/desk/new/participation", &who, &others).await);
    assert!(!control(&desk.read(&empty, &who).await.text(), "of").contains("value=\"project"), "only of this change");
    let chosen = format!("key=r&draft={draft}&of=project%2Ftest-project");
    let part = form_of(&desk.post("/zh/desk/new/participation", &who, &chosen).await);
    let html = desk.read(&part, &who).await.text();
    assert!(control(&html, "of").contains("value=\"project/test-project\""));
    let means = between(&html, "id=\"means-of\"", "</p>").expect("a line beside it");
    assert!(means.ends_with("测试项目"), "{means}");
    let organisation = encoded("云南省工商业联合会");
    desk.post(&part, &who, &format!("organisation={organisation}&role=lead")).await;

    // By what is typed so far it is called on every page of the desk, in the language of the page.
    for (page, name) in [
        (format!("/zh/desk/draft/{draft}"), "测试项目"),
        (format!("/en/desk/draft/{draft}"), "(lead) · Test project"),
        ("/zh/desk".to_owned(), "(牵头) · 测试项目"),
        (part.replace("/zh/", "/en/"), "(lead) · Test project"),
    ] {
        let html = desk.read(&page, &who).await.text();
        assert!(html.contains(name), "{page}: {html}");
        let main = html.split("<main").nth(1).expect("a page");
        let read: String = main.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
        assert!(!read.contains("participation-"), "{page}: {read}");
    }
}
