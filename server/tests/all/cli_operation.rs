//! Backing up, restoring, exporting, importing, checking and reading reports, as an operator meets them: what is printed,
//! the exit code, and what is left on disk.

use crate::common::{
    self,
    program::{atlas, said},
    text,
};
use app::{domain::language::Language, store::NewReport};
use server::{config::Config, site_files, store::Database};
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    os::unix::fs::{FileTypeExt, PermissionsExt, symlink},
    path::Path,
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;

/// The one sentence that is printed when it does not.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let (code, out, err) = atlas(folder, arguments);
    assert_eq!((code, out.as_str(), err.lines().count()), (Some(1), "", 1), "{arguments:?}: {err}");
    err.trim_end().to_owned()
}

/// The names of the files in a folder.
fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn seeded() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    said(folder.path(), &["seed"]);
    folder
}

#[test]
fn a_backup_is_restored_and_says_what_it_holds() {
    let folder = seeded();
    let folder = folder.path();
    said(folder, &["user", "add", "--login", "a", "--name", "A", "--role", "administrator"]);
    let out = said(folder, &["backup", "backup.gz"]);
    let wanted = " tables of data/atlas.db, version 1, written to backup.gz (";
    assert!(out.contains(" rows of ") && out.contains(wanted), "{out}");
    let mode = fs::metadata(folder.join("backup.gz")).expect("the backup").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "reports may be personal");
    let export = said(folder, &["export"]);

    assert!(refused(folder, &["restore", "backup.gz"]).starts_with("The database holds something already."));
    let before = fs::read(folder.join("data/atlas.db")).expect("the database");
    let out = said(folder, &["restore", "backup.gz", "--check"]);
    assert!(out.starts_with("Sound, it can be restored: ") && out.ends_with(" Nothing was changed.\n"), "{out}");
    assert!(before == fs::read(folder.join("data/atlas.db")).expect("the database"), "nothing was changed");
    said(folder, &["restore", "backup.gz", "--replace"]);
    let other = ["--database", "sqlite:other/folder/copy.db"];
    let out = said(folder, &[&["restore", "backup.gz"], &other[..]].concat());
    assert!(
        out.starts_with("Restored into other/folder/copy.db and sound: ") && out.contains(", version 1, as of 20"),
        "{out}"
    );
    assert!(out.contains("Nobody is signed in: 0 session(s) of the backup were ended, and 1 link(s)"), "{out}");
    let mode = fs::metadata(folder.join("other/folder/copy.db")).expect("the copy").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "nobody else reads names and hashes of passwords");
    assert!(said(folder, &[&["export"], &other[..]].concat()) == export, "the copy says the same");
    assert_eq!(files(folder), ["backup.gz", "data", "other"], "nothing else is left");
}

#[test]
fn a_file_that_is_there_is_kept() {
    let folder = seeded();
    let folder = folder.path();
    for verb in ["backup", "export"] {
        let sentence = refused(folder, &[verb, "data/atlas.db"]);
        assert_eq!(sentence, "data/atlas.db is there already. Choose another name, or say --overwrite.");
        fs::write(folder.join("old"), "old").expect("a file");
        refused(folder, &[verb, "old"]);
        assert_eq!(fs::read(folder.join("old")).expect("the file"), b"old");
        said(folder, &[verb, "old", "--overwrite"]);
        assert_ne!(fs::read(folder.join("old")).expect("the file"), b"old");
        let sentence = refused(folder, &[verb, "nowhere/file"]);
        assert!(sentence.starts_with("nowhere/file cannot be written: "), "{sentence}");
    }
    said(folder, &["check"]);
    assert_eq!(files(folder), ["data", "old"], "nothing half-written is left");
}

#[test]
fn a_link_is_written_through_and_what_is_no_file_is_not_replaced() {
    let folder = seeded();
    let folder = folder.path();
    fs::create_dir_all(folder.join("disk/deep")).expect("a folder");
    fs::write(folder.join("disk/there"), "old").expect("a file");
    for (link, to) in [("near", "disk/there"), ("chain", "near"), ("new", "disk/deep/new")] {
        symlink(to, folder.join(link)).expect("a link");
    }
    let real = ["disk/there", "disk/there", "disk/deep/new"];
    for verb in ["backup", "export"] {
        for (link, real) in ["near", "chain", "new"].into_iter().zip(real) {
            fs::write(folder.join(real), "old").expect("a file");
            if verb == "backup" && link == "new" {
                fs::remove_file(folder.join(real)).expect("a link that leads nowhere yet");
            }
            said(folder, &[verb, link, "--overwrite"]);
            assert!(folder.join(link).is_symlink(), "{verb} {link}");
            assert!(fs::read(folder.join(real)).expect("the file").len() > 1000, "{verb} {link}");
        }
        let pipe = folder.join("pipe");
        if !pipe.exists() {
            assert!(Command::new("mkfifo").arg(&pipe).status().expect("a program").success());
        }
        symlink("/dev/null", folder.join(format!("{verb}-null"))).expect("a link");
        for other in ["pipe", "disk", "/dev/null", &format!("{verb}-null")] {
            let sentence = refused(folder, &[verb, other, "--overwrite"]);
            assert!(sentence.starts_with(&format!("{other} is there and is no regular file")), "{sentence}");
        }
        assert!(fs::metadata(&pipe).is_ok_and(|pipe| pipe.file_type().is_fifo()));
        symlink("round", folder.join("round")).ok();
        let sentence = refused(folder, &[verb, "round", "--overwrite"]);
        assert!(sentence.starts_with("round cannot be written: "), "{sentence}");
    }
    assert_eq!(files(&folder.join("disk")), ["deep", "there"], "nothing half-written is left");
}

