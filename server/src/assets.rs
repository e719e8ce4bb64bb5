//! The files that every page needs, under the names that the build gave them.

use crate::{config::Config, http::sheet};
use app::store::Assets;
use std::{collections::HashMap, fs};

impl Config {
    /// Finds the script, its WebAssembly and the style sheet. The sheet is read once and put into every page; when it
    /// is missing, pages are plain but whole, and the log says so.
    pub fn assets(&self) -> Assets {
        let options = self.leptos_options();
        let hashes = self.hash_file.as_ref().and_then(|file| fs::read_to_string(file).ok()).unwrap_or_default();
        let hashes: HashMap<&str, &str> = hashes
            .lines()
            .filter_map(|line| line.split_once(':'))
            .map(|(kind, hash)| (kind.trim(), hash.trim()))
            .collect();
        let file = |kind: &str| match hashes.get(kind) {
            Some(hash) => format!("{}.{hash}.{kind}", options.output_name),
            None => format!("{}.{kind}", options.output_name),
        };
        let sheet = self.site_root.join(&*options.site_pkg_dir).join(file("css"));
        let style = fs::read_to_string(&sheet).unwrap_or_else(|error| {
            tracing::warn!(sheet = %sheet.display(), %error, "pages go without their style sheet");
            String::new()
        });
        let address = |kind| format!("/{}/{}", options.site_pkg_dir, file(kind));
        Assets { style: style.into(), script: address("js"), wasm: address("wasm"), pages_style: sheet::address() }
    }
}
