//! What the head of a page says to machines beside title and description: where it stands, in which languages, and what
//! is shown of it where it is shared.

use app::{domain::language::Language, routes};
use std::fmt::Write;

/// The picture that stands for every page where it is shared: 1200 by 630 pixels.
const PICTURE: &str = "/share.png";

/// Puts the links and tags into a rendered page. Title and description are those that stand in its head already, so
/// that they are written once.
///
/// `public_url` is where the public finds us. Without it addresses are relative: the host of a request may be anything,
/// and the page is kept for everybody.
pub(super) fn complete(html: &str, path: &str, public_url: Option<&str>) -> Option<String> {
    let (head, body) = html.split_once("</head>")?;
    let base = public_url.unwrap_or_default().trim_end_matches('/');
    let language = app::language_of(path)?;
    let title = between(head, "<title>", "</title>")?;
    let description = between(head, "<meta name=\"description\" content=\"", "\"").unwrap_or_default();
    let path = escape(path);
    let mut tags = format!("<link rel=\"canonical\" href=\"{base}{path}\">");
    let mut alternate = |tag: &str, to: Language| {
        let there = routes::in_language(&path, to);
        let _infallible = write!(tags, "<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{base}{there}\">");
    };
    Language::ALL.iter().for_each(|language| alternate(language.tag(), *language));
    alternate("x-default", Language::Chinese);
    let locale = match language {
        Language::Chinese => "zh_CN",
        Language::English => "en_GB",
    };
    for (property, content) in [
        ("type", "website"),
        ("title", &*title.replace('"', "&quot;")),
        ("description", description),
        ("url", &format!("{base}{path}")),
        ("locale", locale),
        ("image", &format!("{base}{PICTURE}")),
        ("image:width", "1200"),
        ("image:height", "630"),
    ] {
        let _infallible = write!(tags, "<meta property=\"og:{property}\" content=\"{content}\">");
    }
    tags.push_str("<meta name=\"twitter:card\" content=\"summary_large_image\">");
    Some([head, &tags, "</head>", body].concat())
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let rest = text.split_once(start)?.1;
    rest.split_once(end).map(|(inside, _)| inside)
}

/// A path as it may stand in an attribute.
fn escape(path: &str) -> String {
    path.replace('&', "&amp;").replace('"', "%22").replace('<', "%3C").replace('>', "%3E")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><head><title>A \"b\" &amp; c</title><meta name=\"description\" content=\"d &quot;e&quot;\">\
                        </head><body></head></body></html>";

    #[test]
    fn the_head_names_the_page_in_every_language() {
        let page = complete(PAGE, "/en/site/a", Some("https://atlas.example/")).expect("a page");
        for part in [
            "<link rel=\"canonical\" href=\"https://atlas.example/en/site/a\">",
            "hreflang=\"zh-Hans\" href=\"https://atlas.example/zh/site/a\"",
            "hreflang=\"en\" href=\"https://atlas.example/en/site/a\"",
            "hreflang=\"x-default\" href=\"https://atlas.example/zh/site/a\"",
            "<meta property=\"og:title\" content=\"A &quot;b&quot; &amp; c\">",
            "<meta property=\"og:description\" content=\"d &quot;e&quot;\">",
            "content=\"https://atlas.example/share.png\"",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(page.ends_with("<body></head></body></html>"), "only the head is completed: {page}");
    }

    #[test]
    fn an_address_cannot_break_out() {
        let page = complete(PAGE, "/zh/\"><script>", None).expect("a page");
        assert!(page.contains("href=\"/zh/%22%3E%3Cscript%3E\"") && !page.contains("<script>"), "{page}");
        assert_eq!(complete(PAGE, "/nowhere", None), None);
    }
}
