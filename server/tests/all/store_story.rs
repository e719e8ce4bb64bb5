//! The story of a database, told once and run on both engines.

use crate::common::{Engine, change, entry, full, number, on_both_engines, tamper, text};
use app::domain::{
    account::{Account, AccountId, Role},
    audit::{Action, Deed},
    change::{Edit, Op, RevisionNo, Version, difference},
    history::differences,
    record::{Kind, Record, Records},
};
use serde_json::{Value, json};
use server::{
    cli::import::{self, Count},
    store::{CommitError, Database, StoreError},
};
use std::collections::BTreeSet;

const NOW: i64 = 1_700_000_000_000;

on_both_engines!(story);

async fn story(engine: &Engine) {
    what_is_read_is_what_was_written(engine).await;
    seeding_twice_changes_nothing(engine).await;
    changes_are_whole_and_in_order(engine).await;
    what_is_referred_to_stays(engine).await;
    bad_changes_leave_nothing_behind(engine).await;
    history_is_what_was_done(engine).await;
    deeds_are_in_the_chain(engine).await;
    tampering_is_found(engine).await;
    only_the_broken_place_of_the_chain_is_named(engine).await;
    a_mark_tells_histories_of_one_version_apart(engine).await;
    a_body_without_an_unknown_field_is_the_same_record(engine).await;
    a_newer_schema_is_refused(engine).await;
    an_unused_database_is_left_alone(engine).await;
    without_rights_nothing_seems_empty(engine).await;
}

/// Opens a new database with the full data set in it.
async fn seeded(engine: &Engine) -> (Database, String) {
    let url = engine.fresh().await;
    let database = Database::open(&url).await.expect("a database");
    import::import(&database, "full.json", full::TEXT, false, NOW).await.expect("a good data set");
    (database, url)
}

async fn records(database: &Database) -> Records {
    database.published().await.expect("published records").records
}

async fn set(database: &Database, key: &str, name: &str, base: u32, ops: Vec<Op>) -> Result<Version, CommitError> {
    let mut change = change(key);
    change.edits.push(Edit { entry: entry(name), base: RevisionNo(base), ops });
    database.commit(&change, NOW).await.map(|committed| committed.version)
}

fn op(field: &str, value: Value) -> Op {
    Op::Set(field.into(), value)
}

/// What a refused change says, place by place.
fn refused(result: Result<Version, CommitError>) -> Vec<String> {
    match result {
        Err(CommitError::Refused(problems)) => problems.iter().map(ToString::to_string).collect(),
        other => panic!("not refused: {other:?}"),
    }
}

async fn what_is_read_is_what_was_written(engine: &Engine) {
    let (database, url) = seeded(engine).await;
    let written = full::records();
    assert_eq!(records(&database).await, written);
    assert_eq!(database.published().await.expect("published").version, Version(1));
    let states = database.entries().await.expect("states");
    assert_eq!(states.len(), written.iter().count());
    assert!(states.values().all(|state| state.revision == RevisionNo(1) && !state.archived));
    assert_eq!(database.check().await.expect("a check"), []);
    database.close().await;

    let again = Database::open_existing(&url).await.expect("the same database");
    assert_eq!(records(&again).await, written, "what was committed is there after closing");
    again.ready().await.expect("it can be read");
}

