//! Signing in and out, and one's own account, as browsers find them.

use crate::http_support;

use crate::http_support::{
    Setup,
    crawl::between,
    desk::{DAY, DeskServer, HOUR, MINUTE, TOWN, after, cookie_of},
};
use app::domain::account::{AccountId, Role};
use http::StatusCode;

const PASSWORD: &str = "plum+rain+on+slate+7";

/// Somebody who was invited and has chosen a password; answers the cookie.
async fn partner(desk: &DeskServer) -> String {
    let cookie = desk.signed_in("p1", Role::Partner, &["county-hospital"], Some(TOWN)).await;
    let set = desk.post("/en/desk/account", &cookie, &format!("do=password&new={PASSWORD}")).await;
    assert_eq!((set.status, set.header("location")), (StatusCode::SEE_OTHER, "/en/desk/account?done=password"));
    cookie
}

async fn sign_in(desk: &DeskServer, login: &str, password: &str) -> http_support::Answer {
    desk.post("/en/desk/sign-in", "", &format!("login={login}&password={password}&next=%2Fen%2Fdesk%2Faccount")).await
}

#[tokio::test]
async fn an_invitation_signs_in_once() {
    let desk = DeskServer::start(Setup::default()).await;
    let link = desk.invited("p1", Role::Partner, &[], Some(TOWN)).await;
    for _ in 0..2 {
        let page = desk.read(&link, "").await;
        assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
        assert!(page.text().contains("Name of p1") && page.text().contains(&format!("action=\"{link}\"")));
    }
    let used = desk.post(&link, "", "").await;
    assert_eq!((used.status, used.header("location")), (StatusCode::SEE_OTHER, "/en/desk/account?done=signed-in"));
    let set = used.header("set-cookie").to_owned();
    assert!(set.starts_with("session=") && set.ends_with("; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax"), "{set}");
    let page = desk.read(used.header("location"), &cookie_of(&used)).await.text();
    assert!(page.contains("Choose a password, so that you can sign in again"));
    assert!(!page.contains("name=\"old\""), "who was invited has no old password");
    for again in [desk.post(&link, "", "").await, desk.read(&link, "").await] {
        assert_eq!(again.status, StatusCode::GONE);
        assert!(again.text().contains("This link cannot be used any more") && again.header("set-cookie").is_empty());
    }
    let late = desk.invited("p2", Role::Partner, &[], None).await;
    after(7 * DAY);
    assert_eq!(desk.post(&late, "", "").await.status, StatusCode::GONE);
    assert_eq!(desk.read("/en/desk/link/nobody-made-this", "").await.status, StatusCode::GONE);
}

