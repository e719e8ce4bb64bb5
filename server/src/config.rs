//! Where the site's files are, and the limits within which the server works.

use crate::clock::Clock;
use app::routes::{DeskPage, Page};
use ipnet::IpNet;
use leptos::config::{Env, LeptosOptions};
use std::{
    env,
    path::{Path, PathBuf},
    time::Duration,
};

/// The name of the browser's half, as in the workspace's settings.
pub(crate) const OUTPUT_NAME: &str = "tongxin-atlas";

/// What the router has to know of its installation. What *pages* have to know is in [`app::store::Settings`].
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The folder with the files of the site: scripts, styles, icons, base map.
    pub site_root: PathBuf,
    /// The folder of the binary, where a package has the list of its files.
    pub package: Option<PathBuf>,
    /// Tells the request ids of one start from those of another; any number will do.
    pub instance: u32,
    /// Whose word is believed on where a request comes from, besides the machine's own.
    pub trusted_proxies: Vec<IpNet>,
    /// Tells the time.
    pub clock: Clock,
    /// The limits.
    pub limits: Limits,
}

impl Config {
    /// The configuration for a folder of files.
    ///
    /// The folder is the given one; else the one that the build tool names; else `target/site` under the current
    /// directory, if there; else `site` beside the binary.
    pub fn find(site_root: Option<PathBuf>, instance: u32) -> Self {
        let beside = env::current_exe().ok().and_then(|binary| binary.parent().map(Path::to_path_buf));
        let site_root = site_root.or_else(|| env::var_os("LEPTOS_SITE_ROOT").map(PathBuf::from)).unwrap_or_else(|| {
            let built = PathBuf::from("target/site");
            match &beside {
                Some(folder) if !built.is_dir() => folder.join("site"),
                _ => built,
            }
        });
        Self { site_root, package: beside, instance, ..Self::default() }
    }

    /// The same as the frame of the pages wants it.
    pub fn leptos_options(&self) -> LeptosOptions {
        LeptosOptions::builder()
            .output_name(OUTPUT_NAME)
            .site_root(self.site_root.to_string_lossy())
            .site_pkg_dir("pkg")
            .env(Env::PROD)
            .build()
    }
}

/// The limits within which the server works.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The longest path and query, in bytes. A search text of 10,000 bytes is 30,000 when it is percent-encoded, and
    /// is answered with a notice rather than refused.
    pub address_bytes: usize,
    /// The most bytes in all other header fields together.
    pub header_bytes: usize,
    /// The longest body of a form or a server function, in bytes.
    pub body_bytes: usize,
    /// The longest form of an entry, in bytes: all of its texts at once.
    pub entry_bytes: usize,
    /// How many forms that are longer than others are read and answered at once; more wait for their turn.
    pub long_forms: usize,
    /// How long one request may take, the reading of its body included.
    pub request_time: Duration,
    /// How long a client may take to send the head of a request.
    pub head_time: Duration,
    /// How many requests are worked on at once; kept pages do not count. One more is answered with 503.
    pub requests: usize,
    /// How many workbooks are made at once; more wait for their turn.
    pub workbooks: usize,
    /// How many connections are open at once; more wait to be accepted. With what else is open this stays under the
    /// 1024 open files that systems usually allow a program.
    pub connections: usize,
    /// How many rendered pages are kept.
    pub kept_pages: u32,
    /// How many bytes the kept pages may have together, before compression.
    pub kept_bytes: u32,
    /// How long requests under way may take to end when the server stops.
    pub drain_time: Duration,
}

impl Limits {
    /// The longest body that may be sent to an address, in bytes.
    pub fn body(&self, path: &str) -> usize {
        match Page::from_path(path) {
            Some((_, Page::Desk(DeskPage::Edit(..)))) => self.entry_bytes,
            // It carries a form that waits, as a text of which a byte may be written with three.
            Some((_, Page::Desk(DeskPage::SignIn))) => self.body_bytes + 3 * self.entry_bytes,
            _ => self.body_bytes,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            address_bytes: 40 * 1024,
            header_bytes: 32 * 1024,
            body_bytes: 256 * 1024,
            entry_bytes: 2 * 1024 * 1024,
            long_forms: 8,
            request_time: Duration::from_secs(15),
            head_time: Duration::from_secs(10),
            requests: 512,
            workbooks: 2,
            connections: 900,
            kept_pages: 2048,
            kept_bytes: 32 * 1024 * 1024,
            drain_time: Duration::from_secs(4),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_given_folder_wins() {
        let config = Config::find(Some("elsewhere".into()), 0);
        assert_eq!(config.site_root, PathBuf::from("elsewhere"));
        assert_eq!(&*config.leptos_options().site_root, "elsewhere");
    }
}
