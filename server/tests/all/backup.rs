//! Backups: what is restored is what was there, on either engine, whatever else goes on meanwhile; and what is no whole
//! backup is named and touches nothing.

use crate::common::{self, Engine, change, entry, full, tamper, text};
use app::{
    domain::{
        change::{Edit, Op, RevisionNo},
        language::Language,
        record::Records,
    },
    store::NewReport,
};
use serde_json::json;
use server::{
    backup::{BackupError, Writer, verify},
    cli::import,
    dataset,
    generate::{Plan, programme},
    store::{CommitError, Database, Occupied, RestoreError, StoreError},
};
use std::{
    io::{Read, Write},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, Ordering::SeqCst},
    },
};

const NOW: i64 = 1_700_000_000_000;
const HUANING: &str = include_str!("../../seed/huaning.json");

/// The number of the tables of today, as a backup names it.
fn schema(lines: &str) -> i64 {
    let head: serde_json::Value = serde_json::from_str(lines.lines().next().expect("a head")).expect("JSON");
    head["schema"].as_i64().expect("a number")
}

/// A database with every kind of record, a changed one, an archived one, and a report.
async fn lived_in(engine: &Engine) -> (Database, String) {
    let url = engine.fresh().await;
    let database = Database::open(&url).await.expect("a database");
    import::import(&database, "full.json", full::TEXT, false, NOW).await.expect("a good data set");
    for (key, name, op) in [
        ("a", "site/square", Op::Set("kind".into(), json!("“park”\n公园 \u{1F333} '; --"))),
        ("b", "photo/picture", Op::Archive { reason: text("It was the wrong one.") }),
    ] {
        set(&database, key, &[(name, 1)], &op).await.expect("a change");
    }
    database.add_report(&report("The sum is 21.\nNot 22.", Some("0877 000 000")), NOW).await.expect("a report");
    (database, url)
}

async fn set(database: &Database, key: &str, entries: &[(&str, u32)], op: &Op) -> Result<i64, CommitError> {
    let mut change = change(key);
    let edit = |(name, base): &(&str, u32)| Edit { entry: entry(name), base: RevisionNo(*base), ops: vec![op.clone()] };
    change.edits.extend(entries.iter().map(edit));
    database.commit(&change, NOW).await.map(|committed| committed.version.0)
}

fn report(message: &str, contact: Option<&str>) -> NewReport {
    let page = Some(text("/zh/sites/square?z=9"));
    NewReport { page, message: text(message), contact: contact.map(text), language: Language::Chinese }
}

async fn backed_up(database: &Database) -> Vec<u8> {
    database.back_up(Vec::new(), NOW).await.expect("a backup").1
}

async fn restore(url: &str, occupied: Occupied, backup: &[u8]) -> Result<Database, RestoreError> {
    Database::restore(url, occupied, || Ok(backup)).await?;
    Ok(Database::open_existing(url).await.expect("what was restored"))
}

/// The data set that `atlas export` writes.
async fn exported(database: &Database) -> String {
    let mut out = Vec::new();
    let published = database.published().await.expect("published records");
    dataset::write(&published.records, "", &mut out).expect("writing to memory");
    String::from_utf8(out).expect("UTF-8")
}

fn unpacked(backup: &[u8]) -> String {
    let mut lines = String::new();
    flate2::read::GzDecoder::new(backup).read_to_string(&mut lines).expect("gzip of UTF-8");
    lines
}

fn packed(lines: &str) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(lines.as_bytes()).expect("writing to memory");
    out.finish().expect("writing to memory")
}

#[tokio::test]
async fn what_is_restored_is_what_was_there_on_either_engine() {
    let engines = [Engine::sqlite(), Engine::postgres()];
    for from in &engines {
        let (database, _) = lived_in(from).await;
        let backup = backed_up(&database).await;
        for to in &engines {
            let restored = restore(&to.fresh().await, Occupied::Refuse, &backup).await.expect("a restored database");
            assert!(exported(&restored).await == exported(&database).await);
            assert_eq!(restored.version().await.expect("a version"), database.version().await.expect("a version"));
            assert_eq!(restored.entries().await.expect("states"), database.entries().await.expect("states"));
            assert_eq!(restored.reports().await.expect("reports"), database.reports().await.expect("reports"));
            assert_eq!(restored.check().await.expect("a check"), []);
            // Every row of every table, history and audit chain included, and nothing else.
            assert!(unpacked(&backed_up(&restored).await) == unpacked(&backup), "the same rows in the same order");
            // It goes on from there.
            let next = set(&restored, "c", &[("site/square", 2)], &Op::Set("kind".into(), json!("lawn"))).await;
            assert_eq!(next.expect("a change"), 4);
            assert_eq!(restored.add_report(&report("More.", None), NOW).await.expect("a report"), 2);
            assert_eq!(restored.check().await.expect("a check"), []);
        }
    }
}

