//! Files, sheets and frames through the router: names, headers, what is not there, and who may show what in a frame.

use crate::http_support;

use crate::export_support::{atlas, huaning, made_up, rows, serving};
use crate::http_support::Setup;
use axum::body::Body;
use http::StatusCode;

const FILES: [&str; 3] = ["/zh/export/sites.csv", "/en/export/projects.xlsx", "/zh/export/organisations.geojson"];

#[tokio::test]
async fn only_the_map_for_frames_may_stand_in_one() {
    let server = serving(&huaning());
    let everything = [
        "/",
        "/zh",
        "/zh/",
        "/en/?in=panxi-town",
        "/zh/site/panxi-tongxin-square",
        "/zh/site/nothing",
        "/nothing",
        "/zh/map.svg",
        "/favicon.svg",
        "/pkg/tongxin-atlas.css",
        "/language/en",
        "/api/nothing",
        "/api/overview?language=zh&query=&bounds=&change=page",
        "/zh/sheet",
        "/en/sheet?q=a",
        "/zh/site/panxi-tongxin-square/sheet",
        "/zh/site/nothing/sheet",
        "/zh/embed/",
        "/zh/embed/x",
        "/fr/embed",
        "/embed",
        "/zh/export/embed",
        "/zh/export/sites.csv",
        "/en/export/sites.xlsx",
        "/en/export/sites.geojson",
        "/zh/?embed",
    ];
    for address in everything {
        for method in ["GET", "HEAD", "POST"] {
            let answer = server.ask(method, address, &[], Body::empty()).await;
            assert_eq!(answer.header("x-frame-options"), "DENY", "{method} {address}");
            assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{method} {address}");
        }
    }
    for address in ["/zh/embed", "/en/embed", "/zh/embed?in=panxi-town&foo=1", "/en/embed?q=road"] {
        let answer = server.get(address, &[]).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("x-frame-options"), "", "{address}");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("frame-ancestors *") && policy.contains("default-src 'none'"), "{policy}");
        assert!(!policy.contains("script-src") && !policy.contains("unsafe"), "{policy}");
    }
    // Refused writes are no pages for frames either.
    let refused = server.ask("POST", "/zh/embed", &[], Body::empty()).await;
    assert_eq!((refused.status, refused.header("x-frame-options")), (StatusCode::METHOD_NOT_ALLOWED, "DENY"));
}

#[tokio::test]
async fn a_frame_says_when_its_map_shows_none_of_what_it_counts() {
    let server = serving(&huaning());
    let shown = async |query: &str| server.get(&format!("/en/embed?{query}"), &[]).await.text();
    let sentence = "Nothing of it has a place on this map";
    assert!(shown("show=proposals").await.contains(sentence));
    for query in ["", "show=projects", "q=no-such-thing"] {
        assert!(!shown(query).await.contains(sentence), "{query}");
    }
}

#[tokio::test]
async fn a_frame_is_a_whole_map_without_script() {
    for (records, fictional) in [(huaning(), false), (made_up(60, 1), true)] {
        let server = serving(&records);
        for (language, banner) in [("zh", "虚构"), ("en", "This data set is fictional")] {
            let answer = server.get(&format!("/{language}/embed?no-such=thing"), &[]).await;
            let text = answer.text();
            assert!(text.contains("<svg class=\"base\"") && text.contains("class=\"pin px\""), "{text}");
            assert!(!text.contains("<script") && !text.contains(" style=") && !text.contains("http://"), "{text}");
            let policy = answer.header("content-security-policy");
            let nonce = policy.split_once("'nonce-").and_then(|(_, rest)| rest.split_once('\'')).expect("a nonce").0;
            assert!(text.contains(&format!("<style nonce=\"{nonce}\">")), "its style is the one that is allowed");
            let links: Vec<&str> =
                text.split("<a ").skip(1).filter_map(|rest| rest.split_once('>')).map(|(a, _)| a).collect();
            assert!(links.len() > 2);
            for link in links {
                assert!(link.contains("target=\"_blank\"") && link.contains("rel=\"noopener\""), "{link}");
            }
            assert!(text.contains(&format!("href=\"/{language}/\"")), "the way to the whole map");
            assert!(text.contains("no-such"), "what was not understood is named");
            assert_eq!(text.contains(banner), fictional);
            assert!(
                text.contains(if fictional { "10° N" } else { "GS(2024)0650" }) || fictional,
                "the map is credited"
            );
        }
        let first = server.get("/zh/embed?in=nowhere", &[]).await;
        let second = server.get("/zh/embed?in=nowhere", &[("if-none-match", first.header("etag"))]).await;
        assert_eq!(second.status, StatusCode::NOT_MODIFIED);
        assert_eq!(second.header("x-frame-options"), "");
    }
}

