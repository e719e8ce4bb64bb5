//! Lists over HTTP: what is asked stands in the address, the answer equals a count by hand, and nothing breaks them.

use crate::http_support::{
    Server, Setup,
    crawl::{between, links, text},
    programmes::{fictional_records, huaning, huaning_records},
};
use app::{
    atlas::query::Query,
    domain::{
        record::{Kind, Record, Records},
        slug::Slug,
        text::Phrase,
        training::Training,
    },
};
use http::StatusCode;
use std::collections::BTreeSet;

/// How many rows a list says that it has.
async fn rows(server: &Server, address: &str) -> usize {
    let answer = server.get(address, &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}");
    let html = answer.text();
    assert!(
        !html.contains("class=\"notices\""),
        "{address}: {}",
        between(&html, "class=\"notices\"", "</aside>").unwrap_or_default()
    );
    let count = text(between(&html, "class=\"count\"><strong>", "</strong>").expect("a count"));
    let digits: String = count.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("{address}: {count}"))
}

#[tokio::test]
async fn filters_count_what_a_reader_would_count() {
    let records: Records = fictional_records(60);
    let server = Setup::default().publishing(records.clone());
    let projects = || records.projects.values();
    assert_eq!(rows(&server, "/en/projects").await, projects().count());
    for status in ["under way", "carried out", "completed"] {
        // A project has its own status alone; what its parts have is said of them, which are rows themselves.
        let plain = status.replace(' ', "+");
        let expected = projects().filter(|project| project.status.code() == status).count();
        assert_eq!(rows(&server, &format!("/en/projects?status={plain}")).await, expected, "{status}");
        assert_eq!(rows(&server, &format!("/en/projects?status=-{plain}")).await, projects().count() - expected);
    }
    let stated = projects().filter(|project| project.stated_amount.is_some());
    let stated = stated.count();
    assert_eq!(rows(&server, "/en/projects?has=project.amount_stated").await, stated);
    assert_eq!(rows(&server, "/en/projects?has=-project.amount_stated").await, projects().count() - stated);
    for kind in ["commitment", "disbursement", "donation"] {
        let expected = records.transactions.values().filter(|moved| moved.kind.code() == kind).count();
        assert_eq!(rows(&server, &format!("/en/funding?kind={kind}")).await, expected, "{kind}");
        assert_eq!(rows(&server, &format!("/en/funding?kind=-{kind}")).await, records.transactions.len() - expected);
    }
    let giver = records.transactions.values().find_map(|moved| moved.provider.clone()).expect("a giver");
    let expected = records.transactions.values().filter(|moved| moved.provider.as_ref() == Some(&giver)).count();
    assert_eq!(rows(&server, &format!("/en/funding?giver={giver}")).await, expected);
    let year = records.transactions.values().find_map(|moved| moved.date.as_ref()).expect("a date").year();
    let expected =
        records.transactions.values().filter(|moved| moved.date.as_ref().is_some_and(|date| date.year() == year));
    assert_eq!(rows(&server, &format!("/en/funding?year={year}")).await, expected.count());
}

#[tokio::test]
async fn trainings_are_asked_by_subject_and_audience_in_the_words_of_the_page() {
    let records: Records = fictional_records(60);
    let server = Setup::default().publishing(records.clone());
    let trainings = || records.trainings.values();
    let address = |language: &str, pairs: &[(&str, &str)]| {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        format!("/{language}/trainings?{query}")
    };
    for (parameter, of) in [("taught", subject as fn(&Training) -> &Phrase), ("audience", audience)] {
        let asked = trainings().map(|training| of(training)).find(|phrase| phrase.zh.is_some() && phrase.en.is_some());
        let Phrase { zh: Some(zh), en: Some(en) } = asked.expect("a phrase in both languages") else { unreachable!() };
        let expected = trainings().filter(|training| of(training).zh.as_ref() == Some(zh)).count();
        assert!(expected < trainings().count(), "{parameter} tells nothing apart");
        for (language, words) in [("en", en), ("zh", zh)] {
            let asked = address(language, &[(parameter, zh)]);
            assert_eq!(rows(&server, &asked).await, expected, "{asked}");
            let page = server.get(&asked, &[]).await.text();
            let chip = text(between(&page, "class=\"conditions\"", "</nav>").expect("what is asked"));
            assert!(chip.contains(&**words), "{asked}: {chip}");
            let select = between(&page, &format!("name=\"{parameter}\""), "</select>").expect("the filter");
            assert!(text(select).contains(&format!("{words} ({expected})")), "{asked}: {select}");
        }
        let without = address("en", &[(parameter, &format!("-{zh}"))]);
        assert_eq!(rows(&server, &without).await, trainings().count() - expected, "{without}");
    }
}

