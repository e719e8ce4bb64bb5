//! Goes through a site as a reader can: from the start page, by links alone.

use super::Server;
use app::routes::is_desk;
use http::StatusCode;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// What was found: every page by its address without fragment.
pub struct Crawl {
    pub pages: BTreeMap<String, String>,
    /// Links with a fragment: from, to, fragment.
    pub parts: BTreeSet<(String, String, String)>,
    /// What is taken away: files, sheets and frames. They answer, but are no pages of the site.
    pub taken: BTreeSet<String>,
}

impl Server {
    /// Follows every link from some pages on. A link that does not answer 200 fails the test. Where a link says that
    /// machines need not go on from it, only its page itself is read, as a machine would do that keeps to it.
    pub async fn crawl(&self, from: &[&str]) -> Crawl {
        let mut crawl = Crawl { pages: BTreeMap::new(), parts: BTreeSet::new(), taken: BTreeSet::new() };
        let mut waiting: VecDeque<(String, String, bool)> =
            from.iter().map(|page| ("the start".to_owned(), (*page).to_owned(), true)).collect();
        let mut seen: BTreeSet<(String, bool)> = from.iter().map(|page| ((*page).to_owned(), true)).collect();
        while let Some((on, address, goes_on)) = waiting.pop_front() {
            let answer = self.get(&address, &[("accept", "text/html")]).await;
            assert_eq!(answer.status, StatusCode::OK, "{address}, which {on} links to");
            if is_taken_away(&address) {
                crawl.taken.insert(address);
                continue;
            }
            let text = answer.text();
            for (link, goes_on) in anchors(&text).filter(|_| goes_on) {
                assert!(link.starts_with(['/', '#']) && !link.starts_with("//"), "{address} leads away, to {link}");
                let (page, part) = link.split_once('#').unwrap_or((&link, ""));
                let page = if page.is_empty() { address.clone() } else { page.to_owned() };
                // The language, and what is only for those who are signed in.
                if page.starts_with("/language/") || is_desk(&page) {
                    continue;
                }
                if !part.is_empty() {
                    crawl.parts.insert((address.clone(), page.clone(), part.to_owned()));
                }
                let known = seen.contains(&(page.clone(), true));
                if !known && seen.insert((page.clone(), goes_on)) {
                    waiting.push_back((address.clone(), page, goes_on));
                }
            }
            crawl.pages.insert(address, text);
        }
        crawl
    }
}

/// Whether an address is that of a file, a sheet for the printer or the map in a frame: `/{language}/export/…` and so on.
fn is_taken_away(address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    path.split('/').nth(2).is_some_and(|second| matches!(second, "export" | "sheet" | "embed"))
}

/// The targets of all links of a page.
pub fn links(html: &str) -> Vec<String> {
    anchors(html).map(|(target, _)| target).collect()
}

/// The targets of all links of a page, and whether machines may go on from there.
fn anchors(html: &str) -> impl Iterator<Item = (String, bool)> {
    let anchors = html.split("<a ").skip(1).filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag));
    anchors.filter_map(|tag| {
        let (target, _) = tag.split("href=\"").nth(1)?.split_once('"')?;
        Some((plain(target), !tag.contains("rel=\"nofollow\"")))
    })
}

/// What a reader sees: the text without tags.
pub fn text(html: &str) -> String {
    let mut text = String::new();
    for (number, piece) in html.split('<').enumerate() {
        let shown = if number == 0 { piece } else { piece.split_once('>').map(|(_, shown)| shown).unwrap_or_default() };
        text.push_str(shown);
    }
    plain(&text)
}

/// A text without the entities that HTML needs.
fn plain(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// What stands between two signs of a page, for the first place where it does.
pub fn between<'a>(html: &'a str, start: &str, end: &str) -> Option<&'a str> {
    html.split_once(start)?.1.split_once(end).map(|(inside, _)| inside)
}
