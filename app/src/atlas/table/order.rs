//! The orders of the rows.

use crate::{
    atlas::{
        places::Places,
        query::Sort,
        search::{latin_key, pinyin_key},
    },
    domain::{language::Language, text::Name},
};

/// The code of the smallest division that holds all of the row's: neighbours stand together.
pub(super) fn place_key<'a>(divisions: &[u32], places: &'a Places) -> &'a str {
    shared_division(divisions, places).map_or("", |division| places.get(division).code.as_str())
}

/// The smallest division that holds all of some divisions.
pub(in crate::atlas) fn shared_division(divisions: &[u32], places: &Places) -> Option<u32> {
    let (first, others) = divisions.split_first()?;
    others.iter().try_fold(*first, |shared, other| places.shared(shared, *other))
}

/// Sort keys of all rows, used once.
#[derive(Default)]
pub(super) struct Keys<'a> {
    names: [Vec<String>; 2],
    places: Vec<&'a str>,
    records: Vec<usize>,
}

impl<'a> Keys<'a> {
    /// Adds the keys of the next row.
    pub(super) fn add(&mut self, name: &Name, place: &'a str, records: usize) {
        self.names[Language::Chinese as usize].push(pinyin_key(&name.zh));
        self.names[Language::English as usize].push(latin_key(&name.en));
        self.places.push(place);
        self.records.push(records);
    }

    /// The rows in the order of each [`Sort`], for each [`Language`].
    pub(super) fn orders(&self) -> [[Vec<u32>; 2]; 3] {
        [Sort::Place, Sort::Name, Sort::Records].map(|sort| {
            self.names.each_ref().map(|names| {
                let mut rows: Vec<u32> = (0..names.len() as u32).collect();
                // Rows without a place come last. The sort is stable, so that equal names stay in the order of slugs.
                rows.sort_by_key(|row| {
                    let row = *row as usize;
                    let (place, records) = match sort {
                        Sort::Place => ((self.places[row].is_empty(), self.places[row]), 0),
                        Sort::Name => ((false, ""), 0),
                        Sort::Records => ((false, ""), self.records[row]),
                    };
                    (place, std::cmp::Reverse(records), &names[row])
                });
                rows
            })
        })
    }
}
