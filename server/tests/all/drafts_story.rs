//! The story of drafts, on both engines: typing, sending, sending back, approving, conflicts.

use crate::{
    common::{Engine, entry, number, tamper, text},
    drafts_support::{NOW, Story, account, first_of, on_both, slug, within},
};
use app::domain::{
    account::{Editor, Official, Role},
    change::{Op, RevisionNo},
    draft::DraftState,
    form::{Around, Raws, steps_back},
    history::{Turn, turn},
    merge::{Choice, Keep},
    record::{EntryId, Kind},
};
use server::store::{Approval, Decided, DraftError, EntryChoice, Frozen, NotTaken, Reviewed};

on_both! {
    from_typing_to_publishing: from_typing_to_publishing_on_sqlite, from_typing_to_publishing_on_postgres;
    conflicts_are_decided: conflicts_are_decided_on_sqlite, conflicts_are_decided_on_postgres;
    some_is_approved_and_the_rest_goes_back: some_is_approved_on_sqlite, some_is_approved_on_postgres;
    what_was_archived_comes_back: comes_back_on_sqlite, comes_back_on_postgres;
    what_stays_behind_still_conflicts: stays_behind_on_sqlite, stays_behind_on_postgres;
    a_decision_is_on_what_was_seen: as_seen_on_sqlite, as_seen_on_postgres;
    what_is_not_published_is_kept: unpublished_on_sqlite, unpublished_on_postgres;
}

