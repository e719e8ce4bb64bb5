//! What stands between the internet and the pages.
//!
//! ```text
//! /healthz, /readyz ──────────────────────────────────────────────► health
//! everything else ──► front ──► guard ──► language, server functions, files, pages
//!                      │          └ time, number and size limits, panics, log, security headers
//!                      └ request id, length of the address, kept pages
//! ```
//! A kept page is answered in `front`, before anything else has been done for it. `/metrics` has a listener of its own
//! (`scrape`).

mod base_map;
mod compression;
mod cookies;
mod desk;
mod desk_files;
mod embed;
mod encoding;
mod export;
mod failure;
mod files;
mod front;
mod guard;
mod head;
mod kept;
mod known;
mod language;
pub mod listen;
mod pages;
mod printed;
mod report;
mod request_id;
mod robots;
mod scrape;
mod sender;
mod site;
pub(crate) mod style_sheet;

pub use cookies::SESSION_COOKIES;
pub(crate) use cookies::{session_cookie, session_cookie_name};
pub(crate) use desk::{Form, Outcome};

use crate::{
    assets::program,
    config::Config,
    desk::{Office, Seat},
    health::{self, Readiness},
    metrics::Metrics,
    security::SecurityHeaders,
    throttle::Throttle,
    turns::Turns,
};
use app::{
    desk::Desk,
    domain::language::Language,
    map::base_map_address,
    routes::{DeskPage, Page},
    store::Publication,
};
use axum::{
    Router,
    extract::Request,
    middleware::{from_fn, from_fn_with_state},
    routing::{MethodRouter, any, get, post},
};
use http::request::Parts;
use kept::KeptPages;
use leptos::config::LeptosOptions;
use leptos_axum::LeptosRoutes;
use request_id::RequestIds;
use std::{net::IpAddr, sync::Arc};
use tokio::sync::Semaphore;
use tower::Layer;

/// What all requests share.
pub struct Shared {
    config: Config,
    options: LeptosOptions,
    /// The name of the build: see [`Config::build`].
    build: String,
    /// That of the program itself: see [`program`].
    program: String,
    publication: Arc<dyn Publication>,
    readiness: Arc<dyn Readiness>,
    security: SecurityHeaders,
    https: bool,
    kept: KeptPages,
    ids: RequestIds,
    slots: Semaphore,
    metrics: Metrics,
    /// Turns for forms that are longer than others, whose bodies would fill the memory together.
    long_forms: Semaphore,
    /// Turns for making a workbook, which takes a processor and a temporary file for seconds.
    workbooks: Turns,
    reports: Throttle<IpAddr>,
    office: Option<Arc<Office>>,
}

impl Shared {
    /// Prepares what all requests share.
    pub fn new(config: Config, publication: Arc<dyn Publication>, readiness: Arc<dyn Readiness>) -> Self {
        let https = publication.settings().public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
        Self {
            options: config.leptos_options(),
            build: config.build(),
            program: program(),
            security: SecurityHeaders::new(https),
            https,
            kept: KeptPages::new(config.limits.kept_pages, config.limits.kept_bytes),
            ids: RequestIds::new(config.instance),
            slots: Semaphore::new(config.limits.requests),
            metrics: Metrics::default(),
            long_forms: Semaphore::new(config.limits.long_forms),
            workbooks: Turns::new(config.limits.workbooks),
            reports: report::throttle(),
            office: None,
            config,
            publication,
            readiness,
        }
    }

    /// The same, for an installation where people can sign in.
    #[must_use]
    pub fn with_office(self, office: Arc<Office>) -> Self {
        Self { office: Some(office), ..self }
    }

    /// The address that a request comes from.
    fn sender(&self, request: &Request) -> IpAddr {
        sender::sender(&self.config.trusted_proxies, request.extensions(), request.headers())
    }

    /// What has to work before the program can answer.
    pub(crate) fn readiness(&self) -> &dyn Readiness {
        &*self.readiness
    }
}

/// What one server answers, by listener.
pub struct Routers {
    /// For everybody.
    pub site: Router,
    /// For the operator's Prometheus.
    pub metrics: Router,
}

impl Routers {
    /// The whole server: the same routers that are served are what tests call.
    pub fn new(shared: Shared) -> Self {
        let shared = Arc::new(shared);
        Self { site: protect(site(&shared), Arc::clone(&shared)), metrics: scrape::router(shared) }
    }
}

