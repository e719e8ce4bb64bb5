//! One file per page: read the URL, start the Resource, arrange the components.

pub mod not_found;
pub mod overview;
pub mod written;
