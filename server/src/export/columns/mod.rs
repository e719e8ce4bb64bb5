//! The columns of each list: one line per column, with its name for programs, its heading in both languages, its width
//! and its cell.

mod advice;
mod bodies;
mod common;
mod money;
mod people;
mod projects;
mod sites;
mod townships;

use super::{cell::Cell, line::Line};
use app::{atlas::query::Subject, domain::language::Language};

/// A column of a file.
#[derive(Debug)]
pub struct Column {
    /// Its stable name: the property in GeoJSON.
    pub key: &'static str,
    /// Its heading, per [`Language`].
    headings: [&'static str; 2],
    /// Its width in a workbook, in characters.
    pub width: u8,
    /// Its cell in a row.
    pub cell: fn(&Line<'_>) -> Cell,
}

impl Column {
    /// Its heading.
    pub const fn heading(&self, language: Language) -> &'static str {
        self.headings[language as usize]
    }
}

/// A column: name, heading in Chinese and English, width, cell.
const fn column(
    key: &'static str,
    zh: &'static str,
    en: &'static str,
    width: u8,
    cell: fn(&Line<'_>) -> Cell,
) -> Column {
    Column { key, headings: [zh, en], width, cell }
}

/// The cell of a column that only one kind of record has: `of!(Site, |line, site| …)`.
macro_rules! of {
    ($kind:ident, |$line:pat_param, $record:ident| $cell:expr) => {
        |line| match &line.row.record {
            app::domain::record::Record::$kind($record) => {
                let $line = line;
                $cell
            }
            _ => crate::export::cell::Cell::Empty,
        }
    };
}
use of;

/// The columns of a list, in their order. `fictional`: whether everything in it is made up, which each row then says.
pub fn columns(subject: Subject, fictional: bool) -> Vec<&'static Column> {
    let own: &[&[Column]] = match subject {
        Subject::Sites => sites::COLUMNS,
        Subject::Projects => &[projects::COLUMNS, common::AMOUNT, common::SITES, common::PLACE, common::PARTIES],
        Subject::Trainings => &[people::TRAININGS, common::AMOUNT, common::SITES, common::PLACE, common::PARTIES],
        Subject::Aid => &[people::AID, common::AMOUNT, common::SITES, common::PLACE, common::PARTIES],
        Subject::Proposals => &[advice::PROPOSALS, common::PLACE, common::PARTIES],
        Subject::Services => &[advice::SERVICES, common::SITES, common::PLACE, common::PARTIES],
        Subject::Organisations => &[bodies::ORGANISATIONS, common::RINGS],
        Subject::WorkingGroups => &[bodies::WORKING_GROUPS],
        Subject::Townships => &[townships::COLUMNS, common::RINGS],
        Subject::Funding => &[money::TRANSACTIONS, common::AMOUNT, common::PLACE],
    };
    let parts = [common::HEAD].into_iter().chain(own.iter().copied()).chain([common::TAIL]);
    let mark: &[Column] = if fictional { common::FICTIONAL } else { &[] };
    parts.chain([mark]).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_and_headings_of_a_list_are_unique() {
        for subject in Subject::ALL {
            let columns = columns(*subject, true);
            let keys: BTreeSet<_> = columns.iter().map(|column| column.key).collect();
            assert_eq!(keys.len(), columns.len(), "{subject}");
            for language in Language::ALL {
                let headings: BTreeSet<_> = columns.iter().map(|column| column.heading(*language)).collect();
                assert_eq!(headings.len(), columns.len(), "{subject} {language}");
            }
        }
    }
}
