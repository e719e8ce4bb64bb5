//! The ways to take a list or the map away: files, a sheet for the printer, a map for another site. Drawn by the server.

use crate::{
    atlas::query::Subject,
    domain::language::Language,
    i18n::{fill, use_locale},
    map::pin::escape,
    routes::{self, FileFormat},
};
use leptos::prelude::*;

/// Links to everything that a question can be taken away as.
#[component]
pub fn TakeAway(
    /// What the list shows.
    subject: Subject,
    /// The question of the list.
    files: String,
    /// The query part of the page's address.
    query: String,
    /// Scheme and host of this site, where the operator has set them; else the line for other sites has its path only.
    site: Option<String>,
    /// The name of the programme, for whoever cannot see the map on another site.
    title: String,
) -> impl IntoView {
    let locale = use_locale();
    let file = |format| routes::export(locale.language, subject, format, &files);
    let files = [
        (file(FileFormat::Csv), locale.take_away_csv),
        (file(FileFormat::Xlsx), locale.take_away_xlsx),
        (file(FileFormat::GeoJson), locale.take_away_geojson),
    ];
    let sheet = routes::sheet(locale.language, &query);
    let embed = routes::embed(locale.language, &query);
    let path = routes::embed(locale.language, "");
    let without_host = site.is_none().then(|| fill(locale.take_away_embed_without_host, &[&path]));
    let line = embed_markup(site.as_deref().unwrap_or_default(), locale.language, &query, &title);
    // `external`: the server answers these, not the application in the browser. `nofollow`: no robot needs every list.
    view! {
        <nav class="takeaway" aria-label=locale.take_away>
            <ul>
                {files.map(|(href, words)| view! { <li><a href=href rel="external nofollow" download>{words}</a></li> }).collect_view()}
                <li><a href=sheet rel="external nofollow">{locale.take_away_sheet}</a></li>
            </ul>
            <details>
                <summary>{locale.take_away_embed}</summary>
                <p>{locale.take_away_embed_hint} {locale.gap} <a href=embed rel="external nofollow">{locale.take_away_embed_look}</a></p>
                <code>{line}</code>
                {without_host.map(|hint| view! { <p>{hint}</p> })}
            </details>
        </nav>
    }
}

/// The line that shows the map of a question in a frame on another site. `site` is scheme and host of ours, `title` says
/// to who cannot see it what the frame holds.
pub fn embed_markup(site: &str, language: Language, query: &str, title: &str) -> String {
    let address = escape(&format!("{site}{}", routes::embed(language, query)));
    let title = escape(title);
    format!("<iframe src=\"{address}\" title=\"{title}\" width=\"720\" height=\"640\" loading=\"lazy\"></iframe>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_cannot_be_broken_out_of() {
        let line = embed_markup("https://atlas.example", Language::English, "q=\"><script>&in=a", "“A” \"B\" <b>");
        assert_eq!(line.matches('<').count(), 2, "{line}");
        assert!(line.starts_with("<iframe src=\"https://atlas.example/en/embed?q=&quot;"), "{line}");
        assert!(line.contains("&amp;in=a\""), "{line}");
    }
}
