//! What is written down beside the records, on both engines: entries found still true, and the audit as it is asked.

use crate::common::{Engine, change, entry, full, number, on_both_engines, tamper, text};
use app::domain::{
    account::{Account, AccountId, Official, Role, Visitor},
    audit::{Action, Deed},
    change::{Edit, Op, RevisionNo, Version},
    slug::Slug,
};
use serde_json::json;
use server::{
    cli::import,
    store::{AuditQuestion, Database, Noted, Renewed},
};

const NOW: i64 = 1_700_000_000_000;

on_both_engines!(story);

async fn story(engine: &Engine) {
    what_is_still_true_counts_as_looked_at(engine).await;
    the_audit_is_asked(engine).await;
    an_altered_renewal_is_named(engine).await;
}

fn official(id: &str) -> Official {
    let account = Account {
        id: AccountId::new(id).expect("an id"),
        name: None,
        role: Role::Administrator,
        organisations: Default::default(),
        division: None,
    };
    Visitor::signed_in(account).official().expect("an official")
}

async fn seeded(engine: &Engine) -> (Database, String) {
    let url = engine.fresh().await;
    let database = Database::open(&url).await.expect("a database");
    import::import(&database, "full.json", full::TEXT, false, NOW).await.expect("a good data set");
    (database, url)
}

async fn set_kind(database: &Database, key: &str, base: u32, kind: &str, now: i64) {
    let mut change = change(key);
    let ops = vec![Op::Set("kind".into(), json!(kind))];
    change.edits.push(Edit { entry: entry("site/square"), base: RevisionNo(base), ops });
    database.commit(&change, now).await.expect("a change");
}

async fn what_is_still_true_counts_as_looked_at(engine: &Engine) {
    let (database, url) = seeded(engine).await;
    let square = entry("site/square");
    let at = async || database.confirmed().await.expect("times")[&square];
    assert_eq!(at().await, NOW);
    let renew = async |name: &str, seen: u32, now: i64| {
        database.renew(official("o1").editor(), &entry(name), RevisionNo(seen), now).await.expect("an answer")
    };
    assert_eq!(renew("site/square", 1, NOW + 10).await, Renewed::Done);
    assert_eq!(at().await, NOW + 10);
    let times = database.entry_times().await.expect("times");
    assert_eq!((times.changed[&square], times.confirmed[&square]), (NOW, NOW + 10), "both of one moment");
    assert_eq!(renew("site/square", 1, NOW + 20).await, Renewed::Done, "a double click does no harm");
    assert_eq!(at().await, NOW + 20);
    assert_eq!(database.version().await.expect("a version"), Version(1), "nothing that is published changed");

    set_kind(&database, "a", 1, "park", NOW + 30).await;
    assert_eq!(renew("site/square", 1, NOW + 40).await, Renewed::Stale, "the entry is not the one that was looked at");
    assert_eq!(renew("site/nowhere", 1, NOW + 40).await, Renewed::Stale);
    assert_eq!(at().await, NOW + 30);
    assert_eq!(number(&url, "SELECT count(*) FROM audit WHERE action = 'renew'").await, 2, "a refusal leaves no trace");
    assert_eq!(number(&url, "SELECT count(*) FROM renewal").await, 1);

    let mut archive = change("b");
    let ops = vec![Op::Archive { reason: text("It is gone.") }];
    archive.edits.push(Edit { entry: entry("photo/picture"), base: RevisionNo(1), ops });
    database.commit(&archive, NOW + 50).await.expect("a change");
    assert_eq!(renew("photo/picture", 2, NOW + 60).await, Renewed::Stale);
    assert!(!database.confirmed().await.expect("times").contains_key(&entry("photo/picture")));
    assert_eq!(database.check().await.expect("a check"), []);
    database.close().await;
}

async fn noted(database: &Database, question: AuditQuestion) -> Vec<Noted> {
    database.noted(&question, None, 100).await.expect("rows")
}