fn subject(training: &Training) -> &Phrase {
    &training.subject
}

fn audience(training: &Training) -> &Phrase {
    &training.audience
}

/// By hand: townships that a training names, itself or by a site, less those of a project with an amount.
fn trained_without_amount(records: &Records) -> BTreeSet<Slug> {
    let township_of = |division: &Slug| {
        let mut id = division.clone();
        loop {
            let record = records.divisions.get(&id)?;
            if record.level.code() == "township" {
                return Some(id);
            }
            id = record.parent.clone()?;
        }
    };
    let of = |sites: &[Slug], divisions: &[Slug]| -> Vec<Slug> {
        let at = sites.iter().filter_map(|site| records.sites.get(site)).map(|site| site.division.clone());
        at.chain(divisions.iter().cloned()).filter_map(|division| township_of(&division)).collect()
    };
    let trainings = records.trainings.values();
    let trained = trainings.flat_map(|training| of(&training.sites, training.division.as_slice()));
    let stated = records.projects.values().filter(|project| project.stated_amount.is_some());
    let funded: Vec<Slug> = stated.flat_map(|project| of(&project.sites, &project.divisions)).collect();
    trained.filter(|township| !funded.contains(township)).collect()
}

#[tokio::test]
async fn the_question_of_the_townships_is_asked_and_answered() {
    let address = "/en/townships?has=training&has=-project.amount_stated";
    // In Huaning every training is for the whole county; one is moved to a town here, so that there is an answer.
    let mut moved = huaning_records();
    let id = Slug::new("citrus-walnut-training").expect("a slug");
    let mut training = (*moved.trainings[&id]).clone();
    training.division = Slug::new("huaxi-town").ok();
    moved.insert(Record::Training(training.into()));
    let mut seen = 0;
    for records in [huaning_records(), moved, fictional_records(25), fictional_records(60)] {
        let server = Setup::default().publishing(records.clone());
        let page = server.get("/en/townships", &[]).await.text();
        let expected = trained_without_amount(&records);
        let is_offered = links(&page).iter().any(|link| link == address);
        assert_eq!(is_offered, !expected.is_empty(), "a question is offered where there is an answer");
        assert_eq!(rows(&server, address).await, expected.len());
        let answer = server.get(address, &[]).await.text();
        for township in expected {
            assert!(answer.contains(&format!("/en/township/{township}\"")), "{township}");
            seen += 1;
        }
    }
    assert!(seen > 0, "in none of the programmes the answer holds a township");
}

#[tokio::test]
async fn what_was_asked_stands_in_the_form_and_can_be_taken_away() {
    let server = huaning();
    let html =
        server.get("/en/projects?status=carried+out&theme=education&in=-panxi-town&q=a&sort=name", &[]).await.text();
    for part in [
        "<option value=\"carried out\" selected",
        "<option value=\"education\" selected",
        "<option value=\"name\" selected",
        "<input type=\"hidden\" name=\"in\" value=\"-panxi-town\"",
        "value=\"a\"",
    ] {
        assert!(html.contains(part), "{part}");
    }
    let conditions = between(&html, "class=\"conditions\"", "</nav>").expect("the conditions");
    assert!(text(conditions).contains("not Panxi Town"), "{conditions}");
    let without = links(conditions);
    assert_eq!(without.len(), 4, "{without:?}");
    assert!(without.iter().all(|link| link.contains("sort=name") && link.matches('=').count() == 4), "{without:?}");
    assert!(html.contains("action=\"/en/projects\""));
}

