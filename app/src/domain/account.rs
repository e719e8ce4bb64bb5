//! Who may do what. Permission is a value that must be held: [`Visitor::editor`], [`Visitor::official`] and
//! [`Visitor::administrator`] are the only places where one is made, and what is not public is read and written with one
//! in hand.

use super::{rule::Broken, slug::Slug, text::Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The stable, opaque name of a person's account: lower-case letters and digits, made at random. Everything that lasts
/// names people by it alone, so that a person's name can be erased.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AccountId(Box<str>);

impl AccountId {
    /// What stands before the name where an author may also be something else than a person.
    pub const PREFIX: &'static str = "account/";
    /// The longest name, in bytes.
    pub const MAX: usize = 40;

    /// Checks a name.
    ///
    /// # Errors
    /// When it is empty, too long, or holds anything but lower-case letters and digits.
    pub fn new(raw: impl AsRef<str>) -> Result<Self, Broken> {
        let raw = raw.as_ref();
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        if (1..=Self::MAX).contains(&raw.len()) && raw.bytes().all(plain) {
            Ok(Self(raw.into()))
        } else {
            Err(Broken::new("This is not the name of an account.", "这不是账号标识。"))
        }
    }

    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How changes and the audit call the person: `account/…`.
    pub fn author(&self) -> String {
        format!("{}{}", Self::PREFIX, self.0)
    }

    /// The account that an author is, if it is one.
    pub fn of_author(author: &str) -> Option<Self> {
        Self::new(author.strip_prefix(Self::PREFIX)?).ok()
    }
}

impl TryFrom<String> for AccountId {
    type Error = Broken;
    fn try_from(raw: String) -> Result<Self, Broken> {
        Self::new(raw)
    }
}

impl From<AccountId> for String {
    fn from(id: AccountId) -> Self {
        id.0.into()
    }
}

impl std::fmt::Display for AccountId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

crate::code_list! {
    /// What a person is in the program.
    Role {
        /// Keeps the entries of its organisations true.
        Partner = "partner",
        /// Decides for a division and what lies below it.
        Official = "official",
        /// Looks after the accounts, and may everything that an official of the whole programme may.
        Administrator = "administrator",
    }
}

/// A person's account, as far as permission depends on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its stable name.
    pub id: AccountId,
    /// What the person is called; `None` once that was erased.
    pub name: Option<Text>,
    /// What the person is.
    pub role: Role,
    /// The organisations for which the person works.
    pub organisations: BTreeSet<Slug>,
    /// For an official, the division it decides for; for a partner, the one whose officials look after the account.
    pub division: Option<Slug>,
}

impl Account {
    /// Whether it has what its role works for: a partner an organisation, an official a division.
    pub fn is_placed(&self) -> bool {
        match self.role {
            Role::Partner => !self.organisations.is_empty(),
            Role::Official => self.division.is_some(),
            Role::Administrator => true,
        }
    }
}

/// Who asks: a reader whom nobody knows, or a person who is signed in. Only what reads a session makes the second.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visitor(Option<Account>);

/// What has to be so with a visitor for a door to open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Everybody passes.
    Open,
    /// Who is signed in.
    SignedIn,
    /// Officials and administrators.
    Officials,
}

/// Why a door stays shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shut {
    /// Nobody is signed in.
    SignIn,
    /// The person may not.
    Forbidden,
}

impl Visitor {
    /// A reader whom nobody knows.
    pub const ANONYMOUS: Self = Self(None);

    /// A person whose session is valid and whose account is active.
    pub const fn signed_in(account: Account) -> Self {
        Self(Some(account))
    }

    /// The person's account.
    pub const fn account(&self) -> Option<&Account> {
        self.0.as_ref()
    }

    /// What lets a person work on drafts.
    pub fn editor(&self) -> Option<Editor> {
        self.0.clone().map(Editor)
    }

    /// What lets a person decide on changes. An official without a division decides for nothing.
    pub fn official(&self) -> Option<Official> {
        let account = self.0.clone()?;
        let reach = match account.role {
            Role::Partner => return None,
            Role::Official => Reach::Division(account.division.clone()?),
            Role::Administrator => Reach::Everything,
        };
        Some(Official { editor: Editor(account), reach })
    }

    /// Goes through a door.
    ///
    /// # Errors
    /// When it stays shut.
    pub fn pass(&self, door: Door) -> Result<(), Shut> {
        match door {
            Door::Open => Ok(()),
            _ if self.0.is_none() => Err(Shut::SignIn),
            Door::SignedIn => Ok(()),
            Door::Officials => self.official().map(|_| ()).ok_or(Shut::Forbidden),
        }
    }
}

/// Permission to work on drafts of one's own and of one's organisations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor(Account);

impl Editor {
    /// The account of the person.
    pub const fn account(&self) -> &Account {
        &self.0
    }

    /// The stable name of the account.
    pub const fn id(&self) -> &AccountId {
        &self.0.id
    }

    /// How changes and the audit call the person.
    pub fn author(&self) -> String {
        self.0.id.author()
    }

    /// The organisations for which the person may act.
    pub const fn organisations(&self) -> &BTreeSet<Slug> {
        &self.0.organisations
    }

    /// Whether the person may act for an organisation.
    pub fn acts_for(&self, organisation: &Slug) -> bool {
        self.0.organisations.contains(organisation)
    }
}

