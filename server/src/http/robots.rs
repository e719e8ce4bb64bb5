//! What is said to machines that read the whole site: `/robots.txt` and `/sitemap.xml`.

use super::{Shared, site::site};
use app::{
    atlas::{Atlas, query::Subject},
    domain::{language::Language, record::Kind},
    routes::{self, DeskPage, Page},
};
use axum::{
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use http::{HeaderValue, header::CONTENT_TYPE};
use std::{fmt::Write, sync::Arc};

/// The most addresses that one sitemap may hold, after its protocol.
const MOST: usize = 50_000;

/// `/robots.txt`: everything may be read but what only changes something, and what is for those who are signed in.
pub(super) async fn robots(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let base = site(&shared, request.headers()).unwrap_or_default();
    let mut text = String::from("User-agent: *\nDisallow: /api/\nDisallow: /language/\n");
    for language in Language::ALL {
        let _infallible = writeln!(text, "Disallow: {}", Page::Desk(DeskPage::Home).path(*language));
    }
    let _infallible = write!(text, "\nSitemap: {base}/sitemap.xml\n");
    ([(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"))], text).into_response()
}

/// `/sitemap.xml`: every page in both languages.
pub(super) async fn sitemap(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let base = site(&shared, request.headers()).unwrap_or_default();
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for page in pages(&shared.publication.atlas()).into_iter().take(MOST / Language::ALL.len()) {
        for language in Language::ALL {
            let _infallible = write!(xml, "<url><loc>{base}{}</loc>", page.path(*language));
            for other in Language::ALL {
                let (tag, there) = (other.tag(), page.path(*other));
                let _infallible =
                    write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{base}{there}\"/>");
            }
            xml.push_str("</url>\n");
        }
    }
    xml.push_str("</urlset>\n");
    ([(CONTENT_TYPE, HeaderValue::from_static("application/xml; charset=utf-8"))], xml).into_response()
}

/// Every page that a reader may look for: the fixed ones, the lists, and one for each record that has its own.
fn pages(atlas: &Atlas) -> Vec<Page> {
    let fixed = [Page::Overview, Page::Figures, Page::About, Page::Data, Page::Accessibility, Page::Report];
    let lists = Subject::ALL.iter().map(|subject| Page::List(*subject));
    let divisions = atlas.records().divisions.values().filter_map(|division| {
        let whole = &atlas.programme()?.division;
        atlas.within(&division.id, whole).then(|| Page::of_division(division.id.clone(), division.level))
    });
    let records = atlas
        .records()
        .iter()
        .filter(|record| routes::has_page(record.kind()) && record.kind() != Kind::Division)
        .filter_map(|record| Page::of_record(&record.entry_id()));
    fixed.into_iter().chain(lists).chain(divisions).chain(records).collect()
}
