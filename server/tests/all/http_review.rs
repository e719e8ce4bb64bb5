//! Deciding on a change: nothing that an official typed is lost when the form is not taken, and what was left out is not
//! published.

use crate::http_support::{
    crawl::{between, text},
    desk::TOWN,
    scene::{PROJECT, Scene, draft_page, encoded, names, review_page},
};
use app::domain::account::Role;
use http::StatusCode;

/// What a browser would post from the form of a page: ticks and choices that are checked, hidden values, texts.
fn filled(html: &str) -> Vec<(String, String)> {
    let form = between(html, "class=\"desk-form", "</form>").expect("the form");
    let mut all = Vec::new();
    for tag in form.split("<input ").skip(1) {
        let tag = tag.split_once('>').expect("a tag").0;
        let attribute = |name: &str| between(tag, &format!("{name}=\""), "\"").unwrap_or_default().to_owned();
        let chosen = matches!(&*attribute("type"), "checkbox" | "radio");
        if !chosen || tag.contains(" checked") {
            all.push((attribute("name"), attribute("value").replace("&quot;", "\"")));
        }
    }
    for area in form.split("<textarea ").skip(1) {
        let name = between(area, "name=\"", "\"").expect("a name").to_owned();
        let text = between(area, ">", "</textarea>").expect("its text");
        all.push((name, text.strip_prefix('\n').unwrap_or(text).to_owned()));
    }
    all
}

fn body(controls: &[(String, String)], what: &str) -> String {
    let mut body = format!("do={what}");
    for (name, value) in controls {
        body.push_str(&format!("&{}={}", encoded(name), encoded(value)));
    }
    body
}

fn set(controls: &mut Vec<(String, String)>, name: &str, value: &str) {
    controls.retain(|(other, _)| other != name);
    controls.push((name.into(), value.into()));
}

#[tokio::test]
async fn a_refused_decision_keeps_every_tick_and_text() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let form = scene.begin(&scene.partner, PROJECT).await;
    scene.save(&scene.partner, &form, "theme", "refused theme", "a").await;
    scene.save(&scene.partner, &form, "start", "2021-05", "b").await;
    let sent = desk.post(&draft_page(&form), &scene.partner, "do=send&reason=Two+fields").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());

    let page = review_page(&form);
    let (leave, answer) = (format!("leave:{PROJECT}:theme"), format!("answer:{PROJECT}"));
    let mut controls = filled(&desk.read(&page, &scene.official).await.text());
    assert!(controls.iter().all(|(name, _)| !name.starts_with("leave:")), "nothing is ticked at first");
    set(&mut controls, &leave, "yes");
    set(&mut controls, &answer, "Which theme?");
    let refused = desk.post(&page, &scene.official, &body(&controls, "approve")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut controls = filled(&refused.text());
    assert!(controls.contains(&(leave.clone(), "yes".into())), "{controls:?}");
    assert!(controls.contains(&(answer.clone(), "Which theme?".into())));
    assert!(!controls.iter().any(|(name, _)| *name == format!("leave:{PROJECT}")), "the entry was not ticked");

    // The tick for the whole entry is kept as well; so everything is left out.
    let mut all = controls.clone();
    set(&mut all, &format!("leave:{PROJECT}"), "yes");
    set(&mut all, "reason", "Not so");
    let empty = desk.post(&page, &scene.official, &body(&all, "approve")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let kept = filled(&empty.text());
    assert!(
        kept.contains(&(format!("leave:{PROJECT}"), "yes".into()))
            && kept.contains(&("reason".into(), "Not so".into()))
    );

    // A text that cannot be kept is refused with the rule, not dropped.
    let mut bad = controls.clone();
    set(&mut bad, "reason", "a\u{202E}b");
    let refused = desk.post(&page, &scene.official, &body(&bad, "approve")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(filled(&refused.text()).contains(&(leave, "yes".into())));

    set(&mut controls, "reason", "The theme has no source");
    let approved = desk.post(&page, &scene.official, &body(&controls, "approve")).await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());
    let told = desk.read(approved.header("location"), &scene.official).await.text();
    let told = between(&told, "id=\"decided\"", "</div>").expect("what was decided");
    assert!(told.contains("Entries published: 1") && told.contains(&format!("href=\"/en/{PROJECT}\"")), "{told}");
    assert!(told.contains("Sent back to its author: ") && told.contains(&format!("href=\"{page}\"")), "{told}");
    let told = desk.read(&approved.header("location").replace("/en/", "/zh/"), &scene.official).await.text();
    assert!(told.contains("已发布1个条目") && told.contains("已退回修改人："));
    let panxi = desk.signed_in("panxi", Role::Official, &[], Some(TOWN)).await;
    let elsewhere = desk.read(approved.header("location"), &panxi).await;
    assert_eq!(elsewhere.status, StatusCode::OK);
    assert!(!elsewhere.text().contains("id=\"decided\""), "an official of another division is told nothing");
    let public = scene.public("/en/project/afa-road-transformation").await;
    assert!(!public.to_lowercase().contains("refused theme"), "what was left out is not published");
    assert!(public.contains("May 2021"), "the rest is");
    let back = desk.read(&draft_page(&form), &scene.partner).await.text();
    assert!(back.contains("Which theme?"), "what was said to the entry came to its author");

    // What is typed about a change that is decided by now stays on the page.
    set(&mut controls, "reason", "Too late to say");
    let late = desk.post(&page, &scene.official, &body(&controls, "return")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("Too late to say"));
    let late = desk.post(&draft_page(&form), &scene.partner, "do=withdraw").await;
    assert_eq!(late.status, StatusCode::SEE_OTHER);
    let late = desk.post(&draft_page(&form), &scene.partner, "do=send&reason=Typed+too+late").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("Typed too late") && late.text().contains("id=\"mistake\""));
}

