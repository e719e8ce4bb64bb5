//! What the HTTP tests share: a server without a port, a client that asks it, and answers that can be looked at.

pub mod crawl;
pub mod desk;
pub mod programmes;
pub mod scene;

use app::{
    atlas::{Atlas, Published},
    domain::{change::Version, text::Text},
    store::{Reports, Settings},
};
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
};
use futures::future::BoxFuture;
use http::{HeaderMap, Request, StatusCode, header::HeaderName};
use server::{
    config::Config,
    desk::Office,
    health::{NotReady, Readiness},
    http::{Routers, Shared, protect},
    publish::Publisher,
    store::Database,
};
use std::{fs, io::Read, sync::Arc};
use tempfile::TempDir;
use tower::ServiceExt;

/// A database that always answers.
pub struct Ready;

impl Readiness for Ready {
    fn ready(&self) -> BoxFuture<'_, Result<(), NotReady>> {
        Box::pin(async { Ok(()) })
    }
}

/// An Atlas of a version, without records.
pub fn atlas(version: i64) -> Atlas {
    Atlas::build(Published { version: Version(version), ..Published::default() })
}

/// A server and the handles to what it serves.
pub struct Server {
    pub router: Router,
    pub publisher: Arc<Publisher>,
    site: TempDir,
}

/// How the server of a test is set up.
#[derive(Default)]
pub struct Setup {
    pub config: Config,
    pub public_url: Option<&'static str>,
    pub map_approval: Option<&'static str>,
    pub reports: Option<Arc<dyn Reports>>,
    /// Where the people who can sign in are.
    pub database: Option<Arc<Database>>,
}

/// Files of a site, as the build leaves them.
pub const FILES: [(&str, &str); 8] = [
    ("pkg/tongxin-atlas.js", "export default 1;"),
    ("pkg/tongxin-atlas.wasm", "\0asm"),
    ("pkg/tongxin-atlas.css", "main { color: black }"),
    ("pkg/tongxin-atlas.css.br", "(brotli)"),
    ("pkg/tongxin-atlas.css.gz", "(gzip)"),
    ("vendor/leaflet-1.9.4/leaflet.js", "/* Leaflet */"),
    ("favicon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ("folder/index.html", "not a page of ours"),
];

impl Setup {
    fn shared(self) -> (Config, Arc<Publisher>, TempDir) {
        let site = tempfile::tempdir().expect("a folder");
        for (name, content) in FILES {
            let file = site.path().join(name);
            fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
            fs::write(file, content).expect("a file");
        }
        let text = |set: &str| Text::new(set).expect("a text");
        let (public_url, map_approval) = (self.public_url.map(text), self.map_approval.map(text));
        let settings = Settings { public_url, map_approval, ..Settings::default() };
        let config = Config { site_root: site.path().to_owned(), ..self.config };
        let publisher = Publisher::new(atlas(1), settings);
        let publisher = match self.reports {
            Some(reports) => publisher.with_reports(reports),
            None => publisher,
        };
        (config, Arc::new(publisher), site)
    }

    /// The whole server.
    pub fn server(self) -> Server {
        let (database, clock) = (self.database.clone(), self.config.clock);
        let (config, publisher, site) = self.shared();
        let shared = Shared::new(config, Arc::clone(&publisher) as _, Arc::new(Ready));
        let shared = match database {
            Some(database) => shared.with_office(Arc::new(Office::new(database, Arc::clone(&publisher), clock))),
            None => shared,
        };
        let router = Routers::new(shared).site;
        Server { router, publisher, site }
    }

    /// The protection of the server before other routes.
    pub fn protecting(self, routes: Router) -> Server {
        let (config, publisher, site) = self.shared();
        let shared = Shared::new(config, Arc::clone(&publisher) as _, Arc::new(Ready));
        Server { router: protect(routes, Arc::new(shared)), publisher, site }
    }
}

/// The whole server as it is set up by default.
pub fn server() -> Server {
    Setup::default().server()
}

impl Server {
    /// A configuration for the same files.
    pub fn config(&self) -> Config {
        Config { site_root: self.site.path().to_owned(), ..Config::default() }
    }

    /// Asks with GET.
    pub async fn get(&self, address: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask("GET", address, headers, Body::empty()).await
    }

    /// Asks.
    pub async fn ask(&self, method: &str, address: &str, headers: &[(&str, &str)], body: Body) -> Answer {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.router.clone().oneshot(request.body(body).expect("a request")).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

/// An answer, read to the end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// A header, or an empty text.
    pub fn header(&self, name: &str) -> &str {
        let name = HeaderName::try_from(name).expect("a name");
        self.headers.get(name).map(|value| value.to_str().expect("text")).unwrap_or_default()
    }

    /// The body as text, unpacked if it is compressed.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let read = match self.header("content-encoding") {
            "br" => brotli::Decompressor::new(&*self.body, 4096).read_to_string(&mut text),
            "gzip" => flate2::read::GzDecoder::new(&*self.body).read_to_string(&mut text),
            "" => (&*self.body).read_to_string(&mut text),
            other => panic!("an encoding that nobody asked for: {other}"),
        };
        read.expect("a readable body");
        text
    }

    /// The nonce that the policy of this answer allows.
    pub fn nonce(&self) -> String {
        let policy = self.header("content-security-policy");
        let rest = policy.split_once("script-src 'self' 'nonce-").expect("a nonce").1;
        rest.split_once('\'').expect("its end").0.to_owned()
    }
}
