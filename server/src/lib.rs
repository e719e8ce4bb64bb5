//! Tongxin Atlas: everything that runs only on the server.
//!
//! | module | what it does |
//! |---|---|
//! | [`http`] | the router: pages and their cache, files, language, limits, and the loop that accepts connections |
//! | [`security`] | the headers that every answer carries, and the check of where a write comes from |
//! | [`publish`] | the newest Atlas, following the database |
//! | [`health`] | whether the program lives and whether it can answer |
//! | [`generate`] | fictional programmes for measuring |
//! | [`config`] | where the site's files are, and the limits |
//! | [`telemetry`] | the log |
//! | [`cli`] | one file per verb |

pub mod cli;
pub mod config;
pub mod generate;
pub mod health;
pub mod http;
pub mod publish;
pub mod security;
pub mod telemetry;

pub use http::router;
