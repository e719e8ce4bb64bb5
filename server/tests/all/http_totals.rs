//! Totals over HTTP: what is said of them leads to the very rows that it speaks of, or nowhere.

use crate::http_support::{
    Server, Setup,
    crawl::{between, links, text},
    programmes::{fictional_records, huaning_records},
};
use app::{atlas::query::Subject, domain::record::Records};
use http::StatusCode;
use std::collections::{BTreeMap, BTreeSet};

/// The number at the end of what is said, such as “Counted: 1,200 records”.
fn number(said: &str) -> usize {
    let digits: String = said.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("no number in {said}"))
}

/// How many rows a list says that it has; it must understand all that it is asked.
async fn rows(server: &Server, address: &str) -> usize {
    let answer = server.get(address, &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}");
    let html = answer.text();
    assert!(!html.contains("class=\"notices\""), "{address} is not understood");
    number(&text(between(&html, "class=\"count\"><strong>", "</strong>").expect("a count")))
}

/// What a page says of its totals: the rule and the words, with the link that stands on them.
fn said(html: &str) -> Vec<(String, String, Option<String>)> {
    let mut all = Vec::new();
    for total in html.split("<details class=\"total\">").skip(1).filter_map(|rest| rest.split("</details>").next()) {
        let rule = text(between(total, "class=\"rule\">", "</span>").expect("a rule"));
        let counted = between(total, "<div><p>", "</p>").expect("what was counted");
        let left_out = total.split("<li>").skip(1).filter_map(|rest| rest.split("</li>").next());
        for words in std::iter::once(counted).chain(left_out) {
            all.push((rule.clone(), text(words), links(words).pop()));
        }
    }
    all
}

/// Questions about a list: everything, and by place, pillar, status, words and the part of a map.
fn questions(records: &Records) -> Vec<String> {
    let divisions = records.divisions.values().filter(|division| division.name.is_some());
    let mut questions: Vec<String> = divisions.map(|division| format!("in={}", division.id)).take(12).collect();
    let townships = records.divisions.values().filter(|division| division.level.code() == "township");
    questions.extend(townships.map(|township| format!("in={}", township.id)).take(6));
    for question in
        ["", "pillar=training", "status=under+way", "has=project.amount_stated", "q=a", "bbox=102,24,103,25", "page=2"]
    {
        questions.push(question.to_owned());
    }
    questions
}

/// Follows every link of every total, and gives back what had one: the list, the rule and the words before the number.
async fn every_number_leads_to_its_rows(records: Records) -> BTreeSet<String> {
    let server = Setup::default().publishing(records.clone());
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut leading = BTreeSet::new();
    let questions = questions(&records);
    for (subject, question) in Subject::ALL.iter().flat_map(|subject| questions.iter().map(move |one| (subject, one))) {
        let address = format!("/en/{subject}?{question}");
        let html = server.get(&address, &[]).await.text();
        for (rule, words, link) in said(&html) {
            let Some(link) = link else { continue };
            if !counts.contains_key(&link) {
                counts.insert(link.clone(), rows(&server, link.trim_end_matches("#list")).await);
            }
            assert_eq!(counts[&link], number(&words), "{address}: “{rule}”, “{words}” leads to {link}");
            let said = words.split(':').next().unwrap_or_default();
            leading.insert(format!("{subject}: {rule}: {said}"));
        }
    }
    leading
}

/// What must lead somewhere: a total whose links were all left out would pass otherwise.
fn holds(leading: &BTreeSet<String>, wanted: &[&str]) {
    for one in wanted {
        assert!(leading.contains(*one), "“{one}” leads nowhere; these do: {leading:#?}");
    }
}

#[tokio::test]
async fn what_a_total_says_leads_to_its_rows_in_huaning() {
    let wanted = [
        "projects: Rows that match: Counted",
        "projects: Rows that match: Belongs to the whole county",
        "projects: Sites they stand at: Counted",
        "trainings: Sites they stand at: Counted",
        "townships: Sites they stand at: Counted",
        "townships: Projects that belong to them: Counted",
        "aid: Rows that match: Counted",
        "aid: Rows that match: Belongs to the whole county",
        "aid: Sites they stand at: Belongs to the whole county",
        "aid: Sites they stand at: A place is stated, but no site",
    ];
    holds(&every_number_leads_to_its_rows(huaning_records()).await, &wanted);
}

#[tokio::test]
async fn what_a_total_says_leads_to_its_rows_in_a_made_up_county() {
    let wanted = [
        "funding: Sum of money received: Counted",
        "funding: Sum of money promised (never added to what was paid): Counted",
        "funding: Sum of money paid out to other bodies: Counted",
        "funding: Sum of money spent on goods and services: Counted",
        "projects: Rows that match: Counted",
        "projects: Rows that match: Belongs to the whole county",
        "projects: Sites they stand at: Counted",
        "services: Sites they stand at: Counted",
        "townships: Projects that belong to them: Counted",
        "townships: Trainings that belong to them: Counted",
        "trainings: Rows that match: Belongs to the whole county",
    ];
    holds(&every_number_leads_to_its_rows(fictional_records(60)).await, &wanted);
}