#[tokio::test]
async fn what_is_not_understood_is_named() {
    let server = huaning();
    for (query, named) in [
        ("status=finished", "status"),
        ("theme=volcanoes", "volcanoes"),
        ("year=soon", "soon"),
        ("giver=nobody", "nobody"),
        ("colour=red", "colour"),
        ("page=-1", "page"),
        ("has=-volcano", "-volcano"),
        ("kind=%3Cscript%3Ealert(1)%3C/script%3E", "<script>alert(1)"),
        ("page=99999999999999999999", "99999999999999999999"),
    ] {
        for list in ["projects", "funding", "townships", "trainings"] {
            let address = format!("/en/{list}?{query}");
            let html = server.get(&address, &[]).await.text();
            let notices =
                between(&html, "class=\"notices\"", "</aside>").unwrap_or_else(|| panic!("{address}: nothing said"));
            assert!(text(notices).contains(named), "{address}: {}", text(notices));
            assert!(!html.contains("<script>alert"), "{address}");
        }
    }
}

#[tokio::test]
async fn long_lists_have_pages() {
    let records = fictional_records(120);
    let server = Setup::default().publishing(records.clone());
    let first = server.get("/en/projects", &[]).await.text();
    assert!(first.contains("rel=\"next\"") && !first.contains("rel=\"prev\""));
    let second = server.get("/en/projects?page=2", &[]).await.text();
    assert!(second.contains("rel=\"prev\""));
    let beyond = server.get("/en/projects?page=4000", &[]).await.text();
    assert!(
        beyond.contains("rel=\"prev\"") && !beyond.contains("rel=\"next\""),
        "the last page stands for what is beyond"
    );
    let cards = |html: &str| -> Vec<String> {
        html.split("<li id=\"")
            .skip(1)
            .filter(|rest| rest.contains("class=\"card\""))
            .filter_map(|rest| rest.split('"').next())
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(cards(&first).len(), Query::PAGE_ROWS);
    assert!(cards(&second).iter().all(|card| !cards(&first).contains(card)));
}

#[tokio::test]
async fn totals_and_charts_explain_themselves() {
    let server = huaning();
    for (language, at_least, left_out) in
        [("en", "at least 10.2 million yuan", "No amount stated: 42"), ("zh", "至少1,020万元", "未写明金额：42")]
    {
        let html = server.get(&format!("/{language}/projects"), &[]).await.text();
        let totals = text(between(&html, "class=\"explained\"", "</section>").expect("totals"));
        assert!(totals.contains(at_least), "{totals}");
        assert!(totals.contains(left_out), "{totals}");
        let chart = between(&html, "<figure id=\"chart\"", "</figure>").expect("a chart");
        assert!(chart.contains("<figcaption>") && chart.contains("role=\"img\"") && chart.contains("<table>"));
        assert!(!chart.contains("style="));
        // The table behind the chart holds every project once, and so does the caption.
        let cells = chart.split("<td class=\"amount\">").skip(1).filter_map(|rest| rest.split('<').next());
        let sum: usize = cells.map(|cell| cell.replace(',', "").parse::<usize>().expect("a number")).sum();
        let projects = huaning_records().projects.len();
        assert_eq!(sum, projects);
        let caption = text(between(chart, "<figcaption>", "</figcaption>").expect("a caption"));
        assert!(caption.contains(&projects.to_string()), "{caption}");
    }
    let fictional = Setup::default().publishing(fictional_records(40));
    for list in ["funding", "organisations", "townships", "sites"] {
        let html = fictional.get(&format!("/zh/{list}"), &[]).await.text();
        assert!(html.contains("<figure id=\"chart\""), "{list}");
    }
}

#[tokio::test]
async fn what_is_no_page_is_not_found() {
    let server = huaning();
    for address in [
        "/zh/project/nothing",
        "/zh/organisation/panxi-town",
        "/zh/county/panxi-town",
        "/zh/township/huaning-county",
        "/zh/township/yunnan-province",
        "/zh/figure/fig-mountain-share",
        "/zh/nothing",
        "/fr/projects",
        "/zh/report/x",
    ] {
        let answer = server.get(address, &[("accept", "text/html")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert!(answer.text().contains("class=\"failure\""), "{address}");
        assert!(!answer.text().contains("rel=\"canonical\""), "{address}");
    }
    let answer = server.get("/api/page?address=%2Fzh%2Fproject%2Fnothing", &[]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let answer = server.get("/api/page?address=%2Fen%2Fabout", &[]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text().contains("Tongxin demonstration sites of Huaning County"));
}

#[tokio::test]
async fn the_sheet_of_the_written_pages_is_there_under_the_name_of_its_content() {
    let server = huaning();
    let config = server::config::Config::default().assets();
    let answer = server.get(&config.pages_style, &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", config.pages_style);
    assert!(answer.header("cache-control").contains("immutable"));
    assert!(answer.header("content-type").starts_with("text/css"));
}

#[tokio::test]
async fn what_a_record_says_is_never_markup() {
    const EVIL: &str = "</title><script>alert(1)</script>\"'&";
    let mut records = huaning_records();
    let mut evil = |kind: Kind, id: &str| {
        let entry = app::domain::record::EntryId::new(kind, Slug::new(id).expect("a slug"));
        let mut body = records.get(&entry).expect("a record").to_json();
        for text in
            ["/name/zh", "/name/en", "/summary/zh", "/summary/en", "/reading_note", "/citations/0/locator", "/kind"]
        {
            if (text != "/kind" || kind == Kind::Site)
                && let Some(place) = body.pointer_mut(text)
            {
                *place = EVIL.into();
            }
        }
        records.insert(Record::from_json(kind, &body).expect("a record"));
    };
    evil(Kind::Project, "panxi-national-unity-zone-project");
    evil(Kind::Organisation, "democratic-parties-yunnan");
    evil(Kind::Site, "panxi-tongxin-square");
    evil(Kind::Division, "panxi-town");
    evil(Kind::Figure, "fig-mountain-share");
    let server = Setup::default().publishing(records);
    for page in [
        "project/panxi-national-unity-zone-project",
        "organisation/democratic-parties-yunnan",
        "site/panxi-tongxin-square",
        "township/panxi-town",
        "county/huaning-county",
        "source/huaning-tongxin-article",
        "projects?org=democratic-parties-yunnan&in=panxi-town",
        "organisations",
        "townships",
        "sites",
        "figures",
        "about",
        "data",
        "",
    ] {
        for language in ["zh", "en"] {
            let html = server.get(&format!("/{language}/{page}"), &[]).await.text();
            assert!(!html.contains("<script>alert"), "/{language}/{page}");
            assert_eq!(html.matches("</title>").count(), html.matches("<title>").count(), "/{language}/{page}");
        }
    }
}

#[tokio::test]
async fn what_an_address_says_in_vain_is_said_to_be_in_vain() {
    let server = huaning();
    for (address, sentence) in [
        ("/en/projects?page=999", "The list has no “page” “999”; this is its last page."),
        ("/en/projects?page=1&page=2", "“page” stands there more than once; “1” was ignored, the last one holds."),
        ("/en/?page=999", "The list has no “page” “999”; this is its last page."),
        ("/en/?lat=24.2", "A position needs lat, lng and z together; “lat”, “24.2”, was ignored."),
        ("/en/?sel=nope", "“sel” has no value “nope”; it was ignored."),
        ("/zh/?lat=24.2&lat=24.3&lng=103&z=10", "参数“lat”出现多次，以最后一个为准，“24.2”已忽略。"),
        ("/en/figures?part=nothing", "“part” has no value “nothing”; it was ignored."),
        ("/en/figures?colour=red", "There is no parameter “colour”; it was ignored."),
        ("/en/about?colour=red", "There is no parameter “colour”; it was ignored."),
        ("/en/site/panxi-tongxin-square?page=2", "There is no parameter “page”; it was ignored."),
        ("/zh/source/huaning-tongxin-article?x=1", "没有名为“x”的参数，已忽略。"),
    ] {
        let text = server.get(address, &[("accept", "text/html")]).await.text();
        assert!(text.contains(sentence), "{address} says: {sentence}");
        let plain = address.split('?').next().unwrap_or_default();
        let plain = server.get(plain, &[("accept", "text/html")]).await.text();
        assert!(!plain.contains("class=\"notices\""), "{address}: nothing is said without cause");
    }
    let selected = server.get("/en/?sel=panxi-tongxin-square&lat=24.2&lng=103&z=10", &[("accept", "text/html")]).await;
    assert!(!selected.text().contains("class=\"notices\""));
    let many = (0..700).map(|n| format!("has=project.org_{n}&")).collect::<String>();
    let answer = server.get(&format!("/en/projects?{}", &many[..4000]), &[("accept", "text/html")]).await;
    assert!(answer.text().contains("There are too many conditions “has”"), "{}", answer.status);
}
