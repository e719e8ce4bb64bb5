//! What the desk lists, on both engines: what runs and what was closed last, and how much waits for an official.

use crate::{
    common::Engine,
    drafts_support::{NOW, Story, account, first_of, on_both, slug, within},
};
use app::domain::{
    account::{Editor, Role},
    draft::Draft,
    record::Kind,
};

on_both! {
    what_runs_and_what_was_closed_last: listed_on_sqlite, listed_on_postgres;
    how_much_waits: waits_on_sqlite, waits_on_postgres;
}

fn names(drafts: &[Draft]) -> Vec<&str> {
    drafts.iter().map(|draft| draft.id.as_str()).collect()
}

async fn what_runs_and_what_was_closed_last(engine: &Engine) {
    let story = Story::begin(engine).await;
    let (database, partner, site) = (&story.database, &story.partner, first_of(&story.records, Kind::Site));
    let organisation = partner.organisations().first().expect("an organisation");
    let editor = |id: &str, organisation| account(id, Role::Partner, organisation, None).editor().expect("an editor");
    let colleague = editor("colleague", Some(organisation));
    let listed = async |who: &Editor, closed: u32| database.drafts_of(who, closed).await.expect("drafts");

    // Closed by turns: by the person, by a colleague, and by the person for itself alone.
    for (number, who) in [partner, &colleague, partner].into_iter().cycle().take(9).enumerate() {
        let id = slug(&format!("closed-{number}"));
        let alone = number % 3 == 2;
        database.begin_draft(who, &id, Some(organisation).filter(|_| !alone), NOW).await.expect("a draft");
        database.withdraw_draft(who, &id, NOW + 10 * number as i64).await.expect("a draft that is taken back");
    }
    let open = story.draft_of(partner, "open", &[&site]).await;
    let sent = story.draft_of(&colleague, "sent", &[&site]).await;
    story.typed(&colleague, &sent, &site, "k", &[("name.en", "A new name")]).await.expect("saved");
    story.send(&colleague, &sent, "Because.").await;

    let mine = listed(partner, 4).await;
    assert_eq!(names(&mine.closed), ["closed-8", "closed-7", "closed-6", "closed-5"], "of all that are one's own");
    let mut running = names(&mine.running);
    running.sort_unstable();
    assert_eq!(running, ["open", "sent"], "all that run, also what a colleague has sent");
    assert_eq!(mine.running.iter().find(|draft| draft.id == sent).map(|draft| draft.entries.len()), Some(1));
    assert_eq!(listed(partner, 100).await.closed.len(), 9);
    assert_eq!(listed(&colleague, 100).await.closed.len(), 6, "not what somebody does for itself alone");
    let left = listed(&editor("partner", None), 100).await;
    assert_eq!((left.running.len(), left.closed.len()), (0, 3), "what was begun for an organisation stays with it");

    // Which one a click on the entry goes on with: one's own that is open.
    let open_with = async |who: &Editor| database.open_draft_with(who, &site).await.expect("an answer");
    assert_eq!(open_with(partner).await, Some(open.clone()));
    assert_eq!(open_with(&colleague).await, None, "what is sent is not typed in");
    assert_eq!(open_with(&editor("partner", None)).await, None);
    assert_eq!(database.open_draft_with(partner, &first_of(&story.records, Kind::Project)).await.expect("it"), None);
    database.withdraw_draft(partner, &open, NOW).await.expect("a draft that is taken back");
    assert_eq!(open_with(partner).await, None);
}

async fn how_much_waits(engine: &Engine) {
    let story = Story::begin(engine).await;
    let site = first_of(&story.records, Kind::Site);
    let elsewhere =
        account("elsewhere", Role::Official, None, Some(&slug("elsewhere"))).official().expect("an official");
    let everywhere = account("everywhere", Role::Administrator, None, None).official().expect("an official");
    for (number, expected) in [(1, 1), (2, 2), (3, 3)] {
        let id = story.draft_of(&story.partner, &format!("d{number}"), &[&site]).await;
        story.typed(&story.partner, &id, &site, "k", &[("name.en", "A new name")]).await.expect("saved");
        story.send(&story.partner, &id, "Because.").await;
        for (official, waiting) in [(&story.official, expected), (&elsewhere, 0), (&everywhere, expected)] {
            let counted = story.database.number_for_review(official, within).await.expect("a number");
            let listed = story.database.drafts_for_review(official, within).await.expect("drafts").len();
            assert_eq!((counted, listed), (waiting, waiting));
        }
    }
    story.approved(&slug("d2")).await;
    assert_eq!(story.database.number_for_review(&story.official, within).await.expect("a number"), 2);
}