#[test]
fn what_is_no_backup_is_named_and_touches_nothing() {
    let folder = seeded();
    let folder = folder.path();
    let before = said(folder, &["export"]);
    said(folder, &["backup", "good.gz"]);
    let good = fs::read(folder.join("good.gz")).expect("the backup");
    fs::write(folder.join("cut.gz"), &good[..good.len() - 100]).expect("a file");
    fs::write(folder.join("export.json"), &before).expect("a file");
    for (file, beginning) in [
        ("cut.gz", "cut.gz is cut off: it ends after line "),
        ("export.json", "export.json is no backup of Tongxin Atlas: it does not begin as one."),
        ("data", "data cannot be read: "),
        ("nowhere.gz", "nowhere.gz cannot be read: "),
    ] {
        let sentence = refused(folder, &["restore", file, "--replace"]);
        assert!(sentence.starts_with(beginning) && sentence.ends_with(" Nothing was restored."), "{sentence}");
        refused(folder, &["restore", file, "--database", "sqlite:new.db"]);
    }
    assert!(said(folder, &["export"]) == before);
    assert!(!folder.join("new.db").exists());
}

#[test]
fn what_is_exported_is_imported_and_changes_nothing() {
    let folder = seeded();
    let folder = folder.path();
    said(folder, &["generate", "--sites", "40", "--seed", "4", "--output", "fictional.json"]);
    said(folder, &["import", "fictional.json", "--database", "sqlite:fictional.db"]);
    for database in ["sqlite:data/atlas.db", "sqlite:fictional.db"] {
        let place = ["--database", database];
        let out = said(folder, &[&["export", "out.json", "--overwrite"], &place[..]].concat());
        assert!(out.contains(" records of version 1 written to out.json."), "{out}");
        let again = said(folder, &[&["import", "out.json"], &place[..]].concat());
        assert!(again.ends_with("Nothing to change; the database stays at version 1.\n"), "{again}");
        for line in again.lines().skip(1).filter(|line| line.contains("  ")) {
            let numbers: Vec<&str> = line.split_whitespace().skip(1).collect();
            assert!(matches!(numbers[..], ["0", "0", unchanged, "0"] if unchanged != "0"), "{line}");
        }
        // A new database that is made of it exports the same, byte for byte.
        let fresh = ["--database", "sqlite:fresh.db"];
        said(folder, &[&["import", "out.json"], &fresh[..]].concat());
        let copy = said(folder, &[&["export"], &fresh[..]].concat());
        assert!(copy == fs::read_to_string(folder.join("out.json")).expect("the export"), "{database}");
        for suffix in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(folder.join(format!("fresh.db{suffix}")));
        }
    }
}

#[test]
fn the_files_of_the_site_are_checked() {
    let folder = seeded();
    let folder = folder.path();
    let site = folder.join("site");
    let packed = |text: &str| {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(text.as_bytes()).expect("memory");
        out.finish().expect("memory")
    };
    for name in ["pkg/tongxin-atlas.css", "pkg/tongxin-atlas.js", "pkg/tongxin-atlas.wasm", "favicon.svg"] {
        fs::create_dir_all(site.join(name).parent().expect("a folder")).expect("a folder");
        fs::write(site.join(name), name).expect("a file");
        fs::write(site.join(format!("{name}.gz")), packed(name)).expect("a file");
    }
    let (code, _, err) = atlas(folder, &["check", "--site-root", "site"]);
    assert_eq!(code, Some(1));
    assert!(err.contains("leaflet.js: Pages need this file; it is missing or empty."), "{err}");
    assert!(err.ends_with("1 problem(s) found. Nothing was changed.\n"), "{err}");

    let leaflet = site.join(app::map::script::ADDRESS.trim_start_matches('/'));
    fs::create_dir_all(leaflet.parent().expect("a folder")).expect("a folder");
    fs::write(&leaflet, "// Leaflet").expect("a file");
    let out = said(folder, &["check", "--site-root", "site"]);
    assert!(out.ends_with(" records at version 1 in data/atlas.db; 9 files in site, no problem found.\n"), "{out}");

    fs::write(site.join("favicon.svg"), "another").expect("a file");
    let (code, _, err) = atlas(folder, &["check", "--site-root", "site"]);
    assert_eq!(code, Some(1));
    assert!(err.starts_with("site/favicon.svg.gz: It is not the compressed form of site/favicon.svg."), "{err}");
    assert_eq!(atlas(folder, &["check", "--site-root", "nowhere"]).0, Some(1));
}