async fn the_audit_is_asked(engine: &Engine) {
    let (database, _) = seeded(engine).await;
    set_kind(&database, "a", 1, "park", NOW + 10).await;
    let reason = text("A new colleague.");
    let invite = Deed { actor: "account/o1", action: Action::Invite, target: "account/a1", reason: Some(&reason) };
    database.record(&invite, NOW + 20).await.expect("a deed");
    database.renew(official("o2").editor(), &entry("site/square"), RevisionNo(2), NOW + 30).await.expect("a renewal");

    let all = noted(&database, AuditQuestion::default()).await;
    let told: Vec<_> = all.iter().map(|row| (row.seq, row.action, row.actor.as_str())).collect();
    assert_eq!(
        told[..3],
        [(4, Action::Renew, "account/o2"), (3, Action::Invite, "account/o1"), (2, Action::Commit, "a test")]
    );
    assert_eq!(all[0].entries, [entry("site/square")]);
    assert_eq!((all[1].entries.len(), all[1].reason.clone()), (0, Some(reason)));
    assert_eq!((&*all[2].entries, all[2].more), (&[entry("site/square")][..], false));
    assert_eq!(all.len(), 4);

    let seqs = async |question| noted(&database, question).await.iter().map(|row| row.seq).collect::<Vec<_>>();
    let about = |name: &str| AuditQuestion { entry: Some(entry(name)), ..AuditQuestion::default() };
    assert_eq!(seqs(about("site/square")).await, [4, 2, 1]);
    assert_eq!(seqs(about("site/bare-site")).await, [1]);
    assert_eq!(seqs(about("site/nowhere")).await, [0_i64; 0]);
    assert_eq!(seqs(AuditQuestion { actor: Some("account/o1".into()), ..AuditQuestion::default() }).await, [3]);
    assert_eq!(seqs(AuditQuestion { action: Some(Action::Commit), ..AuditQuestion::default() }).await, [2, 1]);
    let between = AuditQuestion { from_ms: Some(NOW + 10), until_ms: Some(NOW + 30), ..AuditQuestion::default() };
    assert_eq!(seqs(between).await, [3, 2]);
    let hostile = AuditQuestion { actor: Some("' OR '1' = '1".into()), ..AuditQuestion::default() };
    assert_eq!(seqs(hostile).await, [0_i64; 0]);
    let page = database.noted(&AuditQuestion::default(), Some(4), 2).await.expect("rows");
    assert_eq!(page.iter().map(|row| row.seq).collect::<Vec<_>>(), [3, 2]);

    // Two deeds on one draft, in one answer with a change and with a deed on the entry itself.
    let (owner, draft) = (official("o1"), Slug::new("d1").expect("a slug"));
    let both = [entry("site/square"), entry("site/bare-site")];
    database.begin_draft(owner.editor(), &draft, None, NOW).await.expect("a draft");
    database.add_draft_entries(owner.editor(), &draft, &both, NOW).await.expect("entries");
    database.withdraw_draft(owner.editor(), &draft, NOW + 40).await.expect("a draft that is taken back");
    let more = Deed { actor: "account/o1", action: Action::Return, target: "draft/d1", reason: None };
    database.record(&more, NOW + 50).await.expect("a deed");
    let all = noted(&database, AuditQuestion::default()).await;
    assert_eq!(all.iter().map(|row| row.seq).collect::<Vec<_>>(), [6, 5, 4, 3, 2, 1]);
    assert_eq!((&all[0].entries[..], &all[1].entries[..], all[1].more), (&both[..], &both[..], false));
    assert_eq!((&all[2].entries[..], &all[4].entries[..]), (&both[..1], &both[..1]));
    assert!(all[3].entries.is_empty() && all[5].entries.len() > both.len());
    assert_eq!(seqs(about("site/square")).await, [6, 5, 4, 2, 1]);
    let by = AuditQuestion { actor: Some("account/o1".into()), until_ms: Some(NOW + 50), ..about("site/bare-site") };
    assert_eq!(seqs(by).await, [5], "everything that is asked holds");
    let page = database.noted(&about("site/square"), Some(5), 1).await.expect("rows");
    assert_eq!(page.iter().map(|row| row.seq).collect::<Vec<_>>(), [4]);
    database.close().await;
}

async fn an_altered_renewal_is_named(engine: &Engine) {
    let (database, url) = seeded(engine).await;
    database.renew(official("o1").editor(), &entry("site/square"), RevisionNo(1), NOW).await.expect("a renewal");
    tamper(&url, "UPDATE audit SET target = 'site/bare-site' WHERE action = 'renew'").await;
    let problems: Vec<_> = database.check().await.expect("a check").iter().map(ToString::to_string).collect();
    assert_eq!(problems, ["audit 2: It was altered: its hash is not that of its content."]);
    database.close().await;
}