async fn seeding_twice_changes_nothing(engine: &Engine) {
    let (database, url) = seeded(engine).await;
    let again = import::import(&database, "full.json", full::TEXT, false, NOW).await.expect("the same data set");
    assert_eq!(again.version, 1);
    let count = |kind| again.counts[&kind];
    let projects = full::records().projects.len();
    assert_eq!(count(Kind::Project), Count { unchanged: projects, ..Count::default() });
    assert_eq!(number(&url, "SELECT count(*) FROM change").await, 1);

    let skipped = import::import(&database, "full.json", "not even JSON", true, NOW).await.expect("nothing to do");
    assert!(skipped.skipped);

    // A file that differs in one record changes that record; what it does not have is left alone.
    let mut file: Value = serde_json::from_str(full::TEXT).expect("JSON");
    file["photos"].as_array_mut().expect("a list").remove(1);
    file["sites"][0]["kind"] = json!("park");
    let report = import::import(&database, "full.json", &file.to_string(), false, NOW).await.expect("a good data set");
    assert_eq!(report.version, 2);
    assert_eq!(report.counts[&Kind::Site], Count { changed: 1, unchanged: 1, ..Count::default() });
    assert_eq!(report.counts[&Kind::Photo], Count { unchanged: 1, only_in_database: 1, ..Count::default() });
    assert_eq!(records(&database).await.photos.len(), 2);

    // A broken file writes nothing, whatever else is good in it.
    file["sites"][0]["kind"] = json!("garden");
    file["sites"][1]["division"] = json!("nowhere");
    let failure =
        import::import(&database, "full.json", &file.to_string(), false, NOW).await.expect_err("a broken file");
    assert!(failure.to_string().contains("$.sites[1].division: There is no division “nowhere”."), "{failure}");
    assert_eq!(database.version().await.expect("a version"), Version(2));
    assert_eq!(database.check().await.expect("a check"), []);
}

async fn changes_are_whole_and_in_order(engine: &Engine) {
    let (database, _) = seeded(engine).await;
    let second = set(&database, "a", "site/square", 1, vec![op("kind", json!("park"))]).await.expect("a change");
    assert_eq!(second, Version(2));
    assert_eq!(set(&database, "a", "site/square", 1, vec![op("kind", json!("park"))]).await.expect("a replay"), second);

    let stale = set(&database, "b", "site/square", 1, vec![op("kind", json!("lawn"))]).await;
    assert!(
        matches!(&stale, Err(CommitError::Stale { base: RevisionNo(1), current: RevisionNo(2), .. })),
        "somebody else was faster: {stale:?}"
    );

    // Steps that make no difference write nothing.
    let same = set(&database, "c", "site/square", 2, vec![op("kind", json!("park"))]).await.expect("no difference");
    assert_eq!((same, database.version().await.expect("a version")), (Version(2), Version(2)));

    // Lists are rewritten in their new order; sets are added to and taken from.
    let ops = vec![
        op("divisions", json!(["county"])),
        Op::Remove("sites".into(), json!("square")),
        Op::Add("sites".into(), json!("square")),
    ];
    assert_eq!(set(&database, "d", "project/road", 1, ops).await.expect("a change"), Version(3));
    let published = records(&database).await;
    let road = &published.projects["road"];
    let sites: Vec<_> = road.sites.iter().map(|slug| slug.as_str()).collect();
    assert_eq!((sites, road.divisions.len()), (vec!["bare-site", "square"], 1));

    let delta = database.changes_since(Version(1)).await.expect("a delta").expect("a version it had");
    let changed: Vec<_> = delta.changed.iter().map(|record| record.entry_id().to_string()).collect();
    assert_eq!((delta.version, changed), (Version(3), vec!["project/road".into(), "site/square".into()]));
    assert!(database.changes_since(Version(4)).await.expect("an answer").is_none(), "a version it never had");

    // Two writers at once: both are made, one after the other.
    let (one, other) = tokio::join!(
        set(&database, "e", "site/square", 2, vec![op("kind", json!("lawn"))]),
        set(&database, "f", "site/bare-site", 1, vec![op("kind", json!("path"))]),
    );
    let mut versions = [one.expect("a change").0, other.expect("a change").0];
    versions.sort_unstable();
    assert_eq!(versions, [4, 5]);
    assert_eq!(database.check().await.expect("a check"), []);
}

