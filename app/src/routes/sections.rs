//! Long sections of a page: what stands on the page itself, and the addresses of a section alone, page by page.

use super::{Page, anchor, with_query};
use crate::domain::{
    language::Language,
    pillar::Pillar,
    record::{EntryId, Kind},
    slug::Slug,
};

/// The most rows with which a section stands whole among others.
pub const WHOLE: usize = 24;
/// The rows that a longer one shows there.
pub const BEGINNING: usize = 12;
/// The rows of one page of a section alone.
pub const ROWS: usize = 60;

/// The address of a page of a section alone.
pub fn section(path: &str, part: &str, page: usize) -> String {
    let page = if page > 1 { format!("&page={page}") } else { String::new() };
    with_query(path.to_owned(), &format!("part={part}{page}"))
}

/// The address of the page that shows a row of a section: the one at a place among all of its rows.
pub fn row_of_section(path: String, part: &str, place: usize, all: usize) -> String {
    if all <= WHOLE || place < BEGINNING { path } else { section(&path, part, place / ROWS + 1) }
}

/// The section of the figures of a pillar, or of none, on the page of all figures.
pub const fn section_of_figures(pillar: Option<Pillar>) -> &'static str {
    match pillar {
        None => "other",
        Some(Pillar::Organisation) => "pillar-organisation",
        Some(Pillar::Projects) => "pillar-projects",
        Some(Pillar::Training) => "pillar-training",
        Some(Pillar::Proposals) => "pillar-proposals",
        Some(Pillar::Livelihood) => "pillar-livelihood",
    }
}

/// The address of a figure among all figures. `others`: the names of those of its pillar, itself included.
pub fn figure<'a>(
    language: Language,
    pillar: Option<Pillar>,
    id: &Slug,
    others: impl Iterator<Item = &'a Slug>,
) -> String {
    let (place, all) = others.fold((0, 0), |(place, all), other| (place + usize::from(other < id), all + 1));
    let page = row_of_section(Page::Figures.path(language), section_of_figures(pillar), place, all);
    format!("{page}#{}", anchor(&EntryId::new(Kind::Figure, id.clone())))
}
