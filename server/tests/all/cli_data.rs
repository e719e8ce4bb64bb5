//! `atlas seed`, `atlas import` and `atlas check` as an operator meets them: what is printed, the exit code, and what is left on disk.

use crate::common::program::atlas;

#[test]
fn the_huaning_data_are_loaded_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let (code, out, err) = atlas(folder.path(), &["seed"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("the database is at version 1."), "{out}");
    let (code, again, _) = atlas(folder.path(), &["seed"]);
    assert_eq!(code, Some(0));
    assert!(again.ends_with("Nothing to change; the database stays at version 1.\n"), "{again}");
    let (code, skipped, _) = atlas(folder.path(), &["seed", "--if-empty"]);
    assert_eq!(
        (code, skipped.as_str()),
        (Some(0), "The database holds records already (version 1). Nothing was changed.\n")
    );
    let (code, checked, err) = atlas(folder.path(), &["check"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(
        checked.contains("records at version 1 in data/atlas.db; ") && checked.ends_with(", no problem found.\n"),
        "{checked}"
    );
}

#[test]
fn a_broken_file_fails_and_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("broken.json");
    std::fs::write(&file, r#"{"format":"tongxin-atlas","version":1,"sites":[{"id":"A"}],"towns":[]}"#).expect("a file");
    let (code, out, err) = atlas(folder.path(), &["import", "broken.json"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.contains("$.towns: There is no collection “towns”"), "{err}");
    assert!(err.contains("$.sites[0].id: “A” is not an identifier"), "{err}");
    assert!(err.contains("$.sites[0].kind: The field is missing."), "{err}");
    assert!(err.trim_end().ends_with("in broken.json. Nothing was written."), "{err}");

    assert!(!folder.path().join("data").exists(), "no database is made for it");
    let (code, out, err) = atlas(folder.path(), &["seed", "--if-empty"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("at version 1."), "{out}");
}

#[test]
fn what_is_not_there_is_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let (code, _, err) = atlas(folder.path(), &["check"]);
    assert_eq!((code, err.lines().count()), (Some(1), 1), "{err}");
    assert!(err.starts_with("There is no database at "), "{err}");
    assert!(!folder.path().join("data").exists(), "looking makes nothing");

    let (code, _, err) = atlas(folder.path(), &["import", "nowhere.json"]);
    assert_eq!((code, err.lines().count()), (Some(1), 1), "{err}");
    assert!(!folder.path().join("data").exists(), "a file that is not there makes no database");

    let (code, _, err) = atlas(folder.path(), &["--database", "mysql://root:secret@host/x", "check"]);
    assert_eq!(code, Some(1));
    assert!(err.contains("is not a database that can be used") && !err.contains("secret"), "{err}");
}