async fn what_is_referred_to_stays(engine: &Engine) {
    let (database, _) = seeded(engine).await;
    let archive = || vec![Op::Archive { reason: text("It was never built.") }];
    let complaints = refused(set(&database, "a", "site/bare-site", 1, archive()).await);
    assert!(
        complaints.contains(&"project/road sites[1]: It refers to site/bare-site, which would be archived.".into())
    );

    assert_eq!(set(&database, "b", "photo/picture", 1, archive()).await.expect("nobody refers to it"), Version(2));
    assert!(records(&database).await.get(&entry("photo/picture")).is_none());
    let delta = database.changes_since(Version(1)).await.expect("a delta").expect("a version it had");
    assert_eq!((delta.changed.len(), delta.removed), (0, vec![entry("photo/picture")]));
    assert_eq!(database.check().await.expect("a check"), []);

    // Seeding does not bring back what was archived on purpose.
    let report = import::import(&database, "full.json", full::TEXT, false, NOW).await.expect("the data set");
    assert_eq!((report.version, report.counts[&Kind::Photo].archived), (2, 1));

    // Its history goes on when it is made again.
    let record = full::records().get(&entry("photo/picture")).expect("the record");
    let mut ops = difference(None, &record).expect("all of it").ops;
    ops.push(op("width", json!(7)));
    assert!(matches!(set(&database, "c", "photo/picture", 0, ops.clone()).await, Err(CommitError::Stale { .. })));
    assert_eq!(set(&database, "d", "photo/picture", 2, ops).await.expect("made again"), Version(3));
    assert_eq!(records(&database).await.photos["picture"].width, 7);
    assert_eq!(database.entries().await.expect("states")[&entry("photo/picture")].revision, RevisionNo(3));
    assert_eq!(database.check().await.expect("a check"), []);
}

async fn bad_changes_leave_nothing_behind(engine: &Engine) {
    let (database, url) = seeded(engine).await;
    let before = records(&database).await;
    let cases: Vec<(&str, u32, Op, &str)> = vec![
        ("site/square", 1, op("division", json!("nowhere")), "site/square division: There is no division “nowhere”."),
        ("site/square", 1, op("location", json!(5)), "site/square location: invalid type: integer `5`"),
        ("site/square", 1, op("colour", json!("red")), "site/square colour: unknown field `colour`"),
        ("site/square", 1, op("id", json!("circle")), "site/square id: The identifier of an entry cannot be changed."),
        (
            "site/square",
            1,
            op("pillars", json!(["projects", "projects"])),
            "site/square pillars[1]: The pillar “projects”",
        ),
        ("site/none", 0, op("kind", json!("park")), "site/none: The entry site/none is not there."),
        ("site/square", 1, Op::Create, "site/square: The entry site/square is there already."),
        ("site/square", 1, Op::Add("kind".into(), json!("x")), "site/square: The entry site/square has no set “kind”."),
        (
            "project/whole",
            1,
            op("part_of", json!("a-third")),
            "project/whole part_of: Going up from “whole” leads back",
        ),
        ("project/whole", 1, op("part_of", json!("whole")), "project/whole part_of: The entry refers to itself."),
        ("division/province", 1, op("parent", json!("township")), "division/province parent: Going up from “province”"),
        ("project/road", 1, op("sites", json!(["square", "square"])), "project/road sites[1]: “square” stands twice"),
        (
            "photo/picture",
            1,
            op("of", json!({"kind": "photo", "id": "bare-photo"})),
            "photo/picture of: A record cannot belong to one of the kind “photo”.",
        ),
        (
            "budget/budget",
            1,
            op("amount", json!({"fen": -1, "currency": "CNY", "bound": "exact"})),
            "budget/budget amount.fen",
        ),
    ];
    for (position, (name, base, op, complaint)) in cases.into_iter().enumerate() {
        // A good edit beside the bad one is not made either.
        let mut change = change(&format!("bad {position}"));
        change.edits.push(Edit {
            entry: entry("site/bare-site"),
            base: RevisionNo(1),
            ops: vec![self::op("kind", json!("x"))],
        });
        change.edits.push(Edit { entry: entry(name), base: RevisionNo(base), ops: vec![op] });
        let complaints = refused(database.commit(&change, NOW).await.map(|committed| committed.version));
        assert_eq!(complaints.len(), 1, "{complaints:?}");
        assert!(complaints[0].starts_with(complaint), "{:?} is not “{complaint}…”", complaints[0]);
    }
    let mut twice = change("twice");
    for kind in ["lawn", "park"] {
        let ops = vec![op("kind", json!(kind))];
        twice.edits.push(Edit { entry: entry("site/square"), base: RevisionNo(1), ops });
    }
    assert!(matches!(database.commit(&twice, NOW).await, Err(CommitError::Refused(_))));

    // Refused by a foreign key at the very end of the transaction: the second line holds too.
    let mut unknown = change("unknown organisation");
    unknown.on_behalf_of = Some(entry("organisation/nobody").id);
    let ops = vec![op("kind", json!("park"))];
    unknown.edits.push(Edit { entry: entry("site/square"), base: RevisionNo(1), ops });
    assert!(matches!(database.commit(&unknown, NOW).await, Err(CommitError::Store(_))));

    assert_eq!(records(&database).await, before);
    assert_eq!(database.version().await.expect("a version"), Version(1));
    for table in ["change", "audit"] {
        assert_eq!(number(&url, &format!("SELECT count(*) FROM {table}")).await, 1, "{table}");
    }
    assert_eq!(number(&url, "SELECT count(*) FROM revision WHERE number > 1").await, 0);
    assert_eq!(database.check().await.expect("a check"), []);
}