/// What is for everybody.
pub fn router(config: Config, publication: Arc<dyn Publication>, readiness: Arc<dyn Readiness>) -> Router {
    Routers::new(Shared::new(config, publication, readiness)).site
}

/// Puts everything that protects and hastens the answers before routes.
pub fn protect(routes: Router, shared: Arc<Shared>) -> Router {
    // As services and not as layers of the router, so that `front` comes before any routing.
    let guarded = from_fn_with_state(Arc::clone(&shared), guard::guard).layer(routes);
    let fronted = from_fn_with_state(Arc::clone(&shared), front::front).layer(guarded);
    Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .with_state(shared)
        .fallback_service(fronted)
}

/// The form for an error: read like any page, and the one address of a page that takes something.
fn report_form() -> MethodRouter<Arc<Shared>> {
    get(files::file_or_page).post(report::receive)
}

/// Puts the desk of a request where pages and server functions look for it.
fn provide_desk(seat: Seat) {
    leptos::prelude::provide_context(Arc::new(seat) as Arc<dyn Desk>);
}

/// The pages of those who are signed in, and histories, where they bring something back: read like any page, and forms are
/// sent to where they stand.
fn desk_pages(language: Language) -> Router<Arc<Shared>> {
    let pages = || get(files::file_or_page).post(desk::receive);
    let home = Page::Desk(DeskPage::Home).path(language);
    let history = format!("/{}/history/{{kind}}/{{id}}", language.code());
    Router::new().route(&format!("{home}/{{*page}}"), pages()).route(&home, pages()).route(&history, pages())
}

/// The routes: server functions, language, and for the rest a file of the site or a page of the app.
///
/// Pages are not registered one by one: the app's own router knows them, their languages and its not-found page, and
/// sets the status. All are rendered whole before they are sent.
fn site(shared: &Arc<Shared>) -> Router {
    let publication = Arc::clone(&shared.publication);
    let context = move || {
        leptos::prelude::provide_context(Arc::clone(&publication));
        if let Some(seat) = leptos::prelude::use_context::<Parts>().and_then(|parts| parts.extensions.get().cloned()) {
            provide_desk(seat);
        }
    };
    let options = shared.options.clone();
    Router::<LeptosOptions>::new()
        // With no pages listed this registers the server functions, each with its path and method.
        .leptos_routes_with_context(&shared.options, Vec::new(), context, move || app::shell(options.clone()))
        .with_state(shared.options.clone())
        .merge(
            Router::new()
                .route("/", get(language::choose))
                .route("/zh", get(language::add_slash))
                .route("/en", get(language::add_slash))
                .route(&base_map_address(Language::Chinese), get(base_map::chinese))
                .route(&base_map_address(Language::English), get(base_map::english))
                .merge(taken_away(Language::Chinese))
                .merge(taken_away(Language::English))
                .merge(desk_files::routes(Language::Chinese))
                .merge(desk_files::routes(Language::English))
                .merge(desk_pages(Language::Chinese))
                .merge(desk_pages(Language::English))
                .merge(style_sheet::routes())
                .route("/robots.txt", get(robots::robots))
                .route("/sitemap.xml", get(robots::sitemap))
                .route(&Page::Report.path(Language::Chinese), report_form())
                .route(&Page::Report.path(Language::English), report_form())
                .route(&Page::ReportSent.path(Language::Chinese), get(report::sent))
                .route(&Page::ReportSent.path(Language::English), get(report::sent))
                .route("/language/{language}", get(language::remember))
                .route("/api/desk/draft", post(desk::save))
                .route("/api/{*function}", any(failure::no_such_function))
                .fallback(files::file_or_page)
                .with_state(Arc::clone(shared)),
        )
        .layer(from_fn_with_state(Arc::clone(shared), desk::recognise))
        .layer(from_fn(compression::compress))
}

/// What leaves the site in a language: files, printed sheets, frames on other sites.
fn taken_away(language: Language) -> Router<Arc<Shared>> {
    let path = |rest: &str| format!("/{}/{rest}", language.code());
    Router::new()
        .route(
            &path("export/{file}"),
            get(move |shared, file, request| export::export(language, shared, file, request)),
        )
        .route(&path("sheet"), get(move |shared, request| printed::of_question(language, shared, request)))
        .route(
            &path("{place}/{id}/sheet"),
            get(move |shared, place, request| printed::of_place(language, shared, place, request)),
        )
        .route(&path("embed"), get(move |shared, request| embed::embed(language, shared, request)))
}