/// A change that waits, two fields of which an official has set and published meanwhile. Answers its form.
async fn with_two_conflicts(scene: &Scene) -> String {
    let desk = &scene.desk;
    let form = scene.begin(&scene.partner, PROJECT).await;
    let own = scene.begin(&scene.official, PROJECT).await;
    for (who, form, theme, start) in
        [(&scene.partner, &form, "our theme", "2021-05"), (&scene.official, &own, "their theme", "2021-06")]
    {
        scene.save(who, form, "theme", theme, "theme").await;
        scene.save(who, form, "start", start, "start").await;
    }
    desk.post(&draft_page(&form), &scene.partner, "do=send&reason=Ours").await;
    let published = desk.post(&draft_page(&own), &scene.official, "do=publish&reason=Theirs").await;
    assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.text());
    form
}

#[tokio::test]
async fn conflicts_are_seen_and_decided_before_anybody_has_tried_to_approve() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let form = with_two_conflicts(&scene).await;
    let page = review_page(&form);
    let html = desk.read(&page, &scene.official).await.text();
    let both = between(&html, "id=\"conflicts\"", "</section>").expect("the conflicts");
    assert_eq!(both.matches("<fieldset").count(), 2, "{both}");
    assert!(both.contains("our theme") && both.contains("their theme"), "{both}");
    assert!(!html.contains("id=\"mistake\""), "nobody has made a mistake");

    let mut controls = filled(&html);
    assert!(!controls.iter().any(|(name, _)| name.starts_with("keep:")), "neither is chosen beforehand");
    set(&mut controls, &format!("keep:{PROJECT}:theme"), "theirs");
    set(&mut controls, &format!("keep:{PROJECT}:start"), "ours");
    let decided = desk.post(&page, &scene.official, &body(&controls, "approve")).await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text());
    let public = scene.public("/en/project/afa-road-transformation").await.to_lowercase();
    assert!(public.contains("their theme") && public.contains("may 2021"));
    let html = desk.read(&page, &scene.official).await.text();
    assert!(!html.contains("id=\"conflicts\""), "of a change that is decided nothing is to be decided any more");
}

