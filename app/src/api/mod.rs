//! Server functions: one file per question. Each is a public endpoint under `/api`.
//!
//! Their bodies run on the server only; they ask the [`Publication`](crate::store::Publication) that the server puts
//! into the context of every request, and answer from its Atlas.

pub mod overview;
pub mod page;

#[cfg(feature = "ssr")]
pub mod guard;