#[tokio::test]
async fn who_signs_in_comes_back_and_who_signs_out_is_out() {
    let desk = DeskServer::start(Setup::default()).await;
    let first = partner(&desk).await;
    let answer = sign_in(&desk, "P1", PASSWORD).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/en/desk/account"));
    let cookie = cookie_of(&answer);
    assert_ne!(cookie, first, "each session has a token of its own");
    let page = desk.read("/en/desk/account", &cookie).await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
    assert_eq!(page.text().matches("value=\"end\"").count(), 1, "the other device can be signed out");
    // What everybody may read is not kept for others when it was made for one.
    assert_eq!(desk.read("/en/about", &cookie).await.header("cache-control"), "no-store");

    // In the same browser once more: the session before ends.
    let headers = [("cookie", cookie.as_str()), ("sec-fetch-site", "same-origin")];
    let form = format!("login=p1&password={PASSWORD}");
    let again = desk.server.ask("POST", "/en/desk/sign-in", &headers, form.into()).await;
    assert_eq!(desk.read("/en/desk/account", &cookie).await.status, StatusCode::UNAUTHORIZED);
    let cookie = cookie_of(&again);

    let out = desk.post("/en/desk/account", &cookie, "do=sign-out").await;
    assert_eq!((out.status, out.header("location")), (StatusCode::SEE_OTHER, "/en/desk/sign-in"));
    assert!(out.header("set-cookie").starts_with("session=; ") && out.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(desk.read("/en/desk/account", &cookie).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(desk.read("/en/desk/account", &first).await.status, StatusCode::OK, "the other device is not concerned");
}

#[tokio::test]
async fn a_refusal_does_not_tell_whether_there_is_an_account() {
    let desk = DeskServer::start(Setup::default()).await;
    partner(&desk).await;
    desk.invited("p2", Role::Partner, &[], None).await;
    let mut pages = Vec::new();
    for (login, password) in [("p1", "wrong+password+of+them"), ("p2", PASSWORD), ("p9", PASSWORD), ("p1", "")] {
        let answer = sign_in(&desk, login, password).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{login}");
        assert!(answer.header("set-cookie").is_empty());
        let page = answer.text();
        assert!(page.contains(&format!("value=\"{login}\"")), "the name that was typed stays");
        assert!(!page.contains("slate") && !page.contains("wrong password of"), "a password is never shown again");
        let main = between(&page, "<main", "</main>").expect("a page").replace(login, "?");
        pages.push(main);
    }
    assert!(pages.windows(2).all(|pair| pair[0] == pair[1]), "one answer for all");
    for strange in ["a%00b", "%E2%80%AEx", "%3Cscript%3E", &"x".repeat(5000)] {
        let answer = sign_in(&desk, strange, "x").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!answer.text().contains("<script>x"));
    }
}

#[tokio::test]
async fn trying_is_slowed_down_for_a_name_and_for_an_address() {
    let desk = DeskServer::start(Setup::default()).await;
    partner(&desk).await;
    // A name that is nobody's is counted in the same way.
    for login in ["p1", "p9"] {
        for _ in 0..10 {
            assert_eq!(sign_in(&desk, login, "wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let answer = sign_in(&desk, login, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(answer.text().contains("Please wait 15 min"));
    }
    let mut last = StatusCode::OK;
    for number in 0..25 {
        last = sign_in(&desk, &format!("other{number}"), "wrong").await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS, "one address cannot go through all names");
    let elsewhere = [("x-forwarded-for", "198.51.100.7"), ("sec-fetch-site", "same-origin")];
    let answer = desk.server.ask("POST", "/en/desk/sign-in", &elsewhere, "login=p7&password=x".into()).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "another address is not concerned");
}

#[tokio::test]
async fn what_works_is_no_try() {
    let desk = DeskServer::start(Setup::default()).await;
    let cookie = partner(&desk).await;
    // An office behind one address: links, passwords, and a password that is changed with the old one.
    for number in 0..45 {
        let link = desk.invited(&format!("new{number}"), Role::Partner, &[], None).await;
        assert_eq!(desk.post(&link, "", "").await.status, StatusCode::SEE_OTHER, "link {number}");
    }
    for number in 0..45 {
        assert_eq!(sign_in(&desk, "p1", PASSWORD).await.status, StatusCode::SEE_OTHER, "sign-in {number}");
    }
    // Long enough after the link, which allowed a password to be chosen without the old one.
    after(2 * HOUR);
    for number in 0..12 {
        let form = format!("do=password&old={PASSWORD}&new={PASSWORD}");
        let changed = desk.post("/en/desk/account", &cookie, &form).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "change {number}");
    }
    // Who is told to wait for one name does not shut the others out.
    for _ in 0..50 {
        sign_in(&desk, "p9", "wrong").await;
    }
    assert_eq!(sign_in(&desk, "p8", "wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn guesses_side_by_side_count_each() {
    let desk = DeskServer::start(Setup::default()).await;
    partner(&desk).await;
    let guesses = (0..30).map(|number| sign_in(&desk, "p1", if number == 29 { PASSWORD } else { "wrong" }));
    let statuses: Vec<_> = futures::future::join_all(guesses).await.iter().map(|answer| answer.status).collect();
    let wrong = statuses.iter().filter(|status| **status == StatusCode::UNPROCESSABLE_ENTITY).count();
    assert_eq!((wrong, statuses[29]), (10, StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
    for number in 0..29 {
        assert_eq!(
            desk.post(&format!("/en/desk/link/nobody-made-{number}-this"), "", "").await.status,
            StatusCode::GONE
        );
    }
    let refused = desk.post("/en/desk/link/nobody-made-this-either", "", "").await;
    assert_eq!(refused.status, StatusCode::GONE, "39 of 40");
    let refused = desk.post("/en/desk/link/nobody-made-this-either", "", "").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "a link cannot be guessed for ever");
}

#[tokio::test]
async fn a_session_ends_by_itself() {
    let desk = DeskServer::start(Setup::default()).await;
    let cookie = partner(&desk).await;
    let seen = async || {
        let id = AccountId::new("p1").expect("an id");
        desk.database.sessions(&id, 0, i64::MIN).await.expect("sessions")[0].seen_at
    };
    let began = seen().await;
    after(MINUTE - 1);
    desk.read("/en/desk/account", &cookie).await;
    assert_eq!(seen().await, began, "reading does not write more than once a minute");
    after(MINUTE);
    desk.read("/en/desk/account", &cookie).await;
    assert_eq!(seen().await, began + MINUTE);
    // Used again and again, but not for ever.
    let mut ended = None;
    for hours in (11..).step_by(11) {
        after(hours * HOUR);
        if desk.read("/en/desk/account", &cookie).await.status != StatusCode::OK {
            ended = Some(hours);
            break;
        }
    }
    assert!(ended.is_some_and(|hours| (14 * 24..14 * 24 + 11).contains(&hours)), "{ended:?}");
    after(15 * DAY);
    let cookie = cookie_of(&sign_in(&desk, "p1", PASSWORD).await);
    after(15 * DAY + 12 * HOUR);
    assert_eq!(desk.read("/en/desk/account", &cookie).await.status, StatusCode::UNAUTHORIZED, "idle too long");
}

#[tokio::test]
async fn what_is_sent_after_the_session_has_ended_is_not_lost() {
    let desk = DeskServer::start(Setup::default()).await;
    partner(&desk).await;
    let typed = "raw=%E7%9B%98+%3Cb%3E+%22x%22%0D%0Asecond&reason=because";
    let refused = desk.post("/en/desk/draft/d1", "", typed).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    let kept = |page: &str| {
        let field = between(page, "name=\"kept\" value=\"", "\"").expect("what was sent").replace("&amp;", "&");
        form_urlencoded::byte_serialize(field.as_bytes()).collect::<String>()
    };
    let kept_first = kept(&refused.text());
    let form =
        |password: &str, kept: &str| format!("login=p1&password={password}&next=%2Fen%2Fdesk%2Fdraft%2Fd1&kept={kept}");
    let wrong = desk.post("/en/desk/sign-in", "", &form("wrong", &kept_first)).await;
    assert_eq!((wrong.status, kept(&wrong.text())), (StatusCode::UNPROCESSABLE_ENTITY, kept_first.clone()));
    let right = desk.post("/en/desk/sign-in", "", &form(PASSWORD, &kept_first)).await;
    assert_eq!(right.status, StatusCode::OK);
    assert!(right.header("set-cookie").starts_with("session="));
    let page = right.text();
    assert!(page.contains("method=\"post\" action=\"/en/desk/draft/d1\""));
    assert!(
        page.contains("name=\"raw\" value=\"盘 &lt;b&gt; &quot;x&quot;\nsecond\"") || page.contains("second\""),
        "{page}"
    );
    assert!(page.contains("name=\"reason\" value=\"because\"") && !page.contains("<b> "));
    // A password is not kept.
    let account = desk.post("/en/desk/account", "", "do=password&old=secret1&new=secret2").await.text();
    assert!(!account.contains("secret1") && !account.contains("secret2"));
}

#[tokio::test]
async fn behind_https_the_cookie_belongs_to_this_host_alone() {
    let setup = Setup { public_url: Some("https://atlas.example"), ..Setup::default() };
    let desk = DeskServer::start(setup).await;
    let link = desk.invited("p1", Role::Partner, &[], None).await;
    let used = desk.post(&link, "", "").await;
    let set = used.header("set-cookie");
    assert!(set.starts_with("__Host-session=") && set.ends_with("; HttpOnly; SameSite=Lax; Secure"), "{set}");
    let cookie = cookie_of(&used);
    assert_eq!(desk.read("/en/desk/account", &cookie).await.status, StatusCode::OK);
    let other = cookie.replace("__Host-session", "session");
    assert_eq!(desk.read("/en/desk/account", &other).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_password_is_changed_by_who_knows_it() {
    let desk = DeskServer::start(Setup::default()).await;
    partner(&desk).await;
    let cookie = cookie_of(&sign_in(&desk, "p1", PASSWORD).await);
    let other = cookie_of(&sign_in(&desk, "p1", PASSWORD).await);
    for (form, said) in [
        ("old=wrong+one+of+them&new=seven+plums+for+an+ox", "present password is another one"),
        (&format!("old={PASSWORD}&new=short") as &str, "fewer than 12 characters"),
        (&format!("old={PASSWORD}&new=password1234"), "easily guessed"),
        (&format!("old={PASSWORD}&new={}", "x".repeat(1025)), "1,024 bytes"),
    ] {
        let answer = desk.post("/en/desk/account", &cookie, &format!("do=password&{form}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = answer.text();
        assert!(page.contains(said), "{said}");
        assert!(!page.contains("slate") && !page.contains("plums"), "passwords are never shown again");
    }
    let form = format!("do=password&old={PASSWORD}&new=seven+plums+for+an+ox");
    assert_eq!(desk.post("/en/desk/account", &cookie, &form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.read("/en/desk/account", &cookie).await.status, StatusCode::OK);
    assert_eq!(desk.read("/en/desk/account", &other).await.status, StatusCode::UNAUTHORIZED, "others are signed out");
    assert_eq!(sign_in(&desk, "p1", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(sign_in(&desk, "p1", "seven+plums+for+an+ox").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn other_devices_are_signed_out_one_by_one_or_all() {
    let desk = DeskServer::start(Setup::default()).await;
    let first = partner(&desk).await;
    let mut cookies = Vec::new();
    for _ in 0..3 {
        cookies.push(cookie_of(&sign_in(&desk, "p1", PASSWORD).await));
    }
    let page = desk.read("/en/desk/account", &first).await.text();
    let name = between(&page, "name=\"session\" value=\"", "\"").expect("a session");
    let ended = desk.post("/en/desk/account", &first, &format!("do=end&session={name}")).await;
    assert_eq!(ended.header("location"), "/en/desk/account?done=ended");
    let open = async |cookies: &[String]| {
        let mut open = 0;
        for cookie in cookies {
            open += usize::from(desk.read("/en/desk/account", cookie).await.status == StatusCode::OK);
        }
        open
    };
    assert_eq!(open(&cookies).await, 2);
    let again = desk.post("/en/desk/account", &first, &format!("do=end&session={name}")).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND, "it has ended");
    desk.post("/en/desk/account", &first, "do=end-others").await;
    assert_eq!((open(&cookies).await, open(&[first]).await), (0, 1));
}
