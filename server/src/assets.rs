//! The files that every page needs, and the name under which the build is known to browsers.

use crate::{
    config::{Config, OUTPUT_NAME},
    http::style_sheet,
};
use app::{map::script::ADDRESS as LEAFLET, store::Assets};
use sha2::{Digest, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The icon, as the frame of every page names it.
const FAVICON: &str = "/favicon.svg";

/// Where the build's files are, as the site's folder and as addresses.
pub(crate) const BUILT: &str = "/pkg/";

impl Config {
    /// Finds the script, its WebAssembly and the style sheet. The sheet is read once and put into every page; when it
    /// is missing, pages are plain but whole, and the log says so.
    pub fn assets(&self) -> Assets {
        let sheet = self.built("css");
        let style = fs::read_to_string(&sheet).unwrap_or_else(|error| {
            tracing::warn!(sheet = %sheet.display(), %error, "pages go without their style sheet");
            String::new()
        });
        let build = self.build();
        let address = |kind| format!("{BUILT}{build}/{OUTPUT_NAME}.{kind}");
        Assets {
            style: style.into(),
            script: address("js"),
            wasm: address("wasm"),
            pages_style: style_sheet::PAGES.address(),
            desk_style: style_sheet::DESK.address(),
            print_style: style_sheet::PRINT.address(),
        }
    }

    /// A name that stands for what the build has made: it changes whenever one of the files does. They stand under it in
    /// addresses (`/pkg/NAME/…`), all of them, because they name one another: the parts of one build never meet those of
    /// another one in a browser that keeps files.
    pub fn build(&self) -> String {
        let mut files: Vec<PathBuf> = fs::read_dir(self.site_root.join(BUILT.trim_matches('/')))
            .map(|folder| folder.flatten().map(|entry| entry.path()).filter(|path| runs(path)).collect())
            .unwrap_or_default();
        files.sort();
        let mut hash = Sha256::new();
        for file in files {
            hash.update(file.file_name().unwrap_or_default().as_encoded_bytes());
            hash.update(Sha256::digest(fs::read(&file).unwrap_or_default()));
        }
        hex::encode(&hash.finalize()[..8])
    }

    /// The files without which pages are not whole: those of the build, the map library, the icon.
    pub fn named_files(&self) -> Vec<PathBuf> {
        let others = [LEAFLET, FAVICON].map(|address| self.site_root.join(address.trim_start_matches('/')));
        ["css", "js", "wasm"].map(|kind| self.built(kind)).into_iter().chain(others).collect()
    }

    /// The file of the build with this ending.
    fn built(&self, kind: &str) -> PathBuf {
        self.site_root.join(BUILT.trim_matches('/')).join(format!("{OUTPUT_NAME}.{kind}"))
    }
}

/// A name that stands for this program: two that were built at different times have different ones, also where both are
/// of one version. What is written by a program may change with it.
pub(crate) fn program() -> String {
    let file = std::env::current_exe().and_then(fs::metadata);
    let built = file.and_then(|file| Ok(format!("{}-{:?}", file.len(), file.modified()?)));
    format!("{} {}", env!("CARGO_PKG_VERSION"), built.unwrap_or_default())
}

/// Whether a browser runs it.
fn runs(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "js" || extension == "wasm")
}