async fn from_typing_to_publishing(engine: &Engine) {
    let story = Story::begin(engine).await;
    let (database, partner, other) = (&story.database, &story.partner, &story.other);
    let site = first_of(&story.records, Kind::Site);
    let id = story.draft_of(partner, "d1", &[&site]).await;
    let before = database.version().await.expect("a version");

    // Whatever is typed is kept, valid or not; the same saving again changes nothing.
    let hostile = "a\u{202E}b '); DROP TABLE draft; --";
    let first =
        story.typed(partner, &id, &site, "k1", &[("name.en", "A first name"), ("kind", hostile)]).await.expect("saved");
    assert!(!first.already);
    story.typed(partner, &id, &site, "k2", &[("name.en", "A better name")]).await.expect("saved");
    assert!(story.typed(partner, &id, &site, "k1", &[("name.en", "A first name")]).await.expect("saved").already);
    // A double click: both arrive at one moment, one is made, and both are answered with what stands there then.
    let click = || story.typed(partner, &id, &site, "k-twice", &[("name.en", "A better name")]);
    let (one, two) = futures::join!(click(), click());
    let (one, two) = (one.expect("saved"), two.expect("saved"));
    assert!(one.already != two.already);
    for saved in [&one, &two] {
        assert_eq!(saved.beside.as_ref().expect("the form").typed["name.en"], "A better name");
    }
    let draft = story.draft(partner, &id).await;
    assert_eq!((&*draft.entries[0].typed["name.en"], &*draft.entries[0].typed["kind"]), ("A better name", hostile));
    assert_eq!(draft.state, DraftState::Draft);

    // Others know nothing of it, whatever they try.
    for refused in [
        database.draft(other, &id).await.map(|_| ()),
        database.withdraw_draft(other, &id, NOW).await,
        database.add_draft_entry(other, &id, &site, NOW).await.map(|_| ()),
        story.typed(other, &id, &site, "k3", &[("kind", "x")]).await.map(|_| ()),
        database.draft_for_review(&story.official, &id, within).await.map(|_| ()),
        story.approve(&id, &Approval::default()).await.map(|_| ()),
        database.draft(partner, &slug("no-such-draft")).await.map(|_| ()),
        database.begin_draft(other, &slug("d9"), partner.organisations().iter().next(), NOW).await,
        story.typed(partner, &id, &entry("site/not-in-it"), "k4", &[("kind", "x")]).await.map(|_| ()),
    ] {
        assert!(matches!(refused, Err(DraftError::NotFound)), "{refused:?}");
    }
    let elsewhere = account("else", Role::Official, None, Some(&slug("elsewhere"))).official().expect("an official");

    story.typed(partner, &id, &site, "k5", &[("kind", "square")]).await.expect("saved");
    let late = story.frozen(partner, &id, "It has a name now.").await;
    story.typed(partner, &id, &site, "k6", &[("name.en", "The best name")]).await.expect("saved");
    let closed = database.submit_draft(partner, &id, &late, NOW).await;
    assert!(matches!(closed, Err(DraftError::Closed)), "what was typed since would be lost: {closed:?}");
    story.send(partner, &id, "It has a name now.").await;
    let again = story.typed(partner, &id, &site, "k7", &[("kind", "road")]).await;
    assert!(matches!(again, Err(DraftError::Closed)), "{again:?}");
    assert_eq!(database.version().await.expect("a version"), before, "nothing of it is published");

    // The official of the division sees it, another does not.
    assert_eq!(database.drafts_for_review(&story.official, within).await.expect("drafts").len(), 1);
    assert!(database.drafts_for_review(&elsewhere, within).await.expect("drafts").is_empty());
    let refused = database.approve_draft(&elsewhere, &id, &Approval::default(), within, NOW).await;
    assert!(matches!(refused, Err(DraftError::NotFound)), "{refused:?}");

    let reviewed =
        Reviewed { round: None, reason: text("Which square?"), entries: vec![(site.clone(), text("Say which."))] };
    database.return_draft(&story.official, &id, &reviewed, within, NOW).await.expect("returned");
    let twice = database.return_draft(&story.official, &id, &reviewed, within, NOW).await;
    assert!(matches!(twice, Err(DraftError::Closed)), "{twice:?}");
    let draft = story.draft(partner, &id).await;
    assert_eq!((draft.state, draft.entries[0].answer.clone()), (DraftState::Returned, Some(text("Say which."))));
    story.typed(partner, &id, &site, "k8", &[("summary.en", "The one by the bridge.")]).await.expect("saved");
    story.send(partner, &id, "The one by the bridge; see the summary.").await;
    story.approved(&id).await;
    let body = story.published(&site).await;
    assert_eq!(
        (&body["name"]["en"], &body["summary"]["en"]),
        (&"The best name".into(), &"The one by the bridge.".into())
    );
    let draft = story.draft(partner, &id).await;
    assert_eq!((draft.state, draft.round), (DraftState::Approved, 2));
    let words: Vec<_> = draft.words.iter().map(|word| (word.state, &*word.text)).collect();
    assert_eq!(words[1], (DraftState::Returned, "Which square?"));
    let closed = story.approve(&id, &Approval::default()).await;
    assert!(matches!(closed, Err(DraftError::Closed)), "a double click publishes once: {closed:?}");
    assert_eq!(database.version().await.expect("a version").0, before.0 + 1);

    // The change speaks for the author and its organisation; the audit says who approved.
    let author = "SELECT count(*) FROM change WHERE author = 'account/partner' AND on_behalf_of IS NOT NULL";
    assert_eq!(number(&story.url, author).await, 1);
    for (action, actor) in [("submit", "partner"), ("return", "official"), ("approve", "official")] {
        let query = format!(
            "SELECT count(*) FROM audit WHERE action = '{action}' AND actor = 'account/{actor}' AND target = 'draft/d1'"
        );
        assert!(number(&story.url, &query).await >= 1, "{action}");
    }

    // A new entry, and one that is archived.
    let made = entry("organisation/a-new-body");
    let id = story.draft_of(partner, "d2", &[&made]).await;
    let source = first_of(&story.records, Kind::Source).id;
    let fields = [
        ("name.zh", "新单位"),
        ("name.en", "A new body"),
        ("kind", "enterprise"),
        ("pillars.0", "organisation"),
        ("citations.0.source", source.as_str()),
        ("citations.0.locator", "p. 1"),
    ];
    story.typed(partner, &id, &made, "k", &fields).await.expect("saved");
    story.send(partner, &id, "A new body joins.").await;
    story.approved(&id).await;
    assert_eq!(story.published(&made).await["name"]["zh"], "新单位");
    let id = story.draft_of(partner, "d3", &[&made]).await;
    database
        .mark_for_archive(partner, &id, std::slice::from_ref(&made), Some(&text("It left.")), NOW)
        .await
        .expect("marked");
    story.send(partner, &id, "It left.").await;
    story.approved(&id).await;
    assert!(story.published(&made).await.is_null());
    assert!(database.check().await.expect("an answer").is_empty(), "the chain holds");
    // The last rows of the chain are missing: the change and its draft know what they said.
    tamper(
        &story.url,
        "CREATE TABLE kept AS SELECT * FROM audit; \
         DELETE FROM audit WHERE seq >= (SELECT max(seq) FROM kept WHERE action = 'submit')",
    )
    .await;
    let problems: Vec<_> = database.check().await.expect("an answer").iter().map(ToString::to_string).collect();
    assert!(
        matches!(&problems[..], [change, draft] if change.starts_with("change/") && draft.starts_with("draft/d3: ")),
        "{problems:?}"
    );
    tamper(&story.url, "DELETE FROM audit; INSERT INTO audit SELECT * FROM kept; DROP TABLE kept").await;

    let id = story.draft_of(partner, "d4", &[&site]).await;
    let empty = story.frozen(partner, &id, "Nothing.").await;
    assert!(matches!(database.submit_draft(partner, &id, &empty, NOW).await, Err(DraftError::Empty)));
    database.withdraw_draft(partner, &id, NOW).await.expect("withdrawn");
    assert!(matches!(database.withdraw_draft(partner, &id, NOW).await, Err(DraftError::Closed)));
    assert!(matches!(database.reopen_draft(other, &id, NOW).await, Err(DraftError::NotFound)));
    database.reopen_draft(partner, &id, NOW + 1).await.expect("open again");
    assert!(matches!(database.reopen_draft(partner, &id, NOW).await, Err(DraftError::Closed)));
    assert_eq!(database.draft(partner, &id).await.expect("a draft").state, DraftState::Draft);
    assert!(database.check().await.expect("an answer").is_empty());
}

