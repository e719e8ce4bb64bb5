//! Long sections. A page shows the beginning of each, and a way to the section alone, page by page: `part` and `page` in the
//! address say which. A short section stands whole, and has no page of its own.

use super::pager::pager;
use crate::{
    atlas::query::{Notice, Problem},
    components::words,
    i18n::{Locale, fill},
    routes::{BEGINNING, ROWS, WHOLE, section},
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What the address of a page asks for: all sections, or a page of one.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    path: String,
    asked: Option<String>,
    page: usize,
}

impl Parts {
    /// Reads what is asked for. A section that the page at this path has not is not understood, and neither is anything else.
    pub(super) fn read(path: String, query: &str, known: &[&str]) -> (Self, Vec<Notice>) {
        let (mut read, mut notices) = (Self { path, asked: None, page: 1 }, Vec::new());
        let mut single = BTreeMap::new();
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            let problem = match &*key {
                "part" | "page" if value.is_empty() => continue,
                "part" if known.contains(&&*value) => {
                    read.asked = Some(value.clone().into_owned());
                    None
                }
                "part" if !known.is_empty() => Some(Problem::NoSuchValue),
                "page" if !known.is_empty() => match value.parse() {
                    Ok(page) if page > 0 => {
                        read.page = page;
                        None
                    }
                    _ => Some(Problem::NotANumber),
                },
                "lang" => None,
                _ => Some(Problem::Unknown),
            };
            notices.extend(problem.map(|problem| Notice::of(&key, &value, problem)));
            if problem.is_none()
                && let Some(before) = single.insert(key.clone(), value.clone())
                && before != value
            {
                notices.push(Notice::of(&key, &before, Problem::Twice));
            }
        }
        notices.truncate(Notice::MOST);
        (read, notices)
    }

    /// The one section that is asked for.
    pub(super) fn alone(&self) -> Option<&str> {
        self.asked.as_deref()
    }

    /// Whether a section stands on this page.
    pub(super) fn shows(&self, part: &str) -> bool {
        self.alone().is_none_or(|asked| asked == part)
    }

    /// The rows of a section that stand here, and the way to its others.
    pub(super) fn rows<Row>(&self, locale: Locale, part: &str, rows: Vec<Row>) -> (Vec<Row>, Option<AnyView>) {
        let all = rows.len();
        if self.alone().is_some() {
            let pages = all.div_ceil(ROWS).max(1);
            let page = self.page.min(pages);
            let rows = rows.into_iter().skip((page - 1) * ROWS).take(ROWS).collect();
            let ways = pager(locale, (page, pages), |page| section(&self.path, part, page));
            if self.page > pages {
                let beyond = words::notice(locale, &Notice::of("page", &self.page.to_string(), Problem::Beyond));
                return (rows, Some(view! { <p class="notices" role="status">{beyond}</p> {ways} }.into_any()));
            }
            return (rows, ways);
        }
        if all <= WHOLE {
            return (rows, None);
        }
        let words = fill(locale.pages().show_all, &[&locale.number(all as i64)]);
        let href = section(&self.path, part, 1);
        let way = view! { <p><a class="action" href=href>{words}</a></p> };
        (rows.into_iter().take(BEGINNING).collect(), Some(way.into_any()))
    }
}

/// The most items of a list within the page of a record before the rest of it is folded.
const MOST_ITEMS: usize = 36;

/// A list within the page of a record. Of a long one the rest is folded behind how many there are: it is a page about the
/// record, on which every item has its place, but not the first one.
pub(super) fn folded(locale: Locale, class: &'static str, mut items: Vec<AnyView>) -> AnyView {
    if items.len() <= MOST_ITEMS {
        return view! { <ul class=class>{items}</ul> }.into_any();
    }
    let rest = items.split_off(BEGINNING);
    let words = locale.count(rest.len() as u32, locale.pages().more_rows);
    view! {
        <ul class=class>{items}</ul>
        <details class="group"><summary>{words}</summary><ul class=class>{rest}</ul></details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::language::Language, routes::row_of_section};

    fn shown(query: &str, all: usize) -> (Vec<usize>, Option<String>) {
        let (parts, _) = Parts::read("/en/figures".into(), query, &["a", "b"]);
        let (rows, way) = parts.rows(Locale::of(Language::English), "a", (0..all).collect());
        (rows, way.map(|way| way.to_html()))
    }

    #[test]
    fn a_short_section_stands_whole_and_a_long_one_begins() {
        assert_eq!(shown("", 24), ((0..24).collect(), None));
        let (rows, way) = shown("", 25);
        let way = way.unwrap_or_default();
        assert_eq!(rows.len(), 12);
        assert!(way.contains("href=\"/en/figures?part=a\"") && way.contains("Show all 25"), "{way}");
    }

    #[test]
    fn a_section_alone_stands_page_by_page_and_every_row_is_where_its_address_leads() {
        for all in [1, 24, 25, 60, 61, 200] {
            for place in 0..all {
                let address = row_of_section("/en/figures".into(), "a", place, all);
                let query = address.split_once('?').map_or("", |(_, query)| query);
                assert!(shown(query, all).0.contains(&place), "{place} of {all} is not on {address}");
            }
        }
        let (rows, ways) = shown("part=a&page=9", 61);
        assert_eq!(rows, [60], "behind the last page is the last");
        assert!(ways.is_some_and(|ways| ways.contains("no “page” “9”")), "and that is said");
        assert_eq!(shown("part=a&page=x", 61).0.len(), 60);
    }

    #[test]
    fn a_long_list_within_a_page_is_folded_and_whole() {
        let list = |all: usize| {
            let items = (0..all).map(|item| view! { <li>{format!("<{item}>")}</li> }.into_any()).collect();
            folded(Locale::of(Language::English), "x", items).to_html()
        };
        assert!(!list(36).contains("<details"));
        let (html, rest) = (list(37), list(37).split_once("<details").map(|(_, rest)| rest.to_owned()));
        assert_eq!(html.matches("<li>").count(), 37);
        assert_eq!(rest.map(|rest| (rest.matches("<li>").count(), rest.contains("25 more"))), Some((25, true)));
    }

    #[test]
    fn a_section_that_is_not_there_is_not_understood() {
        let (parts, notices) = Parts::read(String::new(), "part=c", &["a"]);
        assert!(parts.alone().is_none() && parts.shows("a"));
        assert_eq!(notices.len(), 1);
        let problems = |query: &str, known: &[&str]| -> Vec<String> {
            let (_, notices) = Parts::read(String::new(), query, known);
            notices.iter().map(|notice| format!("{}={} {}", notice.parameter, notice.value, notice.problem)).collect()
        };
        assert!(problems("part=a&page=2&lang=zh&page=", &["a"]).is_empty());
        assert_eq!(problems("part=a&x=1", &["a"]), ["x=1 unknown"]);
        assert_eq!(problems("part=a&part=b&page=2&page=3", &["a", "b"]), ["part=a twice", "page=2 twice"]);
        assert_eq!(problems("page=x&page=0", &["a"]), ["page=x not-a-number", "page=0 not-a-number"]);
        assert_eq!(problems("part=a&page=2", &[]), ["part=a unknown", "page=2 unknown"], "nothing is divided there");
    }
}