/// The history of an entry tells every revision, and replaying it gives the present record.
async fn history_is_what_was_done(engine: &Engine) {
    let (database, _) = seeded(engine).await;
    let square = entry("site/square");
    set(&database, "a", "site/square", 1, vec![op("kind", json!("park"))]).await.expect("a change");
    let mut change = change("b");
    change.on_behalf_of = Some(entry("organisation/league").id);
    change.author = text("account/k3x9");
    change.reason = text("二次核对");
    let members = vec![Op::Remove("candidate_divisions".into(), json!("county")), op("kind", json!("square"))];
    change.edits.push(Edit { entry: square.clone(), base: RevisionNo(2), ops: members });
    database.commit(&change, NOW + 5).await.expect("a change");

    let all = database.history(&square, None, 10).await.expect("a history");
    let told: Vec<_> = all.iter().map(|past| (past.number.0, past.version.0, past.made_at, &*past.key)).collect();
    assert_eq!(told[..2], [(3, 3, NOW + 5, "b"), (2, 2, NOW, "a")]);
    assert_eq!(told[2].0, 1);
    let newest = &all[0];
    assert_eq!((&*newest.author, &*newest.reason), ("account/k3x9", "二次核对"));
    assert_eq!(newest.on_behalf_of, change.on_behalf_of);
    let present = records(&database).await.get(&square).expect("a site").to_json();
    assert_eq!(newest.body, present);
    let steps = differences(&all[1].body, &all[0].body);
    assert!(steps.iter().any(|one| one.field == "kind"), "{steps:?}");
    assert_eq!(database.history(&square, Some(RevisionNo(2)), 1).await.expect("a part"), all[1..2]);
    assert_eq!(database.history(&entry("site/nowhere"), None, 10).await.expect("none"), []);
    assert_eq!(database.revision(&square, RevisionNo(2)).await.expect("a body"), Some(all[1].body.clone()));
    for number in [0, 4] {
        assert_eq!(database.revision(&square, RevisionNo(number)).await.expect("none"), None);
    }
    database.close().await;
}

async fn invite(database: &Database, reason: Option<&str>) {
    let reason = reason.map(text);
    let deed = Deed { actor: "account/o1", action: Action::Invite, target: "account/a1", reason: reason.as_ref() };
    database.record(&deed, NOW).await.expect("a deed that is written down");
}

