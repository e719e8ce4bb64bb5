//! Tongxin Atlas: everything that runs only on the server.
//!
//! | module | what it does |
//! |---|---|
//! | [`http`] | the router: pages and their cache, files, language, limits, and the loop that accepts connections |
//! | [`security`] | the headers that every answer carries, and the check of where a write comes from |
//! | [`publish`] | the newest Atlas, following the database |
//! | [`store`] | the database: the only place with SQL |
//! | [`dataset`], [`integrity`], [`problem`] | the data-set format: reading with every error, writing, references |
//! | [`desk`] | who is signed in, and the pages for those who are |
//! | [`export`], [`sheet`] | what is taken away: files, printed sheets, frames on other sites |
//! | [`generate`] | fictional programmes for measuring |
//! | [`backup`] | the format of backups; the store writes and restores them |
//! | [`reports`] | where pages leave what readers report |
//! | [`metrics`] | what is counted for Prometheus |
//! | [`site_files`], [`whole_file`] | whether the site's files are sound; writing a file as a whole or not at all |
//! | [`health`] | whether the program lives and whether it can answer |
//! | [`config`], [`assets`] | where the site's files are and what the build named them, and the limits |
//! | [`keeping`] | how long personal details are kept |
//! | [`clock`], [`throttle`], [`turns`] | the time of day; how often somebody may do a thing, and how many at once |
//! | [`telemetry`] | the log |
//! | [`cli`] | one file per verb |

pub mod assets;
pub mod backup;
pub mod cli;
pub mod clock;
pub mod config;
pub mod dataset;
pub mod desk;
pub mod export;
pub mod generate;
pub mod health;
pub mod http;
pub mod integrity;
pub mod keeping;
pub mod metrics;
pub mod problem;
pub mod publish;
pub mod reports;
pub mod security;
pub mod sheet;
pub mod site_files;
pub mod store;
pub mod telemetry;
pub mod throttle;
pub mod turns;
pub mod whole_file;

pub use http::router;
