//! The domain and the read model import no framework.

use std::{fs, path::Path};

const FORBIDDEN: [&str; 8] = ["leptos", "leaflet", "sqlx", "tokio", "axum", "web_sys", "wasm_bindgen", "js_sys"];

/// Lines of code in a folder, with their file, and the number of files. This file is left out, because it names what it looks for.
fn lines(folder: &Path, found: &mut Vec<(String, String)>) -> usize {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files = 0;
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            files += lines(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests/purity.rs") {
            let text = fs::read_to_string(&path).expect("a readable file");
            let code = text.lines().map(|line| line.split("//").next().unwrap_or_default().to_owned());
            found.extend(code.map(|line| (path.display().to_string(), line)));
            files += 1;
        }
    }
    files
}

#[test]
fn domain_and_atlas_import_no_framework() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for folder in ["domain", "atlas"] {
        let mut found = Vec::new();
        assert!(lines(&source.join(folder), &mut found) > 10, "the files of {folder} are there");
        for (file, line) in found {
            let name = FORBIDDEN
                .iter()
                .find(|name| line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == **name));
            assert!(name.is_none(), "{file}: {line}");
        }
    }
}
