//! Who did something, as it is told: the name that the account has at the time of reading, so that an erased one is gone
//! everywhere at once.

use super::{Office, failed};
use app::{
    desk::{Author, Speaker},
    domain::{
        account::{Account, AccountId},
        slug::Slug,
    },
    error::AppError,
};
use std::collections::{BTreeSet, HashMap};

/// Accounts by their names in changes and in the audit.
pub(super) struct Authors(HashMap<String, Account>);

impl Authors {
    /// Reads them.
    pub(super) async fn read(office: &Office) -> Result<Self, AppError> {
        let people = office.database.people().await.map_err(failed)?;
        Ok(Self(people.into_iter().map(|person| (person.account.id.author(), person.account)).collect()))
    }

    /// Reads those that are named, each once.
    pub(super) async fn among(office: &Office, names: impl IntoIterator<Item = &str>) -> Result<Self, AppError> {
        let ids: BTreeSet<AccountId> = names.into_iter().filter_map(AccountId::of_author).collect();
        let mut known = HashMap::new();
        for id in ids {
            let person = office.database.person(&id).await.map_err(failed)?;
            known.extend(person.map(|person| (id.author(), person.account)));
        }
        Ok(Self(known))
    }

    /// Who an author is, and for whom.
    pub(super) fn speaker(&self, author: &str, organisation: Option<&Slug>) -> Speaker {
        Speaker { person: self.who(author), organisation: organisation.cloned() }
    }

    /// Who an author is.
    pub(super) fn who(&self, author: &str) -> Author {
        match (self.0.get(author), AccountId::of_author(author)) {
            (Some(Account { name: Some(name), .. }), _) => Author::Named(name.clone()),
            (Some(_), _) | (None, Some(_)) => Author::Erased,
            (None, None) => Author::Program(author.to_owned()),
        }
    }

    /// The account of an author.
    pub(super) fn account(&self, author: &str) -> Option<&Account> {
        self.0.get(author)
    }

    /// All authors that are accounts, by name.
    pub(super) fn all(&self) -> Vec<(String, Author)> {
        let mut all: Vec<_> = self.0.keys().map(|author| (author.clone(), self.who(author))).collect();
        let name = |person: &Author| match person {
            Author::Named(name) => Some(name.clone()),
            Author::Erased | Author::Program(_) => None,
        };
        all.sort_by_key(|(author, person)| (name(person).is_none(), name(person), author.clone()));
        all
    }
}
