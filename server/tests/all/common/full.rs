//! A data set that fills every field of every kind, and beside it one record of each kind that leaves out all it can.

use app::domain::record::Records;
use server::dataset::Dataset;

/// The text of the data set.
pub const TEXT: &str = include_str!("../data/full.json");

/// Its records.
pub fn records() -> Records {
    Dataset::read(TEXT, &Records::default()).unwrap_or_else(|problems| panic!("{problems:#?}")).records
}