#[tokio::test]
async fn a_file_is_named_for_old_programs_and_new_ones() {
    let server = serving(&huaning());
    let name = |language: &str, file: &str| format!("/{language}/export/{file}");
    let answer = server.get(&name("zh", "sites.csv"), &[]).await;
    let disposition = answer.header("content-disposition");
    assert!(
        disposition.starts_with("attachment; filename=\"tongxin-sites-v7.csv\"; filename*=UTF-8''"),
        "{disposition}"
    );
    let full = disposition.rsplit_once("''").expect("a second name").1;
    let full = percent_encoding::percent_decode_str(full).decode_utf8().expect("UTF-8");
    assert!(full.ends_with("示范点-v7.csv"), "{full}");
    let fictional = serving(&made_up(12, 1));
    let answer = fictional.get(&name("en", "projects.xlsx"), &[]).await;
    assert!(answer.header("content-disposition").contains("filename=\"fictional-tongxin-projects-v7.xlsx\""));
    for (file, media_type) in
        FILES.into_iter().zip(["text/csv; charset=utf-8", "application/vnd.openxml", "application/geo+json"])
    {
        let answer = server.get(file, &[]).await;
        assert!(answer.header("content-type").starts_with(media_type), "{file}");
        assert_eq!(answer.header("x-robots-tag"), "noindex");
        assert_eq!(answer.header("cache-control"), "private, no-cache");
    }
}

#[tokio::test]
async fn who_has_the_version_gets_no_second_copy() {
    for file in FILES {
        let server = serving(&huaning());
        let first = server.get(file, &[]).await;
        let tag = first.header("etag");
        assert!(tag.starts_with("W/\"7-"), "{tag}");
        for known in [tag.to_owned(), format!("\"other\", {tag}")] {
            let again = server.get(file, &[("if-none-match", &known)]).await;
            assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0), "{file}");
            assert_eq!(again.header("etag"), tag);
        }
        let head = server.ask("HEAD", file, &[], Body::empty()).await;
        assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
        for name in ["etag", "content-type", "content-disposition"] {
            assert_eq!(head.header(name), first.header(name), "{file} {name}");
        }
        let mut newer = app::atlas::Published { records: huaning(), ..Default::default() };
        newer.version.0 = 8;
        assert!(server.publisher.publish(app::atlas::Atlas::build(newer)));
        let new = server.get(file, &[("if-none-match", tag)]).await;
        assert_eq!(new.status, StatusCode::OK, "{file}");
    }
}

#[tokio::test]
async fn who_has_the_file_of_another_history_or_installation_gets_this_one() {
    let published = |mark: &str| app::atlas::Published {
        version: app::domain::change::Version(7),
        mark: mark.to_owned(),
        records: huaning(),
    };
    let started = |setup: Setup, mark: &str| {
        let server = setup.server();
        assert!(server.publisher.publish(app::atlas::Atlas::build(published(mark))));
        server
    };
    for file in FILES {
        let ours = started(Setup::default(), "one");
        let tag = ours.get(file, &[]).await.header("etag").to_owned();
        let known = [("if-none-match", &*tag)];
        let again = started(Setup::default(), "one").get(file, &known).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{file}: nothing it depends on is another");
        // A restored database comes to the same version by other changes.
        let restored = started(Setup::default(), "other");
        let approved = started(Setup { map_approval: Some("GS(2030)1"), ..Setup::default() }, "one");
        let public = started(Setup { public_url: Some("https://atlas.example"), ..Setup::default() }, "one");
        for (what, server) in [("data", restored), ("approval", approved), ("address", public)] {
            let answer = server.get(file, &known).await;
            assert_eq!(answer.status, StatusCode::OK, "{file}: another {what}");
        }
        let elsewhere = ours.get(file, &[known[0], ("host", "atlas.example")]).await;
        assert_eq!(elsewhere.status, StatusCode::OK, "{file}: its links name the host");
    }
}

