//! A button that is pressed twice begins one change, also when both clicks arrive at one moment, on both engines.

use crate::{
    common::{Engine, on_both_engines},
    drafts_support::{account, slug},
    http_support::{
        Setup,
        desk::{COUNTY, DeskServer, START},
        scene::{PROJECT, encoded},
    },
};
use app::domain::account::Role;
use http::StatusCode;
use server::store::DraftError;

on_both_engines!(story);

async fn story(engine: &Engine) {
    let desk = DeskServer::start_on(engine, Setup::default()).await;
    let official = desk.signed_in("official", Role::Official, &[], Some(COUNTY)).await;
    let begin = async |key: &str, address: &str, form: &str| {
        let form = format!("key={key}&{form}");
        let click = || desk.post(address, &official, &form);
        let (one, two, three) = tokio::join!(click(), click(), click());
        for answer in [&one, &two, &three] {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
            assert_eq!(answer.header("location"), one.header("location"), "all of them lead to the same form");
        }
        let form = desk.read(one.header("location"), &official).await;
        assert_eq!(form.status, StatusCode::OK);
    };
    begin("a", "/en/desk", &format!("entry={}", encoded(PROJECT))).await;
    begin("b", "/en/desk/new/site", "name.en=A+well").await;
    begin("c", "/en/history/site/panxi-tongxin-square", "revision=1").await;
    let editor = |id: &str| account(id, Role::Official, None, Some(&slug(COUNTY))).editor().expect("an editor");
    let drafts = desk.database.drafts_of(&editor("official"), 9).await.expect("drafts");
    assert_eq!((drafts.running.len(), drafts.closed.len()), (3, 0), "one change for each button");

    // Whichever of them comes second: it is the person's own that is there, and nobody else's.
    let again = async |who: &str| desk.database.begin_draft(&editor(who), &drafts.running[0].id, None, START).await;
    again("official").await.expect("the same draft");
    assert!(matches!(again("somebody").await, Err(DraftError::NotFound)));
    let draft = desk.database.draft(&editor("official"), &drafts.running[0].id).await.expect("the draft");
    assert_eq!(draft, drafts.running[0]);
}
