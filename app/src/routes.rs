//! Every page and its path: the only place where a path is written.

mod desk;
mod sections;

pub use desk::{DeskPage, LinkToken, is_desk, next_page};
pub use sections::{BEGINNING, ROWS, WHOLE, figure, row_of_section, section, section_of_figures};

use crate::{
    atlas::query::Subject,
    domain::{
        division::Level,
        language::Language,
        record::{EntryId, Kind},
        slug::Slug,
    },
};

/// The segment with which histories begin.
const HISTORY: &str = "history";

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
    /// A record of another kind that has a page of its own; see [`has_page`].
    Record(EntryId),
    /// A list that answers questions.
    List(Subject),
    /// Every number and where it comes from.
    Figures,
    /// The programme and its pillars.
    About,
    /// Data, sources and credits.
    Data,
    /// How far everybody can use these pages.
    Accessibility,
    /// The form for an error in a figure.
    Report,
    /// What is said when a report has arrived.
    ReportSent,
    /// The revisions of an entry.
    History(EntryId),
    /// A page of those who are signed in.
    Desk(DeskPage),
}

impl Page {
    /// The path of the page in a language.
    pub fn path(&self, language: Language) -> String {
        let lang = language.code();
        match self {
            Self::Desk(page) => format!("/{lang}/{}", page.rest()),
            Self::History(entry) => format!("/{lang}/{HISTORY}/{}/{}", entry.kind, entry.id),
            _ => match self.segments() {
                (name, Some(id)) => format!("/{lang}/{name}/{id}"),
                (name, None) => format!("/{lang}/{name}"),
            },
        }
    }

    /// The segments behind the language; the first of them for a page with more than two.
    fn segments(&self) -> (&'static str, Option<&Slug>) {
        match self {
            Self::Overview => ("", None),
            Self::Site(id) => ("site", Some(id)),
            Self::Township(id) => ("township", Some(id)),
            Self::County(id) => ("county", Some(id)),
            Self::Record(entry) => (entry.kind.code(), Some(&entry.id)),
            Self::List(subject) => (subject.code(), None),
            Self::Figures => ("figures", None),
            Self::About => ("about", None),
            Self::Data => ("data", None),
            Self::Accessibility => ("accessibility", None),
            Self::Report => ("report", None),
            Self::ReportSent => ("report-sent", None),
            Self::History(_) => (HISTORY, None),
            Self::Desk(_) => (desk::DESK, None),
        }
    }

    /// Reads a path; `None` where no page can be. Whether a record is there is not known here.
    pub fn from_path(path: &str) -> Option<(Language, Self)> {
        let mut segments = path.strip_prefix('/')?.split('/');
        let language = Language::from_code(segments.next()?)?;
        let segments: Vec<&str> = segments.collect();
        let page = match segments[..] {
            [desk::DESK, ref rest @ ..] => Self::Desk(DeskPage::read(rest)?),
            [HISTORY, kind, id] => Self::History(desk::entry(kind, id)?),
            [name] => Self::named(name)?,
            [name, id] => Self::of(name, Slug::new(id).ok()?)?,
            _ => return None,
        };
        Some((language, page))
    }

    fn named(name: &str) -> Option<Self> {
        let fixed = [
            Self::Overview,
            Self::Figures,
            Self::About,
            Self::Data,
            Self::Accessibility,
            Self::Report,
            Self::ReportSent,
        ];
        let list = || Subject::from_code(name).map(Self::List);
        fixed.into_iter().find(|page| page.segments().0 == name).or_else(list)
    }

    fn of(name: &str, id: Slug) -> Option<Self> {
        match name {
            "site" => Some(Self::Site(id)),
            "township" => Some(Self::Township(id)),
            "county" => Some(Self::County(id)),
            _ => {
                let kind = Kind::from_code(name).filter(|kind| has_page(*kind) && *kind != Kind::Division)?;
                Some(Self::Record(EntryId::new(kind, id)))
            }
        }
    }