#[tokio::test]
async fn what_is_no_file_is_said_to_be_so() {
    let server = serving(&huaning());
    for name in
        ["sites", "sites.", "sites.pdf", "nothing.csv", ".csv", "sites.csv.gz", "Sites.csv", "%FF.csv", "sites.csv%00"]
    {
        for language in ["zh", "en"] {
            let answer = server.get(&format!("/{language}/export/{name}"), &[("accept", "text/html")]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
            assert_eq!(answer.header("content-disposition"), "", "{name}");
        }
        let answer = server.get(&format!("/fr/export/{name}"), &[("accept", "text/html")]).await;
        assert!(answer.status.is_client_error());
    }
    let refused = server.ask("POST", FILES[0], &[], Body::empty()).await;
    assert_eq!(refused.status, StatusCode::METHOD_NOT_ALLOWED);
    for question in
        ["%FF=%FE", "&&&===", "page=999999999999", "bbox=1,2,3", "z=abc&lat=1&lng=x", "show=nothing&kind=%00"]
    {
        for file in FILES {
            let answer = server.get(&format!("{file}?{question}"), &[]).await;
            assert_eq!(answer.status, StatusCode::OK, "{file}?{question}");
        }
    }
}

#[tokio::test]
async fn a_short_file_is_compressed_and_a_long_one_is_sent_as_it_is_made() {
    let short = serving(&huaning()).get(FILES[0], &[("accept-encoding", "br")]).await;
    assert_eq!((short.header("content-encoding"), short.header("vary")), ("br", "accept-encoding"));
    // And so is a page that is not kept, for whoever asks first.
    for address in ["/zh/sheet", "/zh/map.svg", "/zh/nothing-here"] {
        let answer = serving(&huaning()).get(address, &[("accept-encoding", "gzip, zstd")]).await;
        assert_eq!(
            (answer.header("content-encoding"), answer.header("vary")),
            ("zstd", "accept-encoding"),
            "{address}"
        );
    }
    let records = made_up(1000, 1);
    let long = serving(&records).get(FILES[0], &[("accept-encoding", "br")]).await;
    assert_eq!((long.header("content-encoding"), long.header("content-length")), ("", ""));
    assert_eq!(rows(&long).len(), 1001);
}

#[tokio::test]
async fn an_empty_database_gives_empty_files_and_sheets() {
    let server = http_support::server();
    for file in FILES {
        assert_eq!(server.get(file, &[]).await.status, StatusCode::OK, "{file}");
    }
    assert_eq!(rows(&server.get(FILES[0], &[]).await).len(), 1, "the head");
    for page in ["/zh/sheet", "/en/embed"] {
        assert_eq!(server.get(page, &[]).await.status, StatusCode::OK, "{page}");
    }
    assert!(atlas(&huaning()).programme().is_some());
}

#[tokio::test]
async fn links_lead_to_where_the_public_finds_us() {
    let setup = Setup { public_url: Some("https://atlas.example"), ..Setup::default() };
    let server = setup.server();
    assert!(server.publisher.publish(atlas(&huaning())));
    let host = [("host", "10.0.0.1:3000")];
    let page = |rows: Vec<Vec<String>>| rows[1].iter().find(|cell| cell.contains("://")).cloned().unwrap_or_default();
    assert!(page(rows(&server.get(FILES[0], &host).await)).starts_with("https://atlas.example/zh/"));
    let server = serving(&huaning());
    assert!(page(rows(&server.get(FILES[0], &host).await)).starts_with("http://10.0.0.1:3000/zh/"));
    for host in ["evil.example\"><script>", "a b", "a/b", ""] {
        assert_eq!(page(rows(&server.get(FILES[0], &[("host", host)]).await)), "", "{host}");
    }
}