#[tokio::test]
async fn whole_programmes_go_there_and_back() {
    let (sqlite, postgres) = (Engine::sqlite(), Engine::postgres());
    let mut fictional = Vec::new();
    dataset::write(&programme(Plan { sites: 60, seed: 9 }).expect("a plan"), "", &mut fictional).expect("memory");
    for data in [HUANING, std::str::from_utf8(&fictional).expect("UTF-8")] {
        let database = Database::open(&sqlite.fresh().await).await.expect("a database");
        import::import(&database, "data.json", data, false, NOW).await.expect("a good data set");
        let before = exported(&database).await;
        let there = restore(&postgres.fresh().await, Occupied::Refuse, &backed_up(&database).await).await;
        let there = there.expect("on PostgreSQL");
        assert!(exported(&there).await == before);
        let back = restore(&sqlite.fresh().await, Occupied::Refuse, &backed_up(&there).await).await;
        assert!(exported(&back.expect("on SQLite")).await == before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn writers_go_on_meanwhile_and_nothing_is_lost_or_torn_on_sqlite() {
    write_meanwhile(&Engine::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn writers_go_on_meanwhile_and_nothing_is_lost_or_torn_on_postgres() {
    write_meanwhile(&Engine::postgres()).await;
}

/// One writer says the same of two records with every change, and adds reports; a backup that is made meanwhile has all
/// that was acknowledged before it began, and never one without the other.
async fn write_meanwhile(engine: &Engine) {
    const BACKUPS: usize = 12;
    let url = engine.fresh().await;
    let database = Database::open(&url).await.expect("a database");
    import::import(&database, "full.json", full::TEXT, false, NOW).await.expect("a good data set");
    let (acknowledged, reported, done) = (AtomicI64::new(1), AtomicI64::new(0), AtomicBool::new(false));
    let shared = Arc::new((acknowledged, reported, done));
    let writer = {
        let (shared, database) = (Arc::clone(&shared), database.clone());
        tokio::spawn(async move {
            let mut base = 0;
            while !shared.2.load(SeqCst) {
                base += 1;
                let op = Op::Set("kind".into(), json!(format!("number {base}")));
                let both = [("site/square", base), ("site/bare-site", base)];
                let version = set(&database, &format!("change {base}"), &both, &op).await.expect("a change");
                shared.0.store(version, SeqCst);
                let number = database.add_report(&report("Something.", None), NOW).await.expect("a report");
                shared.1.store(number, SeqCst);
            }
        })
    };
    let mut backups = Vec::new();
    for _ in 0..BACKUPS {
        let least = (shared.0.load(SeqCst), shared.1.load(SeqCst));
        backups.push((least, backed_up(&database).await));
        // The next one is of another state, however fast backups are.
        let before = shared.0.load(SeqCst);
        while shared.0.load(SeqCst) < before + 2 {
            tokio::task::yield_now().await;
        }
    }
    shared.2.store(true, SeqCst);
    writer.await.expect("the writer");
    let last = database.version().await.expect("a version").0;
    let other = Engine::sqlite();
    for ((version, reports), backup) in backups {
        let restored = restore(&other.fresh().await, Occupied::Refuse, &backup).await.expect("a sound copy");
        let published = restored.published().await.expect("published records");
        assert!((version..=last).contains(&published.version.0), "{version} was acknowledged");
        assert!(restored.reports().await.expect("reports").len() as i64 >= reports, "{reports} were acknowledged");
        let sites = &published.records.sites;
        if published.version.0 > 1 {
            assert_eq!(sites["square"].kind, sites["bare-site"].kind, "a torn change");
            assert_eq!(sites["square"].kind.as_str(), format!("number {}", published.version.0 - 1));
        }
        restored.close().await;
    }
}

#[tokio::test]
async fn a_database_that_holds_something_is_replaced_only_when_told_to() {
    for engine in [Engine::sqlite(), Engine::postgres()] {
        let (database, _) = lived_in(&engine).await;
        let backup = backed_up(&database).await;
        let url = engine.fresh().await;
        let other = Database::open(&url).await.expect("a database");
        import::import(&other, "huaning.json", HUANING, false, NOW).await.expect("the Huaning data");
        let before = exported(&other).await;
        let refused = restore(&url, Occupied::Refuse, &backup).await.expect_err("it holds something");
        assert!(matches!(refused, RestoreError::Occupied), "{refused:?}");
        assert!(exported(&other).await == before);

        // Somebody else's table in the same place is none of our business.
        tamper(&url, "CREATE TABLE foreign_table (a TEXT); INSERT INTO foreign_table VALUES ('kept')").await;
        let replaced = restore(&url, Occupied::Replace, &backup).await.expect("a restored database");
        assert!(exported(&replaced).await == exported(&database).await);
        assert_eq!(common::number(&url, "SELECT count(*) FROM foreign_table").await, 1);
        // A report alone is something, too.
        let url = engine.fresh().await;
        let reported = Database::open(&url).await.expect("a database");
        reported.add_report(&report("Something.", None), NOW).await.expect("a report");
        assert!(matches!(restore(&url, Occupied::Refuse, &backup).await, Err(RestoreError::Occupied)));
    }
}

#[tokio::test]
async fn an_older_database_is_backed_up_restored_and_upgraded() {
    for engine in [Engine::sqlite(), Engine::postgres()] {
        let (database, url) = lived_in(&engine).await;
        let before = exported(&database).await;
        database.close().await;
        tamper(&url, common::AS_OF_THE_SECOND).await;
        assert!(matches!(Database::open_existing(&url).await, Err(StoreError::OlderSchema)));
        let old = Database::open_to_back_up(&url).await.expect("an old database");
        let (summary, backup) = old.back_up(Vec::new(), NOW).await.expect("a backup");
        assert_eq!((summary.head.schema, summary.head.published), (2, 3));
        old.close().await;
        assert!(
            matches!(Database::open_existing(&url).await, Err(StoreError::OlderSchema)),
            "a backup changes nothing"
        );

        for target in [engine.fresh().await, url.clone()] {
            let restored = restore(&target, Occupied::Replace, &backup).await.expect("a restored database");
            assert!(exported(&restored).await == before);
            assert_eq!(restored.reports().await.expect("the new table"), []);
        }
        tamper(&url, common::AS_OF_THE_SECOND).await;
        let upgraded = Database::open_and_upgrade(&url).await.expect("what a new version does when it starts");
        assert!(exported(&upgraded).await == before);
        assert_eq!(upgraded.check().await.expect("a check"), []);
        upgraded.close().await;
        Database::open_existing(&url).await.expect("now it is up to date");
    }
}

#[tokio::test]
async fn who_goes_back_from_a_newer_version_gets_the_database_of_the_backup() {
    for engine in [Engine::sqlite(), Engine::postgres()] {
        let (database, url) = lived_in(&engine).await;
        let (before, backup) = (exported(&database).await, backed_up(&database).await);
        database.close().await;
        // A newer program took a table out, made two that know each other, and wrote down that they are its own.
        let checksum = if url.starts_with("sqlite:") { "x'00'" } else { "'\\x00'" };
        tamper(
            &url,
            &format!(
                "DROP TABLE renewal; CREATE TABLE visit (id TEXT PRIMARY KEY, site TEXT REFERENCES site (id)); \
                 CREATE TABLE visit_note (visit TEXT REFERENCES visit (id)); CREATE TABLE foreign_table (a TEXT); \
                 INSERT INTO visit VALUES ('v', 'square'); INSERT INTO visit_note VALUES ('v'); \
                 INSERT INTO foreign_table VALUES ('kept'); INSERT INTO atlas_table VALUES ('visit'), ('visit_note'); \
                 INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                 VALUES (9000, 'visits', true, {checksum}, 1)"
            ),
        )
        .await;
        assert!(matches!(Database::open(&url).await, Err(StoreError::NewerSchema { found: 9000, .. })));
        let refused = restore(&url, Occupied::Refuse, &backup).await.expect_err("not told to");
        assert!(matches!(refused, RestoreError::Occupied), "{refused:?}");
        assert_eq!(common::number(&url, "SELECT count(*) FROM visit_note").await, 1);

        let restored = restore(&url, Occupied::Replace, &backup).await.expect("the way back");
        assert!(exported(&restored).await == before);
        assert_eq!(restored.check().await.expect("a check"), []);
        assert_eq!(common::number(&url, "SELECT count(*) FROM foreign_table").await, 1);
        // Neither table is in the way when the newer version comes again.
        tamper(&url, "CREATE TABLE visit (id TEXT); CREATE TABLE visit_note (visit TEXT)").await;
    }
}

#[tokio::test]
async fn the_database_of_another_program_is_left_alone() {
    for engine in [Engine::sqlite(), Engine::postgres()] {
        let (database, _) = lived_in(&engine).await;
        let backup = backed_up(&database).await;
        let url = engine.fresh().await;
        if let Some(file) = url.strip_prefix("sqlite:") {
            std::fs::File::create(file).expect("a file");
        }
        tamper(
            &url,
            "CREATE TABLE site (id TEXT); INSERT INTO site VALUES ('theirs'); \
             CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT, success BOOLEAN, checksum BYTEA); \
             INSERT INTO _sqlx_migrations VALUES (1, 'records', true, '1'), (20260101120000, 'more', true, '2')",
        )
        .await;
        for occupied in [Occupied::Replace, Occupied::Refuse] {
            let refused = restore(&url, occupied, &backup).await.expect_err("another program's");
            assert!(matches!(refused, RestoreError::Store(StoreError::NotOurs)), "{refused:?}");
        }
        assert!(matches!(Database::open(&url).await, Err(StoreError::NotOurs)));
        assert_eq!(common::number(&url, "SELECT count(*) FROM site WHERE id = 'theirs'").await, 1);
        if url.starts_with("sqlite:") {
            tamper(&url, "DROP TABLE _sqlx_migrations").await;
            let refused = restore(&url, Occupied::Replace, &backup).await.expect_err("another program's file");
            assert!(matches!(refused, RestoreError::Store(StoreError::NotOurs)), "{refused:?}");
        }
    }
}

#[tokio::test]
async fn nothing_to_upgrade_is_said_and_left_alone() {
    for engine in [Engine::sqlite(), Engine::postgres()] {
        let url = engine.fresh().await;
        let refused = Database::open_and_upgrade(&url).await.expect_err("nothing there");
        assert!(matches!(refused, StoreError::Missing(_) | StoreError::NoTables), "{refused:?}");
        assert!(matches!(Database::open_existing(&url).await, Err(StoreError::Missing(_) | StoreError::NoTables)));
    }
}

/// Tries to restore what is no whole backup: into a database that holds something, and where there is none.
async fn refused(backup: &[u8]) -> String {
    let engine = Engine::sqlite();
    let (database, url) = lived_in(&engine).await;
    let before = unpacked(&backed_up(&database).await);
    let failure = restore(&url, Occupied::Replace, backup).await.expect_err("no backup");
    assert!(unpacked(&backed_up(&database).await) == before, "the database was touched: {failure}");
    let fresh = engine.fresh().await;
    let again = restore(&fresh, Occupied::Refuse, backup).await.expect_err("no backup");
    assert_eq!(again.to_string(), failure.to_string());
    let file = PathBuf::from(fresh.trim_start_matches("sqlite:"));
    assert!(!file.exists(), "a database was made: {failure}");
    failure.to_string()
}

#[tokio::test]
async fn what_is_no_whole_backup_is_named_and_touches_nothing() {
    let (database, _) = lived_in(&Engine::sqlite()).await;
    let good = backed_up(&database).await;
    let lines = unpacked(&good);
    let with = |from: &str, to: &str| {
        assert!(lines.contains(from), "{from}");
        packed(&lines.replacen(from, to, 1))
    };
    let line_of_site = lines.lines().position(|line| line.starts_with("[\"square\",")).expect("the row of a site") + 1;
    let cut: String = lines.lines().take(20).map(|line| format!("{line}\n")).collect();
    let twice = [good.clone(), good.clone()].concat();
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (Vec::new(), "The backup is no backup of Tongxin Atlas: it is empty."),
        (b"SQLite format 3\0".to_vec(), "The backup is no backup of Tongxin Atlas: it does not begin as one."),
        (HUANING.into(), "The backup is no backup of Tongxin Atlas: it does not begin as one."),
        (packed(HUANING), "The backup is no backup of Tongxin Atlas: its first line"),
        (packed("{}\n"), "The backup is no backup of Tongxin Atlas: its first line does not say so."),
        (good[..30].to_vec(), "The backup is no backup of Tongxin Atlas: it ends within its first line."),
        (good[..good.len() / 2].to_vec(), "The backup is cut off: it ends after line "),
        (good[..good.len() - 1].to_vec(), "The backup is cut off: it ends after line "),
        (packed(&cut), "The backup is cut off: it ends after line 20, in the table “"),
    ];
    for (backup, sentence) in cases {
        let said = refused(&backup).await;
        assert!(said.starts_with(sentence), "{said} instead of {sentence}");
    }
    let of_site = format!("in line {line_of_site}, in the table “site”: it cannot be read");
    let altered: Vec<(Vec<u8>, &str)> = vec![
        (
            with("\"version\":1,", "\"version\":2,"),
            "made by a newer version of Tongxin Atlas (format 2, this program knows 1)",
        ),
        (
            with(&format!("\"schema\":{}", schema(&lines)), "\"schema\":9000"),
            "made by a newer version of Tongxin Atlas (schema 9000, this program",
        ),
        (with("[\"square\",\"", "[\"circle\",\""), "in the table “site”: something before it is not as it was written"),
        (with("[\"square\",\"", "[7,\""), "in the table “site”: the value for “id” is of another type"),
        (with("[\"square\",\"", "[\"one more\",\"square\",\""), "in the table “site”: a row has 18 values, not 19"),
        (with("{\"table\":\"site\",", "{\"table\":\"place\","), "has no such table here"),
        (with("[\"square\",\"", "[\"square\",\"\n"), &of_site),
        (with("{\"table\":\"site\",", "{\"tables\":\"site\","), "outside of any table: it cannot be read"),
        (packed(&format!("{lines}[1]\n")), "outside of any table: something follows the end"),
        (twice, "outside of any table: something follows the end"),
        ([good.clone(), b"more".to_vec()].concat(), "outside of any table"),
    ];
    for (backup, sentence) in altered {
        let said = refused(&backup).await;
        assert!(said.contains(sentence), "{said} instead of {sentence}");
    }
}

/// Neither a missing end nor a changed byte goes unseen, unless the same lines come out of it (gzip can say one thing in two
/// ways).
#[tokio::test]
async fn every_cut_and_every_changed_byte_is_seen() {
    let (database, _) = lived_in(&Engine::sqlite()).await;
    let good = backed_up(&database).await;
    let lines = unpacked(&good);
    verify(&*good).expect("the good one");
    for length in (0..good.len()).step_by(61).chain(good.len() - 12..good.len()) {
        let seen = verify(&good[..length]).expect_err("cut off");
        assert!(matches!(seen, BackupError::Truncated { .. } | BackupError::Foreign(_)), "{length}: {seen}");
    }
    // Bytes 4 to 9 of a gzip file say when and where it was made, which is none of its content.
    for position in (10..good.len()).step_by(37) {
        let mut bad = good.clone();
        bad[position] ^= 0x10;
        assert!(verify(&*bad).is_err() || unpacked(&bad) == lines, "byte {position}");
    }
}

/// The checksums of a forged backup can be right; what it says is checked all the same.
#[tokio::test]
async fn a_whole_backup_of_no_sound_database_is_refused() {
    let (database, _) = lived_in(&Engine::sqlite()).await;
    let lines = unpacked(&backed_up(&database).await);
    for (from, to, sentence) in [
        ("[\"square\",\"“park”", "[\"square\",\"“lawn”", "site/square: It differs from its latest revision."),
        ("[\"square\",\"“park”", "[\"circle\",\"“park”", ": A row breaks a rule"),
        ("It was the wrong one.", "It was the right one.", "What is kept of change/3 is not what was done then."),
    ] {
        let mut writer = Writer::begin(Vec::new(), schema(&lines), 3, NOW).expect("memory");
        assert!(lines.contains(from), "{from}");
        for line in lines.replacen(from, to, 1).lines().skip(1) {
            let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
            match (value["table"].as_str(), value.as_array()) {
                (Some(table), _) => {
                    let columns = serde_json::from_value(value["columns"].clone()).expect("names");
                    writer.table(table, columns).expect("memory");
                }
                (_, Some(row)) => writer.row(row).expect("memory"),
                _ if value.get("tables").is_none() => writer.end_table().expect("memory"),
                _ => {}
            }
        }
        let (_, forged) = writer.finish().expect("memory");
        verify(&*forged).expect("a backup whose checksums are right");
        for engine in [Engine::sqlite(), Engine::postgres()] {
            let url = engine.fresh().await;
            match restore(&url, Occupied::Refuse, &forged).await {
                Err(RestoreError::Unsound(problems)) => {
                    assert!(problems.iter().any(|one| one.to_string().contains(sentence)), "{problems:?}");
                }
                other => panic!("{sentence}: {:?}", other.map(drop)),
            }
            let empty = Database::open(&url).await.expect("a database");
            assert_eq!(empty.published().await.expect("nothing").records, Records::default());
        }
    }
}