#[tokio::test]
async fn a_decision_on_one_conflict_stays_while_another_is_open() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let form = with_two_conflicts(&scene).await;

    let page = review_page(&form);
    let open = desk.post(&page, &scene.official, "do=approve").await;
    assert_eq!(open.status, StatusCode::CONFLICT);
    let mut controls = filled(&open.text());
    set(&mut controls, &format!("keep:{PROJECT}:theme"), "ours");
    let half = desk.post(&page, &scene.official, &body(&controls, "approve")).await;
    assert_eq!(half.status, StatusCode::CONFLICT);
    let mut controls = filled(&half.text());
    assert!(controls.contains(&(format!("keep:{PROJECT}:theme"), "ours".into())), "{controls:?}");
    set(&mut controls, &format!("keep:{PROJECT}:start"), "theirs");
    let decided = desk.post(&page, &scene.official, &body(&controls, "approve")).await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text());
    let public = scene.public("/en/project/afa-road-transformation").await.to_lowercase();
    assert!(public.contains("our theme") && public.contains("june 2021"));
}

#[tokio::test]
async fn the_other_forms_of_the_desk_keep_what_was_typed() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    // Archiving with a reason that cannot be kept.
    let form = scene.begin(&scene.official, PROJECT).await;
    let archive = format!("do=archive&entry={}&archive=a%E2%80%AEb", encoded(PROJECT));
    let refused = desk.post(&draft_page(&form), &scene.official, &archive).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.text();
    assert!(html.contains("<details open") && html.contains("a\u{202E}b</textarea>"));

    // A new entry with too long a name: the names, the change that it belongs to, the organisation.
    let draft = draft_page(&form).rsplit('/').next().expect("its name").to_owned();
    let long = format!("draft={draft}&name.en={}&name.zh=%E8%B7%AF&key=k", "x".repeat(201));
    let refused = desk.post("/en/desk/new/project", &scene.official, &long).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.text();
    assert!(html.contains(&format!("name=\"draft\" value=\"{draft}\"")) && html.contains(&"x".repeat(201)));
    assert!(html.contains("role=\"alert\""), "and says why");

    // A change of an account that names a division which is not there.
    let role = "do=role&account=partner&role=partner&organisation=county-hospital&division=nowhere";
    let refused = desk.post("/en/desk/people", &scene.official, role).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.text();
    let row = between(&html, "id=\"account-partner\"", "</li>").expect("the row");
    assert!(row.contains("<details open") && row.contains("value=\"county-hospital\" selected"), "{row}");
    assert!(!row.contains("value=\"fic-yunnan\" selected"), "what was chosen before is not chosen again");
    let other = between(&html, "id=\"account-colleague\"", "</li>").expect("another row");
    assert!(other.contains("value=\"fic-yunnan\" selected"), "and the others stay as they are");
}

#[tokio::test]
async fn a_change_that_was_sent_says_for_whom_it_waits() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let form = scene.begin(&scene.partner, PROJECT).await;
    scene.save(&scene.partner, &form, "theme", "roads", "a").await;
    let page = draft_page(&form);
    assert_eq!(desk.post(&page, &scene.partner, "do=send&reason=So").await.status, StatusCode::SEE_OTHER);
    let html = desk.read(&page, &scene.partner).await.text();
    assert!(html.contains("waits for an official of Ningzhou Subdistrict") && !html.contains("This change is closed."));
    assert!(html.contains("value=\"withdraw\""), "and it can be taken back");
    let html = desk.read(&page.replace("/en/", "/zh/"), &scene.partner).await.text();
    assert!(html.contains("等待宁州街道的审核人员审核") && !html.contains("此修改已结束。"));
    assert_eq!(desk.post(&page, &scene.partner, "do=withdraw").await.status, StatusCode::SEE_OTHER);
    let html = desk.read(&page, &scene.partner).await.text();
    assert!(html.contains("was taken back and waits for nobody") && !html.contains("waits for an official"));
    // Its form says so, and takes nothing.
    let shut = desk.read(&form, &scene.partner).await.text();
    assert!(shut.contains("Nothing more is saved into this: "));
    assert_eq!(scene.save(&scene.partner, &form, "theme", "water", "b").await.status, StatusCode::CONFLICT);
    // Nobody else opens it again, and who does finds what was typed.
    assert_eq!(desk.post(&page, &scene.stranger, "do=reopen").await.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.post(&page, &scene.partner, "do=reopen").await.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.post(&page, &scene.partner, "do=reopen").await.status, StatusCode::CONFLICT, "once");
    assert!(desk.read(&form, &scene.partner).await.text().contains("value=\"roads\""));
    assert_eq!(scene.save(&scene.partner, &form, "theme", "water", "c").await.status, StatusCode::OK);
    assert_eq!(desk.post(&page, &scene.partner, "do=send&reason=So").await.status, StatusCode::SEE_OTHER);
    assert!(desk.read(&page, &scene.partner).await.text().contains("waits for an official of Ningzhou Subdistrict"));
    assert_eq!(desk.database.check().await.expect("a check"), []);
}

