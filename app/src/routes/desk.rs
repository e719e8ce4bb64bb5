//! The pages of those who are signed in: the desk. Their paths stand under `/{language}/desk`.

use crate::domain::{
    account::Door,
    record::{EntryId, Kind},
    slug::Slug,
};

/// The segment with which they begin.
pub(super) const DESK: &str = "desk";

/// A page of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskPage {
    /// The form for name and password.
    SignIn,
    /// What one's organisations take part in.
    Home,
    /// Password and sessions.
    Account,
    /// What an invitation or a link for signing in leads to.
    Link(LinkToken),
    /// The accounts that one looks after.
    People,
    /// Begins a new entry of a kind.
    New(Kind),
    /// A change that is being worked on.
    Draft(Slug),
    /// The form for one entry of a change.
    Edit(Slug, EntryId),
    /// What waits for a decision.
    Review,
    /// One change that waits for a decision.
    ReviewOne(Slug),
    /// What is missing, stale or doubtful.
    Monitor,
    /// Who did what.
    Audit,
}

/// The secret part of a link that signs somebody in once. It is never printed but in the link itself.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkToken(Slug);

impl LinkToken {
    /// The token of a link, as it stands there; `None` when it cannot be one.
    pub fn new(raw: &str) -> Option<Self> {
        Slug::new(raw).ok().map(Self)
    }

    /// The token itself.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl std::fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LinkToken(…)")
    }
}

impl DeskPage {
    /// Who may come in. What a person then sees there is decided by what it asks for.
    pub const fn door(&self) -> Door {
        match self {
            Self::SignIn | Self::Link(_) => Door::Open,
            Self::Home | Self::Account | Self::New(_) | Self::Draft(_) | Self::Edit(..) => Door::SignedIn,
            Self::People | Self::Review | Self::ReviewOne(_) | Self::Monitor | Self::Audit => Door::Officials,
        }
    }

    /// The path behind the language, such as `desk/people`.
    pub(super) fn rest(&self) -> String {
        match self {
            Self::Home => DESK.to_owned(),
            Self::SignIn => format!("{DESK}/sign-in"),
            Self::Account => format!("{DESK}/account"),
            Self::Link(token) => format!("{DESK}/link/{}", token.as_str()),
            Self::People => format!("{DESK}/people"),
            Self::New(kind) => format!("{DESK}/new/{kind}"),
            Self::Draft(id) => format!("{DESK}/draft/{id}"),
            Self::Edit(id, entry) => format!("{DESK}/draft/{id}/{}/{}", entry.kind, entry.id),
            Self::Review => format!("{DESK}/review"),
            Self::ReviewOne(id) => format!("{DESK}/review/{id}"),
            Self::Monitor => format!("{DESK}/monitor"),
            Self::Audit => format!("{DESK}/audit"),
        }
    }

    /// Reads the segments behind the first.
    pub(super) fn read(segments: &[&str]) -> Option<Self> {
        let id = |raw: &str| Slug::new(raw).ok();
        Some(match segments {
            [] => Self::Home,
            ["sign-in"] => Self::SignIn,
            ["account"] => Self::Account,
            ["link", token] => Self::Link(LinkToken::new(token)?),
            ["people"] => Self::People,
            ["new", kind] => Self::New(Kind::from_code(kind)?),
            ["draft", draft] => Self::Draft(id(draft)?),
            ["draft", draft, kind, slug] => Self::Edit(id(draft)?, entry(kind, slug)?),
            ["review"] => Self::Review,
            ["review", draft] => Self::ReviewOne(id(draft)?),
            ["monitor"] => Self::Monitor,
            ["audit"] => Self::Audit,
            _ => return None,
        })
    }
}

/// The entry that two segments name.
pub(super) fn entry(kind: &str, slug: &str) -> Option<EntryId> {
    Some(EntryId::new(Kind::from_code(kind)?, Slug::new(slug).ok()?))
}

/// Whether a path is that of a page of the desk, or below it: nothing there is ever kept for others.
pub fn is_desk(path: &str) -> bool {
    path.split('/').nth(2) == Some(DESK) && crate::language_of(path).is_some()
}

/// An address to go on to after signing in, if it is that of a page of ours and no form for signing in: so a link to us
/// cannot be made to lead elsewhere.
pub fn next_page(to: &str) -> Option<&str> {
    let (path, query) = to.split_once('?').unwrap_or((to, ""));
    let (_, page) = super::Page::from_path(path)?;
    let plain = query.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'#'));
    let signs_in = matches!(page, super::Page::Desk(DeskPage::SignIn | DeskPage::Link(_)));
    (plain && !signs_in).then_some(to)
}

#[cfg(test)]
mod tests {
    use super::next_page;

    #[test]
    fn only_pages_of_ours_are_gone_on_to() {
        for to in ["/zh/", "/en/desk", "/en/desk/draft/a1/site/b?x=%E7%9B%98&y=1", "/zh/figures"] {
            assert_eq!(next_page(to), Some(to));
        }
        for to in [
            "",
            "/",
            "//evil.example/en/",
            "/\\evil.example",
            "https://evil.example/en/desk",
            "/en/desk?a=\r\nSet-Cookie: a=b",
            "/en/desk?a=b c",
            "/en/../evil",
            "/en/nowhere",
            "/en/desk/sign-in",
            "/en/desk/link/abc",
            "javascript:alert(1)",
        ] {
            assert_eq!(next_page(to), None, "{to:?}");
        }
    }
}