#[test]
fn the_files_of_a_package_are_those_of_its_list() {
    let folder = tempfile::tempdir().expect("a folder");
    let unit = folder.path().join("atlas.service");
    let package = Some(folder.path().to_owned());
    let config = Config { site_root: folder.path().join("site"), package, ..Config::default() };
    fs::create_dir(folder.path().join("site")).expect("a folder");
    fs::write(&unit, "").expect("a file");
    let of_list = || -> Vec<String> {
        let problems = site_files::check(&config).0;
        let said = problems.iter().map(ToString::to_string).filter(|said| !said.contains("Pages need this file"));
        said.collect()
    };
    assert_eq!(of_list(), Vec::<String>::new(), "no list, nothing to compare");
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    fs::write(folder.path().join(site_files::SUMS), format!("{empty}  atlas.service\n{empty}  atlas\n"))
        .expect("a list");
    let missing = of_list();
    assert!(missing.len() == 1 && missing[0].contains("atlas: It cannot be read: "), "{missing:?}");
    fs::write(folder.path().join("atlas"), "").expect("a file");
    assert_eq!(of_list(), Vec::<String>::new());
    fs::write(&unit, "[Unit]").expect("a file");
    let altered = of_list();
    assert!(
        altered.len() == 1 && altered[0].contains("atlas.service: It is not the file of the package"),
        "{altered:?}"
    );
}

/// A server on free ports, ended with the value.
struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn get(port: u16, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a listener");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[test]
fn metrics_have_a_listener_of_their_own_and_a_start_upgrades() {
    let folder = seeded();
    let port = || TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
    let (site, metrics) = (port(), port());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let url = format!("sqlite:{}", folder.path().join("data/atlas.db").display());
    // As the version before this one left it.
    runtime.block_on(common::tamper(&url, common::AS_OF_THE_SECOND));
    let sentence = refused(folder.path(), &["check"]);
    assert!(sentence.starts_with("The tables of the database are older than this program."), "{sentence}");

    let listen = [format!("127.0.0.1:{site}"), format!("127.0.0.1:{metrics}")];
    let serve = ["serve", "--listen", &listen[0], "--metrics-listen", &listen[1]];
    let child = Command::new(env!("CARGO_BIN_EXE_atlas"))
        .args(serve)
        .env_remove("ATLAS_DATABASE_URL")
        .env("ATLAS_DATA_DIR", "data")
        .env("ATLAS_LOG", "off")
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary");
    let mut serving = Serving(child);
    let mut line = String::new();
    BufReader::new(serving.0.stdout.take().expect("its output")).read_line(&mut line).expect("its first line");
    assert!(line.ends_with(&format!("http://127.0.0.1:{site}\n")), "{line}");
    assert!(get(site, "/readyz").starts_with("HTTP/1.1 200 "));
    assert!(get(site, "/metrics").starts_with("HTTP/1.1 404 "), "nothing for the public");
    assert!(get(metrics, "/metrics").contains("\natlas_published_version 1\n"));
    said(folder.path(), &["check"]);

    let taken = ["serve", "--listen", "127.0.0.1:0", "--metrics-listen", &listen[1]];
    let sentence = refused(folder.path(), &taken);
    assert!(sentence.ends_with("is in use by another program. Stop it, or choose another port with --metrics-listen."));
}

#[test]
fn what_cannot_be_served_is_refused_before_it_begins() {
    let folder = seeded();
    let folder = folder.path();
    let both = ["serve", "--listen", "0.0.0.0:3999", "--metrics-listen", "127.0.0.1:3999"];
    assert!(refused(folder, &both).ends_with("Choose a port of its own for each."));
    let sentence = refused(folder, &["serve", "--listen", "127.0.0.1:0", "--site-root", "nowhere"]);
    assert!(sentence.starts_with("There is no folder nowhere,") && sentence.contains("ATLAS_SITE_ROOT"), "{sentence}");
}

#[test]
fn a_broken_file_is_named_with_what_helps() {
    let folder = seeded();
    let folder = folder.path();
    said(folder, &["backup", "backup.gz"]);
    fs::write(folder.join("data/atlas.db"), "no database at all\n".repeat(1000)).expect("a file");
    for verb in [
        &["check"][..],
        &["backup", "other.gz"],
        &["serve", "--listen", "127.0.0.1:0"],
        &["restore", "backup.gz"],
        &["restore", "backup.gz", "--replace"],
    ] {
        let (code, _, err) = atlas(folder, verb);
        assert_eq!(code, Some(1), "{err}");
        let sentence = err.lines().find(|line| line.contains("no SQLite database")).unwrap_or_default();
        assert!(sentence.starts_with("data/atlas.db is broken, or no SQLite database. Stop the service"), "{err}");
    }
    // And it does help.
    for suffix in ["", "-wal", "-shm"] {
        let _ = fs::rename(folder.join(format!("data/atlas.db{suffix}")), folder.join(format!("aside{suffix}")));
    }
    said(folder, &["restore", "backup.gz"]);
    said(folder, &["user", "list"]);
}

#[test]
fn the_temporary_folder_is_named_when_it_is_at_fault() {
    let folder = seeded();
    said(folder.path(), &["backup", "backup.gz"]);
    let output = Command::new(env!("CARGO_BIN_EXE_atlas"))
        .args(["restore", "backup.gz", "--check"])
        .env("TMPDIR", "/nowhere/at/all")
        .current_dir(folder.path())
        .output()
        .expect("the binary");
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(err.starts_with("The temporary folder /nowhere/at/all cannot be used: "), "{err}");
    assert!(err.contains("TMPDIR names another one."), "{err}");
}

#[test]
fn an_empty_variable_is_one_that_is_not_set() {
    let folder = seeded();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its number").to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_atlas"));
    for name in
        ["DATABASE_URL", "LISTEN", "METRICS_LISTEN", "SITE_ROOT", "MAP_APPROVAL", "PUBLIC_URL", "TRUSTED_PROXIES"]
    {
        command.env(format!("ATLAS_{name}"), "");
    }
    for name in ["STALE_AFTER", "ERASE_AFTER", "LOG", "DATA_DIR"] {
        command.env(format!("ATLAS_{name}"), "");
    }
    let output = command.args(["serve", "--listen", &address]).current_dir(folder.path()).output().expect("the binary");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(err.contains("is in use by another program"), "it came as far as listening: {err}");
    // A variable that says something is still heard.
    let output = command.args(["--metrics-listen", &address]).env("ATLAS_STALE_AFTER", "never").output();
    let err = String::from_utf8_lossy(&output.expect("the binary").stderr).into_owned();
    assert!(err.contains("never") && err.contains("--stale-after"), "{err}");
}