#[tokio::test]
async fn a_review_says_how_a_position_was_found() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let form = scene.begin(&scene.partner, "site/afa-road").await;
    let before =
        between(&desk.read(&form, &scene.partner).await.text(), "name=\"location.method\"", ">").map(str::to_owned);
    assert!(before.is_some(), "the form asks for it");
    scene.save(&scene.partner, &form, "location.method", "Paced out", "a").await;
    for page in [draft_page(&form), draft_page(&form).replace("/en/", "/zh/")] {
        let html = text(&desk.read(&page, &scene.partner).await.text());
        assert!(html.contains("· Paced out ·"), "{html}");
    }
}

#[tokio::test]
async fn who_could_not_edit_a_new_entry_later_is_told() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let begun =
        desk.post("/en/desk/new/site", &scene.partner, "key=n1&name.zh=新点&name.en=New&organisation=fic-yunnan").await;
    let form = begun.header("location").to_owned();
    let (draft, entry) = names(&form);
    let told =
        async || desk.read(&draft_page(&form), &scene.partner).await.text().contains("None of your organisations");
    assert!(told().await);
    let part = desk.post("/en/desk/new/participation", &scene.partner, &format!("key=n2&draft={draft}")).await;
    let part = part.header("location").to_owned();
    for (path, raw) in [("of", &*entry), ("organisation", "fic-yunnan"), ("role", "implementing")] {
        assert_eq!(scene.save(&scene.partner, &part, path, raw, path).await.status, StatusCode::OK, "{path}");
    }
    assert!(!told().await);
}

#[tokio::test]
async fn after_returning_the_page_says_what_went_back() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let form = scene.begin(&scene.partner, PROJECT).await;
    scene.save(&scene.partner, &form, "theme", "roads", "a").await;
    desk.post(&draft_page(&form), &scene.partner, "do=send&reason=So").await;
    let returned = desk.post(&review_page(&form), &scene.official, "do=return&reason=Why%3F").await;
    assert_eq!(returned.status, StatusCode::SEE_OTHER);
    let list = desk.read(returned.header("location"), &scene.official).await.text();
    let told = between(&list, "id=\"decided\"", "</div>").expect("what was decided");
    assert!(told.contains("Sent back to its author: ") && !told.contains("published"), "{told}");
    // Once it waits again, the old message is no longer true.
    desk.post(&draft_page(&form), &scene.partner, "do=send&reason=Because").await;
    let list = desk.read(returned.header("location"), &scene.official).await.text();
    assert!(!list.contains("id=\"decided\""));
}

#[tokio::test]
async fn history_and_audit_say_who_approved() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let form = scene.begin(&scene.partner, PROJECT).await;
    scene.save(&scene.partner, &form, "theme", "roads", "a").await;
    desk.post(&draft_page(&form), &scene.partner, "do=send&reason=So").await;
    let approved = desk.post(&review_page(&form), &scene.official, "do=approve&reason=").await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());
    let path = format!("/en/history/{PROJECT}");
    let history = desk.read(&path, &scene.official).await.text();
    let newest = between(&history, "id=\"revision-2\"", "</article>").expect("the revision");
    let approver = between(newest, "Approved by", "</div>").expect("the approver");
    assert!(approver.contains("Name of official") && newest.contains("Name of partner"), "{newest}");
    let first = between(&history, "id=\"revision-1\"", "</article>").expect("the first revision");
    assert!(!first.contains("Approved by"), "what was imported nobody approved");
    let public = scene.public(&path).await;
    assert!(!public.contains("Name of official") && !public.contains("Approved by"), "persons are not public");

    let audit = desk.read("/en/desk/audit", &scene.official).await.text();
    assert!(audit.contains("Name of partner; approved by Name of official"), "{audit}");
    let file = desk.read("/zh/desk/audit.csv", &scene.official).await.text();
    assert!(file.contains("Name of partner；批准：Name of official"), "{file}");
}

