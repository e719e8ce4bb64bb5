//! The accounts that officials and administrators look after: whom they let in, to what, and let go.

use crate::http_support::{
    Setup,
    crawl::between,
    desk::{COUNTY, DeskServer, OTHER_TOWN, TOWN, cookie_of},
};
use app::{domain::account::Role, routes::is_desk};
use http::StatusCode;

#[tokio::test]
async fn people_are_invited_and_let_go() {
    let desk = DeskServer::start(Setup::default()).await;
    let official = desk.signed_in("o1", Role::Official, &[], Some(TOWN)).await;
    let form =
        format!("do=invite&name=%E7%8E%8B%E8%8A%B3&login=wang&role=partner&organisation=fic-yunnan&division={TOWN}");
    let made = desk.post("/en/desk/people", &official, &form).await;
    assert_eq!((made.status, made.header("cache-control")), (StatusCode::OK, "no-store"));
    let page = made.text();
    let link = between(&page, "<code>", "</code>").expect("the link").to_owned();
    assert!(is_desk(&link) && page.contains("Give this link to 王芳"));
    let list = desk.read("/en/desk/people", &official).await.text();
    assert!(!list.contains(&link) && list.contains("王芳") && list.contains("Invited"), "the link is shown once");
    let again = desk.post("/en/desk/people", &official, &form).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.text().contains("value=\"wang\""), "what was typed stays");

    let cookie = cookie_of(&desk.post(&link, "", "").await);
    let whole = desk.read("/en/desk/people", &official).await.text();
    let id = between(&whole, "id=\"account-", "\"").expect("the person").to_owned();
    let act = async |what: &str, more: &str| {
        desk.post("/en/desk/people", &official, &format!("do={what}&account={id}{more}")).await
    };
    let role = act("role", &format!("&role=partner&organisation=fic-yunnan&division={TOWN}")).await;
    assert_eq!(role.header("location"), "/en/desk/people?done=changed");
    for more in [
        format!("&role=official&division={TOWN}"),
        format!("&role=partner&organisation=fic-yunnan&division={OTHER_TOWN}"),
    ] {
        assert_eq!(act("role", &more).await.status, StatusCode::FORBIDDEN, "{more}");
    }
    for lacking in ["&role=partner&organisation=fic-yunnan&division=nowhere", "&role=official"] {
        assert_eq!(act("role", lacking).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{lacking}");
    }
    let form = format!("do=invite&name=a&login=b&role=partner&division={TOWN}");
    let nobodys = desk.post("/en/desk/people", &official, &form).await;
    assert_eq!(nobodys.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobodys.text().contains("A partner needs an organisation, an official a division"));
    assert_eq!(desk.read("/en/desk/account", &cookie).await.status, StatusCode::OK);
    assert_eq!(act("deactivate", "").await.header("location"), "/en/desk/people?done=deactivated");
    assert_eq!(desk.read("/en/desk/account", &cookie).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(act("link", "").await.status, StatusCode::NOT_FOUND, "nobody is signed in with a shut account");
    assert_eq!(act("reactivate", "").await.status, StatusCode::SEE_OTHER);
    assert!(act("link", "").await.text().contains("<code>/en/desk/link/"));
}

#[tokio::test]
async fn an_official_lets_nobody_in_to_organisations_beyond_its_division() {
    let desk = DeskServer::start(Setup::default()).await;
    let town = desk.signed_in("o1", Role::Official, &[], Some(TOWN)).await;
    let county = desk.signed_in("o2", Role::Official, &[], Some(COUNTY)).await;
    let admin = desk.signed_in("a1", Role::Administrator, &[], None).await;
    let offered = async |cookie: &str| {
        let page = desk.read("/en/desk/people", cookie).await.text();
        ["fic-yunnan", "zgp-yunnan", "cppcc"].map(|one| page.contains(&format!("<option value=\"{one}\"")))
    };
    // One takes part in something here, one elsewhere, one in nothing.
    assert_eq!(offered(&town).await, [true, false, false]);
    assert_eq!(offered(&county).await, [true; 3]);
    assert_eq!(offered(&admin).await, [true; 3]);

    let fields = |of: &str| format!("role=partner{of}&division={TOWN}");
    let mut made = 0;
    for (of, by_town) in [
        ("&organisation=fic-yunnan", StatusCode::OK),
        ("&organisation=zgp-yunnan", StatusCode::FORBIDDEN),
        ("&organisation=cppcc", StatusCode::FORBIDDEN),
        ("&organisation=fic-yunnan&organisation=zgp-yunnan", StatusCode::FORBIDDEN),
    ] {
        for (who, status) in [(&town, by_town), (&county, StatusCode::OK), (&admin, StatusCode::OK)] {
            made += 1;
            let form = format!("do=invite&name=Wang&login=w{made}&{}", fields(of));
            let answer = desk.post("/en/desk/people", who, &form).await;
            assert_eq!(answer.status, status, "{of}");
            if status == StatusCode::FORBIDDEN {
                let page = answer.text();
                assert!(page.contains("only organisations that take part in something in your division"), "{page}");
                assert!(page.contains(&format!("value=\"w{made}\"")), "what was typed stays");
            }
        }
    }

    // Nor to an account that opens them already: with a link to it, one would be in its place.
    desk.invited("near", Role::Partner, &["fic-yunnan"], Some(TOWN)).await;
    desk.invited("far", Role::Partner, &["fic-yunnan", "zgp-yunnan"], Some(TOWN)).await;
    let act = async |who: &str, what: &str, account: &str, of: &str| {
        desk.post("/en/desk/people", who, &format!("do={what}&account={account}&{}", fields(of))).await.status
    };
    assert_eq!(act(&town, "role", "near", "&organisation=zgp-yunnan").await, StatusCode::FORBIDDEN);
    assert_eq!(act(&town, "role", "near", "&organisation=fic-yunnan").await, StatusCode::SEE_OTHER);
    for what in ["link", "role", "deactivate"] {
        assert_eq!(act(&town, what, "far", "&organisation=fic-yunnan").await, StatusCode::NOT_FOUND, "{what}");
    }
    let list = desk.read("/en/desk/people", &town).await.text();
    assert!(list.contains("id=\"account-near\"") && !list.contains("id=\"account-far\""));
    assert_eq!(act(&county, "role", "far", "&organisation=fic-yunnan").await, StatusCode::SEE_OTHER);
    assert_eq!(act(&town, "link", "far", "").await, StatusCode::OK, "it opens nothing beyond any more");
}

#[tokio::test]
async fn an_official_looks_after_its_own_and_nobody_after_oneself() {
    let desk = DeskServer::start(Setup::default()).await;
    desk.invited("p1", Role::Partner, &[], Some(TOWN)).await;
    desk.invited("p2", Role::Partner, &[], Some(OTHER_TOWN)).await;
    desk.invited("p3", Role::Partner, &[], None).await;
    let town = desk.signed_in("o1", Role::Official, &[], Some(TOWN)).await;
    let county = desk.signed_in("o2", Role::Official, &[], Some(COUNTY)).await;
    let admin = desk.signed_in("a1", Role::Administrator, &[], None).await;
    let names = async |cookie: &str| -> Vec<String> {
        let page = desk.read("/en/desk/people", cookie).await.text();
        page.split("id=\"account-").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    let (mut of_county, mut of_admin) = (names(&county).await, names(&admin).await);
    of_county.sort();
    of_admin.sort();
    assert_eq!(names(&town).await, ["p1"]);
    assert_eq!(of_county, ["p1", "p2"]);
    assert_eq!(of_admin, ["a1", "o1", "o2", "p1", "p2", "p3"]);
    for account in ["p2", "p3", "o2", "a1", "nobody"] {
        let answer = desk.post("/en/desk/people", &town, &format!("do=deactivate&account={account}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{account}");
        assert!(!answer.text().contains(&format!("Name of {account}")));
    }
    let oneself = desk.post("/en/desk/people", &admin, "do=deactivate&account=a1").await;
    assert_eq!(oneself.status, StatusCode::CONFLICT, "an administrator is always left");
    let form = format!("do=role&account=o1&role=administrator&division={TOWN}");
    assert_eq!(desk.post("/en/desk/people", &admin, &form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(names(&town).await.len(), 6, "what one may follows at once");
    assert_eq!(
        desk.post("/en/desk/people", &admin, "do=nothing&account=o1").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}
