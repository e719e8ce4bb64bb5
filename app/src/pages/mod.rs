//! One file per page: read the URL, start the Resource, arrange the components.

pub mod address_bar;
pub mod answers;
pub mod not_found;
pub mod overview;
pub mod questions;
pub mod written;
