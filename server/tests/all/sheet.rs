//! Sheets for the printer: what stands on them, and what must not.

use crate::export_support;

use crate::export_support::{huaning, made_up, serving};
use crate::http_support::{Answer, Setup};
use http::StatusCode;

const HOST: [(&str, &str); 1] = [("host", "atlas.example")];

fn whole(answer: &Answer) -> String {
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/html; charset=utf-8"));
    assert_eq!(answer.header("cache-control"), "private, no-cache", "it has the day and the host on it");
    let text = answer.text();
    assert!(text.starts_with("<!DOCTYPE html><html lang="), "{text}");
    assert!(!text.contains("<script") && !text.contains(" style="), "no script, no style attribute");
    assert!(text.contains(&format!("<style nonce=\"{}\">", answer.nonce())), "the style that the policy allows");
    text
}

#[tokio::test]
async fn a_question_on_paper_has_everything_that_a_reader_asks_for() {
    let server = serving(&huaning());
    for (language, words) in [
        ("en", ["Township", "Panxi Town", "Legend", "1 January 1970", "Data version 7", "foo", "Tongxin Square"]),
        ("zh", ["乡镇（街道）", "盘溪镇", "图例", "1970年1月1日", "7", "foo", "盘溪"]),
    ] {
        let text = whole(&server.get(&format!("/{language}/sheet?in=panxi-town&foo=1"), &HOST).await);
        for word in words {
            assert!(text.contains(word), "{language}: {word}");
        }
        assert!(text.contains("GS(2024)0650"), "the approval number of the map");
        assert!(text.contains("<svg class=\"base\"") && text.contains("<g class=\"bar\""), "map and scale");
        assert!(text.contains("<svg class=\"qr\""), "the code");
        assert!(text.contains(&format!("http://atlas.example/{language}/?in=panxi-town")), "the live view in words");
        let listed = text.matches("<tr>").count() - 1;
        let csv = server.get(&format!("/{language}/export/sites.csv?in=panxi-town"), &[]).await;
        assert_eq!(listed + 1, export_support::rows(&csv).len(), "{language}");
    }
}

#[tokio::test]
async fn a_place_on_paper_says_what_its_page_says() {
    let server = serving(&huaning());
    for (language, path, words) in [
        ("en", "site/panxi-tongxin-square", ["Tongxin Square", "Sources", "Legend"]),
        ("zh", "site/panxi-tongxin-square", ["盘溪", "来源", "图例"]),
        ("en", "township/panxi-town", ["Panxi Town", "Sites", "Legend"]),
        ("en", "county/huaning-county", ["Huaning County", "Figures", "Townships"]),
    ] {
        let answer = server.get(&format!("/{language}/{path}/sheet"), &HOST).await;
        let text = whole(&answer);
        for word in words {
            assert!(text.contains(word), "{path}: {word}");
        }
        assert!(
            text.contains("<svg class=\"qr\"") && text.contains(&format!("http://atlas.example/{language}/{path}"))
        );
        assert!(text.contains("<svg class=\"base\""), "{path}: its map");
        assert!(!text.contains("<details class"), "nothing is folded away on paper");
    }
}

#[tokio::test]
async fn a_place_that_is_not_stated_has_no_map() {
    let records = huaning();
    let server = serving(&records);
    let site = records.sites.values().find(|site| site.location.is_none()).expect("a site without a place");
    let text = whole(&server.get(&format!("/en/site/{}/sheet", site.id), &HOST).await);
    assert!(text.contains("Place not stated") && !text.contains("<svg class=\"base\""));
}

#[tokio::test]
async fn what_is_not_there_is_a_true_404() {
    let server = serving(&huaning());
    for path in ["site/nothing", "township/nothing", "county/%FF", "project/x", "site/panxi-town"] {
        let answer = server.get(&format!("/en/{path}/sheet"), &[("accept", "text/html")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_host_that_is_none_gets_no_code() {
    let server = serving(&huaning());
    for headers in [&[][..], &[("host", "evil.example\"><script>")], &[("host", "a b")]] {
        let text = whole(&server.get("/zh/sheet", headers).await);
        assert!(!text.contains("<svg class=\"qr\"") && !text.contains("evil"));
    }
    let public = Setup { public_url: Some("https://atlas.example"), ..Setup::default() }.server();
    assert!(public.publisher.publish(export_support::atlas(&huaning())));
    let text = whole(&public.get("/zh/sheet", &[("host", "elsewhere.example")]).await);
    assert!(text.contains("https://atlas.example/zh/") && !text.contains("elsewhere"));
}

#[tokio::test]
async fn a_long_list_says_how_much_of_it_is_there_and_a_made_up_one_that_it_is() {
    let server = serving(&made_up(500, 1));
    let text = whole(&server.get("/en/sheet", &HOST).await);
    assert_eq!(text.matches("<tr>").count(), 401);
    assert!(text.contains("The first 400 of 500 rows"));
    assert!(text.contains("This data set is fictional"));
    let place = whole(
        &server.get(&format!("/en/site/{}/sheet", made_up(500, 1).sites.keys().next().expect("a site")), &HOST).await,
    );
    assert!(place.contains("This data set is fictional"));
}

#[tokio::test]
async fn an_address_too_long_for_a_code_is_still_a_sheet() {
    let server = serving(&huaning());
    let long = format!("/en/sheet?q={}", "a%20".repeat(2000));
    whole(&server.get(&long, &HOST).await);
}
