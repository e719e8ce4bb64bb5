//! Everything that a person can enter anew, from the empty form to the public page: one change with an entry of each kind
//! that has a form, typed by a partner, approved by an official, found where a visitor looks for it.

use crate::http_support::scene::{Scene, draft_page, encoded, review_page};
use app::domain::{form::KINDS, record::Kind};
use http::StatusCode;

const CITED: &str = "citations.0.source=huaning-tongxin-article&citations.0.locator=p.+2";

/// What is asked before the form: names, or what it belongs to.
fn begun(kind: Kind) -> String {
    let named = |word: &str| format!("name.zh={}&name.en=New+{word}", encoded(&format!("新的{word}")));
    match kind {
        Kind::Transaction | Kind::Budget | Kind::Participation => "of=project%2Fnew-project".into(),
        Kind::IndicatorValue => "of=indicator%2Fnew-indicator".into(),
        Kind::Indicator => format!("{}&of=project%2Fnew-project", named("indicator")),
        kind => named(kind.code()),
    }
}

/// What is typed into the form.
fn typed(kind: Kind) -> String {
    let own = match kind {
        Kind::Site => {
            "kind=square&division=panxi-town&location.lat=24.2247&location.lng=103.10105&location.datum=WGS-84\
            &location.precision=exact&location.method=measured&location.source=huaning-tongxin-article"
        }
        Kind::Project => {
            "kind=project&theme=transport&status=under+way&divisions.0=panxi-town&sites.0=new-site&pillars.0=projects\
            &stated_amount.number=7654321&stated_amount.unit=yuan&start=2024&end=2025-06"
        }
        Kind::Transaction => {
            "kind=donation&amount.number=123.4567&amount.unit=ten-thousand&in_kind=yes&date=2024-05-06\
            &provider=fic-yunnan&receiver=new-organisation"
        }
        Kind::Budget => "from=2024&to=2024&amount.number=2345678&amount.unit=yuan",
        Kind::Training => {
            "kind=course&subject.en=Grafting&subject.zh=%E5%AB%81%E6%8E%A5&sites.0=new-site&date=2024-07&participants=321\
            &women=123&cost.number=9876&cost.unit=yuan&part_of=new-project&pillars.0=training"
        }
        Kind::Aid => {
            "kind=goods&goods.0.en=Seedlings&goods.0.zh=%E8%8B%97%E6%9C%A8&donors.0=fic-yunnan&sites.0=new-site&households=456\
            &value.number=34567&value.unit=yuan&date=2024&pillars.0=livelihood"
        }
        Kind::Service => {
            "kind=medical&organiser=fic-yunnan&sites.0=new-site&date=2024-08-09&beneficiaries=567&pillars.0=livelihood"
        }
        Kind::Proposal => {
            "kind=proposal&count=3&bound=exact&counts.en=proposals&counts.zh=%E6%8F%90%E6%A1%88&topics.0.en=Roads\
            &topics.0.zh=%E9%81%93%E8%B7%AF&adopted=yes&divisions.0=panxi-town&pillars.0=proposals"
        }
        Kind::Indicator => "unit=people&ascending=yes&baseline.number=11&baseline.unit=people&pillars.0=projects",
        Kind::IndicatorValue => {
            "from=2024&to=2024&target.number=222&target.unit=people&actual.number=199&actual.unit=people&women=98"
        }
        Kind::Participation => "organisation=new-organisation&role=lead",
        Kind::Organisation => "kind=enterprise&level=county&pillars.0=organisation",
        Kind::Source => return "kind=report&date=2024-09&language=zh&note=Written+by+hand".into(),
        kind => panic!("{kind} has a form and no line here"),
    };
    format!("{own}&{CITED}")
}

#[tokio::test]
async fn an_entry_of_each_kind_is_entered_approved_and_found_where_a_visitor_looks() {
    let scene = Scene::set().await;
    let (desk, partner) = (&scene.desk, &scene.partner);
    let mut first: Option<String> = None;
    // What a new entry is called above, and the name that it is given.
    let mut given: Vec<(String, String)> = Vec::new();
    let with = |given: &[(String, String)], text: String| {
        given.iter().fold(text, |text, (called, name)| text.replace(called.as_str(), name))
    };
    // What others belong to comes first, as a person would enter them.
    let order = [Kind::Source, Kind::Organisation, Kind::Site, Kind::Project, Kind::Indicator];
    let kinds: Vec<Kind> =
        order.into_iter().chain(KINDS.iter().copied().filter(|kind| !order.contains(kind))).collect();
    assert_eq!(kinds.len(), KINDS.len());
    for (number, kind) in kinds.iter().copied().enumerate() {
        let address = format!("/en/desk/new/{}", kind.code().replace('_', "-"));
        let draft =
            first.as_ref().map_or(String::new(), |form| format!("&draft={}", form.split('/').nth(4).expect("a draft")));
        let sent = format!("key=n{number}&organisation=fic-yunnan{draft}&{}", with(&given, begun(kind)));
        let answer = desk.post(&address, partner, &sent).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{kind}: {}", answer.text());
        let form = answer.header("location").to_owned();
        assert_eq!(desk.post(&form, partner, &with(&given, typed(kind))).await.status, StatusCode::SEE_OTHER, "{kind}");
        let html = desk.read(&form, partner).await.text();
        let problems: Vec<&str> =
            html.split("class=\"problem\"").skip(1).filter_map(|part| part.split("</p>").next()).collect();
        assert!(problems.iter().all(|problem| problem.trim_end().ends_with('>')), "{kind}: {problems:?}");
        given.push((format!("new-{kind}"), form.rsplit_once('/').expect("its name").1.to_owned()));
        first.get_or_insert(form);
    }
    let form = first.expect("a form");
    let sent = desk.post(&draft_page(&form), partner, "do=send&reason=All+of+it+is+new").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let approved = desk.post(&review_page(&form), &scene.official, "do=approve").await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());

    for (page, seen) in [
        ("/en/site/new-site", &["New site", "24.22470", "New project", "New training", "New aid", "New service"][..]),
        (
            "/en/project/new-project",
            &["7,654,321", "1,234,567", "2,345,678", "New indicator", "199", "222", "New organisation"],
        ),
        ("/en/organisation/new-organisation", &["New project"]),
        ("/en/training/new-training", &["321", "123", "9,876", "Grafting"]),
        ("/en/aid/new-aid", &["456", "34,567", "Seedlings"]),
        ("/en/service/new-service", &["567"]),
        ("/en/proposal/new-proposal", &["Roads"]),
        ("/en/source/new-source", &["Written by hand"]),
        ("/en/funding", &["1,234,567", "2,345,678"]),
        ("/zh/project/new-project", &["新的project", ">2024年<", "2024年5月6日", "1,234,567"]),
    ] {
        let html = scene.public(&with(&given, page.to_owned())).await;
        for text in seen {
            assert!(html.contains(text), "{page} says {text}");
        }
    }
}