#[test]
fn reports_are_listed() {
    let folder = seeded();
    let folder = folder.path();
    assert_eq!(said(folder, &["reports"]), "No open reports in data/atlas.db.\n");
    assert_eq!(said(folder, &["reports", "--json"]), "");
    let report = |message: &str, contact: Option<&str>| NewReport {
        page: Some(text("/zh/figures")),
        message: text(message),
        contact: contact.map(text),
        language: Language::Chinese,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let url = format!("sqlite:{}", folder.join("data/atlas.db").display());
        let database = Database::open_existing(&url).await.expect("the database");
        for (message, contact) in [("The sum is 21.\nNot 22.", None), ("数字有误。", Some("w@example.org"))] {
            database.add_report(&report(message, contact), 1_700_000_000_000).await.expect("a report");
        }
        database.close().await;
    });
    assert_eq!(
        said(folder, &["reports"]),
        "no  received              page         contact        what is wrong\n\
         1   2023-11-14T22:13:20Z  /zh/figures  -              The sum is 21. ⏎ Not 22.\n\
         2   2023-11-14T22:13:20Z  /zh/figures  w@example.org  数字有误。\n"
    );
    let json = said(folder, &["reports", "--json", "--after", "1"]);
    let one: serde_json::Value = serde_json::from_str(&json).expect("one report a line");
    let wanted = serde_json::json!({
        "number": 2, "received_at": "2023-11-14T22:13:20Z", "language": "zh", "page": "/zh/figures", "message": "数字有误。",
        "contact": "w@example.org", "done_at": null,
    });
    assert_eq!(one, wanted);

    let done = said(folder, &["reports", "--done", "2"]);
    assert_eq!(done, "Report 2 is done. How its sender can be reached is erased.\n");
    assert_eq!(refused(folder, &["reports", "--done", "3"]), "There is no report 3.");
    assert!(!said(folder, &["reports"]).contains("数字有误。"));
    let all = said(folder, &["reports", "--all"]);
    assert!(all.contains("数字有误。") && !all.contains("w@example.org"), "{all}");
    let words = |line: &str| line.split_whitespace().nth(2).map(str::to_owned);
    let done: Vec<_> = all.lines().filter_map(words).collect();
    assert!(matches!(&done[..], [head, open, at] if head == "done" && open == "open" && at.starts_with("20")), "{all}");
}
