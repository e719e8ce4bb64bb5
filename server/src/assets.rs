//! The files that every page needs, under the names that the build gave them.

use crate::{config::Config, http::style_sheet};
use app::{map::script::ADDRESS as LEAFLET, store::Assets};
use leptos::config::LeptosOptions;
use std::{collections::HashMap, fs, path::PathBuf};

/// The icon, as the frame of every page names it.
const FAVICON: &str = "/favicon.svg";

impl Config {
    /// Finds the script, its WebAssembly and the style sheet. The sheet is read once and put into every page; when it
    /// is missing, pages are plain but whole, and the log says so.
    pub fn assets(&self) -> Assets {
        let names = Names::of(self);
        let sheet = self.site_root.join(names.path("css"));
        let style = fs::read_to_string(&sheet).unwrap_or_else(|error| {
            tracing::warn!(sheet = %sheet.display(), %error, "pages go without their style sheet");
            String::new()
        });
        let address = |kind| format!("/{}", names.path(kind));
        Assets {
            style: style.into(),
            script: address("js"),
            wasm: address("wasm"),
            pages_style: style_sheet::PAGES.address(),
            desk_style: style_sheet::DESK.address(),
        }
    }

    /// The files without which pages are not whole: those of the build, the map library, the icon.
    pub fn named_files(&self) -> Vec<PathBuf> {
        let names = Names::of(self);
        let built = ["css", "js", "wasm"].map(|kind| names.path(kind));
        let others = [LEAFLET, FAVICON].map(|address| address.trim_start_matches('/').to_owned());
        built.into_iter().chain(others).map(|path| self.site_root.join(path)).collect()
    }
}

/// The names of the files that the build makes.
struct Names {
    options: LeptosOptions,
    hashes: HashMap<String, String>,
}

impl Names {
    fn of(config: &Config) -> Self {
        let hashes = config.hash_file.as_ref().and_then(|file| fs::read_to_string(file).ok()).unwrap_or_default();
        let hashes = hashes.lines().filter_map(|line| line.split_once(':'));
        let hashes = hashes.map(|(kind, hash)| (kind.trim().to_owned(), hash.trim().to_owned())).collect();
        Self { options: config.leptos_options(), hashes }
    }

    /// The path within the site of the file with this ending.
    fn path(&self, kind: &str) -> String {
        let (folder, name) = (&self.options.site_pkg_dir, &self.options.output_name);
        match self.hashes.get(kind) {
            Some(hash) => format!("{folder}/{name}.{hash}.{kind}"),
            None => format!("{folder}/{name}.{kind}"),
        }
    }
}
