//! `atlas user`: the people who can sign in, for the operator. Everything that it does is written down in the audit, as
//! done by the operator.

mod list;

use super::{
    Failure, Place,
    say::{note, say},
};
use crate::{
    desk::{link, secret},
    keeping::{self, Erased},
    store::{AccountError, Database, Person},
};
use app::domain::{
    account::{Account, AccountId, Role},
    language::Language,
    slug::Slug,
    text::Text,
};
use clap::{Args, Subcommand};

/// Who the audit says it was.
const OPERATOR: &str = "operator";

/// The flags of `atlas user`.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// Scheme and host under which the public reaches this installation, for links; without it only their path is printed
    #[arg(long, env = "ATLAS_PUBLIC_URL", value_name = "URL", value_parser = super::serve::public_url, global = true)]
    pub public_url: Option<Text>,
    /// What to do
    #[command(subcommand)]
    pub verb: Verb,
}

/// What can be done with accounts.
#[derive(Subcommand, Clone, Debug)]
pub enum Verb {
    /// Make an account, and print the link that signs the person in once
    Add(Add),
    /// List all accounts
    List {
        /// As JSON, one account a line, for other programs
        #[arg(long)]
        json: bool,
    },
    /// Print a new link that signs somebody in once; older ones end
    Link {
        /// The sign-in name, or the stable name that `atlas user list` shows
        who: String,
    },
    /// Change role, organisations and division to those given
    Role {
        /// The sign-in name, or the stable name that `atlas user list` shows
        who: String,
        /// What the account is to be
        #[command(flatten)]
        placed: Placed,
    },
    /// Sign somebody out everywhere, for good; open work goes to the organisation
    Deactivate {
        /// The sign-in name, or the stable name that `atlas user list` shows
        who: String,
    },
    /// Let somebody sign in again
    Reactivate {
        /// The sign-in name, or the stable name that `atlas user list` shows
        who: String,
    },
    /// Erase name and sign-in name of a person; what was done stays, under the stable name
    Erase {
        /// The sign-in name, or the stable name that `atlas user list` shows
        who: String,
    },
    /// Erase all who were deactivated and have not been seen for so many days; from cron, a keeping time
    EraseOld {
        /// Days since somebody was last seen, or since the account was made where nobody was
        #[arg(long, value_name = "DAYS")]
        after: u32,
    },
}

/// An account to be made.
#[derive(Args, Clone, Debug)]
pub struct Add {
    /// What the person signs in with: an e-mail address, or any name of at most 200 characters
    #[arg(long, value_parser = short)]
    pub login: Text,
    /// What the person is called
    #[arg(long, value_parser = short)]
    pub name: Text,
    /// What the account is to be
    #[command(flatten)]
    pub placed: Placed,
}

/// Role, organisations and division.
#[derive(Args, Clone, Debug)]
pub struct Placed {
    /// partner, official or administrator
    #[arg(long, value_parser = role)]
    pub role: Role,
    /// The stable name of an organisation for which the person works; may be given several times
    #[arg(long = "organisation", value_name = "SLUG", value_parser = slug)]
    pub organisations: Vec<Slug>,
    /// The stable name of a division: for an official, what it decides for
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    pub division: Option<Slug>,
}

impl Placed {
    fn account(self, id: AccountId, name: Option<Text>) -> Account {
        let organisations = self.organisations.into_iter().collect();
        Account { id, name, role: self.role, organisations, division: self.division }
    }
}

/// Does what is asked for.
///
/// # Errors
/// When there is no such account, or the database does not take it; nothing was done then.
pub async fn run(place: &Place, arguments: Arguments, now_ms: i64) -> Result<(), Failure> {
    let database = Database::open_existing(&place.url()).await?;
    let done = act(&database, arguments, now_ms).await;
    database.close().await;
    say(done?)
}

async fn act(database: &Database, arguments: Arguments, now_ms: i64) -> Result<String, Failure> {
    let public_url = arguments.public_url.as_ref();
    match arguments.verb {
        Verb::List { json } => {
            let people = database.people().await?;
            Ok(if json { list::json(&people) } else { list::table(&people) })
        }
        Verb::Add(Add { login, name, placed }) => {
            let account = placed.account(secret::account_id()?, Some(name));
            let (new, token) = link::make(now_ms, link::INVITATION)?;
            database.add_account(&account, &login, Some(&new), OPERATOR, now_ms).await?;
            if let Some(lacks) = lacks(&account) {
                note(lacks);
            }
            Ok(link::address(token, Language::Chinese, public_url))
        }
        Verb::Link { who } => {
            let person = find(database, &who).await?;
            let (new, token) = link::make(now_ms, link::AGAIN)?;
            database.add_link(&person.account.id, &new, OPERATOR, now_ms).await?;
            Ok(link::address(token, Language::Chinese, public_url))
        }
        Verb::Role { who, placed } => {
            let person = find(database, &who).await?;
            let account = placed.account(person.account.id, None);
            database.set_role(&account, OPERATOR, now_ms).await?;
            let lacks = lacks(&account).map(|lacks| format!(" {lacks}")).unwrap_or_default();
            Ok(format!("{} is {} now.{lacks}", account.id, account.role))
        }
        Verb::Deactivate { who } => {
            let id = find(database, &who).await?.account.id;
            database.set_active(&id, false, OPERATOR, now_ms).await?;
            Ok(format!("{id} can sign in no more."))
        }
        Verb::Reactivate { who } => {
            let id = find(database, &who).await?.account.id;
            database.set_active(&id, true, OPERATOR, now_ms).await?;
            Ok(format!("{id} can sign in again."))
        }
        Verb::Erase { who } => {
            let id = find(database, &who).await?.account.id;
            database.erase_person(&id, OPERATOR, now_ms).await?;
            Ok(format!("Name and sign-in name of {id} are erased."))
        }
        Verb::EraseOld { after } => {
            let Erased { people, stay, contacts } = keeping::erase(database, after, OPERATOR, now_ms).await?;
            let reports = format!("The senders of {contacts} report(s) cannot be reached any more.");
            Ok(format!("{people} erased. {stay} deactivated and seen within {after} days. {reports}"))
        }
    }
}

/// What an account lacks to do anything.
fn lacks(account: &Account) -> Option<&'static str> {
    let idle = account.role == Role::Partner && account.organisations.is_empty();
    idle.then_some(
        "A partner edits for organisations: until one is given, with --organisation, there is nothing to edit.",
    )
}

async fn find(database: &Database, who: &str) -> Result<Person, Failure> {
    let mut found = database.person_by_login(who).await?;
    if found.is_none()
        && let Ok(id) = AccountId::new(who)
    {
        found = database.person(&id).await?;
    }
    Ok(found.ok_or(AccountError::Unknown)?)
}

fn short(raw: &str) -> Result<Text, String> {
    match Text::new(raw) {
        Ok(text) if text.chars().count() <= 200 && !text.contains('\n') => Ok(text),
        Ok(_) => Err("it is longer than 200 characters, or than one line".into()),
        Err(broken) => Err(broken.to_string()),
    }
}

fn role(raw: &str) -> Result<Role, String> {
    Role::from_code(raw).ok_or_else(|| "it is one of partner, official and administrator".into())
}

fn slug(raw: &str) -> Result<Slug, String> {
    Slug::new(raw).map_err(|broken| broken.to_string())
}