async fn conflicts_are_decided(engine: &Engine) {
    let story = Story::begin(engine).await;
    let site = first_of(&story.records, Kind::Site);
    let one = story.draft_of(&story.partner, "one", &[&site]).await;
    let two = story.draft_of(&story.other, "two", &[&site]).await;
    story.typed(&story.partner, &one, &site, "a", &[("kind", "pier"), ("summary.en", "One.")]).await.expect("saved");
    story.typed(&story.other, &two, &site, "b", &[("kind", "tower"), ("summary.zh", "二。")]).await.expect("saved");
    // Each sees while typing what the other one types.
    let open = story.database.draft_for_form(&story.other, &two, &site).await.expect("changes").others;
    assert!(open.iter().any(|change| change.path == "kind" && change.raw == "pier" && change.who == "account/partner"));
    story.send(&story.partner, &one, "Reason one.").await;
    story.send(&story.other, &two, "Reason two.").await;
    story.approved(&one).await;
    let Decided::Conflicts(conflicts) = story.approve(&two, &Approval::default()).await.expect("an answer") else {
        panic!("a conflict");
    };
    assert_eq!((conflicts.len(), conflicts[0].conflicts.len(), &*conflicts[0].author), (1, 1, "account/partner"));
    let conflict = conflicts[0].conflicts[0].clone();
    assert_eq!((&*conflict.field, &conflict.theirs, &conflict.ours), ("kind", &"pier".into(), &"tower".into()));
    assert_eq!(story.published(&site).await["kind"], "pier", "nothing is overwritten");
    assert_eq!(number(&story.url, "SELECT count(*) FROM audit WHERE action = 'approve'").await, 1);

    let choose = |seen: &str, keep| Approval {
        choices: vec![EntryChoice {
            entry: site.clone(),
            choice: Choice { field: "kind".into(), seen: seen.into(), keep },
        }],
        ..Approval::default()
    };
    let stale = story.approve(&two, &choose("something older", Keep::Ours)).await.expect("an answer");
    assert!(matches!(stale, Decided::Conflicts(_)), "a decision holds for what was seen only");
    let decided = story.approve(&two, &choose("pier", Keep::Ours)).await.expect("an answer");
    assert!(matches!(decided, Decided::Published(_)));
    let body = story.published(&site).await;
    assert_eq!(
        (&body["kind"], &body["summary"]["en"], &body["summary"]["zh"]),
        (&"tower".into(), &"One.".into(), &"二。".into())
    );
    // The other value stays: in the revision before, and beside the decision.
    let base = story.database.body_at(&story.partner, &site, RevisionNo(2)).await.expect("a body").expect("a body");
    assert_eq!(base["kind"], "pier");
    let kept = "SELECT count(*) FROM draft_choice WHERE theirs = '\"pier\"' AND ours = '\"tower\"' AND keep = 'ours' \
        AND decided_by = 'account/official'";
    assert_eq!(number(&story.url, kept).await, 1);
    let history = story.database.unpublished(&story.other, None, &site, within, 9).await.expect("decisions");
    let NotTaken::Decided { field, theirs, ours, keep } = &history[0].what else { panic!("{history:?}") };
    assert_eq!((&**field, theirs, ours, *keep), ("kind", &"pier".into(), &"tower".into(), Keep::Ours));
}

