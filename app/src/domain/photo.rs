//! Photos and files, stored once by the hash of their content.

use super::{
    period::PartialDate,
    record::EntryId,
    text::{Phrase, Text},
};
use crate::entry;

entry! {
    /// A photo of a record.
    Photo {
        /// The record it shows.
        pub of: EntryId,
        /// SHA-256 of the content, 64 hexadecimal digits.
        pub content_hash: Text,
        /// Media type.
        pub media_type: Text,
        /// Width in pixels.
        pub width: u32,
        /// Height in pixels.
        pub height: u32,
        /// What it shows, for those who cannot see it.
        pub description: Phrase,
        /// Who took it.
        pub credit: Option<Text>,
        /// Day, month or year.
        pub taken: Option<PartialDate>,
    }
}
