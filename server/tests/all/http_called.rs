//! What a person reads at the desk are names in the language of the page: in the fields that name records, and for entries
//! that have no name of their own.

use crate::http_support::{
    Answer, Setup,
    crawl::between,
    desk::{COUNTY, DeskServer},
    scene::{Scene, draft_page, review_page},
};
use app::{desk::mark, domain::account::Role};
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

/// What a person reads of a page.
fn read(html: &str) -> String {
    let main = html.split("<main").nth(1).expect("a page");
    main.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect()
}

async fn partner(desk: &DeskServer) -> String {
    desk.signed_in("partner", Role::Partner, &["fic-yunnan"], Some(COUNTY)).await
}

fn form_of(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header("location").to_owned()
}

/// The new entry of a form, `kind/name`.
fn new_entry(form: &str) -> String {
    form.splitn(6, '/').nth(5).expect("an entry").to_owned()
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
        !name.is_ascii() && html.contains(&format!("name=\"was:citations.0.source\" value=\"{}\"", mark(&name))),
        "{source}"
    );
    assert!(html.contains(&format!("<option value=\"{name}\"")), "what is chosen is put in by name");
    assert!(!html.contains("<option value=\"panxi-town\""), "no stable name where a name will do");

    // Sent as it stands, nothing is changed by it; a name is understood, in either language; a wrong one is kept and said.
    let as_it_stands = format!("citations.0.source={}&was%3Acitations.0.source={}", encoded(&name), mark(&name));
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
    let new = new_entry(&project);
    let draft = project.split('/').nth(4).expect("a draft").to_owned();
    let begin = desk.read(&format!("/zh/desk/new/participation?draft={draft}"), &who).await.text();
    assert!(begin.contains(&format!("<option value=\"{new}\">测试项目</option>")), "{begin}");
    let others = format!("key=q&draft={draft}&of={}", encoded(PROJECT));
    let empty = form_of(&desk.post("/zh/desk/new/participation", &who, &others).await);
    assert!(!control(&desk.read(&empty, &who).await.text(), "of").contains("value=\"project"), "only of this change");
    let chosen = format!("key=r&draft={draft}&of={}", encoded(&new));
    let part = form_of(&desk.post("/zh/desk/new/participation", &who, &chosen).await);
    let html = desk.read(&part, &who).await.text();
    assert!(control(&html, "of").contains(&format!("value=\"{new}\"")));
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
        let read = read(&html);
        assert!(!read.contains("participation-") && !read.contains("test-project"), "{page}: {read}");
    }
}

#[tokio::test]
async fn what_a_change_names_that_only_it_has_is_called_by_its_name_before_and_after_a_refusal() {
    let scene = Scene::set().await;
    let (desk, who) = (&scene.desk, &scene.partner);
    let names = format!("key=p&organisation=fic-yunnan&name.zh={}&name.en=Test+project", encoded("测试项目"));
    let project = form_of(&desk.post("/en/desk/new/project", who, &names).await);
    let new = new_entry(&project);
    let draft = project.split('/').nth(4).expect("a draft").to_owned();
    let chosen = format!("key=r&draft={draft}&of={}", encoded(&new));
    let part = form_of(&desk.post("/en/desk/new/participation", who, &chosen).await);
    let cited = "citations.0.source=huaning-tongxin-article&citations.0.locator=p.+2";
    let fields =
        format!("kind=project&theme=transport&status=under+way&divisions.0=panxi-town&pillars.0=projects&{cited}");
    form_of(&desk.post(&project, who, &fields).await);
    let organisation = encoded("云南省工商业联合会");
    form_of(&desk.post(&part, who, &format!("organisation={organisation}&role=lead&{cited}")).await);
    form_of(&desk.post(&draft_page(&project), who, "do=send&reason=It+began").await);

    let page = review_page(&project);
    for (page, name) in [(page.replace("/en/", "/zh/"), "测试项目"), (page.clone(), "Test project")] {
        let html = desk.read(&page, &scene.official).await.text();
        let row = between(&html, ">Belongs to<", "</tr>").or_else(|| between(&html, ">所属条目<", "</tr>"));
        assert!(row.is_some_and(|row| row.contains(&format!("<div>{name}</div>"))), "{html}");
        assert!(!read(&html).contains("test-project"), "{}", read(&html));
    }
    // Without the new project its participation names nothing that is there; the refusal says so by its name.
    let alone = &format!("do=approve&reason=Not+yet&{}=yes", encoded(&format!("leave:{new}")));
    let refused = desk.post(&page, &scene.official, alone).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = between(&refused.text(), "id=\"mistake\"", "</div>").expect("what is wrong").to_owned();
    assert!(
        said.contains("It names “Test project”, which is not published") && !said.contains("test-project"),
        "{said}"
    );
    let refused = desk.post(&page.replace("/en/", "/zh/"), &scene.official, alone).await.text();
    assert!(refused.contains("此处引用了“测试项目”，而该条目未公开"), "{refused}");
}

#[tokio::test]
async fn what_is_archived_while_others_name_it_is_called_by_its_name() {
    let scene = Scene::set().await;
    let form = scene.begin(&scene.official, "site/afa-road").await;
    let archive = "do=archive&entry=site%2Fafa-road&archive=Gone";
    form_of(&scene.desk.post(&draft_page(&form), &scene.official, archive).await);
    form_of(&scene.desk.post(&draft_page(&form), &scene.official, "do=send&reason=Gone").await);
    let refused = scene.desk.post(&review_page(&form), &scene.official, "do=approve").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = between(&refused.text(), "id=\"mistake\"", "</div>").expect("what is wrong").to_owned();
    assert!(said.contains("It names “Afa Road, Ningzhou”") && !said.contains("site/"), "{said}");
}

#[tokio::test]
async fn what_others_have_open_is_told_as_a_person_reads_it() {
    let scene = Scene::set().await;
    let theirs = scene.begin(&scene.partner, PROJECT).await;
    let (place, status) = ("divisions.1", "status");
    for (field, raw) in [(place, "panxi-town"), (status, "completed"), ("brand", "tongxin"), ("theme", "panxi-town")] {
        assert_eq!(scene.save(&scene.partner, &theirs, field, raw, field).await.status, StatusCode::OK);
    }
    let own = scene.begin(&scene.colleague, PROJECT).await;
    let html = scene.desk.read(&own.replace("/en/", "/zh/"), &scene.colleague).await.text();
    let told = |field: &str| {
        let after = html.split(&format!("id=\"problem-{field}\"")).nth(1).expect("the line of a control");
        between(after, "<ul class=\"others\">", "</ul>").unwrap_or_default().to_owned()
    };
    assert!(told(place).contains("盘溪镇") && !told(place).contains("panxi"), "{}", told(place));
    assert!(told(status).contains("已完成") && !told(status).contains("completed"), "{}", told(status));
    assert!(told("theme").contains("panxi-town"), "a text is not taken for a name: {}", told("theme"));
    let answer = scene.save(&scene.colleague, &own, place, "huaxi-town", "own").await.text();
    assert!(answer.contains("\"value\":\"Panxi Town\""), "{answer}");
}