#[tokio::test]
async fn only_the_language_that_changed_is_marked() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let form = scene.begin(&scene.partner, PROJECT).await;
    scene.save(&scene.partner, &form, "name.en", "Afa Road, rebuilt", "a").await;
    desk.post(&draft_page(&form), &scene.partner, "do=send&reason=So").await;
    let html = desk.read(&review_page(&form), &scene.official).await.text();
    let table = between(&html, "class=\"desk-changes\"", "</table>").expect("the changes");
    assert!(
        table.contains("<del>Afa Road reconstruction</del>") && table.contains("<ins>Afa Road, rebuilt</ins>"),
        "{table}"
    );
    assert!(
        table.contains("阿法路改造工程") && !table.contains("<del>阿法路") && !table.contains("<ins>阿法路"),
        "{table}"
    );
}

/// Nobody takes an entry away from those who answer for it: on a move decide those who are over both places.
#[tokio::test]
async fn a_move_is_decided_by_who_is_over_both_places() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let there = desk.signed_in("there", Role::Official, &[], Some(TOWN)).await;
    let form = scene.begin(&scene.elsewhere, PROJECT).await;
    let page = draft_page(&form);
    scene.save(&scene.elsewhere, &form, "theme", "a theme", "t").await;
    let offered = |html: &str| html.contains("value=\"publish\"");
    assert!(offered(&desk.read(&page, &scene.elsewhere).await.text()), "where it stays, the official there decides");
    scene.save(&scene.elsewhere, &form, "divisions.0", TOWN, "d").await;
    let html = desk.read(&page, &scene.elsewhere).await.text();
    assert!(!offered(&html) && html.contains("value=\"send\""), "{html}");
    let published = desk.post(&page, &scene.elsewhere, "do=publish&reason=It+moves").await;
    assert_eq!(published.status, StatusCode::FORBIDDEN);
    assert!(desk.read(&page, &scene.elsewhere).await.text().contains("value=\"send\""), "nothing is half done");
    let sent = desk.post(&page, &scene.elsewhere, "do=send&reason=It+moves").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    for who in [&there, &scene.elsewhere] {
        let answer = desk.server.get(&review_page(&form), &[("accept", "text/html"), ("cookie", who)]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    let approved = desk.post(&review_page(&form), &scene.official, "do=approve").await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());
}

/// What was sent again since the page was opened is shown before it is decided on; what was typed stays.
#[tokio::test]
async fn nothing_is_approved_unseen() {
    let scene = Scene::set().await;
    let desk = &scene.desk;
    let form = scene.begin(&scene.partner, PROJECT).await;
    scene.save(&scene.partner, &form, "theme", "what is seen", "1").await;
    desk.post(&draft_page(&form), &scene.partner, "do=send&reason=First").await;
    let page = review_page(&form);
    let mut seen = filled(&desk.read(&page, &scene.official).await.text());
    desk.post(&page, &scene.official, "do=return&reason=Why").await;
    scene.save(&scene.partner, &form, "theme", "what nobody has seen", "2").await;
    desk.post(&draft_page(&form), &scene.partner, "do=send&reason=Second").await;
    set(&mut seen, "reason", "Fine as it is");
    for what in ["approve", "return"] {
        let answer = desk.post(&page, &scene.official, &body(&seen, what)).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{what}");
        let html = answer.text();
        assert!(html.contains("It was sent again since you opened this page."), "{html}");
        assert!(html.contains("what nobody has seen") && html.contains("Fine as it is"), "{html}");
    }
    let now = filled(&desk.read(&page, &scene.official).await.text());
    assert_eq!(desk.post(&page, &scene.official, &body(&now, "approve")).await.status, StatusCode::SEE_OTHER);
}
