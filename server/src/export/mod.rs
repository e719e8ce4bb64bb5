//! Lists and maps as files: comma-separated values, a workbook, GeoJSON. All three hold exactly the rows that the page of
//! the same question lists, on all its pages, in the same order.
//!
//! | module | what it does |
//! |---|---|
//! | [`list`] | a question's rows, columns and the facts about the file |
//! | [`columns`], [`line`], [`cell`] | from a row to its typed values |
//! | [`about`], [`question`] | what a file says of itself: question, time, version, sources, credits |
//! | [`chunks`], [`csv`], [`geojson`] | plain files, piece by piece |
//! | [`xlsx`] | the workbook, through a file without a name |
//! | [`words`] | the texts of files and sheets |

pub mod about;
pub mod cell;
pub mod chunks;
pub mod columns;
pub mod csv;
pub mod geojson;
pub mod line;
pub mod list;
pub mod question;
pub mod words;
pub mod xlsx;
