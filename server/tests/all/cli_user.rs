//! `atlas user`, as an operator meets it.

use crate::common::program::{self, atlas};
use std::path::Path;

/// The line that is printed when all goes well.
fn said(folder: &Path, arguments: &[&str]) -> String {
    program::said(folder, arguments).trim_end().to_owned()
}

/// The sentence that is printed when it does not.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let (code, out, err) = atlas(folder, arguments);
    assert!(code.is_some_and(|code| code != 0) && out.is_empty(), "{arguments:?}: {out}");
    err
}

#[test]
fn accounts_from_first_to_last() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    said(folder, &["seed"]);
    assert_eq!(
        said(folder, &["user", "list"]),
        "No accounts. “atlas user add” makes one.",
        "nobody is there by default"
    );

    let add = ["user", "add", "--login", "Wang@example.org", "--name", "王芳", "--role"];
    let link = said(folder, &[&add[..], &["administrator"]].concat());
    assert!(link.starts_with("/zh/desk/link/") && link.len() == "/zh/desk/link/".len() + 52, "{link}");
    assert!(refused(folder, &[&add[..], &["partner"]].concat()).contains("sign-in name already"));
    let whole = said(folder, &["user", "--public-url", "https://atlas.example/", "link", "wang@EXAMPLE.org"]);
    assert!(whole.starts_with("https://atlas.example/zh/desk/link/") && !whole.ends_with(&link), "{whole}");

    for (more, sentence) in [
        (&["official"][..], "An official needs a division"),
        (&["official", "--division", "nowhere"], "There is no division “nowhere”."),
        (&["partner", "--organisation", "nobody"], "There is no organisation “nobody”."),
        (&["king"], "partner, official and administrator"),
    ] {
        let add = [&["user", "add", "--login", "x", "--name", "x", "--role"], more].concat();
        assert!(refused(folder, &add).contains(sentence), "{more:?}");
    }
    let listed = said(folder, &["user", "list", "--json"]);
    let one: serde_json::Value = serde_json::from_str(&listed).expect("one account");
    assert_eq!(
        (&one["login"], &one["role"], &one["password"]),
        (&"wang@example.org".into(), &"administrator".into(), &false.into())
    );
    assert!(!listed.contains(link.rsplit('/').next().expect("a token")), "a link is printed once");

    let id = one["id"].as_str().expect("a name");
    let role = ["user", "role", id, "--role", "official", "--division", "huaning-county"];
    assert_eq!(said(folder, &role), format!("{id} is official now."));
    assert!(said(folder, &["user", "list"]).contains("huaning-county"));
    let idle = said(folder, &["user", "role", id, "--role", "partner"]);
    assert!(idle.contains("is partner now.") && idle.contains("there is nothing to edit"), "{idle}");
    assert!(said(folder, &["user", "deactivate", id]).contains("can sign in no more"));
    let link = refused(folder, &["user", "link", id]);
    assert!(link.contains("deactivated") && link.contains("atlas user reactivate"), "nobody is let in with it: {link}");
    assert!(said(folder, &["user", "reactivate", id]).contains("can sign in again"));
    assert!(said(folder, &["user", "erase", "wang@example.org"]).contains("are erased"));
    let erased = said(folder, &["user", "list", "--json"]);
    assert!(!erased.contains("wang") && !erased.contains("王芳") && erased.contains(id), "{erased}");
    assert!(refused(folder, &["user", "erase", "nobody"]).contains("no such account"));
    let idle = ["user", "add", "--login", "p", "--name", "P", "--role", "partner"];
    let (code, out, err) = atlas(folder, &idle);
    assert_eq!((code, out.lines().count()), (Some(0), 1), "a program may read the link: {out}");
    assert!(out.starts_with("/zh/desk/link/") && err.contains("there is nothing to edit"), "{err}");
    let (code, _, problems) = atlas(folder, &["check"]);
    assert!(!problems.contains("audit") && !problems.contains("chain"), "{code:?}: {problems}");
}

#[test]
fn who_left_long_ago_is_erased() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    said(folder, &["seed"]);
    for (login, name) in [("gone@example.org", "王芳"), ("here@example.org", "李明")] {
        said(folder, &["user", "add", "--login", login, "--name", name, "--role", "administrator"]);
    }
    said(folder, &["user", "deactivate", "gone@example.org"]);
    let erase = |days| said(folder, &["user", "erase-old", "--after", days]);
    assert_eq!(
        erase("30"),
        "0 erased. 1 deactivated and seen within 30 days. The senders of 0 report(s) cannot be reached any more."
    );
    assert!(said(folder, &["user", "list"]).contains("gone@example.org"));
    assert_eq!(
        erase("0"),
        "1 erased. 0 deactivated and seen within 0 days. The senders of 0 report(s) cannot be reached any more."
    );
    assert_eq!(
        erase("0"),
        "0 erased. 0 deactivated and seen within 0 days. The senders of 0 report(s) cannot be reached any more.",
        "nobody is erased twice"
    );
    let listed = said(folder, &["user", "list", "--json"]);
    assert!(!listed.contains("gone") && !listed.contains("王芳") && listed.contains("here@example.org"), "{listed}");
    assert!(refused(folder, &["user", "erase-old"]).contains("--after"));
    let (code, _, problems) = atlas(folder, &["check"]);
    assert!(!problems.contains("audit") && !problems.contains("chain"), "{code:?}: {problems}");
}