async fn some_is_approved_and_the_rest_goes_back(engine: &Engine) {
    let story = Story::begin(engine).await;
    let (site, project) = (first_of(&story.records, Kind::Site), first_of(&story.records, Kind::Project));
    let id = story.draft_of(&story.partner, "parts", &[&site, &project]).await;
    story
        .typed(&story.partner, &id, &site, "a", &[("kind", "bridge"), ("summary.en", "Doubtful.")])
        .await
        .expect("saved");
    story.typed(&story.partner, &id, &project, "b", &[("theme", "water")]).await.expect("saved");
    story.send(&story.partner, &id, "Two things.").await;
    let everything = Approval { left_out: vec![(site.clone(), None), (project.clone(), None)], ..Approval::default() };
    assert!(matches!(story.approve(&id, &everything).await, Err(DraftError::Empty)));
    let approval = Approval {
        round: None,
        left_out: vec![(site.clone(), Some("summary".into())), (project.clone(), None)],
        reason: Some(text("Who says so?")),
        answers: vec![(project.clone(), text("Whose water?"))],
        choices: Vec::new(),
    };
    assert!(matches!(story.approve(&id, &approval).await.expect("an answer"), Decided::Published(_)));
    let body = story.published(&site).await;
    assert_eq!(body["kind"], "bridge");
    assert_ne!(body["summary"]["en"], "Doubtful.");
    let draft = story.draft(&story.partner, &id).await;
    assert_eq!(draft.state, DraftState::Returned);
    let published = story.database.published_of(&draft).await.expect("what was published");
    assert_eq!(published, std::slice::from_ref(&site));
    let past = story.database.history(&site, None, 9).await.expect("its revisions");
    let changes: Vec<i64> = past.iter().map(|revision| revision.change).collect();
    let approvers = story.database.approvers(&changes).await.expect("who approved");
    assert_eq!(
        approvers,
        std::collections::HashMap::from([(changes[0], story.official.author())]),
        "the newest one, and no other"
    );
    assert_eq!(draft.entries[0].typed, Raws::from([("summary.en".to_owned(), "Doubtful.".to_owned())]));
    let answer = |entry: &EntryId| draft.entry(entry).and_then(|part| part.answer.clone());
    assert_eq!(answer(&site), Some(text("Who says so?")), "the reason, where nothing else is said to the entry");
    assert_eq!(answer(&project), Some(text("Whose water?")));
    // The partner answers and sends the rest.
    story.typed(&story.partner, &id, &site, "c", &[("summary.en", "As the report says.")]).await.expect("saved");
    story.send(&story.partner, &id, "The report says so.").await;
    story.approved(&id).await;
    assert_eq!(story.published(&site).await["summary"]["en"], "As the report says.");
    assert_eq!(story.published(&project).await["theme"], "water");
    assert_eq!(story.draft(&story.partner, &id).await.state, DraftState::Approved);
}

