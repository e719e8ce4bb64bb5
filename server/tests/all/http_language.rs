//! `/`, the addresses without their slash, and the switch of language.

use crate::http_support::{Setup, server};
use http::StatusCode;

#[tokio::test]
async fn the_start_is_in_the_visitors_language() {
    let server = server();
    for (address, headers, to) in [
        ("/", &[][..], "/zh/"),
        ("/", &[("accept-language", "en-GB,en;q=0.9")], "/en/"),
        ("/", &[("accept-language", "zh-CN,zh;q=0.9,en;q=0.8")], "/zh/"),
        ("/", &[("accept-language", "zh;q=0.1, en;q=0.2")], "/en/"),
        ("/", &[("accept-language", "fr")], "/zh/"),
        ("/", &[("accept-language", "en"), ("cookie", "language=zh")], "/zh/"),
        ("/?in=a&q=%E7", &[("cookie", "language=en")], "/en/?in=a&q=%E7"),
    ] {
        let answer = server.get(address, headers).await;
        assert_eq!(answer.status, StatusCode::FOUND, "{headers:?}");
        assert_eq!(answer.header("location"), to, "{headers:?}");
        assert_eq!(answer.header("vary"), "Accept-Language, Cookie");
        assert_eq!(answer.header("set-cookie"), "");
    }
}

#[tokio::test]
async fn a_missing_slash_is_added_for_good() {
    let server = server();
    for (address, to) in [("/zh", "/zh/"), ("/en", "/en/"), ("/en?in=a", "/en/?in=a")] {
        let answer = server.get(address, &[]).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::PERMANENT_REDIRECT, to));
    }
}

#[tokio::test]
async fn a_slash_too_many_is_dropped_for_good() {
    let server = server();
    for (address, to) in [
        ("/zh/projects/", "/zh/projects"),
        ("/en/figures/?a=b&q=%E7", "/en/figures?a=b&q=%E7"),
        ("/zh/site/panxi-square/", "/zh/site/panxi-square"),
        ("/en/history/site/panxi-square/", "/en/history/site/panxi-square"),
        ("/en/desk/monitor/", "/en/desk/monitor"),
    ] {
        for _ in 0..2 {
            let answer = server.get(address, &[]).await;
            assert_eq!((answer.status, answer.header("location")), (StatusCode::PERMANENT_REDIRECT, to));
        }
    }
    for address in ["/zh/nothing/", "/zh/projects//", "//evil.example/zh/", "/projects/"] {
        assert_eq!(server.get(address, &[("accept", "text/html")]).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert_eq!(server.get("/zh/", &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_switch_remembers_and_goes_to_our_own_pages_only() {
    let server = server();
    for (address, to) in [
        ("/language/en", "/en/"),
        ("/language/zh?to=", "/zh/"),
        ("/language/en?to=%2Fen%2Fsites%2Fa%3Fin%3Db%26z%3D9", "/en/sites/a?in=b&z=9"),
        ("/language/en?to=/en/?q=%25E7%259B%2598", "/en/?q=%E7%9B%98"),
        ("/language/en?to=https://evil.example/", "/en/"),
        ("/language/en?to=//evil.example/en/", "/en/"),
        ("/language/en?to=/%5Cevil.example", "/en/"),
        ("/language/en?to=%2F%09%2Fevil.example", "/en/"),
        ("/language/en?to=/en/%0d%0aSet-Cookie:%20session=1", "/en/"),
        ("/language/en?to=/en/../..//evil.example", "/en/"),
        ("/language/en?to=/language/zh", "/en/"),
        ("/language/en?to=javascript:alert(1)", "/en/"),
        ("/language/en?to=%FF", "/en/"),
    ] {
        let answer = server.get(address, &[]).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, to), "{address}");
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with(&format!("language={}; ", &address[10..12])), "{cookie}");
        for part in ["Path=/", "SameSite=Lax", "Max-Age=31536000"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Secure"), "plain http is how it is first tried out");
        assert_eq!(answer.headers.get_all("set-cookie").iter().count(), 1);
    }
}

#[tokio::test]
async fn over_https_the_choice_is_sent_over_https_only() {
    let server = Setup { public_url: Some("https://atlas.example"), ..Setup::default() }.server();
    assert!(server.get("/language/zh", &[]).await.header("set-cookie").ends_with("; Secure"));
}

#[tokio::test]
async fn a_language_that_we_do_not_speak_is_not_remembered() {
    let answer = server().get("/language/fr?to=/zh/", &[("accept", "text/html")]).await;
    assert_eq!(answer.header("set-cookie"), "");
    assert_eq!(answer.header("location"), "");
}