    /// The page of a record that has one of its own and is no division; those need their level.
    pub fn of_record(entry: &EntryId) -> Option<Self> {
        match entry.kind {
            Kind::Site => Some(Self::Site(entry.id.clone())),
            Kind::Division => None,
            kind => has_page(kind).then(|| Self::Record(entry.clone())),
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

/// A list with some parameters, such as `status=under+way`.
pub fn list_with(language: Language, subject: Subject, query: &str) -> String {
    let path = Page::List(subject).path(language);
    if query.is_empty() { path } else { format!("{path}?{query}") }
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

/// The address of a list of the monitor as a file; `query` is that of the page that shows it.
pub fn monitor_file(language: Language, query: &str) -> String {
    with_query(format!("{}.csv", Page::Desk(DeskPage::Monitor).path(language)), query)
}

/// The address of the audit as a file; `query` is that of the page that shows it.
pub fn audit_file(language: Language, query: &str) -> String {
    with_query(format!("{}.csv", Page::Desk(DeskPage::Audit).path(language)), query)
}

/// The entry with a name of the form `kind/slug`.
pub fn entry_named(name: &str) -> Option<EntryId> {
    let (kind, id) = name.split_once('/')?;
    desk::entry(kind, id)
}

/// The address of the printable sheet of a question.
pub fn sheet(language: Language, query: &str) -> String {
    with_query(format!("/{}/sheet", language.code()), query)
}

/// The address of the map that other sites may show in a frame.
pub fn embed(language: Language, query: &str) -> String {
    with_query(format!("/{}/embed", language.code()), query)
}

/// A path with a query, which may be empty.
pub fn with_query(path: String, query: &str) -> String {
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
    matches!(
        kind,
        Kind::Site
            | Kind::Division
            | Kind::Project
            | Kind::Organisation
            | Kind::WorkingGroup
            | Kind::Training
            | Kind::Aid
            | Kind::Proposal
            | Kind::Service
            | Kind::Source
    )
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn page() -> impl Strategy<Value = Page> {
        let id = || "[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}".prop_map(|raw| Slug::new(raw).expect("a slug"));
        let kinds: Vec<Kind> = Kind::ALL
            .iter()
            .copied()
            .filter(|kind| has_page(*kind) && !matches!(kind, Kind::Site | Kind::Division))
            .collect();
        let entry = || (proptest::sample::select(Kind::ALL), id()).prop_map(|(kind, id)| EntryId::new(kind, id));
        let fixed = [
            DeskPage::SignIn,
            DeskPage::Home,
            DeskPage::Account,
            DeskPage::People,
            DeskPage::Review,
            DeskPage::Monitor,
            DeskPage::Audit,
        ];
        let desk = prop_oneof![
            proptest::sample::select(fixed.to_vec()).boxed(),
            id().prop_map(|id| DeskPage::Link(LinkToken::new(id.as_str()).expect("a token"))).boxed(),
            proptest::sample::select(Kind::ALL).prop_map(DeskPage::New).boxed(),
            id().prop_map(DeskPage::Draft).boxed(),
            id().prop_map(DeskPage::ReviewOne).boxed(),
            (id(), entry()).prop_map(|(id, entry)| DeskPage::Edit(id, entry)).boxed(),
        ];
        prop_oneof![
            desk.prop_map(Page::Desk),
            entry().prop_map(Page::History),
            Just(Page::Overview),
            id().prop_map(Page::Site),
            id().prop_map(Page::Township),
            id().prop_map(Page::County),
            (proptest::sample::select(kinds), id()).prop_map(|(kind, id)| Page::Record(EntryId::new(kind, id))),
            proptest::sample::select(Subject::ALL).prop_map(Page::List),
            Just(Page::Figures),
            Just(Page::About),
            Just(Page::Data),
            Just(Page::Accessibility),
            Just(Page::Report),
            Just(Page::ReportSent),
        ]
    }

    proptest! {
        #[test]
        fn a_page_survives_its_path(page in page(), chinese in any::<bool>()) {
            let language = if chinese { Language::Chinese } else { Language::English };
            prop_assert_eq!(Page::from_path(&page.path(language)), Some((language, page)));
        }

        #[test]
        fn what_is_read_is_written_the_same(path in "/(zh|en|fr)(/[a-z-]{0,12}){0,3}") {
            if let Some((language, page)) = Page::from_path(&path) {
                prop_assert_eq!(page.path(language), path);
            }
        }
    }

    #[test]
    fn the_desk_is_told_by_its_path() {
        for path in ["/zh/desk", "/en/desk/people", "/zh/desk/", "/zh/desk/nowhere"] {
            assert!(is_desk(path), "{path}");
        }
        for path in ["/desk", "/fr/desk", "/zh/desks", "/zh/site/desk", "/zh/history/site/a"] {
            assert!(!is_desk(path), "{path}");
        }
    }

    #[test]
    fn a_link_keeps_its_secret() {
        let page = Page::Desk(DeskPage::Link(LinkToken::new("secret0").expect("a token")));
        assert!(page.path(Language::English).ends_with("/secret0") && !format!("{page:?}").contains("secret0"));
    }

    #[test]
    fn what_is_no_page_is_none() {
        for path in [
            "",
            "/",
            "/zh",
            "/fr/",
            "/zh/nothing",
            "/zh/projects/",
            "/zh/project",
            "/zh/project/A",
            "/zh//",
            "/zh/figure/a",
            "/zh/about/us",
            "/zh/site/a/b",
            "zh/about",
            "/zh/history",
            "/zh/history/site",
            "/zh/history/nothing/a",
            "/zh/desk/",
            "/zh/desk/nowhere",
            "/zh/desk/people/a",
            "/zh/desk/draft/a/site",
            "/zh/desk/new/nothing",
            "/zh/desk/link/A",
        ] {
            assert_eq!(Page::from_path(path), None, "{path}");
        }
    }
}
