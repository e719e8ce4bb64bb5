//! Tongxin Atlas: everything that runs only on the server.

pub mod generate;

/// One file per verb of the program.
pub mod cli {
    pub mod generate;
}