async fn what_was_archived_comes_back(engine: &Engine) {
    let story = Story::begin(engine).await;
    let (database, partner) = (&story.database, &story.partner);
    // Nothing refers to it, and every field of it says something.
    let mut indicators = story.records.iter().filter(|record| record.kind() == Kind::IndicatorValue);
    let entry = indicators.next().expect("a value").entry_id();
    let before = story.published(&entry).await;
    let id = story.draft_of(partner, "away", &[&entry]).await;
    database
        .mark_for_archive(partner, &id, std::slice::from_ref(&entry), Some(&text("A mistake.")), NOW)
        .await
        .expect("marked");
    story.send(partner, &id, "A mistake.").await;
    story.approved(&id).await;
    assert_eq!(story.published(&entry).await, serde_json::Value::Null);
    let gone = database.history(&entry, None, 1).await.expect("revisions").remove(0);
    let with_it = database.archived_at(gone.version).await.expect("revisions");
    assert_eq!(with_it, [(entry.clone(), before.clone())], "as it was before");

    // Two people bring it back, one of them with another value: the later one meets the earlier one's.
    let mut back = Vec::new();
    for (editor, id, typed) in
        [(partner, "back", Raws::new()), (&story.other, "too", Raws::from([("reading_note".into(), "Again.".into())]))]
    {
        let draft = story.draft_of(editor, id, &[&entry]).await;
        let base = story.draft(editor, &draft).await.entries[0].base;
        assert_eq!(base, gone.number);
        let (ops, problems) = steps_back(entry.kind, &before, &typed, &Around::new(&story.records, &[]));
        assert_eq!(problems, []);
        let changed_at = story.draft(editor, &draft).await.changed_at;
        let (reason, division) = (text("It was none."), story.division.clone());
        let frozen = Frozen { reason, division, entries: vec![(entry.clone(), ops)], changed_at };
        database.submit_draft(editor, &draft, &frozen, NOW).await.expect("a draft that is sent");
        back.push(draft);
    }
    story.approved(&back[0]).await;
    assert_eq!(story.published(&entry).await, before, "all of it, fields without a form too");
    let past = database.history(&entry, None, 9).await.expect("revisions");
    let turns = [turn(Some(&past[1].body), &past[0].body), turn(Some(&past[2].body), &past[1].body)];
    assert!(matches!(turns, [Turn::Back(_), Turn::Archived]), "{turns:?}");
    let decided = story.approve(&back[1], &Approval::default()).await.expect("an answer");
    assert!(matches!(decided, Decided::Conflicts(_)), "{decided:?}");
    assert_eq!(database.check().await.expect("a check"), []);
}

async fn what_is_not_published_is_kept(engine: &Engine) {
    let story = Story::begin(engine).await;
    let (database, site) = (&story.database, first_of(&story.records, Kind::Site));
    let project = first_of(&story.records, Kind::Project);
    let id = story.draft_of(&story.partner, "d", &[&site, &project]).await;
    story.typed(&story.partner, &id, &site, "a", &[("kind", "pier")]).await.expect("saved");
    story.typed(&story.partner, &id, &project, "b", &[("theme", "water")]).await.expect("saved");
    story.send(&story.partner, &id, "First.").await;
    let reviewed =
        Reviewed { round: None, reason: text("Who says so?"), entries: vec![(site.clone(), text("A pier?"))] };
    database.return_draft(&story.official, &id, &reviewed, within, NOW + 1).await.expect("returned");
    // What is typed afterwards is another version.
    story.typed(&story.partner, &id, &site, "c", &[("kind", "tower"), ("summary.en", "High.")]).await.expect("saved");
    story.send(&story.partner, &id, "Second.").await;
    let some = Approval {
        round: None,
        left_out: vec![(site.clone(), Some("summary".into())), (project.clone(), None)],
        reason: Some(text("Not yet.")),
        answers: Vec::new(),
        choices: Vec::new(),
    };
    let approved = database.approve_draft(&story.official, &id, &some, within, NOW + 2).await.expect("approved");
    assert!(matches!(approved, Decided::Published(_)));

    let of = async |editor: &Editor, official: Option<&Official>, entry: &EntryId| {
        database.unpublished(editor, official, entry, within, 9).await.expect("what came back")
    };
    let back = |ops: &[Op]| ops.iter().map(|op| format!("{op:?}")).collect::<Vec<_>>();
    let seen = of(&story.partner, None, &site).await;
    assert_eq!((seen.len(), seen[0].at, seen[1].at), (2, NOW + 2, NOW + 1), "the newest first");
    let NotTaken::Returned { reason, answer, base, ops } = &seen[1].what else { panic!("{seen:?}") };
    assert_eq!((&**reason, answer.as_deref(), base.0), ("Who says so?", Some("A pier?"), 1));
    assert_eq!(back(ops), ["Set(\"kind\", String(\"pier\"))"], "as it was sent, not as it is now");
    let NotTaken::Returned { reason, ops, .. } = &seen[0].what else { panic!("{seen:?}") };
    assert!(&**reason == "Not yet." && back(ops).len() == 1 && back(ops)[0].contains("High."), "{ops:?}");
    assert_eq!((&*seen[0].by, &*seen[0].author), ("account/official", "account/partner"));
    assert_eq!(of(&story.partner, None, &project).await.len(), 2);

    // Those who may not see the change see nothing of it.
    assert_eq!(of(&story.other, None, &site).await, []);
    let elsewhere = story.records.divisions.keys().find(|one| **one != story.division).expect("another");
    let away = account("away", Role::Official, None, Some(elsewhere)).official().expect("an official");
    assert_eq!(of(away.editor(), Some(&away), &site).await, []);
    assert_eq!(of(story.official.editor(), Some(&story.official), &site).await, seen);
    let mine = account("colleague", Role::Partner, story.partner.organisations().iter().next(), None);
    assert_eq!(of(&mine.editor().expect("an editor"), None, &site).await, seen);
}

