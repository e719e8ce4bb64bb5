//! Every page and its path: the only place where a path is written.

use crate::atlas::query::Subject;
use crate::domain::{
    division::Level,
    language::Language,
    record::{EntryId, Kind},
    slug::Slug,
};

/// A page of the site. Its path begins with the language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The map, the list and the key figures.
    Overview,
    /// A demonstration site.
    Site(Slug),
    /// A township.
    Township(Slug),
    /// The county (or whatever division a programme covers as a whole).
    County(Slug),
}

impl Page {
    /// The path of the page in a language.
    pub fn path(&self, language: Language) -> String {
        let lang = language.code();
        match self {
            Self::Overview => format!("/{lang}/"),
            Self::Site(id) => format!("/{lang}/site/{id}"),
            Self::Township(id) => format!("/{lang}/township/{id}"),
            Self::County(id) => format!("/{lang}/county/{id}"),
        }
    }

    /// The path of the printable sheet of a place; that of the whole map for the overview.
    pub fn sheet(&self, language: Language) -> String {
        match self {
            Self::Overview => sheet(language, ""),
            place => format!("{}/sheet", place.path(language)),
        }
    }

    /// The page of a division at some level below or at the programme's.
    pub fn of_division(id: Slug, level: Level) -> Self {
        match level {
            Level::Township | Level::Village => Self::Township(id),
            Level::Province | Level::Prefecture | Level::County => Self::County(id),
        }
    }
}

/// The overview with some parameters, such as `show=projects`.
pub fn overview_with(language: Language, query: &str) -> String {
    let path = Page::Overview.path(language);
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

crate::code_list! {
    /// What a list can be taken away as; the code is the ending of the file's name.
    FileFormat {
        /// Comma-separated values (RFC 4180), UTF-8.
        Csv = "csv",
        /// A workbook (Office Open XML).
        Xlsx = "xlsx",
        /// A map (RFC 7946).
        GeoJson = "geojson",
    }
}

/// The address of a list as a file; `query` is that of the page that shows it.
pub fn export(language: Language, subject: Subject, format: FileFormat, query: &str) -> String {
    with_query(format!("/{}/export/{subject}.{format}", language.code()), query)
}

/// The address of the printable sheet of a question.
pub fn sheet(language: Language, query: &str) -> String {
    with_query(format!("/{}/sheet", language.code()), query)
}

/// The address of the map that other sites may show in a frame.
pub fn embed(language: Language, query: &str) -> String {
    with_query(format!("/{}/embed", language.code()), query)
}

fn with_query(path: String, query: &str) -> String {
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

/// The name by which a record is found within the page that shows it.
pub fn anchor(entry: &EntryId) -> String {
    format!("{}-{}", entry.kind, entry.id)
}

/// The address that remembers a language and leads back to a page.
pub fn language_switch(to: Language, path_and_query: &str) -> String {
    let to_path: String = form_urlencoded::byte_serialize(path_and_query.as_bytes()).collect();
    format!("/language/{}?to={to_path}", to.code())
}

/// The same page in another language.
pub fn in_language(path: &str, language: Language) -> String {
    let rest = path.trim_start_matches('/').split_once('/').map_or("", |(_, rest)| rest);
    format!("/{}/{rest}", language.code())
}

/// Whether a kind of record has a page of its own.
pub const fn has_page(kind: Kind) -> bool {
    matches!(kind, Kind::Site | Kind::Division)
}

impl Page {
    /// The page that a mark of the map leads to; a cluster leads to the overview.
    pub fn of_mark(mark: &crate::atlas::view::MarkKind) -> Self {
        use crate::atlas::view::MarkKind;
        match mark {
            MarkKind::Site { id, .. } => Self::Site(id.clone()),
            MarkKind::Place { id, level, .. } => Self::of_division(id.clone(), *level),
            MarkKind::Cluster { .. } => Self::Overview,
        }
    }
}