/// Deeds that are no changes stand in the chain of changes, from before the first one, and however many come at once.
async fn deeds_are_in_the_chain(engine: &Engine) {
    let url = engine.fresh().await;
    let database = Database::open(&url).await.expect("a database");
    invite(&database, Some("The first official.")).await;
    assert_eq!(database.version().await.expect("a version"), Version(0), "a deed changes nothing that is published");
    import::import(&database, "full.json", full::TEXT, false, NOW).await.expect("a good data set");
    let many: Vec<_> = (0..20_u32)
        .map(|turn| {
            let database = database.clone();
            tokio::spawn(async move {
                invite(&database, None).await;
                let kind = vec![op("kind", json!(format!("kind {turn}")))];
                // All but one come too late, and take nothing of the chain with them.
                set(&database, &format!("turn {turn}"), "site/square", 1, kind).await.is_ok()
            })
        })
        .collect();
    let mut made = 0;
    for one in many {
        made += i64::from(one.await.expect("no panic"));
    }
    assert_eq!(made, 1);
    assert_eq!(number(&url, "SELECT max(seq) FROM audit").await, 23, "the first, the data set, twenty and one");
    assert_eq!(number(&url, "SELECT count(*) FROM audit WHERE action = 'invite'").await, 21);
    assert_eq!(database.check().await.expect("a check"), []);
    database.close().await;
}

async fn tampering_is_found(engine: &Engine) {
    let cases = [
        (
            "UPDATE revision SET body = replace(body, 'square', 'circle') WHERE kind = 'site' AND id = 'square' AND number = 1",
            "audit 1: What is kept of change/1 is not what was done then.",
        ),
        ("UPDATE site SET kind = 'circle' WHERE id = 'square'", "site/square: It differs from its latest revision."),
        (
            "UPDATE site SET kind = '' WHERE id = 'square'",
            "records: A row breaks a rule: site/square: This text is empty",
        ),
        ("DELETE FROM site_candidate_division", "site/square: It differs from its latest revision."),
        ("UPDATE audit SET actor = 'nobody' WHERE seq = 2", "audit 2: It was altered"),
        ("UPDATE audit SET reason = '' WHERE seq = 3", "audit 3: It was altered: its hash is not that of its content."),
        ("DELETE FROM audit WHERE seq = 3", "audit 3: It is missing."),
        ("UPDATE audit SET action = 'link' WHERE seq = 2", "change/2: It has no row in the audit chain."),
        (
            "UPDATE audit SET action = 'commit' WHERE seq = 3",
            "audit 3: What is kept of account/a1 is not what was done",
        ),
        ("UPDATE audit SET hash = prev WHERE seq = 1", "audit 1: It was altered"),
        ("DELETE FROM audit WHERE seq = 2", "change/2: It has no row in the audit chain."),
        ("UPDATE change SET author = 'nobody' WHERE id = 1", "audit 1: What is kept of change/1"),
        ("UPDATE change_edit SET ops = '[]' WHERE change_id = 2", "audit 2: What is kept of change/2"),
        ("UPDATE state SET version = 7", "version: The changes do not lead to version 7."),
        ("UPDATE entry SET revision = 1 WHERE kind = 'site' AND id = 'square'", "site/square: Its revisions are not"),
        ("DELETE FROM photo WHERE id = 'picture'", "records: A row breaks a rule: photo/picture: its row is missing."),
    ];
    for (statement, complaint) in cases {
        let (database, url) = seeded(engine).await;
        set(&database, "a", "site/square", 1, vec![op("kind", json!("park"))]).await.expect("a change");
        invite(&database, Some("A new colleague.")).await;
        invite(&database, None).await;
        tamper(&url, statement).await;
        let problems: Vec<_> = database.check().await.expect("a check").iter().map(ToString::to_string).collect();
        assert!(problems.iter().any(|one| one.starts_with(complaint)), "{statement}: {problems:?}");
        database.close().await;
    }
}

