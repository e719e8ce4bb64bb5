//! Tongxin Atlas: everything that runs only on the server.

pub mod cli;
pub mod dataset;
pub mod integrity;
pub mod problem;
pub mod store;