/// How far an official decides.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Reach {
    Everything,
    Division(Slug),
}

/// Permission to see and to decide what is sent for review, within a division.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Official {
    editor: Editor,
    reach: Reach,
}

impl Official {
    /// Permission to work on drafts.
    pub const fn editor(&self) -> &Editor {
        &self.editor
    }

    /// The stable name of the account.
    pub const fn id(&self) -> &AccountId {
        self.editor.id()
    }

    /// How changes and the audit call the person.
    pub fn author(&self) -> String {
        self.editor.author()
    }

    /// The division for which the official decides; `None` for all there are.
    pub const fn division(&self) -> Option<&Slug> {
        match &self.reach {
            Reach::Everything => None,
            Reach::Division(division) => Some(division),
        }
    }

    /// Whether the official decides for a division: it is its own or lies below it. `within` knows the divisions and says
    /// whether the first is the second or lies in it (`Atlas::within`). What has no place of its own belongs to the
    /// division of the whole programme.
    pub fn covers(&self, division: &Slug, within: impl FnOnce(&Slug, &Slug) -> bool) -> bool {
        match &self.reach {
            Reach::Everything => true,
            Reach::Division(own) => own == division || within(division, own),
        }
    }

    /// Whether the official looks after an account, or may make one like it: an official of a division after the partners
    /// there, an administrator after everybody.
    pub fn looks_after(&self, role: Role, division: Option<&Slug>, within: impl FnOnce(&Slug, &Slug) -> bool) -> bool {
        match &self.reach {
            Reach::Everything => true,
            Reach::Division(_) => {
                role == Role::Partner && division.is_some_and(|division| self.covers(division, within))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(raw: &str) -> Slug {
        Slug::new(raw).expect("a slug")
    }

    fn visitor(role: Role, division: Option<&str>) -> Visitor {
        Visitor::signed_in(Account {
            id: AccountId::new("a1").expect("an id"),
            name: None,
            role,
            organisations: BTreeSet::from([slug("a-league")]),
            division: division.map(slug),
        })
    }

    /// A county with two towns.
    fn within(division: &Slug, ancestor: &Slug) -> bool {
        division == ancestor || ancestor.as_str() == "county"
    }

    #[test]
    fn who_holds_what() {
        for (visitor, editor, official) in [
            (Visitor::ANONYMOUS, false, false),
            (visitor(Role::Partner, Some("county")), true, false),
            (visitor(Role::Official, Some("a-town")), true, true),
            (visitor(Role::Official, None), true, false),
            (visitor(Role::Administrator, None), true, true),
        ] {
            let held = (visitor.editor().is_some(), visitor.official().is_some());
            assert_eq!(held, (editor, official), "{visitor:?}");
        }
    }

    #[test]
    fn which_doors_open() {
        let (partner, official) = (visitor(Role::Partner, None), visitor(Role::Official, Some("county")));
        assert_eq!(Visitor::ANONYMOUS.pass(Door::Open), Ok(()));
        assert_eq!(Visitor::ANONYMOUS.pass(Door::SignedIn), Err(Shut::SignIn));
        assert_eq!(Visitor::ANONYMOUS.pass(Door::Officials), Err(Shut::SignIn));
        assert_eq!((partner.pass(Door::SignedIn), partner.pass(Door::Officials)), (Ok(()), Err(Shut::Forbidden)));
        assert_eq!(official.pass(Door::Officials), Ok(()));
    }

    #[test]
    fn an_official_decides_for_what_lies_below() {
        let reach = |division: &str, role| visitor(role, Some(division)).official().expect("an official");
        let (county, town) = (reach("county", Role::Official), reach("a-town", Role::Official));
        assert!(county.covers(&slug("a-town"), within) && county.covers(&slug("county"), within));
        assert!(town.covers(&slug("a-town"), within));
        assert!(!town.covers(&slug("b-town"), within) && !town.covers(&slug("county"), within));
        assert!(reach("a-town", Role::Administrator).covers(&slug("nowhere"), |_, _| false));
        // Also a division that has gone from the Atlas is still its official's own.
        assert!(town.covers(&slug("a-town"), |_, _| false));
    }

    #[test]
    fn an_official_looks_after_partners_of_its_division_only() {
        let town = visitor(Role::Official, Some("a-town")).official().expect("an official");
        let all = visitor(Role::Administrator, None).official().expect("an official");
        for (role, division, by_town) in [
            (Role::Partner, Some("a-town"), true),
            (Role::Partner, Some("b-town"), false),
            (Role::Partner, None, false),
            (Role::Official, Some("a-town"), false),
            (Role::Administrator, Some("a-town"), false),
        ] {
            let division = division.map(slug);
            assert_eq!(town.looks_after(role, division.as_ref(), within), by_town, "{role} {division:?}");
            assert!(all.looks_after(role, division.as_ref(), within));
        }
    }

    #[test]
    fn authors_are_accounts_and_back() {
        let id = AccountId::new("k3x9").expect("an id");
        assert_eq!(AccountId::of_author(&id.author()), Some(id));
        assert_eq!((AccountId::of_author("seed"), AccountId::of_author("account/")), (None, None));
        assert!(
            AccountId::new("A").is_err() && AccountId::new("a/b").is_err() && AccountId::new("x".repeat(41)).is_err()
        );
    }
}