async fn only_the_broken_place_of_the_chain_is_named(engine: &Engine) {
    let outsider = Account {
        id: AccountId::new("a2").expect("an id"),
        name: Some(text("An administrator")),
        role: Role::Administrator,
        organisations: BTreeSet::new(),
        division: None,
    };
    let cut = "account/a2: Something that was done to it has no row in the audit chain: its last rows are missing.";
    for (statement, complaints) in [
        ("DELETE FROM audit WHERE seq = 3", &["audit 3: It is missing."][..]),
        ("DELETE FROM audit WHERE seq IN (3, 4)", &["audit 3 to 4: They are missing."]),
        (
            "DELETE FROM audit WHERE seq = 1",
            &["audit 1: It is missing.", "change/1: It has no row in the audit chain."],
        ),
        (
            "UPDATE audit SET hash = prev WHERE seq = 2",
            &["audit 2: It was altered: its hash is not that of its content."],
        ),
        // The end of the chain: known from the account, and from the change.
        ("DELETE FROM audit WHERE seq >= 6", &[cut]),
        ("DELETE FROM audit WHERE seq >= 5", &["change/2: It has no row in the audit chain.", cut]),
    ] {
        let (database, url) = seeded(engine).await;
        for _ in 2..=4 {
            invite(&database, None).await;
        }
        set(&database, "a", "site/square", 1, vec![op("kind", json!("park"))]).await.expect("a change");
        database.add_account(&outsider, &text("admin"), None, "operator", NOW).await.expect("an account");
        assert_eq!(number(&url, "SELECT max(seq) FROM audit").await, 6);
        assert_eq!(database.check().await.expect("a check"), []);
        tamper(&url, statement).await;
        let problems: Vec<_> = database.check().await.expect("a check").iter().map(ToString::to_string).collect();
        assert_eq!(problems, complaints, "{statement}");
        database.close().await;
    }
}

async fn a_mark_tells_histories_of_one_version_apart(engine: &Engine) {
    let mut marks = BTreeSet::new();
    for kind in ["park", "road"] {
        let (database, _) = seeded(engine).await;
        let before = database.published().await.expect("published");
        set(&database, "a", "site/square", 1, vec![op("kind", json!(kind))]).await.expect("a change");
        let after = database.published().await.expect("published");
        let delta = database.changes_since(before.version).await.expect("an answer").expect("a delta");
        assert_eq!((after.version, &delta.mark), (Version(2), &after.mark), "however it is read");
        marks.extend([before.mark, after.mark]);
        // A deed that publishes nothing makes no other state.
        let mark = delta.mark;
        invite(&database, None).await;
        assert_eq!(database.published().await.expect("published").mark, mark);
        database.close().await;
    }
    assert_eq!(marks.len(), 3, "one of version 1, and two of version 2: {marks:?}");
}

/// What a field that is added tomorrow makes of the bodies of today: they lack it, and say the same.
async fn a_body_without_an_unknown_field_is_the_same_record(engine: &Engine) {
    let (database, url) = seeded(engine).await;
    let without = "UPDATE revision SET body = replace(body, ',\"reading_note\":null', '') WHERE kind = 'photo'";
    tamper(&url, without).await;
    let problems: Vec<_> = database.check().await.expect("a check").iter().map(ToString::to_string).collect();
    assert_eq!(problems, ["audit 1: What is kept of change/1 is not what was done then."], "nothing but the tampering");
}

async fn a_newer_schema_is_refused(engine: &Engine) {
    let (database, url) = seeded(engine).await;
    database.close().await;
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
        SELECT 9000, 'from the future', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1";
    tamper(&url, newer).await;
    for opened in [Database::open(&url).await, Database::open_existing(&url).await] {
        assert!(matches!(opened, Err(StoreError::NewerSchema { found: 9000, .. })), "{opened:?}");
    }
    assert_eq!(
        number(&url, "SELECT count(*) FROM revision WHERE number = 1").await,
        full::records().iter().count() as i64
    );
}

/// Who may not read the tables is not told that they are not there.
async fn without_rights_nothing_seems_empty(engine: &Engine) {
    let Engine::Postgres(_) = engine else { return };
    let (database, url) = seeded(engine).await;
    database.close().await;
    tamper(&url, "CREATE ROLE onlooker LOGIN").await;
    let opened = Database::open_existing(&url.replace("user=atlas", "user=onlooker")).await;
    assert!(matches!(opened, Err(StoreError::ReadOnly(_))), "{opened:?}");
}