/// Of a change of two fields one is approved. In the other somebody else's value was published meanwhile: that is still told
/// when the rest is sent again, and not overwritten.
async fn what_stays_behind_still_conflicts(engine: &Engine) {
    let story = Story::begin(engine).await;
    let site = first_of(&story.records, Kind::Site);
    let one = story.draft_of(&story.partner, "one", &[&site]).await;
    let two = story.draft_of(&story.other, "two", &[&site]).await;
    story.typed(&story.partner, &one, &site, "a", &[("kind", "pier"), ("summary.en", "One.")]).await.expect("saved");
    story.typed(&story.other, &two, &site, "b", &[("summary.en", "Two.")]).await.expect("saved");
    story.send(&story.other, &two, "Reason two.").await;
    story.approved(&two).await;
    story.send(&story.partner, &one, "Reason one.").await;
    let left_out = vec![(site.clone(), Some("summary".to_owned()))];
    let some = Approval { left_out, reason: Some(text("Say more.")), ..Approval::default() };
    assert!(matches!(story.approve(&one, &some).await, Ok(Decided::Published(_))));
    story.send(&story.partner, &one, "Reason one, again.").await;
    let decided = story.approve(&one, &Approval::default()).await.expect("an answer");
    let Decided::Conflicts(conflicts) = decided else { panic!("{decided:?}") };
    assert_eq!(conflicts.len(), 1);
    assert_eq!(story.published(&site).await["summary"]["en"], "Two.");
    assert_eq!(story.published(&site).await["kind"], "pier");
}

/// What was sent again since an official saw it may say something else: nothing is decided on it unseen.
async fn a_decision_is_on_what_was_seen(engine: &Engine) {
    let story = Story::begin(engine).await;
    let site = first_of(&story.records, Kind::Site);
    let id = story.draft_of(&story.partner, "one", &[&site]).await;
    story.typed(&story.partner, &id, &site, "a", &[("kind", "pier")]).await.expect("saved");
    story.send(&story.partner, &id, "First.").await;
    let seen = story.draft(&story.partner, &id).await.round;
    let reviewed = Reviewed { round: Some(seen), reason: text("Why?"), entries: Vec::new() };
    let back = || story.database.return_draft(&story.official, &id, &reviewed, within, NOW);
    back().await.expect("returned");
    story.typed(&story.partner, &id, &site, "b", &[("kind", "tower")]).await.expect("saved");
    story.send(&story.partner, &id, "Second.").await;
    let approval = |round| Approval { round: Some(round), ..Approval::default() };
    assert!(matches!(story.approve(&id, &approval(seen)).await, Err(DraftError::SentAgain)));
    assert!(matches!(back().await, Err(DraftError::SentAgain)));
    let now = story.draft(&story.partner, &id).await;
    assert_eq!((now.round, now.state), (seen + 1, DraftState::Submitted), "nothing is half done");
    assert!(matches!(story.approve(&id, &approval(now.round)).await, Ok(Decided::Published(_))));
    assert_eq!(story.published(&site).await["kind"], "tower");
    assert!(matches!(back().await, Err(DraftError::Closed)), "it does not wait any more, whatever was seen of it");
}