async fn an_unused_database_is_left_alone(engine: &Engine) {
    let url = engine.fresh().await;
    match (engine, Database::open_existing(&url).await) {
        (Engine::Sqlite(_), Err(StoreError::Missing(file))) => assert!(!file.exists(), "no file is made"),
        (Engine::Postgres(_), Err(StoreError::NoTables)) => {}
        (_, other) => panic!("opened: {other:?}"),
    }
    let database = Database::open(&url).await.expect("a database");
    assert_eq!(database.version().await.expect("a version"), Version(0));
    assert_eq!(records(&database).await, Records::default());
    assert_eq!(database.check().await.expect("a check"), []);
}

/// Every field of every kind is filled in one record of the test data, so that the round trip speaks of all columns.
#[test]
fn the_test_data_fill_every_field() {
    fn holes(value: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            Value::Null => found.push(path.to_owned()),
            Value::Array(items) if items.is_empty() => found.push(path.to_owned()),
            Value::Object(fields) => {
                fields.iter().for_each(|(name, value)| holes(value, &format!("{path}.{name}"), found));
            }
            _ => {}
        }
    }
    let records = full::records();
    for kind in Kind::ALL {
        let of_kind: Vec<Record> = records.iter().filter(|record| record.kind() == *kind).collect();
        let least = of_kind.iter().map(|record| {
            let mut found = Vec::new();
            holes(&record.to_json(), kind.code(), &mut found);
            found
        });
        let least = least.min_by_key(Vec::len).expect("a record of the kind");
        assert_eq!(least, Vec::<String>::new(), "{kind}");
    }
}

#[tokio::test]
async fn each_failure_has_its_own_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let unknown = Database::open("mysql://root:secret@host/atlas").await.expect_err("an unknown engine");
    assert!(matches!(unknown, StoreError::UnknownUrl(_)) && !unknown.to_string().contains("secret"), "{unknown}");
    let memory = Database::open("sqlite::memory:").await.expect_err("nothing that can be shared");
    assert!(matches!(memory, StoreError::UnknownUrl(_)), "{memory:?}");

    let no_file = folder.path().join("no.db");
    std::fs::write(&no_file, vec![b'x'; 8192]).expect("a file");
    let damaged = Database::open(&format!("sqlite:{}", no_file.display())).await.expect_err("no database");
    assert!(matches!(damaged, StoreError::Broken { .. }), "{damaged:?}");

    let nobody = format!("postgres:///atlas?user=atlas&host={}", folder.path().display());
    let unreachable = Database::open(&nobody).await.expect_err("no server");
    assert!(matches!(unreachable, StoreError::Unreachable(_)), "{unreachable:?}");

    // A folder stands where the file should be.
    let taken = Database::open(&format!("sqlite:{}", folder.path().display())).await.expect_err("a folder");
    assert!(matches!(taken, StoreError::Unreachable(_)), "{taken:?}");
}

#[tokio::test]
async fn a_lock_is_named_and_leaves_the_database_whole() {
    let engine = Engine::sqlite();
    let (database, url) = seeded(&engine).await;
    let holder = sqlx::SqlitePool::connect(&url).await.expect("a second program");
    let lock = holder.begin_with("BEGIN IMMEDIATE").await.expect("its lock");
    let locked = set(&database, "a", "site/square", 1, vec![op("kind", json!("park"))]).await;
    assert!(matches!(locked, Err(CommitError::Store(StoreError::Locked(_)))), "{locked:?}");
    lock.rollback().await.expect("the lock given back");
    holder.close().await;
    assert_eq!(set(&database, "a", "site/square", 1, vec![op("kind", json!("park"))]).await.expect("free"), Version(2));
    assert_eq!(database.check().await.expect("a check"), []);
}

#[tokio::test]
async fn a_full_disk_is_told_from_other_failures() {
    let engine = Engine::sqlite();
    let (_, url) = seeded(&engine).await;
    let pool = sqlx::sqlite::SqlitePoolOptions::new().max_connections(1).connect(&url).await.expect("a connection");
    // SQLite answers as on a full disk when the file may not grow.
    let fill = "PRAGMA max_page_count = 1; UPDATE source SET note = hex(zeroblob(1000000))";
    let full = sqlx::raw_sql(fill).execute(&pool).await.expect_err("no room");
    assert!(matches!(StoreError::from(full), StoreError::DiskFull(_)));
}
